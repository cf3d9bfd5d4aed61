"""Days as tables have them: in any order of day, month and year, with names of months in any language, with a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import cache, lru_cache

from plainplan.exchange.readers.headings import DAY_FIRST, MONTH_FIRST
from plainplan.exchange.readers.sheet import CellValue
from plainplan.pattern import pattern
from plainplan.readings.dates import Moment, Stretch, find_dates
from plainplan.readings.lexicon import words_of
from plainplan.tuples import NamedTuple

_YEAR_FIRST = pattern(r"(?P<year>\d{4})[-/.年]\s?(?P<month>\d{1,2})[-/.月]\s?(?P<day>\d{1,2})日?\.?")
_PACKED = pattern(r"(?P<year>(?:19|20|21)\d\d)(?P<month>\d\d)(?P<day>\d\d)")
_PARTED = pattern(r"(?P<one>\d{1,2})(?P<sign>[-/.])\s?(?P<other>\d{1,2})(?P=sign)\s?(?P<year>\d{4}|\d{2})")
_TIME = pattern(
    r"(?:T|,?\s+)\(?(?:\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?|\d{1,2}h\d{2}|\d{1,2}\.\d{2}(?=\s*uhr))"
    r"\s*(?:[ap]\.?m\.?|uhr|h)?\s*(?:z|utc|gmt|[+-]\d{2}:?\d{2}|\(?[a-z]{3,4}\)?)?\)?$",
    2,
)
_NAMED = pattern(r"(?P<day>\d{1,2})[-/. ](?P<month>[^\W\d_]{3,12})\.?[-/. ](?P<year>\d{4}|\d{2})")
_WEEKDAY = pattern(r"^[^\W\d_]{1,12}\.?,?\s+(?=\d{1,4}[-/.]\s?\d)")
_ARROW = pattern(r"\s*(?:→|->|–|\bto\b|\bbis\b)\s*")
_LANGUAGES = ("en", "de", "es", "fr", "pt", "ru", "zh", "ja", "it", "nl")
_FIRST_SERIAL, _LAST_SERIAL = 20_000, 80_000  # days of a spreadsheet: 1954 to 2119
_FIRST_YEAR, _LAST_YEAR = 1900, 2999
_EPOCH = date(1899, 12, 30)


class Order(NamedTuple):
    """Which of day and month stands first in days such as 03/04/2027, and whether that had to be guessed."""

    is_day_first: bool
    is_guess: bool = False
    example: str = ""


class DayRead(NamedTuple):
    """A day, or the first and the last of a stretch; `is_loose` where only a month or the like is named."""

    first: date
    last: date
    is_loose: bool = False


def told_order(columns: Iterable[Sequence[CellValue]], pairs: Iterable[tuple[CellValue, CellValue]]) -> Order:
    """The order of day and month in a table's columns of days: by those that have one reading only; else by `pairs`
    of a first and a last day, which must not run backwards; else by the sign between: a point has the day first."""
    day_first = month_first = 0
    example, signs = "", set[str]()
    for cell in (cell for column in columns for cell in column):
        match = _PARTED.match(_bare(cell)) if isinstance(cell, str) else None
        if not match:
            continue
        one, other = int(match["one"]), int(match["other"])
        day_first += one > 12 >= other
        month_first += other > 12 >= one
        if one <= 12 and other <= 12 and one != other:
            example, signs = example or match[0], signs | {match["sign"]}
    if day_first or month_first:
        return Order(day_first >= month_first)
    if not example:
        return Order(is_day_first=True)
    backwards = {first: _backwards(pairs_read, first) for first in (True, False) for pairs_read in (list(pairs),)}
    if backwards[True] != backwards[False]:
        return Order(backwards[True] < backwards[False])
    return Order(True, signs != {"."}, example)


def _backwards(pairs: Sequence[tuple[CellValue, CellValue]], is_day_first: bool) -> int:
    order = Order(is_day_first)
    found = [(read_day(first, order), read_day(last, order)) for first, last in pairs]
    return sum(one is not None and other is not None and one.first > other.first for one, other in found)


def order_of(name: str, otherwise: Order) -> Order:
    """The order that was told for a column, else that of the table."""
    return Order(name == DAY_FIRST) if name in (DAY_FIRST, MONTH_FIRST) else otherwise


def read_day(cell: CellValue, order: Order) -> DayRead | None:
    """The day that a cell says; None where it says none."""
    if isinstance(cell, date):
        return DayRead(cell, cell)
    if isinstance(cell, Decimal):
        is_serial = _FIRST_SERIAL <= cell <= _LAST_SERIAL
        return _one(_EPOCH + timedelta(days=int(cell))) if is_serial else None
    return _read(cell, order.is_day_first) if isinstance(cell, str) else None


def _one(day: date | None) -> DayRead | None:
    return DayRead(day, day) if day else None


@lru_cache(maxsize=8192)
def _read(text: str, is_day_first: bool) -> DayRead | None:
    plain = _bare(text)
    if match := _YEAR_FIRST.fullmatch(plain) or _PACKED.fullmatch(plain):
        return _one(_day(int(match["year"]), int(match["month"]), int(match["day"])))
    if match := _PARTED.fullmatch(plain):
        one, other, year = int(match["one"]), int(match["other"]), _year(match["year"])
        day, month = (one, other) if is_day_first else (other, one)
        if month > 12 >= day:
            day, month = month, day
        return _one(_day(year, month, day))
    if match := _NAMED.fullmatch(plain):
        named = _months().get(match["month"].casefold())
        return _one(_day(_year(match["year"]), named, int(match["day"]))) if named else _in_words(plain)
    if plain.isdigit() and _FIRST_SERIAL <= int(plain[:9]) <= _LAST_SERIAL and len(plain) == 5:
        return _one(_EPOCH + timedelta(days=int(plain)))
    return _stretch(plain, is_day_first) or _in_words(plain)


def _bare(text: str) -> str:
    """A day without the time and the weekday beside it."""
    plain = _TIME.sub("", text.strip())
    return _WEEKDAY.sub("", plain)


def _year(text: str) -> int:
    number = int(text)
    return number if len(text) == 4 else number + (2000 if number < 70 else 1900)


def _day(year: int, month: int, day: int) -> date | None:
    """A day that people plan with."""
    try:
        return date(year, month, day) if _FIRST_YEAR <= year <= _LAST_YEAR else None
    except ValueError:
        return None


def _stretch(text: str, is_day_first: bool) -> DayRead | None:
    """Two days with an arrow or a dash between."""
    parts = _ARROW.split(text)
    if len(parts) != 2 or len(text) > 80:
        return None
    ends = [_read(part, is_day_first) for part in parts]
    first, last = ends
    return DayRead(first.first, last.last) if first and last and first.first <= last.last else None


def _in_words(text: str) -> DayRead | None:
    """A day or a month in words, in the first language that has them; its year must stand there too."""
    if len(text) > 60 or not any(letter.isdigit() for letter in text) or not any(map(str.isalpha, text)):
        return None
    small = text.casefold()
    for lang in _LANGUAGES:
        found = find_dates(small, words_of(lang), date(2000, 1, 1))
        one = found[0] if len(found) == 1 else None
        if isinstance(one, Stretch) and one.first.dated and one.last.dated and _covers(one.span, small):
            return DayRead(one.first.first, one.last.last)
        if isinstance(one, Moment) and one.dated and _covers(one.span, small):
            return DayRead(one.first, one.last, is_loose=one.whole != "day")
    return None


@cache
def _months() -> dict[str, int]:
    """The names of months in every language that has words here."""
    return {name.casefold(): month for lang in reversed(_LANGUAGES) for name, month in words_of(lang).months.items()}


def _covers(span: tuple[int, int], text: str) -> bool:
    rest = text[: span[0]] + text[span[1] :]
    return len(rest.strip(" .,;()")) <= 3
