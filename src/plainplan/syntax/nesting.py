"""Finding indented items that Markdown does not nest: too far in, or not far enough."""

from __future__ import annotations

from markdown_it.token import Token

from plainplan.diagnostics import Diagnostic, Edit, Fix, finding
from plainplan.pattern import pattern
from plainplan.source import Span
from plainplan.syntax.markdown import Blocks
from plainplan.syntax.rules import NOT_NESTED

_BULLET = pattern(r"[-+*][ \t]+\S")
_NUMBER = pattern(r"[0-9]{1,9}[.)][ \t]+\S")
_BLANKS = pattern(r"[ \t]*")


class Marker:
    """The bullet or number of an item: where it stands and ends, in which column (from 0), and the item right above
    it in the same place."""

    __slots__ = ("above", "after", "at", "blocks", "column", "line")

    def __init__(self, at: int, after: int, line: int, blocks: Blocks, above: Marker | None) -> None:
        self.at = at
        self.after = after
        self.line = line
        self.blocks = blocks
        self.above = above
        begin = blocks.begins[line]
        self.column = 0 if at == begin else _width(blocks.source.text[begin:at])

    @property
    def text_column(self) -> int:
        """In which column the item's text begins."""
        text = self.blocks.source.text
        start = self.blocks.line_start(self.line)
        blanks = _BLANKS.match(text, self.after)
        behind = blanks.end() if blanks else self.after
        marked = _width(text[start : self.after])
        gap = _width(text[start:behind]) - marked
        return marked + (gap if 1 <= gap <= 4 and behind < self.blocks.line_end(self.line) else 1)


def check_marker(marker: Marker, last: int, found: list[Diagnostic]) -> None:
    """Report an item that is further in than the one above it and yet not under its text; `last` is its last line."""
    above, blocks = marker.above, marker.blocks
    marker.above = None  # or every item would hold on to all those above it
    if above is None or above.line == marker.line or not above.column < marker.column < above.text_column:
        return
    missing = above.text_column - marker.column
    edits = []
    tabs = False
    for line in range(marker.line, last + 1):
        start, end = blocks.line_start(line), blocks.line_end(line)
        if start < end:
            edits.append(Edit(Span(start, start), " " * missing))
            blanks = _BLANKS.match(blocks.source.text, start)
            tabs = tabs or (blanks is not None and "\t" in blanks[0])
    more = "blank" if missing == 1 else "blanks"
    message = "this item is indented and still not part of the item above it"
    help = f"put {missing} more {more} before it: an item's own items stand under its text"
    end = blocks.line_end(marker.line)
    found.append(finding(NOT_NESTED, Span(marker.at, end), message, help=help, fix=Fix(tuple(edits), safe=not tabs)))


def check_lines(blocks: Blocks, starts: list[int], first: int, item: Marker | None, found: list[Diagnostic]) -> None:
    """Report the lines of a paragraph, from the second on, that look like items and are read as its text."""
    text = blocks.source.text
    target = item.text_column if item else 0
    shift: int | None = None
    for index, start in enumerate(starts[1:], 1):
        line = first + index
        begin = blocks.line_start(line)
        column = _width(text[begin:start])
        bullet = _BULLET.match(text, start)
        if not bullet and not (column > target and _NUMBER.match(text, start)):
            continue
        shift = column - target if shift is None else shift
        indent = " " * max(target, column - shift)
        ending = "\r\n" if text.startswith("\r\n", begin - 2) else text[begin - 1]
        before = "" if bullet else ending
        fix = Fix((Edit(Span(begin, start), before + indent),), safe=bool(bullet))
        message = "this looks like an item and is read as text of the line above it"
        where = f"{len(indent)} blanks" if indent else "no blanks"
        help = f"put {where} before it" if bullet else "put an empty line above it"
        found.append(finding(NOT_NESTED, Span(start, blocks.line_end(line)), message, help=help, fix=fix))


def check_code(blocks: Blocks, token: Token, item: Marker | None, found: list[Diagnostic]) -> None:
    """Report items that are so far in that they are code."""
    if not _BULLET.match(token.content.lstrip()) and not _NUMBER.match(token.content.lstrip()):
        return
    text = blocks.source.text
    first, last = token.map or (0, 1)
    target = item.text_column if item else 0
    edits = []
    shift: int | None = None
    for line in range(first, last):
        begin, end = blocks.line_start(line), blocks.line_end(line)
        blanks = _BLANKS.match(text, begin, end)
        start = blanks.end() if blanks else begin
        if start == end:
            continue
        column = _width(text[begin:start])
        shift = column - target if shift is None else shift
        edits.append(Edit(Span(begin, start), " " * max(target, column - shift)))
    place = Span(edits[0].span.end, blocks.line_end(first))
    message = "this looks like an item and is so far in that it is read as code"
    help = f"put {target} blanks before it" if target else "put no blanks before it"
    found.append(finding(NOT_NESTED, place, message, help=help, fix=Fix(tuple(edits), safe=False)))


def _width(text: str) -> int:
    """How many columns a text takes, tabs going to every fourth."""
    return len(text) if "\t" not in text else len(text.expandtabs(4))
