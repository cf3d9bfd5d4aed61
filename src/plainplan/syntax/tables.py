"""Tables with the place of each of their cells."""

from __future__ import annotations

from markdown_it.token import Token

from plainplan.diagnostics import Diagnostic, finding
from plainplan.messages import msg
from plainplan.prose import Inline, Table
from plainplan.source import Span
from plainplan.syntax.document import CommentNode, TableNode
from plainplan.syntax.markdown import Blocks
from plainplan.syntax.rules import UNREAD_TEXT
from plainplan.syntax.visible import LineStarts, comments, show
from plainplan.tuples import NamedTuple

_BLANK = " \t\n\r"


class TableRead(NamedTuple):
    """A table, the comments in it, and the token after it."""

    node: TableNode
    comments: list[CommentNode]
    following: int


class _TableCell(NamedTuple):
    """Where a cell's text stands, and where in it a backslash before `|` is left out."""

    start: int
    end: int
    escapes: tuple[int, ...]


def read_table(blocks: Blocks, tokens: list[Token], index: int, diagnostics: list[Diagnostic]) -> TableRead:
    """The table whose opening token stands at `index`."""
    opening = tokens[index]
    first = opening.map[0] if opening.map else 0
    rows: list[tuple[tuple[Inline, ...], ...]] = []
    spans: list[tuple[Span, ...]] = []
    align: list[str] = []
    inside: list[CommentNode] = []
    at = index
    while tokens[at].type != "table_close":
        if tokens[at].type == "tr_open":
            line = (tokens[at].map or [first])[0] - first
            row = _Row(blocks, blocks.offset(first + line, opening.meta["rows"][line][0]), first + line)
            at = row.read(tokens, at + 1, diagnostics)
            rows.append(tuple(row.cells))
            spans.append(tuple(row.spans))
            align = align or row.align
            inside += row.comments
        at += 1
    end = blocks.line_end((opening.map or (0, 1))[1] - 1)
    table = Table(tuple(align), rows[0], tuple(rows[1:]))
    start = blocks.offset(first, opening.meta["rows"][0][0])
    return TableRead(TableNode(Span(start, end), table, tuple(spans)), inside, at + 1)


class _Row:
    """A row that is being read."""

    def __init__(self, blocks: Blocks, start: int, line: int) -> None:
        self.blocks = blocks
        self.end = blocks.line_end(line)
        self.places = _split(blocks.source.text, start, self.end)
        self.cells: list[tuple[Inline, ...]] = []
        self.spans: list[Span] = []
        self.align: list[str] = []
        self.comments: list[CommentNode] = []

    def read(self, tokens: list[Token], at: int, diagnostics: list[Diagnostic]) -> int:
        """Read the cells from `at` on; the index of the token that closes the row."""
        while tokens[at].type != "tr_close":
            if tokens[at].type in ("th_open", "td_open"):
                style = str(tokens[at].attrs.get("style", ""))
                self.align.append(style.removeprefix("text-align:"))
                self.cell(tokens[at + 1].content, diagnostics)
                at += 2
            at += 1
        for cell in self.places[len(self.cells) :]:
            if cell.start < cell.end:
                message = msg("this cell has no heading above it, so Markdown leaves it out")
                help = msg("add a column to the table's first two lines")
                diagnostics.append(finding(UNREAD_TEXT, Span(cell.start, cell.end), message, help=help))
        return at

    def cell(self, content: str, diagnostics: list[Diagnostic]) -> None:
        index = len(self.cells)
        if index < len(self.places):
            cell = self.places[index]
        else:
            cell = _TableCell(self.end, self.end, ())
        place = _place(cell)
        shown = show(self.blocks.md, self.blocks.env, content, place, diagnostics)
        self.comments += comments(shown, place)
        self.cells.append(shown.inlines([]))
        self.spans.append(Span(cell.start, cell.end))


def _place(cell: _TableCell) -> LineStarts:
    inner = [0, *(at - cell.start - count for count, at in enumerate(cell.escapes))]
    outer = [cell.start, *(at + 1 for at in cell.escapes)]
    return LineStarts(inner, outer)


def _split(text: str, start: int, end: int) -> list[_TableCell]:
    """The cells of a row: what stands between pipes that have no backslash before them."""
    while end > start and text[end - 1] in _BLANK:
        end -= 1
    cells: list[_TableCell] = []
    escapes: list[int] = []
    begin = at = start
    escaped = False
    while at < end:
        one = text[at]
        if one == "|":
            if escaped:
                escapes.append(at - 1)
            else:
                cells.append(_trimmed(text, begin, at, escapes))
                begin, escapes = at + 1, []
        escaped = one == "\\"
        at += 1
    cells.append(_trimmed(text, begin, end, escapes))
    if text[start : start + 1] == "|":
        cells = cells[1:]
    if end > start and text[end - 1] == "|" and cells and cells[-1].start == cells[-1].end:
        cells = cells[:-1]
    return cells


def _trimmed(text: str, start: int, end: int, escapes: list[int]) -> _TableCell:
    while start < end and text[start] in _BLANK:
        start += 1
    while end > start and text[end - 1] in _BLANK:
        end -= 1
    return _TableCell(start, end, tuple(escapes))
