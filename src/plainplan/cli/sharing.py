"""When plans are shared out among processes, and how long one plan may take there."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from plainplan.project import PlanFile

MANY = 16
"""For more plans than that, other processes are worth their start."""

_SECONDS, _BYTES_A_SECOND = 120.0, 2000
"""What a plan may take: more than ten times what the slowest of its size takes on a slow machine."""


def workers_for(plans: Sequence[PlanFile], most_alone: int = MANY) -> int:
    """How many processes to share plans among; 0 where this one alone works on them, as it must on standard input,
    which others cannot read."""
    if len(plans) <= most_alone or any(plan.path is None for plan in plans):
        return 0
    from plainplan.workers import cores

    return min(cores(), len(plans)) if cores() > 1 else 0


def seconds_for(plan: PlanFile) -> float:
    """The seconds that a plan may take."""
    size = 0
    with suppress(OSError):
        size = plan.path.stat().st_size if plan.path else 0
    return _SECONDS + size / _BYTES_A_SECOND
