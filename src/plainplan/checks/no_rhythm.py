"""A plan that is never looked at is forgotten."""

from __future__ import annotations

from collections.abc import Iterator

from plainplan.checks.context import CheckContext
from plainplan.diagnostics import Diagnostic, Rule, Severity, finding
from plainplan.messages import msg

RULE = Rule(
    "P501",
    "no-rhythm",
    Severity.HINT,
    "The plan has no rhythm of reviews.",
    "Plans are followed by those who look at them. Say how often you will, and do it: what was done, what got in the "
    "way, what is next? A few minutes are enough, and another person who asks helps more than anything.",
    "# Run a half marathon\n\n## Goals\n\n### Run ten kilometres ~10w\n\n- [ ] Run three times a week ~8w\n",
    "---\nreview: weekly on sunday\n---\n\n# Run a half marathon\n\n## Goals\n\n### Run ten kilometres ~10w\n\n"
    "- [ ] Run three times a week ~8w\n",
)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    if context.plan.goals and context.plan.settings.review is None:
        yield finding(
            RULE,
            context.title_place,
            msg("this plan doesn't say how often you look at it"),
            help=msg("write `review: weekly on sunday` in the front matter, or `daily`, `every 2 weeks`, `monthly`"),
        )
