"""When plans are shared among worker processes, and the time limit of a plan."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from plainplan.project import PlanFile

MANY = 16
"""For more plans than that, other processes are worth their start."""

_SECONDS, _BYTES_A_SECOND = 120.0, 2000
"""What a plan may take: more than ten times what the slowest of its size takes on a slow machine."""


def workers_for(plans: Sequence[PlanFile], most_alone: int = MANY) -> int:
    """The number of worker processes; 0 to work in this one, as for standard input, which workers cannot read."""
    if len(plans) <= most_alone or any(plan.path is None for plan in plans):
        return 0
    from plainplan.workers import cores

    return min(cores(), len(plans)) if cores() > 1 else 0


def seconds_for(plan: PlanFile) -> float:
    """The time limit for a plan in a worker, in seconds."""
    size = 0
    with suppress(OSError):
        size = plan.path.stat().st_size if plan.path else 0
    return _SECONDS + size / _BYTES_A_SECOND
