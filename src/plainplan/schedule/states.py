"""The state of each thing by boxes, dates and contents together."""

from __future__ import annotations

from plainplan.model import Kind
from plainplan.schedule.network import Network
from plainplan.values import State

_BEGUN = (State.UNDER_WAY, State.DONE)


def states_of(network: Network) -> tuple[State, ...]:
    """The state of every thing.

    A box that says done or dropped holds for all contents; without a box, the state follows from the contents.
    """
    things = network.plan.things
    states = [thing.state or State.TO_DO for thing in things]
    for thing in things:
        if not network.live[thing.index]:
            states[thing.index] = State.DROPPED if _is_dropped(network, thing.index) else State.TO_DO
        elif thing.parent is not None and states[thing.parent] is State.DONE:
            states[thing.index] = State.DONE
    for index in reversed(range(len(things))):
        if network.live[index]:
            states[index] = _from_contents(network, states, index)
            if states[index] is State.DONE and things[index].kind is not Kind.GOAL:
                for solution in network.solved_by[index]:
                    states[solution] = State.DONE
    return tuple(states)


def _is_dropped(network: Network, index: int) -> bool:
    at: int | None = index
    while at is not None and not network.live[at]:
        if network.plan.things[at].state is State.DROPPED:
            return True
        at = network.plan.things[at].parent
    return False


def _from_contents(network: Network, states: list[State], index: int) -> State:
    own = network.plan.things[index].state
    if network.leaf[index] or states[index] is State.DONE:
        return states[index]
    parts = [states[part] for part in network.parts[index]]
    if own is None and all(part is State.DONE for part in parts):
        return State.DONE
    if own is State.UNDER_WAY or any(part in _BEGUN for part in parts):
        return State.UNDER_WAY
    return State.TO_DO
