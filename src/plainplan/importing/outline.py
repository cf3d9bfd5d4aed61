"""Notes as an outline, whatever format they came in: sections with their text, lists, tables and prose."""

from __future__ import annotations

from typing import Union

from plainplan.tuples import NamedTuple

LABEL_LEVEL = 8
"""The level of a heading that is a line of text, such as `Steps:`; all others stand above it."""


class Item(NamedTuple):
    """An item of a list: its words on one line, the mark of its box (None without one), and what is nested in it."""

    text: str
    line: int
    mark: str | None = None
    numbered: bool = False
    children: tuple[Block, ...] = ()


class Listed(NamedTuple):
    items: tuple[Item, ...]
    line: int


class Rows(NamedTuple):
    """A table: the texts of its cells, its first row apart; `text` is it as it was written."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    line: int
    lines: tuple[int, ...]
    text: str


class Prose(NamedTuple):
    """Any other block as it was written."""

    text: str
    line: int
    is_paragraph: bool = True


Block = Union[Item, Listed, Rows, Prose]


class Section(NamedTuple):
    """What stands under one heading, and the sections below it; `mark` is that of a box in the heading."""

    title: str
    line: int
    level: int
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    mark: str | None = None


class Notes(NamedTuple):
    """All of the notes: `front` is the text of their front matter, `title` empty where no heading is theirs."""

    title: str
    title_line: int
    front: str
    settings: tuple[str, ...]
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]
    text: str
