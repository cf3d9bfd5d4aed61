"""The day from which a plan is laid (rules 8 and 12)."""

from __future__ import annotations

from collections.abc import Callable

from plainplan.model import Plan
from plainplan.schedule.forward import Pass
from plainplan.schedule.search import last_that_fits


def plan_start(plan: Plan, today: int, planned_from: Callable[[int], Pass]) -> int:
    """`start:` where there is one; else back from `finish:`; else the first day that a tag tells of, or today."""
    settings = plan.settings
    if settings.start is not None:
        return settings.start.first.toordinal()
    if settings.finish is not None:
        latest = _back_from(settings.finish.last.toordinal(), planned_from)
        if latest is not None:
            return latest
    return min(today, *_written_days(plan), today)


def _written_days(plan: Plan) -> list[int]:
    days: list[int] = []
    for thing in plan.things:
        for period in (thing.start, thing.since):
            if period is not None:
                days.append(period.first.toordinal())
        if thing.done is not None:
            days.append(thing.done.last.toordinal())
    return days


def _back_from(finish: int, planned_from: Callable[[int], Pass]) -> int | None:
    """The latest day from which the planned finish is no later than `finish`; None when there is none."""

    def meets(start: int) -> bool:
        found = planned_from(start)
        goals = [index for index in found.network.plan.goals if found.network.live[index]]
        return max((found.finish[index] for index in goals), default=start) <= finish

    low, high, reach = finish, finish + 1, 1
    while low > 0 and not meets(low):
        high, low, reach = low, low - reach, reach * 2
    if low <= 0:
        return None
    return last_that_fits(meets, low, high)
