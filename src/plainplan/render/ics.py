"""A plan as an iCalendar file: steps, due days, milestones, habits and check-ins, with names that stay the same."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from itertools import chain
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, uuid5

from plainplan import __version__
from plainplan.compile import Compilation
from plainplan.facts.check_ins import kept
from plainplan.model import Kind, Thing
from plainplan.pattern import pattern
from plainplan.render import Options
from plainplan.schedule.calendar import LAST_DAY
from plainplan.schedule.result import Dates
from plainplan.shown import safe_text
from plainplan.values import Rhythm, State
from plainplan.view.context import Context, context_of
from plainplan.why import why
from plainplan.words import words_for

if TYPE_CHECKING:
    from icalendar import Component

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_EPOCH = date(2020, 1, 1).toordinal()
_UNWRITABLE = pattern("[\x00-\x08\x0b-\x1f\x7f]")
_STATUS = {State.TO_DO: "NEEDS-ACTION", State.UNDER_WAY: "IN-PROCESS", State.DONE: "COMPLETED"}


def render_ics(compilation: Compilation, options: Options) -> bytes:
    """The plan's calendar; steps and due days are to-dos instead of events where the options say so."""
    from icalendar import Calendar

    context = context_of(compilation, words_for("en"))
    calendar = Calendar()
    calendar.add("prodid", f"-//plainplan//plainplan {__version__}//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _line(context.plan.title))
    for component in chain(_things(context, options.todos), _check_ins(context)):
        calendar.add_component(component)
    return bytes(calendar.to_ical())


def _things(context: Context, todos: bool) -> Iterator[Component]:
    for thing in context.plan.things:
        dates = context.projected(thing.index)
        if dates is None or not thing.scheduled:
            continue
        if thing.contents:
            if thing.kind is Kind.GOAL:
                yield _event(context, thing, "reached", f"Goal: {thing.title}", dates.finish, dates.finish)
        elif todos:
            yield _todo(context, thing, dates)
            continue
        elif thing.every is not None:
            yield _habit(context, thing, thing.every, dates)
        else:
            yield _event(context, thing, "work", thing.title, dates.start if dates.days else dates.finish, dates.finish)
        if thing.due is not None and context.dated(thing.index).state is not State.DONE:
            last = thing.due.last.toordinal()
            yield _event(context, thing, "due", f"Due: {thing.title}", last, last)


# Components


def _event(context: Context, thing: Thing, part: str, summary: str, first: int, last: int) -> Component:
    """All of these days."""
    from icalendar import Event

    event = Event()
    _head(context, event, f"{part}:{thing.id}", summary)
    event.add("dtstart", date.fromordinal(first))
    if last < LAST_DAY:
        event.add("dtend", date.fromordinal(last + 1))  # the first day after, as the standard counts
    _about(context, event, thing)
    event.add("transp", "TRANSPARENT")
    return event


def _habit(context: Context, thing: Thing, rhythm: Rhythm, dates: Dates) -> Component:
    """Once a period, from its first day to its last."""
    event = _event(context, thing, "habit", thing.title, dates.start, dates.start)
    event.add("rrule", {**_rule(rhythm, dates.start), "UNTIL": date.fromordinal(dates.finish)})
    return event


def _todo(context: Context, thing: Thing, dates: Dates) -> Component:
    from icalendar import Todo

    dated = context.dated(thing.index)
    todo = Todo()
    _head(context, todo, f"todo:{thing.id}", thing.title)
    due = dates.finish if thing.due is None else thing.due.last.toordinal()
    if dates.start < due:  # a to-do must be due after it starts
        todo.add("dtstart", date.fromordinal(dates.start))
    todo.add("due", date.fromordinal(due))
    todo.add("status", _STATUS[dated.state])
    if dated.state is State.DONE:
        todo.add("completed", datetime.combine(date.fromordinal(dates.finish), time(), UTC))
        todo.add("percent-complete", 100)
    elif dated.percent is not None:
        todo.add("percent-complete", dated.percent)
    _about(context, todo, thing)
    return todo


def _check_ins(context: Context) -> Iterator[Component]:
    """The rhythm of check-ins, with the partner, from the first one to the end of the plan."""
    from icalendar import Event

    rhythm, partner = context.plan.settings.review, context.plan.settings.partner
    if rhythm is None:
        return
    found = kept(context.plan, context.schedule)
    first = found.past[0][0] if found.past else found.next
    last = context.schedule.finish or first
    if not first <= last <= LAST_DAY:
        return
    event = Event()
    about = f"Check-in: {context.plan.title}"
    _head(context, event, "check-in", f"{about}, with {partner}" if partner else about)
    event.add("dtstart", date.fromordinal(first))
    event.add("dtend", date.fromordinal(min(first + 1, LAST_DAY)))
    event.add("rrule", {**_rule(rhythm, first), "UNTIL": date.fromordinal(last)})
    event.add("description", "What was done, what slipped and why, what is next: `plan review` asks for it.")
    event.add("transp", "TRANSPARENT")
    yield event


def _rule(rhythm: Rhythm, first: int) -> dict[str, Any]:
    """Every so many days, weeks or months; a month that lacks the day takes its last one."""
    if rhythm.unit == "day":
        return {"FREQ": "DAILY", "INTERVAL": rhythm.count}
    start = date.fromordinal(first)
    if rhythm.unit == "week":
        return {"FREQ": "WEEKLY", "INTERVAL": rhythm.count, "BYDAY": _WEEKDAYS[start.weekday()]}
    if start.day <= monthrange(2025, 2)[1]:
        return {"FREQ": "MONTHLY", "INTERVAL": rhythm.count, "BYMONTHDAY": start.day}
    days = list(range(28, start.day + 1))
    return {"FREQ": "MONTHLY", "INTERVAL": rhythm.count, "BYMONTHDAY": days, "BYSETPOS": -1}


def _head(context: Context, component: Component, key: str, summary: str) -> None:
    """Its name, which is the same each time the plan is built, the day of the building, and its one line."""
    today = date.fromordinal(context.today)
    stamp = datetime.combine(today, time(), UTC)
    component.add("uid", f"{uuid5(NAMESPACE_URL, f'plainplan:{_of(context)}:{key}')}@plainplan")
    component.add("dtstamp", stamp)
    component.add("last-modified", stamp)
    component.add("sequence", max(0, context.today - _EPOCH))
    component.add("summary", _line(summary) or key.partition(":")[2])  # its name, where it has no words


def _of(context: Context) -> str:
    """What tells this plan from others wherever its file lies: its title and its author."""
    return f"{context.plan.title}:{context.plan.settings.author or ''}"


def _about(context: Context, component: Component, thing: Thing) -> None:
    dated, words = context.dated(thing.index), context.words
    said = [dated.state.value.capitalize()]
    if dated.planned is not None and dated.slip:
        said.append(f"planned for {words.date(dated.planned.finish)}")
    if thing.due is not None:
        said.append(f"due {words.date(thing.due.last.toordinal())}")
    if thing.who:
        said.append(f"with {', '.join(thing.who)}")
    reason = why(context.plan, context.schedule, thing.index)
    lines = [f"{', '.join(said)}.", *([reason.text] if reason else [])]
    component.add("description", "\n".join(_UNWRITABLE.sub(" ", line) for line in lines))
    if thing.labels:
        component.add("categories", list(thing.labels))


def _line(text: str) -> str:
    """One line: some calendars refuse an event whose summary has two."""
    return safe_text(" ".join(text.split()))
