"""What a thing waits for, gathered into one day: ends waited for, and everything else that holds it."""

from __future__ import annotations

from bisect import insort

from plainplan.schedule.result import Reason
from plainplan.tuples import NamedTuple


class Ready(NamedTuple):
    """The day that what a thing waits for lets it. `wait` is the end of what it waits for by order, by `after:`
    without a lag or as a primary objective, whose last shown day is `shown`; `day` is everything else (openings,
    lags, `with:`)."""

    day: int
    reason: Reason
    wait: int
    shown: int
    wait_reason: Reason


class Wait(NamedTuple):
    """The latest end among things waited for, the last day shown of those that end then, and the thing itself."""

    end: int
    shown: int
    ref: int


NO_WAIT = Wait(0, 0, -1)
UNSET = Reason("opening")


def later(one: Wait, other: Wait) -> Wait:
    if other.end != one.end:
        return other if other.end > one.end else one
    return other if other.shown > one.shown else one


def waiting(found: Ready, wait: Wait, rule: str) -> Ready:
    """`found`, waiting for one thing more."""
    if wait.end < found.wait or (wait.end == found.wait and wait.shown <= found.shown):
        return found
    return Ready(found.day, found.reason, wait.end, wait.shown, Reason(rule, wait.ref))


def held(found: Ready, day: int, reason: Reason) -> Ready:
    """`found`, held until a day by something other than a plain wait."""
    return found if day <= found.day else Ready(day, reason, found.wait, found.shown, found.wait_reason)


_WAITS = ("order", "after", "before", "primary", "focus", "solution", "with")


def put_off(reason: Reason) -> Reason:
    """The reason of a start that days off moved on from the day another thing set."""
    return Reason("day off", reason.ref if reason.rule in _WAITS else None, reason.lag, reason.rule)


def latest_ends(so_far: tuple[Wait, ...], goal: Wait, count: int) -> tuple[Wait, ...]:
    """The `count` latest ends among `so_far` and one goal more, earliest first.

    With `focus: N`, once N goals are queued, the earliest of the N latest ends lets the next goal open: on that day
    fewer than N of the goals before it are unfinished.
    """
    ends = list(so_far)
    insort(ends, goal)
    return tuple(ends[-count:])
