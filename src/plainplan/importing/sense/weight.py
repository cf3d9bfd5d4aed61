"""How much of a plan notes are, and how they are written as a whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from plainplan.importing.outline import Block, Item, Listed, Notes, Prose, Section
from plainplan.importing.sense.making import Hearing, Shape
from plainplan.importing.sense.roles import CONTAINERS, periods_of, role_of
from plainplan.readings import Lexicon
from plainplan.readings.labels import read_label
from plainplan.readings.sections import plain_title, read_period, section_role
from plainplan.readings.straight import straight

_EVIDENCE = {
    **dict.fromkeys((*CONTAINERS, "barriers", "occupations"), 3.0),
    **dict.fromkeys(("work", "habits", "solutions"), 1.5),
}


def shape_of(hearing: Hearing, notes: Notes) -> Shape:
    """How notes are written: with boxes, with headings or periods that say what is work."""
    marks = [item.mark for item in _all_items(notes) if item.mark is not None]
    has_open_boxes = any(mark in " /" for mark in marks)
    roles = (role_of(hearing, one) for one in _all_sections(notes.sections))
    is_structured = has_open_boxes or _periods(hearing, notes) > 1 or any(role in CONTAINERS for role in roles)
    return Shape(bool(marks), has_open_boxes, is_structured)


def weight_of(hearing: Hearing, shape: Shape, notes: Notes) -> float:
    """How much of a plan the notes' headings and boxes are; what is read in their words adds to it."""
    titles = [one.title for one in _all_sections(notes.sections)]
    roles = dict.fromkeys(role_of(hearing, one) for one in _all_sections(notes.sections))
    periods = _periods(hearing, notes)
    weight = sum(_EVIDENCE.get(role, 0) for role in roles)
    weight += 2.0 * min(periods, 3) if periods > 1 else 0
    weight += 3.0 if shape.has_boxes else 0
    return weight + _weight_of_title(notes, hearing.words) - _strangeness(notes, titles, hearing.words)


def _weight_of_title(notes: Notes, words: Lexicon) -> float:
    """What the title says for a plan, or against one; without a title, the first text."""
    first = notes.blocks[0] if notes.blocks else None
    title = first.text[:80] if not notes.title and isinstance(first, Prose) else notes.title
    plan, none = (_said(words, row) for row in ("plan", "not"))
    weight = 1.5 if plan.search(straight(title)) else 0
    weight += _EVIDENCE["smart"] if section_role(notes.title, words) == "smart" else 0
    return weight - (5.0 if none.search(straight(title)) else 0)


def _strangeness(notes: Notes, titles: Sequence[str], words: Lexicon) -> float:
    """What headings and labels say against a plan: `Ingredients`, `Attendees:`."""
    strange = words.words("title", "not")
    labels = [read_label(one.text, words) for one in notes.blocks if isinstance(one, Prose)]
    named = sum(one is not None and plain_title(one.name) in strange for one in labels)
    return 2.5 * min(sum(plain_title(one) in strange for one in titles), 3) + 2.5 * named


def _periods(hearing: Hearing, notes: Notes) -> int:
    """How many headings and items are numbered periods: `Week 3`."""
    titles = [one.title for one in _all_sections(notes.sections)]
    lists = [block for block in _blocks(notes) if isinstance(block, Listed)]
    return sum(read_period(title, hearing.words) is not None for title in titles) + sum(
        len(periods_of(hearing, block.items)) for block in lists
    )


def _said(words: Lexicon, row: str) -> re.Pattern[str]:
    return re.compile(words.pattern("title", row))


def _all_sections(sections: Sequence[Section]) -> Iterable[Section]:
    for section in sections:
        yield section
        yield from _all_sections(section.sections)


def _all_items(notes: Notes) -> Iterable[Item]:
    blocks = [block for section in _all_sections(notes.sections) for block in section.blocks]
    waiting: list[Block] = [*notes.blocks, *blocks]
    while waiting:
        block = waiting.pop()
        if isinstance(block, Listed):
            for item in block.items:
                yield item
                waiting += item.children


def _blocks(notes: Notes) -> Iterable[Block]:
    yield from notes.blocks
    for section in _all_sections(notes.sections):
        yield from section.blocks
