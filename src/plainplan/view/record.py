"""What a page about a plan's history, or a note to a partner, is made of: sentences, lists, tables, and a curve."""

from __future__ import annotations

from plainplan.draw.beside import Beside
from plainplan.draw.curve import Curve
from plainplan.tuples import NamedTuple


class Passage(NamedTuple):
    """A heading with sentences or a list under it."""

    title: str
    sentences: tuple[str, ...] = ()
    items: tuple[str, ...] = ()


class RecordTable(NamedTuple):
    title: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Record(NamedTuple):
    """A page beside the plan's own, such as a plan's history."""

    title: str
    lede: str
    lang: str = "en"
    curve: Curve | None = None
    bars: Beside | None = None
    passages: tuple[Passage, ...] = ()
    tables: tuple[RecordTable, ...] = ()
    footer: str = ""
