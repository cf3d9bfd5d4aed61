"""The checks of barriers and their solutions, loaded where a plan has one."""

from __future__ import annotations

from plainplan.checks import (
    barrier_without_solution,
    certain_risk,
    dropped_solution,
    goal_unanswered,
    half_a_risk,
    high_risk_contingency,
    only_a_wish,
)
from plainplan.checks.context import CheckModule

CHECKS: tuple[CheckModule, ...] = (
    barrier_without_solution,
    high_risk_contingency,
    dropped_solution,
    goal_unanswered,
    half_a_risk,
    certain_risk,
    only_a_wish,
)
