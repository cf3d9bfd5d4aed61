"""A plan as a Gantt chart in Mermaid, which forges and note-taking programs draw."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from plainplan.compile import Compilation
from plainplan.draw.letters import text_width
from plainplan.exchange.chart_words import MADE, as_chart_words
from plainplan.exchange.rows import ExchangeRow, rows_of
from plainplan.messages import msg
from plainplan.pattern import pattern
from plainplan.render.options import Options
from plainplan.values import State

NOUN = msg("a Mermaid chart")
IS = "a Gantt chart: a section for each goal, a bar for each step from its first day to its last"
READERS = "forges and note-taking programs that draw Mermaid"
LEAVES_OUT = ("barriers", "lags", "with", "ranges", "dropped")

_MARKS = {State.DONE: "done", State.UNDER_WAY: "active"}
_ID = pattern(r"[A-Za-z][A-Za-z0-9_-]*")
_KEYWORDS = frozenset({"done", "active", "crit", "milestone", "vert", "after", "until", "end"})
_WEEK = 7
_LONG = 180  # days; a longer chart tells months, not days
_SIDE, _LEAST, _MOST = 30.0, 75, 360  # pixels beside the names of sections, and how wide these may be


def render_mermaid(compilation: Compilation, options: Options) -> str:
    """The chart: a section for each top-level goal, and a bar for each piece of work at its projected days."""
    return "\n".join((*_lines(compilation), ""))


def _lines(compilation: Compilation) -> Iterator[str]:
    rows = [row for row in rows_of(compilation) if row.start and row.finish]
    yield "gantt"
    yield f"    {MADE}"
    yield f"    %%{{init: {{'gantt': {{'leftPadding': {_padding(rows)}}}}}}}%%"
    yield f"    title {as_chart_words(compilation.plan.title)}"
    yield "    dateFormat YYYY-MM-DD"
    if _days(rows) > _LONG:
        yield "    axisFormat %Y-%m"
    names = _names(rows)
    by_id = {row.id: row for row in rows}
    for row in rows:
        if row.parent is None:
            yield f"    section {as_chart_words(row.title)}"
        if row.leaf:
            yield f"    {as_chart_words(row.title)} :{', '.join(_fields(row, names, by_id))}"


def _padding(rows: Sequence[ExchangeRow]) -> int:
    """Room for the names of sections, which stand over the bars otherwise."""
    widest = max((text_width(row.title, "wide") for row in rows if row.parent is None), default=0.0)
    return max(_LEAST, min(_MOST, round(widest + _SIDE)))


def _days(rows: Sequence[ExchangeRow]) -> int:
    starts = [row.start for row in rows if row.start]
    ends = [row.finish for row in rows if row.finish]
    return (max(ends) - min(starts)).days if starts and ends else 0


def _names(rows: Sequence[ExchangeRow]) -> dict[str, str]:
    """The names of things where Mermaid can have them, numbers for the others."""
    good = {row.id for row in rows if _ID.fullmatch(row.id) and row.id not in _KEYWORDS}
    names, number = dict[str, str](), 0
    for row in rows:
        number += 1
        while f"t{number}" in good:
            number += 1
        names[row.id] = row.id if row.id in good else f"t{number}"
    return names


def _fields(row: ExchangeRow, names: dict[str, str], by_id: dict[str, ExchangeRow]) -> Iterator[str]:
    if row.critical and row.done is None:
        yield "crit"
    if row.state in _MARKS:
        yield _MARKS[row.state]
    if row.is_milestone or (row.on and row.leaf and row.days == 1):  # a bar of one day cannot be seen in a long chart
        yield "milestone"
    yield names[row.id]
    yield _begin(row, names, by_id)
    days = row.days or 0
    yield f"{days // _WEEK}w" if days and days % _WEEK == 0 else f"{days}d"


def _begin(row: ExchangeRow, names: dict[str, str], by_id: dict[str, ExchangeRow]) -> str:
    """The rows after which it begins, where that comes to its own day; else the day. Of several rows Mermaid takes
    only those that stand above."""
    assert row.start is not None
    waits = [link.id for link in row.links if link.kind == "after" and not link.lag] or list(row.follows)
    found = [by_id[one] for one in waits if one in by_id]
    are_bars = found and all(one.leaf and (len(found) == 1 or one.line < row.line) for one in found)
    if are_bars and max(map(_next_day, found)) == row.start:
        return f"after {' '.join(names[one.id] for one in found)}"
    return row.start.isoformat()


def _next_day(row: ExchangeRow) -> date:
    """The first day after a bar, as Mermaid reckons it."""
    assert row.start is not None
    return row.start + timedelta(days=row.days or 0)
