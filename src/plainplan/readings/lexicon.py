"""The words of one language that tell times, orders and kinds of text, as tables and as patterns made of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from itertools import groupby
from pathlib import Path
from typing import TypeVar

from plainplan.readings.cldr import names
from plainplan.readings.first_look import LANGUAGES, Look, code_of, has_joined, is_joined, letter_runs
from plainplan.readings.straight import straight

_ALIKE = 4  # letters of an English word from which it is read in other languages too
_JOINED = ("zh", "ja")
_LONG = 20_000  # letters of a text, of which all words of a language are soon asked for
_OF_TAGS = frozenset(("after", "cost", "d", "done", "due", "every", "h", "m", "on", "start", "w", "y"))
"""What the tags bring into a text that a fix writes: the words of the text before it are then those after it."""

_DIGITS = r"[0-9]+(?:[.,][0-9]+)?"

_Meant = TypeVar("_Meant", int, str)

Table = dict[str, tuple[str, ...]]


@lru_cache(maxsize=16)
def words_of(lang: str) -> Lexicon:
    """The words of a language, by its code."""
    return Lexicon(code_of(lang))


@lru_cache(maxsize=16)
def _of_said(lang: str, said: frozenset[str]) -> Lexicon:
    return Lexicon(lang, said)


class Lexicon:
    """`lang` is the language; `words` gives the words of a table and row, the language's own first: all of them, or
    those that are `said` in some text."""

    def __init__(self, lang: str, said: frozenset[str] | None = None) -> None:
        self.lang = lang
        self._said = said
        self.is_joined = self.lang in _JOINED
        self._own = tables_of(self.lang) if self.lang in LANGUAGES else {}
        self._english = tables_of("en") if self.lang != "en" else {}
        self._patterns: dict[tuple[str, ...], str] = {}

    def words(self, table: str, row: str) -> tuple[str, ...]:
        own = self._own.get(table, {}).get(row, ())
        more = self._english.get(table, {}).get(row, ())
        return tuple(self._kept((*own, *(word for word in more if _is_told_apart(word) and word not in own))))

    def _kept(self, words: Iterable[str]) -> Iterable[str]:
        return words if self._said is None else filter(self._said.__contains__, words)

    def within(self, text: str) -> Lexicon:
        """The same with only those words that may stand in a text: patterns of few words are made faster. Of a long
        text all are kept, and where a sign may be written as an entity."""
        if len(text) > _LONG or "&" in text:
            return self
        plain = straight(text).replace("*", "")
        runs = letter_runs(plain) | _OF_TAGS
        listed = (one for one in self._phrases if runs.issuperset(one.split()) or not one.replace(" ", "").isalpha())
        joined = (one for one in self._phrases if has_joined(one)) if self.is_joined else ()
        named = (one for one in (*self.months, *self.weekdays, *self.units) if one in plain)
        return _of_said(self.lang, frozenset((*listed, *joined, *named)))

    @cached_property
    def _phrases(self) -> frozenset[str]:
        tables = (*self._own.values(), *self._english.values())
        return frozenset(word for rows in tables for words in rows.values() for word in words)

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
            months |= self._named(found.months, kept)
            weekdays |= self._named(found.weekdays, kept)
            units |= self._named(found.units, kept)
        months |= {word: int(row) for row in self.rows("months") for word in self.words("months", row)}
        weekdays |= {word: int(row) for row in self.rows("weekdays") for word in self.words("weekdays", row)}
        for row in self.rows("units"):
            units |= dict.fromkeys(self.words("units", row), row)
        return months, weekdays, units

    def _named(self, names: Mapping[str, _Meant], kept: bool) -> dict[str, _Meant]:
        """Names with what they mean; of those that are not `kept` as they are only what is told apart."""
        known = self._kept(word for word in names if kept or _is_told_apart(word))
        return {word: names[word] for word in known}

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


@lru_cache(maxsize=16)
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
