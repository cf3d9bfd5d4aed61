"""What a plan costs: in all, by goal, by year, what of it is spent, and what is kept in reserve.

A thing's cost counts once, in the year in which it is projected to finish, and in every goal that holds it. What is
dropped costs nothing. What may never come (a contingency, the cost of a barrier itself) is no part of the total: it
is the reserve, as long as its barrier still threatens.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from plainplan.facts import Facts
from plainplan.model import Barrier
from plainplan.tuples import NamedTuple

if TYPE_CHECKING:
    from fractions import Fraction

Amount: TypeAlias = "Fraction | int"


class Cost(NamedTuple):
    """Amounts of money: the total, what of it is spent (things that are done), and what may be added by barriers."""

    total: Amount = 0
    done: Amount = 0
    reserve: Amount = 0

    def plus(self, other: Cost) -> Cost:
        return Cost(self.total + other.total, self.done + other.done, self.reserve + other.reserve)


_FREE = Cost()


class Costs(NamedTuple):
    """A plan's costs.

    `things` are by index, each with its contents; `years` are those with a cost, in order; `undated` is for things
    without a projected finish.
    """

    all: Cost
    things: dict[int, Cost]
    years: tuple[tuple[int, Amount], ...]
    undated: Amount

    def of(self, index: int) -> Cost:
        """The cost of a thing with its contents."""
        return self.things.get(index, _FREE)


def costs_of(facts: Facts) -> Costs:
    """The costs of a plan by its projected dates."""
    own, plan = _own(facts), facts.plan
    things = dict(own)
    for index in reversed(range(len(plan.things)) if own else ()):  # parents precede their contents
        parent = plan.things[index].parent
        if index in things and parent is not None:
            things[parent] = things.get(parent, _FREE).plus(things[index])
    years, undated = _years(facts, own)
    everything = _FREE
    for goal in plan.goals:
        if goal in things:
            everything = everything.plus(things[goal])
    return Costs(everything, things, years, undated)


def _own(facts: Facts) -> dict[int, Cost]:
    """What each thing costs by itself, with its barriers."""
    own: dict[int, Cost] = {}
    for thing in facts.plan.things:
        if thing.cost is not None and facts.is_work(thing.index):
            own[thing.index] = Cost(thing.cost, thing.cost if facts.is_done(thing.index) else 0)
    for barrier in facts.open_barriers:
        if reserve := _reserve(facts, barrier):
            own[barrier.of] = own.get(barrier.of, _FREE).plus(Cost(reserve=reserve))
    return own


def _reserve(facts: Facts, barrier: Barrier) -> Amount:
    """What a barrier that still threatens would cost, by itself and by its contingencies."""
    things = [facts.plan.things[index] for index in barrier.solutions]
    contingencies = [one.cost for one in things if one.cost and not one.scheduled]  # unscheduled: never dropped itself
    return sum(contingencies, barrier.cost or 0)


def _years(facts: Facts, own: dict[int, Cost]) -> tuple[tuple[tuple[int, Amount], ...], Amount]:
    years: dict[int, Amount] = {}
    undated: Amount = 0
    for index, cost in own.items():
        dates = facts.projected(index)
        if dates is None:
            undated += cost.total
        elif cost.total:
            year = date.fromordinal(dates.finish).year
            years[year] = years.get(year, 0) + cost.total
    return tuple(sorted(years.items())), undated
