"""A title says one day or length, and its tags or the plan's dates another."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from plainplan import readings
from plainplan.checks.context import CheckContext, called, day
from plainplan.checks.in_words import Worded, worded
from plainplan.diagnostics import Diagnostic, Rule, Severity, finding
from plainplan.messages import msg
from plainplan.model import Thing
from plainplan.values import Period

if TYPE_CHECKING:
    from plainplan.readings import Reading

RULE = Rule(
    "P141",
    "said-otherwise",
    Severity.WARNING,
    "A title says another day or length than its tags.",
    "Where words and tags differ, the tags count, and a reader of the page meets both. Usually a date was moved in one "
    "of the two places and forgotten in the other.",
    "# Become a nurse\n\n## Goals\n\n### Get in ~6m\n\n- [ ] Apply by 15 January 2027 ~2w due:2027-03-01\n"
    "- [ ] Wait ~6w\n",
    "# Become a nurse\n\n## Goals\n\n### Get in ~6m\n\n- [ ] Apply by 1 March 2027 ~2w due:2027-03-01\n"
    "- [ ] Wait ~6w\n",
)

_NEAR = 0.15
_MOST = 3


def check(context: CheckContext) -> Iterator[Diagnostic]:
    told = 0
    for one in worded(context):
        found = next((made for reading in one.readings if (made := _differs(context, one, reading))), None)
        if found and told < _MOST:
            told += 1
            yield found


def _differs(context: CheckContext, one: Worded, reading: Reading) -> Diagnostic | None:
    """What is to be said of a sure reading that a tag of its kind gives the lie."""
    if not reading.sure or not context.is_open(one.thing.index):
        return None
    other = _other(context, one.thing, reading)
    if not other:
        return None
    said = " ".join(context.document.source.text[slice(*reading.span)].split()).strip("()[]").replace("`", "")
    return finding(
        RULE,
        reading.span,
        msg("{thing} says “{words}”, and {otherwise}", thing=called(one.thing), words=said[:30], otherwise=other),
        help=msg("the tag counts: change the one of them that is out of date"),
    )


def _other(context: CheckContext, thing: Thing, reading: Reading) -> str:
    """What a thing's tags say instead; empty where they agree, or where none speaks of it."""
    if reading.kind == "due":
        if thing.due is not None and not _agree(reading.value, thing.due):
            return msg("its `due:` is {day}", day=thing.due.text)
        planned = context.planned(thing.index) if thing.due is None and thing.on is None else None
        last = _last_day(reading.value)
        if (
            planned is not None
            and last is not None
            and thing.estimate is not None
            and planned.finish > last.toordinal()
        ):
            return msg("by this plan it is done on {day}", day=day(planned.finish))
    if reading.kind == "on" and thing.on is not None and reading.value != thing.on.text[: len(reading.value)]:
        return msg("its `on:` is {day}", day=thing.on.text)
    if reading.kind == "duration" and thing.estimate is not None and thing.every is None:
        low, high = _days(reading.value)
        tagged = thing.estimate.text.lstrip("~").replace("/", "-").replace("–", "-")
        other_low, other_high = _days(tagged)
        if other_high and (low > other_high * (1 + _NEAR) or high < other_low * (1 - _NEAR)):
            return msg("its duration is `{length}`", length=thing.estimate.text)
    return ""


def _agree(value: str, period: Period) -> bool:
    """Whether a day in words and one in a tag are the same, or one holds the other; a day before or after is near."""
    if value.startswith(period.text) or period.text.startswith(value):
        return True
    last = _last_day(value)
    return last is not None and abs((last - period.last).days) <= 1


def _last_day(value: str) -> date | None:
    """The last day of a date in a tag."""
    try:
        if len(value) == 10:
            return date.fromisoformat(value)
        year, _, month = value.partition("-")
        following = date(int(year) + (not month or month == "12"), int(month) % 12 + 1 if month else 1, 1)
        return date.fromordinal(following.toordinal() - 1)
    except ValueError:
        return None


def _days(value: str) -> tuple[float, float]:
    """The shortest and the longest that a length is."""
    unit = value.lstrip("0123456789.,-")
    low, _, high = value.partition("-")
    return readings.days_of(low if low[-1:].isalpha() else low + unit), readings.days_of(high or value)
