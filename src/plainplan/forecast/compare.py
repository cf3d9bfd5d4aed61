"""Sensitivity: what drives the finish, and what each barrier and solution does to it, by rerunning with one change."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial

import numpy as np

from plainplan.forecast.days import Days, Lengths, same
from plainplan.forecast.drivers import Drivers
from plainplan.forecast.rerun import Followers, changed, followers_of
from plainplan.forecast.result import BarrierThreat, Driver, Question, Worth
from plainplan.forecast.runs import Delay, Mask, Runs, earliest, latest_of
from plainplan.forecast.spreads import Spread, share_out
from plainplan.forecast.threats import Hazard, Occurrences
from plainplan.schedule.calendar import NOTHING
from plainplan.schedule.schedule import Passes
from plainplan.tuples import NamedTuple
from plainplan.values import State

_EVENTS = 60_000
"""How many events all trials together may work out again, about, each for all runs of a block."""

_LEAST = 4
"""So many trials are made in the largest plan."""

Key = tuple[str, int, int]
"""What is tried: its kind, what it is about, and for a solution the barrier."""

OVER, WITHOUT, UNSOLVED, AT_ONCE = "over", "without", "unsolved", "at once"
_NEVER: Mask = np.zeros(1, dtype=bool)
_ALWAYS = ~_NEVER


class Trial(NamedTuple):
    """One thing changed: by how many days that moves the end in each run, about and as tried."""

    key: Key
    about: Callable[[], Days]
    tried: Callable[[], Days]


@dataclass
class TrialSums:
    """Sums over the runs so far, for averages.

    Trying a change takes time in proportion to the plan's size, and there is one for everything in it. So only those
    with the largest estimated effects are tried, as many as there is time for; the others keep their estimates.
    """

    passes: Passes
    hazards: tuple[Hazard, ...]
    spreads: dict[int, Spread]
    primary: tuple[int, ...]
    question: Question
    runs: int = 0
    events: int = 0
    chosen: frozenset[Key] | None = None
    critical: dict[int, int] = field(default_factory=dict)
    struck: dict[int, int] = field(default_factory=dict)
    days: dict[Key, float] = field(default_factory=dict)

    @cached_property
    def _followers(self) -> Followers:
        return followers_of(self.passes.network, self.passes.order)

    @cached_property
    def _size(self) -> int:
        """An upper bound on the events that a trial recomputes."""
        return len(self.passes.order) + len(self.hazards)

    @cached_property
    def _places(self) -> list[int]:
        """The place of each hazard among those of its thing."""
        count: dict[int, int] = {}
        found = []
        for hazard in self.hazards:
            found.append(count.get(hazard.of, 0))
            count[hazard.of] = found[-1] + 1
        return found

    def add(self, runs: Runs, occurrences: Occurrences, number: int) -> None:
        """Compare one more block of runs, unless there are enough."""
        if not self.question.drivers or self.events >= _EVENTS:
            return
        self.runs += number
        drivers = Drivers(runs).walk(self.passes.order, self.primary)
        for index, mask in drivers.critical.items():
            self.critical[index] = self.critical.get(index, 0) + _count(mask, number)
        for hazard, place in zip(self.hazards, self._places, strict=True):
            happens = _happens(runs.delays[hazard.of][place]) & drivers.critical.get(hazard.of, _NEVER)
            self.struck[hazard.barrier] = self.struck.get(hazard.barrier, 0) + _count(happens, number)
        last = self._last(runs)
        self._add_trials(list(self._trials(runs, occurrences, drivers.critical, last)), runs, last, number)

    def _add_trials(self, trials: Sequence[Trial], runs: Runs, last: Days, number: int) -> None:
        if self.chosen is None:
            largest = trials if self._all_fit else sorted(trials, key=lambda one: -_sum(one.about(), number))
            self.chosen = frozenset(one.key for one in largest[: self._most])
        left = [trial for trial in trials if not self._is_tried(trial.key)]
        room = last - self._last(self._at_best(runs)) if left else last
        for one in trials:
            days = one.tried() if self._is_tried(one.key) else np.minimum(one.about(), room)
            self.days[one.key] = self.days.get(one.key, 0.0) + _sum(days, number)
        self.events += (2 + len(trials) - len(left)) * self._size

    @cached_property
    def _most(self) -> int:
        """The number of trials that there is time for."""
        return max(_LEAST, _EVENTS // self._size - 2)

    @cached_property
    def _all_fit(self) -> bool:
        changes = sum(1 + 2 * len(hazard.works) + len(hazard.reserves) for hazard in self.hazards)
        return changes + len(self.spreads) <= self._most

    def _is_tried(self, key: Key) -> bool:
        return self._all_fit or (self.chosen is not None and key in self.chosen)

    def _last(self, runs: Runs) -> Days:
        return latest_of([runs.finish[index] for index in self.primary])

    def _saved(self, last: Days, again: Callable[[], Runs]) -> Days:
        return last - self._last(again())

    def _lost(self, last: Days, again: Callable[[], Runs]) -> Days:
        return self._last(again()) - last

    # What there is to try

    def _trials(
        self, runs: Runs, occurrences: Occurrences, critical: Mapping[int, Mask], last: Days
    ) -> Iterator[Trial]:
        for index in self.spreads:
            if index in critical:
                yield Trial(
                    (OVER, index, -1), partial(_over, runs, index, critical[index]),
                    partial(self._saved, last, partial(self._in_time, runs, index)),
                )  # fmt: skip
        for hazard, place in zip(self.hazards, self._places, strict=True):
            yield from self._hazard_trials(runs, occurrences, hazard, place, critical, last)

    def _hazard_trials(
        self, runs: Runs, occurrences: Occurrences, hazard: Hazard, place: int, critical: Mapping[int, Mask], last: Days
    ) -> Iterator[Trial]:
        end, mask = runs.end[hazard.of], critical.get(hazard.of, _NEVER)
        delay = runs.delays[hazard.of][place]
        yield Trial(
            (WITHOUT, hazard.barrier, -1), partial(_later, runs, end, delay, mask),
            partial(self._saved, last, partial(self._with_delay, runs, hazard, place)),
        )  # fmt: skip
        for solution in (*hazard.works, *(one for one, _ in hazard.reserves)):
            other = partial(occurrences.delay, hazard, frozenset((solution,)))
            yield Trial(
                (UNSOLVED, solution, hazard.barrier), partial(_later_still, runs, end, delay, other, mask),
                partial(self._lost, last, partial(self._with_delay, runs, hazard, place, other)),
            )  # fmt: skip
        for solution in hazard.works:
            yield Trial(
                (AT_ONCE, solution, hazard.barrier), partial(_taken, runs, solution, critical.get(solution, _NEVER)),
                partial(self._saved, last, partial(self._at_once, runs, solution)),
            )  # fmt: skip

    # The same runs with one thing changed

    def _with_delay(self, runs: Runs, hazard: Hazard, place: int, other: Callable[[], Delay] | None = None) -> Runs:
        """With another delay by a barrier, or with none at all."""
        delays = list(runs.delays[hazard.of])
        delays[place : place + 1] = [other()] if other else []
        return self._again(runs, (hazard.of,), runs.lengths, {**runs.delays, hazard.of: delays})

    def _at_once(self, runs: Runs, solution: int) -> Runs:
        """With a solution that takes no time."""
        if self.passes.projected.states[solution] is State.DONE:
            return runs
        return self._again(runs, (solution,), {**runs.lengths, solution: same(NOTHING)}, runs.delays)

    def _in_time(self, runs: Runs, index: int) -> Runs:
        """With a thing that never takes longer than it is scheduled for."""
        lengths = {index: _kept(runs, index)}
        share_out(runs.projected, runs.table, index, lengths)
        return self._again(runs, tuple(lengths), {**runs.lengths, **lengths}, runs.delays)

    def _at_best(self, runs: Runs) -> Runs:
        """With nothing that takes longer than it is scheduled for, and no barrier: no change saves more."""
        lengths = dict(runs.lengths)
        for index in self.spreads:
            lengths[index] = _kept(runs, index)
            share_out(runs.projected, runs.table, index, lengths)
        return Runs(runs.projected, runs.table, lengths, {}).run(self.passes.order)

    def _again(
        self, runs: Runs, indices: Sequence[int], lengths: Mapping[int, Lengths],
        delays: Mapping[int, Sequence[Delay]],
    ) -> Runs:  # fmt: skip
        """With a change to few things; `focus` looks at all goals at once, so there all is done again."""
        if self.passes.network.queue:
            return Runs(runs.projected, runs.table, lengths, delays).run(self.passes.order)
        return changed(runs, indices, self._followers, lengths, delays)

    # What comes out

    def _days(self, kind: str, index: int, barrier: int = -1) -> float:
        return self.days.get((kind, index, barrier), 0.0) / self.runs

    @property
    def tried(self) -> bool:
        """Whether all was tried that there was to try."""
        return all(map(self._is_tried, self.days))

    def drivers(self) -> tuple[Driver, ...]:
        """What some run's end goes back to, the steps and what has a range of its own, those that cost most first."""
        network = self.passes.network
        found = [
            Driver(index, count / self.runs, self._days(OVER, index))
            for index, count in self.critical.items()
            if count and (network.leaf[index] or index in self.spreads)
        ]
        return tuple(sorted(found, key=lambda one: (-one.days, -one.critical, one.thing)))

    def threats(self) -> tuple[BarrierThreat, ...]:
        """The barriers, those that cost most first."""
        if not self.runs:
            return ()
        found = [
            BarrierThreat(
                hazard.barrier, hazard.chance(), self.struck.get(hazard.barrier, 0) / self.runs,
                self._days(WITHOUT, hazard.barrier),
            )
            for hazard in self.hazards
        ]  # fmt: skip
        return tuple(sorted(found, key=lambda one: (-one.days, -one.chance, one.barrier)))

    def worths(self) -> tuple[Worth, ...]:
        """The solutions, those that are worth most first."""
        found = [
            Worth(solution, barrier, self._days(UNSOLVED, solution, barrier), self._days(AT_ONCE, solution, barrier))
            for kind, solution, barrier in self.days
            if kind == UNSOLVED
        ]
        return tuple(sorted(found, key=lambda one: (-one.days, one.solution)))


def _scheduled(runs: Runs, index: int) -> Lengths:
    """The length that a thing with a spread is scheduled for."""
    own = runs.projected.lengths[index]
    return same(runs.projected.length_of(index) if own is None else own)


def _over(runs: Runs, index: int, mask: Mask) -> Days:
    """By how much a thing takes longer than it is scheduled for, in the runs of the mask."""
    start = runs.start[index]
    over = runs.table.lay(start, runs.lengths[index]) - runs.table.lay(start, _scheduled(runs, index))
    late: Days = np.maximum(over, 0) * mask
    return late


def _kept(runs: Runs, index: int) -> Lengths:
    """How long a thing takes in each run, but no longer than it is scheduled for."""
    longer = _over(runs, index, _ALWAYS) > 0
    both = zip(_scheduled(runs, index), runs.lengths[index], strict=True)
    return Lengths(*(drawn if _same_days(own, drawn) else np.where(longer, own, drawn) for own, drawn in both))


def _same_days(own: Days, drawn: Days) -> bool:
    return len(own) == len(drawn) == 1 and bool(own[0] == drawn[0])


def _later(runs: Runs, end: Days, delay: Delay, mask: Mask) -> Days:
    """By how much a delay moves an end, in the runs of the mask."""
    late: Days = (earliest([runs.table.lay(end, one) for one in delay]) - end) * mask
    return late


def _later_still(runs: Runs, end: Days, delay: Delay, other: Callable[[], Delay], mask: Mask) -> Days:
    """By how much more another delay moves it."""
    return _later(runs, end, other(), mask) - _later(runs, end, delay, mask)


def _taken(runs: Runs, solution: int, mask: Mask) -> Days:
    """How long a solution takes, in the runs of the mask."""
    took: Days = (runs.end[solution] - runs.start[solution]) * mask
    return took


def _happens(delay: Delay) -> Mask:
    months, calendar, working = delay[0]
    found: Mask = (months + calendar + working) > 0
    return found


def _count(mask: Mask, number: int) -> int:
    return int(mask.sum()) * (number if len(mask) == 1 else 1)


def _sum(days: Days, number: int) -> float:
    return float(days.sum()) * (number if len(days) == 1 else 1)
