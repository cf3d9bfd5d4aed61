"""How many hours of work fall into a stretch of days, against the hours a week that the plan has (its `pace`)."""

from __future__ import annotations

from fractions import Fraction

from plainplan.facts.facts import Facts
from plainplan.schedule.pace import hours_of


def hours_in(facts: Facts, first: int, last: int) -> Fraction:
    """The hours that open steps given in hours ask for from a first day to a last one, each spread evenly over the
    working days that it takes."""
    return sum((_hours(facts, thing.index, first, last) for thing in facts.open_leaves), Fraction(0))


def _hours(facts: Facts, index: int, first: int, last: int) -> Fraction:
    thing, dates = facts.plan.things[index], facts.projected(index)
    if thing.estimate is None or dates is None:
        return Fraction(0)
    hours, start = hours_of(thing.estimate), dates.start
    if thing.done_part is not None:
        hours, start = hours * (1 - thing.done_part), max(start, facts.today)
    number = facts.calendar.workday_number
    begins, ends = number(start), number(dates.finish + 1)
    if not hours or ends <= begins:
        return Fraction(0)
    shared = min(ends, number(last + 1)) - max(begins, number(first))
    return hours * max(shared, 0) / (ends - begins)
