"""Why a day is what it is: the chain of things back to the plan's start."""

from __future__ import annotations

from plainplan.model import Plan
from plainplan.schedule.result import Dates, Schedule


def chain_of_finish(
    plan: Plan, schedule: Schedule, index: int, *, planned: bool = False, most: int | None = None
) -> tuple[int, ...]:
    """What sets a thing's finish: the last thing in it (and in that), then the chain back from there, up to `most`."""
    at = last_in(plan, schedule, index, planned=planned)
    chain = [at]
    seen = {at}
    while most is None or len(chain) < most:
        dates = _dates(schedule, at, planned)
        ref = None if dates is None else dates.reason.ref
        if ref is None or ref in seen:
            return tuple(chain)
        if dates is not None and dates.reason.rule in ("after", "order", "primary", "focus"):
            ref = last_in(plan, schedule, ref, planned=planned)
        if ref in seen:
            return tuple(chain)
        seen.add(ref)
        chain.append(ref)
        at = ref
    return tuple(chain)


def last_in(plan: Plan, schedule: Schedule, index: int, *, planned: bool = False) -> int:
    """The innermost thing with which a thing ends: itself, unless something in it finishes last."""
    while True:
        whole = _dates(schedule, index, planned)
        parts = parts_of(plan, schedule, index, planned=planned)
        if whole is None or not parts:
            return index
        last = max(parts, key=lambda one: parts[one].finish)
        if parts[last].finish < whole.finish:
            return index
        index = last


def parts_of(plan: Plan, schedule: Schedule, index: int, *, planned: bool = False) -> dict[int, Dates]:
    """What makes up a thing's length and has dates: its contents, their solutions, a goal's own."""
    thing = plan.things[index]
    inside = list(thing.contents)
    for barrier in thing.barriers if thing.kind.value == "goal" else ():
        inside.extend(plan.barriers[barrier].solutions)
    for child in thing.contents:
        for barrier in plan.things[child].barriers if plan.things[child].kind.value != "goal" else ():
            inside.extend(plan.barriers[barrier].solutions)
    dated = {one: _dates(schedule, one, planned) for one in inside}
    return {one: dates for one, dates in dated.items() if dates is not None}


def _dates(schedule: Schedule, index: int, planned: bool) -> Dates | None:
    return schedule.things[index].planned if planned else schedule.things[index].projected
