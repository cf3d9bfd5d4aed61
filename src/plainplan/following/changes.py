"""What changed between two versions of a plan, in the order of the file, and what each change did to the finish."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from plainplan.compile import Compilation
from plainplan.following.matching import matched_barriers, matched_things
from plainplan.following.mixture import ASPECTS, MOVING, SETTINGS, Mixture
from plainplan.following.telling import STATE_NAMES, aspect_text, setting_text, time_text, value_text
from plainplan.messages import msg
from plainplan.model import Barrier, Plan, Thing
from plainplan.schedule.schedule import Looped, passes_or_loops
from plainplan.schedule.slack import last_day
from plainplan.tuples import NamedTuple
from plainplan.values import Period

_MOST = 200  # times that a plan may be scheduled: more would take too long


class PlanChange(NamedTuple):
    """One change: `kind` is added, removed, moved, renamed or changed; `of` is a setting, goal, step, solution,
    barrier or check-in. Last of all are the days that `passed`, of the `time` between the versions. `aspect` tells
    what was changed. `line` counts in the newer version, for what was removed in the older one. `within` are the
    titles of what came or went with it; `days` is what it did to the finish."""

    kind: str
    of: str
    title: str
    id: str | None
    line: int
    aspect: str | None = None
    before: str | None = None
    after: str | None = None
    within: tuple[str, ...] = ()
    days: int = 0


class GoalDates(NamedTuple):
    """A top-level goal's projected finish in both versions; days are ordinals."""

    title: str
    id: str
    before: int | None
    after: int | None


class Difference(NamedTuple):
    """Two versions of a plan, each on its day; the days of the changes add up to those of the finish.

    Where there are very many changes, those of so many are told `together`, at the last of them.
    """

    old: Compilation
    new: Compilation
    changes: tuple[PlanChange, ...]
    goals: tuple[GoalDates, ...]
    together: int = 1

    @property
    def days(self) -> int | None:
        """By how many days the finish moved, None where either version has none."""
        before, after = finish_told(self.old), finish_told(self.new)
        return None if before is None or after is None else after - before


def finish_told(version: Compilation) -> int | None:
    """The finish of a version; None where it has none, or errors: its dates are not to be relied on then."""
    return None if version.has_errors else version.schedule.finish


class _Step(NamedTuple):
    """A change still to be applied: its place, its text, how to apply it, and whether it can move dates."""

    place: tuple[int, int, int]
    change: PlanChange
    make: Callable[[], object]
    moves: bool = True


def difference(old: Compilation, new: Compilation) -> Difference:
    """The changes from one version to another, each with its effect on the finish.

    If the newer one was compiled for a later day, its text is compared as of the day of the older one, and the effect
    of the time that passed comes last.
    """
    things = matched_things(old.plan, new.plan)
    mixture = Mixture(old.plan, new.plan if old.schedule.today == new.schedule.today else _with_days(new), things)
    steps = [*_settings(mixture, new), *_things(mixture, old, new), *_barriers(mixture, old, new)]
    steps += _checkins(old, new)
    together = -(-sum(step.moves for step in steps) // _MOST) or 1
    changes = _made(mixture, sorted(steps, key=lambda one: one.place), old, new, together)
    return Difference(old, new, tuple(changes), tuple(_goals(things, old, new)), together)


def _with_days(new: Compilation) -> Plan:
    """The newer plan with the days that its boxes stand for written out: on an earlier day they would stand for
    other ones, and time would get what was done."""
    things = []
    for thing in new.plan.things:
        dated = new.schedule.things[thing.index]
        if dated.projected and new.facts.is_under_way(thing.index) and thing.box and not thing.since:
            thing = thing._replace(since=_period(dated.projected.start))
        is_dated = thing.done is not None and thing.done.is_day
        if dated.projected and new.facts.is_done(thing.index) and thing.box and not is_dated:
            thing = thing._replace(done=_period(dated.projected.finish))
        things.append(thing)
    return new.plan._replace(things=tuple(things))


def _period(day: int) -> Period:
    found = date.fromordinal(day)
    return Period(found, found, found.isoformat())


def _made(
    mixture: Mixture, steps: list[_Step], old: Compilation, new: Compilation, together: int
) -> Iterator[PlanChange]:
    """Every change with what it did to the finish, each on top of those before it."""
    today = date.fromordinal(old.schedule.today)
    before, after = finish_told(old), finish_told(new)
    finish, dated = before or 0, None not in (before, after)
    left = sum(step.moves for step in steps)
    for step in steps:
        step.make()
        left -= step.moves
        found = finish_of(mixture.plan(), today) if dated and step.moves and left % together == 0 else None
        days = 0 if found is None else found - finish  # what closes a circle has its effect when the circle opens
        yield step.change._replace(days=days)
        finish += days
    if after is not None and dated and after != finish and old.schedule.today != new.schedule.today:
        yield _time(old, new, after - finish)


def _time(old: Compilation, new: Compilation, days: int) -> PlanChange:
    """What the days between both versions did to the finish."""
    first, last = old.schedule.today, new.schedule.today
    some = old.schedule.progress.done < new.schedule.progress.done
    text = time_text(last - first, some_done=some)
    before, after = (date.fromordinal(day).isoformat() for day in (first, last))
    return PlanChange("passed", "time", text, None, 0, None, before, after, days=days)


def finish_of(plan: Plan, today: date) -> int | None:
    """The last projected day of a plan; None where it has none, or things wait for each other in a circle."""
    passes = passes_or_loops(plan, today.toordinal())
    return None if isinstance(passes, Looped) else last_day(passes.projected)


def _line(compilation: Compilation, offset: int) -> int:
    return compilation.source.position(offset).line


# Settings


def _settings(mixture: Mixture, new: Compilation) -> Iterator[_Step]:
    old_settings, new_settings = mixture.old.settings, mixture.new.settings
    for number, name in enumerate(SETTINGS):
        before, after = setting_text(old_settings, name), setting_text(new_settings, name)
        if getattr(old_settings, name) != getattr(new_settings, name):
            line = _line(new, new_settings.span_of(name).start)
            change = PlanChange("changed", "setting", name, None, line, name, before, after)
            yield _Step((-1, line, number), change, partial(mixture.change_setting, name), name in MOVING)


# Goals, steps, solutions


def _things(mixture: Mixture, old: Compilation, new: Compilation) -> Iterator[_Step]:
    for index, node in enumerate(mixture.nodes):
        if node.new is None:
            yield from _removed(mixture, old, index)
        elif node.old is None:
            yield from _added(mixture, new, index)
        else:
            yield from _changed(mixture, new, index)


def _removed(mixture: Mixture, old: Compilation, index: int) -> Iterator[_Step]:
    node = mixture.nodes[index]
    thing = node.now
    if node.parent is not None and mixture.nodes[node.parent].new is None:
        return  # told with what held it
    inside = _under(mixture.old, index, lambda one: one not in mixture.pairs)
    within = tuple(mixture.old.things[one].title for one in inside)
    change = PlanChange(
        "removed", thing.kind.value, thing.title, thing.id, _line(old, thing.origin.start), within=within
    )
    yield _Step((_before_removed(mixture, index), 1, index), change, partial(mixture.remove, index))


def _before_removed(mixture: Mixture, index: int) -> int:
    """The place in the new plan of what stood above a thing that is gone."""
    return next((mixture.pairs[one] for one in range(index - 1, -1, -1) if one in mixture.pairs), -1)


def _added(mixture: Mixture, new: Compilation, index: int) -> Iterator[_Step]:
    node = mixture.nodes[index]
    assert node.new is not None
    thing = mixture.new.things[node.new]
    if thing.parent is not None and mixture.nodes[mixture.of_new[thing.parent]].old is None:
        return  # told with what holds it
    inside = _under(mixture.new, thing.index, lambda one: mixture.nodes[mixture.of_new[one]].old is None)
    nodes = [index, *(mixture.of_new[one] for one in inside)]
    within = tuple(mixture.new.things[one].title for one in inside)
    estimate = thing.estimate.text if thing.estimate else None
    change = PlanChange(
        "added", thing.kind.value, thing.title, thing.id, _line(new, thing.origin.start), after=estimate, within=within
    )

    def place_all() -> None:
        for one in nodes:
            mixture.place(one)

    yield _Step((thing.index, 0, 0), change, place_all)


def _under(plan: Plan, index: int, also: Callable[[int], bool]) -> list[int]:
    """What is in a thing, at any depth, and shares its fate."""
    found: list[int] = []
    inside = {index}
    for thing in plan.things[index + 1 :]:
        if thing.parent in inside and also(thing.index):
            inside.add(thing.index)
            found.append(thing.index)
    return found


def _changed(mixture: Mixture, new: Compilation, index: int) -> Iterator[_Step]:
    node = mixture.nodes[index]
    assert node.old is not None
    assert node.new is not None
    before, after = mixture.old.things[node.old], new.plan.things[node.new]
    line = _line(new, after.origin.start)
    if index in mixture.moved:
        was, now = _places(mixture, before, after)
        change = PlanChange("moved", after.kind.value, after.title, after.id, line, "place", was, now)
        yield _Step((node.new, 2, 0), change, partial(mixture.place, index))
    for number, aspect in enumerate(ASPECTS):
        texts = _texts(mixture, before, after, aspect)
        if texts is not None:
            kind = "renamed" if aspect == "title" else "changed"
            change = PlanChange(kind, after.kind.value, after.title, after.id, line, aspect, *texts)
            make = partial(mixture.change, index, aspect)
            yield _Step((node.new, 3, number), change, make, aspect in MOVING)


def _places(mixture: Mixture, before: Thing, after: Thing) -> tuple[str | None, str | None]:
    """What a thing stood in and stands in; nothing where only its place among others is another."""
    if before.parent is not None and after.parent is not None and mixture.pairs.get(before.parent) == after.parent:
        return None, None
    old = msg("top") if before.parent is None else mixture.old.things[before.parent].title
    new = msg("top") if after.parent is None else mixture.new.things[after.parent].title
    return (None, None) if old == new else (old, new)


def _texts(mixture: Mixture, before: Thing, after: Thing, aspect: str) -> tuple[str | None, str | None] | None:
    """Both versions of an aspect as text, or None where they are the same."""
    old, new = (aspect_text(plan, one, aspect) for plan, one in ((mixture.old, before), (mixture.new, after)))
    if aspect == "waits":
        same = _waiting(mixture.of_old, before) == _waiting(mixture.of_new, after)
    elif aspect == "title":
        same = old == new
    else:
        same = all(getattr(before, name) == getattr(after, name) for name in ASPECTS[aspect] if name != "box")
    return None if same else (old, new)


def _waiting(nodes: dict[int, int], thing: Thing) -> list[object]:
    """What a thing waits for and goes with, whatever that is called."""
    waits = (thing.after, thing.with_, thing.before)
    return [None if one is None else [(nodes.get(name.target), name.lag) for name in one] for one in waits]


# Barriers and check-ins: told, with no dates of their own


def _barriers(mixture: Mixture, old: Compilation, new: Compilation) -> Iterator[_Step]:
    pairs = matched_barriers(mixture.old, mixture.new, mixture.pairs)
    back = {after: before for before, after in pairs.items()}
    for one in mixture.new.barriers:
        line = _line(new, one.origin.start)
        place = (one.of, 4, one.index)
        if one.index not in back:
            yield _Step(place, PlanChange("added", "barrier", one.title, None, line), _nothing, moves=False)
            continue
        for change in _barrier_changes(mixture.old.barriers[back[one.index]], one, line):
            yield _Step(place, change, _nothing, moves=False)
    for one in mixture.old.barriers:
        if one.index not in pairs:
            place = (mixture.pairs.get(one.of, _before_removed(mixture, one.of)), 4, -1)
            change = PlanChange("removed", "barrier", one.title, None, _line(old, one.origin.start))
            yield _Step(place, change, _nothing, moves=False)


def _barrier_changes(before: Barrier, after: Barrier, line: int) -> Iterator[PlanChange]:
    if before.title != after.title:
        yield PlanChange("renamed", "barrier", after.title, None, line, "title", before.title, after.title)
    for aspect, told in _BARRIER_ASPECTS.items():
        was, now = told(before), told(after)
        if was != now:
            yield PlanChange("changed", "barrier", after.title, None, line, aspect, was, now)


def _risk(barrier: Barrier) -> str | None:
    if barrier.risk is None:
        return None
    before, after = barrier.risk
    return f"{before:.0%}" if after is None else f"{before:.0%}->{after:.0%}"


_BARRIER_ASPECTS: dict[str, Callable[[Barrier], str | None]] = {
    "estimate": lambda one: one.delay.text if one.delay else None,
    "risk": _risk,
    "state": lambda one: STATE_NAMES[one.state] if one.state else None,
    "cost": lambda one: value_text("cost", one.cost),
    "who": lambda one: value_text("who", one.who),
    "labels": lambda one: value_text("labels", one.labels),
}


def _checkins(old: Compilation, new: Compilation) -> Iterator[_Step]:
    known = {(checkin.date, checkin.text) for checkin in old.plan.checkins}
    for one in new.plan.checkins:
        if (one.date, one.text) not in known:
            line = _line(new, one.origin.start)
            change = PlanChange("added", "check-in", one.text, None, line, after=one.date.isoformat())
            yield _Step((len(new.plan.things), line, 0), change, _nothing, moves=False)


def _nothing() -> None:
    """A change that no date hangs on."""


def _goals(things: dict[int, int], old: Compilation, new: Compilation) -> Iterator[GoalDates]:
    back = {after: before for before, after in things.items()}
    for index in new.plan.goals:
        goal = new.plan.things[index]
        then = _finish_of(old, back[index]) if index in back else None
        yield GoalDates(goal.title, goal.id, then, _finish_of(new, index))


def _finish_of(version: Compilation, index: int) -> int | None:
    """The finish of one thing in a version, as `finish_told` has it of all."""
    dates = None if version.has_errors else version.schedule.things[index].projected
    return dates.finish if dates else None
