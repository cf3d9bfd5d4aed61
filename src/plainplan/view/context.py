"""What every part of the view wants to know: the facts of the plan in its language, and its parts in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import TypeGuard

from plainplan.compile import Compilation
from plainplan.costs import costs_of
from plainplan.facts import letter_of
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
from plainplan.prose import Block
from plainplan.spoken import Spoken
from plainplan.values import Horizon, State
from plainplan.view.parts import Day, Prose
from plainplan.words import Words

BOXES = {State.TO_DO: "open", State.UNDER_WAY: "half", State.DONE: "done", State.DROPPED: "dropped"}


class ViewContext(Spoken):
    """A plan's facts in words, and what only a page shows of them; `shadows` are by goal the days by which it is very
    likely finished."""

    def __init__(
        self, compilation: Compilation, words: Words, shadows: Mapping[int, int] = MappingProxyType({})
    ) -> None:
        super().__init__(compilation, words)
        self.shadows = shadows
        self.costs = costs_of(self)
        self.states = {state: words.say(f"state.{state.value}") for state in State}

    def horizon(self, index: int) -> Horizon:
        """Where nothing tells the horizon, it is shown as a short one."""
        return super().horizon(index) or Horizon.SHORT

    def has_steps(self, goal: Thing) -> bool:
        """Whether anything that is not dropped is in a goal; without, it counts as one step in what is done."""
        return not self.is_leaf(goal.index)

    def letter(self, barrier: Barrier) -> str:
        return letter_of(barrier.index)

    def state(self, index: int) -> str:
        """The state of a thing in words."""
        return self.states[self.dated(index).state]

    def day(self, day: int) -> Day:
        words = self.words
        return Day(date.fromordinal(day).isoformat(), words.date(day), words.date(day, "long"), words.date(day, "full"))


def sentence(text: str) -> str:
    """With a capital letter in front."""
    return text[:1].upper() + text[1:]


def spelled(words: Words, length: str) -> str:
    """A length with its first number as a word, for a sentence: `two weeks`."""
    number, _, rest = length.partition(" ")
    return f"{words.spelled(int(number))} {rest}" if number.isdecimal() and int(number) > 1 and rest else length


def blocks(parts: tuple[Part, ...]) -> Prose:
    """The plain prose among parts, in order."""
    return tuple(part for part in parts if is_block(part))


_PARTS = (ThingPart, BarrierPart, CheckInPart, SomedayPart, AssessmentPart, OccupationsPart)


def is_block(part: Part) -> TypeGuard[Block]:
    """Whether a part is plain prose."""
    return not isinstance(part, _PARTS)


def works(context: ViewContext, index: int) -> tuple[int, ...]:
    """What is in a goal or step as rows of work, in order: scheduled solutions before what they answer."""
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
    """A goal and all work in it as rows, with how deep each stands."""
    rows: list[tuple[int, int]] = []
    stack = [(goal, 0)]
    while stack:
        index, depth = stack.pop()
        rows.append((index, depth))
        if inside := works(context, index):
            stack.extend([(part, depth + 1) for part in reversed(inside)])
    return rows


def with_dates(context: ViewContext, rows: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The rows of what has dates, and stands in nothing without any."""
    hidden: int | None = None
    for index, depth in rows:
        if hidden is None or depth <= hidden:
            hidden = depth if context.projected(index) is None else None
            if hidden is None:
                yield index, depth
