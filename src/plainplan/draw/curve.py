"""How the finish moved over time: commit days on the x axis, finish days on the y axis, as points of a small chart."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from plainplan.tuples import NamedTuple

WIDTH, HEIGHT = 720, 300
LEFT, RIGHT, TOP, BOTTOM = 92, 16, 16, 40


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
    """The chart: a step line from version to version, a dot for each version, and marks on both axes."""

    width: int
    height: int
    left: int
    bottom: int
    line: str
    dots: tuple[VersionDot, ...]
    across: tuple[CurveMark, ...]
    upwards: tuple[CurveMark, ...]
    title: str
    description: str


class Point(NamedTuple):
    """A version: its day, the finish that it had, and its description."""

    day: int
    finish: int
    tip: str
    done: bool


def curve(points: Sequence[Point], title: str, description: str) -> Curve | None:
    """The chart of these versions, oldest first; None where there are none."""
    if not points:
        return None
    days = _Axis(min(one.day for one in points), max(one.day for one in points), LEFT, WIDTH - RIGHT)
    finishes = _Axis(min(one.finish for one in points), max(one.finish for one in points), HEIGHT - BOTTOM, TOP)
    line = []
    before: float | None = None
    for one in points:
        x, y = days.at(one.day), finishes.at(one.finish)
        if before is not None:
            line.append(f"{x},{before}")
        line.append(f"{x},{y}")
        before = y
    dots = tuple(VersionDot(days.at(one.day), finishes.at(one.finish), one.tip, one.done) for one in _telling(points))
    return Curve(
        width=WIDTH,
        height=HEIGHT,
        left=LEFT,
        bottom=HEIGHT - BOTTOM,
        line=" ".join(line),
        dots=dots,
        across=days.marks(),
        upwards=finishes.marks(),
        title=title,
        description=description,
    )


def _telling(points: Sequence[Point]) -> list[Point]:
    """The versions that get a dot: where the finish moved or something was finished; the first and the last."""
    last = len(points) - 1
    moved = (number in (0, last) or points[number - 1].finish != one.finish for number, one in enumerate(points))
    return [one for one, tells in zip(points, moved, strict=True) if tells or one.done]


class _Axis(NamedTuple):
    first: int
    last: int
    start: float
    end: float

    def at(self, day: int) -> float:
        span = self.last - self.first
        share = (day - self.first) / span if span else 0.5
        return round(self.start + share * (self.end - self.start), 1)

    def marks(self) -> tuple[CurveMark, ...]:
        """Four marks at most, each on its own day."""
        span = self.last - self.first
        days = dict.fromkeys(self.first + span * part // 3 for part in range(4))
        return tuple(CurveMark(self.at(day), date.fromordinal(day).isoformat()) for day in days)
