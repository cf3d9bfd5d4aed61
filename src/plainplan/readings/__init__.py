"""What people write before they know the tags: lengths, days, orders, marks and sections, read from plain words.

A reading is a value. It is made of text, a language and a day alone; findings, fixes, import and editors differ only in
what they do with it. Most plans have few such words: what is named here is loaded at its first use.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plainplan.readings.answers import are_pairs, split_answer
    from plainplan.readings.columns import column_kinds
    from plainplan.readings.fields import is_appointment, read_field
    from plainplan.readings.first_look import (
        LANGUAGES,
        code_of,
        may_be_a_field,
        may_be_a_period,
        may_name_an_obstacle,
        may_tell_a_time,
    )
    from plainplan.readings.labels import FIELDS, is_label, label_kind, read_label, split_arrow
    from plainplan.readings.language import told_language
    from plainplan.readings.lengths import days_of
    from plainplan.readings.lexicon import Lexicon, words_of
    from plainplan.readings.meant import closeness
    from plainplan.readings.reader import has_words_of_time, read_words
    from plainplan.readings.reading import Reading
    from plainplan.readings.sections import Period, is_conditional, names_answers, read_period, section_role

__all__ = [
    "FIELDS",
    "LANGUAGES",
    "Lexicon",
    "Period",
    "Reading",
    "are_pairs",
    "closeness",
    "code_of",
    "column_kinds",
    "days_of",
    "has_words_of_time",
    "is_appointment",
    "is_conditional",
    "is_label",
    "label_kind",
    "may_be_a_field",
    "may_be_a_period",
    "may_name_an_obstacle",
    "may_tell_a_time",
    "names_answers",
    "read_field",
    "read_label",
    "read_period",
    "read_words",
    "section_role",
    "split_answer",
    "split_arrow",
    "told_language",
    "words_of",
]

_HOMES = {
    "FIELDS": "plainplan.readings.labels",
    "LANGUAGES": "plainplan.readings.first_look",
    "Lexicon": "plainplan.readings.lexicon",
    "Period": "plainplan.readings.sections",
    "Reading": "plainplan.readings.reading",
    "are_pairs": "plainplan.readings.answers",
    "closeness": "plainplan.readings.meant",
    "code_of": "plainplan.readings.first_look",
    "column_kinds": "plainplan.readings.columns",
    "days_of": "plainplan.readings.lengths",
    "has_words_of_time": "plainplan.readings.reader",
    "is_appointment": "plainplan.readings.fields",
    "is_conditional": "plainplan.readings.sections",
    "is_label": "plainplan.readings.labels",
    "label_kind": "plainplan.readings.labels",
    "may_be_a_field": "plainplan.readings.first_look",
    "may_be_a_period": "plainplan.readings.first_look",
    "may_name_an_obstacle": "plainplan.readings.first_look",
    "may_tell_a_time": "plainplan.readings.first_look",
    "names_answers": "plainplan.readings.sections",
    "read_field": "plainplan.readings.fields",
    "read_label": "plainplan.readings.labels",
    "read_period": "plainplan.readings.sections",
    "read_words": "plainplan.readings.reader",
    "section_role": "plainplan.readings.sections",
    "split_answer": "plainplan.readings.answers",
    "split_arrow": "plainplan.readings.labels",
    "told_language": "plainplan.readings.language",
    "words_of": "plainplan.readings.lexicon",
}


def __getattr__(name: str) -> object:
    """What is named above, from its own module, found here from then on."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(_HOMES[name]), name)
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
