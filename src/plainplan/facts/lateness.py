"""What is late: past the day it was planned for, and by how much promises will be missed or kept."""

from __future__ import annotations

from collections.abc import Iterator

from plainplan.facts.standing import is_leaf, is_open
from plainplan.model import Plan, Thing
from plainplan.schedule.result import Schedule
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


def overdue_days(plan: Plan, schedule: Schedule, index: int) -> int:
    """By how many days a piece of work that is open is past its planned finish; 0 where it is not."""
    planned = schedule.things[index].planned
    if planned is None or planned.finish >= schedule.today or not is_open(schedule, index):
        return 0
    return schedule.today - planned.finish if is_leaf(plan, schedule, index) else 0


def promise_of(schedule: Schedule, thing: Thing) -> Promise | None:
    """What an open thing's `due:` and `on:` promise, the earlier of the two."""
    days = []
    if thing.due is not None:
        days.append((thing.due.last.toordinal(), "due"))
    if thing.on is not None:
        days.append((thing.on.last.toordinal(), "on"))
    projected = schedule.things[thing.index].projected
    if not days or projected is None or not is_open(schedule, thing.index):
        return None
    day, key = min(days)
    return Promise(thing.index, key, day, projected.finish)


def missed_promise(schedule: Schedule, thing: Thing) -> Promise | None:
    """The promise of a thing that it will miss, or has missed."""
    promise = promise_of(schedule, thing)
    return promise if promise is not None and promise.late > 0 else None


def plan_promise(plan: Plan, schedule: Schedule) -> Promise | None:
    """What a plan as a whole promises: its `finish:` and its primary objectives' `due:`; of several the one that is
    missed by most, or has least to spare. None where nothing is promised, or all of it is over."""
    return max(_plan_promises(plan, schedule), key=lambda one: one.late, default=None)


def _plan_promises(plan: Plan, schedule: Schedule) -> Iterator[Promise]:
    wanted, finish = plan.settings.finish, schedule.finish
    if wanted is not None and finish is not None and any(is_open(schedule, goal) for goal in plan.goals):
        yield Promise(None, "finish", wanted.last.toordinal(), finish)
    for index in schedule.primary:
        promise = promise_of(schedule, plan.things[index])
        if promise is not None:
            yield promise
