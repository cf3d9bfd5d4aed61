"""What a template may see: immutable values of strings, numbers, tuples and prose trees, without behaviour.

Dates, durations and sentences are formatted in the plan's language already; places on the timeline are in percent of
the lane's width. `labels` of the view holds the fixed words of a page.
"""

from __future__ import annotations

from plainplan.draw.picture import AxisTick, Picture, Sheet
from plainplan.prose import Block, Inline
from plainplan.tuples import NamedTuple

Title = tuple[Inline, ...]
"""The writer's own words, for the filter `inline`."""

Prose = tuple[Block, ...]
"""The writer's own paragraphs, lists and tables, for the filter `prose`."""


class Day(NamedTuple):
    """A day in four forms: `2026-11-01`, `1 Nov 2026`, `1 November 2026`, `Sunday 1 November 2026`."""

    iso: str
    short: str
    long: str
    full: str


class Fact(NamedTuple):
    """A label with its value. `strong` facts are emphasised; `note` is a secondary line below."""

    label: str
    value: str
    note: str = ""
    strong: bool = False


class Tick(NamedTuple):
    """One step in the row of progress squares: `done`, `half` or `open`; `first` opens a goal's group."""

    state: str
    first: bool


class Masthead(NamedTuple):
    """The top of the page. The lede is `before`, the objective's `title` (may be empty), `middle`, a `date`
    to be set in the accent, and `after`. `why` is the plan's own reason, `intro` what else stands on top; `unread` says
    how much in the plan was not understood, nothing where all of it was. `share` is how much is done, in percent, where
    there are too many steps for a square each."""

    byline: str
    as_of: str
    before: str
    title: Title
    middle: str
    date: str
    after: str
    why: Title
    intro: Prose
    facts: tuple[Fact, ...]
    done: Fact
    ticks: tuple[Tick, ...]
    unread: str = ""
    share: int | None = None


class NowItem(NamedTuple):
    """Something to do: `href` leads to it; `box` is `open`, `half` or `done`; `overdue` says by how much, if it is."""

    href: str
    box: str
    title: Title
    lead: str
    overdue: str
    reason: str
    dates: str


class Aside(NamedTuple):
    """A fact beside the next steps: a label, its value, and a secondary line that may start with a linked title."""

    label: str
    fact: str
    href: str
    title: Title
    text: str
    quiet: bool


class NowGroup(NamedTuple):
    """What can wait: what comes after this week, or what can be begun at any time; `more` says how much is left out."""

    label: str
    items: tuple[NowItem, ...]
    more: str


class Now(NamedTuple):
    """What to do: the `items` of this week under their `label`, then the `groups` of what can wait. `more` says how
    many items were left out; `hours` are those of this week against the plan's pace, where any are given."""

    summary: str
    items: tuple[NowItem, ...]
    asides: tuple[Aside, ...]
    more: str = ""
    label: str = ""
    groups: tuple[NowGroup, ...] = ()
    hours: str = ""


class AgendaEntry(NamedTuple):
    """Something on a day: `kind` is `begins`, `ends`, `appointment`, `due`, `latest`, `check-in` or `off`, `what` that
    in words; a `title` with its address, where it is of a goal or step; what else there is to say, what is `late`."""

    day: str
    kind: str
    what: str
    href: str
    title: Title
    text: str
    late: str


class AgendaWeek(NamedTuple):
    """Seven days of the agenda; `more` says how many entries were left out."""

    label: str
    entries: tuple[AgendaEntry, ...]
    more: str


class Agenda(NamedTuple):
    """What has a day of its own in the weeks ahead; weeks without anything are told together in `empty`."""

    text: str
    weeks: tuple[AgendaWeek, ...]
    empty: str


class KeyEntry(NamedTuple):
    """A mark of the timeline and its meaning; `mark` is its kind."""

    mark: str
    label: str


class RoadRow(NamedTuple):
    """The timeline as a table's row; `depth` 0 is a top-level goal, `waits` names what it directly waits for."""

    depth: int
    kind: str
    lead: str
    title: Title
    state: str
    planned: str
    projected: str
    slip: str
    room: str
    waits: str = ""
    href: str = ""


class CardBarrier(NamedTuple):
    """A barrier in a card: its letter, its title with its address, and the solutions after their `lead`, which says so
    where there are none."""

    letter: str
    href: str
    title: Title
    lead: str
    solutions: tuple[Title, ...]


class Card(NamedTuple):
    """What a row of the timeline tells when it is opened: its name without marks, and its title with the address of
    all about it; projected and planned days, `facts` such as the slip, why it starts when it does, what may get in its
    way, and what waits for it. `kind` is that of its row."""

    href: str
    name: str
    title: Title
    dates: str
    planned: str
    facts: str
    why: str
    barriers: tuple[CardBarrier, ...]
    next: str
    kind: str


class Choosable(NamedTuple):
    """One of the things to choose among: its `anchor` and its words."""

    anchor: str
    label: str


class Filter(NamedTuple):
    """Things to choose one of, under a `name`; the first is chosen."""

    name: str
    label: str
    choices: tuple[Choosable, ...]


class RoadView(NamedTuple):
    """The timeline: its key, one or two pictures for the screen, and a table. For paper the pictures are cut into
    `sheets` for the first page and `pages` for what does not fit there; both are empty for the screen. `days_off` are
    those to come that have a day of their own. `filters` tell what can be shown alone, `people` who is in it. `cards`
    are what rows of the pictures tell when they are opened; there are none on paper."""

    key: tuple[KeyEntry, ...]
    pictures: tuple[Picture, ...]
    sheets: tuple[Sheet, ...]
    pages: tuple[Sheet, ...]
    rows: tuple[RoadRow, ...]
    days_off: tuple[Fact, ...] = ()
    filters: tuple[Filter, ...] = ()
    people: tuple[str, ...] = ()
    cards: tuple[Card, ...] = ()


class TraitView(NamedTuple):
    """A trait of the self-assessment: its label as written, its words, what stands under it."""

    label: str
    words: Title
    body: Prose


class CellView(NamedTuple):
    """A cell of the occupations table: `bar` in percent of the column's maximum, or None; not `known` if empty."""

    label: str
    words: Title
    bar: float | None
    known: bool


class OccupationView(NamedTuple):
    """A row of the occupations table. `stage` is the word as said, `chosen` marks the choice."""

    words: Title
    stage: str
    chosen: bool
    dropped: bool
    cells: tuple[CellView, ...]


class Column(NamedTuple):
    """A column of the occupations table: its heading as written, its weight in words, whether it holds numbers."""

    label: str
    weight: str
    numeric: bool


class SectionHead(NamedTuple):
    """A heading as written; `usual` ones (`Short-term goals`) say no more than the page already does."""

    words: Title
    usual: bool
    anchor: str


class Choice(NamedTuple):
    """How the writer chose; `assessment` and `table` are the headings as written.

    A `long` table has too much text for rows and columns, a `long_on_paper` one only on paper. `first_column` is the
    heading of the column of occupations.
    """

    summary: str
    assessment: SectionHead | None
    traits: tuple[TraitView, ...]
    assessment_prose: Prose
    table: SectionHead | None
    columns: tuple[Column, ...]
    occupations: tuple[OccupationView, ...]
    occupations_prose: Prose
    long: bool = False
    first_column: str = ""
    long_on_paper: bool = False
    matrix: bool = False


class StepFact(NamedTuple):
    """A secondary fact in a step's line; `strong` ones are emphasised."""

    text: str
    strong: bool = False


class StepView(NamedTuple):
    """A step, or a solution that is work, as a row.

    `box` is `open`, `half`, `done` or `dropped`; `number` is empty for bullets; `lead` says `Solution to A:`.
    `why_short` is the reason in a few words, `why` the whole sentence. `notes` is the prose written under it. A `brief`
    step has no notes and fits in one line on paper, a `drawn` one has a row in the timeline.
    """

    anchor: str
    line: int
    depth: int
    box: str
    state: str
    number: str
    lead: str
    title: Title
    overdue: str
    facts: tuple[StepFact, ...]
    why_short: str
    why: str
    dates: str
    planned: str
    critical: bool
    notes: Prose
    brief: bool
    drawn: bool = False


class SolutionView(NamedTuple):
    """An answer to a barrier: `box` is empty for a contingency; `href` leads to its row among the steps."""

    title: Title
    box: str
    href: str
    text: str
    notes: Prose


class BarrierView(NamedTuple):
    """A barrier with its letter, what it threatens and how, its solutions (none: `line` tells where to write one)."""

    anchor: str
    letter: str
    label: str
    title: Title
    facts: tuple[StepFact, ...]
    effect: str
    solutions: tuple[SolutionView, ...]
    line: int
    write_under: str
    notes: Prose


class GoalPart(NamedTuple):
    """A part of a goal, in file order: exactly one field is set."""

    prose: Prose = ()
    steps: tuple[StepView, ...] = ()


class GoalView(NamedTuple):
    """A goal: `depth` 0 is top-level, its sub-goals follow it with one more. `level` is its heading's, 3 to 6.

    `over` says in a line what there was to do, where all of it is done.
    """

    anchor: str
    depth: int
    level: int
    kicker: str
    primary: bool
    box: str
    title: Title
    facts: tuple[Fact, ...]
    summary: str
    dates: str
    why: str
    empty: str
    short: bool
    parts: tuple[GoalPart, ...]
    barriers: tuple[BarrierView, ...]
    over: str = ""


class ContentsEntry(NamedTuple):
    """A goal in the contents: where it stands, and how much of it is done, `3/9`; `over` where all of it is."""

    href: str
    title: Title
    done: str
    over: bool


class GoalGroup(NamedTuple):
    """A section with goals in it: its heading as written, then prose and goals in the order of the file."""

    head: SectionHead | None
    parts: tuple[Prose | GoalView, ...]


class IdeaView(NamedTuple):
    """An idea of the someday section, and what stands under it."""

    title: Title
    body: Prose


class TextSection(NamedTuple):
    """A section of prose, notes or ideas. `level` is its heading's."""

    level: int
    anchor: str
    words: Title
    body: Prose
    ideas: tuple[IdeaView, ...]


class RhythmDot(NamedTuple):
    """One period of the rhythm: `kept`, `missed`, `today` or `next`; `month` is set where a month begins."""

    state: str
    label: str
    month: str


class CheckInView(NamedTuple):
    """An entry of the check-ins: its day in words and as `2026-11-01`, who was there, what was said."""

    date: str
    iso: str
    who: str
    words: Title
    body: Prose


class Keeping(NamedTuple):
    """The check-ins: the rhythm in words, how it was kept, a dot for each period, and the entries, newest first."""

    head: SectionHead | None
    rhythm: str
    sentence: str
    dots: tuple[RhythmDot, ...]
    entries: tuple[CheckInView, ...]
    prose: Prose


class FindingView(NamedTuple):
    """A finding: its line in words, what it says, what would help; `strong` ones matter more than hints. `lang` is the
    language of what it says where that is not the page's."""

    line: str
    message: Title
    help: Title
    severity: str
    strong: bool
    code: str
    lang: str = ""


class FindingGroup(NamedTuple):
    """Findings of one kind that would all be helped alike, the first ones in `items` and the `rest` of them, with how
    many those are."""

    items: tuple[FindingView, ...]
    rest: tuple[FindingView, ...]
    more: str


class Findings(NamedTuple):
    """The plan's findings, also in `groups`. On paper only `first` of them are shown, and `more` says how many not."""

    summary: str
    items: tuple[FindingView, ...]
    first: tuple[FindingView, ...] = ()
    more: str = ""
    groups: tuple[FindingGroup, ...] = ()


class TickOff(NamedTuple):
    """Something that may be ticked by the next check-in, and its day."""

    title: Title
    date: str


class CheckInSheet(NamedTuple):
    """A page to fill in by hand: the next periods and what to tick by their end."""

    text: str
    heading: str
    days: tuple[Fact, ...]
    tick_heading: str
    ticks: tuple[TickOff, ...]


class OddsBar(NamedTuple):
    """A bar of the histogram: its place in percent of the width, its height in percent of the highest."""

    x: float
    width: float
    height: float
    percent: int


class OddsMark(NamedTuple):
    """A quantile of the finish: its place, `80 %`, and the day; `flip` puts the label to its left."""

    x: float
    label: str
    date: str
    flip: bool


class OddsLine(NamedTuple):
    """A day that is laid or promised, in the distribution: its place, what it is, how likely it is kept."""

    x: float
    label: str
    flip: bool


class GoalOdds(NamedTuple):
    """A goal's finish: as planned, then the 50, 80 and 95 % quantiles."""

    title: Title
    days: tuple[str, ...]


class Danger(NamedTuple):
    """A cause of delay: a link, its title, its probability and effect, and its days in percent of the largest."""

    href: str
    title: Title
    text: str
    open: str
    bar: float


class OutlookView(NamedTuple):
    """The forecast, where one was asked for: the finish as a distribution, each goal's days, what threatens.

    `bars` are cut where each mark's share begins: a bar's `percent` is 50, 80, 95 or 100. Without `bars`, nothing
    uncertain moves the end. `ticks` are those of the axis below them, `lines` the days that are laid and promised.
    `promises` are the promised days with the chance of each, `worths` what solutions are worth, `first_thing` what
    would help most.
    """

    sentence: str
    describes: str
    first: str
    last: str
    bars: tuple[OddsBar, ...]
    marks: tuple[OddsMark, ...]
    heads: tuple[str, ...]
    goals: tuple[GoalOdds, ...]
    dangers: tuple[Danger, ...]
    basis: str
    ticks: tuple[AxisTick, ...] = ()
    lines: tuple[OddsLine, ...] = ()
    promises: tuple[Fact, ...] = ()
    worths: tuple[Fact, ...] = ()
    first_thing: str = ""


class Standing(NamedTuple):
    """An occupation's score, in words and in percent."""

    title: Title
    score: str
    bar: float
    chosen: bool


class DecisionView(NamedTuple):
    """The weighted table: the occupations by score, and how firm the first place is."""

    standings: tuple[Standing, ...]
    sentences: tuple[str, ...]


class MoneyRow(NamedTuple):
    """The cost of a year or goal, also in percent of the highest; `href` leads to the goal."""

    href: str
    title: Title
    amount: str
    bar: float


class MoneyView(NamedTuple):
    """The costs: in total, spent, in reserve for barriers, by year and by goal."""

    total: str
    text: str
    years: tuple[MoneyRow, ...]
    goals: tuple[MoneyRow, ...]
