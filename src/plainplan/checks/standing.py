"""Where lists, tables and labelled lines of a plan stand: under which heading, and below which line of text."""

from __future__ import annotations

from collections.abc import Iterator

from plainplan import readings
from plainplan.checks.context import CheckContext
from plainplan.checks.plan_language import plan_words
from plainplan.prose import Paragraph, plain
from plainplan.source import Span
from plainplan.syntax.document import HeadingNode, ItemNode, ListNode, Node, ProseNode, TableNode
from plainplan.tuples import NamedTuple

_LONGEST = 72
_COLONS = (":", "：")
_LABEL = 48


class Standing(NamedTuple):
    """A list or table, the heading that it stands under, and the line of text right above it that names it, where one
    does; `title` is what either says, empty under a title of the whole plan."""

    node: ListNode | TableNode
    heading: HeadingNode | None
    label: ProseNode | None
    title: str


def lists_and_tables(context: CheckContext) -> Iterator[Standing]:
    """The lists and tables of a plan that are in no other, in the order of its text."""
    heading: HeadingNode | None = None
    before: Node | None = None
    for node in context.document.nodes:
        if isinstance(node, HeadingNode):
            heading = node
        elif isinstance(node, (ListNode, TableNode)):
            label, title = _named(context, before)
            if not title and heading is not None and heading.level > 1:
                title = plain(heading.words.title)
            yield Standing(node, heading, label, title)
        before = node


def _named(context: CheckContext, node: Node | None) -> tuple[ProseNode | None, str]:
    """A line of text that names what stands below it, and what it says: `Worries:`, `Phase 1 (4 weeks)`."""
    if not isinstance(node, ProseNode) or not isinstance(node.block, Paragraph):
        return None, ""
    raw = context.document.source.text[slice(*node.span)].strip()
    title = raw.strip(" *_").rstrip(":：").strip(" *_¿?？…\u00a0")
    if "\n" in raw or len(raw) > _LONGEST:
        return None, ""
    words = plan_words(context)
    is_case = readings.is_conditional(title, words)
    if is_case or readings.read_period(title, words) or readings.section_role(title, words):
        return node, title
    return None, ""


class Line(NamedTuple):
    """A line with a colon in it, of text or an item without a box; `owner` is where the heading or item begins that it
    stands under, None above all headings."""

    text: str
    span: Span
    owner: int | None


def colon_lines(context: CheckContext) -> tuple[Line, ...]:
    """The lines that may begin with a label, such as `Deadline: 30 June`, in the order of the text; those that begin a
    barrier left out."""
    if "colon lines" not in context.shelf:
        context.shelf["colon lines"] = tuple(_colon_lines(context))
    found: tuple[Line, ...] = context.shelf["colon lines"]
    return found


def _colon_lines(context: CheckContext) -> Iterator[Line]:
    barriers = {one.origin.start for one in context.plan.barriers}
    owner: int | None = None
    for node in context.document.nodes:
        if isinstance(node, HeadingNode):
            owner = node.span.start
            continue
        waiting: list[tuple[Node | ItemNode, int | None]] = [(node, owner)]
        while waiting:
            one, of = waiting.pop()
            if isinstance(one, ProseNode) and isinstance(one.block, Paragraph):
                yield from _in_lines(context, one.span, of)
            elif isinstance(one, ListNode):
                waiting += [(item, of) for item in reversed(one.items)]
            elif isinstance(one, ItemNode):
                if one.box is None and one.span.start not in barriers:
                    yield from _in_lines(context, one.words.span, of)
                waiting += [(child, one.span.start) for child in reversed(one.children)]


def _in_lines(context: CheckContext, span: Span, owner: int | None) -> Iterator[Line]:
    for line in _lines_of(context, span):
        text = context.document.source.text[slice(*line)]
        if any(sign in text[:_LABEL] for sign in _COLONS):
            yield Line(text, line, owner)


def text_lines(context: CheckContext, node: ProseNode) -> tuple[Span, ...]:
    """The lines of a paragraph that has several; of any other block none."""
    is_text = isinstance(node.block, Paragraph)
    return tuple(_lines_of(context, node.span)) if is_text else ()


def _lines_of(context: CheckContext, span: Span) -> Iterator[Span]:
    """The lines of a place without what ends them; empty ones left out."""
    start = span.start
    for line in context.document.source.text[slice(*span)].split("\n"):
        if line.strip():
            yield Span(start, start + len(line.rstrip()))
        start += len(line) + 1
