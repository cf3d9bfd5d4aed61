"""How likely is it? A forecast as a picture of the finish, each goal's days, and what threatens it most."""

from __future__ import annotations

from collections.abc import Iterator

from plainplan.draw.axis import Axis, axis_for
from plainplan.facts import anchor_of
from plainplan.forecast.result import LEVELS, Forecast, Odds
from plainplan.prose import Text, capitalised, plain
from plainplan.typography import printed
from plainplan.view.context import ViewContext, sentence
from plainplan.view.parts import Danger, Fact, GoalOdds, OddsBar, OddsLine, OddsMark, OutlookView

_BARS = 60
_DANGERS = 6
_LEAST_DAYS = 0.5
_HALF = 50


def outlook(context: ViewContext, found: Forecast) -> OutlookView:
    words, odds = context.words, found.objective
    axis = axis_for(*_span(context, found), words)
    first, end = odds.first, odds.first + len(odds.counts)
    moves = len(odds.counts) > 1
    return OutlookView(
        sentence=_sentence(context, found),
        describes=words.say(
            "outlook.describes",
            runs=words.number(found.question.runs),
            first=words.date(first, "long"),
            last=words.date(end - 1, "long"),
        ),
        first=words.date(first),
        last=words.date(end - 1),
        bars=tuple(_bars(odds, axis)) if moves else (),
        marks=tuple(_mark(context, odds, percent, axis) for percent in LEVELS) if moves else (),
        heads=(
            words.say("outlook.goal"), words.say("outlook.scheduled"),
            *(words.say("outlook.mark", percent=percent) for percent in LEVELS),
        ),
        goals=tuple(
            GoalOdds(
                context.title(one.thing),
                (words.date(one.scheduled), *(words.date(one.odds.day(percent)) for percent in LEVELS)),
            )
            for one in found.goals
        ) if moves or _is_open_ended(found) else (),
        dangers=_dangers(context, found),
        basis=_basis(context, found),
        ticks=axis.ticks if moves else (),
        lines=tuple(_lines(context, found, axis)) if moves else (),
        promises=tuple(_promises(context, found)),
        worths=tuple(_worths(context, found)),
        first_thing=_first_thing(context, found),
    )  # fmt: skip


def _is_open_ended(found: Forecast) -> bool:
    """Whether any goal's end is uncertain, although that of the plan is not."""
    return any(len(one.odds.counts) > 1 for one in found.goals)


def _basis(context: ViewContext, found: Forecast) -> str:
    """How the odds were worked out; nothing where there are none."""
    if not found.ranges + found.risks:
        return ""
    words, question = context.words, found.question
    return words.say("outlook.basis", runs=words.number(question.runs), seed=question.seed)


def _span(context: ViewContext, found: Forecast) -> tuple[int, int]:
    """The days that the picture shows: all that came out, and those that are laid and promised."""
    days = [found.objective.first, found.objective.first + len(found.objective.counts) - 1, found.scheduled]
    wanted = context.written_finish
    if wanted is not None and abs(wanted - days[1]) <= max(2 * len(found.objective.counts), 62):
        days.append(wanted)
    return min(days), max(days)


def _sentence(context: ViewContext, found: Forecast) -> str:
    words = context.words
    if len(found.objective.counts) == 1:
        uncertain, progress = found.ranges + found.risks, context.schedule.progress
        if progress.total and progress.done == progress.total:
            return words.say("now.done")
        day = words.date(found.objective.first)
        return words.say("outlook.nothing moves" if uncertain else "outlook.nothing uncertain", date=day)
    title = context.text(found.primary[0]) if len(found.primary) == 1 else words.say("outlook.whole")
    days = {f"p{percent}": words.date(found.objective.day(percent)) for percent in LEVELS}
    key = "outlook.sure" if days["p50"] == days["p95"] else "outlook.sentence"
    laid = words.say(
        "outlook.laid", date=words.date(found.scheduled), percent=words.chance(found.objective.chance(found.scheduled))
    )
    return f"{sentence(words.say(key, title=title, **days))} {laid}"


def _lines(context: ViewContext, found: Forecast, axis: Axis) -> Iterator[OddsLine]:
    """Lines at the day that is laid, and at the deadline."""
    words, wanted = context.words, context.written_finish
    days = [("outlook.at laid", found.scheduled, found.objective)]
    if wanted is not None:
        days.append(("outlook.at finish", wanted, found.finish))
    for key, day, odds in days:
        if axis.first <= day + 1 <= axis.end:
            x = axis.at(day + 1)
            label = words.say(key, date=words.date(day), percent=words.chance(odds.chance(day)))
            yield OddsLine(x, label, x > _HALF)


def _promises(context: ViewContext, found: Forecast) -> Iterator[Fact]:
    """How likely each promised day is kept, the least likely first."""
    words, wanted = context.words, context.written_finish
    if wanted is not None:
        label = words.say("outlook.finish", date=words.date(wanted))
        yield Fact(label, words.chance(found.finish.chance(wanted)))
    for one in sorted(found.promises, key=lambda one: one.chance)[:_DANGERS]:
        label = words.say(f"outlook.{one.key}", title=context.text(one.thing), date=words.date(one.day))
        yield Fact(label, words.chance(one.chance), strong=one.chance < _HALF / 100)


def _worths(context: ViewContext, found: Forecast) -> Iterator[Fact]:
    for one in found.worths[:_DANGERS]:
        if one.days >= _LEAST_DAYS:
            title = printed(plain(context.alone(one.solution)), context.marks)
            yield Fact(title, context.words.days(round(one.days)))


def _first_thing(context: ViewContext, found: Forecast) -> str:
    """What costs or saves most days: a barrier without an answer, a solution that is not done, a step to look into."""
    words, plan, told = context.words, context.plan, list[tuple[float, str]]()
    for threat in found.threats:
        barrier = plan.barriers[threat.barrier]
        if not context.is_answered(barrier):
            told.append((threat.days, words.say("outlook.first.barrier", title=printed(barrier.title, context.marks))))
    for worth in found.worths:
        if plan.things[worth.solution].scheduled and context.is_open(worth.solution):
            told.append(
                (worth.days - worth.takes, words.say("outlook.first.solution", title=context.text(worth.solution)))
            )
    for driver in found.drivers:
        told.append((driver.days, words.say("outlook.first.step", title=context.text(driver.thing))))
    days, text = max(told, default=(0.0, ""))
    return f"{text} {words.say('outlook.first.days', days=words.days(round(days)))}" if days >= _LEAST_DAYS else ""


def _bars(odds: Odds, axis: Axis) -> Iterator[OddsBar]:
    """The distribution, its bars cut where the shares of the marks end."""
    runs = odds.runs
    bars = odds.bars(_BARS)
    most = max(bar.runs for bar in bars)
    so_far = 0
    for bar in bars:
        so_far += bar.runs
        percent = next((level for level in LEVELS if (so_far - bar.runs) * 100 < level * runs), 100)
        mark = axis.mark(bar.first, bar.last + 1)
        if mark:
            yield OddsBar(round(mark.x, 2), round(mark.width, 2), round(bar.runs * 100 / most, 2), percent)


def _mark(context: ViewContext, odds: Odds, percent: int, axis: Axis) -> OddsMark:
    day = odds.day(percent)
    x = round(axis.at(day + 1), 2)
    return OddsMark(x, context.words.say("outlook.mark", percent=percent), context.words.date(day), x > 60)


def _dangers(context: ViewContext, found: Forecast) -> tuple[Danger, ...]:
    """Barriers and steps by the days that they cost on average, the worst first."""
    words, plan = context.words, context.plan
    ranked: list[tuple[float, Danger]] = []
    for threat in found.threats:
        barrier = plan.barriers[threat.barrier]
        text = words.say("outlook.barrier", percent=round(threat.chance * 100), days=words.days(round(threat.days)))
        if barrier.risk is not None and round(barrier.risk.before * 100) != round(threat.chance * 100):
            text = f"{text} {words.say('outlook.answered', percent=round(barrier.risk.before * 100))}"
        answer = "" if context.is_answered(barrier) else words.say("outlook.open")
        href = "#" + anchor_of(plan.things[barrier.of])
        title = capitalised(barrier.words or (Text(barrier.title),))
        ranked.append((threat.days, Danger(href, title, text, answer, 0.0)))
    for driver in found.drivers:
        text = words.say("outlook.step", days=words.days(round(driver.days)))
        href = "#" + anchor_of(plan.things[driver.thing])
        ranked.append((driver.days, Danger(href, context.alone(driver.thing), text, "", 0.0)))
    ranked = sorted((one for one in ranked if one[0] >= _LEAST_DAYS), key=lambda one: -one[0])[:_DANGERS]
    return tuple(one._replace(bar=round(days * 100 / ranked[0][0], 1)) for days, one in ranked)
