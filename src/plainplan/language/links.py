"""The addresses in a plan that can be followed: links, pictures, and the files that its front matter names."""

from __future__ import annotations

from collections.abc import Iterator

from plainplan.compile import Compilation
from plainplan.pattern import pattern
from plainplan.prose import CodeBlock
from plainplan.render.markup import safe_url
from plainplan.source import Span
from plainplan.syntax.document import CommentNode, ProseNode
from plainplan.syntax.nodes import nodes_of
from plainplan.tuples import NamedTuple

_LINK = pattern(r"\]\([ \t]*(?:<(?P<angled>[^<>\n]*)>|(?P<bare>[^\s()<>]+))|<(?P<auto>https?://[^\s<>]+)>")
_BARE = pattern(r"(?<![\w(<\[])https?://[^\s<>()\[\]]+[^\s<>()\[\].,;:!?'\"`*_]")
_CODE = pattern(r"(?<!`)(`+)(?!`)[^\n]*?(?<!`)\1(?!`)")
_FILES = ("holidays", "away")


class Link(NamedTuple):
    """An address as it is written, and where; it may be relative to the plan's file."""

    span: Span
    address: str


def links(compilation: Compilation) -> tuple[Link, ...]:
    """The addresses of a compiled text, those aside that nobody should follow."""
    text, silent = compilation.source.text, _silent(compilation)
    front = compilation.document.front_matter_span
    found = [*_found(text, front.end if front else 0), *_companions(compilation)]
    return tuple(sorted(one for one in found if not any(a <= one.span.start < b for a, b in silent)))


def _found(text: str, start: int) -> Iterator[Link]:
    for match in _LINK.finditer(text, start):
        kind = str(match.lastgroup)
        if (address := safe_url(match[kind])) is not None and not address.startswith("#"):
            yield Link(Span(*match.span(kind)), address)
    for match in _BARE.finditer(text, start):
        if (address := safe_url(match[0])) is not None:
            yield Link(Span(*match.span()), address)


def _silent(compilation: Compilation) -> list[Span]:
    """The stretches in which nothing is a link."""
    blocks = [
        node.span
        for node in nodes_of(compilation.document)
        if isinstance(node, CommentNode) or (isinstance(node, ProseNode) and isinstance(node.block, CodeBlock))
    ]
    return [*blocks, *(Span(*match.span()) for match in _CODE.finditer(compilation.source.text))]


def _companions(compilation: Compilation) -> Iterator[Link]:
    for entry in compilation.document.front_matter:
        if entry.key in _FILES:
            yield from (Link(one.span, one.text) for one in entry.values if one.text in compilation.companions)
