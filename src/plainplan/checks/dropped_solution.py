"""A barrier whose solutions were all given up."""

from __future__ import annotations

from collections.abc import Iterator

from plainplan.checks.context import CheckContext, called
from plainplan.diagnostics import Diagnostic, Rule, Severity, finding
from plainplan.messages import msg

RULE = Rule(
    "P213",
    "dropped-solution",
    Severity.WARNING,
    "The solution of a barrier was dropped, and nothing took its place.",
    "The barrier is still there. Find another solution, or drop the barrier too with `[-]` if it no longer threatens.",
    "# Run a half marathon\n\n## Goals\n\n### Run ten kilometres ~10w\n\n- [ ] Run three times a week ~8w\n"
    "- Barrier: my knee hurts on tarmac\n  - [-] Solution: run in the park ~1w\n",
    "# Run a half marathon\n\n## Goals\n\n### Run ten kilometres ~10w\n\n- [ ] Run three times a week ~8w\n"
    "- Barrier: my knee hurts on tarmac\n  - [-] Solution: run in the park ~1w\n  - Solution: swim for a week ~1w\n",
)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    for barrier in context.open_barriers:
        solutions = [context.plan.things[index] for index in barrier.solutions]
        if solutions and not context.is_answered(barrier):
            yield finding(
                RULE,
                solutions[-1].origin,
                msg(
                    "{solution} was dropped, and nothing else answers the barrier {barrier}",
                    solution=called(solutions[-1]),
                    barrier=called(barrier),
                ),
                help=msg("write another solution, or drop the barrier as well: `- [-] Barrier: …`"),
            )
