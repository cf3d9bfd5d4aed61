"""Why a thing starts and ends when it does: one cause of a small table, and what it names."""

from __future__ import annotations

from plainplan.facts.facts import Facts
from plainplan.model import START, Kind, Thing
from plainplan.schedule.calendar import Calendar
from plainplan.schedule.chain import last_in, parts_of
from plainplan.schedule.result import Dates, Reason
from plainplan.tuples import NamedTuple
from plainplan.values import Lag

STARTS = (
    "plan start", "opening", "beside", "order", "after", "after dropped", "before", "with", "with dropped", "primary",
    "focus", "solution", "start tag", "on tag", "as-of", "let", "plan start off", "start tag off", "on tag off",
    "as-of off", "first", "first begun", "since", "begun as planned", "begun when let", "begun by today",
    "done as planned", "done before",
)  # fmt: skip
"""Every cause of a start."""

ENDS = (
    "done", "done by now", "done ahead", "done as planned", "done today", "done within", "done last",
    "last", "own", "takes", "its day", "share", "milestone", "part", "open",
)  # fmt: skip
"""Every cause of an end."""

ASSUMED = ("begun as planned", "begun when let", "begun by today", "done as planned", "done before")
"""Starts that nothing tells of: they are taken to have been then."""

_TAGS = {"start tag": "start", "on tag": "on", "since": "since"}


class Cause(NamedTuple):
    """A cause: its key in the table, the thing it names, the lag counted from there, and, where days off moved the
    start on, whether they are all the days `between` or only what comes `then`."""

    key: str
    ref: int | None = None
    lag: Lag | None = None
    off: str = ""


def start_cause(facts: Facts, index: int, *, planned: bool = False) -> Cause | None:
    """Why a thing starts when it does, in the projection or in the plan; None where it has no date."""
    key = ("start", index, planned)
    if key not in facts.shelf:
        facts.shelf[key] = _start_cause(facts, index, planned)
    found: Cause | None = facts.shelf[key]
    return found


def _start_cause(facts: Facts, index: int, planned: bool) -> Cause | None:
    thing, dated = facts.plan.things[index], facts.dated(index)
    dates = dated.planned if planned else dated.projected
    if dates is None:
        return None
    if not planned and not facts.is_to_do(index):
        return _begun(facts, thing, dates)
    if dates.reason.inside is not None:
        return Cause("first", dates.reason.inside)
    return _ahead(facts, thing, dates, planned)


def is_assumed(facts: Facts, index: int) -> bool:
    """Whether the start of something begun is assumed, since neither it nor anything in it says when."""
    cause = start_cause(facts, index)
    while cause is not None and cause.key == "first begun" and cause.ref is not None:
        cause = start_cause(facts, cause.ref)
    return cause is not None and cause.key in ASSUMED


def _begun(facts: Facts, thing: Thing, dates: Dates) -> Cause:
    """What has begun: by its own word, with the first thing in it, or on a day that has to be taken for it."""
    dated = facts.dated(thing.index)
    if thing.since is not None and thing.since.first.toordinal() == dates.start:
        return Cause("since")
    if not facts.is_leaf(thing.index):
        parts = parts_of(facts.plan, facts.schedule, thing.index)
        return Cause("first begun", min(parts, key=lambda one: parts[one].start))
    if facts.is_done(thing.index):
        as_planned = dated.planned is not None and dated.planned.start == dates.start
        return Cause("done as planned" if as_planned else "done before")
    if dates.reason.rule == "as-of":
        return Cause("begun by today")
    return Cause("begun as planned" if dated.planned and dated.planned.start == dates.start else "begun when let")


def _ahead(facts: Facts, thing: Thing, dates: Dates, planned: bool) -> Cause:
    """What starts by a rule."""
    rule, ref, lag, _, _ = dates.reason
    if rule == "day off":
        return _put_off(facts, dates, planned)
    if _is_beside(thing, dates.reason):
        return Cause("beside", _holder(facts, thing), lag)
    if rule in ("after", "with") and ref is not None and facts.is_dropped(ref):
        return Cause(f"{rule} dropped", ref, lag)
    return Cause(rule if ref is not None or rule in _ALONE else "let", ref, lag)


_ALONE = ("plan start", "start tag", "on tag", "as-of")


def _is_beside(thing: Thing, reason: Reason) -> bool:
    """Whether it is an `after:start` or `with:start` that lets a thing start with what holds it."""
    opens = reason.rule in ("opening", "plan start") or (reason.rule in ("after", "with") and reason.ref is None)
    return opens and any(one.target == START for one in (*(thing.after or ()), *(thing.with_ or ())))


def _holder(facts: Facts, thing: Thing) -> int | None:
    """What opens for a thing: a solution stands beside its step."""
    holder = None if thing.parent is None else facts.plan.things[thing.parent]
    beside_step = thing.kind is Kind.SOLUTION and holder is not None and holder.kind is not Kind.GOAL
    return holder.parent if holder is not None and beside_step else thing.parent


def _put_off(facts: Facts, dates: Dates, planned: bool) -> Cause:
    """A start that days off moved on."""
    _, ref, lag, put_off, _ = dates.reason
    if ref is None:
        return Cause(f"{put_off} off" if put_off in _ALONE else "let", None, lag, "" if put_off in _ALONE else "then")
    other = facts.dated(ref).planned if planned else facts.dated(ref).projected
    if other is None:
        return Cause(f"{put_off} dropped", ref, lag, "then")
    between = lag is None and put_off != "with" and _are_off(facts.calendar, other.finish + 1, dates.start)
    return Cause(put_off, ref, lag, "between" if between else "then")


def _are_off(calendar: Calendar, first: int, end: int) -> bool:
    """Whether there are days from the first to before the end, and all are days off."""
    return first < end and calendar.skip(first) >= end


# Ends


def end_cause(facts: Facts, index: int) -> Cause | None:
    """Why a thing ends when it does, in the projection; None where it has no date."""
    thing, dated = facts.plan.things[index], facts.dated(index)
    dates = dated.projected
    if dates is None:
        return None
    leaf = facts.is_leaf(index)
    if facts.is_done(index):
        return _done(facts, thing, dates, leaf=leaf)
    return _leaf_end(facts, thing, dates) if leaf else _whole_end(facts, thing, dates)


def _done(facts: Facts, thing: Thing, dates: Dates, *, leaf: bool) -> Cause:
    written, planned = thing.done, facts.dated(thing.index).planned
    if written is not None and written.last.toordinal() == dates.finish:
        return Cause("done")
    if (within := _closed_by(facts, thing, dates.finish)) is not None:
        return Cause("done within", within)
    if written is not None:
        return Cause("done ahead" if written.first.toordinal() == dates.finish else "done by now")
    if not leaf:
        return Cause("done last", _last(facts, thing.index))
    return Cause("done as planned" if planned is not None and planned.finish == dates.finish else "done today")


def _closed_by(facts: Facts, thing: Thing, day: int) -> int | None:
    """What a thing is in that was done on that day by its own word, before the thing would have been."""
    planned = facts.dated(thing.index).planned
    natural = thing.done.last.toordinal() if thing.done else min(planned.finish, facts.today) if planned else day
    parent = thing.parent if natural > day else None
    while parent is not None:
        holder = facts.plan.things[parent]
        dates = facts.dated(parent).projected
        if holder.done is not None and dates is not None and dates.finish == day:
            return parent
        parent = holder.parent
    return None


def _leaf_end(facts: Facts, thing: Thing, dates: Dates) -> Cause:
    dated, estimate = facts.dated(thing.index), thing.estimate
    if facts.is_under_way(thing.index):
        if dated.percent is not None:
            return Cause("part")
        calendar = facts.calendar
        laid = dates.start
        if estimate is not None and thing.on is not None:
            laid = calendar.lay_through(dates.start, calendar.appointed(estimate)) - 1
        elif estimate is not None:
            laid = calendar.lay(dates.start, calendar.scheduled(estimate)) - 1
        if dates.finish == max(facts.today, facts.schedule.plan_start) and laid < dates.finish:
            return Cause("open")
    if estimate is not None:
        return Cause("takes")
    if thing.on is not None:
        return Cause("its day")
    return Cause("share", thing.parent) if dates.days else Cause("milestone")


def _whole_end(facts: Facts, thing: Thing, dates: Dates) -> Cause:
    last = _last(facts, thing.index)
    if last is not None:
        return Cause("last", last)
    today = facts.is_under_way(thing.index) and dates.finish == max(facts.today, facts.schedule.plan_start)
    return Cause("open" if today or thing.estimate is None else "own")


def _last(facts: Facts, index: int) -> int | None:
    """The innermost thing with which what holds others ends, where it ends with one."""
    last = last_in(facts.plan, facts.schedule, index)
    return None if last == index else last
