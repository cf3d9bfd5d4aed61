"""Intermediate plans between an older and a newer one, with some of the changes applied."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from plainplan.model import START, Kind, Plan, Reference, Thing
from plainplan.syntax.tags import TAGS

_OWN = {"title": ("title", "words", "id", "named"), "state": ("state", "box", "done_part"), "scheduled": ("scheduled",)}
_PLACE = {"numbered": ("numbered",), "horizon": ("primary", "horizon")}


def _aspects() -> dict[str, tuple[str, ...]]:
    aspects = dict(_OWN)
    for kind in TAGS:
        if kind.field:
            name = kind.aspect or kind.field
            aspects[name] = (*aspects.get(name, ()), kind.field)
        if kind.key == "every":  # told before money and people
            aspects.update(_PLACE)
    return aspects


ASPECTS = _aspects()
"""What can change about a thing, in the order in which it is told, and the fields in which it is kept."""

SETTINGS = (
    "start", "finish", "pace", "workdays", "away", "holidays", "focus", "review", "partner", "title", "author",
    "currency",
)  # fmt: skip
"""The settings that are told when they change."""

MOVING = {kind.aspect or kind.field for kind in TAGS if kind.moves} | {
    "scheduled", "horizon", "start", "finish", "pace", "workdays", "away", "holidays", "focus",
}  # fmt: skip
"""Aspects and settings that dates hang on; the others are told, and need no new schedule."""


@dataclass(slots=True)
class Node:
    """A thing of either plan, or of both. `now` is it as it stands; references point to nodes."""

    old: int | None
    new: int | None
    now: Thing
    present: bool
    parent: int | None
    rank: tuple[int, int, int]


@dataclass(slots=True)
class Mixture:
    """Starts as the old plan; each method makes one change, until it is the new plan."""

    old: Plan
    new: Plan
    pairs: dict[int, int]
    settings_: dict[str, object] = field(init=False)
    nodes: list[Node] = field(init=False)
    of_old: dict[int, int] = field(init=False)
    of_new: dict[int, int] = field(init=False)
    moved: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.settings_ = {}
        self.of_old = {thing.index: thing.index for thing in self.old.things}
        self.of_new = {new: old for old, new in self.pairs.items()}
        added = [thing.index for thing in self.new.things if thing.index not in self.of_new]
        self.of_new.update({index: len(self.old.things) + place for place, index in enumerate(added)})
        self.nodes = [self._old_node(thing) for thing in self.old.things]
        self.nodes += [self._new_node(self.new.things[index]) for index in added]
        self._rank()

    def _old_node(self, thing: Thing) -> Node:
        now = self._pointing(thing, self.of_old)
        return Node(thing.index, self.pairs.get(thing.index), now, True, thing.parent, (0, 0, 0))

    def _new_node(self, thing: Thing) -> Node:
        now = self._pointing(thing, self.of_new)
        return Node(None, thing.index, now, False, self._new_parent(thing), (thing.index, 0, 0))

    def _new_parent(self, thing: Thing) -> int | None:
        return None if thing.parent is None else self.of_new[thing.parent]

    def _pointing(self, thing: Thing, nodes: dict[int, int]) -> Thing:
        """A thing whose references point to nodes."""

        def pointed(references: tuple[Reference, ...] | None) -> tuple[Reference, ...] | None:
            if references is None:
                return None
            return tuple(reference._replace(target=nodes.get(reference.target, START)) for reference in references)

        return thing._replace(after=pointed(thing.after), with_=pointed(thing.with_), before=pointed(thing.before))

    def _rank(self) -> None:
        """Give each old thing a place among those beside it that will do until it is moved."""
        stayed = [one for one in self.nodes if one.old is not None and one.new is not None and self._same_parent(one)]
        moved = [index for index, one in enumerate(self.nodes) if one.old is not None and one.new is not None]
        beside: dict[int | None, list[Node]] = {}
        for one in stayed:
            beside.setdefault(one.parent, []).append(one)
        kept = {one.old for group in beside.values() for one in _rising(group)}
        self.moved = tuple(index for index in moved if self.nodes[index].old not in kept)
        anchor: dict[int | None, int] = {}
        for node in self.nodes:
            if node.old is None:
                continue
            if node.old in kept:
                assert node.new is not None
                anchor[node.parent] = node.new
                node.rank = (node.new, 0, 0)
            else:
                node.rank = (anchor.get(node.parent, -1), 1, node.old)

    def _same_parent(self, node: Node) -> bool:
        assert node.new is not None
        return node.parent == self._new_parent(self.new.things[node.new])

    # Changes

    def change(self, node: int, aspect: str) -> None:
        """Give a thing what it has in the new plan, of one kind."""
        one = self.nodes[node]
        assert one.new is not None
        thing = self._pointing(self.new.things[one.new], self.of_new)
        one.now = one.now._replace(**{name: getattr(thing, name) for name in ASPECTS[aspect]})

    def place(self, node: int) -> None:
        """Put a thing where it stands in the new plan: one that is new, or that has been moved."""
        one = self.nodes[node]
        assert one.new is not None
        one.present = True
        one.parent = self._new_parent(self.new.things[one.new])
        one.rank = (one.new, 0, 0)

    def remove(self, node: int) -> None:
        self.nodes[node].present = False

    def change_setting(self, name: str) -> None:
        self.settings_[name] = getattr(self.new.settings, name)

    # The plan as it stands

    def plan(self) -> Plan:
        """A plan that can be scheduled: its things, in the order of the file, and its settings."""
        inside: dict[int | None, list[int]] = {}
        for index, node in enumerate(self.nodes):
            if node.present:
                inside.setdefault(node.parent, []).append(index)
        for children in inside.values():
            children.sort(key=lambda index: self.nodes[index].rank)
        order = _before_what_they_hold(inside)
        place = {index: number for number, index in enumerate(order)}
        things = tuple(self._placed(index, place, inside) for index in order)
        goals = tuple(thing.index for thing in things if thing.parent is None and thing.kind is Kind.GOAL)
        settings = self.old.settings._replace(**self.settings_)  # type: ignore[arg-type]  # fields of its own
        return Plan(self.old.title, self.old.words, settings, things=things, goals=goals)

    def _placed(self, index: int, place: dict[int, int], inside: dict[int | None, list[int]]) -> Thing:
        node = self.nodes[index]
        children = [(place[child], self.nodes[child].now.kind) for child in inside.get(index, ())]

        def placed(references: tuple[Reference, ...] | None) -> tuple[Reference, ...] | None:
            if references is None:
                return None
            known = [reference for reference in references if reference.target == START or reference.target in place]
            return tuple(one if one.target == START else one._replace(target=place[one.target]) for one in known)

        return node.now._replace(
            index=place[index],
            parent=None if node.parent is None else place[node.parent],
            steps=tuple(child for child, kind in children if kind is Kind.STEP),
            goals=tuple(child for child, kind in children if kind is Kind.GOAL),
            barriers=(),
            after=placed(node.now.after),
            with_=placed(node.now.with_),
            before=placed(node.now.before),
        )


def _before_what_they_hold(inside: dict[int | None, list[int]]) -> list[int]:
    order: list[int] = []
    waiting = list(reversed(inside.get(None, [])))
    while waiting:
        one = waiting.pop()
        order.append(one)
        waiting.extend(reversed(inside.get(one, [])))
    return order


def _rising(nodes: list[Node]) -> list[Node]:
    """The longest run of things that keep their order; the others have moved."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for place, node in enumerate(nodes):
        assert node.new is not None
        at = bisect_left(ends, node.new)
        ends[at : at + 1] = [node.new]
        last[at : at + 1] = [place]
        before.append(last[at - 1] if at else -1)
    kept: list[Node] = []
    place = last[-1] if last else -1
    while place >= 0:
        kept.append(nodes[place])
        place = before[place]
    return kept
