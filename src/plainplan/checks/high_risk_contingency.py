"""What will probably happen needs more than a plan B."""

from __future__ import annotations

from collections.abc import Iterator

from plainplan.checks.context import CheckContext, called
from plainplan.diagnostics import Diagnostic, Rule, Severity, finding
from plainplan.messages import msg

RULE = Rule(
    "P212",
    "high-risk-contingency",
    Severity.WARNING,
    "A high risk is met only by a contingency.",
    "A contingency is for what will probably not happen. What is more likely than not should be worked against before "
    "it does: give one of the solutions a box, so that it is work with dates.",
    "# Run a half marathon\n\n## Goals\n\n### Run ten kilometres ~10w\n\n- [ ] Run three times a week ~8w\n"
    "- Barrier: my knee hurts ~2w risk:high\n  - Solution: swim instead ~2w\n",
    "# Run a half marathon\n\n## Goals\n\n### Run ten kilometres ~10w\n\n- [ ] Run three times a week ~8w\n"
    "- Barrier: my knee hurts ~2w risk:high\n  - [ ] Solution: see a physiotherapist ~1w\n",
)

HIGH = 0.6


def check(context: CheckContext) -> Iterator[Diagnostic]:
    for barrier in context.open_barriers:
        if barrier.risk is None or barrier.risk.before < HIGH or not barrier.solutions:
            continue
        solutions = [context.plan.things[index] for index in barrier.solutions]
        if not any(one.scheduled or context.is_dropped(one.index) for one in solutions):
            yield finding(
                RULE,
                dict(barrier.spans).get("risk", barrier.origin),
                msg(
                    "{barrier} will probably happen, and nothing is done about it before it does",
                    barrier=called(barrier),
                ),
                help=msg(
                    "give {solution} a box, so that it becomes work with dates: `- [ ] Solution: …`",
                    solution=called(solutions[0]),
                ),
            )
