"""Days off that have a name, from calendar files: which are in a plan's time, and what they did to its dates."""

from __future__ import annotations

from datetime import date

from plainplan.facts.facts import Facts
from plainplan.model import Away, Plan, Thing
from plainplan.schedule.calendar import LAST_DAY, calendar_of
from plainplan.schedule.result import Dates, Schedule


def days_off_in(plan: Plan, schedule: Schedule) -> tuple[Away, ...]:
    """The days off of calendar files from the plan's start to its end, planned or projected."""
    found = _span(schedule)
    return _named(plan, *found) if found else ()


def all_days_off(facts: Facts) -> tuple[Away, ...]:
    """Every day off with a date of its own from the plan's start to its end, named or not."""
    found = _span(facts.schedule)
    return _dated(facts.plan, *found) if found else ()


def stretches_off(facts: Facts) -> tuple[tuple[int, int], ...]:
    """The same by the numbers of their first and last days."""
    return tuple((one.first.toordinal(), one.last.toordinal()) for one in all_days_off(facts))


def days_off_ahead(facts: Facts) -> tuple[Away, ...]:
    """Those of them that are not over."""
    today = date.fromordinal(facts.today)
    return tuple(one for one in all_days_off(facts) if one.last >= today)


def put_off_by(plan: Plan, dates: Dates) -> tuple[Away, ...]:
    """The days off right before a start that they put off."""
    if dates.reason.rule != "day off" or not has_files(plan):
        return ()
    return _counted(plan, calendar_of(plan.settings).skip_back(dates.start - 1) + 1, dates.start - 1)


def drawn_out_by(plan: Plan, thing: Thing, dates: Dates) -> tuple[Away, ...]:
    """The days off that a thing's own length skips: of holidays only what is given in days or hours."""
    if thing.estimate is None or thing.on is not None or not has_files(plan):
        return ()
    days = _counted(plan, dates.start, dates.finish)
    if calendar_of(plan.settings).scheduled(thing.estimate).working:
        return days
    return tuple(day for day in days if day in plan.settings.away)


def has_files(plan: Plan) -> bool:
    """Whether any calendar file gives days off."""
    return bool(plan.settings.holidays) or any(one.file for one in plan.settings.away)


def _span(schedule: Schedule) -> tuple[int, int] | None:
    """The first and the last day of a plan, planned or projected."""
    ends = [one for one in (schedule.start, schedule.finish, schedule.planned_start, schedule.planned_finish) if one]
    return (min(ends), max(ends)) if ends else None


def _dated(plan: Plan, first: int, last: int) -> tuple[Away, ...]:
    if last < first or first > LAST_DAY:
        return ()
    return plan.settings.days_off(date.fromordinal(max(first, 1)), date.fromordinal(min(last, LAST_DAY)))


def _named(plan: Plan, first: int, last: int) -> tuple[Away, ...]:
    return tuple(one for one in _dated(plan, first, last) if one.name)


def _counted(plan: Plan, first: int, last: int) -> tuple[Away, ...]:
    """Those that are not free for another reason: a holiday on a day outside `workdays` changes nothing."""
    workdays, away = plan.settings.workdays, plan.settings.away
    return tuple(one for one in _named(plan, first, last) if one in away or not _is_free(one, workdays))


def _is_free(days: Away, workdays: tuple[int, ...]) -> bool:
    length = (days.last - days.first).days + 1
    return length < 7 and all((days.first.weekday() + step) % 7 not in workdays for step in range(length))
