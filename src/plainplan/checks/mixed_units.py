"""The cells of a criterion that counts can be brought to one unit, and read in one way."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from plainplan.checks.context import CheckContext
from plainplan.checks.occupation_samples import table
from plainplan.diagnostics import Diagnostic, Rule, Severity, finding
from plainplan.messages import msg
from plainplan.syntax.rules import TWO_READINGS

if TYPE_CHECKING:
    from plainplan.syntax.quantities import Misfit

_WEIGHT = "Weight | | | 2"

RULE = Rule(
    "P237",
    "mixed-units",
    Severity.WARNING,
    "A criterion has quantities that cannot be brought to one unit.",
    "Years and months, hourly and yearly pay are brought to one unit before they are compared. Euros and dollars are "
    "not, nor is a percentage beside a length of time; so the whole column decides nothing in `plan decide` until "
    "they are the same.",
    table("Nurse | shortlist | BSN | $86,000", "Paramedic | chosen | certificate | €53,000", _WEIGHT),
    table("Nurse | shortlist | BSN | $86,000", "Paramedic | chosen | certificate | $26/h", _WEIGHT),
)

_WORDS = ("duties", "pros", "cons")
_ONE = {"time": msg("a length of time"), "percent": msg("a percentage"), "money": msg("an amount of money")}
_MANY = {"time": msg("lengths of time"), "percent": msg("percentages"), "money": msg("amounts of money")}


def check(context: CheckContext) -> Iterator[Diagnostic]:
    plan = context.plan
    if not plan.occupations:
        return
    from plainplan.decide import numbers_of, title_of
    from plainplan.words import words_for

    rows = [row for row, one in enumerate(plan.occupations) if one.stage != "dropped"]
    for at, criterion in enumerate(plan.criteria):
        if criterion.known in _WORDS and not criterion.weight:
            continue
        numbers = numbers_of(plan, at, rows)
        cells = [plan.occupations[row].cells[at] for row in rows]
        if 2 * sum(value is not None for value in numbers.values) <= sum(bool(cell.text) for cell in cells):
            continue  # it is text
        for misfit in numbers.misfits:
            cell, name = cells[misfit.place], plan.occupations[rows[misfit.place]].name
            yield finding(
                RULE,
                cell.origin,
                _told(misfit, cell.text, name, title_of(criterion)),
                help=msg("write the whole column in one unit"),
                severity=None if criterion.weight else Severity.HINT,
            )
        mark = words_for(plan.settings.lang).decimal_mark
        for place in numbers.unsure:
            text = cells[place].text
            message = msg(
                "`{written}` can be read in two ways: as a number with three decimals, which counts, or as thousands",
                written=text,
            )
            help = msg("write thousands without `{mark}`, or leave out a decimal", mark=mark)
            yield finding(TWO_READINGS, cells[place].origin, message, help=help)


def _told(misfit: Misfit, cell: str, name: str, column: str) -> str:
    """What a cell is that the others of its column are not."""
    if misfit.differs == "kind":
        return msg(
            "“{cell}” of “{name}” is {what}, and others are {others}: “{column}” decides nothing",
            cell=cell,
            name=name,
            column=column,
            what=_one(misfit.own),
            others=_many(misfit.others),
        )
    if misfit.differs == "currency":
        return msg(
            "“{cell}” of “{name}” is in {own}, and others are in {others}: “{column}” decides nothing",
            cell=cell,
            name=name,
            column=column,
            own=misfit.own,
            others=misfit.others,
        )
    if misfit.differs == "unit":
        return msg(
            "“{cell}” of “{name}” has no unit, and others have several: “{column}” decides nothing",
            cell=cell,
            name=name,
            column=column,
        )
    return msg(
        "“{cell}” of “{name}” is counted by another time than the others: “{column}” decides nothing",
        cell=cell,
        name=name,
        column=column,
    )


def _one(kind: str) -> str:
    if kind in _ONE:
        return _ONE[kind]
    return msg("one out of {most}", most=kind.removeprefix("of "))


def _many(kind: str) -> str:
    if kind in _MANY:
        return _MANY[kind]
    return msg("out of {most}", most=kind.removeprefix("of "))
