"""Incremental reading after an edit: only the sections that differ are parsed; other nodes are shifted."""

from __future__ import annotations

from bisect import bisect_right
from typing import Any, cast

from plainplan.diagnostics import Diagnostic
from plainplan.plain import is_used
from plainplan.source import Source, Span
from plainplan.syntax.document import Document, HeadingNode, Node
from plainplan.syntax.frontmatter import FrontMatter, read_front_matter
from plainplan.syntax.read import Parsed, offset_of, read_below, read_rows
from plainplan.tuples import NamedTuple


class _Seams(NamedTuple):
    """The headings around an edit, by their index among the old nodes.

    `first` is None for the top of the text, `last` None for its end.
    """

    first: int | None
    last: int | None


def read_again(source: Source, before: Parsed) -> Parsed:
    """The document of a text similar to one that was read `before`; unchanged parts are not parsed again."""
    diagnostics: list[Diagnostic] = []
    front = read_front_matter(source, diagnostics)
    again = _between_seams(source, front, diagnostics, before) if is_used("reading") and not before.defines else None
    return again or read_below(source, front, diagnostics)


def _between_seams(source: Source, front: FrontMatter, diagnostics: list[Diagnostic], before: Parsed) -> Parsed | None:
    """The document with nodes outside of the seams reused; None where that might differ from a full parse."""
    old, body = before.document, offset_of(source, front.rows)
    same_front = (front.entries, front.span) == (old.front_matter, old.front_matter_span)
    seams = _seams(before, source.text, body if same_front else -1)
    by = len(source.text) - len(old.source.text)
    begin = body if seams.first is None else old.nodes[seams.first].span.start
    end = len(source.text) if seams.last is None else old.nodes[seams.last].span.start + by
    if not body <= begin <= end:
        return None
    first = front.rows if seams.first is None else _row(source, begin)  # a text may end with its front matter
    last = len(source.line_starts) if seams.last is None else _row(source, end)
    part = read_rows(source, first, last, until_heading=seams.last is not None)
    if part is None or part.defines:
        return None
    left = old.nodes[: seams.first or 0]
    right = () if seams.last is None else old.nodes[seams.last :]
    nodes = (*left, *part.nodes, *(_moved(node, by) for node in right))
    told = [one for one in before.found if seams.first is not None and before.body <= one.span.start < begin]
    told += part.found
    told += [_moved_finding(one, by) for one in before.found if seams.last is not None and one.span.start >= end - by]
    return Parsed(Document(source, front.entries, front.span, nodes), (*diagnostics, *told), body, defines=False)


def _seams(before: Parsed, text: str, body: int) -> _Seams:
    """The last heading above what differs, and the first one below it; above only with the same text from `body` on.

    Headings that are nested in nothing end whatever stands above them, and nothing reaches across them.
    """
    source, nodes = before.document.source, before.document.nodes
    head = common_start(source.text, text)
    tail = common_end(source.text, text, head)
    first = last = None
    for index, node in enumerate(nodes):
        if not isinstance(node, HeadingNode) or source.text[node.span.start] != "#":
            continue
        row = _row(source, node.span.start)
        if body >= 0 and offset_of(source, row + 1) <= head:
            first = index
        elif source.line_starts[row] > len(source.text) - tail:
            last = index
            break
    return _Seams(first, last)


def _row(source: Source, offset: int) -> int:
    return bisect_right(source.line_starts, offset) - 1


def common_start(one: str, other: str) -> int:
    """The length of the common prefix."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def common_end(one: str, other: str, head: int) -> int:
    """The length of the common suffix that does not overlap the common prefix `head`."""
    low, high = 0, min(len(one), len(other)) - head
    while low < high:
        middle = (low + high + 1) // 2
        if one[len(one) - middle : len(one) - low] == other[len(other) - middle : len(other) - low]:
            low = middle
        else:
            high = middle - 1
    return low


def _moved(node: Node, by: int) -> Node:
    """A node shifted by so many characters."""
    return cast("Node", _shifted(node, by)) if by else node


def _shifted(value: Any, by: int) -> Any:
    """A value with every span in it shifted."""
    if not isinstance(value, tuple):
        return value
    if isinstance(value, Span):
        return Span(value.start + by, value.end + by)
    parts = [_shifted(part, by) if isinstance(part, tuple) else part for part in value]
    return tuple(parts) if type(value) is tuple else type(value)(*parts)


def _moved_finding(diagnostic: Diagnostic, by: int) -> Diagnostic:
    span, fix = diagnostic.span, diagnostic.fix
    moved = fix and fix._replace(edits=tuple(edit._replace(span=_shifted(edit.span, by)) for edit in fix.edits))
    return diagnostic._replace(span=Span(span.start + by, span.end + by), fix=moved)
