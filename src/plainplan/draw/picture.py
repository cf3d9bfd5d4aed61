"""The data types of a timeline: rows of days and words as input, pictures made of marks in percent as output."""

from __future__ import annotations

from plainplan.prose import Inline
from plainplan.tuples import NamedTuple

Title = tuple[Inline, ...]


class RowThreat(NamedTuple):
    """A barrier of a row: its letter, whether it is answered, and its delay in days."""

    letter: str
    answered: bool
    delay: int


class RowWait(NamedTuple):
    """A predecessor of a row: the index of its row, and the day from which the arrow comes."""

    row: int
    day: int


class Row(NamedTuple):
    """A goal or step to be drawn: days as ordinals (`finish` is the last day), words as shown.

    `kind` is `group`, `goal` or `step`; `done` is the share done, 0 to 1. `planned` is set only where it differs.
    `fixed` is the first day of an appointment; a `point` takes no time. `note` stands beside the last mark, after its
    `strong` beginning; `told` are the barriers that it is about. `shadow` is the day by which a forecast has it very
    likely finished. `thing` is its index in the plan, for the caller; `tags` are what a reader may ask to see alone.
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
    shadow: int | None = None
    told: bool = False
    thing: int | None = None
    tags: tuple[str, ...] = ()


class LaneMark(NamedTuple):
    """A mark with a place: `x` and `width` in percent of the lane."""

    x: float
    width: float = 0.0


class ThreatMark(NamedTuple):
    """The triangle of a row's barriers at `x` and the delay after it, as wide as `width`; `letters` are their names,
    to the left of the triangle where they `flip`. It is `answered` where all of them are; where `both` kinds are
    there, another triangle stands to its left, for those without an answer."""

    x: float
    width: float
    answered: bool
    letters: str
    flip: bool = False
    both: bool = False


class LaneNote(NamedTuple):
    """Words beside the marks of a row, `strong` ones first, in bold.

    `x` is where the row's marks end, `before` where they begin. `places` says for each page width (wide, mid, tablet,
    phone, print) whether the note stands `after` the marks, `before` them, `above` the bar beside the triangle, or
    nowhere (`off`). `letters` name the barriers that it is about, if any.
    """

    strong: str
    text: str
    x: float
    before: float
    places: tuple[str, ...]
    letters: str = ""


class Arrow(NamedTuple):
    """An arrow between two rows, shown while one of them is hovered.

    It spans the rows from `first` to `last`, counted from 1, and `width` from `x`. `kind` holds letters: it goes `u`p,
    `b`ack, or straight `d`own, and `g` or `h` where the upper or the lower row is a goal's.
    """

    first: int
    last: int
    x: float
    width: float
    kind: str


class Lane(NamedTuple):
    """One row of a picture with its marks; marks that it does not have are None or empty.

    `missed` is the stretch from a fixed day that is missed to where its bar stands. `tags` are `open`, `soon` (within
    eight weeks), and `w1`, `w2` and so on for who does it; `full` is a title that may be cut.
    """

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
    missed: LaneMark | None = None
    tags: tuple[str, ...] = ()
    full: str = ""


class AxisTick(NamedTuple):
    """A tick of the axis.

    `label` is empty for plain grid lines; `short` is for narrow pages. `strong` marks a new year among months or weeks,
    `year` any line at which a year begins. `hidden` names the page widths at which the label would overlap another.
    """

    x: float
    label: str
    short: str
    strong: bool
    hidden: tuple[str, ...]
    year: bool = False


class Flag(NamedTuple):
    """A line from top to foot with a flag: it stands at `x`; `flip` puts the words to the left of it.

    `width` is in CSS pixels; `hidden` names the widths at which the words have no room beside another flag's.
    """

    x: float
    label: str
    flip: bool
    width: float = 0.0
    hidden: tuple[str, ...] = ()


class Load(NamedTuple):
    """Hours a week as bars in a box of 1000 by 14: those `within` the pace, and the weeks `over` it, as paths. `label`
    says what they are, and `text` how many there are at most."""

    within: str
    over: str
    label: str
    text: str


class Picture(NamedTuple):
    """A timeline: `describes` is its text alternative, `window` the stretch that another picture enlarges.

    `off` are the days off that are wide enough to be seen, `deadline` the day by which all is to be finished,
    `load` the hours that its weeks ask for.
    """

    anchor: str
    heading: str
    text: str
    describes: str
    ticks: tuple[AxisTick, ...]
    today: Flag | None
    window: LaneMark | None
    lanes: tuple[Lane, ...]
    off: tuple[LaneMark, ...] = ()
    deadline: Flag | None = None
    load: Load | None = None


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
    href: str = ""


class SheetNote(NamedTuple):
    """Words beside the marks, in row order, in millimetres.

    `x` is from the left of the lane (`after`) or from its right (`before`), `y` from the top of the rows, `down` from
    the bottom of the note before it.
    """

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
    the road is only on later pages. Where `apart`, some letters may come from a font whose lines are higher than the
    rows: then each label is a box of its own, and none is moved by another. `dates` is the width of their dates."""

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
    apart: bool = False
    deadline: Flag | None = None
    dates: float = 19
