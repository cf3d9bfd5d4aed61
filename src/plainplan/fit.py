"""What would make a plan fit: the smallest single changes that keep a missed `finish:`, `due:` or `on:`.

Each change is made to the plan and the plan is worked out again before anything is said about it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from plainplan.facts import Facts
from plainplan.facts.lateness import promises_of
from plainplan.messages import Measure, Message, msg, msg_count, msg_day, msg_number
from plainplan.model import Plan, Thing
from plainplan.schedule import Schedule, chain_of_finish
from plainplan.schedule.calendar import LAST_DAY, Calendar, calendar_of
from plainplan.schedule.schedule import Passes, work_out
from plainplan.schedule.search import last_that_fits
from plainplan.schedule.slack import last_day
from plainplan.tuples import NamedTuple
from plainplan.values import Duration, Estimate, Period, State
from plainplan.words import words_for

_TRIALS = 60_000  # things worked out again, in all
_MOST_HOURS = 60
_MOST_TARGETS, _MOST_CHANGES, _LONGEST_CHAIN = 5, 5, 15
_WORDS = words_for("en")


class Remedy(NamedTuple):
    """One change that is enough: `kind` is shorten, drop, pace or date; `days` are nominal days saved or moved."""

    kind: str
    thing: str | None
    write: str
    days: float
    text: str


class Fitting(NamedTuple):
    """A promised day that is missed, by how many days, and the changes that would keep it, smallest first."""

    what: str
    late: int
    changes: tuple[Remedy, ...]


class _Target(NamedTuple):
    """A promised day: that of one of a thing's tags, or that of the whole plan."""

    key: str
    day: int
    thing: Thing | None = None

    def late(self, passes: Passes) -> int:
        """By how many days it is missed; where nothing is left to be late, it is met."""
        if self.thing is None:
            return (last_day(passes.projected) or self.day) - self.day
        live = passes.network.live[self.thing.index]
        return passes.projected.finish[self.thing.index] - self.day if live else 0


@dataclass(slots=True)
class _Trials:
    """Working a changed plan out again, as long as there is time for it."""

    today: int
    left: int

    def fits(self, plan: Plan, target: _Target) -> bool:
        if self.left <= 0:
            return False
        self.left -= len(plan.things)
        return target.late(work_out(plan, self.today)) <= 0


def fittings(plan: Plan, schedule: Schedule) -> tuple[Fitting, ...]:
    """Every promised day that is missed, with the changes that would keep it. The plan must have no errors."""
    trials = _Trials(schedule.today, max(_TRIALS, 12 * len(plan.things)))
    found = []
    for target in list(_missed(plan, schedule))[:_MOST_TARGETS]:
        late = target.late(work_out(plan, schedule.today))
        changes = sorted(_changes(plan, schedule, target, trials), key=lambda one: (one.kind == "date", one.days))
        date_change = [change for change in changes if change.kind == "date"]
        others = [change for change in changes if change.kind != "date"][: _MOST_CHANGES - 1]
        found.append(Fitting(_name(target), late, (*others, *date_change)))
    return tuple(found)


def _missed(plan: Plan, schedule: Schedule) -> Iterator[_Target]:
    facts = Facts(plan, schedule)
    wanted = facts.written_finish
    if wanted and schedule.finish is not None and schedule.finish > wanted:
        yield _Target("finish", wanted)
    for thing in plan.things:
        for promise in promises_of(facts, thing.index):
            if promise.late > 0:
                yield _Target(promise.key, promise.day, thing)


def _name(target: _Target) -> Message:
    if target.thing is None:
        return msg("The plan's `{key}:`", key=target.key)
    return msg("The `{key}:` of “{title}”", key=target.key, title=target.thing.title)


def _changes(plan: Plan, schedule: Schedule, target: _Target, trials: _Trials) -> Iterator[Remedy]:
    calendar = calendar_of(plan.settings)
    chain = [plan.things[index] for index in _chain(plan, schedule, target)]
    for thing in chain:
        change = _shorter(plan, calendar, thing, target, trials) or _dropped(plan, calendar, thing, target, trials)
        if change:
            yield change
    if any(thing.estimate and _scheduled(thing.estimate).hours for thing in chain):
        yield from _faster(plan, target, trials)
    yield from _later(plan, target, trials)


def _chain(plan: Plan, schedule: Schedule, target: _Target) -> Iterator[int]:
    """The open things that the missed day goes back to, nearest first."""
    facts = Facts(plan, schedule)
    last = target.thing.index if target.thing else _last_goal(plan, schedule)
    for index in chain_of_finish(plan, schedule, last)[:_LONGEST_CHAIN]:
        if facts.is_open(index):
            yield index


def _last_goal(plan: Plan, schedule: Schedule) -> int:
    dated = [(dates.finish, goal) for goal in plan.goals if (dates := schedule.things[goal].projected)]
    return max(dated)[1]


def _with(plan: Plan, thing: Thing) -> Plan:
    return plan._replace(things=(*plan.things[: thing.index], thing, *plan.things[thing.index + 1 :]))


# Shorter


def _scheduled(estimate: Estimate) -> Duration:
    """The length that an estimate stands for, unit by unit."""
    if estimate.likely is not None:
        return estimate.likely
    assert estimate.low is not None
    assert estimate.high is not None
    return Duration(*(Fraction(one + other) / 2 for one, other in zip(estimate.low, estimate.high, strict=True)))


def _shorter(plan: Plan, calendar: Calendar, thing: Thing, target: _Target, trials: _Trials) -> Remedy | None:
    """The longest length of a thing, in whole units, with which it fits."""
    if thing.estimate is None or thing.done_part is not None:
        return None
    length = _scheduled(thing.estimate)
    nominal = Fraction(calendar.nominal_scheduled(thing.estimate))
    unit, size = _unit(calendar, length)

    def fits(count: int) -> bool:
        return trials.fits(_with(plan, thing._replace(estimate=_estimate(count, unit))), target)

    most = int(-(-nominal // size)) - 1
    count = _largest(most, fits)
    if count is None:
        return None
    made = _estimate(count, unit)
    assert made.likely is not None
    text = msg(
        "shorten “{title}” from {before} to {after} (`{tag}`)",
        title=thing.title,
        before=_length(length),
        after=_length(made.likely),
        tag=made.text,
    )
    return Remedy("shorten", thing.id, made.text, float(nominal - count * size), text)


def _length(length: Duration) -> Measure:
    return Measure(_WORDS.duration(length), "duration", length)


def _unit(calendar: Calendar, length: Duration) -> tuple[str, Fraction]:
    """The unit in which to shorten a length, and its nominal days: hours and days as such, all else in weeks."""
    if length.hours:
        return "h", Fraction(calendar.nominal(Duration(hours=1)))
    if length.days:
        return "d", Fraction(calendar.nominal(Duration(days=1)))
    return "w", Fraction(7)


def _estimate(count: int, unit: str) -> Estimate:
    length = {"h": Duration(hours=count), "d": Duration(days=count), "w": Duration(weeks=count)}[unit]
    return Estimate(f"~{count}{unit}", likely=length)


def _largest(most: int, fits: Callable[[int], bool]) -> int | None:
    """The largest number from 1 to `most` that fits, where less never fits worse; None where 1 does not."""
    if most < 1 or not fits(1):
        return None
    return last_that_fits(fits, 1, most + 1)


def _dropped(plan: Plan, calendar: Calendar, thing: Thing, target: _Target, trials: _Trials) -> Remedy | None:
    """Leaving a step out, where nothing shorter is enough; not the thing itself whose day is missed."""
    if thing.contents or thing is target.thing or thing.parent is None:
        return None
    if not trials.fits(_with(plan, thing._replace(state=State.DROPPED)), target):
        return None
    days = float(calendar.nominal_scheduled(thing.estimate)) if thing.estimate else 0.0
    return Remedy("drop", thing.id, "[-]", days, msg("drop “{title}” (`[-]`)", title=thing.title))


# More hours, a later day


def _faster(plan: Plan, target: _Target, trials: _Trials) -> Iterator[Remedy]:
    """The fewest hours a week that are enough."""
    now = int(plan.settings.pace)

    def fits(fewer: int) -> bool:
        return trials.fits(plan._replace(settings=plan.settings._replace(pace=_MOST_HOURS + 1 - fewer)), target)

    fewer = _largest(_MOST_HOURS - now, fits)
    if fewer is not None:
        hours = _MOST_HOURS + 1 - fewer
        text = msg(
            "work {hours} hours a week instead of {now} (`pace: {hours}h/week`)",
            hours=hours,
            now=Measure(_WORDS.number(plan.settings.pace), "number", plan.settings.pace),
        )
        yield Remedy("pace", None, f"pace: {hours}h/week", 0.0, text)


def _later(plan: Plan, target: _Target, trials: _Trials) -> Iterator[Remedy]:
    """The day itself moved; the plan may move with it, so it is worked out again until it fits."""
    day = target.day
    for _ in range(12):
        moved = target._replace(day=day)
        changed = _with_day(plan, moved)
        if day > target.day and trials.fits(changed, moved):
            written = f"{target.key}:{' ' if target.thing is None else ''}{date.fromordinal(day)}"
            name = target.thing.id if target.thing else None
            yield Remedy("date", name, written, float(day - target.day), _move(target, day, written))
            return
        day = min(day + max(1, moved.late(work_out(changed, trials.today))), LAST_DAY)


def _move(target: _Target, day: int, written: str) -> Message:
    number = day - target.day
    days = msg_count("{n} day", "{n} days", number, n=msg_number(number))
    if target.thing is None:
        return msg(
            "move the `{key}:` {days}, to {date} (`{tag}`)", key=target.key, days=days, date=msg_day(day), tag=written
        )
    return msg(
        "move the `{key}:` of “{title}” {days}, to {date} (`{tag}`)",
        key=target.key,
        title=target.thing.title,
        days=days,
        date=msg_day(day),
        tag=written,
    )


def _with_day(plan: Plan, target: _Target) -> Plan:
    day = date.fromordinal(target.day)
    period = Period(day, day, day.isoformat())
    if target.thing is None:
        return plan._replace(settings=plan.settings._replace(finish=period))
    thing = target.thing._replace(due=period) if target.key == "due" else target.thing._replace(on=period)
    return _with(plan, thing)
