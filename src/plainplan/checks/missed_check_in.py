"""A check-in that the plan's own rhythm asked for and that was not written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from plainplan.checks.context import CheckContext, day, days_ago
from plainplan.diagnostics import Diagnostic, Rule, Severity, finding
from plainplan.facts.check_ins import kept
from plainplan.messages import msg

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


def check(context: CheckContext) -> Iterator[Diagnostic]:
    found, today = kept(context), context.today
    if found is None or found.owed is None or not context.is_going_on:
        return
    owed = day(found.owed)
    yield finding(
        RULE,
        context.plan.settings.span_of("review"),
        msg("a check-in was due on {day}, and there is none yet", day=owed)
        if found.last is None
        else msg("a check-in was due on {day}, and the last one was on {last}", day=owed, last=day(found.last)),
        label=days_ago(today - found.owed),
        help=msg(
            "write one under `## Check-ins`: `- {day}: what was done, and what got in the way`",
            day=str(date.fromordinal(today)),
        ),
    )
