"""The rhythm of check-ins: the days they were due, and which of them were kept."""

from __future__ import annotations

from bisect import bisect_left

from plainplan.facts.facts import Facts
from plainplan.schedule.calendar import LAST_DAY, add_months
from plainplan.tuples import NamedTuple
from plainplan.values import Rhythm

_MOST = 5000


class Rhythmed(NamedTuple):
    """Past due days with whether each was kept, how many were missed, and the next due day (today's, while open).

    `last` is the day of the last check-in, `owed` the earliest due day missed that none has been written since.
    """

    past: tuple[tuple[int, bool], ...]
    missed: int
    next: int
    last: int | None
    owed: int | None


def kept(facts: Facts) -> Rhythmed | None:
    """How the plan's rhythm was kept from its start until today, None without one. A check-in keeps the nearest due
    day."""
    if "kept" not in facts.shelf:
        facts.shelf["kept"] = _kept(facts)
    found: Rhythmed | None = facts.shelf["kept"]
    return found


def _kept(facts: Facts) -> Rhythmed | None:
    rhythm, today = facts.plan.settings.review, facts.today
    if rhythm is None:
        return None
    first = _first(rhythm, facts.schedule.plan_start)
    entries = {entry.date.toordinal() for entry in facts.plan.checkins}
    last = max((day for day in entries if day <= today), default=None)
    due = due_days(rhythm, first, today)
    coming = due.pop()
    done = _nearest(entries, [*due, coming])
    if coming == today and coming in done:
        due.append(coming)
        coming = after(rhythm, first, coming)
    past = tuple((day, day in done) for day in due)
    missed = [day for day, was_kept in past if not was_kept]
    owed = next((day for day in missed if last is None or last < day), None)
    return Rhythmed(past, len(missed), coming, last, owed)


def last_check_in(facts: Facts) -> int | None:
    """The day of the last check-in that was written, whether or not there is a rhythm."""
    days = (entry.date.toordinal() for entry in facts.plan.checkins)
    return max((day for day in days if day <= facts.today), default=None)


def due_days(rhythm: Rhythm, first: int, today: int) -> list[int]:
    """The due days from the first one to the first that is not before today."""
    days, day, count = [first], first, 0
    while day < today and count < _MOST:
        count += 1
        day = _nth(rhythm, first, count)
        days.append(day)
    return days


def after(rhythm: Rhythm, first: int, day: int) -> int:
    """The due day that follows one."""
    return due_days(rhythm, first, day + 1)[-1]


def coming_days(facts: Facts, count: int) -> tuple[int, ...]:
    """The next due days, the plan's own rhythm or else weekly."""
    rhythm, found = facts.plan.settings.review or Rhythm("week", 1, ""), kept(facts)
    first = facts.today if found is None else found.next
    days = [_nth(rhythm, first, number) for number in range(count)]
    return tuple(day for day in days if day <= LAST_DAY)


def _first(rhythm: Rhythm, start: int) -> int:
    if rhythm.weekday is None:
        return _nth(rhythm, start, 1)
    return start + (rhythm.weekday - (start - 1)) % 7


def _nth(rhythm: Rhythm, first: int, number: int) -> int:
    if rhythm.unit == "month":
        return add_months(first, rhythm.count * number)
    return first + rhythm.count * number * (7 if rhythm.unit == "week" else 1)


def _nearest(entries: set[int], due: list[int]) -> set[int]:
    """The due days to which an entry is nearest, the earlier one of two."""
    found = set()
    for day in entries:
        place = bisect_left(due, day)
        around = due[max(place - 1, 0) : place + 1]
        if around:
            found.add(min(around, key=lambda one: (abs(one - day), one)))
    return found
