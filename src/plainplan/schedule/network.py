"""What waits for what: a plan as a network of small events, in an order in which each can be worked out.

An event is an int, `role * size + index`, for a thing and one of the roles below. A leaf has one event, its
start and end in one (LAID); a thing with contents opens, starts with the first thing in it, and ends after the
last. ABOVE gathers the ends of everything written so far in one holder, so that order costs one edge a thing,
and QUEUE does the same for `focus`.
"""

from __future__ import annotations

from collections.abc import Iterator

from plainplan.model import START, Kind, Plan, Reference, Thing
from plainplan.tuples import NamedTuple
from plainplan.values import Horizon, State

READY, LAID, OPEN, START_OF, END, ABOVE, QUEUE = range(7)


class Network(NamedTuple):
    """A plan's things as the scheduler sees them, index for index, and the order of its events.

    `live` things are scheduled and not dropped; `leaf` ones have nothing live in them. `holder` is what directly
    holds a thing and opens for it: a solution on a step has the step's holder. `above` is the live thing written
    before it in the same holder. `solved_by` are the scheduled solutions on a step, `parallel` those of a goal.
    `awaited` are the goals that a primary objective waits for. `queue` lists the goals that `focus` counts;
    `place_in_queue` also tells where a dropped one would stand. `before` are the things that a thing waits for by
    their `before:`, as references to them.
    `parts` are everything live that directly makes up a thing's length: contents, their solutions, its own.
    """

    plan: Plan
    live: tuple[bool, ...]
    leaf: tuple[bool, ...]
    holder: tuple[int | None, ...]
    contents: tuple[tuple[int, ...], ...]
    above: tuple[int | None, ...]
    solved_by: tuple[tuple[int, ...], ...]
    parallel: tuple[tuple[int, ...], ...]
    before: dict[int, tuple[Reference, ...]]
    awaited: dict[int, tuple[int, ...]]
    queue: tuple[int, ...]
    place_in_queue: dict[int, int]
    size: int
    parts: tuple[tuple[int, ...], ...]

    def follows_order(self, index: int) -> bool:
        """Whether a thing waits for those above it (a primary objective: for all other goals), having no `after:` or
        `with:`."""
        thing = self.plan.things[index]
        return thing.after is None and thing.with_ is None

    def waits(self, index: int) -> list[int]:
        """The events that what a thing waits for consists of, its own solutions aside."""
        thing, holder = self.plan.things[index], self.holder[index]
        events = [] if holder is None else [(OPEN if self.live[holder] else READY) * self.size + holder]
        if thing.after is None and thing.with_ is None:
            events += self._order(thing)
        else:
            events += self._named(thing)
        for reference in self.before.get(index, ()):
            events += self.ends(reference.target)
        return events

    def _named(self, thing: Thing) -> Iterator[int]:
        """The events of what a thing names in `after:` and `with:`."""
        size = self.size
        for reference in (*(thing.after or ()), *(thing.with_ or ())):
            if reference.target != START and not self.live[reference.target]:
                yield READY * size + reference.target
        for reference in thing.after or ():
            if reference.target != START and self.live[reference.target]:
                yield from self.ends(reference.target)
        for reference in thing.with_ or ():
            if reference.target != START and self.live[reference.target]:
                yield (LAID if self.leaf[reference.target] else START_OF) * size + reference.target

    def _order(self, thing: Thing) -> list[int]:
        """The events that a thing waits for by order, or as a primary objective."""
        size, index, above = self.size, thing.index, self.above[thing.index]
        if thing.kind is Kind.SOLUTION:
            if not self.is_on_step(index):
                return []
            events = [READY * size + self.step_of(index)]
            return events if above is None else [*events, self.end_event(above)]
        events = [] if above is None else [ABOVE * size + above]
        if thing.parent is None:
            events += map(self.end_event, self.awaited.get(index, ()))
            place = self.place_in_queue.get(index)
            if place is not None and place >= (self.plan.settings.focus or 1):
                events.append(QUEUE * size + self.queue[place - 1])
        return events

    def ends(self, index: int) -> list[int]:
        """The events with which a thing and the solutions on it end."""
        return [self.end_event(one) for one in (index, *self.solved_by[index])]

    def end_event(self, index: int) -> int:
        return (LAID if self.leaf[index] else END) * self.size + index

    def is_on_step(self, solution: int) -> bool:
        """Whether a solution stands on a step, which then waits for it."""
        return self.plan.things[self.step_of(solution)].kind is not Kind.GOAL

    def step_of(self, solution: int) -> int:
        parent = self.plan.things[solution].parent
        assert parent is not None
        return parent

    def needs(self, event: int) -> list[int]:
        """The events that must be worked out before this one."""
        size = self.size
        role, index = divmod(event, size)
        if role in (LAID, OPEN) and self.solved_by[index]:
            return [READY * size + index, *map(self.end_event, self.solved_by[index])]
        if role in (LAID, OPEN, READY):
            return self.waits(index)
        if role == ABOVE:
            above = self.above[index]
            return self.ends(index) if above is None else [*self.ends(index), ABOVE * size + above]
        if role == START_OF:
            begins = [(LAID if self.leaf[part] else START_OF) * size + part for part in self.parts[index]]
            return [OPEN * size + index, *begins]
        if role == END:
            return [START_OF * size + index, *map(self.end_event, self.parts[index])]
        place = self.place_in_queue[index]
        return [self.end_event(index), *([QUEUE * size + self.queue[place - 1]] if place else ())]


def build_network(plan: Plan, horizons: tuple[Horizon | None, ...]) -> Network:
    """The network of a plan, given the horizon of each goal (they order the `focus` queue)."""
    things = plan.things
    live = _live(plan)
    contents = tuple(tuple(child for child in thing.contents if live[child]) for thing in things)
    solved_by: list[list[int]] = [[] for _ in things]
    parallel: list[list[int]] = [[] for _ in things]
    above: list[int | None] = [None] * len(things)
    holder: list[int | None] = [thing.parent for thing in things]
    for thing in things:
        if thing.kind is Kind.SOLUTION and thing.parent is not None:
            owner = things[thing.parent]
            if owner.kind is Kind.GOAL:
                if live[thing.index]:
                    parallel[owner.index].append(thing.index)
                continue
            holder[thing.index] = owner.parent
            above[thing.index] = solved_by[owner.index][-1] if solved_by[owner.index] else None
            if live[thing.index]:
                solved_by[owner.index].append(thing.index)
    for thing in things:
        last: int | None = None
        for child in thing.contents:
            above[child] = last
            last = child if live[child] else last
    queue = _queue(plan, horizons)
    leaf = tuple(not contents[index] and not parallel[index] for index in range(len(things)))
    parts = tuple(_parts(inside, solved_by, own) for inside, own in zip(contents, parallel, strict=True))
    return Network(
        plan=plan, live=live, leaf=leaf, holder=tuple(holder), contents=contents, above=tuple(above),
        solved_by=tuple(map(tuple, solved_by)), parallel=tuple(map(tuple, parallel)), before=_before(plan, live),
        awaited=_awaited(plan, live),
        queue=tuple(goal for goal in queue if live[goal]), place_in_queue=_places(queue, live), size=len(things),
        parts=parts,
    )  # fmt: skip


def _parts(contents: tuple[int, ...], solved_by: list[list[int]], own: list[int]) -> tuple[int, ...]:
    return (*(one for child in contents for one in (child, *solved_by[child])), *own) if contents else tuple(own)


def _live(plan: Plan) -> tuple[bool, ...]:
    live: list[bool] = []
    for thing in plan.things:
        held = thing.parent is None or live[thing.parent]
        live.append(held and thing.scheduled and thing.state is not State.DROPPED)
    return tuple(live)


def _before(plan: Plan, live: tuple[bool, ...]) -> dict[int, tuple[Reference, ...]]:
    """By thing, the references to those that come before it by their own word."""
    found: dict[int, tuple[Reference, ...]] = {}
    for thing in plan.things:
        for named in thing.before or () if live[thing.index] else ():
            found[named.target] = (*found.get(named.target, ()), named._replace(target=thing.index))
    return found


def _queue(plan: Plan, horizons: tuple[Horizon | None, ...]) -> tuple[int, ...]:
    """The goals that `focus` counts, with those that would be counted if they were not dropped."""
    if plan.settings.focus is None:
        return ()
    goals = (plan.things[index] for index in plan.goals)
    counted = [goal for goal in goals if not goal.primary and goal.after is None and goal.with_ is None]
    return tuple(one.index for one in sorted(counted, key=lambda one: horizons[one.index] is not Horizon.SHORT))


def _places(queue: tuple[int, ...], live: tuple[bool, ...]) -> dict[int, int]:
    """By goal, how many that are not dropped stand before it in the queue."""
    places: dict[int, int] = {}
    count = 0
    for goal in queue:
        places[goal] = count
        count += live[goal]
    return places


def _awaited(plan: Plan, live: tuple[bool, ...]) -> dict[int, tuple[int, ...]]:
    """What each primary objective without `after:` or `with:` waits for; a dropped one, as if it were open."""
    waiting = [goal for goal in plan.goals if _waits_for_all(plan.things[goal])]
    if not waiting:
        return {}
    waiters = _waiters(plan, live)
    others = [index for index in plan.goals if live[index] and not plan.things[index].primary]
    return {one: _not_waiting(one, others, waiters) for one in waiting}


def _waits_for_all(goal: Thing) -> bool:
    return goal.primary and goal.after is None and goal.with_ is None


def _waiters(plan: Plan, live: tuple[bool, ...]) -> dict[int, set[int]]:
    """By top-level goal, those in which something waits for it, or for anything in it, by a tag."""
    top: list[int] = []
    for thing in plan.things:
        top.append(thing.index if thing.parent is None else top[thing.parent])
    before = _before(plan, live)
    waiters: dict[int, set[int]] = {}
    for thing in plan.things:
        for target in _named(plan, live, before, thing.index) if live[thing.index] else ():
            if top[target] != top[thing.index]:
                waiters.setdefault(top[target], set()).add(top[thing.index])
    return waiters


def _named(plan: Plan, live: tuple[bool, ...], before: dict[int, tuple[Reference, ...]], asking: int) -> set[int]:
    """What a thing waits for by tags, its own and those of the dropped things among what it names."""
    named: set[int] = set()
    waiting: list[int | None] = [asking]
    while waiting:
        one = waiting.pop()
        if one is None or (live[one] and one != asking):
            continue
        thing = plan.things[one]
        for reference in (*(thing.after or ()), *(thing.with_ or ()), *before.get(one, ())):
            if reference.target != START and reference.target not in named:
                named.add(reference.target)
                waiting.append(reference.target)
        if one != asking:
            waiting.append(thing.parent)
    return named


def _not_waiting(goal: int, others: list[int], waiters: dict[int, set[int]]) -> tuple[int, ...]:
    reached: set[int] = set()
    open_ends = [goal]
    while open_ends:
        fresh = waiters.get(open_ends.pop(), set()) - reached
        reached |= fresh
        open_ends.extend(fresh)
    return tuple(one for one in others if one not in reached)


def in_order(network: Network) -> tuple[tuple[int, ...], tuple[tuple[int, ...], ...]]:
    """Every event of the network after all that it needs, and the loops that stand in the way (most often none).

    Depth first, without recursion. A loop is a tuple of events, each of which needs the next and the last the
    first; no event is in two of them. With a loop there is no order to work in.
    """
    order: list[int] = []
    loops: list[tuple[int, ...]] = []
    looped: set[int] = set()
    colour = bytearray(7 * network.size)  # 0 unseen, 1 on the path, 2 done
    for root in _roots(network):
        if colour[root]:
            continue
        colour[root] = 1
        path = [(root, iter(network.needs(root)))]
        while path:
            event, needs = path[-1]
            for need in needs:
                if not colour[need]:
                    colour[need] = 1
                    path.append((need, iter(network.needs(need))))
                    break
                if colour[need] == 1 and need not in looped:
                    loop = _loop(path, need)
                    if looped.isdisjoint(loop):
                        looped.update(loop)
                        loops.append(loop)
            else:
                colour[event] = 2
                order.append(event)
                path.pop()
    return tuple(order), tuple(loops)


def _loop(path: list[tuple[int, Iterator[int]]], first: int) -> tuple[int, ...]:
    loop: list[int] = []
    for event, _ in reversed(path):
        loop.append(event)
        if event == first:
            break
    return tuple(reversed(loop))


def _roots(network: Network) -> Iterator[int]:
    for index in range(network.size):
        if network.live[index]:
            yield network.end_event(index)
