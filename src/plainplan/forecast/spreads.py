"""Distributions of durations: each estimate as a set of lengths and their probabilities."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from plainplan.forecast.days import Days, DayTable, Lengths, constant, same
from plainplan.forecast.draws import Floats, Luck, pert
from plainplan.forecast.result import Question
from plainplan.schedule.calendar import Calendar
from plainplan.schedule.forward import Pass
from plainplan.tuples import NamedTuple
from plainplan.values import Duration, Estimate, State

AS_WRITTEN = Question()
"""No margins and no history: what is spread is what was written as such."""

_MONTH = 30.4375
_LEAST = 1e-9
NONE = constant(0)


class Spread(NamedTuple):
    """Lengths from `low` to `high`; `parts` are the quantiles of the way from one to the other, in rising order.

    `first` is the quantile below which it cannot have been: a thing under way that is not finished yet.
    """

    low: Duration
    high: Duration
    parts: Floats
    calendar: Calendar
    first: int = 0

    def drawn(self, luck: Luck, name: str) -> Lengths:
        return self.lengths(self.parts[luck.places(name, self.first)])

    def lengths(self, parts: Floats) -> Lengths:
        """The lengths at these fractions of the way from low to high, rounded to the nearest day."""
        months, weeks, days, hours = (
            float(low) + parts * float(high - low) if low or high else None
            for low, high in zip(self.low, self.high, strict=True)
        )
        rest = 0.0 if weeks is None else weeks * 7
        whole = NONE
        if months is not None:
            whole = np.floor(months + _LEAST).astype(np.int64)
            rest = (months - whole) * _MONTH + rest
        worked = 0.0 if days is None else days
        if hours is not None:
            worked = worked + hours * (len(self.calendar.workdays) / float(self.calendar.pace))
        working = NONE if isinstance(worked, float) else np.maximum(_nearest(worked), worked > _LEAST)
        return Lengths(whole, NONE if isinstance(rest, float) else _nearest(rest), working)


def spread_of(calendar: Calendar, estimate: Estimate, question: Question = AS_WRITTEN) -> Spread | None:
    """The spread of an estimate; None where it has one length only."""
    low, likely, high = estimate.low, estimate.likely, estimate.high
    if low is not None and high is not None:
        return _between(calendar, low, likely, high)
    if likely is None or likely.is_zero:
        return None
    if question.history:
        parts = np.sort(np.array(question.history))[np.arange(4096) * len(question.history) // 4096]
        return Spread(Duration(), likely, parts, calendar)
    if question.spread:
        share = Fraction(question.spread).limit_denominator(10**6)
        ends = (Duration(*(unit * (1 + sign * share) for unit in likely)) for sign in (-1, 1))
        return _between(calendar, next(ends), likely, next(ends))
    return None


def _between(calendar: Calendar, low: Duration, likely: Duration | None, high: Duration) -> Spread | None:
    if low == high:
        return None
    points = [one for one in (low, likely, high) if one is not None]
    days = [float(calendar.nominal(point)) for point in points]
    parts = pert(days[0], days[1] if likely is not None else (days[0] + days[-1]) / 2, days[-1])
    units = {tuple(bool(unit) for unit in point) for point in points if not point.is_zero}
    if len(units) > 1:  # different units have no common way but that of their nominal days
        low, high = (Duration(weeks=Fraction(end) / 7) for end in (days[0], days[-1]))
    return Spread(low, high, parts, calendar)


def _nearest(days: Floats) -> Days:
    return np.rint(days).astype(np.int64)


def spreads_of(projected: Pass, table: DayTable, question: Question) -> dict[int, Spread]:
    """The spread of every open thing that may take more or less time than it is scheduled for."""
    found: dict[int, Spread] = {}
    for thing in projected.network.plan.things:
        index, state = thing.index, projected.states[thing.index]
        is_fixed = projected.network.leaf[index] and projected.is_appointment(index)
        if not projected.network.live[index] or state is State.DONE or thing.estimate is None or is_fixed:
            continue
        is_budget = question.history and _lengths_inside(projected, index)
        spread = spread_of(projected.calendar, thing.estimate, AS_WRITTEN if is_budget else question)
        if spread is None:
            continue
        if state is State.UNDER_WAY and projected.network.leaf[index] and thing.done_part is None:
            spread = _not_over(spread, table, projected.start[index], projected.today or 0)
        found[index] = spread
    return found


def _lengths_inside(projected: Pass, index: int) -> bool:
    """Whether what is in a thing has durations of its own: then those turn out as earlier ones did, and what the thing
    is given for all of them is a budget, which does not stretch beside them."""
    network = projected.network
    inside = list(network.contents[index])
    while inside:
        one = inside.pop()
        if network.live[one] and network.plan.things[one].estimate is not None:
            return True
        inside += network.contents[one]
    return False


def _not_over(spread: Spread, table: DayTable, start: int, today: int) -> Spread:
    """The spread of what has begun and is not finished: the lengths that would be over by today fall away."""
    ends = table.lay(constant(start), spread.lengths(spread.parts))
    first = int(np.searchsorted(ends, today, side="right"))
    return Spread(spread.low, spread.high, spread.parts, spread.calendar, min(first, len(spread.parts) - 1))


def drawn_lengths(projected: Pass, table: DayTable, spreads: dict[int, Spread], luck: Luck) -> dict[int, Lengths]:
    """How long everything takes that may take more or less, in each run."""
    things = projected.network.plan.things
    found = {index: spread.drawn(luck, things[index].id) for index, spread in spreads.items()}
    for index in spreads:
        share_out(projected, table, index, found)
    return found


def share_out(projected: Pass, table: DayTable, index: int, found: dict[int, Lengths]) -> None:
    """Share a thing's drawn duration among the leaf steps that have none, as the plan shares the scheduled one."""
    planned, own = projected.planned, projected.lengths[index]
    sharing = [child for child in projected.network.contents[index] if child in projected.shares]
    if planned is None or own is None or not sharing:
        return
    opening = constant(planned.opening[index])
    shared = sum(projected.shares[child].calendar for child in sharing)
    others = table.days_present(opening, table.lay(opening, same(own))) - shared
    left = np.maximum(table.days_present(opening, table.lay(opening, found[index])) - others, 0)
    each, more = left // len(sharing), left % len(sharing)
    nothing = np.zeros_like(left)
    for place, child in enumerate(sharing):
        found[child] = Lengths(nothing, each + (place < more), nothing)
