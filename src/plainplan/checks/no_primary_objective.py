"""A plan leads somewhere: the primary objective is what all its goals are for."""

from __future__ import annotations

from collections.abc import Iterator

from plainplan.checks.context import CheckContext
from plainplan.diagnostics import Diagnostic, Rule, Severity, finding
from plainplan.messages import msg

RULE = Rule(
    "P205",
    "no-primary-objective",
    Severity.HINT,
    "The plan has no primary objective.",
    "Goals are easier to choose, and to drop, when it is clear what they are for. The primary objective stands in a "
    "section of its own or has the label `#primary`; it waits for all other goals, so its date says when you will be "
    "there.",
    "# Run a half marathon\n\n## Goals\n\n### Run ten kilometres ~10w\n\n- [ ] Run three times a week ~8w\n",
    "# Run a half marathon\n\n## Goals\n\n### Run ten kilometres ~10w\n\n- [ ] Run three times a week ~8w\n\n"
    "## Primary objective\n\n### Run the city's half marathon ~10w\n\n- [ ] Train ~9w\n",
)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    if context.plan.goals and not context.has_primary():
        yield finding(
            RULE,
            context.title_place,
            msg("this plan has no primary objective"),
            help=msg(
                "what are its goals for? Write that under `## Primary objective`, or add `#primary` to one of them"
            ),
        )
