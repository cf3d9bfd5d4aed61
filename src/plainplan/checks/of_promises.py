"""The checks of days by which something is to be finished, loaded where a plan names one."""

from __future__ import annotations

from plainplan.checks import (
    due_missed,
    finish_missed,
    start_after_due,
)
from plainplan.checks.context import CheckModule

CHECKS: tuple[CheckModule, ...] = (
    due_missed,
    finish_missed,
    start_after_due,
)
