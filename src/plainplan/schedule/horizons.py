"""How far off each goal is, where the writer did not say: by its own duration, else by its length."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from plainplan.model import Plan
from plainplan.schedule.calendar import Calendar, add_months
from plainplan.values import Horizon

if TYPE_CHECKING:
    from plainplan.schedule.schedule import Passes

YEAR = 365.25
"""Nominal days of `~1y`: a goal is short-term when it takes less."""


def horizons_of(plan: Plan, calendar: Calendar, work_out: Callable[[], Passes]) -> tuple[Horizon, ...]:
    """The horizon of every thing (of steps, that of their goal). Lengths are taken without `focus`."""
    passes: Passes | None = None
    found: list[Horizon] = []
    for thing in plan.things:
        horizon = thing.horizon
        if thing.primary:
            horizon = Horizon.PRIMARY
        elif horizon is None and thing.parent is not None:
            horizon = found[thing.parent]
        elif horizon is None and thing.estimate is not None:
            nominal = calendar.nominal_scheduled(thing.estimate)
            horizon = Horizon.SHORT if nominal < YEAR else Horizon.LONG
        elif horizon is None:
            passes = passes or work_out()
            horizon = _by_length(passes, thing.index)
        found.append(horizon)
    return tuple(found)


def _by_length(passes: Passes, index: int) -> Horizon:
    start, finish = passes.planned.start[index], passes.planned.finish[index]
    if not passes.network.live[index]:
        return Horizon.SHORT
    return Horizon.SHORT if finish < add_months(start, 12) - 1 else Horizon.LONG
