"""One empty line between blocks, none with blanks in it, one line end at the end of the file."""

from __future__ import annotations

from collections import deque

from plainplan.compile import Compilation
from plainplan.diagnostics import Edit
from plainplan.pattern import pattern
from plainplan.prose import CodeBlock
from plainplan.source import Source, Span
from plainplan.syntax.document import CommentNode, HeadingNode, ItemNode, ListNode, Node, ProseNode, TableNode
from plainplan.syntax.nodes import nodes_of

_BLANKS = pattern(r"[ \t]*")
_FENCE = pattern(r"[ \t>]*(?:`{3,}|~{3,})")


def blank_lines(compilation: Compilation) -> list[Edit]:
    """The edits that leave one empty line where there are several, and write one where blocks touch."""
    source, document = compilation.source, compilation.document
    kept = _lines_of_leaves(compilation)
    front = document.front_matter_span
    edits = _gaps(source, kept, front=front is not None, open_end=_ends_in_code(compilation))
    edits += _trailing(compilation)
    for above, below in zip(document.nodes, document.nodes[1:], strict=False):
        if _touch(source, above, below):
            start = source.line_starts[source.position(below.span.start).line - 1]
            edits.append(Edit(Span(start, start), "\n"))
    if front and document.nodes and source.position(front.end).line + 1 == _first(source, document.nodes[0].span):
        start = source.line_starts[source.position(front.end).line]
        edits.append(Edit(Span(start, start), "\n"))
    return edits


def _lines_of_leaves(compilation: Compilation) -> set[int]:
    """The lines that belong to a block and the front matter: an empty one among them is part of it."""
    source, document = compilation.source, compilation.document
    spans = [document.front_matter_span] if document.front_matter_span else []
    for node in nodes_of(document):
        if isinstance(node, ItemNode):
            spans.append(node.words.span)
        elif not isinstance(node, ListNode):
            spans.append(node.span)
    lines: set[int] = set()
    for span in spans:
        lines.update(range(_first(source, span), source.position(span.end).line + 1))
    return lines


def _gaps(source: Source, kept: set[int], *, front: bool, open_end: bool) -> list[Edit]:
    """Edits for the empty lines between blocks: the first of several stays, as an empty one."""
    edits: list[Edit] = []
    count = len(source.line_starts)
    text = source.text
    number = 1
    while number <= count:
        after = number
        while after <= count and after not in kept and not source.line(after).strip(" \t"):
            after += 1
        if after == number:
            number += 1
            continue
        start = source.line_starts[number - 1]
        end = source.line_starts[after - 1] if after <= count else len(text)
        wanted = "" if after > count or (number == 1 and not front) else _line_end(source, number)
        if number == 1 and text.startswith("---", end):
            wanted = _line_end(source, number)
        joins = text[start - 1 : start] == "\r" and wanted == "\n"  # the two would be one line end
        if text[start:end] != wanted and not joins and not (after > count and open_end):
            edits.append(Edit(Span(start, end), wanted))
        number = after
    if text and text[-1] not in "\r\n" and count in kept and not open_end:
        edits.append(Edit(Span(len(text), len(text)), "\n"))
    return edits


def _ends_in_code(compilation: Compilation) -> bool:
    """Whether a fence stays open to the end of the file: then the empty lines there are code."""
    last = next(iter(deque(nodes_of(compilation.document), maxlen=1)), None)
    if not isinstance(last, ProseNode) or not isinstance(last.block, CodeBlock):
        return False
    lines = compilation.source.text[slice(*last.span)].rstrip().split("\n")
    return not _FENCE.fullmatch(lines[-1]) or len(lines) == 1


def _line_end(source: Source, number: int) -> str:
    return source.text[source.line_span(number).end : source.line_starts[number]]


def _trailing(compilation: Compilation) -> list[Edit]:
    """Edits for the blanks behind the last words of headings, items, paragraphs and tables."""
    source = compilation.source
    edits = []
    for node in nodes_of(compilation.document):
        if isinstance(node, (HeadingNode, TableNode)) or (
            isinstance(node, ProseNode) and not isinstance(node.block, CodeBlock)
        ):
            end = source.line_span(source.position(node.span.end).line).end
            start = end
            while start > node.span.start and source.text[start - 1] in " \t":
                start -= 1
        elif isinstance(node, ItemNode) and node.words.span.start < node.words.span.end:
            start = node.words.span.end
            blanks = _BLANKS.match(source.text, start)
            end = blanks.end() if blanks else start
            if end != source.line_span(source.position(start).line).end:
                continue
        else:
            continue
        if start < end:
            edits.append(Edit(Span(start, end), ""))
    return edits


def _touch(source: Source, above: Node, below: Node) -> bool:
    """Whether two blocks stand right under each other; a comment may stand on what it speaks of."""
    if isinstance(above, CommentNode):
        return False
    return source.position(above.span.end).line + 1 == _first(source, below.span)


def _first(source: Source, span: Span) -> int:
    return source.position(span.start).line
