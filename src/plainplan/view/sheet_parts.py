"""What a template may see of the one-page sheet: the finish, what is next, and two pictures of the timeline."""

from __future__ import annotations

from plainplan.draw.picture import Lane, Picture
from plainplan.tuples import NamedTuple
from plainplan.view.parts import KeyEntry, Title


class Saying(NamedTuple):
    """A sentence in pieces: a `strong` beginning, a linked `title` (may be empty), a `text`, and a `remark`.

    The remark tells a problem. With `alarm`, the beginning itself does.
    """

    strong: str
    title: Title = ()
    href: str = ""
    text: str = ""
    remark: str = ""
    alarm: bool = False


class Departure(NamedTuple):
    """A line of the board of next things: when (`by`), its goal's `letter`, why it is listed, how overdue it is, and
    whether it is `fixed`, in words."""

    by: str
    letter: str
    title: Title
    href: str
    text: str
    remark: str
    fixed: str = ""


class Strip(NamedTuple):
    """A goal's steps as stations: `done`, `half` or `open`; empty above a number that would not be readable.

    They are `joined` by a line where their order is fixed. `text` says how many are done.
    """

    letter: str
    href: str
    stations: tuple[str, ...]
    joined: bool
    text: str


class WallRow(NamedTuple):
    """A row of a picture on the sheet: its words, and its marks as a `lane`.

    `letter` is that of a goal, empty for what is inside one. `remark` says what is late or overdue, `state` other
    things worth knowing. `stops` are the places where consecutive parts of a critical goal meet. `tip` has all its
    dates. `inside` counts the rows after a goal that belong to it.
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
    """A picture on the sheet: its heading, axis and window in `picture`, its rows, and the links between goals.

    `hidden` steps are left out where they would be too many: then `rows` are the goals alone. `later` tells what comes
    after the window.
    """

    picture: Picture
    rows: tuple[WallRow, ...]
    links: tuple[WallLink, ...]
    hidden: int
    later: str = ""


class Wall(NamedTuple):
    """The plan on one page: goals have letters, in the order of the timeline.

    `finish`, `missed`, `late` and `done` are the facts at the top; `departures` is what to do, earliest due first, and
    `more` says that there is more. `whole` is a picture with a row for each goal, `months` one of the near future with
    its steps.
    One of them may be None, both where nothing has dates.
    """

    finish: Saying | None
    missed: Saying | None
    late: Saying | None
    done: Saying
    strips: tuple[Strip, ...]
    check_in: Saying | None
    departures: tuple[Departure, ...]
    more: str
    whole: WallPicture | None
    months: WallPicture | None
    key: tuple[KeyEntry, ...]
