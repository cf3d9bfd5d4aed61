"""The primary objective is reached: time for the next plan."""

from __future__ import annotations

from collections.abc import Iterator

from plainplan.checks.context import CheckContext, called
from plainplan.diagnostics import Diagnostic, Rule, Severity, finding
from plainplan.messages import msg

RULE = Rule(
    "P504",
    "objective-reached",
    Severity.HINT,
    "The primary objective is reached.",
    "What you set out to do is done. Write down what you learned on the way, keep this plan as it is, and start the "
    "next one from it: what is still open comes along.",
    "---\nstart: 2026-09-01\nreview: monthly\n---\n\n# Become a nurse\n\n## Primary objective\n\n### Be hired ~1m\n\n"
    "- [x] Apply ~2w done:2026-09-14\n",
    "---\nstart: 2026-09-01\nreview: monthly\n---\n\n# Become a nurse\n\n## Primary objective\n\n### Be hired ~3m\n\n"
    "- [/] Apply ~10w since:2026-10-14\n\n## Check-ins\n\n- 2026-10-25: three applications are out\n",
)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    primary = [goal for goal in context.goals if goal.primary]
    if primary and all(context.is_done(goal.index) for goal in primary):
        yield finding(
            RULE,
            primary[-1].origin,
            msg("{goal} is reached: well done", goal=called(primary[-1])),
            help=msg(
                "start the next plan from this one with `plan new --from {file}`", file=context.document.source.name
            ),
        )
