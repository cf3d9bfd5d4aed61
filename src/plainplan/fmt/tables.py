"""Tables whose columns stand under each other."""

from __future__ import annotations

import unicodedata

from plainplan.compile import Compilation
from plainplan.diagnostics import Edit
from plainplan.source import Source, Span
from plainplan.syntax.document import TableNode
from plainplan.syntax.nodes import nodes_of

_WIDEST = 200  # columns of characters; wider tables are not aligned
_LEFT_OUT = ("P111", "P113")


def tables(compilation: Compilation) -> list[Edit]:
    """The edits that align the tables; one that loses text, or holds HTML, is left as it is."""
    found = [diagnostic.span for diagnostic in compilation.diagnostics if diagnostic.code in _LEFT_OUT]
    edits: list[Edit] = []
    for node in nodes_of(compilation.document):
        if isinstance(node, TableNode) and not any(_inside(place, node.span) for place in found):
            edits += _aligned(compilation.source, node)
    return edits


def _inside(place: Span, whole: Span) -> bool:
    return whole.start <= place.start < whole.end


def _aligned(source: Source, node: TableNode) -> list[Edit]:
    text, first = source.text, source.position(node.span.start).line
    count = len(node.table.align)
    rows = [[text[slice(*cell)] for cell in row[:count]] for row in node.cells]
    widths = [max(3, *(_width(row[column]) for row in rows)) for column in range(count)]
    if sum(widths) + 3 * count + 1 > _WIDEST:
        widths = [3] * count
    lines = [_row(row, widths, node.table.align) for row in rows]
    lines.insert(1, "| " + " | ".join(map(_rule, widths, node.table.align)) + " |")
    edits = []
    for number, line in enumerate(lines, first):
        whole = source.line_span(number)
        start = whole.start
        while start < whole.end and text[start] in " \t":
            start += 1
        start = node.span.start if number == first else start
        if text[start : whole.end] != line:
            edits.append(Edit(Span(start, whole.end), line))
    return edits


def _row(cells: list[str], widths: list[int], align: tuple[str, ...]) -> str:
    return "| " + " | ".join(map(_padded, cells, widths, align)) + " |"


def _padded(cell: str, width: int, align: str) -> str:
    free = max(0, width - _width(cell))
    left = free if align == "right" else free // 2 if align == "center" else 0
    return " " * left + cell + " " * (free - left)


def _rule(width: int, align: str) -> str:
    left, right = align in ("left", "center"), align in ("right", "center")
    return (":" if left else "-") + "-" * (width - 2) + (":" if right else "-")


def _width(text: str) -> int:
    """How many columns a text takes in an editor."""
    if text.isascii():
        return len(text)
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
