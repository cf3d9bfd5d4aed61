"""A barrier calls for an answer before it stands in the way."""

from __future__ import annotations

from collections.abc import Iterator

from plainplan.checks.context import CheckContext, called
from plainplan.diagnostics import Diagnostic, Rule, Severity, finding
from plainplan.messages import msg

RULE = Rule(
    "P204",
    "barrier-without-solution",
    Severity.WARNING,
    "A barrier has no solution.",
    "To name what may get in the way is half of the work; the other half is to decide what you would do then. Write a "
    "solution below the barrier: with a box it is work that gets dates, without one it is what you would fall back "
    "on. If there is none, the goal may have to be another one.",
    "# Run a half marathon\n\n## Goals\n\n### Run ten kilometres ~10w\n\n- [ ] Run three times a week ~8w\n"
    "- Barrier: my knee hurts on tarmac\n",
    "# Run a half marathon\n\n## Goals\n\n### Run ten kilometres ~10w\n\n- [ ] Run three times a week ~8w\n"
    "- Barrier: my knee hurts on tarmac\n  - Solution: run in the park\n",
)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    for barrier in context.open_barriers:
        if not barrier.solutions:
            yield finding(
                RULE,
                barrier.origin,
                msg("the barrier {barrier} has no solution", barrier=called(barrier)),
                help=msg(
                    "write one below it as `- Solution: …`, or rework the goal so that it no longer stands in the way"
                ),
            )
