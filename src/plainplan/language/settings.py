"""The front matter's keys and the values that they may have, told with what they are for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from plainplan.compile import Compilation
from plainplan.language.suggested import Suggestion, days
from plainplan.lower.settings import READERS
from plainplan.messages import msg
from plainplan.words import LANGUAGES, words_for
from plainplan.words.speech import SYMBOLS

MEANINGS = {
    "format": msg("The version of the format: 1."),
    "title": msg("The plan's title, where no heading says it."),
    "author": msg("Whose plan it is."),
    "start": msg("The day from which the plan is laid."),
    "finish": msg("The day by which all of it is to be finished."),
    "review": msg("How often one looks at the plan."),
    "partner": msg("With whom."),
    "pace": msg("How many hours a week there are for it."),
    "focus": msg("How many goals may be open at once."),
    "workdays": msg("The days of the week on which work is done."),
    "away": msg("Days off, or calendar files with them."),
    "holidays": msg("Calendar files with holidays."),
    "remind": msg("How long before a day to be reminded."),
    "currency": msg("The currency of costs."),
    "lang": msg("The language of the plan."),
    "paper": msg("The size of paper."),
    "ignore": msg("Findings that are not to be told."),
}
"""What each key is for, in a sentence."""


def setting_keys(text: str) -> Iterator[Suggestion]:
    """The keys that a plan's front matter has not yet."""
    written = {line.partition(":")[0].strip() for line in text.splitlines()[:200] if ":" in line}
    for key in READERS:
        if key not in written:
            yield Suggestion(key, "setting", MEANINGS.get(key, ""), text=f"{key}: ")


def setting_values(compilation: Compilation, key: str, today: date) -> Iterator[Suggestion]:
    """The values that a key may have."""
    if key in ("start", "finish"):
        yield from days(compilation, None, key, today)
    elif key in _VALUES:
        yield from _VALUES[key](compilation)


def _plain(*found: str) -> Callable[[Compilation], Iterator[Suggestion]]:
    return lambda compilation: (Suggestion(one, "value") for one in found)


def _weekdays(compilation: Compilation) -> Iterator[Suggestion]:
    short = [one.casefold().rstrip(".") for one in words_for("en").catalogue.short_weekdays]
    yield Suggestion(f"{short[0]}-{short[4]}", "value", msg("Monday to Friday"))
    yield from (Suggestion(one, "value") for one in short)


def _codes(compilation: Compilation) -> Iterator[Suggestion]:
    """The findings that the plan has now."""
    for rule in dict.fromkeys(one.rule for one in compilation.diagnostics):
        yield Suggestion(rule.code, "value", rule.title)


_VALUES: dict[str, Callable[[Compilation], Iterator[Suggestion]]] = {
    "format": _plain("1"),
    "review": _plain("weekly", "every 2 weeks", "monthly"),
    "pace": _plain("5h/week", "7h/week", "10h/week", "20h/week", "40h/week"),
    "focus": _plain("1", "2", "3"),
    "workdays": _weekdays,
    "remind": _plain("1d", "3d", "1w"),
    "currency": _plain(*SYMBOLS),
    "lang": lambda compilation: (Suggestion(code, "value", name) for code, name in LANGUAGES.items()),
    "paper": _plain("a4", "letter"),
    "ignore": _codes,
}
