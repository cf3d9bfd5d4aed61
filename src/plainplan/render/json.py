"""A whole compiled plan as JSON, for other programs: keys are stable, `docs/plan.schema.json` describes them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from plainplan.compile import Compilation
from plainplan.costs import Cost, costs_of
from plainplan.decide import decide
from plainplan.facts import Facts
from plainplan.facts.days_off import days_off_in
from plainplan.finding_data import finding_data
from plainplan.model import START, TRAITS, Away, Barrier, Plan, Reference, Thing
from plainplan.render.options import Options
from plainplan.safe_text import json_text
from plainplan.schedule import Dated, Dates, Progress
from plainplan.schedule.calendar import calendar_of
from plainplan.source import Span
from plainplan.syntax.tags import TAGS
from plainplan.values import Period, Risk
from plainplan.why import why

FORMAT = "plainplan/1"
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

Data = dict[str, Any]


def render_json(compilation: Compilation, options: Options) -> str:
    """The plan's JSON, with a line end."""
    return json_text(plan_data(compilation))


def plan_data(compilation: Compilation) -> Data:
    """What the JSON says, as plain values."""
    plan, schedule = compilation.plan, compilation.schedule
    file = compilation.source.file
    things = _things(compilation)
    ids = [thing.id for thing in plan.things]
    return {
        "format": FORMAT,
        "title": plan.title,
        "file": file,
        "as_of": _day(schedule.today),
        "settings": _settings(compilation.facts),
        "start": _day(schedule.start),
        "finish": _day(schedule.finish),
        "planned_start": _day(schedule.planned_start),
        "planned_finish": _day(schedule.planned_finish),
        "slip_days": schedule.slip,
        "progress": _progress(schedule.progress),
        "costs": _costs(compilation.facts),
        "goals": [things[index] for index in plan.goals],
        "timeline": [ids[index] for index in schedule.timeline],
        "slack_exact": schedule.slack_exact,
        "critical": [ids[index] for index in schedule.critical],
        "next": [ids[index] for index in schedule.next],
        "primary": [ids[index] for index in schedule.primary],
        "days_off": [_day_off(plan, one) for one in days_off_in(plan, schedule)],
        "someday": [{"title": idea.title, "line": _line(compilation, idea.origin)} for idea in plan.someday],
        "assessment": {key: _trait(plan, key) for key in TRAITS},
        "occupations": _occupations(compilation),
        "checkins": [
            {
                "date": one.date.isoformat(),
                "who": list(one.who),
                "text": one.text,
                "line": _line(compilation, one.origin),
            }
            for one in plan.checkins
        ],
        "diagnostics": [finding_data(compilation.source, found, file) for found in compilation.diagnostics],
    }


# Things


def _things(compilation: Compilation) -> list[Data]:
    """Each thing's object, index for index, contents put inside: a loop, for a plan may be nested deep."""
    plan = compilation.plan
    made = [_thing(compilation, thing) for thing in plan.things]
    for thing in plan.things:
        made[thing.index]["steps"] = [made[index] for index in thing.steps]
        made[thing.index]["goals"] = [made[index] for index in thing.goals]
    for barrier in plan.barriers:
        goal = _goal_of(plan, barrier.of)
        made[goal]["barriers"].append(_barrier(compilation, barrier, goal, made))
    return made


def _goal_of(plan: Plan, index: int) -> int:
    """The goal that holds a thing, or the thing itself: where the barriers of its steps are listed."""
    while plan.things[index].kind.value != "goal":
        parent = plan.things[index].parent
        if parent is None:
            break
        index = parent
    return index


def _thing(compilation: Compilation, thing: Thing) -> Data:
    dated = compilation.facts.dated(thing.index)
    place = compilation.source.position(thing.origin.start)
    return {
        "kind": thing.kind.value,
        "id": thing.id,
        "title": thing.title,
        "horizon": dated.horizon.value if dated.horizon else None,
        "state": dated.state.value,
        "line": place.line,
        "column": place.column,
        **_dates(dated),
        "why": _why(compilation, thing.index, planned=False),
        "planned_why": _why(compilation, thing.index, planned=True),
        **_written(compilation.facts, thing),
        "scheduled": thing.scheduled,
        "progress": _progress(dated.progress),
        "steps": [],
        "goals": [],
        "barriers": [],
    }


def _dates(dated: Dated) -> Data:
    return {
        **_pass(dated.projected, ""),
        **_pass(dated.planned, "planned_"),
        "slip_days": dated.slip,
        "latest_start": _day(dated.latest_start),
        "latest_finish": _day(dated.latest_finish),
        "slack_days": dated.slack,
        "critical": dated.critical,
    }


def _pass(dates: Dates | None, prefix: str) -> Data:
    return {
        f"{prefix}start": _day(dates.start) if dates else None,
        f"{prefix}finish": _day(dates.finish) if dates else None,
        f"{prefix}days": dates.days if dates else None,
    }


def _written(facts: Facts, thing: Thing) -> Data:
    """What the thing's tags say: those of them in their own forms, any other kind as it is."""
    plan, dated = facts.plan, facts.dated(thing.index)
    written: Data = {
        "estimate": _estimate(thing, dated),
        "percent": None if dated.percent is None else dated.percent,
        "not_before": _first(thing.start),
        "since": _first(thing.since),
        "done": _done(thing.done, facts.today),
        "due": _day(facts.due_day(thing.index)),
        "on": thing.on.text if thing.on else None,
        "every": thing.every.text if thing.every else None,
        "after": [_reference(plan, one) for one in thing.after or ()],
        "with": [_reference(plan, one) for one in thing.with_ or ()],
        "before": [_reference(plan, one) for one in thing.before or ()],
        "numbered": thing.numbered,
        "who": list(thing.who),
        "labels": list(thing.labels),
        "cost": _number(thing.cost),
    }
    others = {kind.json or kind.field: kind.field for kind in TAGS if kind.field}
    return written | {key: _plain(getattr(thing, field)) for key, field in others.items() if key not in written}


def _why(compilation: Compilation, index: int, *, planned: bool) -> Data | None:
    told = why(compilation.facts, index, planned=planned)
    return {"rule": told.rule, "ref": told.ref, "text": told.text} if told else None


def _estimate(thing: Thing, dated: Dated) -> Data | None:
    if thing.estimate is None:
        return None
    low, likely, high = dated.estimate
    return {"text": thing.estimate.text, "low": _number(low), "likely": _number(likely), "high": _number(high)}


def _reference(plan: Plan, reference: Reference) -> Data:
    name = "start" if reference.target == START else plan.things[reference.target].id
    return {"id": name, "lag": reference.lag.text if reference.lag else None}


def _barrier(compilation: Compilation, barrier: Barrier, goal: int, made: Sequence[Data]) -> Data:
    plan = compilation.plan
    calendar = calendar_of(plan.settings)
    return {
        "title": barrier.title,
        "risk": _risk(barrier.risk, after=False),
        "risk_after": _risk(barrier.risk, after=True),
        "delay_days": _number(calendar.nominal_scheduled(barrier.delay)) if barrier.delay else None,
        "on": None if barrier.of == goal else plan.things[barrier.of].id,
        "cost": _number(barrier.cost),
        "line": _line(compilation, barrier.origin),
        "solutions": [made[index] for index in barrier.solutions],
    }


# The rest of the plan


def _costs(facts: Facts) -> Data:
    """Money in all, by top-level goal and by year: both add up to the total."""
    costs, plan = costs_of(facts), facts.plan
    goals = [(plan.things[index].id, costs.things[index]) for index in plan.goals if index in costs.things]
    return {
        "currency": plan.settings.currency,
        **_cost(costs.all),
        "by_goal": [{"id": name, **_cost(cost)} for name, cost in goals],
        "by_year": {f"{year:04}": _number(amount) for year, amount in costs.years},
        "undated": _number(costs.undated),
    }


def _cost(cost: Cost) -> Data:
    return {"total": _number(cost.total), "done": _number(cost.done), "reserve": _number(cost.reserve)}


def _settings(facts: Facts) -> Data:
    settings, review = facts.plan.settings, facts.plan.settings.review
    return {
        "format": 1,
        "title": settings.title,
        "author": settings.author,
        "start": _first(settings.start),
        "finish": _day(facts.written_finish),
        "review": review.text if review else None,
        "partner": settings.partner,
        "pace": _number(settings.pace),
        "focus": settings.focus,
        "workdays": [_WEEKDAYS[day] for day in settings.workdays],
        "away": [{"start": one.first.isoformat(), "finish": one.last.isoformat()} for one in settings.away],
        "holidays": list(settings.holiday_files),
        "remind": [one.text for one in settings.remind],
        "currency": settings.currency,
        "lang": settings.lang,
        "paper": settings.paper,
        "ignore": list(settings.ignore),
        **({"visibility": settings.visibility} if settings.visibility else {}),
    }


def _trait(plan: Plan, key: str) -> str | None:
    return next((trait.text for trait in plan.assessment if trait.key == key), None)


def _occupations(compilation: Compilation) -> list[Data]:
    plan = compilation.plan
    titles = [criterion.title for criterion in plan.criteria]
    decision = decide(plan)
    scores = dict(zip(decision.candidates, decision.scores, strict=True))
    return [
        {
            "name": one.name,
            "stage": one.stage,
            "criteria": dict(zip(titles, (cell.text for cell in one.cells), strict=False)),
            "score": None if (score := scores.get(index)) is None else _number(round(score, 2)),
            "line": _line(compilation, one.origin),
        }
        for index, one in enumerate(plan.occupations)
    ]


def _day_off(plan: Plan, one: Away) -> Data:
    """Days off of a calendar file; what everything skips is away, else only what is given in days and hours does."""
    away = one in plan.settings.away
    return {"start": one.first.isoformat(), "finish": one.last.isoformat(), "title": one.name, "away": away}


# Values


def _day(ordinal: int | None) -> str | None:
    return None if ordinal is None else date.fromordinal(ordinal).isoformat()


def _first(period: Period | None) -> str | None:
    return period.first.isoformat() if period else None


def _done(period: Period | None, today: int) -> str | None:
    """The day on which it was finished: of a month or a year the last one, not beyond the as-of day."""
    if period is None:
        return None
    last = period.last if period.is_day else min(period.last, max(period.first, date.fromordinal(today)))
    return last.isoformat()


def _progress(progress: Progress) -> Data:
    return {"done": progress.done, "total": progress.total, "percent": progress.percent}


def _risk(risk: Risk | None, *, after: bool) -> float | None:
    if risk is None:
        return None
    return risk.after if after else risk.before


def _plain(value: Any) -> Any:
    """A value of any kind: numbers as numbers, several as a list, others as they were written."""
    if isinstance(value, tuple) and not hasattr(value, "text"):
        return list(map(_plain, value))
    return _number(value) if isinstance(value, Fraction) else value and str(getattr(value, "text", value))


def _number(value: Fraction | float | int | None) -> int | float | None:
    """A number as JSON has it: whole ones without a point."""
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)


def _line(compilation: Compilation, span: Span) -> int:
    return compilation.source.position(span.start).line
