"""What the front page of a folder says of a plan: its line among the others, where it leads, what is due this week."""

from __future__ import annotations

from plainplan.cohort.rows import DETAILS, OVERVIEW, PRIVATE, Row, row_of
from plainplan.cohort.standing import standing_of
from plainplan.compile import Compilation
from plainplan.facts import Facts
from plainplan.facts.agenda import WEEK
from plainplan.facts.check_ins import kept
from plainplan.facts.coming import until
from plainplan.tuples import NamedTuple
from plainplan.values import Horizon


class Due(NamedTuple):
    """A piece of work that is to be done on a day (an ordinal); whether that day is promised, or laid by the dates."""

    day: int
    title: str
    is_promised: bool


class FrontEntry(NamedTuple):
    """A plan on a front page. `row` is its line, None where nothing of it is to be shown; `objective` is where it
    leads, `meets` the day of its next check-in, `due` what is to be done within a week. It `hides` its page if it says
    so."""

    row: Row | None
    objective: str = ""
    meets: int | None = None
    due: tuple[Due, ...] = ()
    hides: bool = False


def entry_of(compilation: Compilation, key: str) -> FrontEntry:
    """What a front page says of a compiled plan."""
    settings, facts = compilation.plan.settings, compilation.facts
    if settings.visibility == PRIVATE:
        return FrontEntry(None)
    row = row_of(standing_of(compilation), key, DETAILS, settings.author or "")
    hides = settings.visibility == OVERVIEW
    if compilation.has_errors:
        return FrontEntry(row, hides=hides)
    rhythm = kept(facts)
    meets = rhythm.next if rhythm and facts.is_going_on else None
    return FrontEntry(row, _objective(facts), meets, tuple(_due(facts)), hides)


def _objective(facts: Facts) -> str:
    """The goal that all others lead to; the last one where none is named so."""
    tops = [thing.index for thing in facts.top_goals]
    primary = [index for index in tops if facts.horizon(index) is Horizon.PRIMARY]
    return facts.text((primary or tops[-1:])[0]) if tops else ""


def _due(facts: Facts) -> list[Due]:
    last = facts.today + WEEK - 1
    laid = {index: day for day, index in until(facts, last)}
    found = {index: Due(day, facts.text(index), False) for index, day in laid.items()}
    for thing in facts.plan.things:
        if thing.scheduled and facts.is_open(thing.index):
            days = [day for day in (facts.fixed_day(thing.index), facts.due_day(thing.index)) if day is not None]
            if days and facts.today <= min(days) <= last:
                found[thing.index] = Due(min(days), facts.text(thing.index), True)
    return sorted(found.values())
