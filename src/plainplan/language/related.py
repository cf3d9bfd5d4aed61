"""The other places that a finding is about: those that it names, the rest of a loop, the first use of a name."""

from __future__ import annotations

from collections.abc import Iterator

from plainplan.compile import Compilation
from plainplan.diagnostics import Diagnostic
from plainplan.lower.rules import REPEATED_NAME
from plainplan.messages import msg
from plainplan.schedule.cycle import loop_finding
from plainplan.schedule.network import build_network, in_order
from plainplan.schedule.rules import CYCLE
from plainplan.source import Span
from plainplan.syntax.nodes import worded_nodes
from plainplan.tuples import NamedTuple

_MOST = 50
_HERE_TOO = msg("here too")


class Related(NamedTuple):
    """A place, and what it has to do with the finding."""

    span: Span
    text: str


def related(compilation: Compilation) -> dict[Diagnostic, tuple[Related, ...]]:
    """By finding, the other places that it is about."""
    rules = {one.rule for one in compilation.diagnostics}
    several = (one for one in compilation.diagnostics if one.also)
    found = {one: tuple(Related(span, _HERE_TOO) for span in one.also[:_MOST]) for one in several}
    if CYCLE in rules:
        found |= _loops(compilation)
    if REPEATED_NAME in rules:
        found |= dict(_names(compilation))
    return found


def _loops(compilation: Compilation) -> dict[Diagnostic, tuple[Related, ...]]:
    plan = compilation.plan
    network = build_network(plan, tuple(one.horizon for one in compilation.schedule.things))
    found = {}
    for loop in in_order(network)[1]:
        indices = dict.fromkeys(event % network.size for event in loop)
        things = [plan.things[one] for one in indices][:_MOST]
        found[loop_finding(network, loop)] = tuple(
            Related(one.origin, msg("`{name}` is in the loop", name=one.id)) for one in things
        )
    return found


def _names(compilation: Compilation) -> Iterator[tuple[Diagnostic, tuple[Related, ...]]]:
    tags = [tag for node in worded_nodes(compilation.document) for tag in node.words.tags if tag.key == "name"]
    for one in compilation.diagnostics:
        again = next((tag for tag in tags if tag.span == one.span), None) if one.rule is REPEATED_NAME else None
        first = None if again is None else next(tag for tag in tags if tag.value == again.value)
        if first is not None:
            yield one, (Related(first.span, msg("`{name}` is given here first", name=first.text)),)
