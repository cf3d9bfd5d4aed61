"""What a workbook has beside its rows: barriers, occupations and check-ins, each a table with its heads first."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from plainplan.exchange.columns import Value
from plainplan.model import Barrier, OccupationsPart, Plan
from plainplan.source import Source
from plainplan.values import Risk, State

STEPS, GOALS, BARRIERS, OCCUPATIONS, CHECK_INS = "Steps", "Goals", "Barriers", "Occupations", "Check-ins"
"""The names of the sheets, in order."""

BARRIER_HEADS = (
    "of",
    "barrier",
    "state",
    "duration",
    "risk",
    "solutions",
    "contingencies",
    "who",
    "labels",
    "cost",
    "line",
)
CHECK_IN_HEADS = ("date", "who", "text")

Table = Sequence[Sequence[Value]]


def barriers(plan: Plan, source: Source) -> Table:
    """A row for each barrier: what it stands in the way of, and what is done about it."""
    rows = [_barrier(plan, source, one) for one in plan.barriers]
    return [BARRIER_HEADS, *rows]


def _barrier(plan: Plan, source: Source, barrier: Barrier) -> Sequence[Value]:
    answers = [plan.things[place] for place in barrier.solutions]
    return (
        plan.things[barrier.of].id,
        barrier.title,
        (barrier.state or State.TO_DO).value,
        barrier.delay.text if barrier.delay else None,
        risk_text(barrier.risk),
        ", ".join(one.id for one in answers if one.scheduled),
        "\n".join(one.title for one in answers if not one.scheduled),
        ", ".join(barrier.who),
        ", ".join(barrier.labels),
        money(barrier.cost),
        source.position(barrier.origin.start).line,
    )


def risk_text(risk: Risk | None) -> str | None:
    """A risk as a tag has it: `40%`, `40%->10%`."""
    if risk is None:
        return None
    ends = [risk.before] if risk.after is None else [risk.before, risk.after]
    return "->".join(f"{round(end * 100, 4):g}%" for end in ends)


def money(amount: Fraction | None) -> Decimal | None:
    return None if amount is None else Decimal(amount.numerator) / Decimal(amount.denominator)


def occupations(plan: Plan) -> Table:
    """The table of occupations, with its weights where it has some."""
    heads = [_first_head(plan), "Stage", *(one.title for one in plan.criteria)]
    weights = [money(one.weight) for one in plan.criteria]
    rows: list[Sequence[Value]] = [
        (one.name, one.stage, *(_cell(cell.text) for cell in one.cells)) for one in plan.occupations
    ]
    if any(one is not None for one in weights):
        rows.append(("Weight", None, *weights))
    return [heads, *rows]


def _first_head(plan: Plan) -> str:
    parts = [part for section in plan.sections for part in section.body if isinstance(part, OccupationsPart)]
    return next((part.title for part in parts if part.title), "Occupation")


def _cell(text: str) -> Value:
    """A number as a number, so that a spreadsheet can reckon with it."""
    return Decimal(text) if text.isascii() and text.isdigit() and len(text) < 12 and text[:1] != "0" else text


def check_ins(plan: Plan) -> Table:
    rows = [(one.date, ", ".join(one.who), one.text) for one in plan.checkins]
    return [CHECK_IN_HEADS, *rows]
