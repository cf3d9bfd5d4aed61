"""The syntax tree of a plan file, with exact places; nothing is interpreted yet."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, TypeAlias, Union

from plainplan.prose import Block, Footnote, Inline, Table
from plainplan.source import Source, Span
from plainplan.tuples import NamedTuple
from plainplan.values import Estimate, Lag, Period, Rhythm, Risk, State

if TYPE_CHECKING:
    from fractions import Fraction


class Name(NamedTuple):
    """A name in `after:` or `with:`.

    `text` is all of it; `readings` every way to split it into name and lag, longest name first: `teas-3d` may be a
    name, or a name with a lead. The longest name that exists wins.
    """

    text: str
    span: Span
    readings: tuple[tuple[str, Lag | None], ...]


TagValue: TypeAlias = "str | date | Fraction | Estimate | Period | Risk | Rhythm | tuple[Name, ...] | None"


class Tag(NamedTuple):
    """A tag as written. `key` is that of its kind in `syntax/tags.py`. `value` is None where it could not be read (a
    diagnostic says so). `done:40%` has a Fraction as its value, `done:2026-09-12` a Period. `comma` is the value with
    a decimal comma, where that is another: `~1,000h` is 1000 hours in English, and one in German."""

    key: str
    span: Span
    text: str
    value: TagValue
    comma: TagValue = None


class Box(NamedTuple):
    """`[ ]`, `[/]`, `[x]`, `[-]` or, with a warning, another mark that counts as to do. `span` is all of it."""

    mark: str
    span: Span
    state: State


class TaggedText(NamedTuple):
    """A heading's text or an item's first paragraph. `title` is it without its tags; `written` shows the tags
    as they were typed. `span` is the text between the markup (after bullet and box)."""

    span: Span
    title: tuple[Inline, ...]
    written: tuple[Inline, ...]
    tags: tuple[Tag, ...]


class HeadingNode(NamedTuple):
    span: Span
    level: int
    box: Box | None
    words: TaggedText


class ItemNode(NamedTuple):
    """An item of a list; `span` starts at its bullet or number and ends with its last line.
    `words` is empty where the item does not start with a paragraph; `children` is what follows the first one."""

    span: Span
    number: int | None
    box: Box | None
    words: TaggedText
    children: tuple[Node, ...]


class ListNode(NamedTuple):
    """`start` is the first number, None for bullets."""

    span: Span
    start: int | None
    tight: bool
    items: tuple[ItemNode, ...]


class TableNode(NamedTuple):
    """A table with the place of every cell: header cells first, then row by row."""

    span: Span
    table: Table
    cells: tuple[tuple[Span, ...], ...]


class ProseNode(NamedTuple):
    """Any other block: a paragraph, code, a quote with all in it, a divider, raw HTML as text."""

    span: Span
    block: Block


class CommentNode(NamedTuple):
    """An HTML comment: never shown, read for directives. `text` is what stands between its marks."""

    span: Span
    text: str


Node = Union[HeadingNode, ListNode, TableNode, ProseNode, CommentNode]


class Scalar(NamedTuple):
    text: str
    span: Span


class Entry(NamedTuple):
    """A key of the front matter with its value as text: one scalar, or a list of them. Mappings and deeper
    values are other programs' business and come as an empty list with `nested` set."""

    key: str
    key_span: Span
    span: Span
    values: tuple[Scalar, ...]
    is_list: bool
    nested: bool = False


class NoteNode(NamedTuple):
    """A footnote that something refers to; `mark` is where it first does."""

    span: Span
    mark: int
    note: Footnote


class Document(NamedTuple):
    """A whole file: the front matter's entries, then everything below it as a tree."""

    source: Source
    front_matter: tuple[Entry, ...]
    front_matter_span: Span | None
    nodes: tuple[Node, ...]
    notes: tuple[NoteNode, ...] = ()
