"""The front page of a folder of plans: the overview, with all roads on one axis and what is due this week on top."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from plainplan.cohort.front import FrontEntry
from plainplan.cohort.overview import Line, Overview, Seen, overview
from plainplan.cohort.rows import DETAILS
from plainplan.draw.axis import Axis, axis_for
from plainplan.draw.picture import AxisTick
from plainplan.render.html import font_css, render_named
from plainplan.render.options import Options
from plainplan.render.overview import OVERVIEW_PAGE
from plainplan.tuples import NamedTuple
from plainplan.words import words_for

MARK = b'<!doctype html>\n<html lang="en" data-by="plan build">'
"""How a front page begins, and no other page: what may be replaced by a newer one."""

_MOST_DUE = 40


class RoadLine(NamedTuple):
    """A plan on the common axis; places are in percent of its width. Without dates there is no bar."""

    line: Line
    objective: str
    x: float
    width: float
    done: float
    has_bar: bool
    meets: str


class DueLine(NamedTuple):
    """Something due this week: its day, the work, whether that day is promised, and its plan."""

    day: str
    title: str
    is_promised: bool
    line: Line


class Front(NamedTuple):
    """What a front page shows beside the overview; `more` is how many due things are left out."""

    ticks: tuple[AxisTick, ...]
    today: float
    roads: tuple[RoadLine, ...]
    due: tuple[DueLine, ...]
    more: int


def front_page(entries: Sequence[FrontEntry], title: str, day: date, look: str) -> bytes:
    """The page, in one file."""
    shown = [entry for entry in entries if entry.row is not None]
    rows = tuple(entry.row for entry in shown if entry.row is not None)
    view = overview(Seen(rows, len(entries) - len(shown)), title, day.toordinal(), DETAILS)
    groups = tuple(group for group in view.groups if group.lines)
    front = _front(view, {entry.row.key: entry for entry in shown if entry.row is not None}, day.toordinal())
    values = {"overview": view._replace(groups=groups), "front": front, "faces": font_css(look, f"{view}{front}")}
    return render_named(OVERVIEW_PAGE, Options(look), **values).encode()


def _front(view: Overview, entries: dict[str, FrontEntry], today: int) -> Front:
    lines = {line.key: line for line in view.all}
    days = [day for one in entries.values() if one.row for day in (one.row.start, one.row.finish) if day is not None]
    axis = axis_for(min([today, *days]), max([today, *days]), words_for("en"))
    roads = tuple(_road(axis, line, entries[key], today) for key, line in lines.items())
    due = [(one, line) for key, line in lines.items() for one in entries[key].due]
    due.sort(key=lambda found: found[0])
    words = words_for("en")
    told = tuple(
        DueLine(words.date(one.day, "weekday-day"), one.title, one.is_promised, line) for one, line in due[:_MOST_DUE]
    )
    return Front(axis.ticks, axis.at(today), roads, told, max(len(due) - _MOST_DUE, 0))


def _road(axis: Axis, line: Line, entry: FrontEntry, today: int) -> RoadLine:
    row, words = entry.row, words_for("en")
    assert row is not None
    meets = "" if entry.meets is None else "today" if entry.meets == today else words.date(entry.meets, "weekday-day")
    if row.start is None or row.finish is None or row.errors:
        return RoadLine(line, entry.objective, 0, 0, 0, False, meets)
    mark = axis.mark(row.start, row.finish + 1)
    assert mark is not None
    return RoadLine(line, entry.objective, mark.x, mark.width, round(mark.width * line.percent / 100, 3), True, meets)
