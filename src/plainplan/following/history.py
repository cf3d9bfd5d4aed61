"""A plan through its versions: its finish, its progress, one thing's estimates, and how long things really took."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from statistics import median

from plainplan.companions import NONE, Companions
from plainplan.defaults import NO_DEFAULTS, Defaults
from plainplan.diagnostics import Severity
from plainplan.facts import Facts
from plainplan.facts.timeless import as_told
from plainplan.following.matching import matched_things
from plainplan.lower import lower, without_false_near_misses
from plainplan.messages import msg
from plainplan.model import Plan, Thing
from plainplan.schedule import Schedule, schedule
from plainplan.syntax import decode, parse, unfinished_merges
from plainplan.tuples import NamedTuple
from plainplan.values import State


class Version(NamedTuple):
    """A version of a plan: its commit id (empty for the working file), day, subject and bytes.

    The files beside it, and the settings of its folder, are today's.
    """

    id: str
    day: date
    subject: str
    data: bytes
    companions: Companions = NONE
    defaults: Defaults = NO_DEFAULTS


class Snapshot(NamedTuple):
    """A version compiled as of its own day.

    `open_steps` and `open_days` are the work left. With errors, days and work are unreliable: `finish` is None then.
    """

    id: str
    day: date
    subject: str
    plan: Plan
    schedule: Schedule
    has_errors: bool
    open_steps: int
    open_days: int

    @property
    def finish(self) -> int | None:
        return None if self.has_errors else self.schedule.finish


class ThingVersion(NamedTuple):
    """One thing in one version; days are ordinals."""

    id: str
    day: date
    title: str
    estimate: str | None
    state: State
    start: int | None
    finish: int | None


class Measure(NamedTuple):
    """The actual duration of a thing in days, and the first estimate of it."""

    title: str
    labels: tuple[str, ...]
    planned: int
    actual: int


class LeftOut(NamedTuple):
    """A done thing that says nothing about estimates, and why."""

    title: str
    reason: str


class Calibration(NamedTuple):
    """How long the things that are done took, and those of which it is not known."""

    known: tuple[Measure, ...]
    left_out: tuple[LeftOut, ...]


class Score(NamedTuple):
    """Actual by planned duration, as the median of a number of things."""

    group: str
    ratio: float
    things: int


def snapshots(name: str, versions: Sequence[Version]) -> tuple[Snapshot, ...]:
    """Every version compiled as of its own day, oldest first; without findings, which nobody reads."""
    plans: dict[bytes, tuple[Plan, bool]] = {}
    found = []
    for one in versions:
        if one.data not in plans:
            plans[one.data] = _plan(name, one)
        plan, has_errors = plans[one.data]
        dates, loops = schedule(plan, one.day)
        dates = as_told(plan, dates)
        wrong = has_errors or any(loop.severity is Severity.ERROR for loop in loops)
        found.append(_snapshot(one, plan, dates, wrong))
    return tuple(found)


def _plan(name: str, one: Version) -> tuple[Plan, bool]:
    source, unreadable = decode(name, one.data)
    document, of_syntax = parse(source)
    plan, of_meaning = lower(document, one.companions, one.defaults)
    written = without_false_near_misses(document, plan, of_syntax)
    found = (*unreadable, *unfinished_merges(document), *written, *of_meaning)
    return plan, any(one.severity is Severity.ERROR for one in found)


def _snapshot(one: Version, plan: Plan, dates: Schedule, wrong: bool) -> Snapshot:
    steps, days, facts = 0, 0, Facts(plan, dates)
    for thing in facts.open_leaves:
        projected = facts.dated(thing.index).projected
        steps += 1
        if projected is not None:
            days += projected.days if facts.is_to_do(thing.index) else _left(projected.finish, dates.today)
    return Snapshot(one.id, one.day, one.subject, plan, dates, wrong, steps, days)


def _left(finish: int, today: int) -> int:
    return max(0, finish - today + 1)


# One thing


def moments(versions: Sequence[Snapshot], index: int) -> tuple[ThingVersion, ...]:
    """A thing of the last version through all of them, the oldest first, as far back as it was there."""
    (trail,) = _trails(versions, [index])
    return tuple(_moment(version, place) for version, place in trail)


def _moment(version: Snapshot, place: int) -> ThingVersion:
    thing, dated = version.plan.things[place], version.schedule.things[place]
    dates = None if version.has_errors else dated.projected
    start, finish = (dates.start, dates.finish) if dates else (None, None)
    estimate = thing.estimate.text if thing.estimate else None
    return ThingVersion(version.id, version.day, thing.title, estimate, dated.state, start, finish)


Trail = list[tuple[Snapshot, int]]


def _trails(versions: Sequence[Snapshot], indices: list[int]) -> list[Trail]:
    """The versions that have each thing of the last one, the oldest first, with its place in each.

    Versions with errors, and those in which nothing is planned, are left out, but for the last: half of a plan may not
    be read in them, and a file that was emptied and came back tells nothing about what is in it.
    """
    places: list[int | None] = list(indices)
    trails: list[Trail] = [[] for _ in indices]
    newer: Snapshot | None = None
    for version in reversed(versions):
        if newer is not None and (version.has_errors or not version.plan.things):
            continue
        if newer is not None and newer.plan is not version.plan:
            back = {new: old for old, new in matched_things(version.plan, newer.plan).items()}
            places = [None if place is None else back.get(place) for place in places]
        for trail, place in zip(trails, places, strict=True):
            if place is not None:
                trail.append((version, place))
        newer = version
    return [trail[::-1] for trail in trails]


# Estimates


def calibration(versions: Sequence[Snapshot]) -> Calibration:
    """What is done in the last version, where it is known when it began and when it ended: by its tags, else by the
    version in which its box first said so; and what is done and tells too little."""
    if not versions:
        return Calibration((), ())
    last = versions[-1]
    facts = Facts(last.plan, last.schedule)
    done = [one for one in facts.leaves if not facts.is_open(one.index)]
    known, left_out = [], []
    for thing, trail in zip(done, _trails(versions, [one.index for one in done]), strict=True):
        found = _measure(thing, trail, versions[0])
        if isinstance(found, Measure):
            known.append(found)
        else:
            left_out.append(LeftOut(thing.title, found))
    return Calibration(tuple(known), tuple(left_out))


def _measure(thing: Thing, trail: Trail, oldest: Snapshot) -> Measure | str:
    """How long a thing took; or what is missing to tell."""
    began = thing.since.first.toordinal() if thing.since else _first_day(trail, State.UNDER_WAY, oldest)
    ended = thing.done.last.toordinal() if thing.done else _first_day(trail, State.DONE, oldest)
    lengths = (
        version.schedule.things[place].planned for version, place in trail if version.plan.things[place].estimate
    )
    first = next((dates.days for dates in lengths if dates is not None and dates.days > 0), None)
    if first is None:
        return msg("it had no estimate")
    if began is None:
        return msg("no version shows it begun, and it has no `since:`")
    if ended is None:
        return msg("it was done in the first version, and has no `done:`")
    if ended < began:
        return msg("it was done before it was begun")
    return Measure(thing.title, thing.labels, first, ended - began + 1)


def _first_day(trail: Trail, state: State, oldest: Snapshot) -> int | None:
    """The day of the first version in which a thing had a state; none where that is the oldest of all, for it may
    have had it long before."""
    for version, place in trail:
        if version.schedule.things[place].state is state:
            return None if version is oldest else version.day.toordinal()
    return None


_SIZES = ((7, msg("up to a week")), (31, msg("up to a month")), (10**9, msg("longer")))


def scores(found: Sequence[Measure]) -> tuple[Score, ...]:
    """How good the estimates were: of all, by label, by size; each with the count it rests on."""
    groups: dict[str, list[Measure]] = {msg("all"): list(found)} if found else {}
    for label in sorted({label for one in found for label in one.labels}):
        groups[f"#{label}"] = [one for one in found if label in one.labels]
    for number, (most, name) in enumerate(_SIZES):
        least = _SIZES[number - 1][0] if number else 0
        if sized := [one for one in found if least < one.planned <= most]:
            groups[name] = sized
    return tuple(
        Score(name, round(median(one.actual / one.planned for one in group), 2), len(group))
        for name, group in groups.items()
    )
