"""How far off each goal is, where the writer did not say: by its own duration, else by its length."""

from __future__ import annotations

from plainplan.model import Plan
from plainplan.schedule.calendar import Calendar, add_months
from plainplan.schedule.forward import Pass
from plainplan.values import Horizon

YEAR = 365.25
"""Nominal days of `~1y`: a goal is short-term when it takes less."""


def horizons_of(plan: Plan, calendar: Calendar, planned: Pass) -> tuple[Horizon, ...]:
    """The horizon of every thing (of steps, that of their goal), given the planned pass without `focus`."""
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
            horizon = _by_length(planned, thing.index)
        found.append(horizon)
    return tuple(found)


def _by_length(planned: Pass, index: int) -> Horizon:
    start, finish = planned.start[index], planned.finish[index]
    if not planned.network.live[index]:
        return Horizon.SHORT
    return Horizon.SHORT if finish < add_months(start, 12) - 1 else Horizon.LONG
