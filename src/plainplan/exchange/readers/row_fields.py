"""From the cells of a row to what they say about it, by the key of each column."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from plainplan.exchange.incoming import Unread
from plainplan.exchange.readers.days import DayRead, Order, order_of, read_day
from plainplan.exchange.readers.headings import Column
from plainplan.exchange.readers.sheet import CellValue, shown
from plainplan.exchange.readers.values import (
    read_amount,
    read_every,
    read_horizon,
    read_kind,
    read_length,
    read_names,
    read_share,
    read_state,
    read_tick,
)
from plainplan.values import State

Fields = dict[str, Any]

RAW = ("title", "id", "parent", "level", "outline", "goal", "after", "with", "before")
"""Keys whose cells are understood only beside those of other rows."""

_WHY = {
    "duration": "it is no length",
    "percent": "it is no share of a hundred",
    "state": "it is no word for how far something is",
    "cost": "it is no amount",
    "every": "it does not say how often",
    "kind": "it is none of goal, step and solution",
    "horizon": "it is none of short, long and primary",
}
_NO_DAY = "it is no day"
_AS_DONE = {State.DONE: 3, State.DROPPED: 4, State.UNDER_WAY: 2, State.TO_DO: 1}


class Fieldwork:
    """Reads rows. `order` is that of day and month, `of_one` whether shares count from 0 to 1, `is_own` whether the
    table is one of ours, whose words stand as a plan has them."""

    def __init__(self, columns: tuple[Column, ...], order: Order, *, of_one: bool, is_own: bool) -> None:
        self.columns = columns
        self.order = order
        self.of_one = of_one
        self.is_own = is_own
        self.unit = ""  # that of the row's lengths
        self.read: dict[str, Callable[[CellValue, Column], Fields | None]] = {
            "kind": lambda cell, _: _if("kind", read_kind(cell)),
            "horizon": lambda cell, _: _if("horizon", read_horizon(cell)),
            "state": self._state,
            "ticked": self._done,
            "done": self._done,
            "percent": self._percent,
            "start": lambda cell, column: _days(self._day(cell, column), "start", ""),
            "finish": lambda cell, column: _days(self._day(cell, column), "", "finish"),
            "due": lambda cell, column: _days(self._day(cell, column), "start", "due") or _rhythm(cell),
            "on": self._on,
            "not before": lambda cell, column: _days(self._day(cell, column), "not_before", ""),
            "since": lambda cell, column: _days(self._day(cell, column), "since", ""),
            "duration": lambda cell, column: _if("duration", read_length(cell, self.unit or column.unit)),
            "every": lambda cell, _: _if("every", read_every(cell)),
            "who": lambda cell, _: {"who": read_names(cell)},
            "labels": lambda cell, _: {"labels": read_names(cell)},
            "cost": self._cost,
            "numbered": lambda cell, _: _if("numbered", read_tick(cell)),
            "barrier": lambda cell, _: {"barrier": shown(cell)},
            "note": lambda cell, column: {"note": f"{column.note_lead}{shown(cell)}"},
        }

    def fields(self, cells: tuple[CellValue, ...], line: int, sheet: str) -> tuple[Fields, list[Unread]]:
        """What a row says, and its cells that could not be read or have no place."""
        found: Fields = {}
        unread: list[Unread] = []
        units = [shown(cells[one.place]) for one in self.columns if one.key == "unit" and one.place < len(cells)]
        self.unit = units[0].casefold() if units else ""
        for column in self.columns:
            cell = cells[column.place] if column.place < len(cells) else None
            text = shown(cell)
            if not text or column.key in ("skip", "settings", "unit", *RAW):
                continue
            reader = self.read.get(column.key)
            fields = reader(cell, column) if reader else None
            if fields is None:
                heading = column.heading.strip() or f"column {column.place + 1}"
                why = _WHY.get(column.key, _NO_DAY) if reader else ""
                unread.append(Unread(line, heading, text, why, sheet=sheet))
            else:
                _merge(found, fields)
        return found, unread

    def _day(self, cell: CellValue, column: Column) -> DayRead | None:
        return read_day(cell, order_of(column.order, self.order))

    def _on(self, cell: CellValue, column: Column) -> Fields | None:
        if self.is_own and isinstance(cell, str):
            return {"on": cell.strip()}
        day = self._day(cell, column)
        if day is None:
            return _rhythm(cell)
        if day.is_loose:
            return {"due": day.last}
        one = day.first.isoformat()
        return {"on": one if day.first == day.last else f"{one}..{day.last.isoformat()}"}

    def _cost(self, cell: CellValue, column: Column) -> Fields | None:
        """Nothing to pay is nothing to say."""
        amount = read_amount(cell)
        return None if amount is None else {"cost": amount} if amount or self.is_own else {}

    def _state(self, cell: CellValue, column: Column) -> Fields | None:
        state = read_state(cell)
        return {"state": state} if state else self._share(cell)

    def _percent(self, cell: CellValue, column: Column) -> Fields | None:
        found = self._share(cell)
        state = None if found else read_state(cell)
        return {"state": state} if state else found

    def _share(self, cell: CellValue) -> Fields | None:
        share = read_share(cell, of_one=self.of_one)
        if share is None:
            return None
        if share == 100:
            return {"state": State.DONE}
        return {"percent": share, "state": State.UNDER_WAY} if share else {}

    def _done(self, cell: CellValue, column: Column) -> Fields | None:
        """A tick, or the day on which it was ticked."""
        day = self._day(cell, column)
        if day:
            return {"state": State.DONE, "done": day.last}
        tick = read_tick(cell)
        state = (State.DONE if tick else None) if tick is not None else read_state(cell)
        return {"state": state} if state else None if tick is None else {}


def _if(field: str, value: object) -> Fields | None:
    return None if value is None else {field: value}


def _days(day: DayRead | None, first: str, last: str) -> Fields | None:
    """A stretch of days has a first and a last; a day alone is what its column says."""
    if day is None:
        return None
    if first and last and (day.first == day.last or day.is_loose):
        return {last: day.last}
    return (
        {first or last: day.last if last and not first else day.first}
        if day.is_loose
        else dict(_ends(day, first, last))
    )


def _rhythm(cell: CellValue) -> Fields | None:
    """`every week` where a day might stand."""
    return _if("every", read_every(cell))


def _ends(day: DayRead, first: str, last: str) -> Iterator[tuple[str, Any]]:
    if first:
        yield first, day.first
    if last or day.first != day.last:
        yield last or "finish", day.last


def _merge(found: Fields, fields: Fields) -> None:
    """Several columns of names add up, of several that say how far it is the furthest counts."""
    for key, value in fields.items():
        if key == "state" and key in found:
            value = max(found[key], value, key=lambda state: _AS_DONE[state])
        elif key in ("who", "labels"):
            value = tuple(dict.fromkeys((*found.get(key, ()), *value)))
        elif key == "note" and key in found:
            value = f"{found[key]}\n{value}"
        found[key] = value
