"""Reading dates: `2027-01-15`, `2027-01` or `2027`, and what people write instead."""

from __future__ import annotations

import re
from datetime import date

from plainplan.messages import msg
from plainplan.pattern import pattern
from plainplan.syntax.outcome import Unread
from plainplan.syntax.rules import OUT_OF_RANGE, UNREADABLE_DATE
from plainplan.values import Period, days_in_month

_ISO = ([4], [4, 2], [4, 2, 2])
_LONG_YEAR = pattern(r"-?[0-9]{5,}(-[0-9]{1,2}){0,2}")
_TIMED = pattern(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T_-]?[0-9]{1,2}:[0-9]{2}.*")
_COMPACT = pattern(r"(?P<y>[12][0-9]{3})(?P<m>[0-9]{2})(?P<d>[0-9]{2})")
_YEAR_FIRST = pattern(r"(?P<y>[0-9]{4})[-/.](?P<m>[0-9]{1,2})(?:[-/.](?P<d>[0-9]{1,2}))?\.?")
_YEAR_LAST = pattern(r"(?P<a>[0-9]{1,2})(?P<by>[-/.])(?P<b>[0-9]{1,2})[-/.](?P<y>[0-9]{4})")
_NAMED = pattern(r"(?:(?P<d>[0-9]{1,2})[-/.])?(?P<m>[a-z]{3,9})[-/.]?(?:(?P<e>[0-9]{1,2})[-/.])?(?P<y>[0-9]{4})")
_BETWEEN = pattern(r"[\s.,]*[\s,][\s.,]*")
_ORDINAL = pattern(r"\b([0-9]{1,2})(?:st|nd|rd|th)\b", re.IGNORECASE)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_HELP = msg("write a day `2027-01-15`, a month `2027-01` or a year `2027`")
_HELP_DAY = msg("write the day as `2027-01-15`")
_HELP_DAYS = msg("write the first day, then the last: `2027-02-20..2027-02-22`")


def read_period(text: str) -> Period | Unread:
    """A day, a month or a year."""
    parts = text.split("-")
    if not _is_iso(parts):
        return _no_date(text, _HELP)
    year, month = int(parts[0]), parts[1] if len(parts) > 1 else None
    day = parts[2] if len(parts) > 2 else None
    if year < 1:
        return Unread(
            OUT_OF_RANGE, msg("`{text}` is outside the calendar", text=text), msg("years go from 0001 to 9999")
        )
    if month is None:
        return Period(date(year, 1, 1), date(year, 12, 31), text)
    if not 1 <= int(month) <= 12:
        # Month and day may be swapped, or the month mistyped: not clear enough for a fix.
        message = msg("`{text}` is no date: months go from 01 to 12", text=text)
        return Unread(UNREADABLE_DATE, message, _HELP, _other_way(text), safe=False)
    days = 28 if day and 1 <= int(day) <= 28 else days_in_month(year, int(month))
    if day is None:
        return Period(date(year, int(month), 1), date(year, int(month), days), text)
    if not 1 <= int(day) <= days:
        return Unread(
            UNREADABLE_DATE, msg("`{text}` is no day: that month has {days} days", text=text, days=days), _HELP_DAY
        )
    whole = date(year, int(month), int(day))
    return Period(whole, whole, text)


def _is_iso(parts: list[str]) -> bool:
    """Whether the parts of a date are a year of four digits, then perhaps a month and a day of two."""
    digits = "".join(parts)
    return list(map(len, parts)) in _ISO and digits.isascii() and digits.isdecimal()


def read_days(text: str) -> Period | Unread:
    """A day, or a range of days with `..`; months and years are not exact enough."""
    first, dots, last = text.partition("..")
    begin = _read_day(first)
    if isinstance(begin, Unread):
        return begin._replace(instead=begin.instead and begin.instead + dots + last)
    if not dots:
        return begin
    end = _read_day(last)
    if isinstance(end, Unread):
        return end._replace(instead=end.instead and first + dots + end.instead)
    if end.first < begin.first:
        return Unread(UNREADABLE_DATE, msg("`{text}` ends before it begins", text=text), _HELP_DAYS, f"{last}..{first}")
    return Period(begin.first, end.last, text if begin.first < end.last else first)


def _read_day(text: str) -> Period | Unread:
    period = read_period(text)
    if isinstance(period, Unread) or period.is_day:
        return period
    return Unread(UNREADABLE_DATE, msg("`{text}` is not one day", text=text), _HELP_DAY)


def _no_date(text: str, help: str) -> Unread:
    if _LONG_YEAR.fullmatch(text) and not _COMPACT.fullmatch(text):
        shown = text if len(text) <= 20 else text[:17] + "…"
        return Unread(
            OUT_OF_RANGE, msg("`{shown}` is outside the calendar", shown=shown), msg("years go from 0001 to 9999")
        )
    shown = text if len(text) <= 40 else text[:37] + "…"
    return Unread(UNREADABLE_DATE, msg("`{shown}` cannot be read as a date", shown=shown), help, _other_way(text))


def _other_way(text: str) -> str | None:
    """The date in ISO form, where the text can only mean one."""
    text = _ORDINAL.sub(r"\1", _BETWEEN.sub("-", text))
    if _TIMED.fullmatch(text):
        return text[:10] if _checked(text[:10]) else None
    if match := _YEAR_FIRST.fullmatch(text) or _COMPACT.fullmatch(text):
        return _iso(match["y"], match["m"], match["d"]) or (match["d"] and _iso(match["y"], match["d"], match["m"]))
    if match := _YEAR_LAST.fullmatch(text):
        day_first = _iso(match["y"], match["b"], match["a"])
        month_first = None if match["by"] == "." else _iso(match["y"], match["a"], match["b"])
        return day_first if not month_first or month_first == day_first else None if day_first else month_first
    match = _NAMED.fullmatch(text.lower())
    if match and match["m"][:3] in _MONTHS:
        return _iso(match["y"], str(_MONTHS.index(match["m"][:3]) + 1), match["d"] or match["e"])
    return None


def _iso(year: str, month: str, day: str | None) -> str | None:
    text = f"{year}-{int(month):02}" + (f"-{int(day):02}" if day else "")
    return text if _is_iso(text.split("-")) and isinstance(_checked(text), Period) else None


def _checked(text: str) -> Period | None:
    try:
        date.fromisoformat(text if len(text) == 10 else text + "-01")
    except ValueError:
        return None
    found = read_period(text)
    return found if isinstance(found, Period) else None
