"""Where a lateness comes from: the first thing on the way to a late finish that went otherwise than planned."""

from __future__ import annotations

from plainplan.facts.facts import Facts
from plainplan.schedule.chain import last_in
from plainplan.tuples import NamedTuple

DELAYS = ("done late", "begun late", "still open", "not begun", "longer")
"""Every kind of delay."""


class Delay(NamedTuple):
    """What went otherwise than planned: of which kind, what, on which planned or real day, by how many days."""

    key: str
    thing: int
    day: int
    days: int


def delay_of(facts: Facts, index: int) -> Delay | None:
    """Why a thing ends later than planned, back along what waited for what; None where it does not."""
    if (facts.dated(index).slip or 0) <= 0:
        return None
    at, seen = last_in(facts.plan, facts.schedule, index), set[int]()
    while at not in seen:
        seen.add(at)
        before = _late_before(facts, at)
        if before is None:
            return _delay(facts, at)
        at = before
    return None


def _late_before(facts: Facts, index: int) -> int | None:
    """What a thing to do starts late for."""
    projected = facts.dated(index).projected
    if projected is None or not facts.is_to_do(index):
        return None
    reason = projected.reason
    if reason.inside is not None:
        return reason.inside
    if reason.ref is None:
        return None
    ref = reason.ref if reason.rule in ("with", "opening") else last_in(facts.plan, facts.schedule, reason.ref)
    return ref if (facts.dated(ref).slip or 0) > 0 else None


def _delay(facts: Facts, index: int) -> Delay | None:
    dated, today = facts.dated(index), facts.today
    planned, projected = dated.planned, dated.projected
    if planned is None or projected is None or (dated.slip or 0) <= 0:
        return None
    late_start = projected.start - planned.start
    if facts.is_done(index):
        return Delay("done late", index, projected.finish, projected.finish - planned.finish)
    if facts.is_to_do(index):
        return Delay("not begun", index, planned.start, late_start) if late_start > 0 else None
    if planned.finish < today:
        return Delay("still open", index, planned.finish, today - planned.finish)
    if late_start > 0:
        return Delay("begun late", index, projected.start, late_start)
    return Delay("longer", index, projected.finish, projected.finish - planned.finish)
