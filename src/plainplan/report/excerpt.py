"""A source line as a terminal shows it: tabs and wide characters aligned, long lines cut, controls escaped."""

from __future__ import annotations

import unicodedata

from plainplan.report.style import Style
from plainplan.safe_text import safe_text
from plainplan.tuples import NamedTuple

_TAB = 4
_WIDEST = 100  # what of a line is shown
_BEFORE = 40  # what of a cut line is kept in front of the place


class Excerpt(NamedTuple):
    """The text shown, and where under it the place stands: columns to leave free, columns to mark."""

    text: str
    indent: int
    marked: int


class _Cell(NamedTuple):
    shown: str
    width: int


def excerpt(line: str, start: int, end: int, style: Style) -> Excerpt:
    """The line with the place from `start` to `end` (characters in it); an empty place is marked by one column."""
    if len(line) <= _WIDEST and _is_plain(line):
        indent = min(start, len(line))
        return Excerpt(line.rstrip(), indent, max(1, min(end, len(line)) - indent))
    return _of_cells(line, start, end, style)


def _is_plain(text: str) -> bool:
    """Whether each letter is shown as it is, one column wide."""
    return text.isascii() and text.isprintable()


def _of_cells(line: str, start: int, end: int, style: Style) -> Excerpt:
    first = max(0, start - _BEFORE) if _width_of(line) > _WIDEST else 0
    cells = _cells(line[first : first + 4 * _WIDEST], style)
    head, tail = cells[: start - first], cells[start - first :]
    kept, room = [], _WIDEST - sum(cell.width for cell in head)
    for cell in tail:
        room -= cell.width
        if room < 0:
            break
        kept.append(cell)
    more = "…" if style.unicode else "..."
    before = more if first else ""
    after = more if len(head) + len(kept) < len(line) - first else ""
    indent = len(before) + sum(cell.width for cell in head)
    marked = sum(cell.width for cell in kept[: end - start])
    text = before + "".join(cell.shown for cell in (*head, *kept)) + after
    return Excerpt(text if after else text.rstrip(), indent, max(1, marked))


def _width_of(line: str) -> int:
    """Roughly how wide a line is; exact enough to see whether it must be cut."""
    return len(line) * 2 if len(line) > _WIDEST else sum(cell.width for cell in _cells(line, Style()))


def _cells(text: str, style: Style) -> list[_Cell]:
    cells: list[_Cell] = []
    column = 0
    for character in text:
        cell = _tab(column) if character == "\t" else _cell(character, style)
        cells.append(cell)
        column += cell.width
    return cells


def _tab(column: int) -> _Cell:
    width = _TAB - column % _TAB
    return _Cell(" " * width, width)


def _cell(character: str, style: Style) -> _Cell:
    if _is_plain(character):
        return _Cell(character, 1)
    shown = safe_text(character)
    if shown != character:
        return _Cell(shown, len(shown))
    if not style.can_show(character):
        return _Cell("?", 1)
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return _Cell(character, 0)
    return _Cell(character, 2 if unicodedata.east_asian_width(character) in "WF" else 1)


def columns_of(text: str) -> int:
    """How many columns of a terminal a text takes."""
    if _is_plain(text):
        return len(text)
    return sum(cell.width for cell in _cells(text, Style()))


def clipped(text: str, columns: int, style: Style) -> str:
    """A text cut to at most so many columns, with an ellipsis if it is longer."""
    if columns_of(text) <= columns:
        return text
    more = "…" if style.unicode else "..."
    kept, room = "", columns - len(more)
    for cell in _cells(text, style):
        room -= cell.width
        if room < 0:
            break
        kept += cell.shown
    return kept.rstrip() + more
