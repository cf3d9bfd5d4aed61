"""The checks of what a plan as a whole lacks, loaded where it lacks something."""

from __future__ import annotations

from plainplan.checks import (
    no_barriers,
    no_goals,
    no_rhythm,
    no_start,
    no_title,
)
from plainplan.checks.context import CheckModule

CHECKS: tuple[CheckModule, ...] = (
    no_title,
    no_goals,
    no_start,
    no_rhythm,
    no_barriers,
)
