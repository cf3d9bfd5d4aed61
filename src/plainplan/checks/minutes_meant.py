"""A step that takes `~15m` takes fifteen months."""

from __future__ import annotations

from collections.abc import Iterator

from plainplan.checks.context import CheckContext
from plainplan.diagnostics import Diagnostic, Rule, Severity, finding, replace
from plainplan.messages import msg, msg_count
from plainplan.model import Kind, Thing
from plainplan.pattern import pattern
from plainplan.syntax.durations import in_hours

_PLAN = """\
# Become a nurse

## Primary objective

### Get in ~2y

- [ ] Call the school ~{}
- Barrier: I hate the telephone ~1w
  - Solution: write a letter
"""

RULE = Rule(
    "P124",
    "minutes-meant",
    Severity.WARNING,
    "A step takes as many months as one would give it minutes.",
    "`m` is months, and minutes have no unit: half an hour is `~0.5h`. So `~15m` on a step counts as fifteen months. "
    "This is asked of a step whose number ends in 0 or 5 where one in the same goal has fifteen or more; `~6m`, `~18m` "
    "or a habit with `every:` are months to anybody. If months are meant, write `~15mo`.",
    _PLAN.format("15m"),
    _PLAN.format("0.25h"),
)

_MONTHS = pattern(r"~[0-9]{1,3}(?:[/–-][0-9]{1,3}){0,2}[mM]")
_NUMBER = pattern(r"[0-9]+")
_QUARTER_OF_AN_HOUR = 15


def in_minutes(context: CheckContext) -> Iterator[Thing]:
    """The steps whose lengths read like minutes: their numbers go by five, and one in the same goal, if not their own,
    is a quarter of an hour or more."""
    asked = [(thing, max(numbers)) for thing in context.open_leaves if (numbers := _fives(thing))]
    sure = {thing.parent for thing, most in asked if most >= _QUARTER_OF_AN_HOUR}
    return (thing for thing, _ in asked if thing.parent in sure)


def _fives(thing: Thing) -> list[int]:
    """The numbers of a step's length in `m`, where each goes by five."""
    if thing.kind is Kind.GOAL or thing.estimate is None or thing.every is not None:
        return []
    text = thing.estimate.text
    numbers = [int(one) for one in _NUMBER.findall(text)] if text[-1:] in "mM" and _MONTHS.fullmatch(text) else []
    return numbers if all(number and number % 5 == 0 for number in numbers) else []


def check(context: CheckContext) -> Iterator[Diagnostic]:
    for thing in in_minutes(context):
        assert thing.estimate is not None
        place, text = thing.span_of("duration"), thing.estimate.text
        hours = in_hours(text[1:], months=True)
        months = text + "o"
        instead = (
            msg("are minutes meant? Write `~{hours}`; for months write `{months}`", hours=hours, months=months)
            if hours
            else msg("for months write `{months}`", months=months)
        )
        fix = replace(place, f"~{hours}", safe=False) if hours else None
        yield finding(RULE, place, _said(text), help=instead, fix=fix)


def _said(text: str) -> str:
    numbers = _NUMBER.findall(text)
    most = numbers[-1]
    if len(numbers) == 1:
        return msg_count(
            "`{tag}` is {n} months: minutes have no unit here",
            "`{tag}` is {n} months: minutes have no unit here",
            int(most),
            n=most,
            tag=text,
        )
    return msg_count(
        "`{tag}` is {least} to {n} months: minutes have no unit here",
        "`{tag}` is {least} to {n} months: minutes have no unit here",
        int(most),
        n=most,
        least=numbers[0],
        tag=text,
    )
