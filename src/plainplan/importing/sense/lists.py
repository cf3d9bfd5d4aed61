"""What stands under a goal's heading: the steps, fields, barriers and notes that lists and nested items are."""

from __future__ import annotations

from collections.abc import Sequence

from plainplan.importing.draft import Work
from plainplan.importing.outline import Block, Item, Listed, Prose, Rows
from plainplan.importing.raw import raw_blocks, raw_item
from plainplan.importing.sense.barriers import is_problem, take_problem
from plainplan.importing.sense.fields import take_field
from plainplan.importing.sense.making import Making
from plainplan.importing.sense.roles import is_timed, periods_of
from plainplan.importing.sense.rows import table_steps
from plainplan.importing.sense.tagging import take_period, work_of
from plainplan.readings.sections import read_period


def fill(making: Making, work: Work, blocks: Sequence[Block]) -> None:
    """What stands under a goal's heading: fields, steps, notes."""
    for block in blocks:
        if isinstance(block, Prose):
            for number, line in enumerate(block.text.split("\n") if block.is_paragraph else [block.text]):
                if block.is_paragraph and take_problem(making, line, block.line + number, work):
                    continue
                if block.is_paragraph:
                    take_field(making, line, block.line + number, work)
            work.notes += [] if block.is_paragraph and is_problem(making.hearing, block.text) else [block.text]
        elif isinstance(block, Listed):
            work.steps += steps_of(making, block.items, work)
        elif isinstance(block, Rows):
            work.steps += table_steps(making, block)


def steps_of(making: Making, items: Sequence[Item], goal: Work | None) -> list[Work]:
    """The steps that a list's items are; fields of their goal and barriers aside."""
    made: list[Work] = []
    boxed = any(item.mark is not None for item in items)
    periods = periods_of(making.hearing, items)
    is_outline = sum(any(isinstance(one, Listed) for one in item.children) for item in items) > max(1, len(items) // 2)
    for item in items:
        if take_problem(making, item.text, item.line, goal, item.children):
            continue
        if goal is not None and take_field(making, item.text, item.line, goal):
            goal.notes.append(raw_item(item))
            continue
        if boxed and item.mark is None and _has_open(items):
            (made[-1].notes if made else goal.notes if goal else making.draft.intro).append(item.text)
            continue
        work = _step(making, item, is_period=item in periods)
        nested_in(
            making, item.children, work, as_steps=item in periods or (is_outline and not making.shape.has_open_boxes)
        )
        made.append(work)
    return made


def listed_goals(making: Making, items: Sequence[Item], horizon: str) -> list[Work]:
    made: list[Work] = []
    periods = periods_of(making.hearing, items)
    for item in items:
        if take_problem(making, item.text, item.line, made[-1] if made else None, item.children):
            continue
        if made and take_field(making, item.text, item.line, made[-1]):
            made[-1].notes.append(item.text)
            continue
        work = _step(making, item, is_period=item in periods)
        nested_in(making, item.children, work, as_steps=True)
        work.is_heading = bool(work.notes) and not work.steps  # in a list, its notes would be its steps
        made.append(work)
    return made


def _step(making: Making, item: Item, *, is_period: bool) -> Work:
    """The step or goal that an item is; that of a period takes as long as it says."""
    period = read_period(item.text, making.words) if is_period else None
    without = "duration" if period else ""
    work = work_of(making, item.text, item.line, item.mark, numbered=item.numbered, without=without)
    if period:
        take_period(making, work, item.text, period)
    return work


def _has_open(items: Sequence[Item]) -> bool:
    """Whether some box in a list is open: then an item without one is meant to have none."""
    return sum(item.mark is not None for item in items) * 2 > len(items)


def nested_in(making: Making, blocks: Sequence[Block], work: Work, *, as_steps: bool) -> None:
    """What is nested in an item: fields, barriers, steps of a goal, sub-steps with boxes, else notes."""
    for block in blocks:
        if not isinstance(block, Listed):
            work.notes += raw_blocks([block])
            if isinstance(block, Prose):
                take_field(making, block.text, block.line, work)
            continue
        timed = (
            [item for item in block.items if is_timed(making.hearing, item)] if not making.shape.has_open_boxes else []
        )
        all_timed = len(timed) * 2 >= len(block.items) and len(timed) > 1
        for item in block.items:
            if take_problem(making, item.text, item.line, work, item.children):
                continue
            if take_field(making, item.text, item.line, work):
                work.notes.append(raw_item(item))
            elif item.mark is not None or as_steps or all_timed or item in timed:
                step = work_of(making, item.text, item.line, item.mark, numbered=item.numbered)
                nested_in(making, item.children, step, as_steps=False)
                work.steps.append(step)
            else:
                work.notes.append(raw_item(item))
