"""Slack and latest days, by their definitions: put one thing off until something moves or is missed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from plainplan.schedule.backward import FREE, Limits
from plainplan.schedule.forward import Pass
from plainplan.schedule.start import deadlines
from plainplan.tuples import NamedTuple
from plainplan.values import State

TRIALS = 80_000
TRIALS_EACH = 8
"""How many events trials may work out again, once and for each event of the plan: so trials grow no faster than the
plan. Beyond that the cautious pass's rooms stand, which are never too large."""

_FAR = 4_000_000
"""More days than the calendar has."""


Rooms = tuple[int | None, ...]


class Slacks(NamedTuple):
    """For each thing its slack in days, and its latest days; None where it has none or there is no limit.

    Where they are not `exact`, some things may have more slack than is shown.
    """

    slack: tuple[int | None, ...]
    latest_start: tuple[int | None, ...]
    latest_finish: tuple[int | None, ...]
    exact: bool


def find_room(projected: Pass, order: tuple[int, ...]) -> Slacks:
    """Slack to the plan's own finish and what is due, and the latest days to `finish:` and what is due."""
    last = last_day(projected)
    dues = _met(projected)
    finish = projected.network.plan.settings.finish
    slack, exact = _rooms(projected, order, FREE if last is None else last, dues)
    limit = FREE
    if last is not None and finish is not None and last <= finish.last.toordinal():
        limit = finish.last.toordinal()
    to_latest: Rooms = (None,) * projected.network.size
    if dues or limit < FREE:
        to_latest, latest_exact = _rooms(projected, order, limit, dues)
        exact = exact and latest_exact
    latest = [_latest(projected, index, room) for index, room in enumerate(to_latest)]
    return Slacks(slack, tuple(start for start, _ in latest), tuple(finish for _, finish in latest), exact)


def _latest(projected: Pass, index: int, room: int | None) -> tuple[int | None, int | None]:
    """The start, of what would start later, and the finish of a thing that is put off as far as it can be."""
    if room is None:
        return None, None
    start, finish, _ = projected.put_off(index, room)
    return start if projected.starts_later(index) else None, finish


def last_day(result: Pass) -> int | None:
    """The last day shown of any top-level goal; None where nothing is scheduled."""
    goals = (goal for goal in result.network.plan.goals if result.network.live[goal])
    return max((result.finish[goal] for goal in goals), default=None)


def _met(projected: Pass) -> dict[int, int]:
    """The last day by which each thing with a `due:` or `on:` that is now met has to finish."""
    met: dict[int, int] = {}
    for index, day in deadlines(projected):
        if projected.finish[index] <= day:
            met[index] = min(day, met.get(index, day))
    return met


def _rooms(projected: Pass, order: tuple[int, ...], last: int, dues: dict[int, int]) -> tuple[Rooms, bool]:
    """The slack of each thing, and whether all of it is exact."""
    open_things = [
        index
        for index in range(projected.network.size)
        if projected.network.live[index] and projected.states[index] is not State.DONE
    ]
    limits = Limits(projected, cautious=True).run(order, last, dues)
    rooms = {index: limits.room(index) for index in open_things}
    exact = not limits.unsure or _settle_all(projected, order, Limits(projected).run(order, last, dues), rooms)
    found = tuple(
        None if index not in rooms or rooms[index] >= _FAR else rooms[index] for index in range(projected.network.size)
    )
    return found, exact


def _settle_all(projected: Pass, order: tuple[int, ...], loose: Limits, rooms: dict[int, int]) -> bool:
    """Settle by trial what lies between the cautious and the loose limits, as far as the trials' budget goes; whether
    it went all the way."""
    from plainplan.schedule.ripple import Ripple  # here, since few plans need trials

    between = [index for index in rooms if rooms[index] < min(loose.room(index), _FAR)]
    ripple = Ripple(projected.copy(), order, loose)
    for index in sorted(between, key=ripple.place_of, reverse=True):
        if ripple.spent > TRIALS + TRIALS_EACH * len(order):
            return False
        rooms[index] = _settle(partial(ripple.excess, index), rooms[index], min(loose.room(index), _FAR))
        ripple.settled(index, rooms[index])
    return True


def _settle(excess: Callable[[int], int], low: int, most: int) -> int:
    """The most days from `low`, which fit, up to `most`; `excess` tells by how many days a delay is too long.

    Where no day off and no month is in the way, a delay that much shorter fits, or breaks another limit: so this
    comes down from above, with few trials that fit, which take longest; and halves what is left where that is slow.
    """
    if excess(low + 1):  # so it is mostly
        return low
    low, high, days, failed, reach = low + 1, most + 1, most, 0, 1
    while high - low > 1:
        over = excess(days)
        if over:
            high, failed = days, failed + 1
            days = (low + high) // 2 if failed % 4 == 0 else max(low + 1, days - over)
        else:
            low, failed, reach = days, 0, reach * 2
            days = min(high - 1, low + reach // 2)
    return low
