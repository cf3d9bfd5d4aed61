"""Dates, lengths and sentences as people say them, in the language of the plan.

`words_for(lang)` gives the `Words` of a language: its catalogue of messages, its months and weekdays, and the
functions that put a date or a number of days into words. A message that comes in singular and plural has two
entries, `key.one` and `key.other`. `plan_words(lang)` gives what is read in a plan.
"""

from __future__ import annotations

from plainplan.words.languages import (
    LANGUAGES,
    all_plan_words,
    is_known,
    languages,
    plan_words,
    sentences_for,
    words_for,
)
from plainplan.words.speech import Catalogue, Words

__all__ = [
    "LANGUAGES",
    "Catalogue",
    "Words",
    "all_plan_words",
    "is_known",
    "languages",
    "plan_words",
    "sentences_for",
    "words_for",
]
