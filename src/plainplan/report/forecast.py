"""A forecast in sentences, and as data: how likely each date is, what threatens it, what solutions are worth."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from plainplan.compile import Compilation
from plainplan.fit import Fitting
from plainplan.forecast.result import LEVELS, BarrierThreat, Forecast, Odds, Worth
from plainplan.messages import Message, msg, msg_count, msg_day, msg_join, msg_number
from plainplan.model import Plan, Thing
from plainplan.report.days import iso
from plainplan.report.excerpt import columns_of
from plainplan.report.style import Style
from plainplan.safe_text import safe_text
from plainplan.words import Words, words_for

FORMAT = "plainplan-forecast/1"
_WORDS = words_for("en")
_MOST = 6
_LEAST_DAYS = 0.5
_SURE = 0.995


def forecast_lines(
    compilation: Compilation,
    forecast: Forecast,
    fits: tuple[Fitting, ...],
    style: Style,
    words: Words | None = None,
) -> Iterator[str]:
    """The answers in the order in which people ask: when, how likely, because of what, what to do. In English unless
    other words are given."""
    words = words or _WORDS
    yield style.paint(safe_text(compilation.plan.title), "bold")
    yield from (safe_text(words.tell(line)) for line in _when(compilation, forecast))
    yield from _table(compilation, forecast, style, words)
    for title, lines in (
        (msg("How likely"), _promises(compilation, forecast)),
        (msg("What drives the end"), _drivers(compilation, forecast)),
        (msg("What threatens"), _threats(compilation, forecast)),
        (msg("What the solutions are worth"), _worths(compilation, forecast)),
    ):
        yield from _section(title, lines, style, words)
    yield from _section(msg("What would make it fit"), _fits(fits), style, words, most=1000)
    yield ""
    yield safe_text(words.tell(first_thing(compilation, forecast, fits)))
    yield style.paint(safe_text(words.tell(_basis(forecast))), "dim")


def _section(title: str, lines: Iterable[str], style: Style, words: Words, most: int = _MOST) -> Iterator[str]:
    shown = [safe_text(words.tell(line)) for line in lines]
    if shown:
        yield ""
        yield style.paint(words.tell(title), "bold")
        yield from (f"  {line}" for line in shown[:most])
        if (more := len(shown) - most) > 0:
            yield f"  {words.tell(msg_count('and {n} more', 'and {n} more', more))}"


def _when(compilation: Compilation, forecast: Forecast) -> Iterator[Message]:
    days = [forecast.objective.day(percent) for percent in LEVELS]
    yield msg(
        "{name} is scheduled to be finished by {date}.",
        name=objective_name(compilation, forecast),
        date=msg_day(forecast.scheduled),
    )
    if not forecast.ranges and not forecast.risks:
        yield msg(
            "Nothing in the plan says how else it could turn out: there are no ranges and no risks in what is open."
        )
    elif days[0] == days[-1]:
        yield msg("In at least 95 of 100 runs it is finished by {date}; luck hardly moves it.", date=msg_day(days[-1]))
    else:
        middle, late, latest = map(msg_day, days)
        yield msg(
            "It is 50 % likely by {middle}, 80 % likely by {late}, and 95 % likely by {latest}.",
            middle=middle,
            late=late,
            latest=latest,
        )


def objective_name(compilation: Compilation, forecast: Forecast) -> str:
    """What the forecast is about: the primary objective, where there is just one."""
    if len(forecast.primary) == 1:
        return _called(compilation.plan.things[forecast.primary[0]])
    return msg("The last primary objective") if forecast.primary else msg("The plan")


def _table(compilation: Compilation, forecast: Forecast, style: Style, words: Words) -> Iterator[str]:
    levels = (words.tell(_percent(percent)) for percent in LEVELS)
    rows = [(words.tell(msg("Goal")), words.tell(msg("Scheduled")), *levels)]
    for goal in forecast.goals:
        title = safe_text(_short(compilation.plan.things[goal.thing].title, 36))
        rows.append((title, *(words.date(day) for day in (goal.scheduled, *_levels(goal.odds)))))
    widths = [max(columns_of(row[column]) for row in rows) for column in range(len(rows[0]))]
    yield ""
    for number, row in enumerate(rows):
        cells = (cell + " " * (width - columns_of(cell)) for cell, width in zip(row, widths, strict=True))
        line = "  ".join(cells).rstrip()
        yield line if number else style.paint(line, "bold")


def _promises(compilation: Compilation, forecast: Forecast) -> Iterator[Message]:
    wanted, by = compilation.facts.written_finish, forecast.question.by
    if by is not None:
        yield msg(
            "{name} finished by {date}: {chance} likely.",
            name=objective_name(compilation, forecast),
            date=msg_day(by),
            chance=percent_of(forecast.objective.chance(by)),
        )
    if wanted is not None:
        yield msg(
            "The plan finished by its `finish:`, {date}: {chance} likely.",
            date=msg_day(wanted),
            chance=percent_of(forecast.finish.chance(wanted)),
        )
    for one in sorted(forecast.promises, key=lambda one: one.chance):
        title, day, chance = _called(compilation.plan.things[one.thing]), msg_day(one.day), percent_of(one.chance)
        if one.key == "due":
            yield msg("{title}, due by {date}: {chance} likely to be kept.", title=title, date=day, chance=chance)
        else:
            yield msg("{title}, to happen on {date}: {chance} likely to be kept.", title=title, date=day, chance=chance)


def _drivers(compilation: Compilation, forecast: Forecast) -> Iterator[Message]:
    for driver in forecast.drivers:
        if driver.days >= _LEAST_DAYS:
            yield msg(
                "{title} decides the end in {chance} of the runs; "
                "taking longer than scheduled costs {days} on average.",
                title=_called(compilation.plan.things[driver.thing]),
                chance=percent_of(driver.critical),
                days=days_text(driver.days),
            )


def _threats(compilation: Compilation, forecast: Forecast) -> Iterator[Message]:
    for threat in forecast.threats:
        yield _point(threat_text(compilation, threat))


def threat_text(compilation: Compilation, one: BarrierThreat) -> Message:
    """What a barrier costs, as a sentence without its point."""
    barrier = compilation.plan.barriers[one.barrier]
    title, chance = _quoted(barrier.title), percent_of(one.chance)
    if one.days >= _LEAST_DAYS:
        told = msg(
            "{title}, {chance} likely, costs the end {days} on average",
            title=title,
            chance=chance,
            days=days_text(one.days),
        )
    else:
        told = msg("{title}, {chance} likely, hardly moves the end", title=title, chance=chance)
    return told if barrier.solutions else msg("{threat}; it has no solution yet", threat=told)


def _worths(compilation: Compilation, forecast: Forecast) -> Iterator[Message]:
    for worth in forecast.worths:
        yield _point(worth_text(compilation, worth))


def worth_text(compilation: Compilation, one: Worth) -> Message:
    """What a solution is worth, as a sentence without its point."""
    title = _called(compilation.plan.things[one.solution])
    if one.days >= _LEAST_DAYS:
        told = msg("{title} is worth {days}", title=title, days=days_text(one.days))
    else:
        told = msg("{title} is worth no day of the end", title=title)
    if one.takes < _LEAST_DAYS:
        return told
    takes = days_text(one.takes)
    if one.takes > one.days:
        return msg("{worth}, and its own work holds the end up by {days}, more than it saves", worth=told, days=takes)
    return msg("{worth}, and its own work holds the end up by {days}", worth=told, days=takes)


def _fits(fits: tuple[Fitting, ...]) -> Iterator[str]:
    for fitting in fits:
        yield msg(
            "{what} is missed by {days}. Any one of these would make it fit:",
            what=fitting.what,
            days=days_text(fitting.late),
        )
        for change in fitting.changes:
            yield msg_join("", ("  ", change.text))
        if not fitting.changes:
            nothing = msg("no single change would; take several of the steps before it together")
            yield msg_join("", ("  ", nothing))


def first_thing(compilation: Compilation, forecast: Forecast, fits: tuple[Fitting, ...]) -> Message:
    """The one thing to begin with: what costs or saves most days, else what would meet a day that is missed."""
    choices = sorted(_choices(compilation, forecast), key=lambda one: -one[0])
    if choices and choices[0][0] >= _LEAST_DAYS:
        return msg("The first thing to do: {what}", what=choices[0][1])
    changes = [change for fitting in fits for change in fitting.changes]
    if changes:
        return msg("The first thing to do: {what}.", what=changes[0].text)
    if not forecast.ranges and not forecast.risks:
        return msg(
            "The first thing to do: say what is uncertain, as in `~4-8w` or `risk:30%`, or ask with `--spread 20`."
        )
    return msg("Nothing that is uncertain here moves the end by a day: the dates can be relied on as they stand.")


def _choices(compilation: Compilation, forecast: Forecast) -> Iterator[tuple[float, Message]]:
    plan = compilation.plan
    for threat in forecast.threats:
        barrier = plan.barriers[threat.barrier]
        if not barrier.solutions:
            yield threat.days, msg("find a solution to {threat}.", threat=threat_text(compilation, threat))
    for worth in forecast.worths:
        thing = plan.things[worth.solution]
        if thing.scheduled and compilation.facts.is_open(worth.solution):
            told = msg("{worth}. It is not done yet.", worth=worth_text(compilation, worth))
            yield worth.days - worth.takes, told
    for driver in forecast.drivers:
        text = msg(
            "find out more about {title}: taking longer than scheduled costs {days} on average.",
            title=_called(plan.things[driver.thing]),
            days=days_text(driver.days),
        )
        yield driver.days, text


def _basis(forecast: Forecast) -> Message:
    question = forecast.question
    ranges, risks = forecast.ranges, forecast.risks
    parts: list[str] = [
        msg(
            "{number} runs (seed {seed}) over {ranges}, {risks}",
            number=msg_number(question.runs),
            seed=question.seed,
            ranges=msg_count("{n} range", "{n} ranges", ranges, n=msg_number(ranges)),
            risks=msg_count("{n} risk", "{n} risks", risks, n=msg_number(risks)),
        )
    ]
    if question.history:
        steps = len(question.history)
        parts.append(
            msg_count(
                "single durations as {n} finished step of yours turned out",
                "single durations as {n} finished steps of yours turned out",
                steps,
                n=msg_number(steps),
            )
        )
    elif question.spread:
        spread = msg("{number}%", number=f"{100 * question.spread:.0f}")
        parts.append(msg("single durations {spread} shorter to {spread} longer", spread=spread))
    if question.runs < forecast.wanted:
        wanted = msg_number(forecast.wanted)
        parts.append(msg("a plan of this size is not worked out {number} times", number=wanted))
    if not forecast.tried:
        parts.append(msg("what seems to matter least is estimated"))
    if forecast.compared and forecast.compared < question.runs:
        parts.append(msg("averages over {number} of them", number=msg_number(forecast.compared)))
    return _point(msg_join("; ", parts))


# Words


def _point(sentence: str) -> Message:
    return msg("{sentence}.", sentence=sentence)


def _percent(number: int) -> Message:
    return msg("{number} %", number=number)


def percent_of(chance: float) -> Message:
    """A chance in whole percent; `100 %` and `0 %` only where it never turned out otherwise."""
    if chance >= 1 or chance <= 0:
        return _percent(round(chance * 100))
    if chance >= _SURE:
        return msg("over {number} %", number=99)
    return msg("under {number} %", number=1) if chance <= 1 - _SURE else _percent(round(chance * 100))


def days_text(days: float) -> Message:
    """`less than a day`, `1 day`, `12 days`."""
    if days < 1:
        return msg("less than a day")
    return msg_count("{n} day", "{n} days", round(days), n=msg_number(round(days)))


def _called(thing: Thing) -> Message:
    return _quoted(thing.title)


def _quoted(title: str) -> Message:
    return msg("“{title}”", title=_short(title))


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
