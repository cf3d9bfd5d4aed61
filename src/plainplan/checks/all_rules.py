"""Every check and every rule there is: for the docs, for `plan explain`, and for the tests."""

from __future__ import annotations

from plainplan.checks import CHECKS, ignore, no_glyph, of_occupations, of_programmes, picture_not_shown, unread_plan
from plainplan.checks.context import CheckModule
from plainplan.diagnostics import Rule
from plainplan.lower import folder_rules as of_settings
from plainplan.lower import rules as of_meaning
from plainplan.schedule import rules as of_time
from plainplan.syntax import rules as of_syntax

ALL_CHECKS: tuple[CheckModule, ...] = (*CHECKS, *of_occupations.CHECKS, *of_programmes.CHECKS)

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
