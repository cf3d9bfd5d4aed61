"""A check-in that the plan's own rhythm asked for and that was not written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from plainplan.checks.context import Context, count, day
from plainplan.diagnostics import Diagnostic, Rule, Severity, finding
from plainplan.values import Rhythm

RULE = Rule(
    "P502",
    "missed-check-in",
    Severity.WARNING,
    "A check-in was missed.",
    "You gave this plan a rhythm, and the last check-in is longer ago than that. It doesn't matter why: look at the "
    "plan now, write a line about it, and change the rhythm if it is not yours.",
    "---\nstart: 2026-09-01\nreview: weekly\npartner: Sam\n---\n\n# Become a nurse\n\n## Goals\n\n### Get in ~9m\n\n"
    "- [ ] Prepare for the exam ~6m\n\n## Check-ins\n\n- 2026-09-06 @sam: book ordered\n",
    "---\nstart: 2026-09-01\nreview: weekly\npartner: Sam\n---\n\n# Become a nurse\n\n## Goals\n\n### Get in ~9m\n\n"
    "- [ ] Prepare for the exam ~6m\n\n## Check-ins\n\n- 2026-10-30 @sam: half way through the book\n",
)

_DAYS = {"day": 1, "week": 7, "month": 31}


def check(context: Context) -> Iterator[Diagnostic]:
    settings, today = context.plan.settings, context.schedule.today
    if settings.review is None or not any(map(context.is_open, context.top_goals())):
        return
    written = (entry.date.toordinal() for entry in context.plan.checkins)
    last = max((one for one in written if one <= today), default=None)
    base = context.schedule.plan_start if last is None else max(last, context.schedule.plan_start)
    due = next_review(base, settings.review)
    if due >= today:
        return
    since = f"the last one was on {day(last)}" if last is not None else "there is none yet"
    yield finding(
        RULE,
        settings.span_of("review"),
        f"a check-in was due on {day(due)}, and {since}",
        label=f"{count(today - due, 'day')} ago",
        help=f"write one under `## Check-ins`: `- {date.fromordinal(today)}: what was done, and what got in the way`",
    )


def next_review(last: int, rhythm: Rhythm) -> int:
    """The day on which the review after one on `last` is due; on the named day of the week where there is one."""
    due = last + rhythm.count * _DAYS[rhythm.unit]
    if rhythm.weekday is not None:
        due += (rhythm.weekday - date.fromordinal(due).weekday()) % 7
    return due
