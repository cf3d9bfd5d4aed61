"""Tables that are too wide for paper, cut into several beside whose columns the first one is repeated."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plainplan.draw.letters import ems
from plainplan.prose import Inline, Table, plain

_ROOM = 170.0
_PADDING = 4.0
_LETTER = 9.5 * 25.4 / 72 / 1000  # millimetres of a thousandth of the size of letters
_BREAKS = 24  # longer words may be broken, after ten letters each

_WORD = re.compile(r"\S+")


def narrow_tables(table: Table) -> Iterator[Table]:
    """The table itself where it fits; else as many as there have to be."""
    widths = [_width(table, column) for column in range(len(table.header))]
    if sum(widths) <= _ROOM or len(widths) < _FEWEST:
        yield table
        return
    columns, room = [0], _ROOM - widths[0]
    for column in range(1, len(widths)):
        if widths[column] > room and len(columns) > 1:
            yield _of(table, columns)
            columns, room = [0], _ROOM - widths[0]
        columns.append(column)
        room -= widths[column]
    yield _of(table, columns)


_FEWEST = 3
"""Of so few columns each may be as wide as it likes: its words are broken."""


def _width(table: Table, column: int) -> float:
    """How wide a column has to be for its longest word, in millimetres."""
    cells = (row[column] for row in (table.header, *table.rows) if column < len(row))
    return max(map(_longest, cells), default=0) * _LETTER + _PADDING


def _longest(cell: tuple[Inline, ...]) -> int:
    words = _WORD.findall(plain(cell))
    return max((ems(word if len(word) <= _BREAKS else word[:10]) for word in words), default=0)


def _of(table: Table, columns: list[int]) -> Table:
    def chosen(row: tuple[tuple[Inline, ...], ...]) -> tuple[tuple[Inline, ...], ...]:
        return tuple(row[column] if column < len(row) else () for column in columns)

    align = tuple(table.align[column] if column < len(table.align) else "" for column in columns)
    return table._replace(header=chosen(table.header), rows=tuple(map(chosen, table.rows)), align=align)
