"""Diagnostics for indented items that Markdown does not nest as they look."""

from __future__ import annotations

from markdown_it.token import Token

from plainplan.diagnostics import Diagnostic, Edit, Fix, finding
from plainplan.messages import Message, msg, msg_count
from plainplan.pattern import pattern
from plainplan.source import Span
from plainplan.syntax.markdown import Blocks
from plainplan.syntax.rules import NOT_NESTED

_BULLET = pattern(r"[-+*][ \t]+\S")
_NUMBER = pattern(r"[0-9]{1,9}[.)][ \t]+\S")
_BLANKS = pattern(r"[ \t]*")
_FURTHEST = 3  # columns that an item may stand further in than it should


class Marker:
    """The bullet or number of an item: where it stands and ends, in which column (from 0), and the item right above
    it in the same place."""

    __slots__ = ("above", "after", "at", "blocks", "column", "line", "number", "shift", "told")

    def __init__(
        self, at: int, after: int, line: int, blocks: Blocks, above: Marker | None, number: int | None
    ) -> None:
        self.at = at
        self.after = after
        self.line = line
        self.blocks = blocks
        self.above = above
        self.number = number
        self.told: int | None = None
        """Which finding tells that it is not nested, and by how many columns that moves it."""
        self.shift = 0
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


def check_marker(marker: Marker, last: int, diagnostics: list[Diagnostic]) -> None:
    """Report an item that is further in than the one above it and yet not under its text; `last` is its last line.

    Those below it in the same column go with it: its fix moves them too, or the next of them would stand as it did.
    """
    above, blocks = marker.above, marker.blocks
    marker.above = None  # or every item would hold on to all those above it
    if above is None or above.line == marker.line:
        return
    if above.told is not None and marker.column == above.column:
        marker.told, marker.shift = above.told, above.shift
        diagnostics[marker.told] = _with_more(diagnostics[marker.told], *_shifted(blocks, marker, last, marker.shift))
        return
    if not above.column < marker.column < above.text_column:
        return
    message = msg("this item is indented and still not part of the item above it")
    if marker.number and above.number and marker.number != 1:  # `2.` under `1.`: the next one, not a part of it
        marker.shift = above.column - marker.column
        help = msg("put it right under the number above: it is the next item")
    else:
        marker.shift = above.text_column - marker.column
        help = msg_count(
            "put {n} more blank before it: an item's own items stand under its text",
            "put {n} more blanks before it: an item's own items stand under its text",
            marker.shift,
        )
    marker.told = len(diagnostics)
    edits, safe = _shifted(blocks, marker, last, marker.shift)
    if marker.shift > 0 and marker.number not in (None, 1) and not _is_empty(blocks, marker.line - 1):
        edits = (edits[0]._replace(text=_ending(blocks, marker.line) + edits[0].text), *edits[1:])
    end = blocks.line_end(marker.line)
    diagnostics.append(finding(NOT_NESTED, Span(marker.at, end), message, help=help, fix=Fix(edits, safe)))


def _with_more(told: Diagnostic, edits: tuple[Edit, ...], safe: bool) -> Diagnostic:
    fix = told.fix or Fix(())
    return told._replace(fix=Fix((*fix.edits, *edits), fix.safe and safe))


def _shifted(blocks: Blocks, marker: Marker, last: int, shift: int) -> tuple[tuple[Edit, ...], bool]:
    """The edits that move an item's lines, and whether that is sure to leave them as they stand to each other."""
    edits, safe = [], True
    for line in range(marker.line, last + 1):
        start, end = blocks.line_start(line), blocks.line_end(line)
        if start == end:
            continue
        match = _BLANKS.match(blocks.source.text, start)
        blanks = match[0] if match else ""
        safe = safe and "\t" not in blanks
        cut = min(len(blanks), max(0, -shift))
        edits.append(Edit(Span(start, start + cut), " " * max(0, shift)))
    return tuple(edits), safe


def _is_empty(blocks: Blocks, line: int) -> bool:
    return not blocks.source.text[blocks.line_start(line) : blocks.line_end(line)].strip(" \t>")


def _ending(blocks: Blocks, line: int) -> str:
    """The line end above a line."""
    text, begin = blocks.source.text, blocks.line_start(line)
    return "\r\n" if text.startswith("\r\n", begin - 2) else text[begin - 1]


def check_lines(
    blocks: Blocks, starts: list[int], first: int, item: Marker | None, diagnostics: list[Diagnostic]
) -> None:
    """Report the lines of a paragraph, from the second on, that look like items and are read as its text. They are
    mended together: one alone would still stand where it cannot begin an item, or take the others into it."""
    text = blocks.source.text
    target = item.text_column if item else 0
    told: list[tuple[Span, bool, str]] = []
    edits: list[Edit] = []
    shift, after_number = 0, False
    for index, start in enumerate(starts[1:], 1):
        line = first + index
        begin = blocks.line_start(line)
        column = _width(text[begin:start])
        bullet = bool(_BULLET.match(text, start))
        if not bullet and not (column > target and _NUMBER.match(text, start)):
            after_number = False
            continue
        if not told:
            shift = column - target if column - target > _FURTHEST else 0
        indent = " " * max(target, column - shift)
        before = "" if bullet or after_number else _ending(blocks, line)
        help = _blanks_before(len(indent)) if bullet else msg("put an empty line above it")
        told.append((Span(start, blocks.line_end(line)), bullet, help))
        edits.append(Edit(Span(begin, start), before + indent))
        after_number = not bullet
    all_of_them = Fix(tuple(edits), safe=False)
    bullets = Fix(tuple(edit for edit, (_, bullet, _) in zip(edits, told, strict=True) if bullet))
    message = msg("this looks like an item and is read as text of the line above it")
    for place, bullet, advice in told:
        diagnostics.append(finding(NOT_NESTED, place, message, help=advice, fix=bullets if bullet else all_of_them))


def check_code(blocks: Blocks, token: Token, item: Marker | None, diagnostics: list[Diagnostic]) -> None:
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
    message = msg("this looks like an item and is so far in that it is read as code")
    help = _blanks_before(target)
    diagnostics.append(finding(NOT_NESTED, place, message, help=help, fix=Fix(tuple(edits), safe=False)))


def _blanks_before(number: int) -> Message:
    return msg("put {count} blanks before it", count=number) if number else msg("put no blanks before it")


def _width(text: str) -> int:
    """How many columns a text takes, tabs going to every fourth."""
    return len(text) if "\t" not in text else len(text.expandtabs(4))
