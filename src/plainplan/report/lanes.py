"""The road in characters: a lane a goal, planned and projected, done part, today."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from plainplan.report.excerpt import clipped, columns_of
from plainplan.report.style import Style
from plainplan.safe_text import safe_text
from plainplan.schedule.calendar import LAST_DAY, add_months
from plainplan.spoken import Spoken
from plainplan.tuples import NamedTuple

_NARROW = 46
_MOST_GOALS = 12
_DATE = 11  # columns of a date in English


class _Marks(NamedTuple):
    done: str
    open: str
    planned: str
    today: str


_DRAWN = _Marks("█", "▒", "─", "│")
_PLAIN = _Marks("#", "=", "-", "|")


def lanes(context: Spoken, style: Style, width: int) -> Iterator[str]:
    """The timeline's goals, as wide as the terminal; nothing where there is no room or nothing dated."""
    schedule = context.schedule
    goals = schedule.timeline[:_MOST_GOALS]
    if width < _NARROW or not goals or schedule.start is None or schedule.finish is None:
        return
    label = min(30, width // 3)
    first = min(schedule.start, schedule.planned_start or schedule.start)
    last = max(schedule.finish, schedule.planned_finish or schedule.finish)
    ends = {goal: context.words.date(dates.finish) for goal in goals if (dates := context.projected(goal))}
    widest = max(map(columns_of, ends.values()), default=0)
    track = _Track(first, last, width - label - max(widest, _DATE) - 4)
    marks = _DRAWN if style.can_show("".join(_DRAWN)) else _PLAIN
    yield " " * label + "  " + _axis(track, context.words.catalogue.short_months)
    for goal, finish in ends.items():
        name = clipped(safe_text(context.text(goal)), label, style)
        lane = _lane(context, goal, track, marks)
        bold = ("bold",) if context.dated(goal).critical else ()
        yield f"{style.paint(name, *bold)}{' ' * (label - columns_of(name))}  {lane}  {style.paint(finish, *bold)}"
    if len(schedule.timeline) > _MOST_GOALS:
        yield context.words.count("wall.goals more", len(schedule.timeline) - _MOST_GOALS)


class _Track(NamedTuple):
    """A stretch of days on a row of characters."""

    first: int
    last: int
    width: int

    def column(self, day: int) -> int:
        span = max(self.last - self.first, 1)
        return max(0, min(self.width - 1, (day - self.first) * (self.width - 1) // span))


def _lane(context: Spoken, goal: int, track: _Track, marks: _Marks) -> str:
    found = context.dated(goal)
    row = [" "] * track.width
    planned, projected = context.planned(goal), context.projected(goal)
    if planned is not None:
        for column in range(track.column(planned.start), track.column(planned.finish) + 1):
            row[column] = marks.planned
    if projected is not None:
        start, finish = track.column(projected.start), track.column(projected.finish)
        done = start + (finish + 1 - start) * found.progress.percent // 100
        for column in range(start, finish + 1):
            row[column] = marks.done if column < done else marks.open
    if track.first <= context.today <= track.last and row[track.column(context.today)] in (" ", marks.planned):
        row[track.column(context.today)] = marks.today
    return "".join(row)


def _axis(track: _Track, months: tuple[str, ...]) -> str:
    """Years, or months where the span is short; a label only where it does not meet the one before."""
    row = [" "] * track.width
    ticks = [(track.column(day), label) for day, label in _ticks(track, months)]
    if len(ticks) > 1 and ticks[1][0] <= ticks[0][0] + len(ticks[0][1]):
        ticks = ticks[1:]  # the first one begins before the track does
    free = 0
    for column, label in ticks:
        if column >= free and column + len(label) <= track.width:
            row[column : column + len(label)] = label
            free = column + len(label) + 1
    return "".join(row).rstrip()


def _ticks(track: _Track, months: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    begin, end = date.fromordinal(track.first), date.fromordinal(track.last)
    if track.last - track.first > 800:
        for year in range(begin.year, end.year + 1):
            yield max(date(year, 1, 1).toordinal(), track.first), str(year)
        return
    month = begin.replace(day=1)
    while month <= end:
        label = months[month.month - 1] if month.month > 1 else str(month.year)
        yield max(month.toordinal(), track.first), label
        following = add_months(month.toordinal(), 1)
        if following > LAST_DAY:
            return
        month = date.fromordinal(following)
