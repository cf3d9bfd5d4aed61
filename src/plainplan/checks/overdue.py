"""What was planned to be finished by now and is still open."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from plainplan.checks.context import CheckContext, called, day, days_ago
from plainplan.diagnostics import Diagnostic, Rule, Severity, finding
from plainplan.facts.lateness import overdue_days
from plainplan.messages import msg
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
    for thing in context.open_leaves:
        late = overdue_days(context, thing.index)
        if not late:
            continue
        yield finding(
            RULE,
            thing.origin,
            msg(
                "{thing} was planned to be finished on {day} and is still open",
                thing=called(thing),
                day=day(today - late),
            ),
            label=days_ago(late),
            help=_help(context, thing),
        )


def _help(context: CheckContext, thing: Thing) -> str:
    """What to do about what is done, or is not; what is under way cannot begin."""
    today = date.fromordinal(context.today).isoformat()
    if context.is_to_do(thing.index):
        return msg(
            "if it is done, tick it with its day: `[x]`, `done:{day}`; else begin it, drop it (`[-]`), or if it is "
            "new, write from when: `start:{day}`",
            day=today,
        )
    if thing.kind is Kind.STEP:
        return msg(
            "if it is done, tick it with its day: `[x]`, `done:{day}`; else write how much of it is done (`done:40%`) "
            "or what holds it up (`Barrier: …`), or drop it (`[-]`)",
            day=today,
        )
    return msg(
        "if it is done, tick it with its day: `[x]`, `done:{day}`; else write what holds it up (`Barrier: …`), or drop "
        "it (`[-]`)",
        day=today,
    )
