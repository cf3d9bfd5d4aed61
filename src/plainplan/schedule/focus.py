"""How many goals at once: the day on which fewer than N of the goals so far are unfinished."""

from __future__ import annotations

from bisect import insort

from plainplan.schedule.waiting import Wait


def latest_ends(so_far: tuple[Wait, ...], goal: Wait, count: int) -> tuple[Wait, ...]:
    """The `count` latest ends of the goals so far and one more, earliest first. When there are that many, the
    first of them is the end that lets the next goal open."""
    ends = list(so_far)
    insort(ends, goal)
    return tuple(ends[-count:])
