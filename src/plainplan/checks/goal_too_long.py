"""Nobody can plan what lies more than five years ahead."""

from __future__ import annotations

from collections.abc import Iterator

from plainplan.checks.context import CheckContext, called, length
from plainplan.diagnostics import Diagnostic, Rule, Severity, finding
from plainplan.messages import msg

RULE = Rule(
    "P207",
    "goal-too-long",
    Severity.WARNING,
    "A goal takes more than five years.",
    "Over five years so much changes that a date means little. Split the goal: what would be reached after a year or "
    "two, and would be worth having in itself?",
    "# Become a surgeon\n\n## Long-term goals\n\n### Become a surgeon ~11y\n\n"
    "- [ ] Study medicine ~6y\n- [ ] Train in a hospital ~5y\n"
    "- Barrier: the entrance exam is hard\n  - Solution: study abroad ~6y\n",
    "# Become a surgeon\n\n## Long-term goals\n\n### Pass the first exams ~4y\n\n"
    "- [ ] Learn the basics ~2y\n- [ ] Learn at the bedside ~2y\n"
    "- Barrier: the entrance exam is hard\n  - Solution: study abroad ~4y\n",
)

FIVE_YEARS = 5 * 366


def check(context: CheckContext) -> Iterator[Diagnostic]:
    for goal in context.top_goals:
        own = int(context.nominal_days(goal.estimate)) if goal.estimate else 0
        days = max(own, length(context.dated(goal.index).planned))
        if days > FIVE_YEARS and context.is_open(goal.index):
            years = round(days / 365.25)
            yield finding(
                RULE,
                goal.origin,
                msg("{goal} takes more than five years (about {years})", goal=called(goal), years=years),
                help=msg("split it into goals that would each be worth reaching"),
            )
