"""What waits for what, in whole calendar days: a network from which another program works our planned days out again.

Order, tags, openings and days off have come to links with gaps here; where no link explains a day, it is written out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

from plainplan.compile import Compilation
from plainplan.exchange.rows import ExchangeRow, rows_of
from plainplan.model import START, Kind, Reference, Thing
from plainplan.schedule.calendar import Calendar, calendar_of
from plainplan.schedule.network import Network, build_network
from plainplan.schedule.result import Dates
from plainplan.tuples import NamedTuple


class Wait(NamedTuple):
    """A node waited for: `gap` days after its end, or after its start where `starts`; below 0 for a lead."""

    id: str
    gap: int = 0
    starts: bool = False


class Node(NamedTuple):
    """A row as a task of a program that plans by itself. Days are ordinals; `end` is the first day after it.

    `parent` is what holds it there: a solution on a step stands beside the step, which waits for it. `own_end` is
    where a goal's own duration ends, if that is after all that is in it. `not_before` is a day that its `start:` or
    `on:` says, or that no link explains. A milestone starts where it ends. `inside` are the nodes in it.
    """

    row: ExchangeRow
    parent: str | None
    inside: tuple[str, ...]
    start: int
    end: int
    waits: tuple[Wait, ...]
    not_before: int | None
    own_end: int | None


def nodes_of(compilation: Compilation) -> tuple[Node, ...]:
    """The nodes of all that is planned, what is dropped left out: what holds others before what it holds, and a
    solution before its step."""
    return tuple(_Maker(compilation).nodes())


class _Maker:
    """A plan on its way to nodes: things by index, and what is found out about them."""

    def __init__(self, compilation: Compilation) -> None:
        self.compilation = compilation
        self.things = compilation.plan.things
        horizons = tuple(dated.horizon for dated in compilation.schedule.things)
        self.network: Network = build_network(compilation.plan, horizons)
        self.calendar: Calendar = calendar_of(compilation.plan.settings)
        self.bounds: dict[int, int] = {}

    @cached_property
    def planned(self) -> dict[int, Dates]:
        facts = self.compilation.facts
        found = ((thing.index, facts.planned(thing.index)) for thing in self.things if self.network.live[thing.index])
        return {index: dates for index, dates in found if dates is not None}

    @cached_property
    def parents(self) -> dict[int, int | None]:
        """By thing, what holds it for others."""
        return {index: self.network.holder[index] for index in self.planned}

    @cached_property
    def inside(self) -> dict[int | None, list[int]]:
        """By thing, what it holds, in the order in which it is to stand."""
        found: dict[int | None, list[int]] = defaultdict(list)
        for index in sorted(self.planned, key=self._place):
            found[self.parents[index]].append(index)
        return found

    def _place(self, index: int) -> tuple[int, int, int]:
        """A solution on a step stands where the step stands, before it."""
        thing = self.things[index]
        if thing.kind is Kind.SOLUTION and self.network.is_on_step(index):
            return (self.network.step_of(index), 0, index)
        return (index, 1, index)

    @cached_property
    def order(self) -> list[int]:
        """Everything, what holds others first."""
        found, waiting = list[int](), [*reversed(self.inside[None])]
        while waiting:
            index = waiting.pop()
            found.append(index)
            waiting += reversed(self.inside.get(index, []))
        return found

    @cached_property
    def moments(self) -> dict[int, tuple[int, int]]:
        """When each starts and ends for others: a milestone at its end, what holds others with the first in it."""
        found: dict[int, tuple[int, int]] = {}
        for index in reversed(self.order):
            dates, parts = self.planned[index], self.inside.get(index)
            if parts:
                found[index] = (min(found[one][0] for one in parts), max(dates.end, *(found[one][1] for one in parts)))
            else:
                found[index] = (dates.start if dates.days else dates.end, dates.end)
        return found

    @cached_property
    def first(self) -> int:
        """The day on which the first of all starts."""
        return min((start for start, _ in self.moments.values()), default=0)

    def nodes(self) -> Iterator[Node]:
        rows = {row.id: row for row in rows_of(self.compilation)}
        for index in self.order:
            thing, (start, end) = self.things[index], self.moments[index]
            parts = self.inside.get(index, [])
            waits, not_before = self._settled(thing, tuple(self._waits(thing)), is_leaf=not parts)
            parent = self.parents[index]
            yield Node(
                row=rows[thing.id],
                parent=None if parent is None else self.things[parent].id,
                inside=tuple(self.things[one].id for one in parts),
                start=start,
                end=end,
                waits=waits,
                not_before=not_before,
                own_end=end if parts and end > max(self.moments[one][1] for one in parts) else None,
            )

    # What a thing waits for

    def _waits(self, thing: Thing) -> Iterator[tuple[int, int, bool]]:
        """What is waited for, each with a gap in days and whether that counts from its start; nothing twice, nothing
        that holds it or that it holds."""
        around = {thing.index, *self._holders(thing.index)}
        seen: set[tuple[int, bool]] = set()
        for target, gap, starts in self._all_waits(thing):
            if target not in around and thing.index not in self._holders(target) and (target, starts) not in seen:
                seen.add((target, starts))
                yield target, gap, starts

    def _all_waits(self, thing: Thing) -> Iterator[tuple[int, int, bool]]:
        network, index = self.network, thing.index
        if thing.kind is Kind.SOLUTION and network.is_on_step(index):
            if network.follows_order(index):
                yield from self._own_waits(self.things[network.step_of(index)])
                yield from self._ends(() if network.above[index] is None else (network.above[index] or 0,))
            else:
                yield from self._named(thing)
            return
        yield from self._own_waits(thing)
        yield from self._ends(network.solved_by[index])

    def _own_waits(self, thing: Thing) -> Iterator[tuple[int, int, bool]]:
        """By order or by tags, its own solutions aside."""
        if self.network.follows_order(thing.index) and thing.kind is not Kind.SOLUTION:
            yield from self._ends(self._above(thing.index))
            yield from self._ends(self.network.awaited.get(thing.index, ()))
            yield from self._ends(self._in_focus(thing.index))
        yield from self._named(thing)

    def _above(self, index: int) -> Iterator[int]:
        """What is written above it, up to what itself waits for all that is above that."""
        above = self.network.above[index]
        while above is not None:
            yield from (above, *self.network.solved_by[above])
            if self.network.follows_order(above):
                return
            above = self.network.above[above]

    def _in_focus(self, index: int) -> Iterator[int]:
        reason = self.planned[index].reason
        if reason.ref is not None and "focus" in (reason.rule, reason.put_off):
            yield reason.ref

    def _ends(self, targets: Iterable[int]) -> Iterator[tuple[int, int, bool]]:
        return ((target, 0, False) for target in targets if target in self.planned)

    def _named(self, thing: Thing) -> Iterator[tuple[int, int, bool]]:
        for reference in (*(thing.after or ()), *self.network.before.get(thing.index, ())):
            for target in self._live(reference):
                end = self.moments[target][1]
                yield target, self._gap(reference, end, end), False
        for reference in thing.with_ or ():
            if reference.target in self.planned:
                start = self.planned[reference.target].start
                yield reference.target, self._gap(reference, start, self.moments[reference.target][0]), True

    def _live(self, reference: Reference) -> Iterator[int]:
        if reference.target != START and reference.target in self.planned:
            yield from (reference.target, *self.network.solved_by[reference.target])

    def _gap(self, reference: Reference, day: int, moment: int) -> int:
        return (self.calendar.lagged(day, reference.lag) if reference.lag else day) - moment

    def _holders(self, index: int) -> Iterator[int]:
        holder = self.parents[index]
        while holder is not None:
            yield holder
            holder = self.parents[holder]

    # Days that no link explains

    def _settled(
        self, thing: Thing, found: tuple[tuple[int, int, bool], ...], *, is_leaf: bool
    ) -> tuple[tuple[Wait, ...], int | None]:
        """Links that let it start on its day and no later, and the day where they let it start earlier."""
        start = self.moments[thing.index][0]
        waits = [Wait(self.things[target].id, *self._held(target, gap, start, starts)) for target, gap, starts in found]
        days = [self._moment(target, wait) + wait.gap for (target, _, _), wait in zip(found, waits, strict=True)]
        not_before = self._written(thing, start)
        parent = self.parents[thing.index]
        opening = self.bounds[parent] if parent is not None else self.first
        explained = max((opening, not_before or 0, *days))
        if is_leaf and explained < start:
            if days and explained == max(days) and self.planned[thing.index].reason.rule == "day off":
                last = days.index(explained)
                waits[last] = waits[last]._replace(gap=waits[last].gap + start - explained)
            else:
                not_before = start
            explained = start
        self.bounds[thing.index] = explained
        return tuple(waits), not_before

    def _held(self, target: int, gap: int, start: int, starts: bool) -> tuple[int, bool]:
        """The gap, no longer than leads to the start."""
        return min(gap, start - self.moments[target][0 if starts else 1]), starts

    def _moment(self, target: int, wait: Wait) -> int:
        return self.moments[target][0 if wait.starts else 1]

    def _written(self, thing: Thing, start: int) -> int | None:
        """The day of its `start:` or `on:`, where it does not start before that."""
        days = [one.first.toordinal() for one in (thing.start,) if one]
        days += [day for day in (self.compilation.facts.fixed_day(thing.index),) if day is not None]
        return max((day for day in days if day <= start), default=None)
