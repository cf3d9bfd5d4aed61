"""Slack and latest finishes straight from their definitions, by trial: what the fast passes are held against."""

from __future__ import annotations

from collections.abc import Callable

from plainplan.model import Plan
from plainplan.schedule.forward import Pass
from plainplan.schedule.schedule import work_out
from plainplan.values import State

FAR = 20_000


def rooms_by_trial(plan: Plan, today: int) -> dict[int, tuple[int | None, int | None]]:
    """For each open thing its slack and its latest finish: delay it day by day until something moves or is missed."""
    passes = work_out(plan, today)
    base, order = passes.projected, passes.order
    last, met = _finish(base), _met(base)
    wanted = plan.settings.finish.last.toordinal() if plan.settings.finish else None
    within = wanted if wanted is not None and last is not None and last <= wanted else None
    found: dict[int, tuple[int | None, int | None]] = {}
    for thing in plan.things:
        if not base.network.live[thing.index] or base.states[thing.index] is State.DONE:
            continue

        def fits(days: int, limit: int | None, index: int = thing.index) -> bool:
            delayed = base.again({index: days}).run(order)
            finish = _finish(delayed)
            kept = limit is None or finish is None or finish <= limit
            return kept and all(delayed.finish[one] <= day for one, day in met)

        slack = _most(lambda days: fits(days, last))
        to_latest = _most(lambda days: fits(days, within)) if met or within is not None else None
        found[thing.index] = (slack, None if to_latest is None else base.finish[thing.index] + to_latest)
    return found


def _met(base: Pass) -> list[tuple[int, int]]:
    met = []
    for thing in base.network.plan.things:
        for day in (thing.due.last if thing.due else None, thing.on):
            if day is not None and base.network.live[thing.index] and base.finish[thing.index] <= day.toordinal():
                met.append((thing.index, day.toordinal()))
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
