"""The cells of a criterion that counts can be brought to one unit, and read in one way."""

from __future__ import annotations

from collections.abc import Iterator

from plainplan.checks.context import CheckContext
from plainplan.checks.occupation_samples import table
from plainplan.diagnostics import Diagnostic, Rule, Severity, finding
from plainplan.messages import msg
from plainplan.syntax.rules import TWO_READINGS

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
                msg(
                    "“{cell}” of “{name}” {why}: “{column}” decides nothing",
                    cell=cell.text,
                    name=name,
                    why=misfit.why,
                    column=title_of(criterion),
                ),
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
