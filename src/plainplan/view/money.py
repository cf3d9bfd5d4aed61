"""What does it cost? In total, by year and by goal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from plainplan.facts import anchor_of
from plainplan.prose import Text
from plainplan.view.context import ViewContext
from plainplan.view.parts import MoneyRow, MoneyView

if TYPE_CHECKING:
    from fractions import Fraction


def money(context: ViewContext) -> MoneyView:
    """The view of the costs."""
    costs = context.costs
    return MoneyView(
        context.words.say("money.total", total=context.money(costs.all.total)),
        _of_it(context),
        tuple(_years(context)),
        tuple(_goals(context)),
    )


def _of_it(context: ViewContext) -> str:
    """How much of the total is spent, and how much may be added by barriers."""
    words, cost = context.words, context.costs.all
    said = []
    if cost.done:
        said.append(words.say("money.spent", done=context.money(cost.done), left=context.money(cost.total - cost.done)))
    if cost.reserve:
        said.append(words.say("money.reserve", reserve=context.money(cost.reserve)))
    return " ".join(said)


def _years(context: ViewContext) -> Iterator[MoneyRow]:
    years, undated = context.costs.years, context.costs.undated
    most = max([amount for _, amount in years] + [undated])
    for year, amount in years:
        yield MoneyRow("", (Text(context.words.year(year)),), context.money(amount), _share(amount, most))
    if undated:
        yield MoneyRow("", (Text(context.words.say("undated")),), context.money(undated), _share(undated, most))


def _goals(context: ViewContext) -> Iterator[MoneyRow]:
    costs = [(index, context.costs.of(index).total) for index in context.plan.goals]
    most = max([amount for _, amount in costs], default=0)
    for index, amount in costs:
        if amount:
            href = "#" + anchor_of(context.plan.things[index])
            yield MoneyRow(href, context.title(index), context.money(amount), _share(amount, most))


def _share(amount: Fraction | int, most: Fraction | int) -> float:
    return round(float(amount / most) * 100, 1) if most else 0.0
