"""From a plan and a day to its schedule: the plan's start, the two forward passes, slack, and what follows."""

from __future__ import annotations

from datetime import date

from plainplan.diagnostics import Diagnostic, finding
from plainplan.messages import msg, msg_count
from plainplan.model import Kind, Plan, Thing
from plainplan.schedule.calendar import BEYOND, LAST_DAY, Calendar, Length, calendar_of
from plainplan.schedule.forward import Pass
from plainplan.schedule.horizons import horizons_of
from plainplan.schedule.network import Network, build_network, in_order
from plainplan.schedule.result import Dated, Progress, Schedule
from plainplan.schedule.rules import TOO_SHORT
from plainplan.schedule.slack import Slacks, find_room, last_day
from plainplan.schedule.start import plan_start
from plainplan.schedule.states import states_of
from plainplan.schedule.upcoming import upcoming
from plainplan.syntax.rules import OUT_OF_RANGE
from plainplan.tuples import NamedTuple
from plainplan.values import Estimate, Horizon, State


class Passes(NamedTuple):
    """Both forward passes over one network, the order of its events, and each thing's horizon."""

    network: Network
    order: tuple[int, ...]
    horizons: tuple[Horizon, ...]
    planned: Pass
    projected: Pass


class Looped(NamedTuple):
    """A network with loops in it, each a tuple of events: there are no dates to work out."""

    network: Network
    loops: tuple[tuple[int, ...], ...]


def schedule(plan: Plan, today: date) -> tuple[Schedule, tuple[Diagnostic, ...]]:
    """The dates of a plan as of `today`. With a loop in it there are none: the loops are the findings."""
    now = today.toordinal()
    passes = passes_or_loops(plan, now)
    if isinstance(passes, Looped):
        network = passes.network
        from plainplan.schedule.cycle import loop_finding  # few plans have one

        return _without_dates(network, now), tuple(loop_finding(network, loop) for loop in passes.loops)
    found = _assemble(passes, find_room(passes.projected, passes.order), now)
    return found, tuple(_findings(passes))


def work_out(plan: Plan, now: int) -> Passes:
    """Both passes of a plan that has no loop in it."""
    passes = passes_or_loops(plan, now)
    assert not isinstance(passes, Looped)
    return passes


def passes_or_loops(plan: Plan, now: int) -> Passes | Looped:
    """Both passes of a plan, or the loops in the way.

    `focus` takes goals by their horizons. Where the writer did not say one it follows from the goal's length, which is
    that without `focus`: so that network is worked out first.
    """
    calendar = calendar_of(plan.settings)
    free = _passes(build_network(plan._replace(settings=plan.settings._replace(focus=None)), ()), calendar, now)
    if isinstance(free, Looped):
        return free
    horizons = horizons_of(plan, calendar, free.planned)
    if plan.settings.focus is None:
        return free._replace(horizons=horizons)
    passes = _passes(build_network(plan, horizons), calendar, now)
    return passes if isinstance(passes, Looped) else passes._replace(horizons=horizons)


def _passes(network: Network, calendar: Calendar, now: int) -> Passes | Looped:
    order, loops = in_order(network)
    if loops:
        return Looped(network, loops)
    plan = network.plan
    lengths = tuple(_length(network, calendar, thing) for thing in plan.things)
    states = states_of(network)

    def planned_from(start: int) -> Pass:
        return Pass(network, calendar, lengths, states, start).run(order)

    start = plan_start(plan, now, planned_from)
    planned = planned_from(start.day)
    today = now if start.is_backward else max(now, start.day)
    projected = Pass(network, calendar, lengths, states, start.day, today, planned, planned.shares).run(order)
    return Passes(network, order, (), planned, projected)


def _length(network: Network, calendar: Calendar, thing: Thing) -> Length | None:
    """How long a thing takes by its own tags; None where they do not say."""
    if thing.on is not None and network.leaf[thing.index]:
        days = (thing.on.last - thing.on.first).days + 1
        return Length(0, days, 0) if thing.estimate is None else calendar.appointed(thing.estimate)
    return None if thing.estimate is None else calendar.scheduled(thing.estimate)


def _assemble(passes: Passes, room: Slacks, now: int) -> Schedule:
    plan, planned, projected = passes.network.plan, passes.planned, passes.projected
    progress = _progress(projected)
    things = tuple(_dated(passes, room, thing, progress[thing.index]) for thing in plan.things)
    goals = [goal for goal in plan.goals if passes.network.live[goal]]
    finish, planned_finish = (_in_calendar(last_day(one)) for one in (projected, planned))
    dated = sorted((index for index in range(len(things)) if things[index].critical), key=projected.start.__getitem__)
    return Schedule(
        today=now,
        plan_start=projected.plan_start,
        start=_in_calendar(min((projected.start[goal] for goal in goals), default=None)),
        finish=finish,
        planned_start=_in_calendar(min((planned.start[goal] for goal in goals), default=None)),
        planned_finish=planned_finish,
        slip=None if finish is None or planned_finish is None else finish - planned_finish,
        progress=Progress(
            sum(progress[goal].done for goal in goals),
            sum(progress[goal].total for goal in goals),
        ),
        things=things,
        timeline=_timeline(passes, goals),
        critical=tuple(dated),
        next=upcoming(projected, projected.today or now),
        primary=tuple(thing.index for thing in plan.things if thing.primary),
        slack_exact=room.exact,
    )


def _in_calendar(day: int | None) -> int | None:
    """A day clamped to the calendar of outputs; what leaves it is reported as an error."""
    return None if day is None else min(day, LAST_DAY)


def _dated(passes: Passes, room: Slacks, thing: Thing, progress: Progress) -> Dated:
    index, projected = thing.index, passes.projected
    state, slack, latest = projected.states[index], room.slack[index], room.latest_finish[index]
    before, after = passes.planned.dates(index), projected.dates(index)
    horizon = passes.horizons[index] if thing.kind is Kind.GOAL else None
    slip = None if before is None or after is None else after.finish - before.finish
    latest_start = room.latest_start[index]
    part = thing.done_part if state is State.UNDER_WAY else None
    percent = None if part is None else int(part * 100)
    points = _points(projected.calendar, thing.estimate)
    return Dated(
        state=state,
        planned=before,
        projected=after,
        horizon=horizon,
        slip=slip,
        slack=slack,
        critical=slack == 0,
        latest_start=latest_start,
        latest_finish=latest,
        progress=progress,
        percent=percent,
        estimate=points,
    )


def _points(calendar: Calendar, estimate: Estimate | None) -> tuple[float | None, float | None, float | None]:
    if estimate is None:
        return (None, None, None)
    low, likely, high = estimate.low, estimate.likely, estimate.high
    return (low and float(calendar.nominal(low)), likely and float(calendar.nominal(likely)),
            high and float(calendar.nominal(high)))  # fmt: skip


def _progress(projected: Pass) -> list[Progress]:
    """Leaf steps and scheduled solutions done, of all, for every thing; one without contents counts itself."""
    network = projected.network
    done = [0] * network.size
    total = [0] * network.size
    for index in reversed(range(network.size)):
        if not network.live[index]:
            continue
        if network.leaf[index]:
            done[index], total[index] = int(projected.states[index] is State.DONE), 1
        for part in network.parts[index]:
            done[index] += done[part]
            total[index] += total[part]
    return [Progress(one, of) for one, of in zip(done, total, strict=True)]


def _timeline(passes: Passes, goals: list[int]) -> tuple[int, ...]:
    rank = {Horizon.SHORT: 0, Horizon.LONG: 1, Horizon.PRIMARY: 2}
    return tuple(sorted(goals, key=lambda goal: (rank[passes.horizons[goal]], passes.projected.start[goal])))


def _without_dates(network: Network, now: int) -> Schedule:
    things = tuple(Dated(state, None, None) for state in states_of(network))
    nothing = Progress(0, 0)
    primary = tuple(thing.index for thing in network.plan.things if thing.primary)
    return Schedule(
        today=now,
        plan_start=now,
        start=None,
        finish=None,
        planned_start=None,
        planned_finish=None,
        slip=None,
        progress=nothing,
        things=things,
        timeline=(),
        critical=(),
        next=(),
        primary=primary,
    )


def _findings(passes: Passes) -> list[Diagnostic]:
    found = [_beyond(passes.network.plan.things[index]) for index in _out_of_range(passes)]
    if found:
        return found
    found += [_too_short(passes, thing) for thing in passes.network.plan.things if _overruns(passes, thing.index)]
    if not any(thing.estimate is not None and thing.estimate.has_hours for thing in passes.network.plan.things):
        return found
    from plainplan.schedule.pace import over_pace  # few plans have steps in hours

    hours = over_pace(passes.projected, passes.projected.today or 0)
    return [*found, hours] if hours else found


def _out_of_range(passes: Passes) -> list[int]:
    return passes.planned.beyond[:1] or passes.projected.beyond[:1]


def _beyond(thing: Thing) -> Diagnostic:
    return finding(
        OUT_OF_RANGE,
        thing.span_of("duration"),
        msg("“{title}” would end after the year 9999, where the calendar stops", title=thing.title),
        label=msg("leaves the calendar"),
        help=msg("give it, or what it waits for, a shorter duration"),
    )


def _overruns(passes: Passes, index: int) -> int:
    """By how many days a thing with contents needs more than its own duration, in the plan."""
    own, planned = passes.planned.lengths[index], passes.planned
    if own is None or passes.network.leaf[index] or not passes.network.live[index]:
        return 0
    given = passes.planned.calendar.lay(planned.start[index], own)
    return max(0, min(planned.end[index], BEYOND) - given)


def _too_short(passes: Passes, thing: Thing) -> Diagnostic:
    over = _overruns(passes, thing.index)
    return finding(
        TOO_SHORT,
        thing.span_of("duration"),
        msg_count(
            "“{title}” needs one day more than its own duration",
            "“{title}” needs {n} days more than its own duration",
            over,
            title=thing.title,
        ),
        label=msg_count("one day short", "{n} days short", over),
        help=msg("give it longer, shorten or drop a step, or let steps run side by side with `with:` or `after:start`"),
    )
