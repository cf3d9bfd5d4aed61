"""What do the next weeks hold? What has a day of its own, week by week."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from plainplan.facts.agenda import Entry, Week, meets_every_week, weeks_ahead
from plainplan.facts.lateness import late_days
from plainplan.prose import Text
from plainplan.view.context import ViewContext, sentence
from plainplan.view.parts import Agenda, AgendaEntry, AgendaWeek

_WEEKS = 8
_MOST = 9
_LEAST = 2


def agenda(context: ViewContext) -> Agenda | None:
    """Eight weeks from today on; None where hardly anything in them has a day."""
    weeks = weeks_ahead(context, _WEEKS)
    if sum(len(week.entries) for week in weeks) < _LEAST:
        return None
    words = context.words
    last = words.date(weeks[-1].last, "long")
    free = tuple(words.short_range(first, last) for first, last in _free(weeks))
    empty = words.say("agenda.empty", weeks=words.listed(free)) if free else ""
    shown = tuple(_week(context, week) for week in weeks if week.entries)
    text = words.say("agenda.text", weeks=words.spelled(_WEEKS), date=last)
    review = context.plan.settings.review
    if review is not None and meets_every_week(context):
        text = f"{text} {words.say('agenda.check-ins', every=context.rhythm(review))}"
    return Agenda(text, shown, empty)


def _free(weeks: Iterable[Week]) -> Iterator[tuple[int, int]]:
    """The first and last day of each run of weeks that hold nothing."""
    for empty, run in groupby(weeks, key=lambda week: not week.entries):
        if empty:
            first, *others = run
            yield first.first, (others or [first])[-1].last


def _label(context: ViewContext, week: Week) -> str:
    return context.words.short_range(week.first, week.last)


def _week(context: ViewContext, week: Week) -> AgendaWeek:
    rest = len(week.entries) - _MOST
    more = sentence(context.words.count("and more", rest)) + "." if rest > 0 else ""
    return AgendaWeek(_label(context, week), tuple(_entry(context, one) for one in week.entries[:_MOST]), more)


def _entry(context: ViewContext, entry: Entry) -> AgendaEntry:
    words = context.words
    day, what = words.date(entry.day, "weekday-day"), words.say(f"agenda.{entry.kind}")
    if entry.thing is None:
        return AgendaEntry(
            day, entry.kind, what, "", (Text(entry.name),) if entry.name else (), _until(context, entry), ""
        )
    late = ""
    if entry.kind in ("appointment", "due") and (days := late_days(context, entry.thing)):
        late = words.against_promise(days)
    shown = context.shown[entry.thing]
    return AgendaEntry(day, entry.kind, what, shown.href, shown.alone, _until(context, entry), late)


def _until(context: ViewContext, entry: Entry) -> str:
    """The last day of what goes on."""
    if entry.kind == "check-in":
        partner = context.plan.settings.partner
        return context.words.say("with", who=partner) if partner else ""
    return context.words.say("until", date=context.words.date(entry.last, "day")) if entry.last > entry.day else ""
