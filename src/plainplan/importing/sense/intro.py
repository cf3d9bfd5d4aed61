"""What stands above all headings: the title, settings of the whole plan, a first list."""

from __future__ import annotations

from collections.abc import Iterable

from plainplan.importing.draft import Told, Work
from plainplan.importing.outline import Item, Listed, Notes, Prose, Rows
from plainplan.importing.raw import raw_item
from plainplan.importing.sense.barriers import take_problem
from plainplan.importing.sense.lists import steps_of
from plainplan.importing.sense.making import Hearing, Making
from plainplan.importing.sense.roles import may_be_work
from plainplan.importing.sense.rows import table_steps
from plainplan.importing.sense.tagging import tell, work_of
from plainplan.readings.labels import Label, is_label, read_label

_WEEKDAY = 12
"""As many characters a weekday before a day, and the signs around, may have."""


def read_title(making: Making, notes: Notes) -> None:
    for one in making.hearing.readings(notes.title):
        if one.kind == "due" and "finish" not in notes.settings:
            making.draft.settings.setdefault("finish", one.value)
            tell(making, notes.title_line, notes.title, one._replace(kind="finish", sure=False))


def read_intro(making: Making, notes: Notes) -> None:
    goal = Work(notes.title or "Plan", notes.title_line)
    goal.is_heading = True
    for block in notes.blocks:
        if isinstance(block, Prose):
            _intro_prose(making, block)
        elif isinstance(block, Listed):
            rest = [
                item for item in block.items if item.mark is not None or not take_setting(making, item.text, item.line)
            ]
            making.draft.intro += ["\n".join(f"- {item.text}" for item in block.items if item not in rest)]
            goal.steps += (
                steps_of(making, rest, goal)
                if rest and may_be_work(making.hearing, making.shape, rest, "")
                else _as_prose(making, rest)
            )
        elif isinstance(block, Rows):
            goal.steps += table_steps(making, block)
    if goal.steps:
        making.draft.goals[""].append(goal)
    else:
        making.draft.intro += goal.notes


def _as_prose(making: Making, items: Iterable[Item]) -> list[Work]:
    making.draft.intro += ["\n".join(raw_item(item) for item in items)]
    return []


def _intro_prose(making: Making, block: Prose) -> None:
    kept = []
    for number, line in enumerate(block.text.split("\n"), block.line):
        if block.is_paragraph and (take_objective(making, line, number) or take_problem(making, line, number, None)):
            continue
        kept.append(line)
        if not take_setting(making, line, number):
            _sentence(making, line, number)
    if "".join(kept).strip():
        making.draft.intro.append("\n".join(kept))


def _may_end(making: Making, line: str, number: int, label: Label) -> None:
    """Keep a day that a line is about and no more, `Wedding day: 4 September 2027`: it may be the last of the plan."""
    value = line[slice(*label.value)].strip(" *_.")
    first = next(iter(making.hearing.dates(value)), None)
    is_day = first is not None and first.whole == "day" and first.dated
    if first is not None and is_day and len(value) - (first.span.end - first.span.start) <= _WEEKDAY:
        making.draft.ends.append((number, line.strip(), first.until_text))


def take_objective(making: Making, line: str, number: int) -> bool:
    """Whether a line is `Main goal: …`, which is one then."""
    label = read_label(line, making.words)
    value = line[slice(*label.value)].strip(" *_") if label else ""
    if not label or label.kind not in ("primary", "goal") or not value:
        return False
    if _is_setting(making.hearing, label, value):
        return False
    work = work_of(making, value, number)
    work.is_heading = True
    making.draft.goals["primary" if label.kind == "primary" else ""].append(work)
    making.draft.evidence += 2
    work.words = line.strip().replace("*", "")
    return True


def _is_setting(hearing: Hearing, label: Label, value: str) -> bool:
    return is_label(label.name, "finish", hearing.words) and bool(hearing.dates(value)) and len(value) < 24


def take_setting(making: Making, line: str, number: int) -> bool:
    """Whether a line is a field of the whole plan: when it starts, what it leads to."""
    label = read_label(line, making.words)
    if label is None:
        return False
    value = line[slice(*label.value)]
    dates = making.hearing.dates(value)
    if not dates:
        return False
    if is_label(label.name, "start", making.words):
        key, said = "start", dates[0].from_text
    elif is_label(label.name, "finish", making.words) or label.kind == "due":
        key, said = "finish", dates[-1].until_text
    else:
        _may_end(making, line, number, label)
        return False
    making.draft.settings[key] = said
    making.draft.told.append(Told(number, line.strip(), f"{key}: {said}", dates[0].clear))
    making.draft.evidence += 1
    return True


def _sentence(making: Making, line: str, number: int) -> None:
    """A sentence above all headings may tell when the plan starts or is to be finished."""
    for one in making.hearing.readings(line):
        key = {"start": "start", "due": "finish"}.get(one.kind)
        if key and key not in making.draft.settings and one.sure and len(line) < 160:
            making.draft.settings[key] = one.value
            tell(making, number, line, one._replace(kind=key))
            making.draft.evidence += 0.5
