"""The forward pass for many runs at once: `schedule.forward.Pass` on numpy arrays of days.

The events, their order and every rule are those of `Pass`; a test compares both. What varies between runs is input:
durations (`lengths`), and delays at the end of things (`delays`). What is the same in all runs is an array of one day.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from plainplan.forecast.days import Days, DayTable, Lengths, constant, same
from plainplan.model import START, Kind, Reference
from plainplan.schedule.calendar import NOTHING
from plainplan.schedule.forward import Pass
from plainplan.schedule.network import ABOVE, END, LAID, OPEN, QUEUE, READY, START_OF, Network
from plainplan.tuples import NamedTuple
from plainplan.values import State

_SHIFT = 24
_SHOWN = (1 << _SHIFT) - 1
NO_WAIT = constant(0)

Mask = NDArray[np.bool_]


def wait_key(end: Days, shown: Days) -> Days:
    """An end and the last day shown in one number: the later wait is the greater one."""
    return (end << _SHIFT) | shown


Delay = tuple[Lengths, ...]
"""What may be added to a thing's end: of several lengths the one that ends first."""


class HoldUp(NamedTuple):
    """Something that holds a start up: its day, or as a plain wait its key; and the event that it comes from.

    `ends` tells that the event's end matters, where its start could.
    """

    event: int
    value: Days
    waits: bool
    ends: bool = False


class ReadyRuns(NamedTuple):
    """The day that what a thing waits for lets it: `wait` is the key of plain waits, `day` is all else."""

    day: Days
    wait: Days

    @property
    def wait_day(self) -> Days:
        return self.wait >> _SHIFT

    @property
    def latest(self) -> Days:
        return np.maximum(self.day, self.wait_day)


@dataclass(slots=True)
class Runs:
    """One block of runs over a projection: days found so far, index for index."""

    projected: Pass
    table: DayTable
    lengths: Mapping[int, Lengths]
    delays: Mapping[int, Sequence[Delay]]
    start: list[Days] = field(default_factory=list)
    finish: list[Days] = field(default_factory=list)
    end: list[Days] = field(default_factory=list)
    key: list[Days] = field(default_factory=list)
    opening: list[Days] = field(default_factory=list)
    ready: dict[int, ReadyRuns] = field(default_factory=dict)
    above: dict[int, Days] = field(default_factory=dict)
    queued: dict[int, Days] = field(default_factory=dict)
    slots: list[Days] = field(default_factory=list)

    @property
    def network(self) -> Network:
        return self.projected.network

    @property
    def today(self) -> int:
        assert self.projected.today is not None
        return self.projected.today

    def run(self, order: Sequence[int]) -> Runs:
        """Work out every event, each after all that it needs."""
        size = self.network.size
        for days in (self.start, self.finish, self.end, self.key, self.opening):
            days[:] = [NO_WAIT] * size
        return self.work_out(order)

    def work_out(self, order: Sequence[int]) -> Runs:
        """Work out some events; what they need is there already."""
        size = self.network.size
        work = {
            READY: self._make_ready, LAID: self._lay, OPEN: self._open, START_OF: self._begin,
            END: self._finish, ABOVE: self._gather, QUEUE: self._line_up,
        }  # fmt: skip
        for event in order:
            role, index = divmod(event, size)
            work[role](index)
        return self

    # What a thing waits for

    def sources(self, index: int) -> Iterator[HoldUp]:
        """Everything that holds up a thing's start, its own tags and solutions aside."""
        network = self.network
        thing, holder = network.plan.things[index], network.holder[index]
        if holder is None:
            opening = constant(self.projected.plan_start)
        else:
            opening = self.opening[holder]
            yield HoldUp(OPEN * network.size + holder, opening, waits=False)
        if network.follows_order(index):
            yield from self._in_order(index)
        for reference in thing.after or ():
            yield from self._after(reference, opening)
        for reference in thing.with_ or ():
            yield from self._with(reference, opening)
        for reference in network.before.get(index, ()):
            yield from self._after(reference, opening)

    def _in_order(self, index: int) -> Iterator[HoldUp]:
        network = self.network
        if network.plan.things[index].kind is Kind.SOLUTION:
            yield from self._solution_sources(index)
            return
        above = network.above[index]
        if above is not None:
            yield HoldUp(ABOVE * network.size + above, self.above[above], waits=True)
        for goal in network.awaited.get(index, ()):
            yield self._ended(goal)
        place = network.place_in_queue.get(index)
        if place is not None and place >= (network.plan.settings.focus or 1):
            before = network.queue[place - 1]
            yield HoldUp(QUEUE * network.size + before, self.queued[before], waits=True)

    def _solution_sources(self, index: int) -> Iterator[HoldUp]:
        network = self.network
        if not network.is_on_step(index):
            return
        step = network.step_of(index)
        found = self.ready[step]
        yield HoldUp(READY * network.size + step, found.day, waits=False)
        yield HoldUp(READY * network.size + step, found.wait, waits=True)
        before = network.above[index]
        if before is not None:
            yield self._ended(before)

    def _after(self, reference: Reference, opening: Days) -> Iterator[HoldUp]:
        target, lag = reference.target, reference.lag
        if target == START:
            yield HoldUp(-1, self.table.lagged(opening, lag) if lag else opening, waits=False)
        elif not self.network.live[target]:
            yield from self._as_dropped(reference)
        else:
            for one in (target, *self.network.solved_by[target]):
                ended = self._ended(one)
                if lag is not None:
                    ended = HoldUp(ended.event, self.table.lagged(self.end[one], lag), waits=False, ends=True)
                yield ended

    def _as_dropped(self, reference: Reference) -> Iterator[HoldUp]:
        event, before = READY * self.network.size + reference.target, self.ready[reference.target]
        if reference.lag is None:
            yield HoldUp(event, before.day, waits=False)
            yield HoldUp(event, before.wait, waits=True)
        else:
            yield HoldUp(event, self.table.lagged(before.latest, reference.lag), waits=False)

    def _with(self, reference: Reference, opening: Days) -> Iterator[HoldUp]:
        target, lag, size = reference.target, reference.lag, self.network.size
        if target == START:
            event, day = -1, opening
        elif self.network.live[target]:
            event = (LAID if self.network.leaf[target] else START_OF) * size + target
            day = self.start[target]
        else:
            yield from self._as_dropped(reference)
            return
        yield HoldUp(event, self.table.lagged(day, lag) if lag else day, waits=False)

    def _ended(self, index: int) -> HoldUp:
        return HoldUp(self.network.end_event(index), self.key[index], waits=True)

    def solution_sources(self, index: int) -> Iterator[HoldUp]:
        """The ends of the scheduled solutions on a step, which it waits for."""
        for solution in self.network.solved_by[index]:
            yield self._ended(solution)

    def _make_ready(self, index: int) -> None:
        ready = self.ready[index] = self._held(self.sources(index))
        if not self.network.live[index]:
            self.opening[index] = self.table.skip(np.maximum(ready.latest, self.not_before(index)))

    def _held(self, sources: Iterator[HoldUp]) -> ReadyRuns:
        day, wait = constant(self.projected.plan_start), NO_WAIT
        for source in sources:
            if source.waits:
                wait = source.value if wait is NO_WAIT else np.maximum(wait, source.value)
            else:
                day = np.maximum(day, source.value)
        return ReadyRuns(day, wait)

    def ready_with_solutions(self, index: int) -> ReadyRuns:
        """What a thing waits for, its solutions included."""
        if not self.network.solved_by[index]:
            found = self.ready.get(index)
            if found is None:
                found = self.ready[index] = self._held(self.sources(index))
            return found
        day, wait = self.ready[index]
        for source in self.solution_sources(index):
            wait = np.maximum(wait, source.value)
        return ReadyRuns(day, wait)

    def not_before(self, index: int) -> int:
        """The day before which a thing to do cannot start, whatever it waits for."""
        thing = self.network.plan.things[index]
        first = thing.start.first.toordinal() if thing.start else 0
        return max(first, thing.on.first.toordinal() if thing.on else 0)

    # Leaves

    def _lay(self, index: int) -> None:
        state = self.projected.states[index]
        if state is State.DONE:
            self._keep(index)
        elif state is State.TO_DO:
            self._lay_ahead(index, self.ready_with_solutions(index))
        else:
            self._lay_begun(index, self.ready_with_solutions(index))

    def _keep(self, index: int) -> None:
        """What is done is done, in every run."""
        found = self.projected
        self._put(index, *(constant(days[index]) for days in (found.start, found.finish, found.end)))

    def _lay_ahead(self, index: int, ready: ReadyRuns) -> None:
        day = np.maximum(ready.day, max(self.not_before(index), self.today))
        wait_day = ready.wait_day
        latest = np.maximum(day, wait_day)
        start = self._first_day(index, latest)
        drawn = self.lengths.get(index)
        own = self.projected.length_of(index)
        end = self._end_from(index, start, same(own) if drawn is None else drawn)
        nothing = (end == start) if drawn is not None or own == NOTHING else None
        if nothing is None or not nothing.any():
            self._set(index, start, end - 1, end)
            return
        waited = nothing & (wait_day > day)
        shown = ready.wait & _SHOWN
        start = np.where(waited, shown, start)
        finish = np.where(nothing, start, end - 1)
        self._set(index, start, finish, np.where(waited, latest, end))

    def _lay_begun(self, index: int, ready: ReadyRuns) -> None:
        thing, planned = self.network.plan.things[index], self.projected.planned
        assert planned is not None
        if thing.since is not None:
            start = constant(thing.since.first.toordinal())
        else:
            allowed = self._first_day(index, ready.latest)
            start = np.minimum(np.maximum(allowed, planned.start[index]), self.today)
        drawn = self.lengths.get(index)
        if thing.done_part is not None:
            end = self._end_of_rest(1 - float(thing.done_part), index, start, drawn)
        else:
            end = self._end_from(index, start, same(self.projected.length_of(index)) if drawn is None else drawn)
        end = np.maximum(np.maximum(end, self.today + 1), start + 1)
        self._set(index, start, end - 1, end)

    def _first_day(self, index: int, day: Days) -> Days:
        return day if self.projected.is_appointment(index) else self.table.skip(day)

    def _end_from(self, index: int, start: Days, length: Lengths) -> Days:
        lay = self.table.lay_through if self.projected.is_appointment(index) else self.table.lay
        return lay(start, length)

    def _end_of_rest(self, part: float, index: int, start: Days, drawn: Lengths | None) -> Days:
        """When a thing ends of which `part` is left, counted from the as-of day."""
        planned = self.projected.planned
        assert planned is not None
        first = constant(planned.start[index])
        days = (planned.end[index] if drawn is None else self.table.lay(first, drawn)) - first
        left = np.ceil(part * days - 1e-9).astype(np.int64)
        return self.table.lay(np.maximum(start, self.today), Lengths(NO_WAIT, left, NO_WAIT))

    def _set(self, index: int, start: Days, finish: Days, end: Days) -> None:
        """Note the days of a thing, delayed by what gets in its way."""
        late = end
        for delay in self.delays.get(index, ()):
            late = earliest([self.table.lay(late, one) for one in delay])
        if late is not end:
            finish, end = finish + (late - end), late
        self._put(index, start, finish, end)

    def _put(self, index: int, start: Days, finish: Days, end: Days) -> None:
        self.start[index], self.finish[index], self.end[index] = start, finish, end
        self.key[index] = wait_key(end, finish)

    # Things with contents

    def _open(self, index: int) -> None:
        found = self.ready_with_solutions(index).latest
        if self.projected.states[index] is State.TO_DO:
            found = np.maximum(found, self.not_before(index))
        self.opening[index] = self.table.skip(found)

    def _begin(self, index: int) -> None:
        if self.projected.states[index] is State.DONE:
            self.start[index] = constant(self.projected.start[index])
            return
        start = earliest([self.start[part] for part in self.network.parts[index]])
        since = self.network.plan.things[index].since
        if since is not None and self.projected.states[index] is not State.TO_DO:
            start = np.minimum(start, since.first.toordinal())
        self.start[index] = start

    def _finish(self, index: int) -> None:
        if self.projected.states[index] is State.DONE:
            self._keep(index)
            return
        parts = self.network.parts[index]
        finish = latest_of([self.finish[part] for part in parts])
        end = latest_of([self.end[part] for part in parts])
        stretched = self.stretched(index)
        if stretched is not None:
            end, finish = np.maximum(end, stretched), np.maximum(finish, stretched - 1)
        if self.projected.states[index] is State.UNDER_WAY:
            finish = np.maximum(finish, self.today)
            end = np.maximum(end, finish + 1)
        self._set(index, self.start[index], finish, end)

    def stretched(self, index: int) -> Days | None:
        """The end of a thing's own duration, laid from its start; None where it has none."""
        own = self.projected.lengths[index]
        length = self.lengths.get(index, None if own is None else same(own))
        if length is None:
            return None
        since = self.network.plan.things[index].since
        begun = since is not None and self.projected.states[index] is not State.TO_DO
        return self.table.lay(constant(since.first.toordinal()) if since and begun else self.start[index], length)

    # Order and focus

    def _gather(self, index: int) -> None:
        above = self.network.above[index]
        found = [] if above is None else [self.above[above]]
        found += [self.key[one] for one in (index, *self.network.solved_by[index])]
        self.above[index] = latest_of(found)

    def _line_up(self, index: int) -> None:
        """Keep the latest ends so far, as many as `focus` allows: the first of them lets the next goal open."""
        carried = self.key[index]
        for place in reversed(range(len(self.slots))):
            kept = self.slots[place]
            self.slots[place], carried = np.maximum(kept, carried), np.minimum(kept, carried)
        if len(self.slots) < (self.network.plan.settings.focus or 1):
            self.slots.insert(0, carried)
        self.queued[index] = self.slots[0]


def latest_of(days: Sequence[Days]) -> Days:
    found = days[0]
    for one in days[1:]:
        found = np.maximum(found, one)
    return found


def earliest(days: Sequence[Days]) -> Days:
    found = days[0]
    for one in days[1:]:
        found = np.minimum(found, one)
    return found
