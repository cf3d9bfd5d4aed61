"""What can be done now, as `plan next` tells it: numbered, with what is overdue and what waits for what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from plainplan.compile import Compilation
from plainplan.facts.coming import coming, offered, opens_next
from plainplan.facts.lateness import late_days, overdue_days
from plainplan.facts.latest import begin_by, latest_start
from plainplan.messages import Message, msg, msg_count, msg_day
from plainplan.model import Kind
from plainplan.report.days import iso
from plainplan.report.excerpt import clipped, columns_of
from plainplan.report.style import Style
from plainplan.safe_text import safe_text
from plainplan.spoken import Spoken
from plainplan.ticking import BOXES
from plainplan.words import Words, words_for

FORMAT = "plainplan-next/1"


def told_in(compilation: Compilation, words: Words | None = None) -> Spoken:
    """The compilation in the language of an answer, English unless another is given."""
    return Spoken(compilation, words or words_for("en"))


def next_lines(
    compilations: Sequence[Compilation], style: Style, width: int, words: Words | None = None
) -> Iterator[str]:
    """What can be done now in each plan, under its title where there are several. In English unless other words are
    given."""
    for number, context in enumerate(told_in(one, words) for one in compilations):
        if len(compilations) > 1:
            if number:
                yield ""
            name = style.paint(safe_text(context.compilation.source.name), "dim")
            yield f"{style.paint(safe_text(context.plan.title), 'bold')}  {name}"
        yield from _lines_of(context, style, width)


def _lines_of(context: Spoken, style: Style, width: int) -> Iterator[str]:
    """What can be done now, numbered as `plan done` takes it, then what has to wait and for what."""
    now = numbered(context)
    if not now:
        yield safe_text(_nothing(context))
    for number, index in now:
        yield from under(f"{number:>2}  ", item_lines(context, index, style, width))
    waiting = tuple(_waiting(context))
    if waiting:
        yield ""
        yield style.paint(context.words.tell(msg("Then:")), "bold")
        for index, cause in waiting[:_SHOWN]:
            told = (context.text(index), *map(context.words.tell, (cause, *_latest(context, index))))
            yield f"    {safe_text(', '.join(told))}"
        if (more := len(waiting) - _SHOWN) > 0:
            yield f"    {context.words.tell(msg_count('and {n} more', 'and {n} more', more))}"
    if now and context.schedule.finish is None:
        yield ""
        yield context.undated()


def numbered(context: Spoken) -> tuple[tuple[int, int], ...]:
    """What can be done now; a thing's number on the command line is its place here, from 1."""
    now = set(offered(context))
    return tuple((number, index) for number, index in enumerate(context.schedule.next, 1) if index in now)


_SHOWN = 5
_NUMBER = 4  # columns in front of an item
_BOX = 4  # columns of its box, under which nothing stands
_LOOKS = (("dim",), ("bold", "yellow"))  # of the days of an item, and of how far behind it is


def item_lines(context: Spoken, index: int, style: Style, width: int) -> list[str]:
    """A box, a title, its days, how long it is overdue and its name, in so many lines as it takes; the name only where
    there is room for it."""
    title, *facts = item_parts(context, index)
    told = [(fact, look) for fact, look in zip(facts, _LOOKS, strict=True) if fact]
    lines = filled(title, told, style, width - _NUMBER, _BOX)
    name = f"  ^{safe_text(context.plan.things[index].id)}"
    if (
        sum(columns_of(part) + 2 for part in (title, *(fact for fact, _ in told))) - 2 + columns_of(name)
        <= width - _NUMBER
    ):
        lines[-1] += style.paint(name, "dim")
    return lines


def filled(title: str, facts: Sequence[tuple[str, Sequence[str]]], style: Style, width: int, indent: int) -> list[str]:
    """A title and facts with their looks, each fact behind what stands before it where it fits, else on a line of its
    own. A title is cut to the width."""
    lines = [clipped(title, width, style)]
    taken = columns_of(lines[0])
    for fact, look in facts:
        painted, columns = style.paint(fact, *look), columns_of(fact)
        if taken + 2 + columns <= width:
            lines[-1] += f"  {painted}"
            taken += 2 + columns
        else:
            lines.append(" " * indent + painted)
            taken = indent + columns
    return lines


def under(lead: str, lines: Sequence[str]) -> Iterator[str]:
    """Lines with a lead in front of the first, and as much room in front of the others."""
    for number, line in enumerate(lines):
        yield (" " * len(lead) if number else lead) + line


def item_parts(context: Spoken, index: int) -> tuple[str, str, str]:
    """Of a piece of work its box and title, its days, and how far behind it is, each "" where there is nothing."""
    title = f"{BOXES[context.dated(index).state]} {safe_text(context.text(index))}"
    return title, "" if context.projected(index) is None else _days(context, index), context.behind(index)


def _days(context: Spoken, index: int) -> str:
    words, dates, thing = context.words, context.projected(index), context.plan.things[index]
    assert dates is not None
    if context.is_under_way(index):
        told = words.say("until", date=words.date(dates.finish))
    else:
        told = words.range(dates.start, dates.finish)
    told = f"{told}, {context.rhythm(thing.every)}" if thing.every is not None else told
    latest = latest_start(context, index)
    if latest is None:
        return told
    return words.tell(msg("{days}, begin by {date}", days=told, date=words.date(latest)))


def _nothing(context: Spoken) -> str:
    progress, words = context.schedule.progress, context.words
    if progress.total and progress.done == progress.total:
        return words.tell(msg("Everything in this plan is done. `plan new --from` starts the next one."))
    following = opens_next(context)
    if following is not None:
        said = words.tell(
            msg(
                "Nothing more can be done today. Next: “{title}”, from {date}.",
                title=context.text(following[1]),
                date=words.date(following[0]),
            )
        )
        start = begin_by(context)
        return said if start is None else f"{said} {words.say('begin by', date=words.date(start))}"
    if progress.total:
        return words.tell(msg("Nothing can be done now."))
    return words.tell(msg("There is nothing to do in this plan yet."))


def _waiting(context: Spoken) -> Iterator[tuple[int, Message]]:
    """What is to do but has to wait, by its start, with what it waits for."""
    for start, index in coming(context):
        yield index, _cause(context, index, start)


def _latest(context: Spoken, index: int) -> Iterator[Message]:
    """By when to begin something that could begin earlier than it has to."""
    day, dates = latest_start(context, index), context.projected(index)
    if day is not None and dates is not None and day > dates.start:
        yield msg("by {date} at the latest", date=msg_day(day))


def _cause(context: Spoken, index: int, start: int) -> Message:
    dates = context.projected(index)
    assert dates is not None
    ref = dates.reason.ref
    day = msg_day(start)
    if (
        ref is None
        or start != dates.start
        or (context.plan.things[ref].kind is Kind.GOAL and dates.reason.rule == "opening")
    ):
        return msg("from {date}", date=day)
    if dates.reason.rule == "with":
        return msg("from {date}, with “{title}”", date=day, title=context.text(ref))
    return msg("from {date}, after “{title}”", date=day, title=context.text(ref))


def next_data(compilations: Sequence[Compilation]) -> dict[str, Any]:
    """The same for other programs, whatever the number of plans; what there is of a single one stands on top too."""
    plans = [plan_data(told_in(compilation)) for compilation in compilations]
    only = plans[0] if len(plans) == 1 else {}
    return {"format": FORMAT, **only, "plans": plans}


def plan_data(context: Spoken) -> dict[str, Any]:
    following = opens_next(context)
    return {
        "file": context.compilation.source.name,
        "title": context.plan.title,
        "as_of": iso(context.schedule.today),
        "next": [_item_data(context, number, index) for number, index in numbered(context)],
        "begin_by": iso(begin_by(context)),
        "opens": None if following is None else {"id": context.plan.things[following[1]].id, "day": iso(following[0])},
        "waiting": [
            {**thing_data(context, index), "waits_for": _ref(context, index)} for index, _ in _waiting(context)
        ],
    }


def _item_data(context: Spoken, number: int, index: int) -> dict[str, Any]:
    every = context.plan.things[index].every
    return {
        "number": number,
        **thing_data(context, index),
        "overdue_days": overdue_days(context, index),
        "late_days": late_days(context, index),
        "every": None if every is None else every.text,
    }


def thing_data(context: Spoken, index: int) -> dict[str, Any]:
    thing, dates = context.plan.things[index], context.projected(index)
    return {
        "id": thing.id,
        "title": thing.title,
        "state": context.dated(index).state.value,
        "line": context.line(thing.origin.start),
        "start": None if dates is None else iso(dates.start),
        "finish": None if dates is None else iso(dates.finish),
        "latest_start": iso(latest_start(context, index)),
    }


def _ref(context: Spoken, index: int) -> str | None:
    dates = context.projected(index)
    return None if dates is None or dates.reason.ref is None else context.plan.things[dates.reason.ref].id
