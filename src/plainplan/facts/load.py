"""How many hours of work fall into a stretch of days, against the hours a week that the plan has (its `pace`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plainplan.facts.facts import Facts

if TYPE_CHECKING:
    from fractions import Fraction


def hours_in(facts: Facts, first: int, last: int) -> Fraction | int:
    """The hours that open steps given in hours ask for from a first day to a last one, each spread evenly over the
    working days that it takes."""
    found: Fraction | int = 0
    number = facts.calendar.workday_number
    for hours, begins, ends in _spreads(facts):
        shared = min(ends, number(last + 1)) - max(begins, number(first))
        found += hours * max(shared, 0) / (ends - begins)
    return found


def weekly_hours(facts: Facts, first: int, weeks: int) -> tuple[Fraction | int, ...]:
    """The hours of each of so many weeks from a first day on."""
    found: list[Fraction | int] = [0] * weeks
    number = facts.calendar.workday_number
    edges = [number(first + 7 * week) for week in range(weeks + 1)]
    for hours, begins, ends in _spreads(facts):
        for week in range(weeks):
            shared = min(ends, edges[week + 1]) - max(begins, edges[week])
            if shared > 0:
                found[week] += hours * shared / (ends - begins)
    return tuple(found)


def _spreads(facts: Facts) -> list[tuple[Fraction, int, int]]:
    """The hours and days of each open step that is given in hours; most are not."""
    found = (_spread(facts, thing.index) for thing in facts.open_leaves)
    return [spread for spread in found if spread is not None]


def _spread(facts: Facts, index: int) -> tuple[Fraction, int, int] | None:
    """A step's hours that are left, and the working days [first, end) over which they are spread, by number; None of a
    step that is not given in hours."""
    thing, dates = facts.plan.things[index], facts.projected(index)
    if thing.estimate is None or dates is None:
        return None
    hours, start = thing.estimate.hours, dates.start
    if not hours:
        return None
    if thing.done_part is not None:
        hours, start = hours * (1 - thing.done_part), max(start, facts.today)
    number = facts.calendar.workday_number
    begins, ends = number(start), number(dates.finish + 1)
    return (hours, begins, ends) if ends > begins else None
