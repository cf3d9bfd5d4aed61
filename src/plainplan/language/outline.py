"""A plan as a tree, and as stretches that can be folded or selected."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from plainplan.compile import Compilation
from plainplan.language.places import own_lines, tag_around, worded_around, written_at
from plainplan.language.telling import UNTITLED, finish_of, lateness, spoken
from plainplan.model import Thing
from plainplan.prose import plain
from plainplan.source import Source, Span
from plainplan.spoken import Spoken
from plainplan.syntax.document import CommentNode, HeadingNode, ItemNode, ProseNode, TableNode
from plainplan.syntax.nodes import Worded, nodes_of, worded_nodes
from plainplan.tuples import NamedTuple
from plainplan.words import Words

_DEEPEST = 30
"""What is nested deeper stands beside what it is in: a protocol's reader goes down by recursion."""


@dataclass(slots=True)
class Symbol:
    """A part of a plan: `kind` is `section`, `goal`, `step`, `solution` or `barrier`; `span` is all of it, `own` its
    own words."""

    name: str
    kind: str
    detail: str
    span: Span
    own: Span
    children: list[Symbol] = field(default_factory=list)


def symbols(compilation: Compilation, words: Words | None = None) -> list[Symbol]:
    """The parts of a plan as they are in each other, each with its day; in English unless other words are given."""
    told, tops = spoken(compilation, words), list[Symbol]()
    spans = _sections(compilation)
    open_ones: list[Symbol] = []
    for node in worded_nodes(compilation.document):
        found = _symbol(told, node, spans.get(node.span, node.span))
        if found is None:
            continue
        while open_ones and open_ones[-1].span.end <= found.span.start:
            open_ones.pop()
        holder = open_ones[min(len(open_ones), _DEEPEST) - 1] if open_ones else None
        (tops if holder is None else holder.children).append(found)
        open_ones.append(found)
    return tops


def _symbol(told: Spoken, node: Worded, span: Span) -> Symbol | None:
    written = written_at(told.compilation, node)
    own = Span(node.span.start, max(node.words.span.end, node.span.start))
    span = Span(span.start, max(span.end, own.end))
    if written is None:
        title = plain(node.words.written) if isinstance(node, HeadingNode) else ""
        return Symbol(title, "section", "", span, own) if title else None
    if isinstance(written, Thing):
        parts = (finish_of(told, written.index), lateness(told, written.index))
        name = written.title or written.id
        return Symbol(name, written.kind.value, ", ".join(filter(None, parts)), span, own)
    return Symbol(written.title or told.words.tell(UNTITLED), "barrier", "", span, own)


def _sections(compilation: Compilation) -> dict[Span, Span]:
    """By heading, the stretch from it to the next one of its level or above."""
    source, found = compilation.source, dict[Span, Span]()
    open_ones: list[HeadingNode] = []
    for node in compilation.document.nodes:
        if isinstance(node, HeadingNode):
            while open_ones and open_ones[-1].level >= node.level:
                one = open_ones.pop()
                found[one.span] = Span(one.span.start, _end_above(source, node.span.start))
            open_ones.append(node)
    for one in open_ones:
        found[one.span] = Span(one.span.start, _end_above(source, len(source.text)))
    return found


def _end_above(source: Source, offset: int) -> int:
    """The end of the last words above a place."""
    return len(source.text[:offset].rstrip())


# Folding


class Fold(NamedTuple):
    """Lines, from 1, that can be folded into the first; `kind` is `region` or `comment`."""

    first: int
    last: int
    kind: str = "region"


def folds(compilation: Compilation) -> tuple[Fold, ...]:
    """The stretches of more than one line: front matter, sections, items with what is in them, tables, code."""
    source, document = compilation.source, compilation.document
    sections = _sections(compilation)
    found = [] if document.front_matter_span is None else [_fold(source, document.front_matter_span)]
    for node in nodes_of(document):
        if isinstance(node, HeadingNode):
            found.append(_fold(source, sections.get(node.span, node.span)))
        elif isinstance(node, (ItemNode, TableNode, ProseNode)):
            found.append(_fold(source, node.span))
        elif isinstance(node, CommentNode):
            found.append(_fold(source, node.span, "comment"))
    return tuple(dict.fromkeys(one for one in found if one.last > one.first))


def _fold(source: Source, span: Span, kind: str = "region") -> Fold:
    end = max(_end_above(source, span.end), span.start)
    return Fold(source.position(span.start).line, source.position(end).line, kind)


# Selecting


def around(compilation: Compilation, offset: int) -> tuple[Span, ...]:
    """The stretches around a place, from the smallest to the whole text, each in the next."""
    source = compilation.source
    found = [Span(0, len(source.text)), *_blocks_around(compilation, offset)]
    node = worded_around(compilation, offset)
    if node is not None:
        found += [own_lines(source, node), node.words.span]
        tag = tag_around(node, offset)
        found += [] if tag is None else [tag.span]
    found.append(_word(source.text, offset))
    wide = sorted({one for one in found if one.start <= offset <= one.end}, key=lambda one: one.start - one.end)
    return tuple(reversed(_nested(wide)))


def _nested(wide: list[Span]) -> list[Span]:
    """From the widest on, those that are in the one before."""
    kept: list[Span] = []
    for one in wide:
        if not kept or (kept[-1].start <= one.start and one.end <= kept[-1].end):
            kept.append(one)
    return kept


def _blocks_around(compilation: Compilation, offset: int) -> Iterator[Span]:
    yield from (span for span in _sections(compilation).values() if span.start <= offset <= span.end)
    for node in nodes_of(compilation.document):
        if node.span.start <= offset <= node.span.end and not isinstance(node, HeadingNode):
            yield node.span


def _word(text: str, offset: int) -> Span:
    start = end = offset
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return Span(start, end)
