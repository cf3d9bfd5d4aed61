"""The checks of what is done or begun, loaded where something is."""

from __future__ import annotations

from plainplan.checks import (
    done_before_since,
    done_in_the_future,
    objective_reached,
    out_of_order,
)
from plainplan.checks.context import CheckModule

CHECKS: tuple[CheckModule, ...] = (
    done_in_the_future,
    done_before_since,
    out_of_order,
    objective_reached,
)
