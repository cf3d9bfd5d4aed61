"""The constraint on a start as one day: the ends waited for, and everything else that holds it."""

from __future__ import annotations

from bisect import insort

from plainplan.schedule.result import Reason
from plainplan.tuples import NamedTuple


class Ready(NamedTuple):
    """The earliest day that a thing's predecessors allow.

    `wait` is the end of predecessors by order, by `after:` without a lag or of a primary objective, whose last day is
    `shown`; `day` comes from everything else (openings, lags, `with:`).
    """

    day: int
    reason: Reason
    wait: int
    shown: int
    wait_reason: Reason


class Wait(NamedTuple):
    """The latest end among predecessors, the last day shown of those that end then, and the thing itself."""

    end: int
    shown: int
    ref: int


NO_WAIT = Wait(0, 0, -1)
UNSET = Reason("opening")


def later(one: Wait, other: Wait) -> Wait:
    if other.end != one.end:
        return other if other.end > one.end else one
    return other if other.shown > one.shown else one


def waiting(ready: Ready, wait: Wait, rule: str) -> Ready:
    """`ready`, with one more predecessor."""
    if wait.end < ready.wait or (wait.end == ready.wait and wait.shown <= ready.shown):
        return ready
    return Ready(ready.day, ready.reason, wait.end, wait.shown, Reason(rule, wait.ref))


def held(ready: Ready, day: int, reason: Reason) -> Ready:
    """`ready`, not before a day that comes from something other than a plain predecessor."""
    return ready if day <= ready.day else Ready(day, reason, ready.wait, ready.shown, ready.wait_reason)


_WAITS = ("order", "after", "before", "primary", "focus", "solution", "with")


def put_off(reason: Reason) -> Reason:
    """The reason of a start that days off moved on from the day that another rule set."""
    return Reason("day off", reason.ref if reason.rule in _WAITS else None, reason.lag, reason.rule)


def latest_ends(so_far: tuple[Wait, ...], goal: Wait, count: int) -> tuple[Wait, ...]:
    """The `count` latest ends among `so_far` and one goal more, earliest first.

    With `focus: N`, once N goals are queued, the earliest of the N latest ends lets the next goal open: on that day
    fewer than N of the goals before it are unfinished.
    """
    ends = list(so_far)
    insort(ends, goal)
    return tuple(ends[-count:])
