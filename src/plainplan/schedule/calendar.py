"""Calendar arithmetic: laying durations, lags, days off. Days are ordinals throughout."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from datetime import date
from math import ceil
from typing import TYPE_CHECKING

from plainplan.model import Away, Settings
from plainplan.schedule.search import last_that_fits
from plainplan.tuples import NamedTuple
from plainplan.values import DAYS_A_MONTH, Duration, Estimate, Lag, days_in_month, exact

if TYPE_CHECKING:
    from fractions import Fraction

LAST_DAY = date.max.toordinal()
BEYOND = LAST_DAY + 2
"""An end that leaves the calendar; laying anything from here stays here."""


class Length(NamedTuple):
    """A duration split for laying: whole months, then calendar days, then working days."""

    months: int
    calendar: int
    working: int


NOTHING = Length(0, 0, 0)


class Stretches(NamedTuple):
    """Disjoint ranges of days in order: their first days, and their last days."""

    first: tuple[int, ...]
    last: tuple[int, ...]

    def after(self, day: int) -> int:
        """The first day from `day` on that is in none of them."""
        row = bisect_right(self.first, day) - 1
        return self.last[row] + 1 if row >= 0 and self.last[row] >= day else day

    def before(self, day: int) -> int:
        """The last day up to `day` that is in none of them."""
        row = bisect_right(self.first, day) - 1
        return self.first[row] - 1 if row >= 0 and self.last[row] >= day else day

    def within(self, day: int, end: int) -> Iterator[tuple[int, int]]:
        """The parts of them in [day, end): the first day, and the first one after."""
        row = bisect_left(self.last, day)
        while row < len(self.first) and self.first[row] < end:
            yield max(self.first[row], day), min(self.last[row] + 1, end)
            row += 1


class Calendar(NamedTuple):
    """A plan's week, its dated days off, and its pace in hours a week; made by `calendar_of`.

    `off` says which weekdays are free, `worked` how many before each are not, both by ordinal % 7, where Monday is 1.
    `away` days are skipped by every unit, `closed` ones (these and the holidays) only by days and hours. A `plain`
    calendar has no days off.
    """

    workdays: tuple[int, ...]
    pace: Fraction | int
    away: Stretches
    closed: Stretches
    off: tuple[bool, ...]
    worked: tuple[int, ...]
    plain: bool

    # Lengths

    def length(self, duration: Duration) -> Length:
        """The duration in whole months and days, each kind of day rounded up."""
        months, weeks, days, hours = duration
        if not hours and type(months) is int and type(weeks) is int and type(days) is int:
            return Length(months, weeks * 7, days)
        whole = int(months)
        rest = (months - whole) * exact(DAYS_A_MONTH) + weeks * 7
        working = days + exact(hours) * len(self.workdays) / self.pace
        return Length(whole, -(-rest // 1), -(-working // 1))

    def nominal(self, duration: Duration) -> Fraction | float:
        """The duration in days, ignoring the calendar."""
        months, weeks, days, hours = duration
        if not hours and duration.is_whole and (not days or len(self.workdays) == 7):
            return months * DAYS_A_MONTH + weeks * 7 + days
        working = exact(days) * 7 / len(self.workdays) + exact(hours) * 7 / self.pace
        return months * exact(DAYS_A_MONTH) + weeks * 7 + working

    def scheduled(self, estimate: Estimate) -> Length:
        """The length that an estimate is scheduled at: its likely one, else the midpoint of its range."""
        if estimate.likely is not None:
            return self.length(estimate.likely)
        if estimate.mixed:
            return Length(0, ceil(self.nominal_scheduled(estimate)), 0)
        return self.length(_midpoint(*_ends(estimate)))

    def appointed(self, estimate: Estimate) -> Length:
        """The length of an appointment: calendar days throughout, in which up to 24 hours are one day."""
        duration = estimate.likely or _midpoint(*_ends(estimate))
        if estimate.mixed:
            return Length(0, ceil(self.nominal_scheduled(estimate)), 0)
        whole = int(duration.months)
        rest = (duration.months - whole) * exact(DAYS_A_MONTH) + duration.weeks * 7
        return Length(whole, -(-rest // 1) + -(-(duration.days + exact(duration.hours) / 24) // 1), 0)

    def nominal_scheduled(self, estimate: Estimate) -> Fraction | float:
        """The nominal days of the length that an estimate is scheduled at."""
        if estimate.likely is not None:
            return self.nominal(estimate.likely)
        return self.nominal(_midpoint(*_ends(estimate)))

    # Days off

    def skip(self, day: int) -> int:
        """The first day from `day` on that is not a day off."""
        if self.plain or day > LAST_DAY:
            return day
        while True:
            moved = day
            while self.off[moved % 7]:
                moved += 1
            moved = self.closed.after(moved)
            if moved == day or moved > LAST_DAY:
                return min(moved, BEYOND)
            day = moved

    def skip_back(self, day: int) -> int:
        """The last day up to `day` that is not a day off; below 1 when there is none."""
        while not self.plain and day > 0:
            if self.off[day % 7]:
                day -= 1
                continue
            before = self.closed.before(day)
            if before == day:
                break
            day = before
        return day

    def is_off(self, day: int) -> bool:
        """Whether nothing is planned to start on that day."""
        return self.skip(day) != day

    def has_date(self, day: int) -> bool:
        """Whether it is one of the days off that have a date."""
        return self.closed.after(day) != day

    # Laying

    def lay(self, day: int, length: Length) -> int:
        """The end (first day after) of a length that starts on `day`; `BEYOND` where it leaves the calendar."""
        months, calendar, working = length
        if day > LAST_DAY:
            return BEYOND
        if months:
            calendar += add_months(day, months) - day
        if self.plain:
            return min(day + calendar + working, BEYOND)
        end = self._advance(day, calendar, week=False) if calendar else day
        return self._advance(end, working, week=True) if working else end

    def lay_through(self, day: int, length: Length) -> int:
        """The end of an appointment's length laid from `day`: nothing is skipped."""
        return min(add_months(day, length.months) + length.calendar, BEYOND)

    def lay_calendar(self, day: int, days: int) -> int:
        """The end of that many calendar days laid from `day`: only days away are skipped."""
        return self.lay(day, Length(0, days, 0))

    def days_present(self, day: int, end: int) -> int:
        """How many days in [day, end) are not away."""
        return end - day - (0 if self.plain else self._missed(day, end, week=False))

    def _advance(self, day: int, count: int, *, week: bool) -> int:
        """The first day before which `count` days from `day` on are worked (not away; in the week, too)."""
        end = self._ahead(day, count, week)
        while end <= LAST_DAY:
            missed = self._missed(day, end, week)
            later = self._ahead(day, count + missed, week)
            if later == end:
                return end
            end = later
        return BEYOND

    def _ahead(self, day: int, count: int, week: bool) -> int:
        if not week or not any(self.off):
            return min(day + count, BEYOND)
        return min(self._nth_workday(self.workday_number(day) + count) + 1, BEYOND)

    def workday_number(self, day: int) -> int:
        """How many days of the week that is worked lie before `day`, counted from the calendar's first Monday."""
        weeks, weekday = divmod(day - 1, 7)
        return weeks * len(self.workdays) + self.worked[weekday]

    def _nth_workday(self, count: int) -> int:
        weeks, rest = divmod(count - 1, len(self.workdays))
        return weeks * 7 + self.workdays[rest] + 1

    def _missed(self, day: int, end: int, week: bool) -> int:
        """How many days in [day, end) are away; with `week`, weekdays off and holidays too."""
        total = 0
        for first, after in (self.closed if week else self.away).within(day, end):
            total += self.workday_number(after) - self.workday_number(first) if week else after - first
        return total

    # Lags

    def lagged(self, day: int, lag: Lag) -> int:
        """The day that lies a lag after (or a lead before) `day`. Only days and hours skip days off."""
        months, calendar, working = self.length(lag.duration)
        if day > LAST_DAY:
            return BEYOND
        if lag.lead:
            day = add_months(day, -months) - calendar
            return self._retreat(day, working) if working else day
        day = min(add_months(day, months) + calendar, BEYOND)
        return self._advance(day, working, week=True) if working and day <= LAST_DAY else day

    def _retreat(self, day: int, count: int) -> int:
        """The last day from which `count` worked days fit before `day`; below 1 where there are none."""
        if self.plain:
            return day - count
        before, missed = self.workday_number(day), 0
        while before - count - missed >= 0:
            start = self._nth_workday(before - count - missed + 1)
            found = self._missed(start, day, week=True)
            if found == missed:
                return start
            missed = found
        return 0

    # Backwards

    def latest_start(self, end: int, length: Length) -> int:
        """The last day that is not off from which a length ends by `end` (laying never runs backwards)."""
        if self.plain and not length.months:
            return end - length.calendar - length.working
        low = self._certain_start(end, length)
        return self.skip_back(last_that_fits(lambda day: self.lay(self.skip(day), length) <= end, low, end + 1))

    def _certain_start(self, end: int, length: Length) -> int:
        reach = 64
        while end - reach > 0:
            day = end - reach
            if self.lay(self.skip(day), length) <= end:
                return day
            reach *= 2
        return 0

    def latest_through(self, end: int, length: Length) -> int:
        """The last day from which an appointment's length ends by `end`."""
        day = add_months(end, -length.months) - length.calendar - 3  # by which months differ
        while day < LAST_DAY and self.lay_through(day + 1, length) <= end:
            day += 1
        return day

    def latest_before(self, day: int, lag: Lag) -> int:
        """The last day whose lagged day, days off skipped, is no later than `day`."""
        low, high = day - 1, day
        reach = 1
        while low > 0 and self.lagged(low, lag) > day:
            low, reach = low - reach, reach * 2
        reach = 1
        while high <= LAST_DAY and self.lagged(high, lag) <= day:
            low, high, reach = high, high + reach, reach * 2
        return last_that_fits(lambda one: self.lagged(one, lag) <= day, low, high)


def add_months(day: int, months: int) -> int:
    """`day` plus a number of months in one step, clamped to the end of the month.

    `BEYOND` past year 9999, 0 before year 1.
    """
    if not months or day > LAST_DAY:
        return day
    start = date.fromordinal(day)
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if year > 9999:
        return LAST_DAY + 1 if (year, month, start.day) == (10000, 0, 1) else BEYOND
    if year < 1:
        return 0
    month += 1
    return date(year, month, min(start.day, days_in_month(year, month)) if start.day > 28 else start.day).toordinal()


def calendar_of(settings: Settings) -> Calendar:
    """The calendar that a plan's front matter describes."""
    away = _merged(settings.away)
    closed = _merged((*settings.away, *settings.holidays)) if settings.holidays else away
    off = tuple((residue - 1) % 7 not in settings.workdays for residue in range(7))
    worked = tuple(sum(not off[day] for day in range(1, weekday + 1)) for weekday in range(7))
    return Calendar(
        settings.workdays, settings.pace, away, closed, off, worked, plain=not any(off) and not closed.first
    )


def _merged(days: Iterable[Away]) -> Stretches:
    firsts: list[int] = []
    lasts: list[int] = []
    for first, last in sorted((day.first.toordinal(), day.last.toordinal()) for day in days):
        if lasts and first <= lasts[-1] + 1:
            lasts[-1] = max(lasts[-1], last)
        else:
            firsts.append(first)
            lasts.append(last)
    return Stretches(tuple(firsts), tuple(lasts))


def _ends(estimate: Estimate) -> tuple[Duration, Duration]:
    if estimate.low is None or estimate.high is None:
        raise ValueError(f"an estimate needs one length or two ends: {estimate.text}")
    return estimate.low, estimate.high


def _midpoint(low: Duration, high: Duration) -> Duration:
    return Duration(*(_half(one + other) for one, other in zip(low, high, strict=True)))


def _half(number: int | Fraction) -> int | Fraction:
    if type(number) is int and number % 2 == 0:
        return number // 2
    half = exact(number) / 2
    return int(half) if half.denominator == 1 else half
