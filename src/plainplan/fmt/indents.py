"""One blank behind bullets and boxes, and everything in an item right under its text."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from plainplan.compile import Compilation
from plainplan.diagnostics import Edit
from plainplan.pattern import pattern
from plainplan.prose import CodeBlock
from plainplan.source import Source, Span
from plainplan.syntax.document import Box, CommentNode, HeadingNode, ItemNode, ListNode, Node, ProseNode
from plainplan.tuples import NamedTuple

_MARKER = pattern(r"[-+*]|[0-9]{1,9}[.)]")
_BLANKS = pattern(r"[ \t]*")
_HASHES = pattern(r"#{1,6}")
_PLAIN = pattern(r"[^\W\d]|[0-9]+[^\w.)]")
_NOT_NESTED = "P110"


class _Level(NamedTuple):
    """The column at which an item's text begins, as written and as formatted; 0 in both at the top level."""

    old: int
    new: int


_TOP = _Level(0, 0)


def indents(compilation: Compilation) -> list[Edit]:
    """The edits for bullets, boxes and what is indented. A list that is not nested, or above code, is left."""
    source = compilation.source
    doubtful = [diagnostic.span.start for diagnostic in compilation.diagnostics if diagnostic.code == _NOT_NESTED]
    edits: list[Edit] = []
    nodes = compilation.document.nodes
    stays = False  # of lists right under each other, each may be read by how far in the one above it is
    for node, following in reversed([*zip_longest(nodes, nodes[1:])]):
        if isinstance(node, ListNode):
            stays = (
                (stays and isinstance(following, ListNode))
                or _is_code(following)
                or _is_doubtful(source, node, doubtful)
            )
            edits += [] if stays else _list_edits(source, node)
        elif isinstance(node, HeadingNode):
            edits += _heading_edits(source, node)
        elif _is_text(node):
            edits += _text_edits(source, node.span, _TOP)
    return edits


def _is_code(node: Node | None) -> bool:
    """Whether it is code, perhaps by its indent alone: with a list above that moves it would be part of that."""
    return isinstance(node, ProseNode) and isinstance(node.block, CodeBlock)


def _is_doubtful(source: Source, node: ListNode, places: list[int]) -> bool:
    begin = source.line_starts[source.position(node.span.start).line - 1]
    return any(begin <= place <= node.span.end for place in places)


def _width(text: str) -> int:
    """How many columns blanks take, tabs going to every fourth."""
    return len(text.expandtabs(4))


def _indent(source: Source, number: int) -> str:
    start, end = source.line_span(number)
    blanks = _BLANKS.match(source.text, start, end)
    return blanks[0] if blanks else ""


def _heading_edits(source: Source, node: HeadingNode) -> Iterator[Edit]:
    """The blanks before a heading, between its signs and its words, and the signs that close it."""
    text = source.text
    line = source.line_span(source.position(node.span.start).line)
    signs = _HASHES.match(text, node.span.start)
    if signs is None or node.words.span.start == node.words.span.end:
        return
    yield from _changed(text, Span(line.start, node.words.span.start), signs[0] + " " + _box(node.box))
    behind = text[node.words.span.end : line.end]
    if behind and not behind.strip(" \t#"):
        yield Edit(Span(node.words.span.end, line.end), "")


def _box(box: Box | None) -> str:
    return f"[{'x' if box.mark == 'X' else box.mark}] " if box else ""


def _list_edits(source: Source, top: ListNode) -> Iterator[Edit]:
    waiting = [(top, _TOP)]
    while waiting:
        node, level = waiting.pop()
        for item in node.items:
            inner = _level(source, item, level)
            yield from _first_line(source, item, level)
            yield from _own_lines(source, item, inner)
            for child in item.children:
                if isinstance(child, ListNode):
                    waiting.append((child, inner))


def _level(source: Source, item: ItemNode, level: _Level) -> _Level:
    """Where an item's text begins, and where it should."""
    marker = _MARKER.match(source.text, item.span.start)
    number = source.position(item.span.start).line
    width = marker.end() - item.span.start if marker else 1
    after = item.span.start + width
    blanks = _BLANKS.match(source.text, after, source.line_span(number).end)
    end = blanks.end() if blanks else after
    line = source.line_span(number).start
    column, marked = _width(source.text[line : item.span.start]), _width(source.text[line:after])
    gap = _width(source.text[line:end]) - marked
    if not 1 <= gap <= 4 or end == source.line_span(number).end:
        gap = 1
    wanted = 1 if _starts_with_words(source, item, after) else gap
    indent = 0 if _is_first(source, item) else column - level.old
    return _Level(marked + gap, level.new + indent + width + wanted)


def _starts_with_words(source: Source, item: ItemNode, after: int) -> bool:
    """Whether between an item's bullet and its words there are only blanks and its box."""
    words = item.words.span
    if words.start == words.end:
        return False
    if item.box:
        between = source.text[after : item.box.span.start] + source.text[item.box.span.end : words.start]
    else:
        between = source.text[after : words.start]
    return not between.strip(" \t") and "\n" not in between


def _is_first(source: Source, item: ItemNode) -> bool:
    """Whether an item is the first thing on its line."""
    line = source.line_starts[source.position(item.span.start).line - 1]
    return not source.text[line : item.span.start].strip(" \t")


def _first_line(source: Source, item: ItemNode, level: _Level) -> Iterator[Edit]:
    """The blanks before a bullet, and between it, the box and the words."""
    text = source.text
    if _is_first(source, item):
        line = source.line_starts[source.position(item.span.start).line - 1]
        yield from _changed(text, Span(line, item.span.start), " " * level.new)
    marker = _MARKER.match(text, item.span.start)
    after = marker.end() if marker else item.span.start
    if _starts_with_words(source, item, after):
        yield from _changed(text, Span(after, item.words.span.start), " " + _box(item.box))


def _own_lines(source: Source, item: ItemNode, level: _Level) -> Iterator[Edit]:
    """The blanks before every other line of an item that belongs to none of its own items."""
    if item.words.span.start < item.words.span.end:
        below = source.position(item.words.span.start).line + 1
        yield from _lines(source, range(below, source.position(item.words.span.end).line + 1), level, plain=True)
    for child in item.children:
        if isinstance(child, ListNode):
            continue
        begins = source.position(child.span.start).line
        first = begins if _is_first_on_line(source, child.span.start) else begins + 1
        last = begins if isinstance(child, CommentNode) else source.position(child.span.end).line
        rows = range(first, last + 1)
        yield from _lines(source, rows, level, plain=_is_text(child))


def _is_first_on_line(source: Source, at: int) -> bool:
    line = source.line_starts[source.position(at).line - 1]
    return not source.text[line:at].strip(" \t")


def _text_edits(source: Source, span: Span, level: _Level) -> Iterator[Edit]:
    if "`" in source.text[slice(*span)]:
        return iter(())  # code may go on over a line's end, and its blanks with it
    rows = range(source.position(span.start).line, source.position(span.end).line + 1)
    return _lines(source, rows, level, plain=True)


def _lines(source: Source, rows: range, level: _Level, *, plain: bool) -> Iterator[Edit]:
    """The blanks before some lines; `plain` ones stand right under the text, others keep what they are further in."""
    for number in rows:
        start, end = source.line_span(number)
        blanks = _indent(source, number)
        indent, begin = _width(blanks), start + len(blanks)
        text = plain and _PLAIN.match(source.text, begin)
        if begin == end or (indent < level.old and not text):
            continue  # a lazy line goes on from wherever it stands
        further = 0 if text else indent - level.old
        yield from _changed(source.text, Span(start, begin), " " * (level.new + further))


def _is_text(node: Node) -> bool:
    return isinstance(node, ProseNode) and not isinstance(node.block, CodeBlock)


def _changed(text: str, span: Span, new: str) -> Iterator[Edit]:
    if text[slice(*span)] != new:
        yield Edit(span, new)
