"""A check-in that the plan's own rhythm asked for and that was not written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from plainplan.checks.context import CheckContext, count, day
from plainplan.diagnostics import Diagnostic, Rule, Severity, finding
from plainplan.facts.check_ins import kept

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
    since = f"the last one was on {day(found.last)}" if found.last is not None else "there is none yet"
    yield finding(
        RULE,
        context.plan.settings.span_of("review"),
        f"a check-in was due on {day(found.owed)}, and {since}",
        label=f"{count(today - found.owed, 'day')} ago",
        help=f"write one under `## Check-ins`: `- {date.fromordinal(today)}: what was done, and what got in the way`",
    )
