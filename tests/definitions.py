"""Slack and latest days straight from their definitions, by trial: what the fast passes are held against."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from plainplan.model import Plan
from plainplan.schedule.calendar import NOTHING
from plainplan.schedule.forward import Pass
from plainplan.schedule.schedule import work_out
from plainplan.values import State

FAR = 20_000


class Told(NamedTuple):
    """What is to be found out about an open thing."""

    slack: int | None
    latest_start: int | None
    latest_finish: int | None


def rooms_by_trial(plan: Plan, today: int) -> dict[int, Told]:
    """For each open thing its slack and its latest days: put it off day by day until something moves or is missed."""
    passes = work_out(plan, today)
    base, order = passes.projected, passes.order
    last, met = _finish(base), _met(base)
    wanted = plan.settings.finish.last.toordinal() if plan.settings.finish else None
    within = wanted if wanted is not None and last is not None and last <= wanted else None
    found: dict[int, Told] = {}
    for thing in plan.things:
        if not base.network.live[thing.index] or base.states[thing.index] is State.DONE:
            continue

        def put_off(days: int, index: int = thing.index) -> Pass:
            return base.again({index: days}).run(order)

        def fits(days: int, limit: int | None, put_off: Callable[[int], Pass] = put_off) -> bool:
            delayed = put_off(days)
            finish = _finish(delayed)
            kept = limit is None or finish is None or finish <= limit
            return kept and all(delayed.finish[one] <= day for one, day in met)

        slack = _most(lambda days: fits(days, last))
        to_latest = _most(lambda days: fits(days, within)) if met or within is not None else None
        latest = None if to_latest is None else put_off(to_latest)
        starts_later = _starts_later(base, thing.index)
        found[thing.index] = Told(
            slack,
            latest.start[thing.index] if latest and starts_later else None,
            latest.finish[thing.index] if latest else None,
        )
    return found


def _starts_later(base: Pass, index: int) -> bool:
    """Whether a thing that is put off starts later, and does not only finish later."""
    is_to_do = base.states[index] is State.TO_DO
    return is_to_do and base.network.leaf[index] and base.length_of(index) != NOTHING


def _met(base: Pass) -> list[tuple[int, int]]:
    met = []
    for thing in base.network.plan.things:
        for period in (thing.due, thing.on):
            if period is not None and base.network.live[thing.index]:
                day = period.last.toordinal()
                met += [(thing.index, day)] if base.finish[thing.index] <= day else []
    return met


def _finish(found: Pass) -> int | None:
    goals = (goal for goal in found.network.plan.goals if found.network.live[goal])
    return max((found.finish[goal] for goal in goals), default=None)


def _most(fits: Callable[[int], bool]) -> int | None:
    if fits(FAR):
        return None
    low, high = 0, FAR
    while high - low > 1:
        middle = (low + high) // 2
        if fits(middle):
            low = middle
        else:
            high = middle
    return low
