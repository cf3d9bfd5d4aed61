"""The shapes of a timeline: rows of days and words go in, pictures made of marks in percent come out."""

from __future__ import annotations

from plainplan.prose import Inline
from plainplan.tuples import NamedTuple

Title = tuple[Inline, ...]


class RowThreat(NamedTuple):
    """A barrier on a row: its letter, whether it has an answer, by how many days it would delay."""

    letter: str
    answered: bool
    delay: int


class RowWait(NamedTuple):
    """What a row waits for: another row by its place, and the day from which the arrow comes."""

    row: int
    day: int


class Row(NamedTuple):
    """A goal or step to be drawn: days as ordinals (`finish` the last one), words as they are to be shown.

    `kind` is `group`, `goal`, `step`; `done` is the part that is done, 0 to 1. `planned` is given only where it
    differs. `fixed` is the first day of an appointment; a `point` takes no time. `note` stands beside the last
    mark, after its `strong` beginning; where it is about the row's barriers, they are `told`. `shadow` is the day by
    which it is very likely finished, from a forecast. `thing` is its place in the plan, for who made the row.
    """

    kind: str
    depth: int
    title: Title
    lead: str = ""
    second: str = ""
    finish_text: str = ""
    href: str = ""
    start: int | None = None
    finish: int | None = None
    done: float = 0.0
    planned: tuple[int, int] | None = None
    critical: bool = False
    fixed: int | None = None
    point: bool = False
    due: int | None = None
    threats: tuple[RowThreat, ...] = ()
    periods: tuple[int, ...] = ()
    objective: bool = False
    note: str = ""
    strong: str = ""
    waits: tuple[RowWait, ...] = ()
    shadow: int | None = None
    told: bool = False
    thing: int | None = None


class LaneMark(NamedTuple):
    """A mark with a place: `x` and `width` in percent of the lane."""

    x: float
    width: float = 0.0


class ThreatMark(NamedTuple):
    """A barrier's triangle at `x` and the delay after it, as wide as `width`; `letters` are its names, to the left
    of the triangle where they `flip`."""

    x: float
    width: float
    answered: bool
    letters: str
    flip: bool = False


class LaneNote(NamedTuple):
    """Words beside the marks of a row. `strong` comes first, in bold. `x` is where the row's marks end,
    `before` where they begin; `places` says for each width of page (wide, mid, tablet, phone, print)
    whether it stands `after` the marks, `before` them, `above` the bar beside the triangle, or nowhere (`off`).
    Where it is about the row's barriers, `letters` are their names."""

    strong: str
    text: str
    x: float
    before: float
    places: tuple[str, ...]
    letters: str = ""


class Arrow(NamedTuple):
    """An arrow between two rows, shown while one of them is looked at. It spans the rows from `first` to `last`,
    counted from 1, and `width` from `x`; `kind` holds letters: it goes `u`p, `b`ack, or straight `d`own, and
    `g` or `h` where the upper or the lower row is a goal's."""

    first: int
    last: int
    x: float
    width: float
    kind: str


class Lane(NamedTuple):
    """One row of a picture with its marks. Those that are not there are None or empty."""

    kind: str
    depth: int
    title: Title
    lead: str
    second: str
    finish: str
    href: str
    critical: bool
    planned: LaneMark | None
    bar: LaneMark | None
    done: LaneMark | None
    fixed: LaneMark | None
    point: LaneMark | None
    leader: LaneMark | None
    due: LaneMark | None
    threat: ThreatMark | None
    periods: tuple[float, ...]
    ring: LaneMark | None
    note: LaneNote | None
    last: bool
    shadow: LaneMark | None = None
    links: tuple[Arrow, ...] = ()


class AxisTick(NamedTuple):
    """A tick: `label` is empty for grid lines only, `short` is what a narrow page shows; `strong` marks a new
    year among months or weeks; `year` any line at which a year begins. `hidden` names the widths at which the label
    would meet another."""

    x: float
    label: str
    short: str
    strong: bool
    hidden: tuple[str, ...]
    year: bool = False


class Flag(NamedTuple):
    """Today's flag: its line stands at `x`; `flip` puts the words to the left of it. `width` is in CSS pixels."""

    x: float
    label: str
    flip: bool
    width: float = 0.0


class Picture(NamedTuple):
    """A timeline: `describes` says in words what it shows; `window` is the stretch that another picture draws large;
    `off` are the days off that are wide enough to be seen."""

    anchor: str
    heading: str
    text: str
    describes: str
    ticks: tuple[AxisTick, ...]
    today: Flag | None
    window: LaneMark | None
    lanes: tuple[Lane, ...]
    off: tuple[LaneMark, ...] = ()


class Shape(NamedTuple):
    """All marks of one kind on a sheet as one SVG path, in tenths of a percent and tenths of a millimetre."""

    kind: str
    path: str


class SheetLabel(NamedTuple):
    """A row's words on paper; `letters` are the names of the barriers that stand in it."""

    kind: str
    text: str
    finish: str
    strong: bool
    letters: str


class SheetNote(NamedTuple):
    """Words beside the marks, in the order of the rows: `x` from the left of the lane (`after`) or from its right
    (`before`), `y` from the top of the rows, `down` from the foot of the note before; all in millimetres."""

    strong: str
    text: str
    x: float
    y: float
    down: float
    place: str


class AxisLabels(NamedTuple):
    """The labels of the axis as one line of text: the first at `x`, each further one `step` later, in millimetres."""

    x: float
    step: float
    labels: tuple[str, ...]


class Sheet(NamedTuple):
    """As much of a picture as fits on a page, for paper: labels as text, marks as a few paths. `more` says what of
    the road is only on later pages."""

    heading: str
    text: str
    describes: str
    ticks: tuple[AxisTick, ...]
    today: Flag | None
    labels: tuple[SheetLabel, ...]
    shapes: tuple[Shape, ...]
    notes: tuple[SheetNote, ...]
    scale: AxisLabels
    height: float
    row: float
    more: str = ""
