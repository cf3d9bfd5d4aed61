"""What a thing cannot wait for, because that waits for it already: names that would close a loop."""

from __future__ import annotations

from collections.abc import Iterable

from plainplan.compile import Compilation
from plainplan.schedule.network import LAID, OPEN, READY, START_OF, Network, build_network

_STARTS = (READY, LAID, OPEN, START_OF)


def closing(compilation: Compilation, index: int, key: str) -> frozenset[int]:
    """The things that a thing can't name in a tag of that key (`after`, `with`, `before`) without a loop."""
    network = _network(compilation, index, key)
    top = compilation.facts.top_goal(index)
    starts = {role * network.size + index for role in _STARTS}
    things = range(network.size)
    if key == "before":
        needed = _needed(network, network.ends(index), top)
        return frozenset(one for one in things if any(role * network.size + one in needed for role in _STARTS))
    wanted = {one: _named(network, one, key) for one in things if network.live[one]}
    waiting = _waiting(network, (event for events in wanted.values() for event in events), starts, top)
    return frozenset(one for one, events in wanted.items() if not waiting.isdisjoint(events))


def _network(compilation: Compilation, index: int, key: str) -> Network:
    """What waits for what, the thing's own order and tags aside where these make room for the tag."""
    plan = compilation.plan
    things = list(plan.things)
    if key != "before":
        things[index] = things[index]._replace(after=(), with_=())
    free = plan._replace(things=tuple(things))
    return build_network(free, tuple(one.horizon for one in compilation.schedule.things))


def _named(network: Network, index: int, key: str) -> list[int]:
    """The events that a tag with that name waits for."""
    if key == "after":
        return network.ends(index)
    return [(LAID if network.leaf[index] else START_OF) * network.size + index]


def _needs(network: Network, event: int, top: int) -> list[int]:
    """What an event needs. A primary objective does not wait for a goal in which something waits for it."""
    role, index = divmod(event, network.size)
    needs = network.needs(event)
    if top in network.awaited.get(index, ()) and role in (READY, LAID, OPEN):
        dropped = network.end_event(top)
        return [one for one in needs if one != dropped]
    return needs


def _needed(network: Network, roots: Iterable[int], top: int) -> set[int]:
    """All that these events need, and they themselves."""
    found, open_ends = set(roots), list(roots)
    while open_ends:
        fresh = set(_needs(network, open_ends.pop(), top)) - found
        found |= fresh
        open_ends += fresh
    return found


def _waiting(network: Network, roots: Iterable[int], starts: set[int], top: int) -> set[int]:
    """Of all that these events need, what needs one of the `starts`; depth first, without recursion."""
    waiting, seen = set(starts), set(starts)
    for root in roots:
        path = [] if root in seen else [(root, iter(_needs(network, root, top)))]
        seen.add(root)
        while path:
            event, needs = path[-1]
            for need in needs:
                if need in waiting:
                    waiting.add(event)
                if need not in seen:
                    seen.add(need)
                    path.append((need, iter(_needs(network, need, top))))
                    break
            else:
                path.pop()
                if path and event in waiting:
                    waiting.add(path[-1][0])
    return waiting
