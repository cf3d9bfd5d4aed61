"""Direct dependencies, for arrows between the timeline's rows and for words in its table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plainplan.draw.picture import Row, RowWait
from plainplan.model import START, Kind, Reference, Thing
from plainplan.tuples import NamedTuple
from plainplan.values import Horizon
from plainplan.view.context import ViewContext

_MOST = 12
_MOST_ROWS = 120  # arrows in a picture: more are unreadable, and make the page large


class Awaited(NamedTuple):
    """A direct predecessor, and the day on which its successor may start, without the lag."""

    thing: int
    day: int


class Waits:
    """Which things of a plan directly wait for which, as timeline, table and cards all tell.

    `of` has the direct predecessors of each thing, by projected dates; of a chain only the last.
    """

    def __init__(self, context: ViewContext) -> None:
        self._context = context
        above = _above_of(context)
        self.of = tuple([_awaited(context, thing, above) for thing in context.plan.things])

    def followers(self) -> dict[int, list[int]]:
        """The things with dates that directly wait for each thing."""
        found: dict[int, list[int]] = {}
        for shown in self._context.shown:
            if shown.dates is not None:
                for one in self.of[shown.thing.index]:
                    found.setdefault(one.thing, []).append(shown.thing.index)
        return found


def _above_of(context: ViewContext) -> dict[int, int]:
    """For each thing with dates the one written before it in the same goal or step."""
    above: dict[int, int] = {}
    for thing in context.plan.things:
        before, contents = None, thing.contents
        for part in sorted(contents) if contents else ():
            if context.projected(part) is None:
                continue
            if before is not None:
                above[part] = before
            before = part
    return above


def _awaited(context: ViewContext, thing: Thing, above: dict[int, int]) -> tuple[Awaited, ...]:
    index = thing.index
    said = thing.after is not None or thing.with_ is not None
    ends = _targets(thing.after) if said else _in_order(context, thing, above)
    ends += context.before.get(index, ())
    if index in context.solutions and thing.kind is not Kind.GOAL:
        ends += context.solutions[index]
    found = [_start(context, one) for one in _targets(thing.with_)] if thing.with_ else []
    found += [_end(context, one) for one in ends]
    kept = {one.thing: one for one in found if one is not None and one.thing != index}
    return tuple(kept.values())[:_MOST]


def _targets(references: tuple[Reference, ...] | None) -> list[int]:
    return [reference.target for reference in references or () if reference.target != START]


def _in_order(context: ViewContext, thing: Thing, above: dict[int, int]) -> list[int]:
    if thing.kind is Kind.SOLUTION:
        return _before_solution(context, thing, above)
    if thing.index in above:
        return [above[thing.index]]
    if thing.parent is None and context.horizon(thing.index) is Horizon.PRIMARY:
        return _before_primary(context, thing.index)
    dates = context.projected(thing.index)
    held = dates is not None and dates.reason.rule in ("focus", "order", "solution") and dates.reason.ref is not None
    return [dates.reason.ref] if dates and held and dates.reason.ref is not None else []


def _before_solution(context: ViewContext, solution: Thing, above: dict[int, int]) -> list[int]:
    """A solution on a step waits for the one before it, else for what the step waits for."""
    step = context.plan.things[solution.parent] if solution.parent is not None else solution
    if step.kind is Kind.GOAL or solution.parent is None:
        return []
    earlier = [one for one in context.solutions.get(step.index, ()) if one < solution.index]
    if earlier:
        return earlier[-1:]
    if step.after is not None:
        return _targets(step.after)
    return [above[step.index]] if step.index in above else []


def _before_primary(context: ViewContext, index: int) -> list[int]:
    """The goals that a primary objective waits for: those that are not primary and over before it."""
    dates = context.projected(index)
    goals = (one for one in context.plan.goals if context.horizon(one) is not Horizon.PRIMARY)
    return [one for one in goals if dates and (end := context.projected(one)) and end.finish < dates.start]


def _end(context: ViewContext, index: int) -> Awaited | None:
    dates = context.projected(index)
    return Awaited(index, dates.finish + 1 if dates.days else dates.finish) if dates else None


def _start(context: ViewContext, index: int) -> Awaited | None:
    dates = context.projected(index)
    return Awaited(index, dates.start) if dates else None


def waits_among(context: ViewContext, rows: Sequence[Row], waits: Waits) -> dict[int, tuple[RowWait, ...]]:
    """Which rows wait for which, by their places. A predecessor without a row counts as the goal that contains it."""
    if len(rows) > _MOST_ROWS:
        return {}
    places = {row.thing: place for place, row in enumerate(rows) if row.thing is not None}
    return {place: _waits(context, thing, places, waits) for thing, place in places.items()}


def _waits(context: ViewContext, index: int, places: dict[int, int], waits: Waits) -> tuple[RowWait, ...]:
    found: dict[int, RowWait] = {}
    for one in waits.of[index]:
        row = next((holder for holder in _holders(context, one.thing) if holder in places), None)
        if row is not None and row not in _holders(context, index):
            found[row] = RowWait(places[row], one.day)
    return tuple(found.values())


def _holders(context: ViewContext, index: int) -> Iterator[int]:
    """A thing and its ancestors, from the inside out."""
    at: int | None = index
    while at is not None:
        yield at
        at = context.plan.things[at].parent
