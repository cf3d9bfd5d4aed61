"""Which thing of an older plan is which thing of a newer one: by name, by title, else by what reads most like it."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from difflib import SequenceMatcher

from plainplan.model import Plan, Thing

_ALIKE = 0.6
_MOST = 60  # pairs are compared word by word only among so few


def matched_things(old: Plan, new: Plan) -> dict[int, int]:
    """The new index of each old thing that is still there."""
    pairs: dict[int, int] = {}
    for key in (_by_name, _by_place, _by_title):
        _pair(pairs, ((one.index, key(old, one)) for one in old.things), [key(new, one) for one in new.things])
    taken = set(pairs.values())
    for one in old.things:  # holders stand before what they hold, so theirs are paired already
        if one.index not in pairs:
            others = [two for two in new.things if two.index not in taken and _may_be(pairs, one, two)]
            found = _most_alike(one.title, [(two.index, two.title) for two in others])
            if found is not None:
                pairs[one.index] = found
                taken.add(found)
    return pairs


def matched_barriers(old: Plan, new: Plan, things: dict[int, int]) -> dict[int, int]:
    """The new index of each old barrier that is still there."""
    pairs: dict[int, int] = {}
    _pair(
        pairs,
        ((one.index, (things.get(one.of), one.title)) for one in old.barriers),
        [(one.of, one.title) for one in new.barriers],
    )
    _pair(pairs, ((one.index, one.title) for one in old.barriers), [one.title for one in new.barriers])
    taken = set(pairs.values())
    for one in old.barriers:
        if one.index not in pairs:
            others = [two for two in new.barriers if two.index not in taken and things.get(one.of) == two.of]
            found = _most_alike(one.title, [(two.index, two.title) for two in others])
            if found is not None:
                pairs[one.index] = found
                taken.add(found)
    return pairs


def _by_name(plan: Plan, thing: Thing) -> Hashable:
    return (thing.kind, thing.id) if thing.named else None


def _by_place(plan: Plan, thing: Thing) -> Hashable:
    return thing.kind, thing.title, None if thing.parent is None else plan.things[thing.parent].title


def _by_title(plan: Plan, thing: Thing) -> Hashable:
    return thing.kind, thing.title


def _pair(pairs: dict[int, int], old: Iterable[tuple[int, Hashable]], new: list[Hashable]) -> None:
    """Pair what has the same key (None is none), the first with the first; what is paired already stays so."""
    taken = set(pairs.values())
    free: dict[Hashable, list[int]] = {}
    for index, key in enumerate(new):
        if index not in taken and key is not None:
            free.setdefault(key, []).append(index)
    for index, key in old:
        if index not in pairs and free.get(key):
            pairs[index] = free[key].pop(0)


def _may_be(pairs: dict[int, int], old: Thing, new: Thing) -> bool:
    """Whether one could be the other under another title: of one kind, in the same place, and not both named."""
    if old.kind is not new.kind or (old.named and new.named):
        return False
    return (None if old.parent is None else pairs.get(old.parent, -1)) == new.parent


def _most_alike(title: str, others: list[tuple[int, str]]) -> int | None:
    best, found = _ALIKE, None
    for index, other in others[:_MOST]:
        ratio = _alike(title.casefold(), other.casefold())
        if ratio > best:
            best, found = ratio, index
    return found


def _alike(one: str, other: str) -> float:
    """How much two titles share, in letters or in words, from 0 to 1."""
    words, others = set(one.split()), set(other.split())
    shared = len(words & others) / max(min(len(words), len(others)), 1)
    return max(SequenceMatcher(None, one, other).ratio(), shared)
