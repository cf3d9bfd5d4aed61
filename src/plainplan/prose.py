"""What a writer's Markdown says, free of Markdown: blocks and the inline pieces inside them.

The parser makes these trees, the model and the view carry them, and `render` turns them into HTML.
Nothing here is trusted: addresses are as written and are checked where they are rendered.
"""

from __future__ import annotations

from typing import Union

from plainplan.source import Span
from plainplan.tuples import NamedTuple
from plainplan.values import State


class Text(NamedTuple):
    text: str


class Code(NamedTuple):
    text: str


class Emphasis(NamedTuple):
    children: tuple[Inline, ...]


class Strong(NamedTuple):
    children: tuple[Inline, ...]


class Strike(NamedTuple):
    children: tuple[Inline, ...]


class Link(NamedTuple):
    href: str
    title: str
    children: tuple[Inline, ...]


class Image(NamedTuple):
    src: str
    title: str
    alt: str
    span: Span


class Break(NamedTuple):
    """A line end inside a paragraph; `hard` ones show as such."""

    hard: bool


class NoteMark(NamedTuple):
    """The number of a footnote, where a text refers to it; no part of its words."""

    number: int


Inline = Union[Text, Code, Emphasis, Strong, Strike, Link, Image, Break, NoteMark]


class Paragraph(NamedTuple):
    children: tuple[Inline, ...]


class Heading(NamedTuple):
    """A heading inside prose, with its level as written. `anchor` is its name for links, where it has one."""

    level: int
    children: tuple[Inline, ...]
    anchor: str = ""


class CodeBlock(NamedTuple):
    text: str
    info: str


class Quote(NamedTuple):
    blocks: tuple[Block, ...]


class ListItem(NamedTuple):
    """An item of a list of notes, with its box where it has one."""

    blocks: tuple[Block, ...]
    state: State | None = None


class List(NamedTuple):
    """A list; `start` is its first number, or None for bullets; `tight` lists have no room between items."""

    items: tuple[ListItem, ...]
    start: int | None
    tight: bool


class Table(NamedTuple):
    """A table: a row is a tuple of cells, a cell its inline pieces; `align` is left, center, right or ''."""

    align: tuple[str, ...]
    header: tuple[tuple[Inline, ...], ...]
    rows: tuple[tuple[tuple[Inline, ...], ...], ...]


class Footnote(NamedTuple):
    number: int
    blocks: tuple[Block, ...]


class Footnotes(NamedTuple):
    """The footnotes of a part of the plan, shown where it ends."""

    notes: tuple[Footnote, ...]


class Divider(NamedTuple):
    """A thematic break."""


Block = Union[Paragraph, Heading, CodeBlock, Quote, List, Table, Divider, Footnotes]


def plain(inlines: tuple[Inline, ...]) -> str:
    """The words of inline pieces as plain text, line ends as spaces, runs of blanks as one."""
    if len(inlines) == 1 and isinstance(inlines[0], Text):  # as most titles are
        return " ".join(inlines[0].text.split())
    return " ".join("".join(_words(inlines)).split())


def capitalised(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Words that are written after a colon as they stand alone: with a capital letter in front, unless they begin with
    a name that has its capitals elsewhere, such as `iPhone`."""
    if not inlines or not isinstance(inlines[0], Text):
        return inlines
    text = inlines[0].text
    if any(letter.isupper() for letter in text.partition(" ")[0]):
        return inlines
    return (Text(text[:1].upper() + text[1:]), *inlines[1:])


def _words(inlines: tuple[Inline, ...]) -> list[str]:
    parts: list[str] = []
    for piece in inlines:
        if isinstance(piece, (Text, Code)):
            parts.append(piece.text)
        elif isinstance(piece, Image):
            parts.append(piece.alt)
        elif isinstance(piece, Break):
            parts.append(" ")
        elif not isinstance(piece, NoteMark):
            parts.extend(_words(piece.children))
    return parts
