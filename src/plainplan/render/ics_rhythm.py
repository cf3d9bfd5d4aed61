"""The days of a rhythm in a calendar: a rule where all programs read it alike, else one by one; never on days off."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from plainplan.schedule.calendar import Calendar, add_months
from plainplan.tuples import NamedTuple
from plainplan.values import Rhythm, days_in_month

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_EVERY_MONTH = 28
"""The last day that every month has."""
_LONGEST = 36525
"""A century; what repeats for longer is told so far."""

Rule = dict[str, str | int | list[str]]


class Series(NamedTuple):
    """Days from the first to the last by a rule, some left out; without a rule, the first day alone."""

    first: int
    last: int
    rule: Rule
    without: tuple[int, ...] = ()


def every(rhythm: Rhythm, first: int, last: int, calendar: Calendar) -> Iterator[Series]:
    """A rhythm without the plan's days off. By days and weeks, what falls on one is left out; by months, it is moved
    within its month. A weekday that was named is no day off for being no workday."""
    last = min(last, first + _LONGEST)
    if rhythm.unit == "month":
        yield from _monthly(rhythm.count, first, last, calendar)
    elif rhythm.unit == "week":
        if rhythm.weekday is None:
            first = next(day for day in range(first, first + 7) if _is_workday(day, calendar))
        rule: Rule = {"FREQ": "WEEKLY", "INTERVAL": rhythm.count, "BYDAY": _weekday(first)}
        yield from _kept(range(first, last + 1, 7 * rhythm.count), rule, calendar)
    elif rhythm.count == 1 and len(calendar.workdays) < 7:
        names = [_WEEKDAYS[day] for day in calendar.workdays]
        days = [day for day in range(first, last + 1) if _is_workday(day, calendar)]
        yield from _kept(days, {"FREQ": "WEEKLY", "INTERVAL": 1, "BYDAY": names}, calendar)
    else:
        turns = range(first, last + 1, rhythm.count)
        off = {day for day in turns if not _is_workday(day, calendar)}
        yield from _kept(turns, {"FREQ": "DAILY", "INTERVAL": rhythm.count}, calendar, off)


def _kept(
    days: range | list[int], rule: Rule, calendar: Calendar, off: set[int] | frozenset[int] = frozenset()
) -> Iterator[Series]:
    """The days of a rule without those away."""
    without = [day for day in days if day in off or calendar.has_date(day)]
    gone = set(without)
    kept = [day for day in days if day not in gone]
    if kept:
        yield Series(kept[0], kept[-1], rule, tuple(day for day in without if kept[0] < day < kept[-1]))


def _monthly(count: int, first: int, last: int, calendar: Calendar) -> Iterator[Series]:
    """By a rule on a day that every month has. Else one by one: what a rule says of the 31st, each program reads in
    another way."""
    days, number = [], 0
    while (day := add_months(first, count * number)) <= last:
        days.append(day)
        number += 1
    moved = [_in_month(day, calendar) for day in days]
    of_month = date.fromordinal(first).day
    if moved == days and of_month <= _EVERY_MONTH:
        yield Series(first, last, {"FREQ": "MONTHLY", "INTERVAL": count, "BYMONTHDAY": of_month})
        return
    for other in moved:
        if other is not None and first <= other <= last:
            yield Series(other, other, {})


def _in_month(day: int, calendar: Calendar) -> int | None:
    """That day, else the next in its month that is no day off, else the one before; None where all are."""
    of_month = date.fromordinal(day)
    end = day + days_in_month(of_month.year, of_month.month) - of_month.day
    around = (*range(day, end + 1), *range(day - 1, day - of_month.day, -1))
    return next((one for one in around if not calendar.is_off(one)), None)


def _is_workday(day: int, calendar: Calendar) -> bool:
    return date.fromordinal(day).weekday() in calendar.workdays


def _weekday(day: int) -> str:
    return _WEEKDAYS[date.fromordinal(day).weekday()]
