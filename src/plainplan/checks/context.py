"""What a check may look at, and the few questions that many checks ask."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from plainplan.facts.standing import OVER, is_leaf, is_open, open_leaves
from plainplan.model import Barrier, Kind, Plan, Thing
from plainplan.schedule.calendar import Calendar, calendar_of
from plainplan.schedule.result import Dated, Dates, Schedule
from plainplan.source import Span
from plainplan.syntax.document import Document
from plainplan.tuples import NamedTuple
from plainplan.values import Estimate, Horizon, State


class Context(NamedTuple):
    """A plan as written, as meant and as scheduled, and what many checks go through; made by `context_of`.

    `goals` are all goals and sub-goals that are not dropped, `open_leaves` the things still to be done in which
    nothing else is. `open_barriers` may still get in the way: not ticked off, and on something that is not over.
    """

    document: Document
    plan: Plan
    schedule: Schedule
    goals: tuple[Thing, ...]
    open_leaves: tuple[Thing, ...]
    open_barriers: tuple[Barrier, ...]
    calendar: Calendar

    def dated(self, thing: Thing) -> Dated:
        return self.schedule.things[thing.index]

    def state(self, thing: Thing) -> State:
        return self.schedule.things[thing.index].state

    def is_open(self, thing: Thing) -> bool:
        """Whether something about it is still to be done: neither done nor dropped, itself or with what holds it."""
        return is_open(self.schedule, thing.index)

    def line(self, span: Span) -> int:
        return self.document.source.position(span.start).line

    @property
    def title_place(self) -> Span:
        """Where to say something about the plan as a whole: its title, else its first line."""
        return self.plan.title_origin or self.document.source.line_span(1)

    def top_goals(self) -> Iterator[Thing]:
        """The goals that are in no other and not dropped."""
        found = (self.plan.things[index] for index in self.plan.goals)
        return (goal for goal in found if self.state(goal) is not State.DROPPED)

    def nominal_days(self, estimate: Estimate) -> float:
        """How many calendar days the length stands for that an estimate is scheduled at, hours and days by the plan's
        pace and workdays."""
        return float(self.calendar.nominal_scheduled(estimate))

    def is_leaf(self, thing: Thing) -> bool:
        """Whether it is a piece of work: nothing in it is."""
        return is_leaf(self.plan, self.schedule, thing.index)

    def horizon(self, goal: Thing) -> Horizon | None:
        return self.dated(goal).horizon or goal.horizon

    def has_primary(self) -> bool:
        return any(goal.primary for goal in self.goals)


def context_of(document: Document, plan: Plan, schedule: Schedule) -> Context:
    """What checks look at."""
    things, dated = plan.things, schedule.things
    goals = [one for one in things if one.kind is Kind.GOAL and dated[one.index].state is not State.DROPPED]
    leaves = open_leaves(plan, schedule)
    barriers = [one for one in plan.barriers if one.state not in OVER and is_open(schedule, one.of)]
    return Context(document, plan, schedule, tuple(goals), leaves, tuple(barriers), calendar_of(plan.settings))


def length(dates: Dates | None) -> int:
    """How many calendar days a pass gives to a thing."""
    return dates.days if dates else 0


def called(thing: Thing | Barrier) -> str:
    """A thing as messages name it."""
    return f"“{short(thing.title)}”" if thing.title else "this item"


def short(text: str) -> str:
    """A title that fits into a sentence."""
    return text if len(text) <= 60 else text[:57].rstrip() + "…"


def day(ordinal: int) -> str:
    """A day as people say it: `6 Dec 2026`."""
    found = date.fromordinal(ordinal)
    return f"{found.day} {_MONTHS[found.month - 1]} {found.year}"


def count(number: int, one: str, many: str | None = None) -> str:
    """`1 day`, `3 days`."""
    return f"{number} {one if number == 1 else many or one + 's'}"


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
