"""A plan without goals has nothing to work towards, and nothing to work out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from plainplan.checks.context import CheckContext, short
from plainplan.checks.outside_goals import outside
from plainplan.diagnostics import Diagnostic, Edit, Fix, Rule, Severity, finding
from plainplan.messages import msg
from plainplan.model import SectionKind
from plainplan.prose import plain
from plainplan.source import Span
from plainplan.syntax.document import ItemNode, ListNode

RULE = Rule(
    "P202",
    "no-goals",
    Severity.WARNING,
    "The plan has no goals.",
    "A goal is a heading below `## Goals` (or `## Short-term goals`, `## Long-term goals`, `## Primary objective`), "
    "or any heading with a box or a duration, or with such an item under it. Without one there is nothing to date and "
    "to follow.",
    "# Run a half marathon\n\nI want to run more.\n",
    "# Run a half marathon\n\n## Goals\n\n### Run ten kilometres ~10w\n\n- [ ] Run three times a week ~8w\n",
)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    if context.plan.goals:
        return
    steps = _could_be_steps(context)
    help = msg("write `## Goals`, and below it a heading such as `### Run ten kilometres ~10w` with a list of steps")
    if steps:
        first = short(plain(steps[0].words.title))
        help = msg(
            "is that list what you will do? Give its items boxes, and they are steps: `- [ ] {title}`", title=first
        )
    edits = tuple(Edit(Span(item.words.span.start, item.words.span.start), "[ ] ") for item in steps)
    told_there = any(outside(context))  # with a fix for all of them
    fix = Fix(edits, safe=False) if edits and not told_there else None
    yield finding(RULE, context.title_place, msg("this plan has no goals yet"), help=help, fix=fix)


def _could_be_steps(context: CheckContext) -> list[ItemNode]:
    """The items of the first list that is shown as prose, outside the sections in which nothing is a goal."""
    sections = context.plan.sections
    starts = [one.origin.start for one in sections]
    for node in context.document.nodes:
        if isinstance(node, ListNode):
            kind = sections[bisect_right(starts, node.span.start) - 1].kind
            if kind in (SectionKind.INTRO, SectionKind.PROSE):
                return [item for item in node.items if item.words.title]
    return []
