"""A plan that is projected to finish after its `finish:`."""

from __future__ import annotations

from collections.abc import Iterator

from plainplan.checks.chains import told
from plainplan.checks.context import CheckContext, day, days_late
from plainplan.diagnostics import Diagnostic, Rule, Severity, finding
from plainplan.messages import msg
from plainplan.model import Thing

RULE = Rule(
    "P403",
    "finish-missed",
    Severity.WARNING,
    "The plan will be finished after its `finish`.",
    "The front matter says by when all of this is to be done. Going by what is done so far and by what is left, it "
    "won't be. Something on the chain that leads to the end has to become shorter, start earlier or go; or the date "
    "has to move.",
    "---\nstart: 2026-11-01\nfinish: 2027-01-31\n---\n\n# Become a nurse\n\n## Goals\n\n### Get in ~6m\n\n"
    "- [ ] Prepare for the exam ~8w\n",
    "---\nstart: 2026-11-01\nfinish: 2027-06-30\n---\n\n# Become a nurse\n\n## Goals\n\n### Get in ~6m\n\n"
    "- [ ] Prepare for the exam ~8w\n",
)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    wanted, finish = context.written_finish, context.schedule.finish
    if wanted is None or finish is None or finish <= wanted:
        return
    goals = (
        goal for goal in context.top_goals if (dates := context.dated(goal.index).projected) and dates.finish == finish
    )
    last = next(goals, None)
    if last is None or not context.is_open(last.index):
        return
    yield finding(
        RULE,
        context.plan.settings.span_of("finish"),
        msg("the plan is to be finished by {day} and will be on {finish}", day=day(wanted), finish=day(finish)),
        label=days_late(finish - wanted),
        help=_help(context, last),
    )


def _help(context: CheckContext, last: Thing) -> str:
    start, finish = context.plan.settings.start, context.written_finish
    if start is not None and finish is not None and finish < start.first.toordinal():
        first = day(start.first.toordinal())
        return msg("that is before the plan starts, on {day}: write a later `finish`", day=first)
    return told(context, last)
