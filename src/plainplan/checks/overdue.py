"""What was planned to be finished by now and is still open."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from plainplan.checks.context import CheckContext, called, count, day
from plainplan.diagnostics import Diagnostic, Rule, Severity, finding
from plainplan.facts.lateness import overdue_days
from plainplan.model import Kind, Thing

RULE = Rule(
    "P405",
    "overdue",
    Severity.WARNING,
    "Something was planned to be finished by now and is still open.",
    "The plan said that this would be done by today. If it is, tick it and write when; if not, ask what got in the "
    "way, and write that down as a barrier. The dates of all that follows already take the delay into account.",
    "---\nstart: 2026-09-01\n---\n\n# Become a nurse\n\n## Goals\n\n### Get in ~6m\n\n- [ ] Visit two campuses ~2w\n",
    "---\nstart: 2026-09-01\n---\n\n# Become a nurse\n\n## Goals\n\n### Get in ~6m\n\n"
    "- [x] Visit two campuses ~2w done:2026-09-12\n",
)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    today = context.today
    iso = date.fromordinal(today).isoformat()
    for thing in context.open_leaves:
        late = overdue_days(context, thing.index)
        if not late:
            continue
        yield finding(
            RULE,
            thing.origin,
            f"{called(thing)} was planned to be finished on {day(today - late)} and is still open",
            label=f"{count(late, 'day')} ago",
            help=f"if it is done, tick it with its day: `[x]`, `done:{iso}`; else {_otherwise(context, thing)}",
        )


def _otherwise(context: CheckContext, thing: Thing) -> str:
    """What to do about what is not done; what is under way cannot begin."""
    if context.is_to_do(thing.index):
        today = date.fromordinal(context.today)
        return f"begin it, drop it (`[-]`), or if it is new, write from when: `start:{today}`"
    part = "how much of it is done (`done:40%`) or " if thing.kind is Kind.STEP else ""
    return f"write {part}what holds it up (`Barrier: …`), or drop it (`[-]`)"
