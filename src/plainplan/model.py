"""The meaning of a plan: its settings, goals, steps, barriers and the rest, independent of how it was written.

Things that can have dates (goals, steps, solutions) stand in one flat tuple, `Plan.things`, in file order, and refer to
each other by index: nothing that walks a plan needs recursion, however deep it is.
"""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Union

from plainplan.prose import Block, Inline
from plainplan.source import Span
from plainplan.tuples import NamedTuple
from plainplan.values import Estimate, Horizon, Lag, Period, Reminder, Rhythm, Risk, State

if TYPE_CHECKING:
    from fractions import Fraction

START = -1
"""The target of `after:start`: what directly holds the thing."""


class Kind(Enum):
    GOAL = "goal"
    STEP = "step"
    SOLUTION = "solution"


class ThingPart(NamedTuple):
    """A goal, step or solution standing where it was written; `index` is into `Plan.things`."""

    index: int  # type: ignore[assignment]  # a tuple's own `index` is of no use here


class BarrierPart(NamedTuple):
    """A barrier standing where it was written; `index` is into `Plan.barriers`."""

    index: int  # type: ignore[assignment]  # a tuple's own `index` is of no use here


class CheckInPart(NamedTuple):
    """A check-in standing where it was written; `index` is into `Plan.checkins`."""

    index: int  # type: ignore[assignment]  # a tuple's own `index` is of no use here


class SomedayPart(NamedTuple):
    """An idea standing where it was written; `index` is into `Plan.someday`."""

    index: int  # type: ignore[assignment]  # a tuple's own `index` is of no use here


class AssessmentPart(NamedTuple):
    """One of the self-assessment's traits standing where it was written; `index` is into `Plan.assessment`."""

    index: int  # type: ignore[assignment]  # a tuple's own `index` is of no use here


class OccupationsPart(NamedTuple):
    """The table of occupations, standing where it was written; the title is that of its first column."""

    title: str = ""


Part = Union[Block, ThingPart, BarrierPart, CheckInPart, SomedayPart, AssessmentPart, OccupationsPart]
"""A piece of a section, a goal or an item, in the order in which it was written: nothing is dropped."""


class Reference(NamedTuple):
    """A name in `after:`, `with:` or `before:`: the index of a thing (or `START`), its lag, its place in the text."""

    target: int
    lag: Lag | None
    span: Span


class Thing(NamedTuple):
    """A goal, a step or a solution: what was written about it, with references resolved.

    `index` is its place in `Plan.things`, `parent` that of what directly holds it (a solution's is the
    step or goal that its barrier stands in). `steps` and `goals` are its contents: a goal's steps and
    sub-goals, a step's sub-steps. `state` is what its box and tags say, None without a box or such a tag.
    `horizon` is what the writer said (by section or `#primary`), else None. `scheduled` is False for a
    contingency. `spans` gives the place of each tag by its key (`duration`, `after`, `due`, …).
    """

    index: int  # type: ignore[assignment]  # a tuple's own `index` is of no use here
    kind: Kind
    id: str
    title: str
    words: tuple[Inline, ...]
    origin: Span
    parent: int | None = None
    named: bool = False
    state: State | None = None
    box: Span | None = None
    numbered: bool = False
    primary: bool = False
    horizon: Horizon | None = None
    scheduled: bool = True
    estimate: Estimate | None = None
    after: tuple[Reference, ...] | None = None
    with_: tuple[Reference, ...] | None = None
    before: tuple[Reference, ...] | None = None
    start: Period | None = None
    since: Period | None = None
    done: Period | None = None
    done_part: Fraction | None = None
    on: Period | None = None
    due: Period | None = None
    every: Rhythm | None = None
    cost: Fraction | None = None
    who: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    steps: tuple[int, ...] = ()
    goals: tuple[int, ...] = ()
    barriers: tuple[int, ...] = ()
    body: tuple[Part, ...] = ()
    spans: tuple[tuple[str, Span], ...] = ()

    @property
    def contents(self) -> tuple[int, ...]:
        """Its steps and sub-goals, in the order of the file."""
        return self.steps + self.goals

    def span_of(self, key: str) -> Span:
        """Where the tag of that key stands, else the thing itself."""
        return next((span for name, span in self.spans if name == key), self.origin)


class Barrier(NamedTuple):
    """What may get in the way of the goal or step `of`; `delay` is how long it holds things up if it happens.

    `state` is what its box says: one that is done or dropped no longer threatens.
    """

    index: int  # type: ignore[assignment]  # a tuple's own `index` is of no use here
    title: str
    words: tuple[Inline, ...]
    origin: Span
    of: int
    risk: Risk | None = None
    delay: Estimate | None = None
    solutions: tuple[int, ...] = ()
    body: tuple[Part, ...] = ()
    who: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    cost: Fraction | None = None
    spans: tuple[tuple[str, Span], ...] = ()
    state: State | None = None


class SectionKind(Enum):
    INTRO = "intro"  # what stands under the title, above any other heading
    ASSESSMENT = "assessment"
    OCCUPATIONS = "occupations"
    GOALS = "goals"
    SOMEDAY = "someday"
    CHECKINS = "checkins"
    NOTES = "notes"
    PROSE = "prose"


class Section(NamedTuple):
    """A stretch of the plan under one heading (none for the intro), in the order of the file."""

    kind: SectionKind
    title: str
    words: tuple[Inline, ...]
    origin: Span
    level: int
    body: tuple[Part, ...]
    horizon: Horizon | None = None


TRAITS = ("values", "interests", "aptitudes", "personality")
"""The keys of what a self-assessment holds."""


class Trait(NamedTuple):
    """A trait of the self-assessment: `key` is one of `TRAITS`."""

    key: str
    title: str
    words: tuple[Inline, ...]
    text: str
    origin: Span
    body: tuple[Part, ...] = ()


class Criterion(NamedTuple):
    """A column of the occupations table. `known` is its standard name (`earnings`) where it has one; `less` tells
    whether less of it is better, by what it is called."""

    title: str
    known: str | None
    weight: Fraction | None
    origin: Span
    less: bool = False


class Cell(NamedTuple):
    words: tuple[Inline, ...]
    text: str
    origin: Span


class Occupation(NamedTuple):
    """A row of the occupations table; `cells` stand in the order of `Plan.criteria`."""

    name: str
    words: tuple[Inline, ...]
    stage: str | None
    cells: tuple[Cell, ...]
    origin: Span


class Idea(NamedTuple):
    """A goal one might want, from `Someday`."""

    title: str
    words: tuple[Inline, ...]
    origin: Span
    body: tuple[Part, ...] = ()


class CheckIn(NamedTuple):
    """A dated entry; `who` are the people named before the text."""

    date: date
    who: tuple[str, ...]
    text: str
    words: tuple[Inline, ...]
    origin: Span
    body: tuple[Part, ...] = ()


class Away(NamedTuple):
    """Days off, both ends included; those of a calendar file have the name that it gives them, and its own."""

    first: date
    last: date
    name: str = ""
    file: str = ""


ALL_WEEK = (0, 1, 2, 3, 4, 5, 6)


class Settings(NamedTuple):
    """The front matter, defaults filled in. `workdays` are 0 for Monday to 6 for Sunday, sorted.

    `pace` is in hours a week; `spans` gives the place of each key's value. `holidays` are the days of its files, which
    are as days outside of `workdays`; `holiday_files` are those that could be read. `away` has the days of its files.
    `visibility` is the most that may be shown of the plan among others: `private`, `overview` or `full`.
    """

    title: str | None = None
    author: str | None = None
    start: Period | None = None
    finish: Period | None = None
    review: Rhythm | None = None
    partner: str | None = None
    pace: Fraction | int = 7
    focus: int | None = None
    workdays: tuple[int, ...] = ALL_WEEK
    away: tuple[Away, ...] = ()
    holidays: tuple[Away, ...] = ()
    holiday_files: tuple[str, ...] = ()
    remind: tuple[Reminder, ...] = ()
    currency: str | None = None
    lang: str = "en"
    paper: str = "a4"
    ignore: tuple[str, ...] = ()
    visibility: str | None = None
    spans: tuple[tuple[str, Span], ...] = ()

    def span_of(self, key: str) -> Span:
        """Where the value of a key stands, else the top of the file."""
        return next((span for name, span in self.spans if name == key), Span(0, 0))

    def days_off(self, first: date, last: date) -> tuple[Away, ...]:
        """The days off with a date of their own, of the calendar files and of `away`, in a span of time."""
        found = {one for one in (*self.holidays, *self.away) if one.first <= last and first <= one.last}
        return tuple(sorted(found))


class Plan(NamedTuple):
    """A whole plan. `goals` are the indices of top-level goals in the order of the file."""

    title: str
    words: tuple[Inline, ...]
    settings: Settings
    sections: tuple[Section, ...] = ()
    things: tuple[Thing, ...] = ()
    goals: tuple[int, ...] = ()
    barriers: tuple[Barrier, ...] = ()
    assessment: tuple[Trait, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    occupations: tuple[Occupation, ...] = ()
    someday: tuple[Idea, ...] = ()
    checkins: tuple[CheckIn, ...] = ()
    title_origin: Span | None = None
