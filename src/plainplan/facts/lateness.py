"""What is late: past the day it was planned for, and by how much promises will be missed or kept."""

from __future__ import annotations

from collections.abc import Iterator

from plainplan.facts.facts import Facts
from plainplan.model import Thing
from plainplan.tuples import NamedTuple


class Promise(NamedTuple):
    """A day by which a thing (None: the whole plan) is promised, the tag or key that says so, and the day on which
    it will be finished."""

    thing: int | None
    key: str
    day: int
    finish: int

    @property
    def late(self) -> int:
        """By how many days it is missed; below 0, how many there are to spare."""
        return self.finish - self.day


def overdue_days(facts: Facts, index: int) -> int:
    """By how many days a piece of work that is open is past its planned finish; 0 where it is not."""
    planned = facts.dated(index).planned
    if planned is None or planned.finish >= facts.today or not facts.is_open(index):
        return 0
    return facts.today - planned.finish if facts.is_leaf(index) else 0


def promised_days(thing: Thing) -> tuple[tuple[str, int], ...]:
    """The days by which a thing is to be finished, each with the tag that says so."""
    written = (("due", thing.due), ("on", thing.on))
    return tuple((key, period.last.toordinal()) for key, period in written if period is not None)


def promises_of(facts: Facts, index: int) -> tuple[Promise, ...]:
    """What an open thing's `due:` and `on:` promise."""
    thing, projected = facts.plan.things[index], facts.dated(index).projected
    if (thing.due is None and thing.on is None) or projected is None or not facts.is_open(index):
        return ()
    days = promised_days(thing)
    return tuple(Promise(index, key, day, projected.finish) for key, day in days)


def promise_of(facts: Facts, index: int) -> Promise | None:
    """What a thing promises first."""
    promises = promises_of(facts, index)
    return min(promises, key=lambda one: (one.day, one.key)) if promises else None


def missed_promise(facts: Facts, index: int) -> Promise | None:
    """The promise of a thing that it will miss, or has missed."""
    promise = promise_of(facts, index)
    return promise if promise is not None and promise.late > 0 else None


def missed_promises(facts: Facts) -> tuple[Promise, ...]:
    """The promises of things that they will miss, or have missed, what is missed by most first; without that of the
    plan as a whole."""
    of_plan = plan_promise(facts)
    found = (missed_promise(facts, thing.index) for thing in facts.plan.things if thing.scheduled)
    missed = [one for one in found if one is not None and one != of_plan]
    return tuple(sorted(missed, key=lambda one: -one.late))


def planned_by(facts: Facts, day: int) -> int:
    """How many pieces of work were to be finished by the end of that day, as planned."""
    dates = (facts.planned(thing.index) for thing in facts.leaves)
    return sum(1 for one in dates if one is not None and one.finish <= day)


def late_days(facts: Facts, index: int) -> int:
    """By how many days a thing will miss what it promises; 0 where it keeps it, or promises nothing."""
    missed = missed_promise(facts, index)
    return 0 if missed is None else missed.late


def overrun(facts: Facts, index: int) -> tuple[int, int] | None:
    """Of work under way that has taken longer than it was to take and doesn't say how much is done: how many days it
    was to take, and how many it has taken; None of any other."""
    thing, dated = facts.plan.things[index], facts.dated(index)
    planned, dates = dated.planned, dated.projected
    if planned is None or dates is None or not facts.is_under_way(index) or thing.done_part is not None:
        return None
    length, taken = planned.finish - planned.start + 1, facts.today - dates.start + 1
    return (length, taken) if facts.is_leaf(index) and thing.every is None and taken > length else None


def is_late(facts: Facts, index: int) -> bool:
    """Whether an open thing should have been finished by now, or has its turn and will be finished too late."""
    planned, slip = facts.dated(index).planned, facts.dated(index).slip or 0
    if planned is None or not facts.is_open(index):
        return False
    return planned.finish < facts.today or (planned.start <= facts.today and slip > 0)


def late_goals(facts: Facts) -> tuple[int, ...]:
    """The open top-level goals that will finish later than planned, those that do so by most first."""
    late = [one for one in facts.plan.goals if facts.is_open(one) and (facts.dated(one).slip or 0) > 0]
    return tuple(sorted(late, key=lambda one: -(facts.dated(one).slip or 0)))


def plan_promise(facts: Facts) -> Promise | None:
    """What a plan as a whole promises: its `finish:` and its primary objectives' `due:`; of several the one that is
    missed by most, or has least to spare. None where nothing is promised, or all of it is over."""
    return max(_plan_promises(facts), key=lambda one: one.late, default=None)


def _plan_promises(facts: Facts) -> Iterator[Promise]:
    wanted, finish = facts.written_finish, facts.schedule.finish
    if wanted is not None and finish is not None and facts.is_going_on:
        yield Promise(None, "finish", wanted, finish)
    for index in facts.schedule.primary:
        promise = promise_of(facts, index)
        if promise is not None:
            yield promise
