"""What has happened can't be dated after today."""

from __future__ import annotations

from collections.abc import Iterator

from plainplan.checks.context import CheckContext, called, day
from plainplan.diagnostics import Diagnostic, Rule, Severity, finding, replace

RULE = Rule(
    "P406",
    "done-in-the-future",
    Severity.WARNING,
    "Something is said to have happened on a day that has not come.",
    "`done:` and `since:` tell what has really happened, and the projection rests on it. A day in the future is "
    "mostly a slip in the year; when you mean an intention, write `due:` or `start:`.",
    "---\nstart: 2026-09-01\n---\n\n# Become a nurse\n\n## Goals\n\n### Get in ~6m\n\n"
    "- [x] Visit two campuses ~2w done:2027-09-12\n",
    "---\nstart: 2026-09-01\n---\n\n# Become a nurse\n\n## Goals\n\n### Get in ~6m\n\n"
    "- [x] Visit two campuses ~2w done:2026-09-12\n",
)

_INSTEAD = {"done": "due", "since": "start"}


def check(context: CheckContext) -> Iterator[Diagnostic]:
    today = context.today
    for thing in context.plan.things:
        for key, period in (("done", thing.done), ("since", thing.since)):
            if period is not None and period.first.toordinal() > today:
                verb = "finished" if key == "done" else "begun"
                meant = f"{_INSTEAD[key]}:{period.text}"
                yield finding(
                    RULE,
                    thing.span_of(key),
                    f"{called(thing)} can't have been {verb} on {period.text}: today is {day(today)}",
                    label="this day has not come",
                    help=f"correct the date; or if that is when you want it, write `{meant}`",
                    fix=None
                    if thing.span_of(_INSTEAD[key]) != thing.origin
                    else replace(thing.span_of(key), meant, safe=False),
                )
