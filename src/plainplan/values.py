"""The small values that tags and front matter hold: durations, dates with their precision, lags."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

from plainplan.tuples import NamedTuple

if TYPE_CHECKING:
    from fractions import Fraction


DAYS_A_MONTH = 30.4375
"""On average. A float holds the days of any number of whole months exactly."""


def exact(number: int | float | str | Fraction) -> Fraction:
    """A number as a fraction. Whole numbers stay `int`, so few plans need any, and what reckons with them is loaded at
    the first."""
    from fractions import Fraction

    return Fraction(number)


class Duration(NamedTuple):
    """A length as written, unit by unit; years are months. Whole numbers stay `int`."""

    months: int | Fraction = 0
    weeks: int | Fraction = 0
    days: int | Fraction = 0
    hours: int | Fraction = 0

    @property
    def is_zero(self) -> bool:
        return not any(self)

    @property
    def is_whole(self) -> bool:
        """Whether it is a whole number of each of its units."""
        months, weeks, days, hours = self
        return type(months) is type(weeks) is type(days) is type(hours) is int


class Estimate(NamedTuple):
    """A duration tag: `text` as written; one length (`likely`), a range (`low`, `high`) or all three.

    `mixed` tells a range whose ends have different units: its midpoint is taken in nominal days.
    """

    text: str
    likely: Duration | None = None
    low: Duration | None = None
    high: Duration | None = None
    mixed: bool = False

    @property
    def has_hours(self) -> bool:
        """Whether any of it is given in hours."""
        return any(one is not None and one.hours for one in (self.likely, self.low, self.high))

    @property
    def hours(self) -> Fraction | None:
        """The hours of what is given in hours, the middle of a range; None of any other."""
        if self.likely is not None:
            return exact(self.likely.hours) if self.likely.hours else None
        both = (self.low.hours if self.low else 0) + (self.high.hours if self.high else 0)
        return exact(both) / 2 if both else None


class Period(NamedTuple):
    """A date as written: a day, a month or a year, as its first and last day."""

    first: date
    last: date
    text: str

    @property
    def is_day(self) -> bool:
        return self.first == self.last


class Lag(NamedTuple):
    """How long after (`+2w`) or before (`-3d`, a lead) the thing waited for."""

    duration: Duration
    lead: bool
    text: str


class Risk(NamedTuple):
    """How likely a barrier is, 0 to 1, before its solution and (when written) after it."""

    before: float
    after: float | None = None


class Rhythm(NamedTuple):
    """Every `count` days, weeks or months; `weekday` is 0 for Monday, where one was named."""

    unit: str  # "day", "week", "month"
    count: int  # type: ignore[assignment]  # a tuple's own `count` is of no use here
    text: str
    weekday: int | None = None


class Reminder(NamedTuple):
    """So many days before a day, as written."""

    days: int
    text: str


class State(Enum):
    """What a box says: to do, under way, done, dropped."""

    TO_DO = "to do"
    UNDER_WAY = "under way"
    DONE = "done"
    DROPPED = "dropped"


class Horizon(Enum):
    """How far off a goal is."""

    SHORT = "short"
    LONG = "long"
    PRIMARY = "primary"


def days_in_month(year: int, month: int) -> int:
    """28 to 31."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31
