"""Languages without a catalogue of their own: their dates and numbers as Babel knows them, where they stand alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import deepcopy
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any
from unicodedata import bidirectional

from babel import Locale, UnknownLocaleError, localedata
from babel.dates import format_date, format_interval
from babel.numbers import format_currency, format_decimal, get_currency_symbol

from plainplan.words.speech import Catalogue, Number, Words

_FROM_RIGHT = ("R", "AL", "AN")

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


class Own(str):
    """What stands by itself in the language of the plan; in an English sentence stands what it is in `english`."""

    english: str

    def __new__(cls, text: str, english: str) -> Own:
        made = super().__new__(cls, text)
        made.english = english
        return made

    def __getnewargs__(self) -> tuple[str, str]:  # type: ignore[override]  # what a copy is made of
        return str(self), self.english


class Foreign(Words):
    """English sentences, English throughout; beside them dates, numbers and amounts in the language of the plan."""

    def __init__(self, lang: str, sentences: Catalogue, locale: Locale) -> None:
        super().__init__("en", sentences, lang)
        self._english = Words("en", sentences)
        self._locale = locale
        system = str(locale.default_numbering_system)
        self._numbering = system if system in _ZEROS else "latn"
        zero = ord(_ZEROS.get(system, "0"))
        self._digits = {ord("0") + digit: chr(zero + digit) for digit in range(10)}

    def _own(self, text: str, english: str) -> Own:
        """In the language's own digits, which Babel leaves to us."""
        return Own(self.kept(text.translate(self._digits)), english)

    def say(self, key: str, **values: object) -> str:
        """A sentence in English; what is written from right to left in it keeps together."""
        return super().say(key, **{name: self._in_sentence(value) for name, value in values.items()})

    def _in_sentence(self, value: object) -> object:
        if isinstance(value, Own):
            return value.english
        return self.kept(value) if isinstance(value, str) else value

    def kept(self, text: str) -> str:
        """Words from right to left between marks, unseen, that keep them together."""
        if self.direction == "rtl" and any(bidirectional(letter) in _FROM_RIGHT for letter in text):
            return f"\N{FIRST STRONG ISOLATE}{text}\N{POP DIRECTIONAL ISOLATE}"
        return text

    def number(self, number: Number) -> Own:
        english = self._english.number(number)
        if _is_huge(number):
            return self._own(english, english)
        rounded = number if isinstance(number, int) else round(Fraction(number), 2)
        said = format_decimal(_exact(rounded), None, self._locale, numbering_system=self._numbering)
        return self._own(said, english)

    def money(self, amount: Number, currency: str | None) -> Own:
        return self._own(self._money(amount, currency), self._english.money(amount, currency))

    def _money(self, amount: Number, currency: str | None) -> str:
        pattern = str(self._locale.currency_formats["standard"].pattern)
        pattern = pattern if amount != int(amount) else pattern.replace(".00", "")
        if not currency or (len(currency) > 3 and currency.isalpha()) or _is_huge(amount):
            number = self.number(amount)
            return f"{number} {currency}" if currency else number
        code = currency.upper()
        symbol = get_currency_symbol(code, self._locale) if len(code) == 3 and code.isalpha() else currency
        said = format_currency(
            _exact(amount), "XXX", pattern, self._locale, currency_digits=False, numbering_system=self._numbering
        )
        return str(said).replace(get_currency_symbol("XXX", self._locale), symbol)

    def date(self, day: int, form: str = "date") -> Own:
        said = format_date(date.fromordinal(day), self._pattern(form), self._locale)
        return self._own(said, self._english.date(day, form))

    def _pattern(self, form: str) -> str:
        if form in ("long", "full"):
            return str(self._locale.date_formats[form].pattern)
        if form in _PLAIN:
            return _PLAIN[form]
        known = self._locale.datetime_skeletons
        found = next((known[name].pattern for name in _PATTERNS[form] if name in known), None)
        pattern = str(found or self._locale.date_formats["medium"].pattern)
        return _spelled_out(pattern, _SPELLED.get(form, ""))

    def weekday(self, number: int) -> Own:
        return self._own(self._locale.days["stand-alone"]["wide"][number], self._english.weekday(number))

    def range(self, first: int, last: int) -> Own:
        return self._interval(first, last, "yMMMd", self._english.range) if first < last else self.date(last)

    def short_range(self, first: int, last: int) -> Own:
        if first >= last:
            return self.date(last, "day")
        same = date.fromordinal(first).year == date.fromordinal(last).year
        return self._interval(first, last, "MMMd" if same else "yMMMd", self._english.short_range)

    def _interval(self, first: int, last: int, skeleton: str, english: Callable[[int, int], str]) -> Own:
        start, end = date.fromordinal(first), date.fromordinal(last)
        return self._own(format_interval(start, end, skeleton, locale=self._locale), english(first, last))

    def listed(self, items: tuple[str, ...]) -> str:
        return super().listed(tuple(str(self._in_sentence(item)) for item in items))


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
