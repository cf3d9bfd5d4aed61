"""The checks of work without a length, loaded where a plan has some."""

from __future__ import annotations

from plainplan.checks import (
    no_dates,
    no_duration,
)
from plainplan.checks.context import CheckModule

CHECKS: tuple[CheckModule, ...] = (
    no_duration,
    no_dates,
)
