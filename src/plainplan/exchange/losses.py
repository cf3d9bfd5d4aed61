"""What a format cannot carry, counted by kind and told in one sentence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module

from plainplan.compile import Compilation
from plainplan.exchange.rows import ExchangeRow, rows_of
from plainplan.messages import Message, msg, msg_and, msg_count
from plainplan.model import Plan
from plainplan.tuples import NamedTuple
from plainplan.values import State

_DROPPED = (State.DROPPED,)
Count = Callable[[Plan, Sequence[ExchangeRow]], int]


class Kind(NamedTuple):
    """A kind of thing that may be lost: how it is counted, and how so many of it are told."""

    counted: Count
    told: Callable[[int], Message]


def _prose(plan: Plan, rows: Sequence[ExchangeRow]) -> int:
    """Blocks of prose: of sections, of goals and steps, of check-ins."""
    bodies = [section.body for section in plan.sections]
    bodies += [thing.body for thing in plan.things]
    return sum(type(part).__module__.endswith("prose") for body in bodies for part in body)


KINDS = {
    "barriers": Kind(
        lambda plan, rows: len(plan.barriers), lambda number: msg_count("{n} barrier", "{n} barriers", number)
    ),
    "noted": Kind(
        lambda plan, rows: len(plan.barriers),
        lambda number: msg_count("{n} barrier (kept as a note)", "{n} barriers (kept as notes)", number),
    ),
    "lags": Kind(
        lambda plan, rows: sum(bool(link.lag) for row in rows for link in row.links),
        lambda number: msg_count("{n} lag", "{n} lags", number),
    ),
    "with": Kind(
        lambda plan, rows: sum(link.kind == "with" for row in rows for link in row.links),
        lambda number: msg_count("{n} `with:`", "{n} `with:`", number),
    ),
    "ranges": Kind(
        lambda plan, rows: sum(row.low is not None for row in rows),
        lambda number: msg_count("{n} range", "{n} ranges", number),
    ),
    "prose": Kind(_prose, lambda number: msg_count("{n} block of prose", "{n} blocks of prose", number)),
    "check-ins": Kind(
        lambda plan, rows: len(plan.checkins), lambda number: msg_count("{n} check-in", "{n} check-ins", number)
    ),
    "occupations": Kind(
        lambda plan, rows: len(plan.occupations), lambda number: msg_count("{n} occupation", "{n} occupations", number)
    ),
    "costs": Kind(
        lambda plan, rows: sum(row.cost is not None for row in rows),
        lambda number: msg_count("{n} cost", "{n} costs", number),
    ),
    "habits": Kind(
        lambda plan, rows: sum(bool(row.every) for row in rows),
        lambda number: msg_count("{n} habit", "{n} habits", number),
    ),
    "people": Kind(
        lambda plan, rows: sum(len(row.who) for row in rows),
        lambda number: msg_count("{n} name of a person", "{n} names of people", number),
    ),
    "durations": Kind(
        lambda plan, rows: sum(bool(row.duration) for row in rows),
        lambda number: msg_count("{n} duration (as days)", "{n} durations (as days)", number),
    ),
    "dropped": Kind(
        lambda plan, rows: sum(row.state in _DROPPED for row in rows),
        lambda number: msg_count("{n} dropped step", "{n} dropped steps", number),
    ),
    "traits": Kind(
        lambda plan, rows: len(plan.assessment), lambda number: msg_count("{n} trait", "{n} traits", number)
    ),
    "ideas": Kind(
        lambda plan, rows: len(plan.someday),
        lambda number: msg_count("{n} idea for someday", "{n} ideas for someday", number),
    ),
}
"""Every kind that some format leaves out."""


def losses(compilation: Compilation, module: str) -> dict[str, int]:
    """How many of each kind a format leaves out of a plan; those of which there are none aside.

    `module` names the format's module, whose `LEAVES_OUT` lists the kinds, and `NOUN` says what it makes.
    """
    kinds: tuple[str, ...] = import_module(module).LEAVES_OUT
    rows = rows_of(compilation) if kinds else ()
    counts = {kind: KINDS[kind].counted(compilation.plan, rows) for kind in kinds}
    return {kind: count for kind, count in counts.items() if count}


def losses_text(found: dict[str, int], output: str, module: str) -> Message:
    """`nurse.mmd leaves out 3 barriers and 2 lags: a Mermaid chart has none`."""
    lost = msg_and([KINDS[kind].told(count) for kind, count in found.items()])
    return msg("{file} leaves out {lost}: {noun} has none", file=output, lost=lost, noun=import_module(module).NOUN)
