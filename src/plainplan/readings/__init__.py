"""What people write before they know the tags: lengths, days, orders, marks and sections, read from plain words.

A reading is a value. It is made of text, a language and a day alone; findings, fixes, import and editors differ only in
what they do with it.
"""

from __future__ import annotations

from plainplan.readings.language import told_language
from plainplan.readings.lexicon import Lexicon, lexicon
from plainplan.readings.reader import has_words_of_time, may_tell_a_time, read_words
from plainplan.readings.reading import Reading

__all__ = ["Lexicon", "Reading", "has_words_of_time", "lexicon", "may_tell_a_time", "read_words", "told_language"]
