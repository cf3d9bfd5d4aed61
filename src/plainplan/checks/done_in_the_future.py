"""What has happened can't be dated after today."""

from __future__ import annotations

from collections.abc import Iterator

from plainplan.checks.context import CheckContext, called, day
from plainplan.diagnostics import Diagnostic, Rule, Severity, finding, replace
from plainplan.messages import msg

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
                meant = f"{_INSTEAD[key]}:{period.text}"
                yield finding(
                    RULE,
                    thing.span_of(key),
                    _told(key, called(thing), period.text, day(today)),
                    label=msg("this day has not come"),
                    help=msg("correct the date; or if that is when you want it, write `{meant}`", meant=meant),
                    fix=None
                    if thing.span_of(_INSTEAD[key]) != thing.origin
                    else replace(thing.span_of(key), meant, safe=False),
                )


def _told(key: str, thing: str, written: str, today: str) -> str:
    if key == "done":
        return msg("{thing} can't have been finished on {day}: today is {today}", thing=thing, day=written, today=today)
    return msg("{thing} can't have been begun on {day}: today is {today}", thing=thing, day=written, today=today)
