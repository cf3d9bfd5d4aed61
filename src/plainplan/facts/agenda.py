"""What the next days hold: the work of this week and after it, and week by week all that has a day of its own."""

from __future__ import annotations

from collections.abc import Iterator

from plainplan.facts.check_ins import coming_days
from plainplan.facts.coming import coming, offered
from plainplan.facts.days_off import days_off_ahead
from plainplan.facts.facts import Facts
from plainplan.facts.lateness import overdue_days
from plainplan.facts.latest import latest_start
from plainplan.facts.timeless import says_no_time
from plainplan.tuples import NamedTuple

WEEK = 7
_SOON = 28
_MOST_CHECK_INS = 100  # a daily rhythm has so many in three months


class Ahead(NamedTuple):
    """What there is to do: this week, what begins after it in four weeks, and what can be begun at any time although it
    is laid for later; each by what comes first."""

    week: tuple[int, ...]
    next: tuple[int, ...]
    any_time: tuple[int, ...]


def ahead(facts: Facts) -> Ahead:
    """The work to do now, in three groups; this week are the seven days from today on. Of a plan that says no time, the
    first step of each goal is for this week, and nothing else."""
    now = sorted(offered(facts), key=lambda index: _urgency(facts, index))
    if says_no_time(facts.plan):
        one_each = {facts.top_goal(index): index for index in reversed(now)}
        return Ahead(tuple(index for index in now if index in one_each.values()), (), ())
    week = tuple(index for index in now if _is_of_this_week(facts, index))
    after = tuple(index for day, index in coming(facts) if day < facts.today + _SOON)
    of_week = set(week)
    return Ahead(week, after, tuple(index for index in now if index not in of_week))


def _urgency(facts: Facts, index: int) -> tuple[int, int, int]:
    dates = facts.projected(index)
    return (not facts.is_under_way(index), dates.start if dates else 0, index)


def _is_of_this_week(facts: Facts, index: int) -> bool:
    dates, last = facts.projected(index), facts.today + WEEK - 1
    if dates is None or dates.start <= last or facts.is_under_way(index) or overdue_days(facts, index):
        return True
    latest = latest_start(facts, index)
    return latest is not None and latest <= last


class Entry(NamedTuple):
    """Something on a day: work that `begins` or `ends` (from `day` to `last`), an `appointment`, a day that is `due`,
    the last one to begin by (`latest`), a `check-in`, days `off` with their `name`."""

    kind: str
    day: int
    last: int
    thing: int | None = None
    name: str = ""


class Week(NamedTuple):
    """Seven days and what they hold, by day."""

    first: int
    last: int
    entries: tuple[Entry, ...]


_ORDER = ("off", "check-in", "appointment", "due", "latest", "begins", "ends")


def weeks_ahead(facts: Facts, count: int) -> tuple[Week, ...]:
    """So many weeks from today on."""
    end = facts.today + count * WEEK
    found = sorted(
        (entry for entry in _entries(facts, end) if facts.today <= entry.day < end),
        key=lambda one: (one.day, _ORDER.index(one.kind), one.thing or 0),
    )
    firsts = range(facts.today, end, WEEK)
    return tuple(
        Week(first, first + WEEK - 1, tuple(one for one in found if first <= one.day < first + WEEK))
        for first in firsts
    )


def _entries(facts: Facts, end: int) -> Iterator[Entry]:
    """What has a day of its own; of what is after the end, not all."""
    for thing in facts.plan.things:
        dates = facts.projected(thing.index)
        starts_before = dates is not None and dates.start < end
        if (starts_before or thing.due or thing.on) and thing.scheduled and facts.is_open(thing.index):
            yield from _of_thing(facts, thing.index)
    if not meets_every_week(facts):
        yield from (Entry("check-in", day, day) for day in coming_days(facts, _MOST_CHECK_INS))
    for away in days_off_ahead(facts):
        first, last = away.first.toordinal(), away.last.toordinal()
        yield Entry("off", max(first, facts.today), last, name=away.name)


def meets_every_week(facts: Facts) -> bool:
    """Whether there is a check-in in each week, or no rhythm at all: then none of them is news."""
    review = facts.plan.settings.review
    return review is None or review.unit == "day" or (review.unit == "week" and review.count == 1)


def _of_thing(facts: Facts, index: int) -> Iterator[Entry]:
    dates, fixed, due = facts.projected(index), facts.fixed_day(index), facts.due_day(index)
    if due is not None:
        yield Entry("due", due, due, index)
    if fixed is not None:
        yield Entry("appointment", fixed, fixed, index)
    if dates is None or not facts.is_leaf(index):
        return
    if fixed is None or dates.start != fixed:
        if not facts.is_under_way(index):
            yield Entry("begins", dates.start, dates.finish, index)
        if facts.is_under_way(index) or dates.finish - dates.start >= WEEK:
            yield Entry("ends", dates.finish, dates.finish, index)
    latest = latest_start(facts, index)
    if latest is not None and latest > dates.start:
        yield Entry("latest", latest, latest, index)
