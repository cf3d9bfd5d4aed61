"""The checks of the self-assessment and of Someday, loaded where a plan has either."""

from __future__ import annotations

from plainplan.checks import (
    missing_trait,
    only_someday,
)
from plainplan.checks.context import CheckModule

CHECKS: tuple[CheckModule, ...] = (
    missing_trait,
    only_someday,
)
