"""Hours a week as a strip of bars under an axis."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from plainplan.draw.axis import Axis

if TYPE_CHECKING:
    from fractions import Fraction

HEIGHT = 14


def strip(axis: Axis, first: int, hours: Sequence[Fraction | int], pace: Fraction | int) -> tuple[str, str]:
    """The paths of the weeks within the pace and of those over it, in a box of 1000 by 14; the pace is half as high."""
    within, over = list[str](), list[str]()
    for week, amount in enumerate(hours):
        mark = axis.mark(first + 7 * week, first + 7 * week + 7)
        if not amount or mark is None:
            continue
        high = max(min(round(amount / pace * HEIGHT / 2), HEIGHT), 1)
        bar = f"M{mark.x * 10:.0f} {HEIGHT - high}h{max(mark.width * 10 - 1, 1):.0f}v{high}H{mark.x * 10:.0f}z"
        (over if amount > pace else within).append(bar)
    return "".join(within), "".join(over)
