"""Why a thing starts and ends when it does: one cause of a small table, and what it names."""

from __future__ import annotations

from plainplan.facts.standing import is_leaf
from plainplan.model import START, Kind, Plan, Thing
from plainplan.schedule.calendar import Calendar, calendar_of
from plainplan.schedule.chain import last_in, parts_of
from plainplan.schedule.result import Dates, Reason, Schedule
from plainplan.tuples import NamedTuple
from plainplan.values import Lag, State

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


def start_cause(plan: Plan, schedule: Schedule, index: int, *, planned: bool = False) -> Cause | None:
    """Why a thing starts when it does, in the projection or in the plan; None where it has no date."""
    thing, dated = plan.things[index], schedule.things[index]
    dates = dated.planned if planned else dated.projected
    if dates is None:
        return None
    if not planned and dated.state is not State.TO_DO:
        return _begun(plan, schedule, thing, dates)
    if dates.reason.inside is not None:
        return Cause("first", dates.reason.inside)
    return _ahead(plan, schedule, thing, dates, planned)


def is_assumed(plan: Plan, schedule: Schedule, index: int) -> bool:
    """Whether nothing tells when a thing that has begun did, not even for the first thing in it."""
    cause = start_cause(plan, schedule, index)
    while cause is not None and cause.key == "first begun" and cause.ref is not None:
        cause = start_cause(plan, schedule, cause.ref)
    return cause is not None and cause.key in ASSUMED


def _begun(plan: Plan, schedule: Schedule, thing: Thing, dates: Dates) -> Cause:
    """What has begun: by its own word, with the first thing in it, or on a day that has to be taken for it."""
    dated = schedule.things[thing.index]
    if thing.since is not None and thing.since.first.toordinal() == dates.start:
        return Cause("since")
    if not is_leaf(plan, schedule, thing.index):
        parts = parts_of(plan, schedule, thing.index)
        return Cause("first begun", min(parts, key=lambda one: parts[one].start))
    if dated.state is State.DONE:
        as_planned = dated.planned is not None and dated.planned.start == dates.start
        return Cause("done as planned" if as_planned else "done before")
    if dates.reason.rule == "as-of":
        return Cause("begun by today")
    return Cause("begun as planned" if dated.planned and dated.planned.start == dates.start else "begun when let")


def _ahead(plan: Plan, schedule: Schedule, thing: Thing, dates: Dates, planned: bool) -> Cause:
    """What starts by a rule."""
    rule, ref, lag, _, _ = dates.reason
    if rule == "day off":
        return _put_off(plan, schedule, dates, planned)
    if _is_beside(thing, dates.reason):
        return Cause("beside", _holder(plan, thing), lag)
    if rule in ("after", "with") and ref is not None and _is_dropped(schedule, ref):
        return Cause(f"{rule} dropped", ref, lag)
    return Cause(rule if ref is not None or rule in _ALONE else "let", ref, lag)


_ALONE = ("plan start", "start tag", "on tag", "as-of")


def _is_beside(thing: Thing, reason: Reason) -> bool:
    """Whether it is an `after:start` or `with:start` that lets a thing start with what holds it."""
    opens = reason.rule in ("opening", "plan start") or (reason.rule in ("after", "with") and reason.ref is None)
    return opens and any(one.target == START for one in (*(thing.after or ()), *(thing.with_ or ())))


def _holder(plan: Plan, thing: Thing) -> int | None:
    """What opens for a thing: a solution stands beside its step."""
    if thing.kind is Kind.SOLUTION and thing.parent is not None and plan.things[thing.parent].kind is not Kind.GOAL:
        return plan.things[thing.parent].parent
    return thing.parent


def _is_dropped(schedule: Schedule, index: int) -> bool:
    return schedule.things[index].state is State.DROPPED


def _put_off(plan: Plan, schedule: Schedule, dates: Dates, planned: bool) -> Cause:
    """A start that days off moved on."""
    _, ref, lag, put_off, _ = dates.reason
    if ref is None:
        return Cause(f"{put_off} off" if put_off in _ALONE else "let", None, lag, "" if put_off in _ALONE else "then")
    other = schedule.things[ref].planned if planned else schedule.things[ref].projected
    if other is None:
        return Cause(f"{put_off} dropped", ref, lag, "then")
    between = lag is None and put_off != "with" and _are_off(calendar_of(plan.settings), other.finish + 1, dates.start)
    return Cause(put_off, ref, lag, "between" if between else "then")


def _are_off(calendar: Calendar, first: int, end: int) -> bool:
    """Whether there are days from the first to before the end, and all are days off."""
    return first < end and calendar.skip(first) >= end


# Ends


def end_cause(plan: Plan, schedule: Schedule, index: int) -> Cause | None:
    """Why a thing ends when it does, in the projection; None where it has no date."""
    thing, dated = plan.things[index], schedule.things[index]
    dates = dated.projected
    if dates is None:
        return None
    leaf = is_leaf(plan, schedule, index)
    if dated.state is State.DONE:
        return _done(plan, schedule, thing, dates, leaf=leaf)
    return _leaf_end(plan, schedule, thing, dates) if leaf else _whole_end(plan, schedule, thing, dates)


def _done(plan: Plan, schedule: Schedule, thing: Thing, dates: Dates, *, leaf: bool) -> Cause:
    written, planned = thing.done, schedule.things[thing.index].planned
    if written is not None and written.last.toordinal() == dates.finish:
        return Cause("done")
    if (within := _closed_by(plan, schedule, thing, dates.finish)) is not None:
        return Cause("done within", within)
    if written is not None:
        return Cause("done ahead" if written.first.toordinal() == dates.finish else "done by now")
    if not leaf:
        return Cause("done last", _last(plan, schedule, thing.index))
    return Cause("done as planned" if planned is not None and planned.finish == dates.finish else "done today")


def _closed_by(plan: Plan, schedule: Schedule, thing: Thing, day: int) -> int | None:
    """What a thing is in that was done on that day by its own word, before the thing would have been."""
    planned = schedule.things[thing.index].planned
    natural = thing.done.last.toordinal() if thing.done else min(planned.finish, schedule.today) if planned else day
    parent = thing.parent if natural > day else None
    while parent is not None:
        holder = plan.things[parent]
        dates = schedule.things[parent].projected
        if holder.done is not None and dates is not None and dates.finish == day:
            return parent
        parent = holder.parent
    return None


def _leaf_end(plan: Plan, schedule: Schedule, thing: Thing, dates: Dates) -> Cause:
    dated, estimate = schedule.things[thing.index], thing.estimate
    if dated.state is State.UNDER_WAY:
        if dated.percent is not None:
            return Cause("part")
        calendar = calendar_of(plan.settings)
        laid = dates.start
        if estimate is not None and thing.on is not None:
            laid = calendar.lay_through(dates.start, calendar.appointed(estimate)) - 1
        elif estimate is not None:
            laid = calendar.lay(dates.start, calendar.scheduled(estimate)) - 1
        if dates.finish == max(schedule.today, schedule.plan_start) and laid < dates.finish:
            return Cause("open")
    if estimate is not None:
        return Cause("takes")
    if thing.on is not None:
        return Cause("its day")
    return Cause("share", thing.parent) if dates.days else Cause("milestone")


def _whole_end(plan: Plan, schedule: Schedule, thing: Thing, dates: Dates) -> Cause:
    last = _last(plan, schedule, thing.index)
    if last is not None:
        return Cause("last", last)
    under_way = schedule.things[thing.index].state is State.UNDER_WAY
    today = under_way and dates.finish == max(schedule.today, schedule.plan_start)
    return Cause("open" if today or thing.estimate is None else "own")


def _last(plan: Plan, schedule: Schedule, index: int) -> int | None:
    """The innermost thing with which what holds others ends, where it ends with one."""
    last = last_in(plan, schedule, index)
    return None if last == index else last
