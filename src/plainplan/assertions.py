"""Conditions on a plan, such as `P80 > 2031-06-30`, for `plan check --fail-if`: read first, then answered.

    condition   = comparison { ("and" | "or") comparison }        `and` before `or`
    comparison  = term ("<" | "<=" | ">" | ">=" | "==" | "!=") value
    term        = "finish" | "start" | "slack" | "slip" | "progress" | "errors" | "warnings"
                | "P1" … "P99" | "chance(" DATE ")", each of the first and the percentiles also with "(" NAME ")"
    value       = DATE | DURATION | NUMBER ["%"]

Dates are compared with dates, durations and plain numbers with days, percentages with percentages.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from plainplan.compile import Compilation
from plainplan.diagnostics import Severity
from plainplan.errors import UsageError
from plainplan.finding_data import count
from plainplan.messages import Message, msg, msg_count, msg_number
from plainplan.naming import find_thing
from plainplan.pattern import pattern
from plainplan.syntax.dates import read_period
from plainplan.syntax.durations import WrittenLength, read_length, rough_days
from plainplan.tuples import NamedTuple
from plainplan.values import Period

if TYPE_CHECKING:
    from plainplan.forecast.result import Forecast

_OPERATORS: dict[str, Callable[[float, float], bool]] = {
    "<=": operator.le, ">=": operator.ge, "==": operator.eq, "!=": operator.ne, "<": operator.lt, ">": operator.gt,
}  # fmt: skip
_COMPARISON = pattern(
    r"\s*(?P<term>[A-Za-z][A-Za-z0-9]*)\s*(?:\(\s*(?P<of>[^()]*?)\s*\))?\s*(?P<operator><=|>=|==|!=|<|>)\s*(?P<value>\S+)\s*"
)
# Not within brackets: a title may have these words.
_AND, _OR = pattern(r"\s+and\s+(?![^()]*\))"), pattern(r"\s+or\s+(?![^()]*\))")
_NUMBER = pattern(r"-?\d{1,9}(?:\.\d{1,6})?")
_PERCENTILE = pattern(r"p(\d{1,2})")

# What each term is measured in, and whether it can be asked of one thing: in all, of one, or both.
_UNITS = {"finish": "date", "start": "date", "slack": "days", "slip": "days", "progress": "percent"}
_COUNTS = {"errors": "number", "warnings": "number"}
_OF_ONE_ONLY = ("slack",)
_EXAMPLES = "`P80 > 2031-06-30`, `finish > 2031-06-30`, `slack(teas) < 7d`"


class Comparison(NamedTuple):
    """A term, of a thing or a day where one is named, and what it is compared with, in its own unit."""

    text: str
    term: str
    of: str | None
    operator: str
    value: float


class Condition(NamedTuple):
    """Any of some groups, of each of which everything has to hold."""

    text: str
    groups: tuple[tuple[Comparison, ...], ...]

    @property
    def needs_forecast(self) -> bool:
        return any(_is_chance(one.term) for group in self.groups for one in group)


def read_condition(text: str) -> Condition:
    """The condition that a text says. Raises UsageError where it says none."""
    groups = tuple(tuple(_comparison(part) for part in _AND.split(group)) for group in _OR.split(text))
    return Condition(" ".join(text.split()), groups)


def _comparison(text: str) -> Comparison:
    match = _COMPARISON.fullmatch(text)
    if match is None:
        raise UsageError(f"`{text.strip()}` is no condition: write it like {_EXAMPLES}")
    term, of = match["term"].lower(), match["of"] or None
    unit = _unit_of(term, of)
    return Comparison(" ".join(text.split()), term, of, match["operator"], _value(match["value"], unit, term))


def _is_chance(term: str) -> bool:
    return term == "chance" or _PERCENTILE.fullmatch(term) is not None


def _unit_of(term: str, of: str | None) -> str:
    if term == "chance":
        if of is None or _day(of) is None:
            raise UsageError("`chance` needs a day: write `chance(2031-06-30) < 80%`")
        return "percent"
    if (match := _PERCENTILE.fullmatch(term)) and int(match[1]) > 0:
        return "date"
    if term in _COUNTS and of is None:
        return _COUNTS[term]
    if term not in _UNITS:
        known = ", ".join((*_UNITS, *_COUNTS, "P80", "chance"))
        raise UsageError(f"`{term}` is nothing that can be asked of a plan, only {known}: for example {_EXAMPLES}")
    if of is None and term in _OF_ONE_ONLY:
        raise UsageError(f"`{term}` is asked of one thing: write its name, as in `{term}(teas) < 7d`")
    return _UNITS[term]


def _day(text: str) -> int | None:
    """The last day of a date as plans have it, a day, a month or a year; None where it is none."""
    found = read_period(text)
    return found.last.toordinal() if isinstance(found, Period) else None


def _value(text: str, unit: str, term: str) -> float:
    found = _reading(text, unit)
    if found is None:
        wanted = {"date": "a date such as `2031-06-30`", "days": "a duration such as `7d`", "number": "a whole number",
                  "percent": "a percentage such as `80%`"}[unit]  # fmt: skip
        raise UsageError(f"`{term}` is compared with {wanted}, and `{text}` is none")
    return found


def _reading(text: str, unit: str) -> float | None:
    if unit == "date":
        return _day(text)
    if unit == "percent":
        return float(text.removesuffix("%")) if _NUMBER.fullmatch(text.removesuffix("%")) else None
    if _NUMBER.fullmatch(text):
        return float(text)
    if unit != "days":
        return None
    length = read_length(text.removeprefix("-"))
    days = float(rough_days(length.duration)) if isinstance(length, WrittenLength) else None
    return -days if days is not None and text.startswith("-") else days


# Answering


def failures(compilation: Compilation, condition: Condition, forecast: Forecast | None) -> Iterator[str]:
    """For each comparison that holds, in the first group that holds as a whole, a sentence; none where none does."""
    for group in condition.groups:
        found = [(one, _found(compilation, one, forecast)) for one in group]
        if all(value is not None and _OPERATORS[one.operator](value, one.value) for one, value in found):
            yield from (_told(compilation, one, value) for one, value in found if value is not None)
            return


def _found(compilation: Compilation, one: Comparison, forecast: Forecast | None) -> float | None:
    """What a term comes to; None where there is nothing to measure."""
    if _is_chance(one.term):
        return _from_forecast(compilation, one, forecast)
    if one.term in _COUNTS:
        return count(compilation.diagnostics, Severity.ERROR if one.term == "errors" else Severity.WARNING)
    if one.of is None:
        schedule = compilation.schedule
        whole = {"finish": schedule.finish, "start": schedule.start, "slip": schedule.slip}
        return schedule.progress.percent if one.term == "progress" else whole[one.term]
    thing = compilation.schedule.things[find_thing(compilation, one.of)]
    if one.term in ("finish", "start"):
        return None if thing.projected is None else getattr(thing.projected, one.term)
    return {"slack": thing.slack, "slip": thing.slip, "progress": thing.progress.percent}[one.term]


def _from_forecast(compilation: Compilation, one: Comparison, forecast: Forecast | None) -> float | None:
    if forecast is None:
        return None
    if one.term == "chance":
        return 100 * forecast.objective.chance(_day(one.of or "") or 0)
    odds = forecast.objective
    if one.of is not None:
        index = find_thing(compilation, one.of)
        known = {goal.thing: goal.odds for goal in forecast.goals}
        if index not in known:
            raise UsageError(f"`{one.term.upper()}` is told of goals, and `{one.of}` is no goal that has dates")
        odds = known[index]
    return odds.day(int(one.term[1:]))


def _told(compilation: Compilation, one: Comparison, value: float) -> Message:
    name = one.term.upper() if _PERCENTILE.fullmatch(one.term) else one.term
    shown = _shown(value, _unit_of(one.term, one.of))
    if one.of is None or one.term == "chance":
        return msg("`{condition}`: {name} is {value}", condition=one.text, name=name, value=shown)
    title = compilation.plan.things[find_thing(compilation, one.of)].title
    return msg("`{condition}`: {name} of “{title}” is {value}", condition=one.text, name=name, title=title, value=shown)


def _shown(value: float, unit: str) -> str:
    if unit == "date":
        return date.fromordinal(int(value)).isoformat()
    if unit == "days":
        return msg_count("{n} day", "{n} days", int(value), n=msg_number(int(value)))
    number = msg_number(Fraction(round(value, 1)))
    return msg("{number} %", number=number) if unit == "percent" else number
