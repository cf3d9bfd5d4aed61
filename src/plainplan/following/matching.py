"""Matching things of an older plan with those of a newer one: by name, by title, else by similarity."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from difflib import SequenceMatcher

from plainplan.model import Plan, Thing

_ALIKE = 0.6
_MOST = 60  # at most so many pairs are compared word by word, which is quadratic


def matched_things(old: Plan, new: Plan) -> dict[int, int]:
    """The new index of each old thing that is still there."""
    pairs: dict[int, int] = {}
    for key in (_by_name, _by_place, _by_title):
        _pair(
            pairs, ((thing.index, key(old, thing)) for thing in old.things), [key(new, thing) for thing in new.things]
        )
    before, after = _by_parent(old), _by_parent(new)
    for parent in (None, *(thing.index for thing in old.things)):  # parents precede their contents
        if parent is None or parent in pairs:
            ones = before.get(parent, [])
            others = after.get(None if parent is None else pairs[parent], [])
            if any(one.index not in pairs for one in ones):
                _pair_alike(pairs, ones, others)
                _pair_in_place(pairs, ones, others)
    return pairs


def _by_parent(plan: Plan) -> dict[int | None, list[Thing]]:
    found: dict[int | None, list[Thing]] = {}
    for thing in plan.things:
        found.setdefault(thing.parent, []).append(thing)
    return found


def _pair_alike(pairs: dict[int, int], old: list[Thing], new: list[Thing]) -> None:
    """Pair what stands in the same thing and reads most alike."""
    taken = set(pairs.values())
    for one in old:
        if one.index not in pairs:
            others = [two for two in new if two.index not in taken and _may_be(one, two)]
            found = _most_alike(one.title, [(two.index, two.title) for two in others])
            if found is not None:
                pairs[one.index] = found
                taken.add(found)


Gap = tuple[int | None, int | None]
"""Between which neighbours a thing stands, by their new indices; those that are not paired here do not count."""


def _pair_in_place(pairs: dict[int, int], old: list[Thing], new: list[Thing]) -> None:
    """Pair what stands between the same neighbours: all in order where there are as many, else by estimates."""
    paired = set(pairs.values())
    here = {one.index for one in new} & paired
    before = _by_gap([(one, pairs.get(one.index) if pairs.get(one.index) in here else None) for one in old])
    after = _by_gap([(one, one.index if one.index in here else None) for one in new])
    for gap, group in before.items():
        ones = [one for one in group if one.index not in pairs]
        others = [one for one in after.get(gap, ()) if one.index not in paired]
        for one, two in _in_place(ones, others):
            if _may_be(one, two) and _same_contents(pairs, one, two):
                pairs[one.index] = two.index


def _by_gap(things: list[tuple[Thing, int | None]]) -> dict[Gap, list[Thing]]:
    """Those that have no counterpart here, by the counterparts around them."""
    found: dict[Gap, list[Thing]] = {}
    group: list[Thing] = []
    last: int | None = None
    for thing, counterpart in things:
        if counterpart is None:
            group.append(thing)
        else:
            found[last, counterpart] = group
            group, last = [], counterpart
    found[last, None] = group
    return found


def _in_place(old: list[Thing], new: list[Thing]) -> Iterable[tuple[Thing, Thing]]:
    if len(old) == len(new):
        return zip(old, new, strict=True)
    by_length = [{key: one for key, one in _estimates(group) if key is not None} for group in (old, new)]
    return [(one, by_length[1][key]) for key, one in by_length[0].items() if key in by_length[1]]


def _estimates(things: list[Thing]) -> Iterator[tuple[str | None, Thing]]:
    """Things by their estimates, None for those that are not the only ones to have theirs."""
    written = [thing.estimate.text if thing.estimate else None for thing in things]
    return ((text if written.count(text) == 1 else None, one) for text, one in zip(written, things, strict=True))


def _same_contents(pairs: dict[int, int], old: Thing, new: Thing) -> bool:
    """Whether something in one is still in the other, unless one of them is empty: what holds other things is known
    by those."""
    inside = {pairs.get(index) for index in old.contents}
    return not old.contents or not new.contents or not inside.isdisjoint(new.contents)


def matched_barriers(old: Plan, new: Plan, things: dict[int, int]) -> dict[int, int]:
    """The new index of each old barrier that is still there."""
    pairs: dict[int, int] = {}
    _pair(
        pairs,
        ((barrier.index, (things.get(barrier.of), barrier.title)) for barrier in old.barriers),
        [(barrier.of, barrier.title) for barrier in new.barriers],
    )
    _pair(
        pairs, ((barrier.index, barrier.title) for barrier in old.barriers), [barrier.title for barrier in new.barriers]
    )
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


def _may_be(old: Thing, new: Thing) -> bool:
    """Whether one could be the other under another title: of one kind, and not both named."""
    return old.kind is new.kind and not (old.named and new.named)


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
