"""Bisection, for what holds up to some number and not beyond it."""

from __future__ import annotations

from collections.abc import Callable


def last_that_fits(fits: Callable[[int], bool], low: int, high: int) -> int:
    """The largest number that fits, given that `low` does and `high` does not; `fits` must be monotonic."""
    while high - low > 1:
        middle = (low + high) // 2
        if fits(middle):
            low = middle
        else:
            high = middle
    return low
