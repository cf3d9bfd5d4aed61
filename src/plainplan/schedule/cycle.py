"""The diagnostic for a cycle of things that wait for each other (P302)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from plainplan.diagnostics import Diagnostic, finding
from plainplan.messages import Message, msg
from plainplan.model import START, Thing
from plainplan.schedule.network import END, LAID, OPEN, QUEUE, READY, START_OF, Network
from plainplan.schedule.rules import CYCLE
from plainplan.source import Span

_HELP = msg("take out one `after:`, `with:` or `before:` in the loop, the one that matters least")
_QUEUED = msg("`focus:` begins short-term goals first: raise it, or write `after:` on the goal that is to come later")
Link = Callable[[str], Message]
"""A clause about what a thing needs, from the name of that."""

_TOLD = 30
"""More links of a loop than anybody reads in one sentence."""


def loop_finding(network: Network, loop: tuple[int, ...]) -> Diagnostic:
    """The finding for one loop of events, placed at the reference that is easiest to take out."""
    links = _links(network, loop)
    first = next((place for place, (one, other, _) in enumerate(links) if _reference(network, one, other)), 0)
    links = links[first:] + links[:first]
    things = network.plan.things
    told = _chain(_sentences(network, links)) if len(links) > 1 else msg("waits for itself")
    start = things[links[0][0]]
    span = _reference(network, links[0][0], links[0][1]) or start.origin
    return finding(
        CYCLE,
        span,
        msg("{start} {told}: a loop that can never start", start=_name(start), told=told),
        label=msg("the loop can be opened here") if span != start.origin else msg("part of the loop"),
        help=_QUEUED if any(event // network.size == QUEUE for event in loop) else _HELP,
    )


def _links(network: Network, loop: tuple[int, ...]) -> list[tuple[int, int, Link]]:
    """The cycle as (thing, what it needs, how), without internal events."""
    shown = [event for event in loop if _is_shown(network, event)]
    pairs = zip(shown, shown[1:] + shown[:1], strict=True)
    links = [(*_things(network, one, other), _how(network, one, other)) for one, other in pairs]
    return [link for link in links if link[0] != link[1]] or [links[0]]


def _is_shown(network: Network, event: int) -> bool:
    """Whether an event stands for its thing in a loop; of what is dropped there is only the waiting."""
    role, index = divmod(event, network.size)
    return role in (LAID, OPEN, START_OF, END) or (role == READY and not network.live[index])


def _things(network: Network, one: int, other: int) -> tuple[int, int]:
    return one % network.size, other % network.size


def _how(network: Network, event: int, need: int) -> Link:
    role, index = divmod(event, network.size)
    other_role, other = divmod(need, network.size)
    if role in (END, START_OF) and other in network.parts[index]:
        return _ends_with if role == END else _holds
    if other_role == OPEN and network.holder[index] == other:
        return _is_in
    if other in network.solved_by[index]:
        return _needs
    return _waits


def _sentences(network: Network, links: list[tuple[int, int, Link]]) -> list[Message]:
    """Each link in words; of a very long cycle only its beginning and end."""
    told = [how(_name(network.plan.things[other])) for _, other, how in links]
    if len(told) <= _TOLD:
        return told
    left_out, last = len(told) - _TOLD, _name(network.plan.things[links[-1][0]])
    return [
        *told[: _TOLD - 2],
        msg("leads through {count} more to {thing}", count=left_out, thing=last),
        told[-1],
    ]


def _chain(clauses: Sequence[str]) -> str:
    """What waits for what, one clause after the other: `waits for a, which waits for b`."""
    told = clauses[-1]
    for clause in reversed(clauses[:-1]):
        told = msg("{clause}, which {rest}", clause=clause, rest=told)
    return told


def _ends_with(name: str) -> Message:
    return msg("ends only when {thing} has ended", thing=name)


def _holds(name: str) -> Message:
    return msg("holds {thing}", thing=name)


def _is_in(name: str) -> Message:
    return msg("is in {thing}", thing=name)


def _needs(name: str) -> Message:
    return msg("needs its solution {thing}", thing=name)


def _waits(name: str) -> Message:
    return msg("waits for {thing}", thing=name)


def _name(thing: Thing) -> str:
    return f"`{thing.id}`"


def _reference(network: Network, index: int, other: int) -> Span | None:
    """Where a thing names another (or what holds or is held by it), if it does."""
    thing = network.plan.things[index]
    for reference in (*(thing.after or ()), *(thing.with_ or ())):
        if reference.target == other and other != START:
            return reference.span
    return next((one.span for one in network.before.get(index, ()) if one.target == other), None)
