"""The day from which a plan is scheduled (docs/time.md, “Backward from a day”)."""

from __future__ import annotations

from collections.abc import Callable

from plainplan.model import Plan
from plainplan.schedule.forward import Pass
from plainplan.schedule.search import last_that_fits
from plainplan.tuples import NamedTuple

_MARGIN = 62
"""Days beyond the start that bisection finds in which a later one may fit all the same: months differ in length, and
what a goal's own duration leaves to its steps differs with the month in which it opens."""


class PlanStart(NamedTuple):
    """The day, and whether it was worked out from `finish:`."""

    day: int
    is_backward: bool = False


Limit = tuple[int, int]
"""A thing and the last day on which it may be shown to finish."""


def plan_start(plan: Plan, today: int, planned_from: Callable[[int], Pass]) -> PlanStart:
    """`start:` where there is one; else back from `finish:`; else the first day that a tag tells of, or today."""
    settings = plan.settings
    if settings.start is not None:
        return PlanStart(settings.start.first.toordinal())
    if settings.finish is not None:
        latest = _latest_start(settings.finish.last.toordinal(), planned_from)
        if latest is not None:
            return PlanStart(latest, is_backward=True)
    return PlanStart(min(today, *_written_days(plan), today))


def _written_days(plan: Plan) -> list[int]:
    days: list[int] = []
    for thing in plan.things:
        for period in (thing.start, thing.since):
            if period is not None:
                days.append(period.first.toordinal())
        if thing.done is not None:
            days.append(thing.done.last.toordinal())
    return days


def deadlines(result: Pass) -> tuple[Limit, ...]:
    """The latest finish days of things with a `due:` or `on:`."""
    return tuple(
        (thing.index, period.last.toordinal())
        for thing in result.network.plan.things
        for period in (thing.due, thing.on)
        if period is not None and result.network.live[thing.index]
    )


def _latest_start(finish: int, planned_from: Callable[[int], Pass]) -> int | None:
    """The latest day from which the planned finish is no later than `finish` and every deadline that can be met is;
    None where no day meets `finish`."""
    earliest = planned_from(1)
    limits = [(index, day) for index, day in deadlines(earliest) if earliest.finish[index] <= day]
    limits += [(goal, finish) for goal in earliest.network.plan.goals if earliest.network.live[goal]]

    def meets(start: int) -> bool:
        found = planned_from(start)
        return all(found.finish[index] <= day for index, day in limits)

    low, high, reach = finish, finish + 1, 1
    while low > 0 and not meets(low):
        high, low, reach = low, low - reach, reach * 2
    if low <= 0:
        return None
    latest = last_that_fits(meets, low, high)
    if earliest.calendar.plain and not earliest.shares:
        return latest  # what starts later is nowhere earlier
    return _later_all_the_same(meets, latest, finish)


def _later_all_the_same(meets: Callable[[int], bool], latest: int, finish: int) -> int:
    day = latest + 1
    while day <= min(latest + _MARGIN, finish):
        if meets(day):
            latest = day
        day += 1
    return latest
