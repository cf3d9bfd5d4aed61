"""The backward pass: how late each thing may start or end before a limit downstream is broken.

It processes the network's events in reverse and hands limits from successors to predecessors. Nearly every rule of the
forward pass is a maximum of monotonic functions of days, so a limit on the result is a limit on each part alone, and
one pass gives what delaying each thing until something is missed would find by trial. What slack is, `docs/time.md`
says under “How much room there is”.

Three things are no such maxima: `focus` with several goals at once; the start of a thing whose contents do not all
follow the first, where its start counts; a milestone between its predecessor and something else that moves with it.
There a `cautious` pass gives limits that are always safe, and the other kind limits that are never too tight. `unsure`
tells that the two may differ; `slack.py` then decides by trial.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from plainplan.model import START, Kind, Reference
from plainplan.schedule.calendar import NOTHING
from plainplan.schedule.forward import Pass
from plainplan.schedule.network import ABOVE, END, LAID, OPEN, QUEUE, READY, START_OF, Network
from plainplan.values import Lag, State

FREE = 1 << 40
"""No limit at all."""


class _Slots:
    """The limits on the days that `focus` lets goals open, gathered from the last goal of the queue to the first.

    Those days never run backwards along the queue. A goal that ended by such a day must, when delayed, end by its
    limit; one that ended later leaves the day alone however late it gets. Keeping to that keeps every limit.
    """

    def __init__(self) -> None:
        self.days: list[int] = []  # negative, so that they rise as they are added
        self.limits: list[tuple[int, int]] = []

    @property
    def tightest(self) -> int:
        return min(self.limits[-1]) if self.limits else FREE

    def add(self, day: int, end: int, shown: int) -> None:
        before = self.limits[-1] if self.limits else (FREE, FREE)
        self.days.append(-day)
        self.limits.append((min(before[0], end), min(before[1], shown)))

    def limit_from(self, day: int) -> tuple[int, int]:
        """The tightest limits among all days that are no earlier than `day`."""
        place = bisect_left(self.days, -day + 1) - 1
        return self.limits[place] if place >= 0 else (FREE, FREE)


class Limits:
    """The latest days that break nothing: for each thing its end, its shown finish and its shown start; for what
    holds things its opening; for what a thing waits for, the day, the end and the last day shown of `Ready`."""

    def __init__(
        self,
        projected: Pass,
        cautious: bool = False,
    ) -> None:
        self.projected = projected
        self.network = projected.network
        self.calendar = projected.calendar
        self.cautious = cautious
        self.end: list[int] = []
        self.finish: list[int] = []
        self.start: list[int] = []
        self.begin: dict[int, int] = {}  # of what starts later when it is put off: the last day, none that is off
        self.opening: list[int] = []
        self.ready: dict[int, tuple[int, int, int]] = {}
        self.above: dict[int, tuple[int, int]] = {}
        self.queued: dict[int, tuple[int, int]] = {}
        self.slots = _Slots()
        self.begun: list[int] = []
        self.unsure = False

    def run(self, order: tuple[int, ...], plan_limit: int, own_limits: dict[int, int]) -> Limits:
        """Work out all limits: no thing is shown to finish after `plan_limit`, nor after its own limit."""
        size = self.network.size
        for days in (self.end, self.finish, self.start, self.opening):
            days[:] = [FREE] * size
        self.begun[:] = begun_days(self.projected)
        for goal in self.network.plan.goals:
            self.finish[goal] = plan_limit
        for index, last in own_limits.items():
            self.finish[index] = min(self.finish[index], last)
        work = {
            READY: self._through_ready, LAID: self._through_leaf, OPEN: self._through_opening,
            START_OF: self._through_start, END: self._through_end, ABOVE: self._through_order,
            QUEUE: self._through_focus,
        }  # fmt: skip
        for event in reversed(order):
            role, index = divmod(event, size)
            work[role](index)
        return self

    def room(self, index: int) -> int:
        """By how many days a thing can be delayed; `FREE` or close to it without any limit."""
        found = self.projected
        if index in self.begin:
            return max(0, self.begin[index] - found.start[index])
        shown, whole = self.finish[index] - found.finish[index], self.end[index] - found.end[index]
        return shown if shown < whole else whole

    # Events, last to first

    def _through_leaf(self, index: int) -> None:
        if self.projected.states[index] is not State.TO_DO:
            return  # what has begun stands where the facts put it
        length = self.projected.length_of(index)
        if length == NOTHING:
            self._through_milestone(index)
            return
        latest = self.start[index]
        end = min(self.end[index], self.finish[index] + 1)
        is_fixed = self.projected.is_appointment(index)
        if end < FREE:
            last = self.calendar.latest_through if is_fixed else self.calendar.latest_start
            latest = min(latest, last(end, length))
        day = self.begin[index] = self._unskipped(latest)
        if is_fixed:
            day = latest  # it starts on a day off, too, when it has to wait
        self._allow(index, day, day, FREE)

    def _through_milestone(self, index: int) -> None:
        """A milestone is shown on the last day of what it waited for when that alone set it. What else holds it may
        then reach up to that wait, days off or not."""
        shown = min(self.finish[index], self.start[index])
        latest = min(self.end[index], shown)
        day = self._unskipped(latest)
        if day < latest < FREE:
            day = max(day, self.projected.waits[index] - 1)
            if self._is_held_apart(index):
                self.unsure = True
                day = day if self.cautious else latest
        self._allow(index, day, self.end[index], shown)

    def _is_held_apart(self, index: int) -> bool:
        """Whether a lag or a `with:` holds a thing, which can move together with what it waits for."""
        thing = self.network.plan.things[index]
        lagged = any(reference.lag for reference in (*(thing.after or ()), *self.network.before.get(index, ())))
        return lagged or bool(thing.with_)

    def _through_opening(self, index: int) -> None:
        day = self._unskipped(self.opening[index])
        self._allow(index, day, day, FREE)

    def _unskipped(self, day: int) -> int:
        return day if day >= FREE else self.calendar.skip_back(day)

    def _through_start(self, index: int) -> None:
        latest = self.start[index]
        if latest >= FREE or self.begun[index] <= latest:
            return
        anchored = is_anchored(self.network, index)
        if anchored:
            self.opening[index] = min(self.opening[index], latest)
        starts = self.projected.start
        first = min(self.network.parts[index], key=starts.__getitem__)
        is_alone = sum(starts[part] <= latest for part in self.network.parts[index]) < 2
        if (anchored and is_alone) or all_follow(self.network, index, first):
            self.start[first] = min(self.start[first], latest)
            return
        self.unsure = True
        if self.cautious:  # keep the thing that is first now
            self.start[first] = min(self.start[first], latest)

    def _through_end(self, index: int) -> None:
        state = self.projected.states[index]
        if state is State.DONE:
            return
        end, finish = self.end[index], self.finish[index]
        if state is State.UNDER_WAY:
            finish = min(finish, end - 1)
        for part in self.network.parts[index]:
            self._limit_end(part, end, finish)
        self._limit_own_length(index, min(end, finish + 1))

    def _limit_own_length(self, index: int, end: int) -> None:
        own, found = self.projected.lengths[index], self.projected
        since = self.network.plan.things[index].since if found.states[index] is not State.TO_DO else None
        if own is None or end >= FREE or since is not None:
            return
        if self.calendar.lay(self.begun[index], own) > end:
            self.start[index] = min(self.start[index], self.calendar.latest_start(end, own))

    def _through_order(self, index: int) -> None:
        end, shown = self.above.get(index, (FREE, FREE))
        self._limit_end(index, end, shown)
        for solution in self.network.solved_by[index]:
            self._limit_end(solution, end, shown)
        before = self.network.above[index]
        if before is not None:
            self._limit_above(before, end, shown)

    def _through_focus(self, index: int) -> None:
        end, shown = self.queued.get(index, (FREE, FREE))
        place = self.network.place_in_queue[index]
        at_once = self.network.plan.settings.focus or 1
        if at_once == 1:
            self._limit_end(index, end, shown)
            if place:
                self._limit_queued(self.network.queue[place - 1], end, shown)
            return
        if place + 1 >= at_once:
            self.slots.add(self.projected.queued[index][0].end, end, shown)
        if self.slots.tightest < FREE:
            self.unsure = True
            if self.cautious:
                self._limit_end(index, *self.slots.limit_from(self.projected.end[index]))

    def _through_ready(self, index: int) -> None:
        if index in self.ready:
            self._allow_waits(index, *self.ready[index])

    # Handing limits on

    def _allow(self, index: int, day: int, wait: int, shown: int) -> None:
        """Limit what a thing waits for, its solutions included."""
        solutions = self.network.solved_by[index]
        for solution in solutions:
            self._limit_end(solution, wait, shown)
        if solutions:
            self._limit_ready(index, day, wait, shown)
        else:
            self._allow_waits(index, day, wait, shown)

    def _limit_ready(self, index: int, day: int, wait: int, shown: int) -> None:
        before = self.ready.get(index, (FREE, FREE, FREE))
        self.ready[index] = (min(before[0], day), min(before[1], wait), min(before[2], shown))

    def _allow_waits(self, index: int, day: int, wait: int, shown: int) -> None:
        network = self.network
        thing, holder = network.plan.things[index], network.holder[index]
        if holder is not None:
            self._limit_opening(holder, day)
        for reference in network.before.get(index, ()):
            self._limit_after(reference, holder, day, wait, shown)
        if network.follows_order(index):
            self._limit_order(index, day, wait, shown)
            return
        for reference in thing.after or ():
            self._limit_after(reference, holder, day, wait, shown)
        for reference in thing.with_ or ():
            self._limit_with(reference, holder, day, wait, shown)

    def _limit_opening(self, holder: int, day: int) -> None:
        if self.network.live[holder]:
            if day < self.opening[holder]:
                self.opening[holder] = day
        else:
            day = self._unskipped(day)
            self._limit_ready(holder, day, day, FREE)

    def _limit_order(self, index: int, day: int, wait: int, shown: int) -> None:
        network, above = self.network, self.network.above[index]
        if network.plan.things[index].kind is Kind.SOLUTION:
            if network.is_on_step(index):
                self._limit_ready(network.step_of(index), day, wait, shown)
                if above is not None:
                    self._limit_end(above, wait, shown)
            return
        if above is not None:
            self._limit_above(above, wait, shown)
        if network.holder[index] is None:
            for goal in network.awaited.get(index, ()):
                self._limit_end(goal, wait, shown)
            place = network.place_in_queue.get(index)
            if place is not None and place >= (network.plan.settings.focus or 1):
                self._limit_queued(network.queue[place - 1], wait, shown)

    def _limit_after(self, reference: Reference, holder: int | None, day: int, wait: int, shown: int) -> None:
        target, lag = reference.target, reference.lag
        if target == START:
            if holder is not None:
                self._limit_opening(holder, self._before(day, lag))
        elif not self.network.live[target]:
            self._limit_dropped(reference, day, wait, shown)
        else:
            for one in (target, *self.network.solved_by[target]):
                if lag is None:
                    self._limit_end(one, wait, shown)
                else:
                    self._limit_end(one, self._before(day, lag), FREE)

    def _limit_dropped(self, reference: Reference, day: int, wait: int, shown: int) -> None:
        if reference.lag is None:
            self._limit_ready(reference.target, day, wait, shown)
        else:
            before = self._before(day, reference.lag)
            self._limit_ready(reference.target, before, before, FREE)

    def _limit_with(self, reference: Reference, holder: int | None, day: int, wait: int, shown: int) -> None:
        target, before = reference.target, self._before(day, reference.lag)
        if target == START:
            if holder is not None:
                self._limit_opening(holder, before)
        elif self.network.live[target]:
            self.start[target] = min(self.start[target], before)
        else:
            self._limit_dropped(reference, day, wait, shown)

    def _before(self, day: int, lag: Lag | None) -> int:
        return day if lag is None or day >= FREE else self.calendar.latest_before(day, lag)

    def _limit_end(self, index: int, end: int, shown: int) -> None:
        if end < self.end[index]:
            self.end[index] = end
        if shown < self.finish[index]:
            self.finish[index] = shown

    def _limit_above(self, index: int, end: int, shown: int) -> None:
        before = self.above.get(index)
        self.above[index] = (end, shown) if before is None else (min(before[0], end), min(before[1], shown))

    def _limit_queued(self, index: int, end: int, shown: int) -> None:
        before = self.queued.get(index, (FREE, FREE))
        self.queued[index] = (min(before[0], end), min(before[1], shown))


def begun_days(projected: Pass) -> list[int]:
    """For each thing the first day on which something in it really began, which no delay can move; else `FREE`."""
    network = projected.network
    begun = [FREE] * network.size
    for index in reversed(range(network.size)):
        if not network.live[index] or projected.states[index] is State.TO_DO:
            continue
        since = network.plan.things[index].since
        if network.leaf[index] or projected.states[index] is State.DONE:
            begun[index] = projected.start[index]
            continue
        begun[index] = min((begun[part] for part in network.parts[index]), default=FREE)
        if since is not None:
            begun[index] = min(begun[index], since.first.toordinal())
    return begun


def all_follow(network: Network, index: int, first: int) -> bool:
    """Whether everything in a thing comes after the first part of it, by order alone."""
    contents = network.contents[index]
    if not contents or network.parallel[index]:
        return False
    expected = (*network.solved_by[contents[0]], contents[0])[0]
    parts = network.parts[index]
    return first == expected and all(part == first or network.follows_order(part) for part in parts)


def is_anchored(network: Network, index: int) -> bool:
    """Whether something to do in a thing always starts on the thing's opening, whatever day that is."""
    waiting = [index]
    while waiting:
        for part in _first_parts(network, waiting.pop()):
            thing = network.plan.things[part]
            if thing.start is not None or thing.on is not None:
                continue
            if network.leaf[part]:
                return True
            waiting.append(part)
    return False


def _first_parts(network: Network, index: int) -> Iterator[int]:
    """What in a thing waits for nothing but the thing's opening."""
    for child in network.contents[index]:
        if network.follows_order(child) and network.above[child] is None:
            solutions = network.solved_by[child]
            yield from (one for one in solutions[:1] if network.follows_order(one))
            if not solutions:
                yield child
    yield from (one for one in network.parallel[index] if network.follows_order(one))
