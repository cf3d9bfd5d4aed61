"""The meaning of words in a plan: names of sections, columns and days, in all languages that are read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache

from plainplan.model import SectionKind
from plainplan.pattern import pattern
from plainplan.tuples import NamedTuple
from plainplan.values import Horizon
from plainplan.words import languages, plan_words, words_for
from plainplan.words.reading import Names, PlanWords

_BRACKETS = pattern(r"\([^()]*\)|\[[^\[\]]*\]")


class SectionName(NamedTuple):
    """What a named section is: its kind, and for a goals section its horizon if it has one."""

    kind: SectionKind
    horizon: Horizon | None = None


SECTIONS = {
    "assessment": SectionName(SectionKind.ASSESSMENT),
    "occupations": SectionName(SectionKind.OCCUPATIONS),
    "short": SectionName(SectionKind.GOALS, Horizon.SHORT),
    "long": SectionName(SectionKind.GOALS, Horizon.LONG),
    "primary": SectionName(SectionKind.GOALS, Horizon.PRIMARY),
    "goals": SectionName(SectionKind.GOALS),
    "someday": SectionName(SectionKind.SOMEDAY),
    "checkins": SectionName(SectionKind.CHECKINS),
    "notes": SectionName(SectionKind.NOTES),
}
"""What the names of sections mean, by the keys that languages call them by."""


@lru_cache(maxsize=2**10)
def letters(text: str) -> str:
    """Only the letters of a text, case-folded: no digits, hyphens, spaces or emoji."""
    return "".join(filter(str.isalpha, unicodedata.normalize("NFC", text))).casefold()


def with_capital(word: str) -> str:
    """A word as a heading or an item begins with it."""
    return word[:1].upper() + word[1:]


def own_word(lang: str, table: Callable[[PlanWords], tuple[str, ...]]) -> str:
    """The word to write into a plan of a language, capitalised."""
    return with_capital(next(words[0] for known in reversed(plan_words(lang)) if (words := table(known))))


def section_name(text: str, lang: str) -> SectionName | None:
    """The named section that a heading means, if any; text in brackets is ignored."""
    without = _BRACKETS.sub("", text) if "(" in text or "[" in text else text
    found = (meaning(part, lang, lambda known: known.sections) for part in dict.fromkeys((without, text)))
    return next((SECTIONS[key] for key in found if key), None)


def meaning(text: str, lang: str, table: Callable[[PlanWords], Names]) -> str | None:
    """The meaning of a word in any language's table, compared by letters."""
    key = letters(text)
    tables = (table(known).items() for known in plan_words(lang))
    return next((found for items in tables for found, words in items if key in map(letters, words)), None)


def names(lang: str, table: Callable[[PlanWords], Names]) -> Iterator[str]:
    """All words of a table that count in a language."""
    return (word for known in plan_words(lang) for words in table(known).values() for word in words)


def words_of(lang: str, table: Callable[[PlanWords], tuple[str, ...]]) -> tuple[str, ...]:
    """All words of a kind that count in a language."""
    return tuple(word for known in plan_words(lang) for word in table(known))


def is_less_better(title: str, lang: str) -> bool:
    """Whether less is better for a criterion of that name: `Tuition`, `Commute, minutes`, `Studienkosten`."""
    words = re.findall(r"[^\W\d_]+", unicodedata.normalize("NFC", title).casefold())
    known = plan_words(lang)
    turned = any(_turns(word, one) for word in words for one in known)
    return not turned and any(_is_less(word, one) for word in words for one in known)


def _is_less(word: str, known: PlanWords) -> bool:
    """Whether a word is in the table: English ones match at its start, so that `coffee` is no fee.

    German ones also match at its end, for compounds.
    """
    return any(one in word for one in known.less) if known.compounds else word.startswith(known.less)


def _turns(word: str, known: PlanWords) -> bool:
    return any(one in word for one in known.not_less) if known.compounds else word in known.not_less


def weekday(text: str, lang: str) -> int | None:
    """0 for Monday to 6 for Sunday, from a day's name or the start of it (`mon`, `Mondays`; `segundas`, `mo`)."""
    word = text.casefold().rstrip(".")
    for code in languages(lang):
        known = words_for(code).catalogue
        shortest = len(known.short_weekdays[0])
        for number, name in enumerate(map(str.casefold, known.weekdays)):
            if (len(word) >= shortest and name.startswith(word)) or word in (name + "s", name.partition("-")[0] + "s"):
                return number
    return None
