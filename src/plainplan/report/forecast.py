"""A forecast in sentences, and as data: how likely each date is, what threatens it, what solutions are worth."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from plainplan.compile import Compilation
from plainplan.fit import Fitting
from plainplan.forecast.result import LEVELS, BarrierThreat, Forecast, Odds, Worth
from plainplan.model import Plan, Thing
from plainplan.report.days import day_text, iso
from plainplan.report.excerpt import columns_of
from plainplan.report.style import Style
from plainplan.safe_text import safe_text
from plainplan.words import words_for

FORMAT = "plainplan-forecast/1"
_WORDS = words_for("en")
_MOST = 6
_LEAST_DAYS = 0.5
_SURE = 0.995


def forecast_lines(
    compilation: Compilation, forecast: Forecast, fits: tuple[Fitting, ...], style: Style
) -> Iterator[str]:
    """The answers in the order in which people ask: when, how likely, because of what, what to do."""
    yield style.paint(safe_text(compilation.plan.title), "bold")
    yield from _when(compilation, forecast)
    yield from _table(compilation, forecast, style)
    for title, lines in (
        ("How likely", _promises(compilation, forecast)),
        ("What drives the end", _drivers(compilation, forecast)),
        ("What threatens", _threats(compilation, forecast)),
        ("What the solutions are worth", _worths(compilation, forecast)),
    ):
        yield from _section(title, lines, style)
    yield from _section("What would make it fit", _fits(fits), style, most=1000)
    yield ""
    yield safe_text(first_thing(compilation, forecast, fits))
    yield style.paint(safe_text(_basis(forecast)), "dim")


def _section(title: str, lines: Iterable[str], style: Style, most: int = _MOST) -> Iterator[str]:
    shown = [safe_text(line) for line in lines]
    if shown:
        yield ""
        yield style.paint(title, "bold")
        yield from (f"  {line}" for line in shown[:most])
        if len(shown) > most:
            yield f"  and {len(shown) - most} more"


def _when(compilation: Compilation, forecast: Forecast) -> Iterator[str]:
    days = [forecast.objective.day(percent) for percent in LEVELS]
    yield safe_text(
        f"{objective_name(compilation, forecast)} is scheduled to be finished by {day_text(forecast.scheduled)}."
    )
    if not forecast.ranges and not forecast.risks:
        yield "Nothing in the plan says how else it could turn out: there are no ranges and no risks in what is open."
    elif days[0] == days[-1]:
        yield f"In at least 95 of 100 runs it is finished by {day_text(days[-1])}; luck hardly moves it."
    else:
        middle, late, latest = (day_text(day) for day in days)
        yield f"It is 50 % likely by {middle}, 80 % likely by {late}, and 95 % likely by {latest}."


def objective_name(compilation: Compilation, forecast: Forecast) -> str:
    """What the forecast is about: the primary objective, where there is just one."""
    if len(forecast.primary) == 1:
        return _called(compilation.plan.things[forecast.primary[0]])
    return "The last primary objective" if forecast.primary else "The plan"


def _table(compilation: Compilation, forecast: Forecast, style: Style) -> Iterator[str]:
    rows = [("Goal", "Scheduled", *(f"{percent} %" for percent in LEVELS))]
    for goal in forecast.goals:
        title = safe_text(_short(compilation.plan.things[goal.thing].title, 36))
        rows.append((title, *(day_text(day) for day in (goal.scheduled, *_levels(goal.odds)))))
    widths = [max(columns_of(row[column]) for row in rows) for column in range(len(rows[0]))]
    yield ""
    for number, row in enumerate(rows):
        cells = (cell + " " * (width - columns_of(cell)) for cell, width in zip(row, widths, strict=True))
        line = "  ".join(cells).rstrip()
        yield line if number else style.paint(line, "bold")


def _promises(compilation: Compilation, forecast: Forecast) -> Iterator[str]:
    wanted = compilation.facts.written_finish
    if forecast.question.by is not None:
        chance = percent_of(forecast.objective.chance(forecast.question.by))
        yield f"{objective_name(compilation, forecast)} finished by {day_text(forecast.question.by)}: {chance} likely."
    if wanted is not None:
        chance = percent_of(forecast.finish.chance(wanted))
        yield f"The plan finished by its `finish:`, {day_text(wanted)}: {chance} likely."
    for one in sorted(forecast.promises, key=lambda one: one.chance):
        what = "due by" if one.key == "due" else "to happen on"
        title = _called(compilation.plan.things[one.thing])
        yield f"{title}, {what} {day_text(one.day)}: {percent_of(one.chance)} likely to be kept."


def _drivers(compilation: Compilation, forecast: Forecast) -> Iterator[str]:
    for driver in forecast.drivers:
        if driver.days >= _LEAST_DAYS:
            yield (
                f"{_called(compilation.plan.things[driver.thing])} decides the end in {percent_of(driver.critical)} of "
                f"the runs; taking longer than scheduled costs {days_text(driver.days)} on average."
            )


def _threats(compilation: Compilation, forecast: Forecast) -> Iterator[str]:
    for threat in forecast.threats:
        yield f"{threat_text(compilation, threat)}."


def threat_text(compilation: Compilation, one: BarrierThreat) -> str:
    """What a barrier costs, as a sentence without its point."""
    barrier = compilation.plan.barriers[one.barrier]
    costs = f"costs the end {days_text(one.days)} on average" if one.days >= _LEAST_DAYS else "hardly moves the end"
    answer = "" if barrier.solutions else "; it has no solution yet"
    return f"“{_short(barrier.title)}”, {percent_of(one.chance)} likely, {costs}{answer}"


def _worths(compilation: Compilation, forecast: Forecast) -> Iterator[str]:
    for worth in forecast.worths:
        yield f"{worth_text(compilation, worth)}."


def worth_text(compilation: Compilation, one: Worth) -> str:
    """What a solution is worth, as a sentence without its point."""
    thing = compilation.plan.things[one.solution]
    worth = f"is worth {days_text(one.days)}" if one.days >= _LEAST_DAYS else "is worth no day of the end"
    if one.takes < _LEAST_DAYS:
        return f"{_called(thing)} {worth}"
    more = ", more than it saves" if one.takes > one.days else ""
    return f"{_called(thing)} {worth}, and its own work holds the end up by {days_text(one.takes)}{more}"


def _fits(fits: tuple[Fitting, ...]) -> Iterator[str]:
    for fitting in fits:
        yield f"{fitting.what} is missed by {days_text(fitting.late)}. Any one of these would make it fit:"
        for change in fitting.changes:
            yield f"  {change.text}"
        if not fitting.changes:
            yield "  no single change would; take several of the steps before it together"


def first_thing(compilation: Compilation, forecast: Forecast, fits: tuple[Fitting, ...]) -> str:
    """The one thing to begin with: what costs or saves most days, else what would meet a day that is missed."""
    choices = sorted(_choices(compilation, forecast), key=lambda one: -one[0])
    if choices and choices[0][0] >= _LEAST_DAYS:
        return f"The first thing to do: {choices[0][1]}"
    changes = [change for fitting in fits for change in fitting.changes]
    if changes:
        return f"The first thing to do: {changes[0].text}."
    if not forecast.ranges and not forecast.risks:
        return "The first thing to do: say what is uncertain, as in `~4-8w` or `risk:30%`, or ask with `--spread 20`."
    return "Nothing that is uncertain here moves the end by a day: the dates can be relied on as they stand."


def _choices(compilation: Compilation, forecast: Forecast) -> Iterator[tuple[float, str]]:
    plan = compilation.plan
    for threat in forecast.threats:
        barrier = plan.barriers[threat.barrier]
        if not barrier.solutions:
            yield threat.days, f"find a solution to {threat_text(compilation, threat)}."
    for worth in forecast.worths:
        thing = plan.things[worth.solution]
        if thing.scheduled and compilation.facts.is_open(worth.solution):
            yield worth.days - worth.takes, f"{worth_text(compilation, worth)}. It is not done yet."
    for driver in forecast.drivers:
        name = _called(plan.things[driver.thing])
        text = f"find out more about {name}: taking longer than scheduled costs {days_text(driver.days)} on average."
        yield driver.days, text


def _basis(forecast: Forecast) -> str:
    question = forecast.question
    counts = f"{_count(forecast.ranges, 'range')}, {_count(forecast.risks, 'risk')}"
    text = f"{_WORDS.number(question.runs)} runs (seed {question.seed}) over {counts}"
    if question.history:
        text += f"; single durations as {_count(len(question.history), 'finished step')} of yours turned out"
    elif question.spread:
        text += f"; single durations {question.spread:.0%} shorter to {question.spread:.0%} longer"
    if question.runs < forecast.wanted:
        text += f"; a plan of this size is not worked out {_WORDS.number(forecast.wanted)} times"
    if not forecast.tried:
        text += "; what seems to matter least is estimated"
    if forecast.compared and forecast.compared < question.runs:
        text += f"; averages over {_WORDS.number(forecast.compared)} of them"
    return text + "."


# Words


def percent_of(chance: float) -> str:
    """A chance in whole percent; `100 %` and `0 %` only where it never turned out otherwise."""
    if chance >= 1 or chance <= 0:
        return f"{chance:.0%}".replace("%", " %")
    if chance >= _SURE:
        return "over 99 %"
    return "under 1 %" if chance <= 1 - _SURE else f"{round(chance * 100)} %"


def days_text(days: float) -> str:
    """`half a day`, `1 day`, `12 days`."""
    if days < 1:
        return "less than a day"
    return _count(round(days), "day")


def _count(number: int, what: str) -> str:
    return f"{_WORDS.number(number)} {what}{'' if number == 1 else 's'}"


def _called(thing: Thing) -> str:
    return f"“{_short(thing.title)}”"


def _short(title: str, most: int = 60) -> str:
    return title if len(title) <= most else title[: most - 1].rstrip() + "…"


def _levels(odds: Odds) -> Iterator[int]:
    return (odds.day(percent) for percent in LEVELS)


# Data


def forecast_data(compilation: Compilation, forecast: Forecast, fits: tuple[Fitting, ...]) -> dict[str, Any]:
    """A forecast for other programs: days in ISO form, lengths in days, chances from 0 to 1."""
    plan, question = compilation.plan, forecast.question
    ids = [thing.id for thing in plan.things]
    return {
        "format": FORMAT,
        "title": plan.title,
        "as_of": iso(compilation.schedule.today),
        "runs": question.runs,
        "seed": question.seed,
        "spread": question.spread or None,
        "history": list(question.history) or None,
        "ranges": forecast.ranges,
        "risks": forecast.risks,
        "objective": _objective_data(forecast, ids),
        "finish": {
            **_odds_data(forecast.scheduled_finish, forecast.finish),
            "wanted": _by_data(forecast.finish, compilation.facts.written_finish),
        },
        "goals": [{"id": ids[goal.thing], **_odds_data(goal.scheduled, goal.odds)} for goal in forecast.goals],
        "promises": [
            {"id": ids[promise.thing], "tag": promise.key, "day": iso(promise.day), "chance": promise.chance}
            for promise in forecast.promises
        ],
        "compared_runs": forecast.compared,
        "all_tried": forecast.tried,
        "drivers": [
            {"id": ids[driver.thing], "critical": driver.critical, "extra_days": round(driver.days, 2)}
            for driver in forecast.drivers
        ],
        "barriers": [_threat_data(compilation, threat) for threat in forecast.threats],
        "solutions": _solutions_data(plan, forecast, ids),
        "fit": [
            {
                "what": fitting.what,
                "late_days": fitting.late,
                "changes": [change._asdict() for change in fitting.changes],
            }
            for fitting in fits
        ],
        "first": first_thing(compilation, forecast, fits),
    }


def _objective_data(forecast: Forecast, ids: Sequence[str]) -> dict[str, Any]:
    return {
        "ids": [ids[index] for index in forecast.primary],
        **_odds_data(forecast.scheduled, forecast.objective),
        "by": _by_data(forecast.objective, forecast.question.by),
        "distribution": [
            {"first": iso(bar.first), "last": iso(bar.last), "share": bar.runs / forecast.question.runs}
            for bar in forecast.objective.bars(40)
        ],
    }


def _solutions_data(plan: Plan, forecast: Forecast, ids: Sequence[str]) -> list[dict[str, Any]]:
    return [
        {
            "id": ids[worth.solution],
            "barrier": plan.barriers[worth.barrier].title,
            "worth_days": round(worth.days, 2),
            "takes_days": round(worth.takes, 2),
        }
        for worth in forecast.worths
    ]


def _odds_data(scheduled: int, odds: Odds) -> dict[str, Any]:
    return {"scheduled": iso(scheduled), **{f"p{percent}": iso(odds.day(percent)) for percent in LEVELS}}


def _by_data(odds: Odds, day: int | None) -> dict[str, Any] | None:
    return None if day is None else {"day": iso(day), "chance": odds.chance(day)}


def _threat_data(compilation: Compilation, one: BarrierThreat) -> dict[str, Any]:
    barrier = compilation.plan.barriers[one.barrier]
    return {
        "title": barrier.title,
        "on": compilation.plan.things[barrier.of].id,
        "line": compilation.source.position(barrier.origin.start).line,
        "chance": round(one.chance, 4),
        "critical": one.critical,
        "costs_days": round(one.days, 2),
        "answered": bool(barrier.solutions),
    }
