"""The words of one language that tell times, orders and kinds of text, as tables and as patterns made of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from itertools import groupby
from pathlib import Path

from plainplan.readings.cldr import names
from plainplan.readings.first_look import LANGUAGES, Look, code_of, is_joined

_ALIKE = 4  # letters of an English word from which it is read in other languages too
_JOINED = ("zh", "ja")
_DIGITS = r"[0-9]+(?:[.,][0-9]+)?"

Table = dict[str, tuple[str, ...]]


@lru_cache(maxsize=16)
def words_of(lang: str) -> Lexicon:
    """The words of a language, by its code."""
    return Lexicon(code_of(lang))


class Lexicon:
    """`lang` is the language; `words` gives the words of a table and row, the language's own first."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.is_joined = self.lang in _JOINED
        self._own = tables_of(self.lang) if self.lang in LANGUAGES else {}
        self._english = tables_of("en") if self.lang != "en" else {}
        self._patterns: dict[tuple[str, ...], str] = {}

    def words(self, table: str, row: str) -> tuple[str, ...]:
        own = self._own.get(table, {}).get(row, ())
        more = self._english.get(table, {}).get(row, ())
        return (*own, *(word for word in more if _is_told_apart(word) and word not in own))

    def own(self, table: str, row: str = "") -> tuple[str, ...]:
        """The language's own words alone."""
        return self._own.get(table, {}).get(row, ())

    def all_words(self) -> set[str]:
        """The single words of all the language's own tables."""
        phrases = [phrase for rows in self._own.values() for words in rows.values() for phrase in words]
        return {word for phrase in phrases for word in phrase.split()}

    def rows(self, table: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys([*self._own.get(table, {}), *self._english.get(table, {})]))

    def pattern(self, table: str, *rows: str) -> str:
        """A pattern for any word of these rows; one that matches nothing where there is none."""
        key = (table, *rows)
        if key not in self._patterns:
            self._patterns[key] = either(self.of_rows(table, *rows))
        return self._patterns[key]

    def look(self, table: str, *rows: str) -> Look:
        """A first look for any word of these rows."""
        return Look(self.of_rows(table, *rows))

    def of_rows(self, table: str, *rows: str) -> Iterator[str]:
        """The words of these rows of a table, of all its rows where none is named."""
        return (word for row in rows or self.rows(table) for word in self.words(table, row))

    @cached_property
    def _names(self) -> tuple[dict[str, int], dict[str, int], dict[str, str]]:
        months, weekdays, units = dict[str, int](), dict[str, int](), dict[str, str]()
        for lang in ("en", self.lang) if self.lang != "en" else ("en",):
            found = names(lang)
            kept = lang == self.lang
            months |= {word: value for word, value in found.months.items() if kept or len(word) >= _ALIKE}
            weekdays |= {word: value for word, value in found.weekdays.items() if kept or len(word) >= _ALIKE}
            units |= {word: value for word, value in found.units.items() if kept or len(word) >= _ALIKE}
        months |= {word: int(row) for row in self.rows("months") for word in self.words("months", row)}
        weekdays |= {word: int(row) for row in self.rows("weekdays") for word in self.words("weekdays", row)}
        for row in self.rows("units"):
            units |= dict.fromkeys(self.words("units", row), row)
        return months, weekdays, units

    @property
    def months(self) -> dict[str, int]:
        return self._names[0]

    @property
    def weekdays(self) -> dict[str, int]:
        return self._names[1]

    @property
    def units(self) -> dict[str, str]:
        """Each unit's word with what it is: `w`, or several of one: `2w`, `6m`."""
        return self._names[2]

    @cached_property
    def numbers(self) -> dict[str, float]:
        return {word: float(row) for row in self.rows("numbers") for word in self.words("numbers", row)}

    @cached_property
    def number(self) -> str:
        """A pattern for a number in digits or as a word."""
        return rf"(?:{_DIGITS}|{either(self.numbers)})"

    def value(self, text: str) -> float | None:
        """What a number says, as digits or a word."""
        text = text.strip().lower()
        if text in self.numbers:
            return self.numbers[text]
        try:
            return float(text.replace(",", "."))
        except ValueError:
            return None


def either(words: Iterable[str], *, after_number: bool = False) -> str:
    """A pattern for any of these words, of those that begin alike the longest first; whole words where letters stand
    apart. `after_number`, a digit may stand right before."""
    found = sorted(set(words), key=lambda word: (word[0], -len(word), word))
    before = r"(?<![^\W_0-9])" if after_number else r"(?<![^\W_])"
    alike = groupby(found, key=lambda word: _bounds(word, before))  # a bound of many is compiled and tried once
    return f"(?:{'|'.join(_whole(bounds, group) for bounds, group in alike)})" if found else "(?!)"


def _bounds(word: str, before: str) -> tuple[str, str]:
    """What must not stand right before a word and right after it."""
    before = before if _is_apart(word[0]) else ""
    after = r"(?![^\W_])" if _is_apart(word[-1]) else ""
    return (r"(?<![\w.,])" if word[0] in "0123456789" else before), after


def _whole(bounds: tuple[str, str], words: Iterable[str]) -> str:
    return f"{bounds[0]}(?:{'|'.join(map(re.escape, words))}){bounds[1]}"


def _is_apart(letter: str) -> bool:
    return letter.isalnum() and not is_joined(letter)


def _is_told_apart(word: str) -> bool:
    """Whether an English word is long enough to be no word of another language."""
    return len(word) >= _ALIKE


def tables_of(lang: str) -> dict[str, Table]:
    """The tables of a language's file. Of TOML they need lines with a name and a text alone, and to load a library for
    all of it takes ten times as long as to read them."""
    text = (Path(__file__).parent / "data" / f"{lang}.toml").read_text("utf-8")
    tables = dict[str, Table]()
    rows: Table | None = None
    for line in text.splitlines():
        name, sign, words = line.partition(" = ")
        if line.startswith("["):
            rows = tables.setdefault(line.strip("[]"), {})
        elif sign and not line.startswith("#"):
            into = rows if rows is not None else tables.setdefault(name, {})
            into["" if rows is None else name.strip('"')] = _listed(words.strip('"'))
    return tables


def _listed(words: str) -> tuple[str, ...]:
    return tuple(word.strip().lower() for word in words.split(",") if word.strip())
