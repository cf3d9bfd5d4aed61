"""The checks of what a programme asks of its plans, loaded where a folder has one."""

from __future__ import annotations

from plainplan.checks import (
    programme_check_in,
    programme_due,
    programme_partner,
    programme_section,
)
from plainplan.checks.context import CheckModule

CHECKS: tuple[CheckModule, ...] = (
    programme_section,
    programme_partner,
    programme_check_in,
    programme_due,
)
