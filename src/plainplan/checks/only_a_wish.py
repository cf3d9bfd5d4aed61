"""A solution that nobody has to do at any time is only a wish."""

from __future__ import annotations

from collections.abc import Iterator

from plainplan.checks.context import CheckContext, called
from plainplan.diagnostics import Diagnostic, Rule, Severity, finding
from plainplan.messages import msg

RULE = Rule(
    "P211",
    "only-a-wish",
    Severity.HINT,
    "A solution has no duration, box, date or person.",
    "*Be more disciplined* solves nothing. A solution that will work can be done: it has a box, takes some time, has "
    "a day, or there is somebody who does it.",
    "# Run a half marathon\n\n## Goals\n\n### Run ten kilometres ~10w\n\n- [ ] Run three times a week ~8w\n"
    "- Barrier: it rains\n  - Solution: be brave\n",
    "# Run a half marathon\n\n## Goals\n\n### Run ten kilometres ~10w\n\n- [ ] Run three times a week ~8w\n"
    "- Barrier: it rains\n  - Solution: run with @sam\n",
)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    for barrier in context.open_barriers:
        for index in barrier.solutions:
            solution = context.plan.things[index]
            dates = (solution.start, solution.since, solution.done, solution.on, solution.due)
            if not (solution.box or solution.estimate or solution.who or any(dates)):
                yield finding(
                    RULE,
                    solution.origin,
                    msg("the solution {solution} says neither when, nor how long, nor who", solution=called(solution)),
                    help=msg("give it a box to make it work, or say how long it takes (`~2w`) or who does it (`@sam`)"),
                )
