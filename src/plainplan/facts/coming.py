"""What comes next: what can be done now (a habit once a turn), what waits and until when, fixed days, other people."""

from __future__ import annotations

from plainplan.facts.facts import Facts
from plainplan.model import CheckIn, Thing
from plainplan.schedule.calendar import LAST_DAY, add_months
from plainplan.values import Rhythm

_STEP = {"day": 1, "week": 7}
_NOT_KEPT = ("not begun: ", "in the way of ")  # how `plan review` says that something was not done


def offered(facts: Facts) -> tuple[int, ...]:
    """What can be done now. A habit is offered once a turn: one whose turn has been kept waits for the next."""
    return tuple(index for index in facts.schedule.next if not is_kept(facts, index))


def is_kept(facts: Facts, index: int) -> bool:
    """Whether a check-in in the current period of a habit mentions it as kept."""
    turn = turn_of(facts, index)
    if turn is None:
        return False
    return any(turn[0] <= checkin.date.toordinal() <= facts.today and _tells_of(checkin, facts.plan.things[index])
               for checkin in facts.plan.checkins)  # fmt: skip


def _tells_of(entry: CheckIn, thing: Thing) -> bool:
    title, text = " ".join(thing.title.split()).casefold(), " ".join(entry.text.split()).casefold()
    return bool(title) and title in text and not any(f"{words}{title}" in text for words in _NOT_KEPT)


def turn_of(facts: Facts, index: int) -> tuple[int, int] | None:
    """The turn of a habit that is on today: its first day, and the first day of the next one."""
    every, dates = facts.plan.things[index].every, facts.dated(index).projected
    if every is None or dates is None or not dates.start <= facts.today:
        return None
    return _turn_on(every, dates.start, facts.today)


def _turn_on(every: Rhythm, start: int, day: int) -> tuple[int, int]:
    """The turn of a rhythm from a start in which a day lies."""
    if every.unit == "month":
        count = 0
        while add_months(start, (count + 1) * every.count) <= day:
            count += 1
        return add_months(start, count * every.count), add_months(start, (count + 1) * every.count)
    length = _STEP[every.unit] * every.count
    first = start + (day - start) // length * length
    return first, min(first + length, LAST_DAY)


def coming(facts: Facts) -> tuple[tuple[int, int], ...]:
    """What is open and has to wait, with the day from which it can be done: first what can soonest."""
    held = []
    now = set(facts.schedule.next)
    for thing in facts.open_leaves:
        dates = facts.dated(thing.index).projected
        if dates is not None and thing.index not in now and facts.is_to_do(thing.index):
            held.append((dates.start, thing.index))
    for index in now - set(offered(facts)):
        turn, dates = turn_of(facts, index), facts.dated(index).projected
        if turn is not None and dates is not None and turn[1] <= dates.finish:
            held.append((turn[1], index))
    return tuple(sorted(held))


def opens_next(facts: Facts) -> tuple[int, int] | None:
    """Where nothing more can be done today: what can be done next, after the day on which it can."""
    return None if offered(facts) else next(iter(coming(facts)), None)


def held_up_by(facts: Facts, index: int) -> int | None:
    """What a piece of work holds up: the open thing that is written next in the same goal or step and follows it."""
    parent = facts.plan.things[index].parent
    for part in () if parent is None else sorted(facts.plan.things[parent].contents):
        thing = facts.plan.things[part]
        if part > index and facts.is_open(part) and thing.after is None and thing.with_ is None:
            return part
    return None


def fixed_ahead(facts: Facts) -> tuple[tuple[int, int], ...]:
    """The appointments and due days from today on of what is open, the next one first."""
    fixed = [
        one.index for one in facts.plan.things if (one.on or one.due) and one.scheduled and facts.is_open(one.index)
    ]
    days = ((facts.fixed_day(index) or facts.due_day(index) or 0, index) for index in fixed)
    return tuple(sorted((day, index) for day, index in days if day >= facts.today))


def waited_for(facts: Facts) -> tuple[tuple[int, int], ...]:
    """The pieces of work under way that others do, with the day until which they take: first what ends soonest."""
    theirs = (thing.index for thing in facts.open_leaves if thing.who and facts.is_under_way(thing.index))
    return tuple(sorted((dates.finish, index) for index in theirs if (dates := facts.projected(index))))


def until(facts: Facts, last: int) -> tuple[tuple[int, int], ...]:
    """The pieces of work to be done by a day, each with its own: first what ends soonest."""
    dated = ((facts.projected(thing.index), thing.index) for thing in facts.open_leaves)
    return tuple(sorted((dates.finish, index) for dates, index in dated if dates and dates.finish <= last))


def day_of(facts: Facts, index: int) -> int | None:
    """The day by which it is to be done: its own, if it has one; of a habit, the end of the turn that is on or next."""
    every, dates, fixed = facts.plan.things[index].every, facts.projected(index), facts.fixed_day(index)
    if dates is None:
        return None
    if fixed is not None and fixed >= facts.today:
        return fixed
    if every is None:
        return dates.finish
    return min(_turn_on(every, dates.start, max(dates.start, facts.today))[1] - 1, dates.finish)
