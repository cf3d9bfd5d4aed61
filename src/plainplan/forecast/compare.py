"""What drives the end, and what each barrier and solution does to it: the same runs, with one thing changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from plainplan.forecast.days import Days, Lengths, same
from plainplan.forecast.drivers import Drivers
from plainplan.forecast.rerun import Followers, changed, followers_of
from plainplan.forecast.result import Driver, Question, Threat, Worth
from plainplan.forecast.runs import Delay, Mask, Runs, latest_of
from plainplan.forecast.spreads import Spread
from plainplan.forecast.threats import NOBODY, Hazard, Meeting
from plainplan.schedule.calendar import NOTHING
from plainplan.schedule.schedule import Passes
from plainplan.values import State

_EVENTS = 20_000_000
"""How many events of single runs comparing may cost, about: a plan with many barriers is compared in fewer runs."""


@dataclass
class Comparison:
    """Sums over the runs so far, from which averages are made."""

    passes: Passes
    hazards: tuple[Hazard, ...]
    spreads: dict[int, Spread]
    primary: tuple[int, ...]
    question: Question
    runs: int = 0
    critical: dict[int, int] = field(default_factory=dict)
    over: dict[int, float] = field(default_factory=dict)
    struck: dict[int, int] = field(default_factory=dict)
    saved: dict[int, float] = field(default_factory=dict)
    worth: dict[tuple[int, int], float] = field(default_factory=dict)
    takes: dict[int, float] = field(default_factory=dict)

    @cached_property
    def _followers(self) -> Followers:
        return followers_of(self.passes.network, self.passes.order)

    @cached_property
    def _most(self) -> int:
        """In how many runs to compare."""
        changes = 2 + sum(1 + 2 * len(hazard.works) + len(hazard.reserves) for hazard in self.hazards)
        return max(500, _EVENTS // (changes * len(self.passes.order)))

    def add(self, runs: Runs, meeting: Meeting, number: int) -> None:
        """Compare one block more, unless there are enough."""
        if not self.question.drivers or self.runs >= self._most:
            return
        self.runs += number
        drivers = Drivers(runs).walk(self.passes.order, self.primary)
        for index, mask in drivers.critical.items():
            self.critical[index] = self.critical.get(index, 0) + _count(mask, number)
            self._add_over(runs, index, mask, number)
        last = self._last(runs)
        for hazard in self.hazards:
            self._without_barrier(runs, meeting, hazard, drivers, last, number)
            for solution in (*hazard.works, *(one for one, _ in hazard.reserves)):
                late = self._last(self._changed(runs, meeting, hazard, without=frozenset((solution,)))) - last
                key = (solution, hazard.barrier)
                self.worth[key] = self.worth.get(key, 0.0) + _sum(late, number)
            for solution in hazard.works:
                early = last - self._last(self._at_once(runs, solution))
                self.takes[solution] = self.takes.get(solution, 0.0) + _sum(early, number)

    def _last(self, runs: Runs) -> Days:
        return latest_of([runs.finish[index] for index in self.primary])

    def _add_over(self, runs: Runs, index: int, mask: Mask, number: int) -> None:
        """By how much a thing takes longer than it is scheduled for, in the runs whose end goes back to it."""
        drawn, own = runs.lengths.get(index), self.passes.projected.lengths[index]
        if drawn is None or own is None or not self.passes.network.leaf[index]:
            return
        start = runs.start[index]
        over = np.maximum(runs.table.lay(start, drawn) - runs.table.lay(start, same(own)), 0) * mask
        self.over[index] = self.over.get(index, 0.0) + _sum(over, number)

    def _without_barrier(
        self, runs: Runs, meeting: Meeting, hazard: Hazard, drivers: Drivers, last: Days, number: int
    ) -> None:
        happens = _happens(meeting.delay(hazard))
        critical = drivers.critical.get(hazard.of)
        if critical is not None:
            self.struck[hazard.barrier] = self.struck.get(hazard.barrier, 0) + _count(happens & critical, number)
        early = last - self._last(self._changed(runs, meeting, hazard, without=None))
        self.saved[hazard.barrier] = self.saved.get(hazard.barrier, 0.0) + _sum(early, number)

    def _changed(self, runs: Runs, meeting: Meeting, hazard: Hazard, without: frozenset[int] | None) -> Runs:
        """The same runs without some solutions to a barrier; without the barrier, where they are None."""
        found: list[Delay] = []
        for other in self.hazards:
            if other.of == hazard.of and (other is not hazard or without is not None):
                found.append(meeting.delay(other, without or NOBODY if other is hazard else NOBODY))
        delays = {**runs.delays, hazard.of: found}
        return self._again(runs, hazard.of, runs.lengths, delays)

    def _at_once(self, runs: Runs, solution: int) -> Runs:
        """The same runs with a solution that takes no time."""
        if self.passes.projected.states[solution] is State.DONE:
            return runs
        lengths: dict[int, Lengths] = {**runs.lengths, solution: same(NOTHING)}
        return self._again(runs, solution, lengths, runs.delays)

    def _again(
        self, runs: Runs, index: int, lengths: Mapping[int, Lengths], delays: Mapping[int, Sequence[Delay]]
    ) -> Runs:
        """The same runs with a change to one thing; `focus` looks at all goals at once, so there all is done again."""
        if self.passes.network.queue:
            return Runs(runs.projected, runs.table, lengths, delays).run(self.passes.order)
        return changed(runs, index, self._followers, lengths, delays)

    # What comes out

    def drivers(self) -> tuple[Driver, ...]:
        """The steps that some run's end goes back to, those that cost most first."""
        network = self.passes.network
        found = [
            Driver(index, count / self.runs, self.over.get(index, 0.0) / self.runs)
            for index, count in self.critical.items()
            if count and network.leaf[index]
        ]
        return tuple(sorted(found, key=lambda one: (-one.days, -one.critical, one.thing)))

    def threats(self) -> tuple[Threat, ...]:
        """The barriers, those that cost most first."""
        if not self.runs:
            return ()
        found = [
            Threat(
                one.barrier, one.chance(), self.struck.get(one.barrier, 0) / self.runs,
                self.saved[one.barrier] / self.runs,
            )
            for one in self.hazards
        ]  # fmt: skip
        return tuple(sorted(found, key=lambda one: (-one.days, -one.chance, one.barrier)))

    def worths(self) -> tuple[Worth, ...]:
        """The solutions, those that are worth most first."""
        found = [
            Worth(solution, barrier, days / self.runs, self.takes.get(solution, 0.0) / self.runs)
            for (solution, barrier), days in self.worth.items()
        ]
        return tuple(sorted(found, key=lambda one: (-one.days, one.solution)))


def _happens(delay: Delay) -> Mask:
    months, calendar, working = delay[0]
    found: Mask = (months + calendar + working) > 0
    return found


def _count(mask: Mask, number: int) -> int:
    return int(mask.sum()) * (number if len(mask) == 1 else 1)


def _sum(days: Days, number: int) -> float:
    return float(days.sum()) * (number if len(days) == 1 else 1)
