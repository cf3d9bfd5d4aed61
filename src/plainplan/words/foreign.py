"""Languages without a catalogue of their own: their dates, numbers, lengths and lists, as Babel knows them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import deepcopy
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any
from unicodedata import bidirectional

from babel import Locale, UnknownLocaleError, localedata
from babel.dates import format_date, format_interval, format_timedelta
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal, get_currency_symbol
from babel.units import format_unit

from plainplan.words.speech import Catalogue, Number, Words

_FROM_RIGHT = ("R", "AL", "AN")

_UNITS = {
    f"{prefix}{unit}s": unit for prefix in ("", "digits.", "in.") for unit in ("hour", "day", "week", "month", "year")
}
_HOURS = {"hour": 1, "day": 24, "week": 168, "month": 720, "year": 8760}  # as Babel counts them
_FAR = 10**9
_MOST = 10**20  # what Babel can put into figures

# Which of a language's patterns gives each form, the best first; a pattern that is too short is spelled out.
_PATTERNS = {
    "date": ("yMMMd",),
    "day": ("MMMd",),
    "long-day": ("MMMMd", "MMMd"),
    "full-day": ("MMMMEEEEd", "MMMMEd", "MMMEd"),
    "entry": ("yMMMMEd", "yMMMEd"),
    "weekday-day": ("MMMEd",),
    "month-year": ("yMMMM", "yMMM"),
    "mon-year": ("yMMM",),
    "year": ("y",),
}
_PLAIN = {"month": "LLLL", "mon": "LLL", "yy": "yy"}
_SPELLED = {"long-day": "LM", "full-day": "LMEc", "entry": "LM", "month-year": "LM"}
_FIELD = re.compile(r"'[^']*'|E+|c+|L+|M+")

# The digits that a language counts with, where they are not 0 to 9, by their zero.
_ZEROS = {"arab": "٠", "arabext": "۰", "beng": "০", "deva": "०", "mymr": "၀", "tibt": "༠"}


def foreign_words(lang: str, sentences: Catalogue) -> Words | None:
    """A language's words with the sentences of another; None where nothing is known of it."""
    locale = _locale(lang)
    return Foreign(lang, sentences, locale) if locale else None


class _OwnLocale(Locale):
    """A locale that shares no data with others: Babel keeps what it resolves in one where the next finds it."""

    _own_data: localedata.LocaleDataDict | None = None

    @property
    def _data(self) -> localedata.LocaleDataDict:
        if self._own_data is None:
            shared: dict[Any, Any] = localedata.load(str(self).partition("@")[0])
            self._own_data = localedata.LocaleDataDict(deepcopy(shared))
        return self._own_data


def _locale(lang: str) -> Locale | None:
    """The nearest that is known: without its region or script where they are not."""
    parts = lang.split("-")
    for end in range(len(parts), 0, -1):
        try:
            return _OwnLocale.parse("-".join(parts[:end]), sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return None


class Foreign(Words):
    """English sentences, in which dates, lengths, numbers and lists are said in the language of the plan."""

    def __init__(self, lang: str, sentences: Catalogue, locale: Locale) -> None:
        super().__init__("en", sentences, lang)
        self._locale = locale
        system = str(locale.default_numbering_system)
        self._numbering = system if system in _ZEROS else "latn"
        zero = ord(_ZEROS.get(system, "0"))
        self._digits = {ord("0") + digit: chr(zero + digit) for digit in range(10)}

    def _own(self, text: str) -> str:
        """In the language's own digits, which Babel leaves to us."""
        return text.translate(self._digits)

    def say(self, key: str, **values: object) -> str:
        """A sentence, numbers in the language's digits; what is written from right to left in it keeps together."""
        said = {name: self._own(str(value)) if isinstance(value, int) else value for name, value in values.items()}
        kept = {name: self.kept(value) if isinstance(value, str) else value for name, value in said.items()}
        return super().say(key, **kept)

    def kept(self, text: str) -> str:
        """Words from right to left between marks, unseen, that keep them together."""
        if self.direction == "rtl" and any(bidirectional(letter) in _FROM_RIGHT for letter in text):
            return f"\N{FIRST STRONG ISOLATE}{text}\N{POP DIRECTIONAL ISOLATE}"
        return text

    def number(self, number: Number) -> str:
        if _is_huge(number):
            return self._own(super().number(number))
        rounded = number if isinstance(number, int) else round(Fraction(number), 2)
        return self._own(format_decimal(_exact(rounded), None, self._locale, numbering_system=self._numbering))

    def money(self, amount: Number, currency: str | None) -> str:
        pattern = str(self._locale.currency_formats["standard"].pattern)
        pattern = pattern if amount != int(amount) else pattern.replace(".00", "")
        if not currency or (len(currency) > 3 and currency.isalpha()) or _is_huge(amount):
            number = self._own(self.number(amount))
            return f"{number} {currency}" if currency else number
        code = currency.upper()
        symbol = get_currency_symbol(code, self._locale) if len(code) == 3 and code.isalpha() else currency
        said = format_currency(
            _exact(amount), "XXX", pattern, self._locale, currency_digits=False, numbering_system=self._numbering
        )
        return self._own(said).replace(get_currency_symbol("XXX", self._locale), symbol)

    def count(self, key: str, number: Number, **values: object) -> str:
        unit = _UNITS.get(key)
        if unit is None or _is_huge(number):
            return super().count(key, number, **values)
        if number != int(number):  # Babel has the short form of every unit, the long one of some
            return self._own(format_unit(float(number), f"duration-{unit}", "short", locale=self._locale))
        return self._length(unit, int(number), ahead=key.startswith("in."))

    def _length(self, unit: str, number: int, *, ahead: bool) -> str:
        """`3 semaines`, or `dans 3 semaines`."""
        try:
            span = timedelta(hours=number * _HOURS[unit])
        except OverflowError:
            return self._own(format_unit(number, f"duration-{unit}", "short", locale=self._locale))
        granularity: Any = unit
        return self._own(format_timedelta(span, granularity, threshold=_FAR, add_direction=ahead, locale=self._locale))

    def date(self, day: int, form: str = "date") -> str:
        return self._own(format_date(date.fromordinal(day), self._pattern(form), self._locale))

    def _pattern(self, form: str) -> str:
        if form in ("long", "full"):
            return str(self._locale.date_formats[form].pattern)
        if form in _PLAIN:
            return _PLAIN[form]
        known = self._locale.datetime_skeletons
        found = next((known[name].pattern for name in _PATTERNS[form] if name in known), None)
        pattern = str(found or self._locale.date_formats["medium"].pattern)
        return _spelled_out(pattern, _SPELLED.get(form, ""))

    def weekday(self, number: int) -> str:
        return str(self._locale.days["stand-alone"]["wide"][number])

    def range(self, first: int, last: int) -> str:
        return self._interval(first, last, "yMMMd") if first < last else self.date(last)

    def short_range(self, first: int, last: int) -> str:
        same = date.fromordinal(first).year == date.fromordinal(last).year
        return self._interval(first, last, "MMMd" if same else "yMMMd") if first < last else self.date(last, "day")

    def _interval(self, first: int, last: int, skeleton: str) -> str:
        start, end = date.fromordinal(first), date.fromordinal(last)
        return self._own(format_interval(start, end, skeleton, locale=self._locale))

    def listed(self, items: tuple[str, ...]) -> str:
        return format_list(items, "standard", self._locale)

    def together(self, parts: Sequence[str]) -> str:
        return self.listed(tuple(parts))


def _spelled_out(pattern: str, fields: str) -> str:
    """A date's pattern with its names in full: those of months (`L`, `M`) and weekdays (`E`, `c`) as asked for."""

    def spelled(match: re.Match[str]) -> str:
        letter, size = match[0][0], len(match[0])
        short = size == 3 or (size < 3 and letter in "Ec")
        return letter * 4 if letter in fields and short else match[0]

    return _FIELD.sub(spelled, pattern)


def _is_huge(number: Number) -> bool:
    return not -_MOST < number < _MOST


def _exact(number: Number) -> Decimal:
    if isinstance(number, Fraction):
        return Decimal(number.numerator) / Decimal(number.denominator)
    return Decimal(str(number))
