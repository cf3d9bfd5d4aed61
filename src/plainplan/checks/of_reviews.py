"""The checks of how a plan is kept up, loaded where it says how often it is looked at, or with whom."""

from __future__ import annotations

from plainplan.checks import (
    missed_check_in,
    no_partner,
    partner_absent,
)
from plainplan.checks.context import CheckModule

CHECKS: tuple[CheckModule, ...] = (
    missed_check_in,
    no_partner,
    partner_absent,
)
