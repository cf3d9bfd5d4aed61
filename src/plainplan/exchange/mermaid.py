"""A plan as a Gantt chart in Mermaid, which forges and note-taking programs draw."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from plainplan.compile import Compilation
from plainplan.exchange.rows import ExchangeRow, rows_of
from plainplan.pattern import pattern
from plainplan.render.options import Options
from plainplan.values import State

NOUN = "a Mermaid chart"
IS = "a Gantt chart"
READERS = "forges and note-taking programs that draw Mermaid"
LEAVES_OUT = ("barriers", "lags", "with", "ranges")

_MARKS = {State.DONE: "done", State.UNDER_WAY: "active"}
_SPECIAL = pattern(r"[#;:%\x00-\x1f\x7f]")


def render_mermaid(compilation: Compilation, options: Options) -> str:
    """The chart: a section for each top-level goal, and a bar for each piece of work at its projected days."""
    return "\n".join((*_lines(compilation), ""))


def _lines(compilation: Compilation) -> Iterator[str]:
    yield "gantt"
    yield f"    title {_text(compilation.plan.title)}"
    yield "    dateFormat YYYY-MM-DD"
    rows = [row for row in rows_of(compilation) if row.start and row.finish]
    names = {row.id: f"t{number}" for number, row in enumerate(rows, 1)}
    by_id = {row.id: row for row in rows}
    for row in rows:
        if row.parent is None:
            yield f"    section {_text(row.title)}"
        if row.leaf:
            yield f"    {_text(row.title)} :{', '.join(_fields(row, names, by_id))}"


def _fields(row: ExchangeRow, names: dict[str, str], by_id: dict[str, ExchangeRow]) -> Iterator[str]:
    if row.critical and row.done is None:
        yield "crit"
    if row.state in _MARKS:
        yield _MARKS[row.state]
    if row.is_milestone:
        yield "milestone"
    yield names[row.id]
    yield _begin(row, names, by_id)
    yield f"{row.days}d"


def _begin(row: ExchangeRow, names: dict[str, str], by_id: dict[str, ExchangeRow]) -> str:
    """The rows after which it begins, where that comes to its own day; else the day."""
    assert row.start is not None
    waits = [link.id for link in row.links if link.kind == "after" and not link.lag] or list(row.follows)
    found = [by_id[one] for one in waits if one in by_id]
    if found and all(one.leaf for one in found) and max(map(_next_day, found)) == row.start:
        return f"after {' '.join(names[one.id] for one in found)}"
    return row.start.isoformat()


def _next_day(row: ExchangeRow) -> date:
    """The first day after a bar, as Mermaid reckons it."""
    assert row.start is not None
    return row.start + timedelta(days=row.days or 0)


def _text(words: str) -> str:
    """Words without what means something in a chart's line; a first word that would be a key of the chart's has a
    letter without width before it."""
    told = " ".join(_SPECIAL.sub(lambda match: _PLAIN.get(match[0], " "), words).split())
    return f"{_JOINER}{told}" if told.casefold().startswith(_KEYS) else told or "-"


_JOINER = "\u2060"
_KEYS = (
    "gantt", "title", "section", "click", "call", "href", "dateformat", "axisformat", "tickinterval", "excludes",
    "includes", "todaymarker", "weekday", "weekend", "inclusiveenddates", "topaxis", "acctitle", "accdescr",
)  # fmt: skip
_PLAIN = {":": "∶", ";": "⁏", "#": "＃", "%": "％"}  # look alike, and mean nothing
