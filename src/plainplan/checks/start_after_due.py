"""Something that may only begin when it should be finished."""

from __future__ import annotations

from collections.abc import Iterator

from plainplan.checks.context import CheckContext, called, day
from plainplan.diagnostics import Diagnostic, Rule, Severity, finding
from plainplan.messages import msg

RULE = Rule(
    "P410",
    "start-after-due",
    Severity.WARNING,
    "Something may not begin before its due date.",
    "`start:` says not before this day, `due:` says to be finished by the end of that one. With the first after the "
    "last no order of things can keep both.",
    "---\nstart: 2026-11-01\n---\n\n# Become a nurse\n\n## Goals\n\n### Get in ~9m\n\n"
    "- [ ] Apply ~2w start:2027-02-01 due:2027-01-15\n",
    "---\nstart: 2026-11-01\n---\n\n# Become a nurse\n\n## Goals\n\n### Get in ~9m\n\n"
    "- [ ] Apply ~2w start:2027-01-01 due:2027-01-15\n",
)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    for thing in context.plan.things:
        due, start = context.due_day(thing.index), thing.start.first.toordinal() if thing.start is not None else 0
        if due is not None and start > due and context.is_open(thing.index):
            yield finding(
                RULE,
                thing.span_of("start"),
                msg(
                    "{thing} may not begin before {start} and is due by {due}",
                    thing=called(thing),
                    start=day(start),
                    due=day(due),
                ),
                help=msg("write an earlier `start:` or a later `due:`"),
            )
