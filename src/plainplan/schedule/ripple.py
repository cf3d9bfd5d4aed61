"""What a delay moves: the events downstream of one thing, worked out again until nothing changes any more."""

from __future__ import annotations

from heapq import heappop, heappush
from typing import Any

from plainplan.schedule.backward import Limits
from plainplan.schedule.calendar import NOTHING
from plainplan.schedule.forward import Pass
from plainplan.schedule.network import END, LAID


class Ripple:
    """Trials on a copy of a projection: whether it keeps all limits when one thing is delayed. `loose` limits are
    never tighter than the real ones, so a day beyond one settles a trial at once. So does a day beyond the room of
    a thing that is settled, which is why the last things come first. `spent` counts events worked out."""

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
        self.last: dict[int, tuple[int, int]] = {}
        self.runs_forward = trial.calendar.plain or not any(map(self._is_milestone, range(trial.network.size)))
        self.place = {event: place for place, event in enumerate(self.order)}
        self.followers: list[list[int]] = [[] for _ in self.order]
        for place, event in enumerate(self.order):
            for need in self.trial.network.needs(event):
                self.followers[self.place[need]].append(place)

    def _is_milestone(self, index: int) -> bool:
        return self.trial.network.leaf[index] and self.trial.length_of(index) == NOTHING

    def place_of(self, index: int) -> int:
        """How late in the order a thing ends."""
        return self.place[self.trial.network.end_event(index)]

    def settled(self, index: int, room: int) -> None:
        """Record that a thing can finish exactly that many days later.

        Finishing later breaks a limit, and so does anything later still, since a later day never makes another one
        earlier. The exception is a milestone among days off, which is shown before them when it waits, and after them
        when it is held.
        """
        if self.runs_forward:
            _, *last = self.trial.put_off(index, room)
            self.last[index] = (last[0], last[1])

    def excess(self, index: int, days: int) -> int:
        """0 where nothing moves or is missed when a thing is so many days late, else by how many days something is
        too late; the pass stays as it was."""
        found, size = self.trial, self.trial.network.size
        found.delays = {index: days}
        changed: list[tuple[int, tuple[Any, ...]]] = []
        waiting = [self.place[found.network.end_event(index)]]
        over, last = 0, -1
        while waiting and not over:
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
                over = self._over(role, thing)
                for follower in self.followers[place]:
                    heappush(waiting, follower)
        for event, before in reversed(changed):
            role, thing = divmod(event, size)
            found.restore(role, thing, before)
        found.delays = {}
        return over

    def _over(self, role: int, thing: int) -> int:
        if role not in (LAID, END):
            return 0
        finish, end, loose = self.trial.finish[thing], self.trial.end[thing], self.loose
        last = self.last.get(thing)
        over = 0 if last is None else min(finish - last[0], end - last[1])
        return max(0, over, finish - loose.finish[thing], end - loose.end[thing])
