"""Parsing calendar files (iCalendar, RFC 5545) for all-day events: holidays, vacations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from plainplan.messages import msg
from plainplan.pattern import pattern
from plainplan.tuples import NamedTuple
from plainplan.values import days_in_month

LAST_YEAR = 2199
"""Yearly events without an end are known up to the end of this year."""

MOST_DAYS = 50_000
"""The most days off that one file may give."""

_FOLD = pattern(r"\r?\n[ \t]")
_DATE = pattern(r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)")
_WHOLE = pattern(r"(?P<date>\d{8})(?:T000000)?")
_TIMED = pattern(r"\d{8}T\d{6}Z?")
_LENGTH = pattern(r"\+?P(?:(?P<weeks>\d{1,4})W)?(?:(?P<days>\d{1,5})D)?(?:T[0-9HMS]*)?")
_WEEKDAY = pattern(r"(?P<nth>[+-]?\d{1,2})?(?P<day>MO|TU|WE|TH|FR|SA|SU)")
_ESCAPED = pattern(r"\\(?P<what>.)")
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_LONGEST_LINE = 4000
_WANTED = frozenset(
    ("SUMMARY", "UID", "DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "STATUS")
)


class DayOff(NamedTuple):
    """Days off of a calendar file, both ends included, with the event's name."""

    first: date
    last: date
    name: str


class CalendarFile(NamedTuple):
    """The all-day events of a calendar file by date; `left` has the names of events that give no days."""

    days: tuple[DayOff, ...]
    left: tuple[str, ...]


_Event = dict[str, list[str]]
"""The properties of an event by their names, as they stand there."""


class _Unread(Exception):
    """Raised for an event that gives no days off."""


def read_calendar(data: bytes) -> CalendarFile | str:
    """The all-day events of a calendar file, or the message why it cannot be read."""
    text = _text(data)
    if "BEGIN:VCALENDAR" not in text.upper():
        return msg("it is no calendar file (iCalendar, with `BEGIN:VCALENDAR`)")
    days: list[DayOff] = []
    left: list[str] = []
    total = 0
    events = list(_events(text))
    moved = _moved(events)
    for event in events:
        if _first(event, "STATUS").upper() == "CANCELLED":
            continue
        name = _name(event)
        try:
            found = [DayOff(first, last, name) for first, last in _days(event, moved)]
        except _Unread:
            left.append(name)
            continue
        days += found
        total += sum((one.last - one.first).days + 1 for one in found)
        if total > MOST_DAYS:
            return msg("it has more than {most} days off", most=f"{MOST_DAYS:,}")
    return CalendarFile(tuple(sorted(set(days))), tuple(left))


def _text(data: bytes) -> str:
    """The decoded text with folded lines joined; a fold may split a UTF-8 sequence."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _FOLD.sub("", data.decode("utf-16", "replace"))
    data = data.removeprefix(b"\xef\xbb\xbf")
    for fold in (b"\r\n ", b"\r\n\t", b"\n ", b"\n\t"):
        data = data.replace(fold, b"")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")  # vCalendar 1.0


def _events(text: str) -> Iterator[_Event]:
    """The properties of each event, without those of its alarms."""
    inside: list[str] = []
    event: _Event = {}
    for line in text.splitlines():
        name, value = _property(line[:_LONGEST_LINE])
        if name == "BEGIN":
            inside.append(value.strip().upper())
            event = {} if inside[-1] == "VEVENT" else event
        elif name == "END" and inside:
            if inside.pop() == "VEVENT":
                yield event
        elif inside and inside[-1] == "VEVENT" and name in _WANTED:
            event.setdefault(name, []).append(value)


def _property(line: str) -> tuple[str, str]:
    """The name and value of a content line; a colon in quotes does not separate them."""
    name = line.partition(":")[0].partition(";")[0].strip().upper()
    place = line.find(":")
    while place >= 0 and line.count('"', 0, place) % 2:
        place = line.find(":", place + 1)
    return name, line[place + 1 :] if place >= 0 else ""


def _first(event: _Event, name: str) -> str:
    return event[name][0].strip() if name in event else ""


def _name(event: _Event) -> str:
    """What an event is called, on one line."""
    text = _ESCAPED.sub(lambda found: " " if found["what"] in "nN" else found["what"], _first(event, "SUMMARY"))
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def _moved(events: Iterable[_Event]) -> dict[str, set[date]]:
    """The days of recurring events that are replaced by an event with a RECURRENCE-ID, by UID."""
    moved: dict[str, set[date]] = {}
    for event in events:
        whole = _WHOLE.fullmatch(_first(event, "RECURRENCE-ID"))
        if whole:
            moved.setdefault(_first(event, "UID"), set()).add(_date(whole["date"]))
    return moved


def _days(event: _Event, moved: dict[str, set[date]]) -> list[tuple[date, date]]:
    """The first and last day of each occurrence."""
    start = _whole_day(_first(event, "DTSTART"))
    more = _length(event, start) - 1
    firsts = {start, *_repeated(event, start), *map(_whole_day, _listed(event, "RDATE"))}
    firsts -= {_date(one[:8]) for one in _listed(event, "EXDATE") if _DATE.match(one)}
    if "RECURRENCE-ID" not in event:
        firsts -= moved.get(_first(event, "UID"), set())
    try:
        return [(first, first + timedelta(more)) for first in sorted(firsts)]
    except OverflowError:
        raise _Unread from None


def _listed(event: _Event, name: str) -> list[str]:
    return [one.strip() for value in event.get(name, ()) for one in value.split(",") if one.strip()]


def _whole_day(text: str) -> date:
    """A date, or a time at midnight; an event with another time of day is no day off."""
    whole = _WHOLE.fullmatch(text)
    if whole is None:
        raise _Unread
    return _date(whole["date"])


def _date(text: str) -> date:
    found = _DATE.match(text)
    try:
        if found is None:
            raise _Unread
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        raise _Unread from None


def _length(event: _Event, start: date) -> int:
    """How many days an event lasts: its end is the day after."""
    end = _first(event, "DTEND")
    if end:
        days = (_whole_day(end) - start).days
    else:
        length = _LENGTH.fullmatch(_first(event, "DURATION") or "P1D")
        if length is None:
            raise _Unread
        days = int(length["weeks"] or 0) * 7 + int(length["days"] or 0)
    if "T" in _first(event, "DTSTART") and (days < 1 or not (end or "DURATION" in event)):
        raise _Unread  # at midnight, and of no length
    return max(days, 1)


# What repeats


def _repeated(event: _Event, start: date) -> Iterator[date]:
    """The days of occurrences: yearly rules only."""
    rule = _first(event, "RRULE")
    if not rule:
        return
    parts = dict(part.upper().split("=", 1) for part in rule.split(";") if "=" in part)
    if parts.pop("FREQ", "") != "YEARLY":
        raise _Unread
    parts.pop("WKST", None)
    every, most, until = int(_number(parts, "INTERVAL", 1)), _number(parts, "COUNT", 0), parts.pop("UNTIL", "")
    last = _date(until) if until else date(LAST_YEAR, 12, 31)
    months = [int(one) for one in parts.pop("BYMONTH", str(start.month)).split(",") if one.isdigit()]
    in_month = parts.pop("BYMONTHDAY", "")
    weekdays = parts.pop("BYDAY", "")
    if parts or not every or (in_month and weekdays) or not all(1 <= month <= 12 for month in months):
        raise _Unread
    seen = 0
    for year in range(start.year, min(last.year, LAST_YEAR) + 1, every):
        for day in sorted(_in_year(year, months, in_month or str(start.day), weekdays)):
            if day < start:
                continue
            seen += 1
            if day > last or (most and seen > most):
                return
            yield day


def _number(parts: dict[str, str], key: str, default: int) -> int:
    text = parts.pop(key, str(default))
    if not text.isdecimal() or len(text) > 4:
        raise _Unread
    return int(text)


def _in_year(year: int, months: list[int], in_month: str, weekdays: str) -> Iterator[date]:
    """The days of a rule in one year: days of months, or certain weekdays of them."""
    for month in months:
        size = days_in_month(year, month)
        if weekdays:
            yield from _of_week(year, month, weekdays)
            continue
        for text in in_month.split(","):
            day = int(text) if text.removeprefix("-").removeprefix("+").isdecimal() else 0
            day = day if day > 0 else size + 1 + day
            if 1 <= day <= size:
                yield date(year, month, day)


def _of_week(year: int, month: int, weekdays: str) -> Iterator[date]:
    """Days such as the fourth Thursday or the last Monday of a month; without a number, all of them."""
    size = days_in_month(year, month)
    for text in weekdays.split(","):
        found = _WEEKDAY.fullmatch(text)
        if found is None:
            raise _Unread
        wanted = _WEEKDAYS.index(found["day"])
        days = [day for day in range(1, size + 1) if date(year, month, day).weekday() == wanted]
        if not found["nth"]:
            yield from (date(year, month, day) for day in days)
            continue
        nth = int(found["nth"])
        place = nth - 1 if nth > 0 else len(days) + nth
        if 0 <= place < len(days) and nth:
            yield date(year, month, days[place])
