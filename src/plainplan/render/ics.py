"""A plan as an iCalendar file: steps, due days, milestones, habits and check-ins, with names that stay the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import chain
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from plainplan import __version__
from plainplan.compile import Compilation
from plainplan.facts.check_ins import kept
from plainplan.model import START, Kind, Thing
from plainplan.pattern import pattern
from plainplan.render.ics_rhythm import Series, every
from plainplan.render.options import Options
from plainplan.safe_text import safe_text
from plainplan.schedule.calendar import LAST_DAY
from plainplan.schedule.result import Dates
from plainplan.spoken import Spoken
from plainplan.tuples import NamedTuple
from plainplan.values import Reminder, Rhythm, State
from plainplan.why import why
from plainplan.words import words_for

if TYPE_CHECKING:
    from icalendar import Component

Reminders = tuple[Reminder, ...]

_OURS = "@plainplan"
_VERSION = tuple(f"{key}{end}" for key in ("DTSTAMP", "LAST-MODIFIED", "SEQUENCE") for end in ":;")
_COUNTED = pattern("[0-9]{1,9}")
_EPOCH = date(2020, 1, 1).toordinal()
_UNWRITABLE = pattern("[\x00-\x08\x0b-\x1f\x7f]")
_STATUS = {State.TO_DO: "NEEDS-ACTION", State.UNDER_WAY: "IN-PROCESS", State.DONE: "COMPLETED"}


def render_ics(compilation: Compilation, options: Options) -> bytes:
    """The plan's calendar; steps and due days are to-dos instead of events where the options say so."""
    from icalendar import Calendar, vText

    context = Spoken(compilation, words_for(compilation.plan.settings.lang))
    calendar = Calendar()
    calendar.add("prodid", f"-//plainplan//plainplan {__version__}//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", vText(_line(context.plan.title)))  # of such a key nothing is escaped by itself
    remind = context.plan.settings.remind if options.remind is None else options.remind
    made = chain(_things(context, options.todos, remind), _check_ins(context, remind))
    for component in _after(context, made, _entries(options.earlier)):
        calendar.add_component(component)
    return bytes(calendar.to_ical())


# What an earlier file had


class _Earlier(NamedTuple):
    """An entry of a calendar that was made before: its lines, as long as they were before they were folded."""

    lines: tuple[str, ...]

    def value(self, key: str) -> str:
        """What stands behind a key that has no parameters; nothing where it has some, or isn't there."""
        start = f"{key.upper()}:"
        return next((line.removeprefix(start) for line in self.lines if line.startswith(start)), "")

    def component(self) -> Component | None:
        """The entry as the library reads it; None where it can't."""
        from icalendar import Component

        try:
            return Component.from_ical("\r\n".join(self.lines))
        except (ValueError, IndexError, KeyError):
            return None


_FOLD = pattern("\r?\n[ \t]")
_BEGINS = ("BEGIN:VEVENT", "BEGIN:VTODO")


def _entries(calendar: bytes | None) -> dict[str, _Earlier]:
    """The entries of ours in a calendar that was made before, by their names; none that has no end."""
    text = _FOLD.sub("", (calendar or b"").decode("utf-8", "replace")).replace("\r\n", "\n")
    found: dict[str, _Earlier] = {}
    lines: list[str] = []
    for line in text.split("\n"):
        if line in _BEGINS:
            lines = [line]
        elif lines:
            lines.append(line)
            if line == lines[0].replace("BEGIN", "END"):
                one, lines = _Earlier(tuple(lines)), []
                if (name := one.value("uid")).endswith(_OURS):
                    found[name] = one
    return found


def _after(context: Spoken, made: Iterable[Component], earlier: dict[str, _Earlier]) -> Iterator[Component]:
    """The entries, each with the version it had where it is as it was, else a later one; then, cancelled, those that
    are gone."""
    for component in made:
        old = earlier.pop(str(component["uid"]), None)
        if old is None:
            _version(component, _midnight(context.today), _days_counted(context))
        else:
            _number(context, component, old, changed=not _is_as_it_was(component, old))
        yield component
    for gone in earlier.values():
        cancelled = gone.component()
        if cancelled is not None:
            changed = str(cancelled.get("status")) != "CANCELLED"
            cancelled.subcomponents = []
            cancelled["status"] = "CANCELLED"
            _number(context, cancelled, gone, changed=changed)
            yield cancelled


def _is_as_it_was(component: Component, old: _Earlier) -> bool:
    """Whether an entry says the same, its version aside: line by line, or as the library would write what is there,
    if other programs have been at it."""
    told = [line for line in component.content_lines() if line]
    if told == _told(old.lines):
        return True
    read = old.component()
    return read is not None and told == _told(read.content_lines())


def _told(lines: Iterable[str]) -> list[str]:
    return [line for line in lines if line and not line.startswith(_VERSION)]


def _number(context: Spoken, component: Component, old: _Earlier, *, changed: bool) -> None:
    """The version of an entry: that of the old one, or one behind it."""
    stamp, sequence = _stamped(context, old), _sequence(old)
    if changed:
        stamp = max(stamp + timedelta(seconds=1), _midnight(context.today))
        sequence = max(sequence + 1, _days_counted(context))
    _version(component, stamp, sequence)


def _stamped(context: Spoken, old: _Earlier) -> datetime:
    try:
        written = datetime.strptime(old.value("dtstamp"), "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        return _midnight(context.today)
    return written if written.year < date.max.year else _midnight(context.today)


def _sequence(old: _Earlier) -> int:
    written = old.value("sequence")
    return int(written) if _COUNTED.fullmatch(written) else 0


def _version(component: Component, stamp: datetime, sequence: int) -> None:
    from icalendar import vDDDTypes, vInt

    component["dtstamp"] = component["last-modified"] = vDDDTypes(stamp)
    component["sequence"] = vInt(sequence)


def _midnight(day: int) -> datetime:
    return datetime.combine(date.fromordinal(day), time(), UTC)


def _days_counted(context: Spoken) -> int:
    return max(0, context.today - _EPOCH)


# What there is to tell


def _things(context: Spoken, todos: bool, remind: Reminders) -> Iterator[Component]:
    for thing in context.plan.things:
        dates = context.projected(thing.index)
        if dates is None or not thing.scheduled:
            continue
        if thing.contents:
            if thing.kind is Kind.GOAL:
                said = _said(context, "goal", thing)
                reached = _event(context, thing, "reached", said, dates.finish, dates.finish)
                if _is_fixed(context, thing):
                    _alarm(context, reached, dates.finish, remind)
                yield reached
        elif todos:
            yield _todo(context, thing, dates, remind)
            continue
        elif thing.every is not None:
            yield from _habit(context, thing, thing.every, dates)
        else:
            yield from _work(context, thing, dates, remind)
        last = context.due_day(thing.index)
        if last is not None and not context.is_done(thing.index):
            due = _event(context, thing, "due", _said(context, "due", thing), last, last)
            _alarm(context, due, last, remind)
            yield due


def _work(context: Spoken, thing: Thing, dates: Dates, remind: Reminders) -> Iterator[Component]:
    """A step over its days. An appointment stands on its own; where the plan comes to it later, that stands beside."""
    first = dates.start if dates.days else dates.finish
    fixed = context.fixed_day(thing.index) if _is_fixed(context, thing) else None
    day = first if fixed is None else fixed
    last = min(day + dates.finish - first, LAST_DAY)
    work = _event(context, thing, "work", thing.title, day, last)
    if fixed is not None:
        _alarm(context, work, day, remind)
    yield work
    if day != first:
        yield _event(context, thing, "projected", _said(context, "projected", thing), first, dates.finish)


def _is_fixed(context: Spoken, thing: Thing) -> bool:
    """Whether it has a day of its own that is still to come about."""
    return thing.on is not None and not context.is_done(thing.index)


def _said(context: Spoken, key: str, thing: Thing) -> str:
    return context.words.say(f"calendar.{key}", title=thing.title)


# Components


def _event(context: Spoken, thing: Thing, part: str, summary: str, first: int, last: int) -> Component:
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


def _alarm(context: Spoken, component: Component, day: int, remind: Reminders, related: str = "START") -> None:
    """Reminders before a day; none for a day in the past."""
    from icalendar import Alarm

    for one in remind if day >= context.today else ():
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", str(component["summary"]))
        alarm.add("trigger", -timedelta(days=one.days), parameters={"RELATED": related} if related != "START" else {})
        component.add_component(alarm)


def _habit(context: Spoken, thing: Thing, rhythm: Rhythm, dates: Dates) -> Iterator[Component]:
    """Once a period, from its first day to its last."""
    for series in every(rhythm, dates.start, dates.finish, context.calendar):
        event = _event(context, thing, _part("habit", series), thing.title, series.first, series.first)
        _repeat(event, series)
        yield event


def _part(part: str, series: Series) -> str:
    """What names the days of a rhythm: one name for those that a rule tells, else a name for each."""
    return part if series.rule else f"{part}:{date.fromordinal(series.first).isoformat()[:7]}"


def _repeat(event: Component, series: Series) -> None:
    if series.rule:
        event.add("rrule", {**series.rule, "UNTIL": date.fromordinal(series.last)})
    if series.without:
        event.add("exdate", [date.fromordinal(day) for day in series.without], parameters={"VALUE": "DATE"})


def _todo(context: Spoken, thing: Thing, dates: Dates, remind: Reminders) -> Component:
    from icalendar import Todo

    dated = context.dated(thing.index)
    todo = Todo()
    _head(context, todo, f"todo:{thing.id}", thing.title)
    due = context.due_day(thing.index) or dates.finish
    if dates.start < due:  # a to-do must be due after it starts
        todo.add("dtstart", date.fromordinal(dates.start))
    todo.add("due", date.fromordinal(due))
    todo.add("status", _STATUS[dated.state])
    if context.is_done(thing.index):
        todo.add("completed", _midnight(dates.finish))
        todo.add("percent-complete", 100)
    elif dated.percent is not None:
        todo.add("percent-complete", dated.percent)
    for index in _awaited(context, thing):
        uid = _uid(context, f"todo:{context.plan.things[index].id}")
        todo.add("related-to", uid, parameters={"RELTYPE": "DEPENDS-ON"})
    _about(context, todo, thing)
    if thing.due is not None and not context.is_done(thing.index):
        _alarm(context, todo, due, remind, related="END")
    elif _is_fixed(context, thing):
        _alarm(context, todo, dates.start, remind, related="START" if "dtstart" in todo else "END")
    return todo


def _awaited(context: Spoken, thing: Thing) -> Iterator[int]:
    """The to-dos that a thing waits for by a tag, its own or theirs."""
    named = [reference.target for reference in thing.after or () if reference.target != START]
    for index in dict.fromkeys((*named, *context.before.get(thing.index, ()))):
        if not context.plan.things[index].contents and context.projected(index) is not None:
            yield index


def _check_ins(context: Spoken, remind: Reminders) -> Iterator[Component]:
    """The rhythm of check-ins, with the partner, from the first one to the end of the plan."""
    from icalendar import Event

    rhythm, partner, found = context.plan.settings.review, context.plan.settings.partner, kept(context)
    if rhythm is None or found is None:
        return
    first = found.past[0][0] if found.past else found.next
    last = context.schedule.finish or first
    if not first <= last <= LAST_DAY:
        return
    key = "calendar.check-in with" if partner else "calendar.check-in"
    summary = context.words.say(key, title=context.plan.title, partner=partner)
    for series in every(rhythm, first, last, context.calendar):
        event = Event()
        _head(context, event, _part("check-in", series), summary)
        event.add("dtstart", date.fromordinal(series.first))
        event.add("dtend", date.fromordinal(min(series.first + 1, LAST_DAY)))
        _repeat(event, series)
        event.add("description", context.words.say("calendar.review"))
        event.add("transp", "TRANSPARENT")
        _alarm(context, event, series.last, remind)
        yield event


def _head(context: Spoken, component: Component, key: str, summary: str) -> None:
    """Its name, which is the same each time the plan is built, and its one line."""
    component.add("uid", _uid(context, key))
    component.add("summary", _line(summary) or key.partition(":")[2])  # its name, where it has no words


def _uid(context: Spoken, key: str) -> str:
    return f"{uuid5(NAMESPACE_URL, f'plainplan:{_of(context)}:{key}')}{_OURS}"


def _of(context: Spoken) -> str:
    """What tells this plan from others wherever its file lies: its title and its author."""
    return f"{context.plan.title}:{context.plan.settings.author or ''}"


def _about(context: Spoken, component: Component, thing: Thing) -> None:
    dated, words = context.dated(thing.index), context.words
    said = [words.say(f"state.{dated.state.value}").capitalize()]
    if dated.planned is not None and dated.slip:
        said.append(words.say("calendar.planned", date=words.date(dated.planned.finish)))
    if (due := context.due_day(thing.index)) is not None:
        said.append(words.say("due on", date=words.date(due)))
    if thing.who:
        said.append(words.say("with", who=words.listed(thing.who)))
    reason = why(context, thing.index, words=words)
    lines = [f"{', '.join(said)}.", *([reason.text] if reason else [])]
    component.add("description", "\n".join(_UNWRITABLE.sub(" ", line) for line in lines))
    if thing.labels:
        component.add("categories", list(thing.labels))


def _line(text: str) -> str:
    """One line: some calendars refuse an event whose summary has two."""
    return safe_text(" ".join(text.split()))
