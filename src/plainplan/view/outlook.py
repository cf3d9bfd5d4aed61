"""How likely is it? A forecast as a picture of the finish, each goal's days, and what threatens it most."""

from __future__ import annotations

from collections.abc import Iterator

from plainplan.facts import anchor_of
from plainplan.forecast.result import LEVELS, Forecast, Odds
from plainplan.prose import Text
from plainplan.view.context import ViewContext, sentence
from plainplan.view.parts import Danger, GoalOdds, OddsBar, OddsMark, OutlookView

_BARS = 60
_DANGERS = 6
_LEAST_DAYS = 0.5


def outlook(context: ViewContext, found: Forecast) -> OutlookView:
    words, odds = context.words, found.objective
    first, end = odds.first, odds.first + len(odds.counts)
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
        bars=tuple(_bars(odds)),
        marks=tuple(_mark(context, odds, percent) for percent in LEVELS),
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
        ),
        dangers=_dangers(context, found),
        basis=words.say("outlook.basis", runs=words.number(found.question.runs), seed=found.question.seed),
    )  # fmt: skip


def _sentence(context: ViewContext, found: Forecast) -> str:
    words = context.words
    title = context.text(found.primary[0]) if len(found.primary) == 1 else words.say("outlook.whole")
    days = {f"p{percent}": words.date(found.objective.day(percent)) for percent in LEVELS}
    key = "outlook.sure" if days["p50"] == days["p95"] else "outlook.sentence"
    return sentence(words.say(key, title=title, **days))


def _bars(odds: Odds) -> Iterator[OddsBar]:
    """The histogram of the finish; `percent` is the first quantile (50, 80, 95) not reached before a bar, else 100."""
    span, runs = len(odds.counts), odds.runs
    bars = odds.bars(_BARS)
    most = max(bar.runs for bar in bars)
    so_far = 0
    for bar in bars:
        so_far += bar.runs
        percent = next((level for level in LEVELS if (so_far - bar.runs) * 100 < level * runs), 100)
        width = bar.last - bar.first + 1
        yield OddsBar(
            round((bar.first - odds.first) * 100 / span, 2), round(width * 100 / span, 2),
            round(bar.runs * 100 / most, 2), percent,
        )  # fmt: skip


def _mark(context: ViewContext, odds: Odds, percent: int) -> OddsMark:
    day = odds.day(percent)
    x = round((day + 1 - odds.first) * 100 / len(odds.counts), 2)
    return OddsMark(x, context.words.say("outlook.mark", percent=percent), context.words.date(day), x > 60)


def _dangers(context: ViewContext, found: Forecast) -> tuple[Danger, ...]:
    """Barriers and steps by the days that they cost on average, the worst first."""
    words, plan = context.words, context.plan
    ranked: list[tuple[float, Danger]] = []
    for threat in found.threats:
        barrier = plan.barriers[threat.barrier]
        text = words.say("outlook.barrier", percent=round(threat.chance * 100), days=words.days(round(threat.days)))
        answer = "" if context.is_answered(barrier) else words.say("outlook.open")
        href = "#" + anchor_of(plan.things[barrier.of])
        title = barrier.words or (Text(barrier.title),)
        ranked.append((threat.days, Danger(href, title, text, answer, 0.0)))
    for driver in found.drivers:
        text = words.say("outlook.step", days=words.days(round(driver.days)))
        href = "#" + anchor_of(plan.things[driver.thing])
        ranked.append((driver.days, Danger(href, context.title(driver.thing), text, "", 0.0)))
    ranked = sorted((one for one in ranked if one[0] >= _LEAST_DAYS), key=lambda one: -one[0])[:_DANGERS]
    return tuple(one._replace(bar=round(days * 100 / ranked[0][0], 1)) for days, one in ranked)
