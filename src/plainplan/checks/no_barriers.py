"""In a year or more something will get in the way."""

from __future__ import annotations

from collections.abc import Iterator

from plainplan.checks.context import CheckContext
from plainplan.diagnostics import Diagnostic, Rule, Severity, finding
from plainplan.messages import msg

RULE = Rule(
    "P210",
    "no-barriers",
    Severity.WARNING,
    "A plan of a year or more names no barrier.",
    "No year goes by without anything in the way: money, time, other people, your own doubts. Name what is most "
    "likely now, while there is time to think of an answer, and write both down.",
    "---\nstart: 2026-11-01\n---\n\n# Become a nurse\n\n## Long-term goals\n\n### Earn the degree ~3y\n\n"
    "- [ ] Pass the first year ~5m\n",
    "---\nstart: 2026-11-01\n---\n\n# Become a nurse\n\n## Long-term goals\n\n### Earn the degree ~3y\n\n"
    "- [ ] Pass the first year ~5m\n- Barrier: no money for the fees\n  - Solution: ask for a grant ~1m\n",
)

YEAR = 365


def check(context: CheckContext) -> Iterator[Diagnostic]:
    first, last = context.schedule.planned_start, context.schedule.planned_finish
    if first is None or last is None or context.plan.barriers or last - first + 1 < YEAR:
        return
    if context.is_going_on:
        yield finding(
            RULE,
            context.title_place,
            msg("this plan takes a year or more and names no barrier"),
            help=msg("what is most likely to get in the way? Write it as `- Barrier: …`, with a `- Solution: …` in it"),
        )
