"""Calendar arithmetic for many runs at once: the rules of `schedule.calendar`, on numpy arrays of days.

Every rule is a lookup in tables over the days from `base` on. A day beyond the tables is clamped to their end:
`saturated` records that, and the caller starts again with the largest tables.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from plainplan.schedule.calendar import BEYOND, Calendar, Stretches
from plainplan.schedule.calendar import Length as OneLength
from plainplan.tuples import NamedTuple
from plainplan.values import Lag

Days = NDArray[np.int64]
"""Days or counts, one a run, or a single one that holds for every run."""

_EPOCH = 719163  # the ordinal of 1970-01-01, numpy's epoch


class Lengths(NamedTuple):
    """Durations made ready for laying, as `schedule.calendar.Length` has them, one a run."""

    months: Days
    calendar: Days
    working: Days


def constant(day: int) -> Days:
    """One day, the same in every run."""
    return np.array([day], dtype=np.int64)


def same(length: OneLength) -> Lengths:
    """One length, the same in every run."""
    return Lengths(*(constant(part) for part in length))


class DayTable(NamedTuple):
    """The days from `base` to `top`: which are off, how many are worked before each, where each month begins."""

    base: int
    top: int
    calendar: Calendar
    free: bool  # no day is off
    next_on: Days
    present_before: Days
    present: Days
    worked_before: Days
    worked: Days
    month_of: Days
    day_of_month: Days
    month_start: Days

    # Days off

    def skip(self, day: Days) -> Days:
        """The first day from `day` on that is not a day off."""
        found: Days = np.minimum(day, self.top) if self.free else self.next_on[self._place(day)]
        return found

    # Laying

    def lay(self, day: Days, length: Lengths) -> Days:
        """The end (first day after) of lengths laid from days."""
        months, calendar, working = length
        if months.any():
            calendar = calendar + self.months_on(day, months) - day
        if self.free:
            plain: Days = np.minimum(day + calendar + working, self.top)
            return plain
        end = self._advance(day, calendar, self.present_before, self.present) if calendar.any() else day
        return self._advance(end, working, self.worked_before, self.worked) if working.any() else end

    def days_present(self, day: Days, end: Days) -> Days:
        """How many days from each day on, before each end, are not away."""
        before = self.present_before
        found: Days = end - day if self.free else before[self._place(end)] - before[self._place(day)]
        return found

    def lay_through(self, day: Days, length: Lengths) -> Days:
        """The end of an appointment's lengths laid from days: nothing is skipped."""
        found: Days = np.minimum(self.months_on(day, length.months) + length.calendar, self.top)
        return found

    def _advance(self, day: Days, count: Days, before: Days, counted: Days) -> Days:
        """The first day before which `count` of the counted days, from `day` on, have gone by."""
        nth = before[self._place(day)] + count - 1
        end = counted[np.minimum(nth, len(counted) - 1)] + 1
        found: Days = np.where(count > 0, np.minimum(end, self.top), day)
        return found

    def lagged(self, day: Days, lag: Lag) -> Days:
        """The days that lie a lag after (or a lead before) days."""
        months, calendar, working = self.calendar.length(lag.duration)
        if lag.lead:
            moved = self.months_on(day, constant(-months)) - calendar
            if not working:
                return moved
            nth = self.worked_before[self._place(moved)] - working
            before: Days = self.worked[np.maximum(nth, 0)]
            return before
        moved = np.minimum(self.months_on(day, constant(months)) + calendar, self.top)
        return self._advance(moved, constant(working), self.worked_before, self.worked) if working else moved

    def months_on(self, day: Days, months: Days) -> Days:
        """Days plus a number of months in one step, clamped to the end of the month."""
        if not months.any():
            return day
        place = self._place(day)
        month = np.clip(self.month_of[place] + months, 0, len(self.month_start) - 2)
        first, following = self.month_start[month], self.month_start[month + 1]
        moved: Days = np.where(months != 0, np.minimum(first + self.day_of_month[place], following - 1), day)
        return moved

    def _place(self, day: Days) -> Days:
        return np.clip(day, self.base, self.top) - self.base


def day_table(calendar: Calendar, base: int, top: int) -> DayTable:
    """The table of the days from `base` to `top` at least, `top` within what the calendar has."""
    top = min(top, BEYOND)
    days = np.arange(base, top + 1, dtype=np.int64)
    week_off = np.array([(residue - 1) % 7 not in calendar.workdays for residue in range(7)])[days % 7]
    away = _in(calendar.away, days)
    off = week_off | _in(calendar.closed, days)
    month_of, day_of_month, month_start = _months(days)
    return DayTable(
        base=base, top=top, calendar=calendar, free=not off.any(), next_on=_next(days, ~off),
        present_before=_before(~away), present=days[~away], worked_before=_before(~off), worked=days[~off],
        month_of=month_of, day_of_month=day_of_month, month_start=month_start,
    )  # fmt: skip


def _in(stretches: Stretches, days: Days) -> NDArray[np.bool_]:
    """Which of the days are in a stretch."""
    found = np.zeros(len(days), dtype=bool)
    base = int(days[0])
    for first, last in zip(stretches.first, stretches.last, strict=True):
        found[max(first - base, 0) : max(last + 1 - base, 0)] = True
    return found


def _next(days: Days, on: NDArray[np.bool_]) -> Days:
    """For each day the first from it on that is on; the last day stands for what comes after."""
    found = np.where(on, days, days[-1])
    return np.minimum.accumulate(found[::-1])[::-1]


def _before(counted: NDArray[np.bool_]) -> Days:
    return np.cumsum(counted, dtype=np.int64) - counted


def _months(days: Days) -> tuple[Days, Days, Days]:
    """The month of each day, counted from that of the first one; its day in it, from 0; where the months begin."""
    dates = (days - _EPOCH).astype("datetime64[D]")
    months = dates.astype("datetime64[M]")
    starts = np.arange(months[0], months[-1] + 2).astype("datetime64[D]").astype(np.int64) + _EPOCH
    number = (months - months[0]).astype(np.int64)
    return number, days - starts[number], starts
