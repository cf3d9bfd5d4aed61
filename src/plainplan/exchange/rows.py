"""A compiled plan as rows, one for each goal, step and solution: all that the other formats are made of."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from plainplan.compile import Compilation
from plainplan.model import START, Kind, Plan, Reference, Thing
from plainplan.schedule.calendar import Calendar, calendar_of
from plainplan.schedule.result import Dates
from plainplan.tuples import NamedTuple
from plainplan.values import Horizon, State


class RowLink(NamedTuple):
    """What a row waits for by a tag: `kind` is after, with or before; `id` a row's or `start`; `lag` as written.

    `lag_days` counts calendar days nominally, below 0 for a lead.
    """

    kind: str
    id: str
    lag: str = ""
    lag_days: float = 0.0


class ExchangeRow(NamedTuple):
    """One goal, step or solution. Days are dates, None where there are none; `days` counts calendar days.

    `parent` is the id of what holds it and `depth` how deep it stands; `low`, `likely` and `high` are nominal days of
    the duration as it is written in `duration`, `~6w`. `follows` are the rows that it waits for by order alone: those
    that end last before it. `barrier` are the words of what a solution is the answer to. `note` is what else is said
    about a row: files of other programs have such words, and they become a note of the step.
    """

    id: str
    parent: str | None = None
    depth: int = 0
    title: str = ""
    kind: Kind = Kind.STEP
    horizon: Horizon | None = None
    state: State = State.TO_DO
    leaf: bool = True
    duration: str = ""
    low: float | None = None
    likely: float | None = None
    high: float | None = None
    planned_start: date | None = None
    planned_finish: date | None = None
    start: date | None = None
    finish: date | None = None
    days: int | None = None
    slack: int | None = None
    critical: bool = False
    links: tuple[RowLink, ...] = ()
    follows: tuple[str, ...] = ()
    not_before: date | None = None
    on: str = ""
    due: date | None = None
    since: date | None = None
    done: date | None = None
    percent: int | None = None
    every: str = ""
    who: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    cost: Decimal | None = None
    numbered: bool = False
    line: int = 0
    barrier: str = ""
    note: str = ""

    @property
    def is_milestone(self) -> bool:
        return self.leaf and self.days == 0


def rows_of(compilation: Compilation) -> tuple[ExchangeRow, ...]:
    """The rows of a plan, in the order of the file; contingencies, which are no work, are left out."""
    plan = compilation.plan
    calendar = calendar_of(plan.settings)
    depths: dict[int, int] = {}
    for thing in plan.things:
        depths[thing.index] = 0 if thing.parent is None else depths[thing.parent] + 1
    answers = {place: barrier.title for barrier in plan.barriers for place in barrier.solutions}
    return tuple(
        _row(compilation, calendar, thing, depths[thing.index], answers.get(thing.index, ""))
        for thing in plan.things
        if thing.scheduled
    )


def _row(compilation: Compilation, calendar: Calendar, thing: Thing, depth: int, barrier: str) -> ExchangeRow:
    plan, facts = compilation.plan, compilation.facts
    dated, due = facts.dated(thing.index), facts.due_day(thing.index)
    low, likely, high = dated.estimate
    before, after = dated.planned, dated.projected
    return ExchangeRow(
        id=thing.id,
        parent=None if thing.parent is None else plan.things[thing.parent].id,
        depth=depth,
        title=thing.title or thing.id,
        kind=thing.kind,
        horizon=dated.horizon,
        state=dated.state,
        leaf=facts.is_leaf(thing.index),
        duration=thing.estimate.text if thing.estimate else "",
        low=low,
        likely=likely,
        high=high,
        planned_start=_start(before),
        planned_finish=_finish(before),
        start=_start(after),
        finish=_finish(after),
        days=after.days if after else None,
        slack=dated.slack,
        critical=dated.critical,
        links=tuple(_links(plan, calendar, thing)),
        follows=_follows(plan, after),
        not_before=thing.start.first if thing.start else None,
        on=thing.on.text if thing.on else "",
        due=None if due is None else date.fromordinal(due),
        since=thing.since.first if thing.since else None,
        done=_finish(after) if facts.is_done(thing.index) else None,
        percent=dated.percent,
        every=thing.every.text if thing.every else "",
        who=thing.who,
        labels=thing.labels,
        cost=None if thing.cost is None else Decimal(thing.cost.numerator) / Decimal(thing.cost.denominator),
        numbered=thing.numbered,
        line=compilation.source.position(thing.origin.start).line,
        barrier=barrier,
    )


def _start(dates: Dates | None) -> date | None:
    return date.fromordinal(dates.start) if dates else None


def _finish(dates: Dates | None) -> date | None:
    return date.fromordinal(dates.finish) if dates else None


def _links(plan: Plan, calendar: Calendar, thing: Thing) -> Iterator[RowLink]:
    for kind, references in (("after", thing.after), ("with", thing.with_), ("before", thing.before)):
        for reference in references or ():
            yield _link(plan, calendar, kind, reference)


def _link(plan: Plan, calendar: Calendar, kind: str, reference: Reference) -> RowLink:
    name = "start" if reference.target == START else plan.things[reference.target].id
    if reference.lag is None:
        return RowLink(kind, name)
    days = float(calendar.nominal(reference.lag.duration))
    return RowLink(kind, name, reference.lag.text, -days if reference.lag.lead else days)


def _follows(plan: Plan, dates: Dates | None) -> tuple[str, ...]:
    """What a start was waited for by a plain rule, whose end it follows on."""
    if dates is None or dates.reason.rule not in ("order", "after", "before", "primary", "focus", "solution"):
        return ()
    reference, lag = dates.reason.ref, dates.reason.lag
    return () if reference is None or lag is not None else (plan.things[reference].id,)
