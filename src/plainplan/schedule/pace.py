"""Hours against pace: the first week in which steps given in hours ask for more than the plan has (P408)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from plainplan.diagnostics import Diagnostic, finding
from plainplan.messages import msg
from plainplan.schedule.forward import Pass
from plainplan.schedule.rules import OVER_PACE
from plainplan.tuples import NamedTuple
from plainplan.values import State

if TYPE_CHECKING:
    from fractions import Fraction


class _Load(NamedTuple):
    """A step's hours, spread evenly over the working days numbered [start, end)."""

    thing: int
    start: int
    end: int
    hours: Fraction


def over_pace(projected: Pass, today: int) -> Diagnostic | None:
    """The diagnostic for the first week from `today` on whose hours exceed `pace`; None without one."""
    loads = [load for load in (_load(projected, one) for one in range(projected.network.size)) if load]
    calendar = projected.calendar
    found = _first_full_week(loads, calendar.workday_number(today), len(calendar.workdays), calendar.pace)
    if found is None:
        return None
    week, hours, index = found
    things = projected.network.plan.things
    return finding(
        OVER_PACE,
        things[index].span_of("duration"),
        msg(
            "in the week of {week} the plan asks for {hours} hours, {more} more than `pace`",
            week=_monday(week),
            hours=_hours(hours),
            more=_hours(hours - calendar.pace),
        ),
        label=msg("adds to a week of {pace} hours", pace=_hours(calendar.pace)),
        help=msg("let one goal wait for the other with `after:`, set `focus: 1`, or raise `pace`"),
    )


def _load(projected: Pass, index: int) -> _Load | None:
    thing = projected.network.plan.things[index]
    live = projected.network.live[index] and projected.network.leaf[index]
    if not live or thing.estimate is None or projected.states[index] is State.DONE:
        return None
    hours = thing.estimate.hours
    if not hours:
        return None
    start = projected.start[index]
    if thing.done_part is not None:
        hours, start = hours * (1 - thing.done_part), max(start, projected.today or 0)
    first, after = map(projected.calendar.workday_number, (start, projected.end[index]))
    return _Load(index, first, after, hours) if after > first else None


def _first_full_week(
    loads: list[_Load], today: int, days_a_week: int, pace: Fraction | int
) -> tuple[int, Fraction | int, int] | None:
    """The first week that has too many hours, those hours, and the last step to start by then.

    A sweep over starts and ends: between two of them the rate is constant, so one whole week stands for all.
    """
    starts = [(load.start, 1, load) for load in loads]
    ends = [(load.end, 0, load) for load in loads]
    weeks = _Weeks(days_a_week, pace)
    rate: Fraction | int = 0
    latest, before = -1, today
    for day, begins, load in sorted(starts + ends, key=lambda change: (change[0], change[1], change[2].thing)):
        if rate and day > before:
            full = weeks.fill(before, day, rate)
            if full is not None:
                return (*full, latest)
        before = max(before, day)
        share = load.hours / (load.end - load.start)
        rate += share if begins else -share
        latest = load.thing if begins else latest
    return None


class _Weeks:
    """The hours of the week being filled, in working days; a week starts on Monday."""

    def __init__(self, days: int, pace: Fraction | int) -> None:
        self.days = days
        self.pace = pace
        self.week = -1
        self.hours: Fraction | int = 0

    def fill(self, first: int, end: int, rate: Fraction | int) -> tuple[int, Fraction | int] | None:
        """Add a constant rate of hours a day over [first, end); gives the first week that asks for too much."""
        while first < end:
            week = first // self.days
            if week != self.week:
                self.week, self.hours = week, 0
            after = min((week + 1) * self.days, end)
            self.hours += rate * (after - first)
            if self.hours > self.pace:
                return week, self.hours
            first = after
            between = (end - first) // self.days
            if between > 1 and self.hours == rate * self.days:
                first += (between - 1) * self.days  # all whole weeks have the same hours
        return None


def _hours(hours: Fraction | int) -> str:
    return f"{float(hours):.1f}".removesuffix(".0")


def _monday(week: int) -> str:
    return date.fromordinal(week * 7 + 1).isoformat()
