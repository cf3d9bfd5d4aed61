"""What becomes of each section of notes: a goal with its steps, a section of goals, a part of a goal, or prose."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from plainplan.importing.draft import Told, Work
from plainplan.importing.outline import Listed, Prose, Rows, Section
from plainplan.importing.raw import raw_blocks, raw_section
from plainplan.importing.sense.barriers import read_barriers, read_solutions, take_problem
from plainplan.importing.sense.fields import take_field
from plainplan.importing.sense.intro import take_objective, take_setting
from plainplan.importing.sense.lists import fill, listed_goals
from plainplan.importing.sense.making import Making
from plainplan.importing.sense.records import read_log, read_occupations, read_someday
from plainplan.importing.sense.roles import CONTAINERS, has_lists, is_boxed, is_goal, role_of
from plainplan.importing.sense.rows import table_steps
from plainplan.importing.sense.tagging import take_period, work_of
from plainplan.readings.labels import read_label
from plainplan.readings.sections import Period, read_period

_HORIZONS = {"short": "short", "long": "long", "primary": "primary"}
_ASIDE = ("notes", "done", "assessment")
_READ_BY_ROLE: dict[str, Callable[[Making, Section, Work | None], None]] = {
    "barriers": read_barriers,
    "solutions": read_solutions,
    "log": read_log,
    "occupations": read_occupations,
    "someday": read_someday,
}


def read_sections(making: Making, sections: Sequence[Section], horizon: str, goal: Work | None) -> None:
    before: tuple[Period, Work] | None = None
    for section in sections:
        period = read_period(section.title, making.words)
        made = _section(making, section, horizon, goal, period)
        if made is None or period is None:
            continue
        if before and before[0].unit == period.unit and before[0].last < period.first:
            made.after.append(before[1])
        before = (period, made)


def _section(making: Making, section: Section, horizon: str, goal: Work | None, period: Period | None) -> Work | None:
    """Take in a section; the goal that it becomes, if it does."""
    role = role_of(making.hearing, section)
    if role in _READ_BY_ROLE and not (role == "log" and goal):
        _READ_BY_ROLE[role](making, section, goal)
        return None
    if goal is not None and (section.level == 8 or (role in ("work", "goals", "notes") and section.level > 3)):
        _part(making, section, role, goal)
        return None
    _field_below(making, section, goal)
    if role in _ASIDE and not is_boxed(making.hearing, section):
        _aside(making, section, goal)
        return None
    if role in CONTAINERS or (role == "work" and section.sections and not has_lists(section)):
        _container(making, section, _HORIZONS.get(role, horizon))
        return None
    if role == "habits":
        return _habits(making, section, horizon, goal)
    if _is_goal(making, section, horizon, goal):
        return _goal(making, section, horizon, goal, period)
    if any(
        _is_goal(making, one, horizon, goal) or role_of(making.hearing, one) in _READ_BY_ROLE
        for one in section.sections
    ):
        making.draft.notes.append(section.title)
        _prose_of(making, section)
        read_sections(making, section.sections, horizon, goal)
        return None
    _aside(making, section, goal)
    return None


def _is_goal(making: Making, section: Section, horizon: str, goal: Work | None) -> bool:
    role, period = role_of(making.hearing, section), read_period(section.title, making.words)
    return is_goal(making.hearing, making.shape, section, role, horizon, period, goal)


def _field_below(making: Making, section: Section, goal: Work | None) -> None:
    """A heading may be the name of a field, and the text below it what it says: `Time-bound`."""
    texts = [block.text for block in section.blocks if isinstance(block, Prose) and block.is_paragraph]
    if len(texts) != 1 or len(section.blocks) > 1 or section.sections or "\n" in texts[0]:
        return
    line = f"{section.title.rstrip(':： ')}: {texts[0]}"
    if goal is None:
        take_setting(making, line, section.line)
    elif section.level < 7:
        take_field(making, line, section.line, goal)


def _container(making: Making, section: Section, horizon: str) -> None:
    """A section of goals: each item or heading in it is one."""
    making.draft.sections.append((horizon, [section.title]))
    for block in section.blocks:
        if isinstance(block, Listed):
            for work in listed_goals(making, block.items, horizon):
                making.draft.goals[horizon].append(work)
        elif isinstance(block, Rows):
            making.draft.goals[horizon] += table_steps(making, block)
        elif isinstance(block, Prose):
            _container_prose(making, block, horizon)
    read_sections(making, section.sections, horizon, None)


def _container_prose(making: Making, block: Prose, horizon: str) -> None:
    """Text in a section of goals: of a primary objective it is the goal, else prose."""
    text = " ".join(block.text.split())
    if horizon == "primary" and block.is_paragraph and len(text) < 160 and not making.draft.goals["primary"]:
        work = work_of(making, text, block.line)
        making.draft.goals["primary"].append(work)
    elif block.is_paragraph:
        kept = [
            line
            for number, line in enumerate(block.text.split("\n"))
            if not take_problem(making, line, block.line + number, None)
            and not take_objective(making, line, block.line + number)
        ]
        making.draft.sections += [(horizon, ["\n".join(kept)])] if kept else []
    else:
        making.draft.sections.append((horizon, [block.text]))


def _goal(making: Making, section: Section, horizon: str, parent: Work | None, period: Period | None) -> Work:
    """The goal that a heading is, with the steps under it."""
    work = work_of(
        making, section.title, section.line, section.mark, without="duration" if period and period.length else ""
    )
    work.is_heading = True
    if period:
        take_period(making, work, section.title, period)
    fill(making, work, section.blocks)
    if parent is not None:
        parent.goals.append(work)
    else:
        making.draft.goals[horizon].append(work)
    read_sections(making, section.sections, horizon, work)
    return work


def _part(making: Making, section: Section, role: str, goal: Work) -> None:
    """`Steps:`, `Why:` below a goal: its steps, or notes."""
    goal.notes.append(section.title + (":" if section.level == 8 else ""))
    label = read_label(section.title + ":", making.words)
    if role in ("notes", "done") or (label is not None and label.kind == "note"):
        goal.notes += raw_blocks(section.blocks)
    else:
        fill(making, goal, section.blocks)
    read_sections(making, section.sections, "", goal)


def _habits(making: Making, section: Section, horizon: str, goal: Work | None) -> Work:
    """Things done again and again, as often as the heading says where they don't."""
    work = Work(section.title, section.line)
    work.is_heading = True
    often = next((one for one in making.hearing.readings(section.title) if one.kind == "every"), None)
    fill(making, work, section.blocks)
    for step in work.steps:
        if often and "every" not in step.tags:
            step.tags["every"] = often.value
            making.draft.told.append(Told(section.line, section.title, often.tag, False))
    if goal is not None:
        goal.goals.append(work)
    else:
        making.draft.goals[horizon].append(work)
    read_sections(making, section.sections, horizon, work)
    return work


def _aside(making: Making, section: Section, goal: Work | None) -> None:
    """A section that is no plan: it stays as it is, among the notes."""
    if goal is not None and section.level >= 7:
        goal.notes += ["\n\n".join([section.title, *raw_blocks(section.blocks)])]
        return
    known = [one for one in section.sections if role_of(making.hearing, one) in _READ_BY_ROLE]
    for one in known:
        _section(making, one, "", None, None)
    section = section._replace(sections=tuple(one for one in section.sections if one not in known))
    making.draft.notes += raw_section(section, 3)
    making.draft.prose[section.title] = making.draft.prose.get(section.title, 0) + _lines(section)


def _prose_of(making: Making, section: Section) -> None:
    making.draft.notes += raw_blocks(section.blocks)


def _lines(section: Section) -> int:
    return sum(text.count("\n") + 1 for text in raw_section(section, 3)) - 1
