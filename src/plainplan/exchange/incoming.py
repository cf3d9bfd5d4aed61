"""What is read in a file of another program: rows, and all for which a plan has no place."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from plainplan.errors import FileTrouble
from plainplan.exchange.rows import ExchangeRow
from plainplan.tuples import NamedTuple
from plainplan.values import State

MOST_ROWS = 100_000
"""A file with more rows is refused."""


class Unreadable(FileTrouble):
    """A file that is not what it is taken for, or is too large; the text goes on after the file's name."""


class Request(NamedTuple):
    """What a reader is told beside the bytes: the file's name, the as-of day, and which columns hold what (`--map`)."""

    name: str
    today: date
    columns: tuple[tuple[str, str], ...] = ()


class Unread(NamedTuple):
    """What a plan has no place for: the line or row where it stands (1 the first; 0 for the whole file), its column,
    key or element, its text, and why it was not read where that is not plain.

    `id` is that of the row to which it belongs; `sheet` names the part of a file that has several.
    """

    line: int
    field: str
    text: str
    why: str = ""
    id: str = ""
    sheet: str = ""


class IncomingBarrier(NamedTuple):
    """A barrier: `of` is the id of the row that it stands in the way of, `duration` (`~2w`) how long it delays, `risk`
    as it is written in a plan, `answers` the words of its contingencies. Solutions that are work are rows of their own
    with its title in `barrier`."""

    of: str
    title: str
    duration: str = ""
    risk: str = ""
    state: State = State.TO_DO
    answers: tuple[str, ...] = ()
    who: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    cost: Decimal | None = None
    id: str = ""
    line: int = 0


class IncomingCheckIn(NamedTuple):
    day: date
    who: tuple[str, ...]
    text: str


class Incoming(NamedTuple):
    """All of a file. `rows` are in its order, each below what holds it or not; ids are unique where they are written,
    and `parent` and links name them. Of a row these fields are read: `id`, `parent`, `title`, `kind`, `horizon`,
    `state`, `duration` (`~6w`) or else `days`, `start` and `finish`, `links`, `not_before`, `on`, `due`, `since`,
    `done`, `percent`, `every`, `who`, `labels`, `cost`, `numbered`, `line`, `barrier` and `note`.

    `start` and `finish` are days that the file gives: they become tags only where neither links nor order explain
    them. `in_order` tells that rows without links follow those above them, as lines of a list do; where it is False
    they wait for nothing. `settings` are front matter, `doubts` sentences about what could be read in several ways.
    """

    rows: tuple[ExchangeRow, ...]
    unread: tuple[Unread, ...] = ()
    title: str = ""
    settings: tuple[tuple[str, str], ...] = ()
    barriers: tuple[IncomingBarrier, ...] = ()
    occupations: tuple[tuple[str, ...], ...] = ()
    checkins: tuple[IncomingCheckIn, ...] = ()
    in_order: bool = True
    doubts: tuple[str, ...] = ()
