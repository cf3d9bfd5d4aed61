"""The headings of a plan: its title, its named sections, its goals and sub-goals, and everything else as prose."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module

from plainplan.lower.draft import Draft, SectionDraft, ThingDraft
from plainplan.lower.items import fill_goal, fill_loose_goals, fill_title_goal, holds_work, is_barrier
from plainplan.lower.near_sections import among_checkins, section_meant
from plainplan.lower.notes import blocks
from plainplan.lower.vocabulary import letters, section_name
from plainplan.model import Part, SectionKind, ThingPart
from plainplan.prose import Inline, Text, plain
from plainplan.source import Span
from plainplan.syntax.document import Document, HeadingNode, ItemNode, ListNode, Node
from plainplan.tuples import NamedTuple
from plainplan.values import Horizon


class HeadingBlock(NamedTuple):
    """A heading (None at the very top) with the nodes up to the next one."""

    heading: HeadingNode | None
    nodes: tuple[Node, ...]


class Title(NamedTuple):
    """The plan's title, and its heading where it has one."""

    words: tuple[Inline, ...]
    heading: HeadingNode | None


class Walk:
    """The state of the walk through the headings.

    It has the current section, whether that is named as a goals section, and the open goals with their heading levels.
    """

    def __init__(
        self,
        section: SectionDraft,
        named: bool = False,
        holder: list[Part] | None = None,
    ) -> None:
        self.section = section
        self.named = named
        self.open: list[tuple[int, ThingDraft]] = []
        self.holder = holder


Placer = Callable[[Draft, list[Part], tuple[Node, ...]], None]


def _place_notes(draft: Draft, body: list[Part], nodes: tuple[Node, ...]) -> None:
    body.extend(blocks(nodes))


# Sections that hold no goals, each with the module that reads its items by `place`, loaded where a plan has one; where
# a heading of level 3 can be an entry, it has `entry` too.
_GOALLESS = {
    SectionKind.ASSESSMENT: "plainplan.lower.traits",
    SectionKind.OCCUPATIONS: "plainplan.lower.occupations",
    SectionKind.SOMEDAY: "plainplan.lower.someday",
    SectionKind.CHECKINS: "plainplan.lower.checkins",
    SectionKind.NOTES: "",
}
_WITH_ENTRIES = (SectionKind.SOMEDAY, SectionKind.CHECKINS)


def _placer(kind: SectionKind) -> Placer:
    """What reads the items of a section that holds no goals."""
    place: Placer = import_module(_GOALLESS[kind]).place if _GOALLESS[kind] else _place_notes
    return place


def _entry(draft: Draft, walk: Walk, heading: HeadingNode) -> list[Part] | None:
    """An entry that a heading begins in a section that has such."""
    if walk.section.kind not in _WITH_ENTRIES:
        return None
    holder: list[Part] | None = import_module(_GOALLESS[walk.section.kind]).entry(draft, walk.section.body, heading)
    return holder


def find_title(document: Document, title: str | None) -> Title:
    """The title: the front matter's, else the first `#` heading's, else the file's stem."""
    headings = (node for node in document.nodes if isinstance(node, HeadingNode) and node.level == 1)
    first = next((one for one in headings if one.words.title), None)
    if title is None:
        return Title(first.words.title if first else (Text(_stem(document.source.name)),), first)
    same = first is not None and letters(plain(first.words.title)) == letters(title)
    return Title((Text(title),), first if same else None)


def _stem(name: str) -> str:
    stem = name.replace("\\", "/").rpartition("/")[2]
    for ending in (".md", ".markdown", ".txt", ".plan"):
        stem = stem.removesuffix(ending)
    return stem or "plan"


def outline(draft: Draft, document: Document, title: Title) -> None:
    """Put every heading and its contents where they belong."""
    walk = Walk(SectionDraft(SectionKind.INTRO, (), Span(0, 0), 1))
    draft.sections.append(walk.section)
    for stretch in _stretches(document):
        heading = stretch.heading
        if heading is None or heading is title.heading:
            _intro(draft, walk, title, stretch)
            continue
        level = max(2, heading.level)
        while walk.open and walk.open[-1][0] >= level:
            walk.open.pop()
        if level == 2:
            _section(draft, walk, heading, stretch)
        elif walk.section.kind in _GOALLESS:
            _in_goalless_section(draft, walk, level, heading, stretch)
        elif (walk.named and level == 3) or _is_goal(draft, stretch):
            _goal(draft, walk, level, heading, stretch)
        else:
            _prose(draft, walk, heading, stretch)


def _stretches(document: Document) -> Iterator[HeadingBlock]:
    heading: HeadingNode | None = None
    gathered: list[Node] = []
    for node in document.nodes:
        if isinstance(node, HeadingNode):
            if heading or gathered:
                yield HeadingBlock(heading, tuple(gathered))
            heading = node
            gathered = []
        else:
            gathered.append(node)
    yield HeadingBlock(heading, tuple(gathered))


def _items(nodes: tuple[Node, ...]) -> Iterator[ItemNode]:
    return (item for node in nodes if isinstance(node, ListNode) for item in node.items)


def _is_goal(draft: Draft, stretch: HeadingBlock) -> bool:
    heading = stretch.heading
    if heading and (heading.box or any(tag.key == "duration" for tag in heading.words.tags)):
        return True
    return any(holds_work(item) or _holds_barrier(draft, item) for item in _items(stretch.nodes))


def _holds_barrier(draft: Draft, item: ItemNode) -> bool:
    return is_barrier(draft, item) or any(_holds_barrier(draft, one) for one in _items(item.children))


def _intro(draft: Draft, walk: Walk, title: Title, stretch: HeadingBlock) -> None:
    """The nodes under the title, above any other heading; items with a box or a duration form a goal."""
    walk.open.clear()
    walk.named = False
    if walk.section.kind is not SectionKind.INTRO:
        walk.section = SectionDraft(SectionKind.INTRO, (), stretch.heading.span if stretch.heading else Span(0, 0), 1)
        draft.sections.append(walk.section)
    nodes = stretch.nodes
    first = next((place for place, node in enumerate(nodes) if any(map(holds_work, _items((node,))))), None)
    if first is None:
        walk.section.body.extend(blocks(nodes))
        return
    walk.section.body.extend(blocks(nodes[:first]))
    heading = stretch.heading
    start = nodes[first].span.start
    origin = _origin(heading) if heading else Span(start, start + 1)
    goal = draft.goal(title.words, heading.words.tags if heading else (), origin, None)
    goal.box = heading.box if heading else None
    walk.section.body.append(ThingPart(goal.index))
    fill_title_goal(draft, goal, nodes[first:])


def _section(draft: Draft, walk: Walk, heading: HeadingNode, stretch: HeadingBlock) -> None:
    """A heading of level 2: a named section, a goal of its own, or a section of prose."""
    found = section_name(plain(heading.words.title), draft.settings.lang)
    walk.holder = None
    walk.named = found is not None and found.kind is SectionKind.GOALS
    if found is None and _is_goal(draft, stretch):
        walk.section = SectionDraft(SectionKind.PROSE, (), heading.span, 2)
        draft.sections.append(walk.section)
        _goal(draft, walk, 2, heading, stretch)
        return
    if found is None and (almost := section_meant(heading, plain(heading.words.title), draft.settings.lang)):
        draft.found.append(almost)
    kind, horizon = found or (SectionKind.PROSE, None)
    words = heading.words.title if found else heading.words.written
    walk.section = SectionDraft(kind, words, heading.span, 2, horizon)
    draft.sections.append(walk.section)
    if kind in _GOALLESS:
        _placer(kind)(draft, walk.section.body, stretch.nodes)
    elif kind is SectionKind.GOALS:
        fill_loose_goals(draft, walk.section.body, horizon, stretch.nodes)
    else:
        walk.section.body.extend(blocks(stretch.nodes))


def _in_goalless_section(draft: Draft, walk: Walk, level: int, heading: HeadingNode, stretch: HeadingBlock) -> None:
    """A heading in a section without goals: an entry there, or prose."""
    kind = walk.section.kind
    if level == 3:
        walk.holder = _entry(draft, walk, heading)
        if walk.holder is not None:
            walk.holder.extend(blocks(stretch.nodes))
            return
    if kind is SectionKind.CHECKINS and (almost := among_checkins(heading.words, is_work=_is_goal(draft, stretch))):
        draft.found.append(almost)
    if walk.holder is not None:
        walk.holder.append(draft.heading(heading))
        walk.holder.extend(blocks(stretch.nodes))
        return
    walk.section.body.append(draft.heading(heading))
    _placer(kind)(draft, walk.section.body, stretch.nodes)


def _goal(draft: Draft, walk: Walk, level: int, heading: HeadingNode, stretch: HeadingBlock) -> None:
    parent = walk.open[-1][1] if walk.open else None
    goal = draft.goal(heading.words.title, heading.words.tags, _origin(heading), parent)
    goal.box = heading.box
    goal.horizon = walk.section.horizon
    goal.primary = parent is None and goal.horizon is Horizon.PRIMARY
    (parent.body if parent else walk.section.body).append(ThingPart(goal.index))
    walk.open.append((level, goal))
    fill_goal(draft, goal, stretch.nodes)


def _prose(draft: Draft, walk: Walk, heading: HeadingNode, stretch: HeadingBlock) -> None:
    body = walk.open[-1][1].body if walk.open else walk.section.body
    body.append(draft.heading(heading))
    body.extend(blocks(stretch.nodes))


def _origin(heading: HeadingNode) -> Span:
    """The span of a heading's marks and first words, for diagnostics."""
    return Span(heading.span.start, max(heading.words.span.end, heading.span.start + 1))
