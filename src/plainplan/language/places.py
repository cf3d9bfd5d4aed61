"""What stands at a place of a plan: the heading or item, the thing, the tag, the name."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Union, cast

from plainplan.compile import Compilation
from plainplan.diagnostics import Diagnostic
from plainplan.model import Barrier, Reference, Thing
from plainplan.source import Source, Span
from plainplan.syntax.document import HeadingNode, ItemNode, ListNode, Name, Node, Tag
from plainplan.syntax.nodes import Worded

NAMING = ("after", "with", "before")
"""The keys of tags that name other things."""


def node_around(compilation: Compilation, offset: int) -> Node | ItemNode | None:
    """The innermost node, or item of a list, that a place is in."""
    nodes: Sequence[Node | ItemNode] = compilation.document.nodes
    found: Node | ItemNode | None = None
    while nodes:
        at = bisect_right(nodes, offset, key=lambda one: one.span.start) - 1
        if at < 0 or offset > nodes[at].span.end:
            break
        found = nodes[at]
        nodes = _inside(found)
    return found


def _inside(node: Node | ItemNode) -> Sequence[Node | ItemNode]:
    if isinstance(node, ListNode):
        return node.items
    return node.children if isinstance(node, ItemNode) else ()


def worded_around(compilation: Compilation, offset: int) -> Worded | None:
    """The heading or item on whose own lines a place is: those of its first words."""
    source = compilation.source
    line = source.line_span(source.position(min(offset, len(source.text))).line)
    found = node_around(compilation, offset) or node_around(compilation, line.end)
    if isinstance(found, ListNode):
        found = node_around(compilation, line.end)
    if not isinstance(found, (HeadingNode, ItemNode)):
        blanks = len(source.text[slice(*line)]) - len(source.text[slice(*line)].lstrip())
        found = node_around(compilation, line.start + blanks)
    if not isinstance(found, (HeadingNode, ItemNode)):
        return None
    return found if offset <= own_lines(source, found).end else None


def own_lines(source: Source, node: Worded) -> Span:
    """The lines of a heading's or an item's first words."""
    first = source.position(node.span.start).line
    last = source.position(max(node.span.start, node.words.span.end)).line
    return Span(source.line_span(first).start, source.line_span(last).end)


Written = Union[Thing, Barrier]
"""What can have a heading or an item of its own."""


def written_at(compilation: Compilation, node: Worded) -> Written | None:
    """The thing or the barrier that a heading or an item writes; None for mere notes."""
    start, plan = node.span.start, compilation.plan
    barrier = next((one for one in plan.barriers if one.origin.start == start), None)
    return barrier or next((one for one in reversed(plan.things) if one.origin.start == start), None)


def thing_around(compilation: Compilation, offset: int) -> Thing | None:
    """The thing on whose own lines a place is."""
    node = worded_around(compilation, offset)
    found = None if node is None else written_at(compilation, node)
    return found if isinstance(found, Thing) else None


def tag_around(node: Worded, offset: int) -> Tag | None:
    """The tag that a place is in or at the end of."""
    return next((tag for tag in node.words.tags if tag.span.start <= offset <= tag.span.end), None)


def name_around(tag: Tag, offset: int) -> Name | None:
    """The name in an `after:`, a `with:` or a `before:` that a place is in or at the end of."""
    if tag.key not in NAMING or not isinstance(tag.value, tuple):
        return None
    names = cast("tuple[Name, ...]", tag.value)
    return next((one for one in names if one.span.start <= offset <= one.span.end), None)


def is_told_at(found: Diagnostic, place: Span) -> bool:
    """Whether a finding is about a stretch of the text: its own place, or another that it is about as well."""
    return any(span.start <= place.end and place.start <= span.end for span in (found.span, *found.also))


def references(thing: Thing) -> tuple[Reference, ...]:
    """All that a thing names."""
    return (*(thing.after or ()), *(thing.with_ or ()), *(thing.before or ()))


def line_of(source: Source, offset: int) -> int:
    """The number of a line, from 1."""
    return bisect_right(source.line_starts, offset)
