"""The ids of things: written ones, else slugs of their titles."""

from __future__ import annotations

from collections import defaultdict

from plainplan.diagnostics import finding
from plainplan.lower.draft import Draft, ThingDraft
from plainplan.lower.rules import REPEATED_NAME
from plainplan.lower.slugs import slug
from plainplan.messages import msg
from plainplan.model import Kind
from plainplan.prose import plain
from plainplan.syntax.document import Tag
from plainplan.tuples import NamedTuple

RESERVED = "start"


class Shared(NamedTuple):
    """Things whose titles have the same slug: all of them, and those in each goal."""

    things: list[int]
    by_goal: dict[int, list[int]]


class Names(NamedTuple):
    """All ids of a plan.

    `ids` and `titles` are parallel to the things; `by_id` maps an id to a thing's index. `written` are ids written in
    the text, `barriers` those on barriers (which nothing can wait for). `repeated` holds slugs that occur more than
    once.
    """

    ids: tuple[str, ...]
    titles: tuple[str, ...]
    by_id: dict[str, int]
    written: frozenset[str]
    barriers: frozenset[str]
    repeated: dict[str, Shared]


def name_things(draft: Draft) -> Names:
    """Give every thing its id: the one written on it, else its title's slug, made unique."""
    written, barriers = _written(draft)
    titles = tuple(plain(thing.words) for thing in draft.things)
    taken = set(written.values()) | barriers | {RESERVED}
    next_number: dict[str, int] = {}
    sharing: dict[str, list[int]] = defaultdict(list)
    ids = []
    for thing, title in zip(draft.things, titles, strict=True):
        if thing.index in written:
            ids.append(written[thing.index])
            continue
        base = slug(title) or thing.kind.value
        sharing[base].append(thing.index)
        ids.append(_free(base, taken, next_number))
    repeated = {base: _shared(draft, things) for base, things in sharing.items() if len(things) > 1}
    by_id = {name: index for index, name in enumerate(ids)}
    return Names(tuple(ids), titles, by_id, frozenset(written.values()), frozenset(barriers), repeated)


def _free(base: str, taken: set[str], next_number: dict[str, int]) -> str:
    """The slug, or the slug with the first number that makes it unique."""
    name = base
    number = next_number.get(base, 2)
    while name in taken:
        name = f"{base}-{number}"
        number += 1
    next_number[base] = number
    taken.add(name)
    return name


def _written(draft: Draft) -> tuple[dict[int, str], set[str]]:
    """Ids written on things, by index, and on barriers; reserved and repeated ones are reported."""
    found: dict[int, str] = {}
    on_barriers: set[str] = set()
    first: dict[str, Tag] = {}
    named = [(thing.origin, thing.index, tag) for thing in draft.things if (tag := _name(thing.tags))]
    named += [(barrier.origin, -1, tag) for barrier in draft.barriers if (tag := _name(barrier.tags))]
    for _, index, tag in sorted(named, key=lambda one: one[0]):
        name = str(tag.value)
        if name in first:
            _repeated(draft, tag, first[name])
        elif index >= 0:
            first[name] = tag
            found[index] = name
        else:
            first[name] = tag
            on_barriers.add(name)
    return found, on_barriers


def _name(tags: tuple[Tag, ...]) -> Tag | None:
    """The first name among some tags."""
    for tag in tags:
        if tag.key == "name" and tag.value is not None:
            return tag
    return None


def _repeated(draft: Draft, tag: Tag, first: Tag) -> None:
    line = draft.source.position(first.span.start).line
    draft.found.append(
        finding(
            REPEATED_NAME,
            tag.span,
            msg("`^{name}` is already the name of something else (line {line})", name=tag.value, line=line),
            label=msg("a name can be given once"),
            help=msg("choose another name here"),
        )
    )


def goals_around(draft: Draft, thing: ThingDraft) -> list[int]:
    """The goals that a thing is in, the nearest first."""
    around: list[int] = []
    parent = thing.parent
    while parent is not None:
        if draft.things[parent].kind is Kind.GOAL:
            around.append(parent)
        parent = draft.things[parent].parent
    return around


def _shared(draft: Draft, things: list[int]) -> Shared:
    found: dict[int, list[int]] = defaultdict(list)
    for index in things:
        for goal in goals_around(draft, draft.things[index]):
            found[goal].append(index)
    return Shared(things, found)
