"""The forward pass: when each thing starts and ends, as planned or as projected from what has happened.

One `Pass` is worked out event by event in the network's order. It holds the days found so far, index for index:
`start` and `finish` are the days shown, `end` the first day on which successors may start.

The rules are those of `docs/time.md`; comments name its sections.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from plainplan.model import START, Kind, Reference, Thing
from plainplan.schedule.calendar import BEYOND, LAST_DAY, NOTHING, Calendar, Length
from plainplan.schedule.network import ABOVE, END, LAID, OPEN, QUEUE, READY, START_OF, Network
from plainplan.schedule.result import Dates, Reason
from plainplan.schedule.waiting import NO_WAIT, UNSET, Ready, Wait, held, later, latest_ends, put_off, waiting
from plainplan.values import State

_PLAN_START, _AS_OF = Reason("plan start"), Reason("as-of")


class Pass:
    """One forward pass: the plan's when `today` is None, else the projection of that plan (`planned`)."""

    def __init__(
        self,
        network: Network,
        calendar: Calendar,
        lengths: tuple[Length | None, ...],
        states: tuple[State, ...],
        plan_start: int,
        today: int | None = None,
        planned: Pass | None = None,
        shares: dict[int, Length] | None = None,
        delays: dict[int, int] | None = None,
    ) -> None:
        self.network = network
        self.calendar = calendar
        self.lengths = lengths
        self.states = states
        self.plan_start = plan_start
        self.today = today
        self.planned = planned
        self.shares = {} if shares is None else shares
        self.delays = {} if delays is None else delays
        self.start: list[int] = []
        self.finish: list[int] = []
        self.end: list[int] = []
        self.opening: list[int] = []
        self.reason: list[Reason] = []
        self.opening_reason: list[Reason] = []
        self.opened: dict[int, Ready] = {}
        self.ready: dict[int, Ready] = {}
        self.above: list[Wait] = []
        self.queued: dict[int, tuple[Wait, ...]] = {}
        self.waits: dict[int, int] = {}
        self.beyond: list[int] = []

    def run(self, order: tuple[int, ...]) -> Pass:
        """Work out every event, each after all that it needs."""
        size = self.network.size
        for days in (self.start, self.finish, self.end, self.opening):
            days[:] = [0] * size
        self.reason[:] = self.opening_reason[:] = [UNSET] * size
        self.above[:] = [NO_WAIT] * size
        for event in order:
            role, index = divmod(event, size)
            _WORK[role](self, index)
        return self

    def copy(self) -> Pass:
        """The same pass as worked out, to try things on."""
        other = self.again({})
        other.start, other.finish, other.end = self.start[:], self.finish[:], self.end[:]
        other.opening, other.above = self.opening[:], self.above[:]
        other.reason, other.opening_reason = self.reason[:], self.opening_reason[:]
        other.ready, other.queued = dict(self.ready), dict(self.queued)
        return other

    def work(self, role: int, index: int) -> None:
        """Work out one event again."""
        _WORK[role](self, index)

    def outcome(self, role: int, index: int) -> tuple[Any, ...]:
        """What an event gave, to compare with later and to restore."""
        if role in (LAID, END):
            return (self.start[index], self.finish[index], self.end[index])
        if role == OPEN:
            return (self.opening[index],)
        if role == START_OF:
            return (self.start[index],)
        if role == ABOVE:
            return (self.above[index],)
        return (self.ready[index], self.opening[index]) if role == READY else (self.queued[index],)

    def restore(self, role: int, index: int, outcome: tuple[Any, ...]) -> None:
        """Put back what an event gave."""
        if role in (LAID, END):
            self.start[index], self.finish[index], self.end[index] = outcome
        elif role == OPEN:
            (self.opening[index],) = outcome
        elif role == START_OF:
            (self.start[index],) = outcome
        elif role == ABOVE:
            (self.above[index],) = outcome
        elif role == READY:
            self.ready[index], self.opening[index] = outcome
        else:
            (self.queued[index],) = outcome

    def again(self, delays: dict[int, int]) -> Pass:
        """The same pass, not yet run, with things delayed by a number of days each."""
        return Pass(
            self.network, self.calendar, self.lengths, self.states, self.plan_start, self.today, self.planned,
            self.shares, delays,
        )  # fmt: skip

    # What a thing waits for (“One thing after the other”)

    def _make_ready(self, index: int) -> None:
        ready = self.ready[index] = self._ready(index)
        if not self.network.live[index]:  # as if it were open, for what names something in it
            opened = self._not_before(self.network.plan.things[index], ready)
            self.opening[index] = self.calendar.skip(max(opened.day, opened.wait))

    def _ready(self, index: int) -> Ready:
        """The constraints on a start by order and tags; a thing's own solutions come on top."""
        network = self.network
        thing, holder = network.plan.things[index], network.holder[index]
        if holder is None:
            found = Ready(self.plan_start, _PLAN_START, 0, 0, UNSET)
        else:
            found = self._opened(holder)
        opening = found.day
        if network.follows_order(index):
            found = self._in_order(thing, found)
        for reference in thing.after or ():
            found = self._after(reference, opening, found, "after")
        for reference in thing.with_ or ():
            found = self._with(reference, opening, found)
        for reference in network.before.get(index, ()):
            found = self._after(reference, opening, found, "before")
        return found

    def _opened(self, holder: int) -> Ready:
        """What the opening of a holder alone lets do: the same for all that is in it."""
        known, day = self.opened.get(holder), self.opening[holder]
        if known is None or known.day != day:
            known = self.opened[holder] = Ready(day, Reason("opening", holder), 0, 0, UNSET)
        return known

    def _in_order(self, thing: Thing, ready: Ready) -> Ready:
        """The constraints of things without `after:` and `with:`, which would replace the order."""
        network, index = self.network, thing.index
        if thing.kind is Kind.SOLUTION:
            return self._solution_ready(index, ready)
        above = network.above[index]
        if above is not None:
            ready = waiting(ready, self.above[above], "order")
        if thing.parent is None:
            for goal in network.awaited.get(index, ()):
                ready = waiting(ready, self._ended(goal), "primary")
            place = network.place_in_queue.get(index)
            if place is not None and place >= (network.plan.settings.focus or 1):
                ready = waiting(ready, self.queued[network.queue[place - 1]][0], "focus")
        return ready

    def _solution_ready(self, index: int, ready: Ready) -> Ready:
        """A solution on a step waits for what the step waits for, and for the solution above it.

        One on a goal waits for the goal's opening alone.
        """
        if not self.network.is_on_step(index):
            return ready
        ready = self.ready[self.network.step_of(index)]
        before = self.network.above[index]
        return ready if before is None else waiting(ready, self._ended(before), "order")

    def _after(self, reference: Reference, opening: int, ready: Ready, rule: str) -> Ready:
        """`after:` and `before:`. With a lag, the day counted from the end is a day like any other.

        Without one it is a wait: a milestone that it sets is shown on its last day.
        """
        target, lag = reference.target, reference.lag
        if target == START:
            day = self.calendar.lagged(opening, lag) if lag else opening
            return held(ready, day, Reason(rule, None, lag))
        if not self.network.live[target]:
            return self._as_dropped(reference, ready, rule)
        for one in (target, *self.network.solved_by[target]):
            wait = self._ended(one)
            if lag is None:
                ready = waiting(ready, wait, rule)
            else:
                ready = held(ready, self.calendar.lagged(wait.end, lag), Reason(rule, one, lag))
        return ready

    def _as_dropped(self, reference: Reference, ready: Ready, rule: str) -> Ready:
        """What is dropped takes no time: its successors wait for what it waited for."""
        before, lag = self.ready[reference.target], reference.lag
        if lag is None:
            ready = held(ready, before.day, Reason(rule, reference.target))
            return waiting(ready, Wait(before.wait, before.shown, reference.target), rule)
        day = self.calendar.lagged(max(before.day, before.wait), lag)
        return held(ready, day, Reason(rule, reference.target, lag))

    def _with(self, reference: Reference, opening: int, ready: Ready) -> Ready:
        """`with:` counts from the start of the thing named."""
        target, lag = reference.target, reference.lag
        if target != START and not self.network.live[target]:
            return self._as_dropped(reference, ready, "with")
        day = opening if target == START else self.start[target]
        day = self.calendar.lagged(day, lag) if lag else day
        return held(ready, day, Reason("with", None if target == START else target, lag))

    def _ended(self, index: int) -> Wait:
        return Wait(self.end[index], self.finish[index], index)

    def _ready_with_solutions(self, index: int) -> Ready:
        solutions = self.network.solved_by[index]
        if not solutions:
            return self._ready(index)
        found = self.ready[index]
        for solution in solutions:
            found = waiting(found, self._ended(solution), "solution")
        return found

    def ready_without_solutions(self, index: int) -> int:
        """The day that what a thing waits for, its own solutions aside, lets it."""
        found = self._ready(index)
        return max(found.day, found.wait)

    # Leaves (“How long a thing takes”, “What has happened”)

    def length_of(self, index: int) -> Length:
        """How long a leaf takes: its own duration, the days of its `on:`, its share of its holder's, else nothing."""
        own = self.lengths[index]
        return self.shares.get(index, NOTHING) if own is None else own

    def is_appointment(self, index: int) -> bool:
        """Whether a leaf happens on days of its own, days off or not."""
        return self.network.plan.things[index].on is not None

    def first_day(self, index: int, day: int) -> int:
        """The day on which a leaf that may start on `day` starts."""
        return day if self.is_appointment(index) else self.calendar.skip(day)

    def end_from(self, index: int, start: int) -> int:
        """The end of a leaf that starts on a day."""
        lay = self.calendar.lay_through if self.is_appointment(index) else self.calendar.lay
        return lay(start, self.length_of(index))

    def starts_later(self, index: int) -> bool:
        """Whether a thing that is put off starts later: what is to do, with a length and nothing in it.

        “How much room there is”: anything else finishes later instead, with its start where it was.
        """
        is_leaf = self.network.leaf[index] and self.length_of(index) != NOTHING
        return is_leaf and (self.today is None or self.states[index] is State.TO_DO)

    def put_off(self, index: int, days: int) -> tuple[int, int, int]:
        """Start, finish and end of a thing that is delayed by that many days, and nothing else with it."""
        start, finish, end = self.start[index], self.finish[index], self.end[index]
        return self._from(index, start, days) if self.starts_later(index) else (start, finish + days, end + days)

    def _from(self, index: int, start: int, days: int) -> tuple[int, int, int]:
        """Start, finish and end of a leaf with a length that would start on a day, if delayed by that many days."""
        start = self.calendar.skip(start + days) if days else start
        end = self.end_from(index, start)
        return start, end - 1, end

    def _lay(self, index: int) -> None:
        ready = self._ready_with_solutions(index)
        state = self.states[index]
        if self.today is None or state is State.TO_DO:
            self._lay_ahead(index, ready)
        elif state is State.DONE:
            self._lay_done(index, self.today)
        else:
            self._lay_begun(index, ready, self.today)
        if self.end[index] > LAST_DAY + 1 and index not in self.beyond:
            self.beyond.append(index)

    def _lay_ahead(self, index: int, ready: Ready) -> None:
        """Lay a leaf that is still to do; in the projection it starts today at the earliest."""
        ready = self._not_before(self.network.plan.things[index], ready)
        if self.today is not None:
            ready = held(ready, self.today, _AS_OF)
        length = self.length_of(index)
        waited = ready.wait > ready.day
        day, reason = (ready.wait, ready.wait_reason) if waited else (ready.day, ready.reason)
        start = self.first_day(index, day)
        reason = reason if start == day else put_off(reason)
        if length != NOTHING:
            self._put(index, *self._from(index, start, self.delays.get(index, 0)), reason)
            return
        # A milestone is shown on the last day of what it waited for, if that alone set it, and not the day after.
        self.waits[index] = ready.wait
        if waited:
            self._set(index, ready.shown, ready.shown, day, reason)
        else:
            self._set(index, start, start, start, reason)

    def _not_before(self, thing: Thing, ready: Ready) -> Ready:
        """The constraints of a thing's own `start:` and `on:`."""
        if thing.start is not None:
            ready = held(ready, thing.start.first.toordinal(), Reason("start tag"))
        if thing.on is not None:
            ready = held(ready, thing.on.first.toordinal(), Reason("on tag"))
        return ready

    def _lay_done(self, index: int, today: int) -> None:
        """Without `done:` it finished as planned, or today if that is earlier: it cannot finish in the future."""
        thing, planned = self.network.plan.things[index], self._plan()
        finish = self._finished(thing, today)
        if finish is None:
            finish = min(planned.finish[index], today, self._closed(thing, today))
        start = min(planned.start[index] if thing.since is None else thing.since.first.toordinal(), finish)
        reason = Reason("since") if thing.since else Reason("done")
        self._set(index, start, finish, finish + 1, reason)

    def _written_finish(self, thing: Thing, today: int) -> int | None:
        """The last day of `done:`; of a month or a year that goes on, today."""
        if thing.done is None:
            return None
        last = thing.done.last.toordinal()
        return last if thing.done.is_day else min(last, max(today, thing.done.first.toordinal()))

    def _finished(self, thing: Thing, today: int) -> int | None:
        """The day on which a done thing finished by its own word, but not after what it is in."""
        written = self._written_finish(thing, today)
        return None if written is None else min(written, self._closed(thing, today))

    def _closed(self, thing: Thing, today: int) -> int:
        """The first day on which anything that a thing is in was finished by its own word: all in it is done then."""
        closed, holder = BEYOND, self.network.holder[thing.index]
        while holder is not None:
            if self.states[holder] is State.DONE:
                written = self._written_finish(self.network.plan.things[holder], today)
                closed = closed if written is None else min(closed, written)
            holder = self.network.holder[holder]
        return closed

    def _lay_begun(self, index: int, ready: Ready, today: int) -> None:
        """The duration counts from the start.

        With `done:40%`, 60 % of the planned calendar days are left, from today.
        """
        thing, planned = self.network.plan.things[index], self._plan()
        if thing.since is not None:
            start, reason = thing.since.first.toordinal(), Reason("since")
        else:
            start, reason = self._assumed_start(index, ready, today)
        if thing.done_part is not None:
            left = (1 - thing.done_part) * (planned.end[index] - planned.start[index])
            end = self.calendar.lay_calendar(max(today, start), -(-left // 1))
        else:
            end = self.end_from(index, start)
        end = max(end, today + 1, start + 1)  # a `since:` may name a day that has not come
        self._set(index, start, end - 1, end, reason)

    def _assumed_start(self, index: int, ready: Ready, today: int) -> tuple[int, Reason]:
        """The start of what has begun on no written day: when it was planned and allowed, but not after today."""
        allowed = self.first_day(index, max(ready.day, ready.wait))
        planned = self._plan()
        start, reason = planned.start[index], planned.reason[index]
        if allowed > start:
            start, reason = allowed, ready.wait_reason if ready.wait > ready.day else ready.reason
        return (start, reason) if start <= today else (today, _AS_OF)

    def _plan(self) -> Pass:
        assert self.planned is not None
        return self.planned

    def _set(self, index: int, start: int, finish: int, end: int, reason: Reason) -> None:
        delay = self.delays.get(index, 0)
        self._put(index, start, finish + delay, end + delay, reason)

    def _put(self, index: int, start: int, finish: int, end: int, reason: Reason) -> None:
        self.start[index], self.finish[index], self.end[index] = start, finish, end
        self.reason[index] = reason

    # Things with contents (“How long a thing takes”)

    def _open(self, index: int) -> None:
        """The opening: the day from which contents may start, whatever the first of them is."""
        ready = self._ready_with_solutions(index)
        if self.today is None or self.states[index] is State.TO_DO:
            ready = self._not_before(self.network.plan.things[index], ready)
        waited = ready.wait > ready.day
        day = ready.wait if waited else ready.day
        self.opening[index] = self.calendar.skip(day)
        reason = ready.wait_reason if waited else ready.reason
        self.opening_reason[index] = reason if self.opening[index] == day else put_off(reason)
        if self.today is None and self.lengths[index] is not None:
            from plainplan.schedule.shares import shared_out  # few plans ask for it

            self.shares |= shared_out(self.network, self.calendar, self.lengths, index, self.opening[index])

    def _begin(self, index: int) -> None:
        """A thing with contents starts with the first of them, or on its `since:` if that is earlier."""
        first = min(self.network.parts[index], key=self.start.__getitem__)
        start, reason = self.start[first], self.reason[first]
        since = self.network.plan.things[index].since
        if self.today is not None and since is not None and self.states[index] is not State.TO_DO:
            start, reason = min(start, since.first.toordinal()), Reason("since")
        elif reason == Reason("opening", index):
            reason = self.opening_reason[index]
        else:
            reason = reason._replace(inside=first)
        written = self._own_finish(index)
        self.start[index], self.reason[index] = start if written is None else min(start, written), reason

    def _finish(self, index: int) -> None:
        """It ends with the last of its contents, and not before its own duration has passed since its start."""
        parts = self.network.parts[index]
        finish = max(map(self.finish.__getitem__, parts))
        end = max(map(self.end.__getitem__, parts))
        state = self.states[index] if self.today is not None else State.TO_DO
        if self.today is not None and state is State.DONE:
            written = self._own_finish(index)
            finish = finish if written is None else written
            self._set(index, self.start[index], finish, finish + 1, self.reason[index])
            return
        own = self.lengths[index]
        if own is not None:
            stretched = self.calendar.lay(self._own_start(index), own)
            end, finish = max(end, stretched), max(finish, stretched - 1)
        if self.today is not None and state is State.UNDER_WAY:
            finish = max(finish, self.today)
            end = max(end, finish + 1)
        self._set(index, self.start[index], finish, end, self.reason[index])
        if end > LAST_DAY + 1 and not self.beyond:
            self.beyond.append(index)

    def _own_finish(self, index: int) -> int | None:
        """The day on which a thing with contents was finished by its own word, in the projection."""
        if self.today is None or self.states[index] is not State.DONE:
            return None
        return self._finished(self.network.plan.things[index], self.today)

    def _own_start(self, index: int) -> int:
        """The day from which its own duration counts."""
        since = self.network.plan.things[index].since
        if self.today is not None and since is not None and self.states[index] is not State.TO_DO:
            return since.first.toordinal()
        return self.start[index]

    # Order and focus

    def _gather(self, index: int) -> None:
        """The latest end of all that is written up to a thing in its parent."""
        above = self.network.above[index]
        wait = NO_WAIT if above is None else self.above[above]
        wait = later(wait, self._ended(index))
        for solution in self.network.solved_by[index]:
            wait = later(wait, self._ended(solution))
        self.above[index] = wait

    def _line_up(self, index: int) -> None:
        """The ends that decide when the goals further down the `focus` queue open."""
        place = self.network.place_in_queue[index]
        so_far = self.queued[self.network.queue[place - 1]] if place else ()
        self.queued[index] = latest_ends(so_far, self._ended(index), self.network.plan.settings.focus or 1)

    def dates(self, index: int) -> Dates | None:
        """The days found for a thing; None where it has none."""
        if not self.network.live[index]:
            return None
        start, finish, end = self.start[index], self.finish[index], self.end[index]
        if end > LAST_DAY:
            start, finish, end = min(start, LAST_DAY), min(finish, LAST_DAY), min(end, BEYOND)
        days = 0 if start == finish and self._is_milestone(index) else finish - start + 1
        return Dates(start, finish, end, days, self.reason[index])

    def _is_milestone(self, index: int) -> bool:
        return self.network.leaf[index] and self.length_of(index) == NOTHING and self.start[index] == self.finish[index]


_WORK: dict[int, Callable[[Pass, int], None]] = {
    READY: Pass._make_ready, LAID: Pass._lay, OPEN: Pass._open, START_OF: Pass._begin,
    END: Pass._finish, ABOVE: Pass._gather, QUEUE: Pass._line_up,
}  # fmt: skip
"""How to work out an event, by its role."""
