"""Where a thing stands: open or over, and whether it is a piece of work or holds others."""

from __future__ import annotations

from collections.abc import Iterator

from plainplan.model import Kind, Plan, Thing
from plainplan.schedule.result import Schedule
from plainplan.values import State

OPEN = (State.TO_DO, State.UNDER_WAY)
OVER = (State.DONE, State.DROPPED)


def is_open(schedule: Schedule, index: int) -> bool:
    """Whether something about it is still to be done: neither done nor dropped, itself or with what holds it."""
    return schedule.things[index].state in OPEN


def is_leaf(plan: Plan, schedule: Schedule, index: int) -> bool:
    """Whether nothing that is scheduled and not dropped is in it: the scheduler's own idea of a leaf."""
    thing = plan.things[index]
    if any(schedule.things[one].state is not State.DROPPED for one in thing.contents):
        return False
    return not (thing.kind is Kind.GOAL and any(_is_live(plan, schedule, one) for one in _solutions(plan, thing)))


def _solutions(plan: Plan, thing: Thing) -> Iterator[int]:
    for barrier in thing.barriers:
        yield from plan.barriers[barrier].solutions


def _is_live(plan: Plan, schedule: Schedule, index: int) -> bool:
    return plan.things[index].scheduled and schedule.things[index].state is not State.DROPPED


def leaves(plan: Plan, schedule: Schedule) -> tuple[Thing, ...]:
    """The pieces of work: scheduled, not dropped, and nothing in them that is; what progress counts."""
    return tuple(
        thing for thing in plan.things if _is_live(plan, schedule, thing.index) and is_leaf(plan, schedule, thing.index)
    )


def open_leaves(plan: Plan, schedule: Schedule) -> tuple[Thing, ...]:
    """The pieces of work that are still to be done."""
    return tuple(thing for thing in leaves(plan, schedule) if is_open(schedule, thing.index))
