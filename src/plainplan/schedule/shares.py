"""What a thing's own duration leaves, shared out among its steps that have none."""

from __future__ import annotations

from math import ceil

from plainplan.model import Kind
from plainplan.schedule.calendar import Calendar, Length
from plainplan.schedule.network import Network


def shared_out(
    network: Network, calendar: Calendar, lengths: tuple[Length | None, ...], index: int, opening: int
) -> dict[int, Length]:
    """The lengths of a thing's leaf steps without a duration, when it opens on a day; nothing where nothing is left."""
    own = lengths[index]
    contents = network.contents[index]
    sharing = [child for child in contents if _shares(network, lengths, child)]
    if own is None or not sharing:
        return {}
    left = calendar.days_present(opening, calendar.lay(opening, own))
    left -= sum(nominal_days(network, calendar, child) for child in set(contents) - set(sharing))
    left -= sum(nominal_days(network, calendar, one) for child in contents for one in network.solved_by[child])
    if left <= 0:
        return {}
    each, more = divmod(left, len(sharing))
    return {child: Length(0, each + (place < more), 0) for place, child in enumerate(sharing)}


def _shares(network: Network, lengths: tuple[Length | None, ...], index: int) -> bool:
    thing = network.plan.things[index]
    return thing.kind is Kind.STEP and network.leaf[index] and lengths[index] is None and thing.on is None


def nominal_days(network: Network, calendar: Calendar, index: int) -> int:
    """A thing's nominal days, rounded up; without a duration, the sum of what is in it."""
    total, waiting = 0, [index]
    while waiting:
        one = waiting.pop()
        thing = network.plan.things[one]
        if thing.estimate is not None:
            total += ceil(calendar.nominal_scheduled(thing.estimate))
        elif thing.on is not None and network.leaf[one]:
            total += (thing.on.last - thing.on.first).days + 1
        for child in network.contents[one] if thing.estimate is None else ():
            waiting.append(child)
            waiting.extend(network.solved_by[child])
    return total
