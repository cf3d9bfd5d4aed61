"""What every part of the view wants to know: the plan, its dates, its language, the letters of its barriers."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from string import ascii_uppercase
from types import MappingProxyType
from typing import TypeGuard

from plainplan.compile import Compilation
from plainplan.costs import Costs, costs_of
from plainplan.facts.lateness import missed_promise, overdue_days, plan_promise
from plainplan.facts.standing import is_leaf, is_open
from plainplan.model import (
    AssessmentPart,
    Barrier,
    BarrierPart,
    CheckInPart,
    Kind,
    OccupationsPart,
    Part,
    Plan,
    SomedayPart,
    Thing,
    ThingPart,
)
from plainplan.prose import Block, Text, plain
from plainplan.schedule.calendar import LAST_DAY, Calendar, calendar_of
from plainplan.schedule.result import Dated, Dates, Schedule
from plainplan.tuples import NamedTuple
from plainplan.values import Horizon, Rhythm, State
from plainplan.view.parts import Day, Prose, Title
from plainplan.words import Words

BOXES = {State.TO_DO: "open", State.UNDER_WAY: "half", State.DONE: "done", State.DROPPED: "dropped"}


class Context(NamedTuple):
    """A compilation ready for telling."""

    compilation: Compilation
    plan: Plan
    schedule: Schedule
    words: Words
    calendar: Calendar
    letters: tuple[str, ...]
    costs: Costs
    days: tuple[tuple[Dates | None, Dates | None], ...]  # of each thing: planned, projected; None outside the calendar
    overdue: tuple[int, ...]  # by how many days each thing that is open is past its planned finish; 0 where it is not
    solutions: Mapping[int, tuple[int, ...]]  # the solutions that are work, of the barriers of each thing that has any
    before: Mapping[int, tuple[int, ...]]  # what each thing waits for by a `before:` of its own
    answers: Mapping[int, Barrier]  # the barrier that each solution answers
    numbers: Mapping[int, str]  # of numbered steps: their place among their like
    states: Mapping[State, str]  # each state in words
    shadows: Mapping[int, int] = MappingProxyType({})  # by goal, the day by which it is very likely finished

    @property
    def today(self) -> int:
        return self.schedule.today

    def dated(self, index: int) -> Dated:
        return self.schedule.things[index]

    def projected(self, index: int) -> Dates | None:
        """A thing's projected days, None where it has none or they leave the calendar."""
        return self.days[index][1]

    def planned(self, index: int) -> Dates | None:
        return self.days[index][0]

    def title(self, index: int) -> Title:
        """A thing's words; its name where it has no words."""
        thing = self.plan.things[index]
        return thing.words or (Text(thing.title or thing.id),)

    def text(self, index: int) -> str:
        thing = self.plan.things[index]
        return thing.title or plain(self.title(index))

    def line(self, offset: int) -> int:
        return bisect_right(self.compilation.source.line_starts, offset)

    def delay(self, barrier: Barrier) -> int:
        """By how many days a barrier holds up what it stands in, if it happens."""
        finish = self.projected(barrier.of)
        if barrier.delay is None:
            return 0
        start = finish.finish + 1 if finish else self.today
        return max(min(self.calendar.lay(start, self.calendar.scheduled(barrier.delay)), LAST_DAY) - start, 0)

    def has_steps(self, goal: Thing) -> bool:
        """Whether anything that is not dropped is in a goal; without, it counts as one step in what is done."""
        return not self.is_leaf(goal.index)

    def is_open(self, index: int) -> bool:
        return is_open(self.schedule, index)

    def is_leaf(self, index: int) -> bool:
        """Whether it is a piece of work: nothing in it is."""
        return is_leaf(self.plan, self.schedule, index)

    def behind(self, index: int) -> str:
        """By how much an open thing is overdue, and by how much it misses the day that it is promised for; nothing
        where it is and does neither."""
        words, said = self.words, []
        if self.overdue[index]:
            said.append(words.count("days overdue", self.overdue[index]))
        promise = missed_promise(self.schedule, self.plan.things[index])
        if promise is not None and not (
            promise.key == "on" and promise.finish == self.fixed_day(self.plan.things[index])
        ):
            length = words.days(promise.late)
            said.append(words.say(f"note.{promise.key} missed", date=words.date(promise.day), length=length))
        return "; ".join(said)

    def against(self, finish: int, slip: int, *, exact: bool = False) -> str:
        """How a finish stands against what is promised of the plan, where anything is; else against what was planned,
        nothing where it is as planned."""
        promise, words = plan_promise(self.plan, self.schedule), self.words
        if promise is None:
            return words.against_plan(slip, exact=exact) if slip else ""
        told = words.against_promise(promise.late, promise.day)
        if promise.finish == finish:
            return told
        if promise.thing is None:
            return words.say("promise.of the plan", promise=told)
        return words.say("promise.of", title=self.text(promise.thing), promise=told)

    def is_answered(self, barrier: Barrier) -> bool:
        """A dropped solution is no answer."""
        return any(self.dated(index).state is not State.DROPPED for index in barrier.solutions)

    def fixed_day(self, thing: Thing) -> int | None:
        """The first day of an appointment."""
        return thing.on.first.toordinal() if thing.on is not None else None

    def horizon(self, index: int) -> Horizon:
        return self.dated(index).horizon or self.plan.things[index].horizon or Horizon.SHORT

    def rhythm(self, rhythm: Rhythm) -> str:
        """`every Sunday`, `every 2 weeks`."""
        if rhythm.weekday is not None and rhythm.unit == "week":
            weekday = self.words.weekday(rhythm.weekday)
            return self.words.count("every.weekday", rhythm.count, weekday=weekday)
        return self.words.count(f"every.{rhythm.unit}", rhythm.count)

    def money(self, amount: Fraction) -> str:
        """An amount in the plan's currency."""
        return self.words.money(amount, self.plan.settings.currency)

    def day(self, day: int) -> Day:
        words = self.words
        return Day(date.fromordinal(day).isoformat(), words.date(day), words.date(day, "long"), words.date(day, "full"))


def context_of(compilation: Compilation, words: Words) -> Context:
    plan = compilation.plan
    letters = tuple(letter_of(index) for index in range(len(plan.barriers)))
    costs = costs_of(plan, compilation.schedule)
    days = tuple([(_inside(one.planned), _inside(one.projected)) for one in compilation.schedule.things])
    overdue = tuple(overdue_days(plan, compilation.schedule, thing.index) for thing in plan.things)
    answers = {solution: barrier for barrier in plan.barriers for solution in barrier.solutions}
    states = {state: words.say(f"state.{state.value}") for state in State}
    return Context(
        compilation, plan, compilation.schedule, words, calendar_of(plan.settings), letters, costs, days,
        overdue, _solutions(plan), _before(plan), answers, _numbers(plan), states,
    )  # fmt: skip


def _solutions(plan: Plan) -> dict[int, tuple[int, ...]]:
    """The solutions that are work, by what their barriers stand in."""
    found: dict[int, list[int]] = defaultdict(list)
    for barrier in plan.barriers:
        for solution in barrier.solutions:
            if plan.things[solution].scheduled:
                found[barrier.of].append(solution)
    return {of: tuple(solutions) for of, solutions in found.items()}


def _before(plan: Plan) -> dict[int, tuple[int, ...]]:
    found: dict[int, list[int]] = defaultdict(list)
    for thing in plan.things:
        for reference in thing.before or ():
            found[reference.target].append(thing.index)
    return {index: tuple(before) for index, before in found.items()}


def _numbers(plan: Plan) -> dict[int, str]:
    numbers: dict[int, str] = {}
    counts: Counter[int | None] = Counter()
    for thing in plan.things:
        if thing.numbered and thing.kind is Kind.STEP:
            counts[thing.parent] += 1
            numbers[thing.index] = str(counts[thing.parent])
    return numbers


def letter_of(index: int) -> str:
    """A to Z, then AA, AB and so on."""
    text = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        text = ascii_uppercase[rest] + text
    return text


def anchor_of(thing: Thing) -> str:
    """The address of a goal or step inside the page."""
    return f"{'goal' if thing.kind is Kind.GOAL else 'step'}-{thing.id}"


def top_goal(context: Context, index: int) -> int:
    """The top-level goal that something is in."""
    while (parent := context.plan.things[index].parent) is not None:
        index = parent
    return index


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


def works(context: Context, index: int) -> tuple[int, ...]:
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


def outline(context: Context, goal: int) -> list[tuple[int, int]]:
    """A goal and all work in it as rows, with how deep each stands."""
    rows: list[tuple[int, int]] = []
    stack = [(goal, 0)]
    while stack:
        index, depth = stack.pop()
        rows.append((index, depth))
        if inside := works(context, index):
            stack.extend([(part, depth + 1) for part in reversed(inside)])
    return rows


def with_dates(context: Context, rows: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The rows of what has dates, and stands in nothing without any."""
    hidden: int | None = None
    for index, depth in rows:
        if hidden is None or depth <= hidden:
            hidden = depth if context.projected(index) is None else None
            if hidden is None:
                yield index, depth


def _inside(dates: Dates | None) -> Dates | None:
    if dates is None or dates.start < 1 or dates.finish > LAST_DAY or dates.start > LAST_DAY:
        return None
    return dates
