"""What comes next: what can be done now, habits whose turn has been kept aside, and what has to wait and until when."""

from __future__ import annotations

from plainplan.facts.standing import open_leaves
from plainplan.model import CheckIn, Plan, Thing
from plainplan.schedule.calendar import LAST_DAY, add_months
from plainplan.schedule.result import Schedule
from plainplan.values import State

_STEP = {"day": 1, "week": 7}
_NOT_KEPT = ("not begun: ", "in the way of ")  # how `plan review` says that something was not done


def offered(plan: Plan, schedule: Schedule) -> tuple[int, ...]:
    """What can be done now. A habit is offered once a turn: one whose turn has been kept waits for the next."""
    return tuple(index for index in schedule.next if not is_kept(plan, schedule, index))


def is_kept(plan: Plan, schedule: Schedule, index: int) -> bool:
    """Whether a check-in of this turn of a habit tells of it."""
    turn = turn_of(plan, schedule, index)
    if turn is None:
        return False
    return any(turn[0] <= one.date.toordinal() <= schedule.today and _tells_of(one, plan.things[index])
               for one in plan.checkins)  # fmt: skip


def _tells_of(entry: CheckIn, thing: Thing) -> bool:
    title, text = " ".join(thing.title.split()).casefold(), " ".join(entry.text.split()).casefold()
    return bool(title) and title in text and not any(f"{words}{title}" in text for words in _NOT_KEPT)


def turn_of(plan: Plan, schedule: Schedule, index: int) -> tuple[int, int] | None:
    """The turn of a habit that is on today: its first day, and the first day of the next one."""
    every, dates = plan.things[index].every, schedule.things[index].projected
    if every is None or dates is None or not dates.start <= schedule.today:
        return None
    if every.unit == "month":
        count = 0
        while add_months(dates.start, (count + 1) * every.count) <= schedule.today:
            count += 1
        return add_months(dates.start, count * every.count), add_months(dates.start, (count + 1) * every.count)
    length = _STEP[every.unit] * every.count
    first = dates.start + (schedule.today - dates.start) // length * length
    return first, min(first + length, LAST_DAY)


def coming(plan: Plan, schedule: Schedule) -> tuple[tuple[int, int], ...]:
    """What is open and has to wait, with the day from which it can be done: first what can soonest."""
    held = []
    now = set(schedule.next)
    for thing in open_leaves(plan, schedule):
        dates = schedule.things[thing.index].projected
        if dates is not None and thing.index not in now and schedule.things[thing.index].state is State.TO_DO:
            held.append((dates.start, thing.index))
    for index in now - set(offered(plan, schedule)):
        turn, dates = turn_of(plan, schedule, index), schedule.things[index].projected
        if turn is not None and dates is not None and turn[1] <= dates.finish:
            held.append((turn[1], index))
    return tuple(sorted(held))


def opens_next(plan: Plan, schedule: Schedule) -> tuple[int, int] | None:
    """Where nothing more can be done today: what can be done next, after the day on which it can."""
    if offered(plan, schedule):
        return None
    return next(iter(coming(plan, schedule)), None)
