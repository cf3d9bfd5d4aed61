"""What can be done now: open bullets, the first open number, habits; nothing that still has to wait."""

from __future__ import annotations

from plainplan.model import Kind
from plainplan.schedule.forward import Pass
from plainplan.values import State

_ENDED = (State.DONE, State.DROPPED)


def upcoming(projected: Pass, today: int) -> tuple[int, ...]:
    """The leaf steps, solutions and goals without contents that can be worked on, what is under way first."""
    network = projected.network
    first_numbers = _first_open_numbers(projected)
    open_now = [
        index
        for index in range(network.size)
        if network.live[index] and network.leaf[index] and _can_be_done(projected, first_numbers, index, today)
    ]
    return tuple(sorted(open_now, key=lambda one: projected.states[one] is not State.UNDER_WAY))


def _first_open_numbers(projected: Pass) -> set[int]:
    things, states = projected.network.plan.things, projected.states
    found: set[int] = set()
    for inside in projected.network.contents:
        for child in inside:
            if things[child].numbered and states[child] not in _ENDED:
                found.add(child)
                break
    return found


def _can_be_done(projected: Pass, first_numbers: set[int], index: int, today: int) -> bool:
    state, network = projected.states[index], projected.network
    if state is not State.TO_DO:
        return state is State.UNDER_WAY
    thing, holder = network.plan.things[index], network.holder[index]
    if thing.start is not None and thing.start.first.toordinal() > today:
        return False
    if thing.on is not None and thing.on.first.toordinal() > today:
        return False
    solutions = network.solved_by[index]
    if solutions and any(projected.states[solution] not in _ENDED for solution in solutions):
        return False
    if thing.kind is Kind.SOLUTION and network.is_on_step(index) and network.follows_order(index):
        before = network.above[index]
        if before is not None and projected.states[before] not in _ENDED:
            return False
        index = network.step_of(index)  # it waits for what its step waits for
        thing = network.plan.things[index]
    if thing.kind is Kind.STEP and network.follows_order(index):
        return (not thing.numbered or index in first_numbers) and _is_open(projected, holder, today)
    return projected.ready_without_solutions(index) <= today and _is_open(projected, holder, today)


def _is_open(projected: Pass, holder: int | None, today: int) -> bool:
    """Whether all that holds a thing is open by now, each not merely waiting for its number to come up."""
    return holder is None or projected.opening[holder] <= today
