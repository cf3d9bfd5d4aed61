"""Incremental reruns with one change: only events whose days differ are recomputed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from heapq import heappop, heappush

from plainplan.forecast.days import Days, Lengths
from plainplan.forecast.runs import Delay, Runs
from plainplan.schedule.network import ABOVE, END, LAID, OPEN, READY, START_OF, Network
from plainplan.tuples import NamedTuple


class Followers(NamedTuple):
    """For each event its place in the order, and the events that need it."""

    place: dict[int, int]
    of: dict[int, tuple[int, ...]]


def followers_of(network: Network, order: Sequence[int]) -> Followers:
    found: dict[int, list[int]] = {event: [] for event in order}
    for event in order:
        for need in network.needs(event):
            found[need].append(event)
    place = {event: number for number, event in enumerate(order)}
    return Followers(place, {event: tuple(dict.fromkeys(ones)) for event, ones in found.items()})


def changed(
    runs: Runs,
    indices: Sequence[int],
    followers: Followers,
    lengths: Mapping[int, Lengths],
    delays: Mapping[int, Sequence[Delay]],
) -> Runs:
    """The same runs with other lengths or delays, which matter to the ends of a few things first and, where those
    come out differently, to what needs it, and so on. (Not with `focus`, which looks at all goals at once.)"""
    fresh = Runs(
        projected=runs.projected, table=runs.table, lengths=lengths, delays=delays,
        start=list(runs.start), finish=list(runs.finish), end=list(runs.end), key=list(runs.key),
        opening=list(runs.opening),
        ready=dict(runs.ready), above=dict(runs.above), queued=dict(runs.queued),
    )  # fmt: skip
    waiting = sorted((followers.place[event], event) for event in map(runs.network.end_event, indices))
    seen = {event for _, event in waiting}
    while waiting:
        _, event = heappop(waiting)
        _forget(fresh, event)
        fresh.work_out((event,))
        if _alike(fresh, runs, event):
            continue
        for one in followers.of[event]:
            if one not in seen:
                seen.add(one)
                heappush(waiting, (followers.place[one], one))
    return fresh


def _forget(runs: Runs, event: int) -> None:
    role, index = divmod(event, runs.network.size)
    if role == READY or (role in (LAID, OPEN) and not runs.network.solved_by[index]):
        runs.ready.pop(index, None)


def _alike(one: Runs, other: Runs, event: int) -> bool:
    role, index = divmod(event, one.network.size)
    if role == READY:
        return all(map(_same_days, one.ready[index], other.ready[index]))
    if role in (LAID, END):
        return _same_days(one.key[index], other.key[index]) and _same_days(one.start[index], other.start[index])
    if role == OPEN:
        return _same_days(one.opening[index], other.opening[index])
    if role == START_OF:
        return _same_days(one.start[index], other.start[index])
    return role == ABOVE and _same_days(one.above[index], other.above[index])


def _same_days(one: Days, other: Days) -> bool:
    return one is other or (one.shape == other.shape and bool((one == other).all()))
