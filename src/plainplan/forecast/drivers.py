"""What the finish of each run depends on: each run walked backwards along its critical path."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from plainplan.forecast.days import Days
from plainplan.forecast.runs import HoldUp, Mask, ReadyRuns, Runs, earliest, latest_of
from plainplan.schedule.network import ABOVE, END, LAID, OPEN, QUEUE, READY, START_OF
from plainplan.values import State


@dataclass(slots=True)
class Drivers:
    """Boolean masks over the runs: those in which a thing's end is critical, and those in which an event's day is."""

    runs: Runs
    reached: dict[int, Mask] = field(default_factory=dict)
    critical: dict[int, Mask] = field(default_factory=dict)

    def walk(self, order: Sequence[int], goals: Sequence[int]) -> Drivers:
        """Back from the goals that finish last."""
        runs, network = self.runs, self.runs.network
        last = latest_of([runs.finish[goal] for goal in goals])
        for goal in goals:
            self._mark_end(goal, runs.finish[goal] == last)
        work = {
            READY: self._through_ready, LAID: self._through_leaf, OPEN: self._through_opening,
            START_OF: self._through_start, END: self._through_end, ABOVE: self._through_order,
            QUEUE: self._through_focus,
        }  # fmt: skip
        for event in reversed(order):
            mask = self.reached.pop(event, None)
            role, index = divmod(event, network.size)
            if role == END or (role == LAID and index in self.critical):
                mask = self.critical.get(index) if mask is None else mask | self.critical.get(index, False)
            if mask is not None and mask.any():
                work[role](index, mask)
        return self

    def _mark(self, event: int, mask: Mask) -> None:
        known = self.reached.get(event)
        self.reached[event] = mask if known is None else known | mask

    def _mark_end(self, index: int, mask: Mask) -> None:
        """The end of a thing matters: unless it is done, it is one of those that the last end goes back to."""
        if self.runs.projected.states[index] is not State.DONE:
            known = self.critical.get(index)
            self.critical[index] = mask if known is None else known | mask

    def _mark_source(self, source: HoldUp, mask: Mask) -> None:
        if source.event < 0:
            return
        role, index = divmod(source.event, self.runs.network.size)
        by_end = source.waits or source.ends
        if role == END or (role == LAID and by_end):
            self._mark_end(index, mask)
        else:
            self._mark(source.event, mask)

    def _through(self, sources: Iterable[HoldUp], ready: ReadyRuns, mask: Mask) -> None:
        """Back to those that a day goes back to, of all that hold a start up."""
        by_wait, by_day = mask & (ready.wait_day >= ready.day), mask & (ready.day >= ready.wait_day)
        for source in sources:
            here, value = (by_wait, ready.wait) if source.waits else (by_day, ready.day)
            self._mark_source(source, here & (source.value == value))

    def _through_ready(self, index: int, mask: Mask) -> None:
        self._through(self.runs.sources(index), self.runs.ready[index], mask)

    def _through_leaf(self, index: int, mask: Mask) -> None:
        """From a leaf's start to what set it; what has begun goes back to nothing."""
        if self.runs.projected.states[index] is State.TO_DO:
            self._through_start_day(index, mask)

    def _through_start_day(self, index: int, mask: Mask) -> None:
        runs = self.runs
        found = runs.ready_with_solutions(index)
        first = max(runs.not_before(index), runs.today) if runs.network.leaf[index] else runs.not_before(index)
        ready = ReadyRuns(np.maximum(found.day, first), found.wait)
        self._through((*runs.sources(index), *runs.solution_sources(index)), ready, mask)

    def _through_opening(self, index: int, mask: Mask) -> None:
        self._through_start_day(index, mask)

    def _through_start(self, index: int, mask: Mask) -> None:
        runs = self.runs
        parts = runs.network.parts[index]
        first = earliest([runs.start[part] for part in parts])
        for part in parts:
            role = LAID if runs.network.leaf[part] else START_OF
            self._mark(role * runs.network.size + part, mask & (runs.start[part] == first))

    def _through_end(self, index: int, mask: Mask) -> None:
        """From the end of a thing with contents to the parts that end last, or to its start where it is stretched."""
        runs = self.runs
        parts = runs.network.parts[index]
        last = latest_of([runs.end[part] for part in parts])
        stretched = runs.stretched(index)
        if stretched is not None:
            last = np.maximum(last, stretched)
            self._mark(START_OF * runs.network.size + index, mask & (stretched == last))
        for part in parts:
            self._mark_end(part, mask & (runs.end[part] == last))

    def _through_order(self, index: int, mask: Mask) -> None:
        runs, network = self.runs, self.runs.network
        found: Days = runs.above[index]
        for one in (index, *network.solved_by[index]):
            self._mark_end(one, mask & (runs.key[one] == found))
        above = network.above[index]
        if above is not None:
            self._mark(ABOVE * network.size + above, mask & (runs.above[above] == found))

    def _through_focus(self, index: int, mask: Mask) -> None:
        runs, network = self.runs, self.runs.network
        for goal in network.queue[: network.place_in_queue[index] + 1]:
            self._mark_end(goal, mask & (runs.key[goal] == runs.queued[index]))
