"""What a template may see of the one page for the wall: where to, what now, and two pictures of the road."""

from __future__ import annotations

from plainplan.draw.picture import Lane, Picture
from plainplan.tuples import NamedTuple
from plainplan.view.parts import KeyEntry, Title


class Saying(NamedTuple):
    """A sentence in pieces: a `strong` beginning, a linked `title` (may be empty), a `text`, and a `remark` about what
    is not as it should be. With `alarm`, the beginning is such a remark."""

    strong: str
    title: Title = ()
    href: str = ""
    text: str = ""
    remark: str = ""
    alarm: bool = False


class Departure(NamedTuple):
    """A thing to do as a line of a board: `by` when, the `letter` of its goal, why it is here, what is overdue."""

    by: str
    letter: str
    title: Title
    href: str
    text: str
    remark: str


class Strip(NamedTuple):
    """A goal's steps as stations (`done`, `half` or `open`; none where there would be too many). They are `joined`
    where their order is fixed. `text` says how many are done."""

    letter: str
    href: str
    stations: tuple[str, ...]
    joined: bool
    text: str


class WallRow(NamedTuple):
    """A row of a picture for the wall: its words, and its marks as a `lane`.

    `letter` is that of a goal, empty for what is inside one. `remark` says what is late or overdue, `state` whatever
    else is worth it. `stops` are the places where the parts of a critical goal meet. `tip` has all its dates.
    `inside` counts the rows that follow a goal because they are in it.
    """

    anchor: str
    letter: str
    kicker: str
    dates: str
    remark: str
    state: str
    tip: str
    stops: tuple[float, ...]
    lane: Lane
    inside: int


class WallLink(NamedTuple):
    """A goal that waits for another: from row `first` at `start` to row `last` at `end`, in percent of the lane."""

    first: int
    last: int
    start: float
    end: float


class WallPicture(NamedTuple):
    """A picture for the wall: its heading, axis and window in `picture`, then its rows, and who waits for whom.

    `hidden` steps are left out, where there would be too many: then `rows` are the goals alone.
    """

    picture: Picture
    rows: tuple[WallRow, ...]
    links: tuple[WallLink, ...]
    hidden: int


class Wall(NamedTuple):
    """The plan on one page: goals have letters, in the order of the timeline.

    `finish`, `late` and `done` are the facts of the top; `departures` what to do, first due first, and `more` that
    there is more to do. Of the pictures, `whole` has a row a goal, `months` what is near, step by step; one of
    them may be missing, and both where nothing has a date.
    """

    finish: Saying | None
    late: Saying | None
    done: Saying
    strips: tuple[Strip, ...]
    check_in: Saying | None
    departures: tuple[Departure, ...]
    more: str
    whole: WallPicture | None
    months: WallPicture | None
    key: tuple[KeyEntry, ...]
