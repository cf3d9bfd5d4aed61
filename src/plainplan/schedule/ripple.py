"""What a delay moves: the events downstream of one thing, worked out again until nothing changes any more."""

from __future__ import annotations

from heapq import heappop, heappush
from typing import Any

from plainplan.schedule.backward import Limits
from plainplan.schedule.forward import Pass
from plainplan.schedule.network import END, LAID


class Ripple:
    """Trials on a copy of a projection: whether it keeps all limits when one thing is delayed. `loose` limits are
    never tighter than the real ones, so a day beyond one settles a trial at once. `spent` counts events worked out."""

    def __init__(
        self,
        trial: Pass,
        order: tuple[int, ...],
        loose: Limits,
    ) -> None:
        self.trial = trial
        self.order = order
        self.loose = loose
        self.spent = 0
        self.place = {event: place for place, event in enumerate(self.order)}
        self.followers: list[list[int]] = [[] for _ in self.order]
        for place, event in enumerate(self.order):
            for need in self.trial.network.needs(event):
                self.followers[self.place[need]].append(place)

    def fits(self, index: int, days: int) -> bool:
        """Whether nothing moves or is missed when a thing is so many days late; the pass stays as it was."""
        found, size = self.trial, self.trial.network.size
        found.delays = {index: days}
        changed: list[tuple[int, tuple[Any, ...]]] = []
        waiting = [self.place[found.network.end_event(index)]]
        fits, last = True, -1
        while waiting and fits:
            place = heappop(waiting)
            if place == last:
                continue
            last = place
            event = self.order[place]
            role, thing = divmod(event, size)
            before = found.outcome(role, thing)
            found.work(role, thing)
            self.spent += 1
            if found.outcome(role, thing) != before:
                changed.append((event, before))
                fits = not self._breaks(role, thing)
                for follower in self.followers[place]:
                    heappush(waiting, follower)
        for event, before in reversed(changed):
            role, thing = divmod(event, size)
            found.restore(role, thing, before)
        found.delays = {}
        return fits

    def _breaks(self, role: int, thing: int) -> bool:
        if role not in (LAID, END):
            return False
        found, loose = self.trial, self.loose
        return found.finish[thing] > loose.finish[thing] or found.end[thing] > loose.end[thing]
