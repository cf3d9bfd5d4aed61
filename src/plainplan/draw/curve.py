"""How the finish moved over time: commit days on the x axis, finish days on the y axis, as points of a small chart."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from plainplan.draw.axis import axis_for
from plainplan.draw.picture import AxisTick
from plainplan.tuples import NamedTuple
from plainplan.words import Words, words_for

_TOP, _FOOT = 6.0, 94.0  # in percent of the plot
_MONTHS = 120  # days in which enough months begin


class CurveMark(NamedTuple):
    """A place on an axis, with its label."""

    at: float
    label: str


class VersionDot(NamedTuple):
    """A version of the plan: `tip` says it in words; `done` is true where something was finished in it."""

    x: float
    y: float
    tip: str
    done: bool


class Curve(NamedTuple):
    """The chart: a step line from version to version, a dot for each version, and marks on both axes.

    Places are in percent of the plot, from the left and from the top; `line` is for a box of 100 by 100. `news` are
    sentences about what is new, under a `heading`.
    """

    line: str
    dots: tuple[VersionDot, ...]
    across: tuple[AxisTick, ...]
    upwards: tuple[CurveMark, ...]
    title: str
    description: str
    heading: str = ""
    news: tuple[str, ...] = ()


class Point(NamedTuple):
    """A version: its day, the finish that it had, and its description."""

    day: int
    finish: int
    tip: str
    done: bool


def curve(points: Sequence[Point], title: str, description: str, words: Words | None = None) -> Curve | None:
    """The chart of these versions, oldest first; None where there are none."""
    if not points:
        return None
    words = words or words_for("en")
    days = axis_for(min(one.day for one in points), max(one.day for one in points), words)
    finishes = _Axis(min(one.finish for one in points), max(one.finish for one in points))
    line = []
    before: float | None = None
    for one in points:
        x, y = days.at(one.day), finishes.at(one.finish)
        if before is not None:
            line.append(f"{x:g},{before:g}")
        line.append(f"{x:g},{y:g}")
        before = y
    dots = tuple(VersionDot(days.at(one.day), finishes.at(one.finish), one.tip, one.done) for one in _telling(points))
    return Curve(" ".join(line), dots, days.ticks, finishes.marks(words), title, description)


def _telling(points: Sequence[Point]) -> list[Point]:
    """The versions that get a dot: where the finish moved or something was finished; the first and the last."""
    last = len(points) - 1
    moved = (number in (0, last) or points[number - 1].finish != one.finish for number, one in enumerate(points))
    return [one for one, tells in zip(points, moved, strict=True) if tells or one.done]


class _Axis(NamedTuple):
    """The days of finishes, the last one on top."""

    first: int
    last: int

    def at(self, day: int) -> float:
        span = self.last - self.first
        share = (self.last - day) / span if span else 0.5
        return round(_TOP + share * (_FOOT - _TOP), 2)

    def marks(self, words: Words) -> tuple[CurveMark, ...]:
        """Four marks at most, each on its own day: on month starts where there are enough of them."""
        span = self.last - self.first
        days = list(dict.fromkeys(self.first + span * part // 3 for part in range(4)))
        if span > _MONTHS:
            inner = (date.fromordinal(day).replace(day=1).toordinal() for day in days[1:])
            days = [day for day in dict.fromkeys(inner) if day >= self.first]
        return tuple(CurveMark(self.at(day), words.date(day)) for day in days)
