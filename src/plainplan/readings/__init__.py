"""What people write before they know the tags: lengths, days, orders, marks and sections, read from plain words.

A reading is a value. It is made of text, a language and a day alone; findings, fixes, import and editors differ only in
what they do with it. Most plans have few such words: what is named here is loaded at its first use.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plainplan.readings.columns import column_kinds
    from plainplan.readings.first_look import LANGUAGES, code_of, may_be_a_period, may_tell_a_time
    from plainplan.readings.labels import read_label, split_arrow
    from plainplan.readings.language import told_language
    from plainplan.readings.lengths import days_of
    from plainplan.readings.lexicon import Lexicon, words_of
    from plainplan.readings.meant import closeness
    from plainplan.readings.reader import has_words_of_time, read_words
    from plainplan.readings.reading import Reading
    from plainplan.readings.sections import Period, read_period, section_role

__all__ = [
    "LANGUAGES",
    "Lexicon",
    "Period",
    "Reading",
    "closeness",
    "code_of",
    "column_kinds",
    "days_of",
    "has_words_of_time",
    "may_be_a_period",
    "may_tell_a_time",
    "read_label",
    "read_period",
    "read_words",
    "section_role",
    "split_arrow",
    "told_language",
    "words_of",
]

_HOMES = {
    "LANGUAGES": "plainplan.readings.first_look",
    "Lexicon": "plainplan.readings.lexicon",
    "Period": "plainplan.readings.sections",
    "Reading": "plainplan.readings.reading",
    "closeness": "plainplan.readings.meant",
    "code_of": "plainplan.readings.first_look",
    "column_kinds": "plainplan.readings.columns",
    "days_of": "plainplan.readings.lengths",
    "has_words_of_time": "plainplan.readings.reader",
    "words_of": "plainplan.readings.lexicon",
    "may_be_a_period": "plainplan.readings.first_look",
    "may_tell_a_time": "plainplan.readings.first_look",
    "read_label": "plainplan.readings.labels",
    "read_period": "plainplan.readings.sections",
    "read_words": "plainplan.readings.reader",
    "section_role": "plainplan.readings.sections",
    "split_arrow": "plainplan.readings.labels",
    "told_language": "plainplan.readings.language",
}


def __getattr__(name: str) -> object:
    """What is named above, from its own module, found here from then on."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(_HOMES[name]), name)
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
