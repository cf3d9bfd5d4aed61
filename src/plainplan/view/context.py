"""What every part of the view needs: facts about the plan, its language, and helpers over its parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, TypeGuard

from plainplan.compile import Compilation
from plainplan.costs import costs_of
from plainplan.facts import anchor_of, letter_of
from plainplan.facts.people import people_in
from plainplan.model import (
    AssessmentPart,
    Barrier,
    BarrierPart,
    CheckInPart,
    Kind,
    OccupationsPart,
    Part,
    SomedayPart,
    Thing,
    ThingPart,
)
from plainplan.prose import Block, capitalised
from plainplan.schedule.result import Dated, Dates
from plainplan.spoken import Spoken
from plainplan.tuples import NamedTuple
from plainplan.typography import marks_of, printed
from plainplan.values import Horizon, State
from plainplan.view.parts import Day, Prose, Title
from plainplan.why import Telling, latest_told, start_in_short, start_told, telling
from plainplan.words import Words

if TYPE_CHECKING:
    from plainplan.forecast.result import Forecast

BOXES = {State.TO_DO: "open", State.UNDER_WAY: "half", State.DONE: "done", State.DROPPED: "dropped"}


class Shown(NamedTuple):
    """What several blocks of the page show of a thing, such as its row, its card and its step.

    `alone` is its title where it stands by itself: as written; a solution's, which was written after a colon, with a
    capital letter in front. `text` is its title without marks, as it is printed. `when` are its projected days, `was`
    its planned ones where they differ; `behind` says by how much it is overdue or misses its promised day.
    """

    thing: Thing
    found: Dated
    planned: Dates | None
    dates: Dates | None
    href: str
    title: Title
    alone: Title
    text: str
    when: str
    was: str
    behind: str
    state: str


class ViewContext(Spoken):
    """Facts about a plan with its language, and what only a page shows.

    `shadows` maps a goal's index to the day (ordinal) by which a forecast has it very likely finished.
    """

    def __init__(self, compilation: Compilation, words: Words, forecast: Forecast | None = None) -> None:
        super().__init__(compilation, words)
        self.forecast = forecast
        self.marks = marks_of(words.asked)
        self.drawn: frozenset[str] = frozenset()  # the addresses of what has a row in the timeline
        self.shadows = {one.thing: one.odds.day(80) for one in forecast.goals} if forecast else {}
        self.costs = costs_of(self)
        self.people = people_in(compilation.plan)
        self._it = words.it()
        self._whys: dict[int, tuple[str, str]] = {}
        self.states = {state: words.say(f"state.{state.value}") for state in State}

    def horizon(self, index: int) -> Horizon:
        """The horizon of a goal; short-term if none is known."""
        return super().horizon(index) or Horizon.SHORT

    def has_steps(self, goal: Thing) -> bool:
        """Whether a goal has contents that are not dropped; if not, it counts as one step in progress."""
        return not self.is_leaf(goal.index)

    def letter(self, barrier: Barrier) -> str:
        return letter_of(barrier.index)

    def text(self, index: int) -> str:
        """A title without marks, as it is printed."""
        return self.shown[index].text

    def alone(self, index: int) -> Title:
        """The title of a thing where it stands by itself."""
        return self.shown[index].alone

    def behind(self, index: int) -> str:
        return self.shown[index].behind

    def why(self, index: int) -> str:
        """Why a thing starts when it does, that there is no day to spare, and by when it is to begin; its step, card or
        goal all tell it."""
        return self._why(index)[0]

    def why_in_short(self, index: int) -> str:
        """The same in a few words."""
        return self._why(index)[1]

    def _why(self, index: int) -> tuple[str, str]:
        found = self._whys.get(index)
        if found is None:
            told = telling(self, index, self.words)
            found = self._whys[index] = ("", "") if told is None else (self._at_length(told), start_in_short(told))
        return found

    def _at_length(self, told: Telling) -> str:
        said = [start_told(told, self._it)]
        if self.shown[told.thing.index].found.critical:
            said.append(self.words.say("why.no room"))
        if latest := latest_told(told, self._it):
            said.append(latest)
        return " ".join(said)

    @cached_property
    def shown(self) -> tuple[Shown, ...]:
        """What is shown of each thing, by its index."""
        return tuple(
            [self._shown(thing, found) for thing, found in zip(self.plan.things, self.schedule.things, strict=True)]
        )

    def _shown(self, thing: Thing, found: Dated) -> Shown:
        index, words = thing.index, self.words
        planned, dates, title = self.planned(index), self.projected(index), self.title(index)
        was = ""
        if planned is not None and (dates is None or planned[:2] != dates[:2]):
            was = words.say("planned", dates=words.range(planned.start, planned.finish))
        return Shown(
            thing,
            found,
            planned,
            dates,
            "#" + anchor_of(thing),
            title,
            capitalised(title) if thing.kind is Kind.SOLUTION else title,
            printed(super().text(index), self.marks),
            words.range(dates.start, dates.finish) if dates else "",
            was,
            super().behind(index),
            self.states[found.state],
        )

    def day(self, day: int) -> Day:
        words = self.words
        return Day(date.fromordinal(day).isoformat(), words.date(day), words.date(day, "long"), words.date(day, "full"))


def sentence(text: str) -> str:
    """The text with its first letter in upper case; Spanish begins questions with a mark."""
    rest = text.lstrip("¿¡")
    return text[: len(text) - len(rest)] + rest[:1].upper() + rest[1:]


def spelled(words: Words, length: str) -> str:
    """A length with its number as a word, for a sentence: `two weeks`; one of several numbers stays in digits."""
    number, _, rest = length.partition(" ")
    if not (number.isdecimal() and int(number) > 1 and rest) or any(map(str.isdigit, rest)):
        return length
    spelled = words.spelled(int(number))
    if _is_feminine(words, rest):
        spelled = words.catalogue.feminine.get(int(number), spelled)
    return f"{spelled} {rest}"


def _is_feminine(words: Words, length: str) -> bool:
    """Whether a length ends in hours or weeks, which take other numbers than days where a language has such."""
    if not words.catalogue.feminine:
        return False
    units = (words.count(f"digits.{unit}", 2).split()[-1] for unit in ("hours", "weeks"))
    return length.split()[-1] in units


def blocks(parts: tuple[Part, ...]) -> Prose:
    """The parts that are plain prose, in order."""
    return tuple(part for part in parts if is_block(part))


_PARTS = (ThingPart, BarrierPart, CheckInPart, SomedayPart, AssessmentPart, OccupationsPart)


def is_block(part: Part) -> TypeGuard[Block]:
    """Whether a part is plain prose."""
    return not isinstance(part, _PARTS)


def works(context: ViewContext, index: int) -> tuple[int, ...]:
    """The contents of a goal or step as rows of work, in order: scheduled solutions before what they answer."""
    thing, solutions = context.plan.things[index], context.solutions
    contents, ordered = thing.contents, list[int]()
    for part in sorted(contents) if contents else ():
        if part in solutions and context.plan.things[part].kind is not Kind.GOAL:
            ordered.extend(solutions[part])
        ordered.append(part)
    if thing.kind is Kind.GOAL:
        ordered.extend(solutions.get(index, ()))
    return tuple(ordered)


def outline(context: ViewContext, goal: int) -> list[tuple[int, int]]:
    """The indexes of a goal and all work in it, each with its depth (0 is the goal)."""
    rows: list[tuple[int, int]] = []
    stack = [(goal, 0)]
    while stack:
        index, depth = stack.pop()
        rows.append((index, depth))
        if inside := works(context, index):
            stack.extend([(part, depth + 1) for part in reversed(inside)])
    return rows


def with_dates(context: ViewContext, rows: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The rows that have dates, unless a row above them in the outline has none."""
    hidden: int | None = None
    for index, depth in rows:
        if hidden is None or depth <= hidden:
            hidden = depth if context.projected(index) is None else None
            if hidden is None:
                yield index, depth
