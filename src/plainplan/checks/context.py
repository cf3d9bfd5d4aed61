"""What a check may look at, and the few questions that many checks ask."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from plainplan.model import Barrier, Kind, Plan, Thing
from plainplan.schedule.result import Dated, Dates, Schedule
from plainplan.source import Span
from plainplan.syntax.document import Document
from plainplan.tuples import NamedTuple
from plainplan.values import Duration, Estimate, Horizon, State

_MONTH = 30.4375


class Context(NamedTuple):
    """A plan as written, as meant and as scheduled."""

    document: Document
    plan: Plan
    schedule: Schedule

    def dated(self, thing: Thing) -> Dated:
        return self.schedule.things[thing.index]

    def state(self, thing: Thing) -> State:
        return self.schedule.things[thing.index].state

    def is_open(self, thing: Thing) -> bool:
        """Whether something about it is still to be done: neither done nor dropped, itself or with what holds it."""
        return self.state(thing) in (State.TO_DO, State.UNDER_WAY)

    def line(self, span: Span) -> int:
        return self.document.source.position(span.start).line

    @property
    def title_place(self) -> Span:
        """Where to say something about the plan as a whole: its title, else its first line."""
        return self.plan.title_origin or self.document.source.line_span(1)

    def goals(self) -> Iterator[Thing]:
        """Every goal and sub-goal that is not dropped."""
        return (one for one in self.plan.things if one.kind is Kind.GOAL and self.state(one) is not State.DROPPED)

    def top_goals(self) -> Iterator[Thing]:
        """The goals that are in no other and not dropped."""
        found = (self.plan.things[index] for index in self.plan.goals)
        return (goal for goal in found if self.state(goal) is not State.DROPPED)

    def open_barriers(self) -> Iterator[Barrier]:
        """The barriers that may still get in the way: not ticked off, and on something that is not over."""
        over = (State.DONE, State.DROPPED)
        for barrier in self.plan.barriers:
            if barrier.state not in over and self.is_open(self.plan.things[barrier.of]):
                yield barrier

    def is_leaf(self, thing: Thing) -> bool:
        """Whether nothing that is not dropped is in it."""
        things = self.plan.things
        return all(self.state(things[index]) is State.DROPPED for index in thing.contents)

    def horizon(self, goal: Thing) -> Horizon | None:
        return self.dated(goal).horizon or goal.horizon

    def has_primary(self) -> bool:
        return any(goal.primary for goal in self.goals())


def nominal_days(estimate: Estimate) -> float:
    """About how many calendar days an estimate stands for: its likely length, or the middle of its range."""
    if estimate.likely is not None:
        return _nominal(estimate.likely)
    ends = [_nominal(end) for end in (estimate.low, estimate.high) if end is not None]
    return sum(ends) / len(ends) if ends else 0.0


def _nominal(duration: Duration) -> float:
    months, weeks, days, hours = map(float, duration)
    return months * _MONTH + weeks * 7 + days + hours / 24


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
