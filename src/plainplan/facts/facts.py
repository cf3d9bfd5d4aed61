"""A plan on a day: where each thing in it stands, when it is dated, and what it is called."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cached_property
from string import ascii_uppercase
from typing import Any

from plainplan.model import Barrier, Kind, Plan, Thing
from plainplan.prose import Inline, Text, plain
from plainplan.schedule.calendar import LAST_DAY, Calendar, calendar_of
from plainplan.schedule.result import Dated, Dates, Schedule
from plainplan.values import Horizon, State

_OVER = (State.DONE, State.DROPPED)


class Facts:
    """What is so about a plan as it is scheduled on a day. Things go by their index, days are ordinals.

    What takes a walk through the plan is worked out at the first question and kept.
    """

    def __init__(self, plan: Plan, schedule: Schedule) -> None:
        self.plan = plan
        self.schedule = schedule
        self.today = schedule.today
        self.shelf: dict[Any, Any] = {}
        """What several ask for and is worked out once, by its name."""

    def __eq__(self, other: object) -> bool:
        """Facts are alike where they are of the same plan and the same dates."""
        return isinstance(other, Facts) and (self.plan, self.schedule) == (other.plan, other.schedule)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"Facts(plan={self.plan!r}, schedule={self.schedule!r})"

    # Where a thing stands

    def dated(self, index: int) -> Dated:
        """All that the scheduler says of it."""
        return self.schedule.things[index]

    def is_open(self, index: int) -> bool:
        """Whether something about it is still to be done: neither done nor dropped, itself or with what holds it."""
        return self.schedule.things[index].state not in _OVER

    def is_done(self, index: int) -> bool:
        return self.schedule.things[index].state is State.DONE

    def is_dropped(self, index: int) -> bool:
        return self.schedule.things[index].state is State.DROPPED

    def is_under_way(self, index: int) -> bool:
        return self.schedule.things[index].state is State.UNDER_WAY

    def is_to_do(self, index: int) -> bool:
        return self.schedule.things[index].state is State.TO_DO

    def has_begun(self, index: int) -> bool:
        """Whether it is under way or done."""
        return self.is_under_way(index) or self.is_done(index)

    # Work

    def is_leaf(self, index: int) -> bool:
        """Whether nothing that is scheduled and not dropped is in it: the scheduler's own idea of a leaf."""
        return self._are_leaves[index]

    @cached_property
    def _are_leaves(self) -> tuple[bool, ...]:
        return tuple([not self._holds_work(thing) for thing in self.plan.things])

    def _holds_work(self, thing: Thing) -> bool:
        contents = thing.contents
        if contents and not all(map(self.is_dropped, contents)):
            return True
        return thing.kind is Kind.GOAL and any(map(self.is_work, self.solutions.get(thing.index, ())))

    def is_work(self, index: int) -> bool:
        """Whether it is scheduled and not dropped."""
        return self.plan.things[index].scheduled and not self.is_dropped(index)

    @cached_property
    def leaves(self) -> tuple[Thing, ...]:
        """The pieces of work: scheduled, not dropped, and nothing in them that is; what progress counts."""
        return tuple(thing for thing in self.plan.things if self.is_work(thing.index) and self.is_leaf(thing.index))

    @cached_property
    def open_leaves(self) -> tuple[Thing, ...]:
        """The pieces of work that are still to be done."""
        return tuple(thing for thing in self.leaves if self.is_open(thing.index))

    # Goals

    @cached_property
    def goals(self) -> tuple[Thing, ...]:
        """All goals and sub-goals that are not dropped."""
        return tuple(
            thing for thing in self.plan.things if thing.kind is Kind.GOAL and not self.is_dropped(thing.index)
        )

    @cached_property
    def top_goals(self) -> tuple[Thing, ...]:
        """The goals that are in no other and not dropped."""
        return tuple(self.plan.things[goal] for goal in self.plan.goals if not self.is_dropped(goal))

    @property
    def is_going_on(self) -> bool:
        """Whether any of its goals is still to be reached."""
        return any(map(self.is_open, self.plan.goals))

    def top_goal(self, index: int) -> int:
        """The top-level goal that something is in."""
        while (parent := self.plan.things[index].parent) is not None:
            index = parent
        return index

    def horizon(self, index: int) -> Horizon | None:
        """A goal's horizon, as it follows from its dates or else as it is written."""
        return self.dated(index).horizon or self.plan.things[index].horizon

    # Barriers and their solutions

    def threatens(self, barrier: Barrier) -> bool:
        """Whether it may still get in the way: not ticked off, and on something that is not over."""
        return not is_settled(barrier) and self.is_open(barrier.of)

    @cached_property
    def open_barriers(self) -> tuple[Barrier, ...]:
        return tuple(barrier for barrier in self.plan.barriers if self.threatens(barrier))

    def is_answered(self, barrier: Barrier) -> bool:
        """Whether it has a solution. A dropped one is no answer."""
        return any(not self.is_dropped(index) for index in barrier.solutions)

    def delay(self, barrier: Barrier) -> int:
        """By how many days a barrier holds up what it stands in, if it happens."""
        finish = self.projected(barrier.of)
        if barrier.delay is None:
            return 0
        start = finish.finish + 1 if finish else self.today
        return max(min(self.calendar.lay(start, self.calendar.scheduled(barrier.delay)), LAST_DAY) - start, 0)

    @cached_property
    def solutions(self) -> dict[int, tuple[int, ...]]:
        """The solutions that are work, by what their barriers stand in."""
        found: dict[int, list[int]] = defaultdict(list)
        for barrier in self.plan.barriers:
            found[barrier.of] += [solution for solution in barrier.solutions if self.plan.things[solution].scheduled]
        return {of: tuple(solutions) for of, solutions in found.items() if solutions}

    @cached_property
    def answers(self) -> dict[int, Barrier]:
        """The barrier that each solution answers."""
        return {solution: barrier for barrier in self.plan.barriers for solution in barrier.solutions}

    @cached_property
    def before(self) -> dict[int, tuple[int, ...]]:
        """What each thing waits for by a `before:` of its own."""
        found: dict[int, list[int]] = defaultdict(list)
        for thing in self.plan.things:
            for reference in thing.before or ():
                found[reference.target].append(thing.index)
        return {index: tuple(before) for index, before in found.items()}

    # Days

    @cached_property
    def calendar(self) -> Calendar:
        return calendar_of(self.plan.settings)

    def planned(self, index: int) -> Dates | None:
        """A thing's planned days, None where it has none or they leave the calendar."""
        return self._days[index][0]

    def projected(self, index: int) -> Dates | None:
        """A thing's projected days, None where it has none or they leave the calendar."""
        return self._days[index][1]

    @cached_property
    def _days(self) -> tuple[tuple[Dates | None, Dates | None], ...]:
        return tuple((_inside(thing.planned), _inside(thing.projected)) for thing in self.schedule.things)

    def due_day(self, index: int) -> int | None:
        """The last day of its `due:`."""
        due = self.plan.things[index].due
        return None if due is None else due.last.toordinal()

    def fixed_day(self, index: int) -> int | None:
        """The first day of an appointment."""
        on = self.plan.things[index].on
        return None if on is None else on.first.toordinal()

    @property
    def written_finish(self) -> int | None:
        """The day by which the whole plan is to be finished, as it is written."""
        finish = self.plan.settings.finish
        return None if finish is None else finish.last.toordinal()

    # Names

    def title(self, index: int) -> tuple[Inline, ...]:
        """A thing's words; its name where it has no words."""
        thing = self.plan.things[index]
        return thing.words or (Text(thing.title or thing.id),)

    def text(self, index: int) -> str:
        """The same without marks."""
        return self.plan.things[index].title or plain(self.title(index))

    @cached_property
    def numbers(self) -> dict[int, str]:
        """Of numbered steps, their place among their like."""
        numbers: dict[int, str] = {}
        counts: Counter[int | None] = Counter()
        for thing in self.plan.things:
            if thing.numbered and thing.kind is Kind.STEP:
                counts[thing.parent] += 1
                numbers[thing.index] = str(counts[thing.parent])
        return numbers


def _inside(dates: Dates | None) -> Dates | None:
    if dates is None or dates.start < 1 or dates.finish > LAST_DAY or dates.start > LAST_DAY:
        return None
    return dates


def is_settled(barrier: Barrier) -> bool:
    """Whether a barrier is ticked off or dropped."""
    return barrier.state in _OVER


def letter_of(index: int) -> str:
    """The letter of a barrier: A to Z, then AA, AB and so on."""
    text = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        text = ascii_uppercase[rest] + text
    return text


def anchor_of(thing: Thing) -> str:
    """The address of a goal or step inside the page."""
    return f"{'goal' if thing.kind is Kind.GOAL else 'step'}-{thing.id}"
