"""A first look at a text: whether plain words of a kind may stand in it, told without a pattern made for them.

Most titles say nothing about time. To make the patterns that read times takes as long as to compile a small plan.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from plainplan.pattern import pattern
from plainplan.readings.first_words import (
    COUNTING_WORDS,
    FIELD_WORDS,
    FIRST_WORDS,
    OBSTACLE_WORDS,
    PERIOD_WORDS,
    WEAK_WORDS,
)
from plainplan.readings.signs import MARKS
from plainplan.readings.straight import straight

LANGUAGES = ("en", "de", "es", "fr", "pt", "ru", "zh", "ja")
"""The languages whose words are known; of any other the names of months and units are, and English."""

LATIN = ("en", "de", "es", "fr", "pt")
"""Those of them that are told from each other by their words: the others have a script of their own."""

_SIGNS = frozenset(f"$€£¥₹₽₩₺₴🔁⛔{MARKS}")
_DIGITS = pattern(r"[0-9~]")
_TIMELY = pattern(
    r"~~|[0-9][0-9.,]*[\s-]?[^\W\d_]|[0-9][./:-][0-9]|(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])|[0-9]\s*%|[QqTt][1-4]|К[1-4]|к[1-4]"
)
_LETTERS = pattern(r"[^\W\d_]+")
_BESIDE = frozenset("([-:,—|/")
"""Signs of which one stands where a word of progress is a mark, or one of time a rate."""

_FIRST_JOINED = "\u3005"


def is_timely(text: str) -> bool:
    """Whether a text has signs or digits that may say something about time, money or progress in any language."""
    if "$" in text or not (text.isascii() or _SIGNS.isdisjoint(text)):
        return True
    return _DIGITS.search(text) is not None and _TIMELY.search(text) is not None


def is_joined(letter: str) -> bool:
    """Whether it is of a script that has no blanks between words."""
    return "\u3040" <= letter <= "\u30ff" or "\u3400" <= letter <= "\u9fff" or letter in "々〇ヶ〆"


def has_joined(text: str) -> bool:
    """Whether some letter of a text is of such a script."""
    return not text.isascii() and max(text) >= _FIRST_JOINED and any(map(is_joined, text))


@lru_cache(maxsize=32)  # of one title each reader asks
def letter_runs(text: str) -> frozenset[str]:
    """The words of a text, as far as letters stand together."""
    return frozenset(_LETTERS.findall(text))


def longest_run(phrase: str) -> str:
    """The longest word of a phrase, of two the last; a text with the phrase has it, where words stand apart."""
    return max(reversed(_LETTERS.findall(phrase)), key=len, default="")


class Look:
    """Whether one of many phrases may stand in a text, as whole words where letters stand apart."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_run: dict[str, list[str]] = {}
        for phrase in phrases:
            run = "" if has_joined(phrase) else longest_run(phrase)
            self._by_run.setdefault(run, []).append(phrase)
        self._runs = self._by_run.keys() - {""}
        self._others = self._by_run.get("", [])
        """Those without letters, or with such that need no blanks between words."""

    def may_be_in(self, text: str) -> bool:
        """False where none of them stands in a straightened text."""
        if any(phrase in text for phrase in self._others):
            return True
        return any(phrase in text for run in self._runs & letter_runs(text) for phrase in self._by_run[run])


def code_of(lang: str) -> str:
    """A language's code without its region; English where it is none."""
    code = lang.casefold().replace("_", "-").partition("-")[0]
    return code if code.isascii() and code.isalpha() else "en"


def may_count(text: str, plain: str) -> bool:
    """Whether a text, which straightened is `plain`, has a digit or a sign beside which weak words say something, or
    ends in capitals."""
    is_marked = not _BESIDE.isdisjoint(plain) or text.rstrip(" !.")[-2:].isupper()
    return is_marked or _DIGITS.search(plain) is not None


@lru_cache(maxsize=16)
def _first_words(lang: str) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """The words that tell a time alone, those that do beside others, and these others."""
    langs = ("en", lang) if lang in LANGUAGES else LANGUAGES

    def of(table: dict[str, str]) -> frozenset[str]:
        return frozenset(word for one in langs for word in table[one].split())

    return of(FIRST_WORDS), of(WEAK_WORDS), of(COUNTING_WORDS)


def may_tell_a_time(text: str, lang: str) -> bool:
    """False where a language has no word of time, mark or order in a text; by the words of all languages if it is none
    whose words are known."""
    if is_timely(text) or has_joined(text):
        return True
    plain = straight(text)
    runs, (alone, weak, counting) = letter_runs(plain), _first_words(lang)
    if not alone.isdisjoint(runs):
        return True
    return not weak.isdisjoint(runs) and (may_count(text, plain) or not counting.isdisjoint(runs))


@lru_cache(maxsize=1)
def _period_words() -> frozenset[str]:
    return frozenset(PERIOD_WORDS.split())


def may_be_a_period(title: str) -> bool:
    """False where no language that is read has a word of numbered periods in a title, such as `Week`."""
    return has_joined(title) or not _period_words().isdisjoint(letter_runs(straight(title.replace("*", ""))))


@lru_cache(maxsize=1)
def _field_words() -> frozenset[str]:
    return frozenset(FIELD_WORDS.split())


def may_be_a_field(text: str) -> bool:
    """False where no language has a word for a field, such as `Deadline`, before the first colon of a text."""
    name = straight(text).partition(":")[0].replace("*", "")
    return has_joined(name) or not _field_words().isdisjoint(letter_runs(name))


@lru_cache(maxsize=1)
def _obstacle_words() -> frozenset[str]:
    return frozenset(OBSTACLE_WORDS.split())


def may_name_an_obstacle(text: str) -> bool:
    """False where no language has a word for what gets in the way in a text."""
    return has_joined(text) or not _obstacle_words().isdisjoint(letter_runs(straight(text)))
