"""A rhythm of reviews is kept more easily with somebody else."""

from __future__ import annotations

from collections.abc import Iterator

from plainplan.checks.context import CheckContext
from plainplan.diagnostics import Diagnostic, Rule, Severity, finding
from plainplan.messages import msg

RULE = Rule(
    "P505",
    "no-partner",
    Severity.HINT,
    "The plan has a rhythm of reviews and no partner for them.",
    "Somebody who asks how it went is the strongest reason to have something to tell. Find a person who will, and "
    "write the name down: a friend with a plan of their own is best.",
    "---\nstart: 2026-11-01\nreview: weekly\n---\n\n# Become a nurse\n\n## Primary objective\n\n### Be hired ~6m\n\n"
    "- [ ] Apply ~5m\n",
    "---\nstart: 2026-11-01\nreview: weekly\npartner: Sam\n---\n\n# Become a nurse\n\n## Primary objective\n\n"
    "### Be hired ~6m\n\n- [ ] Apply ~5m\n",
)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    settings = context.plan.settings
    if settings.review is not None and settings.partner is None:
        yield finding(
            RULE,
            settings.span_of("review"),
            msg("this plan is looked at regularly, but by nobody else"),
            help=msg("who could ask you how it goes? Write `partner: NAME` in the front matter"),
        )
