"""Every check and every rule there is: for the docs, for `plan explain`, and for the tests."""

from __future__ import annotations

from plainplan.checks import (
    CHECKS,
    dead_link,
    holidays_end,
    ignore,
    no_glyph,
    of_barriers,
    of_gaps,
    of_lengths,
    of_occupations,
    of_programmes,
    of_promises,
    of_reviews,
    of_sections,
    of_ticks,
    of_words,
    picture_not_shown,
    unknown_language,
    unread_plan,
)
from plainplan.checks.context import CheckModule
from plainplan.diagnostics import Rule
from plainplan.lower import folder_rules as of_settings
from plainplan.lower import rules as of_meaning
from plainplan.schedule import rules as of_time
from plainplan.syntax import rules as of_syntax

ALL_CHECKS: tuple[CheckModule, ...] = (
    *CHECKS,
    dead_link,
    holidays_end,
    unknown_language,
    *of_barriers.CHECKS,
    *of_gaps.CHECKS,
    *of_lengths.CHECKS,
    *of_occupations.CHECKS,
    *of_programmes.CHECKS,
    *of_promises.CHECKS,
    *of_reviews.CHECKS,
    *of_sections.CHECKS,
    *of_ticks.CHECKS,
    *of_words.CHECKS,
)

ALL_RULES: tuple[Rule, ...] = tuple(
    sorted(
        (
            ignore.RULE,
            unread_plan.RULE,
            no_glyph.RULE,
            picture_not_shown.RULE,
            *of_syntax.RULES,
            *of_meaning.RULES,
            *of_settings.RULES,
            *of_time.RULES,
            *(module.RULE for module in ALL_CHECKS),
        ),
        key=lambda rule: rule.code,
    )
)
"""By code."""
