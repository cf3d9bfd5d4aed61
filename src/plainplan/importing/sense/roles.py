"""What the parts of notes are: a section's role, whether a heading is a goal, whether a list is work."""

from __future__ import annotations

import re
from collections.abc import Sequence

from plainplan.importing.draft import Work
from plainplan.importing.outline import Item, Listed, Rows, Section
from plainplan.importing.sense.making import Hearing, Shape
from plainplan.importing.tables import plan_table
from plainplan.readings.answers import split_answer
from plainplan.readings.labels import read_label, split_arrow
from plainplan.readings.sections import Period, is_conditional, plain_title, read_period, section_role

CONTAINERS = ("short", "long", "primary", "goals", "smart")
_TAGS = ("duration", "due", "start", "on", "every", "cost")


def periods_of(hearing: Hearing, items: Sequence[Item]) -> list[Item]:
    """The items of a list that are numbered periods with a length, `Weeks 1-3: hills`; one alone is none."""
    found = [item for item in items if (period := read_period(item.text, hearing.words)) and period.length]
    return found if len(found) > 1 else []


def role_of(hearing: Hearing, section: Section) -> str:
    if read_period(section.title, hearing.words):
        return ""
    role = _said_role(hearing, section)
    is_work = role == "occupations" and any(
        item.mark is not None or is_timed(hearing, item) for item in items_of(section)
    )
    if is_work:
        return ""  # `Winter jobs` with boxes
    return "barriers" if not role and _are_answered(hearing, items_of(section)) else role


def _are_answered(hearing: Hearing, items: Sequence[Item]) -> bool:
    """Whether each item of a list is a barrier with its solution: `rain -> a tent`, `Rain. Solution: a tent`."""
    return len(items) > 1 and all(
        item.mark is None and split_answer(item.text, hearing.words)[1] and not is_timed(hearing, item)
        for item in items
    )


def _said_role(hearing: Hearing, section: Section) -> str:
    label = read_label(section.title, hearing.words)
    if label and label.kind == "goal" and label.value.start < label.value.end:
        return ""
    role = section_role(section.title, hearing.words)
    if plain_title(section.title) in hearing.words.words("labels", "condition"):
        return "barriers"  # `What if …`
    return "barriers" if role in ("", "work") and _tells_answers(hearing, section) else role


def _tells_answers(hearing: Hearing, section: Section) -> bool:
    """Whether most items of a list tell what is done about them: by a word for it, or below `What if …`; or all do
    by an arrow, without a time."""
    items = items_of(section)
    if not items or any(item.mark is not None for item in items):
        return False
    by_sign = is_conditional(section.title, hearing.words)
    told = 0
    for item in items:
        _, answer, name = split_answer(item.text, hearing.words, in_pairs=by_sign)
        told += bool(answer and (name or by_sign)) or _has_answer_below(hearing, item)
    all_arrows = all(split_arrow(item.text) and not is_timed(hearing, item) for item in items)
    return told * 2 > len(items) or (
        all_arrows
        and len(items) > 1
        and not by_sign
        and not section_role(section.title, hearing.words)
        and not read_period(section.title, hearing.words)
    )


def _has_answer_below(hearing: Hearing, item: Item) -> bool:
    below = [one.text for block in item.children if isinstance(block, Listed) for one in block.items]
    return any((label := read_label(one, hearing.words)) and label.kind == "solution" for one in below)


def is_timed(hearing: Hearing, item: Item) -> bool:
    return any(one.kind in ("duration", "due", "on", "start", "every") for one in hearing.readings(item.text))


def is_boxed(hearing: Hearing, section: Section) -> bool:
    role, marks = role_of(hearing, section), [item.mark for item in items_of(section) if item.mark is not None]
    return bool(marks) and (role == "done" or (role == "notes" and any(mark in " /" for mark in marks)))


def may_be_work(hearing: Hearing, shape: Shape, items: Sequence[Item], role: str) -> bool:
    """Whether a list without boxes is work: where nothing else is, or its items say when or how long."""
    if role == "work" or any(item.mark is not None for item in items) or periods_of(hearing, items):
        return True
    timed = sum(
        any(
            (one.kind in _TAGS and one.kind != "cost") or one.kind in ("state", "after")
            for one in hearing.readings(item.text)
        )
        for item in items
    )
    if timed:
        return not shape.has_open_boxes or timed * 2 >= len(items)
    if shape.is_structured:
        return not shape.has_open_boxes and all(item.numbered for item in items)
    return not _are_links(items)


def is_goal(
    hearing: Hearing, shape: Shape, section: Section, role: str, horizon: str, period: Period | None, goal: Work | None
) -> bool:
    """Whether a heading is a goal: by what it says, or by the list below it."""
    if period or section.mark is not None:
        return True
    label = read_label(section.title, hearing.words)
    if label and label.kind in ("goal", "primary", "step") and label.value.start < label.value.end:
        return True
    if horizon or goal is not None:
        return role != "notes"
    if role in ("notes", "done"):
        return False
    items = items_of(section)
    tables = [block for block in section.blocks if isinstance(block, Rows) and plan_table(block, hearing.words)]
    if tables or any(item.mark is not None for item in items):
        return True
    said = {one.kind for one in hearing.readings(section.title)}
    if said & {"due", "duration", "start", "on"} and (items or section.blocks):
        return True
    if items:
        return may_be_work(hearing, shape, items, role)
    subs = section.sections
    return bool(subs) and sum(
        is_goal(hearing, shape, one, role_of(hearing, one), "", read_period(one.title, hearing.words), None)
        for one in subs
    ) * 2 > len(subs)


def _are_links(items: Sequence[Item]) -> bool:
    """Whether most of a list are links or quotations."""
    strange = sum(bool(re.search(r"https?://|\]\(|^[\"“„«『《].*[\"”“»』》]?$", item.text)) for item in items)
    return strange * 2 > len(items)


def items_of(section: Section) -> list[Item]:
    return [item for block in section.blocks if isinstance(block, Listed) for item in block.items]


def has_lists(section: Section) -> bool:
    return any(isinstance(block, (Listed, Rows)) for block in section.blocks)
