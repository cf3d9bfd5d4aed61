"""What can be done now, as `plan next` tells it: numbered, with what is overdue and what waits for what."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from plainplan.compile import Compilation
from plainplan.facts.lateness import missed_promise
from plainplan.model import Kind
from plainplan.report.excerpt import clipped, columns_of
from plainplan.report.style import Style
from plainplan.shown import safe_text
from plainplan.ticking import BOXES
from plainplan.values import State
from plainplan.view.context import Context, context_of
from plainplan.words import words_for

FORMAT = "plainplan-next/1"


def told_in(compilation: Compilation) -> Context:
    """The compilation in the language of terminals, which is English."""
    return context_of(compilation, words_for("en"))


def next_lines(compilation: Compilation, style: Style, width: int) -> Iterator[str]:
    """What can be done now, numbered as `plan done` takes it, then what has to wait and for what."""
    context = told_in(compilation)
    now = compilation.schedule.next
    if not now:
        yield _nothing(context)
    for number, index in enumerate(now, 1):
        yield f"{number:>2}  {item_line(context, index, style, width)}"
    waiting = tuple(_waiting(context))
    if waiting:
        yield ""
        yield style.paint("Then:", "bold")
        for index, cause in waiting[:_SHOWN]:
            yield f"    {safe_text(context.text(index))}, {cause}"
        if len(waiting) > _SHOWN:
            yield f"    and {len(waiting) - _SHOWN} more"


_SHOWN = 5
_NUMBER = 4  # columns in front of an item
_SHORTEST = 16  # columns that a title gets however narrow the terminal is


def item_line(context: Context, index: int, style: Style, width: int) -> str:
    """A box, a title, its days, how long it is overdue and its name, the name only where there is room for it."""
    dates, behind = context.projected(index), context.behind(index)
    days = "" if dates is None else f"  {_days(context, index)}"
    late = f"  {behind}" if behind else ""
    name = f"  ^{safe_text(context.plan.things[index].id)}"
    title = f"{BOXES[context.dated(index).state]} {safe_text(context.text(index))}"
    room = width - len(days) - len(late) - _NUMBER
    if columns_of(title) + columns_of(name) > room:
        name = ""
    title = clipped(title, max(room, _SHORTEST), style)
    return title + style.paint(days, "dim") + style.paint(late, "bold", "yellow") + style.paint(name, "dim")


def _days(context: Context, index: int) -> str:
    words, dates, thing = context.words, context.projected(index), context.plan.things[index]
    assert dates is not None
    if context.dated(index).state is State.UNDER_WAY:
        told = f"to {words.date(dates.finish)}"
    else:
        told = words.range(dates.start, dates.finish)
    return f"{told}, {context.rhythm(thing.every)}" if thing.every is not None else told


def _nothing(context: Context) -> str:
    progress = context.schedule.progress
    if progress.total and progress.done == progress.total:
        return "Everything in this plan is done. `plan new --from` starts the next one."
    return "Nothing can be done now." if progress.total else "There is nothing to do in this plan yet."


def _waiting(context: Context) -> Iterator[tuple[int, str]]:
    """What is to do but has to wait, by its start, with what it waits for."""
    offered = set(context.schedule.next)
    held = [
        (dates.start, thing.index)
        for thing in context.plan.things
        if (dates := context.projected(thing.index))
        and context.dated(thing.index).state is State.TO_DO
        and thing.index not in offered
        and context.is_leaf(thing.index)
    ]
    for start, index in sorted(held):
        yield index, _cause(context, index, start)


def _cause(context: Context, index: int, start: int) -> str:
    dates = context.projected(index)
    assert dates is not None
    ref = dates.reason.ref
    day = context.words.date(start)
    if ref is None or (context.plan.things[ref].kind is Kind.GOAL and dates.reason.rule == "opening"):
        return f"from {day}"
    verb = "with" if dates.reason.rule == "with" else "after"
    return f"from {day}, {verb} “{safe_text(context.text(ref))}”"


def next_data(compilation: Compilation) -> dict[str, Any]:
    """The same for other programs."""
    context = told_in(compilation)
    return {
        "format": FORMAT,
        "as_of": date.fromordinal(compilation.schedule.today).isoformat(),
        "next": [_item_data(context, number, index) for number, index in enumerate(compilation.schedule.next, 1)],
        "waiting": [
            {**_thing_data(context, index), "waits_for": _ref(context, index)} for index, _ in _waiting(context)
        ],
    }


def _item_data(context: Context, number: int, index: int) -> dict[str, Any]:
    every = context.plan.things[index].every
    return {
        "number": number,
        **_thing_data(context, index),
        "overdue_days": context.overdue[index],
        "late_days": _late_days(context, index),
        "every": None if every is None else every.text,
    }


def _late_days(context: Context, index: int) -> int:
    missed = missed_promise(context.schedule, context.plan.things[index])
    return 0 if missed is None else missed.late


def _thing_data(context: Context, index: int) -> dict[str, Any]:
    thing, dates = context.plan.things[index], context.projected(index)
    return {
        "id": thing.id,
        "title": thing.title,
        "state": context.dated(index).state.value,
        "line": context.line(thing.origin.start),
        "start": None if dates is None else date.fromordinal(dates.start).isoformat(),
        "finish": None if dates is None else date.fromordinal(dates.finish).isoformat(),
    }


def _ref(context: Context, index: int) -> str | None:
    dates = context.projected(index)
    return None if dates is None or dates.reason.ref is None else context.plan.things[dates.reason.ref].id
