"""Days and lengths as a Mermaid chart has them: in the format that it names, with days that are left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from plainplan.pattern import pattern
from plainplan.tuples import NamedTuple

_TOKEN = pattern(r"YYYY|YY|MMMM|MMM|MM|M|Do|DD|D|HH|H|hh|h|mm|m|ss|s|SSS|A|a|ZZ|Z|X|x|\[[^\]]*\]|.")
_PATTERNS = {
    "YYYY": r"(?P<year>\d{4})", "YY": r"(?P<year>\d{2})", "MM": r"(?P<month>\d{1,2})", "M": r"(?P<month>\d{1,2})",
    "MMM": r"(?P<name>[A-Za-z]{3})", "MMMM": r"(?P<name>[A-Za-z]+)", "DD": r"(?P<day>\d{1,2})",
    "D": r"(?P<day>\d{1,2})", "Do": r"(?P<day>\d{1,2})(?:st|nd|rd|th)", "X": r"(?P<seconds>\d{1,11})",
    "x": r"(?P<thousandths>\d{1,14})", "A": r"[APap][Mm]", "a": r"[APap][Mm]", "ZZ": r"[+-]\d{4}",
    "Z": r"[+-]\d\d:\d\d",
}  # fmt: skip
_OF_TIME = ("HH", "H", "hh", "h", "mm", "m", "ss", "s", "SSS")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LENGTH = pattern(r"(?P<number>\d+(?:\.\d+)?)\s*(?P<unit>ms|s|m|h|d|w|M|y)")
_HOURS = {"ms": 1 / 3_600_000, "s": 1 / 3600, "m": 1 / 60, "h": 1.0}
_DAYS = {"d": 1, "w": 7}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_FIRST, _LATEST = date(1900, 1, 1), date(3000, 1, 1)


class DayFormat:
    """How days are written, in the tokens of Day.js: `YYYY-MM-DD`, `DD.MM.YY HH:mm`."""

    def __init__(self, format: str) -> None:
        self.pattern = re.compile("".join(map(_of_token, _TOKEN.findall(format.strip()))) or r"(?!)")

    def read(self, text: str) -> date | None:
        try:
            match = self.pattern.fullmatch(text.strip())
            day = _day(match.groupdict()) if match else _iso(text)
            return day if day and _FIRST < day < _LATEST else None
        except (ValueError, OverflowError):
            return None


def _of_token(token: str) -> str:
    if token in _OF_TIME:
        return r"\d{1,3}"
    return _PATTERNS.get(token) or re.escape(token.strip("[]") if token[0] == "[" else token)


def _day(found: dict[str, str | None]) -> date | None:
    for unit, seconds in (("seconds", 1), ("thousandths", 1000)):
        if found.get(unit):
            return date(1970, 1, 1) + timedelta(days=int(found[unit] or 0) // (86_400 * seconds))
    year = int(found.get("year") or 0)
    name = (found.get("name") or "").casefold()[:3]
    month = _MONTHS.index(name) + 1 if name in _MONTHS else int(found.get("month") or 1)
    return date(year + 2000 if year < 100 else year, month, int(found.get("day") or 1))


def _iso(text: str) -> date | None:
    """Mermaid reads such a day whatever the format says."""
    return date.fromisoformat(text.strip()[:10]) if len(text.strip()) >= 10 else None


class ChartLength(NamedTuple):
    """A length as a tag has it, and in days."""

    text: str
    days: float


class Skipped:
    """Days that a chart leaves out of its bars."""

    def __init__(self) -> None:
        self.weekdays: set[int] = set()
        self.days: set[date] = set()

    def add(self, text: str, format: DayFormat) -> Iterator[str]:
        """Take in what `excludes` says; what is not understood comes back."""
        for part in re.split(r"[\s,]+", text.strip()):
            small = part.casefold()
            if small == "weekends":
                self.weekdays |= {5, 6}
            elif small in _WEEKDAYS:
                self.weekdays.add(_WEEKDAYS.index(small))
            elif (day := format.read(part)) is not None:
                self.days.add(day)
            elif part:
                yield part
        if len(self.weekdays) == len(_WEEKDAYS):
            self.weekdays.clear()

    def settings(self) -> Iterator[tuple[str, str]]:
        if self.weekdays:
            yield "workdays", ",".join(name[:3] for place, name in enumerate(_WEEKDAYS) if place not in self.weekdays)
        if self.days:
            yield "away", f"[{', '.join(day.isoformat() for day in sorted(self.days))}]"

    def is_off(self, day: date) -> bool:
        return day.weekday() in self.weekdays or day in self.days

    def skip(self, day: date) -> date:
        while self.is_off(day) and day < _LATEST:
            day += timedelta(days=1)
        return day

    def end(self, start: date, length: ChartLength) -> date | None:
        """The first day after a bar of that length."""
        count = -(-length.days // 1)
        if count > 400_000 or start > _LATEST:
            return None
        if not self.weekdays and not self.days:
            return start + timedelta(days=count) if count < (_LATEST - start).days else None
        day, left = start, count
        while left > 0 and day < _LATEST:
            left -= not self.is_off(day)
            day += timedelta(days=1)
        return day


def read_length(text: str, skipped: Skipped) -> ChartLength | None:
    """`5d`, `2w`, `12h`, `1M`; where days are left out, weeks count as days, as in the chart."""
    match = _LENGTH.fullmatch(text.strip())
    if match is None or len(match["number"]) > 6:
        return None
    number, unit = float(match["number"]), match["unit"]
    if unit in _HOURS:
        hours = round(number * _HOURS[unit], 2)
        return ChartLength(f"~{hours:g}h" if hours else "~0d", hours / 24)
    if unit in _DAYS:
        days = number * _DAYS[unit]
        is_week = unit == "w" and not skipped.weekdays and not skipped.days
        return ChartLength(f"~{number:g}w" if is_week else f"~{days:g}d", days)
    return ChartLength(f"~{number:g}{unit.lower()}", number * (30.4375 if unit == "M" else 365.25))
