"""The words of a plan by what they are, so that an editor can colour them: tags, boxes, names, marks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from plainplan.compile import Compilation
from plainplan.language.moved import moved
from plainplan.language.places import NAMING
from plainplan.source import Span
from plainplan.syntax.document import Name, Tag
from plainplan.syntax.nodes import worded_nodes
from plainplan.syntax.tags import BY_KEY
from plainplan.tuples import NamedTuple

KINDS = ("property", "number", "variable", "enumMember", "decorator", "type", "operator", "keyword")
"""What a token may be, in the words of the protocol: a tag's key, its number or day, a name, a word as a value, a
label, a person, a box, `Barrier:` and the like."""

_VALUES = {"every": "enumMember", "risk": "number", "name": "variable", "who": "type", "label": "decorator"}
_WHOLE = ("who", "label", "name")


class Token(NamedTuple):
    """A stretch within one line, and what it is."""

    span: Span
    kind: str


def tokens(compilation: Compilation, text: str, within: Span | None = None) -> tuple[Token, ...]:
    """The tokens of the text as it stands now, or of a stretch of it, in its order; what has changed since the
    compilation has none yet."""
    change = moved(compilation.source.text, text)
    found = []
    for one in _tokens(compilation):
        span = change.span(one.span)
        if span is not None and (within is None or (span.start < within.end and within.start < span.end)):
            found.append(Token(span, one.kind))
    return tuple(sorted(found))


def _tokens(compilation: Compilation) -> Iterator[Token]:
    text = compilation.source.text
    marked = {one.origin.start for one in compilation.plan.barriers}
    marked |= {one.origin.start for one in compilation.plan.things if one.kind.value == "solution"}
    for entry in compilation.document.front_matter:
        if "\n" not in text[slice(*entry.key_span)]:
            yield Token(entry.key_span, "property")
    for node in worded_nodes(compilation.document):
        if node.box is not None:
            yield Token(node.box.span, "operator")
        colon = text.find(":", node.words.span.start, node.words.span.end)
        if node.span.start in marked and colon > node.words.span.start:
            word = text[node.words.span.start : colon]
            if "\n" not in word and "\r" not in word:
                yield Token(Span(node.words.span.start, colon + 1), "keyword")
        for tag in node.words.tags:
            yield from _of_tag(tag)


def _of_tag(tag: Tag) -> Iterator[Token]:
    """A tag's key and what stands behind it."""
    sign = len(BY_KEY[tag.key].sign)
    kind = _VALUES.get(tag.key, "number")
    if tag.key in _WHOLE:
        yield Token(tag.span, kind)
        return
    yield Token(Span(tag.span.start, tag.span.start + sign), "property")
    if tag.key in NAMING and isinstance(tag.value, tuple):
        yield from (Token(one.span, "variable") for one in cast("tuple[Name, ...]", tag.value))
    elif tag.span.start + sign < tag.span.end:
        yield Token(Span(tag.span.start + sign, tag.span.end), kind)
