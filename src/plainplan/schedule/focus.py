"""How many goals at once: the day on which fewer than N of the goals so far are unfinished (rule 2)."""

from __future__ import annotations

from heapq import heappush, heapreplace


class Slots:
    """The N latest ends of the goals added so far. When all N are taken, the next goal opens at the first of them."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.latest: list[tuple[int, int, int]] = []

    def add(self, goal: tuple[int, int, int]) -> tuple[int, int, int]:
        """Add a goal as (end, last day shown, index); gives the one whose end lets the next goal open."""
        if len(self.latest) < self.count:
            heappush(self.latest, goal)
        elif goal > self.latest[0]:
            heapreplace(self.latest, goal)
        return self.latest[0]
