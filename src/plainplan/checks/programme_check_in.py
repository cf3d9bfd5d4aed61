"""The check-ins that a programme asks for, whatever rhythm a plan has of its own."""

from __future__ import annotations

from collections.abc import Iterator

from plainplan.checks.context import CheckContext, day, days_ago
from plainplan.diagnostics import Diagnostic, Rule, Severity, finding
from plainplan.facts.check_ins import last_check_in
from plainplan.messages import msg, msg_count

RULE = Rule(
    "X103",
    "programme-check-in",
    Severity.WARNING,
    "The last check-in is longer ago than the programme allows.",
    "The programme that this plan belongs to asks in its `plan.toml` for a check-in in every so many "
    "days, whatever rhythm the plan has of its own. Look at the plan, and write a line about it.",
    "---\nstart: 2026-10-01\nreview: monthly\npartner: Sam\n---\n\n# Become a nurse\n\n## Primary objective\n\n"
    "### Be hired ~5m\n\n- [ ] Apply ~5m\n- Barrier: few places ~1m\n  - Solution: apply in two cities\n",
    "---\nstart: 2026-10-01\nreview: monthly\npartner: Sam\n---\n\n# Become a nurse\n\n## Primary objective\n\n"
    "### Be hired ~5m\n\n- [ ] Apply ~5m\n- Barrier: few places ~1m\n  - Solution: apply in two cities\n"
    "\n## Check-ins\n\n- 2026-10-30 @sam: applied at one\n",
    beside=(("plan.toml", "[programme]\ncheck-in-days = 14\n"),),
)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    most, start = context.programme.check_in_days, context.schedule.plan_start
    last = last_check_in(context)
    if most is None or not context.is_going_on:
        return
    since = context.today - (start if last is None else last)
    if since > most:
        yield finding(
            RULE,
            context.title_place,
            _told(most, last),
            label=days_ago(since),
            help=msg("write one under `## Check-ins`, or with `plan checkin`: what was done, and what got in the way"),
        )


def _told(most: int, last: int | None) -> str:
    if last is None:
        return msg_count(
            "the programme asks for a check-in every {n} day, and there is none yet",
            "the programme asks for a check-in every {n} days, and there is none yet",
            most,
        )
    return msg_count(
        "the programme asks for a check-in every {n} day, and the last one was on {last}",
        "the programme asks for a check-in every {n} days, and the last one was on {last}",
        most,
        last=day(last),
    )
