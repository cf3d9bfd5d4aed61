"""A time axis that suits its span: where it begins and ends, its ticks, and which labels have room."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache

from plainplan.draw.letters import SIZES, text_width
from plainplan.draw.picture import AxisTick, LaneMark
from plainplan.tuples import NamedTuple
from plainplan.words import Words


class LabelRoom(NamedTuple):
    """The sizes that decide which labels fit, for each width of page, in CSS pixels.

    They are the width of the narrowest lane (less a scroll bar), the font size of labels (larger for looks whose
    letters are wider than those of the default look), and the gap between two labels. With `dated`, years are written
    in full, and the first month of an axis has its year.
    """

    lanes: Mapping[str, float]
    sizes: Mapping[str, float]
    space: Mapping[str, float]
    dated: bool = False


LANES = {"wide": 704.0, "mid": 520.0, "tablet": 380.0, "phone": 272.0, "print": 378.0}

PAGE = LabelRoom(LANES, SIZES, {"wide": 10.0, "mid": 10.0, "tablet": 10.0, "phone": 9.0, "print": 3.0})
"""The lanes of the page that tells everything."""

WALL = LabelRoom(
    {"wide": 805.0, "mid": 620.0, "tablet": 520.0, "phone": 272.0, "print": 453.0},
    {"wide": 17.0, "mid": 17.0, "tablet": 17.0, "phone": 17.0, "print": 13.6},
    {"wide": 10.0, "mid": 10.0, "tablet": 10.0, "phone": 8.0, "print": 5.0},
    dated=True,
)
"""The lanes of the one page for the wall."""

_SHORTEST = 10  # days: the axis of a shorter plan is widened, so that days have labels
_LAST_DAY = date.max.toordinal()
_UNITS = (
    ("year", 1000), ("year", 500), ("year", 200), ("year", 100), ("year", 50), ("year", 20), ("year", 10),
    ("year", 5), ("year", 2), ("year", 1), ("month", 3), ("month", 1), ("week", 2), ("week", 1),
    ("day", 2), ("day", 1),
)  # fmt: skip
_LEAST = 5  # labels that a unit must give, else the next finer one is taken; more of some units
_LEAST_OF = {("month", 3): 6, ("week", 1): 4}
_THINNEST = 0.15  # percent: a thinner mark would not be seen
_LAST_TICK = 985  # in thousandths: a tick further right would look like the picture's edge


class Axis(NamedTuple):
    """A stretch of days from `first` up to `end`, and its ticks."""

    first: int
    end: int
    ticks: tuple[AxisTick, ...]

    def at(self, day: float) -> float:
        """The place of the start of a day, in percent."""
        return _percent(day - self.first, self.end - self.first)

    def mark(self, start: float, end: float) -> LaneMark | None:
        """A stretch of days as a mark, clipped to the axis; None where it lies outside."""
        first, last, _ = self
        left, right = start if start > first else first, end if end < last else last
        if right < left or (right == left and end > start):
            return None
        x = _percent(left - first, last - first)
        width = 0.0 if right == left else round(_percent(right - first, last - first) - x, 3)
        return LaneMark(x, width if width > _THINNEST else _THINNEST)


@lru_cache(4096)
def _percent(part: float, whole: int) -> float:
    return round(part * 100 / whole, 3)


def axis_for(first: int, last: int, words: Words, room: LabelRoom = PAGE) -> Axis:
    """The axis from the first to the last day that must be seen."""
    span = max(last + 1 - first, 1)
    first = _rounded_down(first, span)
    end = max(last + 1 + max(span * 3 // 100, 1), first + _SHORTEST)
    if end > _LAST_DAY:
        first, end = min(first, _LAST_DAY - _SHORTEST), _LAST_DAY
    unit, step = _unit_for(first, end)
    days = [day for day in _tick_days(first, end, unit, step) if (day - first) * 1000 < (end - first) * _LAST_TICK]
    ticks = [_tick(day, day - first, end - first, unit, words) for day in days]
    if room.dated:
        ticks = [_dated(tick, unit, first, words) for tick in ticks]
    partial = unit == "year" and bool(days) and days[0] > first
    if partial:
        stub = _tick(first, 0, end - first, unit, words)
        ticks.insert(0, _dated(stub, unit, first, words) if room.dated else stub)
    return Axis(first, end, _with_room(ticks, partial, room))


def _rounded_down(day: int, span: int) -> int:
    then = date.fromordinal(max(day, 1))
    if span <= _SHORTEST:
        return then.toordinal()
    if span <= 190:
        return max(day - then.weekday(), 1)
    return then.replace(day=1).toordinal()


def _unit_for(first: int, end: int) -> tuple[str, int]:
    """The coarsest unit that gives enough labels; days where none does."""
    for unit, step in _UNITS:
        least = _LEAST_OF.get((unit, step), _LEAST)
        if sum(1 for _ in _tick_days(first, end - (end - first) // 16, unit, step)) >= least:
            return unit, step
    return _UNITS[-1]


def _tick_days(first: int, end: int, unit: str, step: int) -> Iterator[int]:
    then = date.fromordinal(first)
    if unit == "day":
        yield from range(first, end, step)
        return
    if unit == "week":
        day = first - then.weekday()
        while day < end:
            if day >= first:
                yield day
            day += 7 * step
        return
    months = step * (12 if unit == "year" else 1)
    count = then.year * 12 + then.month - 1
    count -= count % months
    while count // 12 <= 9999:
        if count >= 12:
            day = date(count // 12, count % 12 + 1, 1).toordinal()
            if day >= end:
                return
            if day >= first:
                yield day
        count += months


def _tick(day: int, offset: int, span: int, unit: str, words: Words) -> AxisTick:
    then = date.fromordinal(day)
    x = round(offset * 100 / span, 3)
    if unit == "year":
        return AxisTick(x, words.date(day, "year"), words.date(day, "yy"), False, (), True)
    new_year = then.month == 1 and then.day <= {"day": 2, "week": 7}.get(unit, 31)
    if unit in ("day", "week"):
        return AxisTick(x, words.date(day, "day"), words.date(day, "day"), new_year, (), new_year)
    long, short = ("mon-year", "year") if new_year else ("mon", "mon")
    return AxisTick(x, words.date(day, long), words.date(day, short), new_year, (), new_year)


def _dated(tick: AxisTick, unit: str, first: int, words: Words) -> AxisTick:
    """Years in full wherever they stand, and the first month with its own."""
    if unit == "year":
        return tick._replace(short=tick.label)
    if unit == "month" and tick.x == 0:
        return tick._replace(label=words.date(first, "mon-year"), strong=True)
    return tick


def _with_room(ticks: list[AxisTick], partial: bool, room: LabelRoom) -> tuple[AxisTick, ...]:
    """The ticks with the page widths at which each label is hidden.

    Hidden are labels that would leave the picture, and, where they would overlap, all but every second, third or so on.
    """
    hidden: list[set[str]] = [set() for _ in ticks]
    whole = 1 if partial and len(ticks) > 1 else 0
    for name, lane in room.lanes.items():
        spans = [_span(tick, lane, name, room) for tick in ticks]
        shown = next(
            kept
            for every in range(1, len(ticks) + 2)
            if _apart(spans, kept := _kept(ticks, whole, every), room.space[name])
        )
        if whole and spans[0][1] + 5 <= spans[1][0]:
            shown.add(0)
        for index, (_, right) in enumerate(spans):
            if index not in shown or right > lane:
                hidden[index].add(name)
    return tuple(tick._replace(hidden=tuple(sorted(names))) for tick, names in zip(ticks, hidden, strict=True))


def _span(tick: AxisTick, lane: float, name: str, room: LabelRoom) -> tuple[float, float]:
    left = tick.x * lane / 100 + 5
    return left, left + text_width(_label(tick, name), name, room.sizes)


def _label(tick: AxisTick, name: str) -> str:
    return tick.short if name == "phone" or (name == "print" and tick.strong) else tick.label


def _kept(ticks: list[AxisTick], whole: int, every: int) -> set[int]:
    """The indexes of every `every`-th tick, chosen so that a new year is among them if there is one."""
    strong = next((index for index in range(whole, len(ticks)) if ticks[index].strong and index), whole)
    return {index for index in range(whole, len(ticks)) if (index - strong) % every == 0}


def _apart(spans: list[tuple[float, float]], kept: set[int], space: float) -> bool:
    places = [spans[index] for index in sorted(kept)]
    return all(one[1] + space <= other[0] for one, other in itertools.pairwise(places))
