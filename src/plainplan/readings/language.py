"""Telling a text's language: by its script, then by the common words in it."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from plainplan.pattern import pattern
from plainplan.readings.first_look import LATIN
from plainplan.readings.first_words import KNOWN_WORDS

_WORD = pattern(r"[^\W\d_]+")
_SCRIPTS = (
    ("ja", r"[\u3040-\u30ff]", 2),
    ("zh", r"[\u4e00-\u9fff]", 4),
    ("ko", r"[\uac00-\ud7af]", 4),
    ("ru", r"[\u0400-\u04ff]", 10),
    ("el", r"[\u0370-\u03ff]", 10),
    ("he", r"[\u0590-\u05ff]", 10),
    ("ar", r"[\u0600-\u06ff]", 10),
    ("th", r"[\u0e00-\u0e7f]", 10),
    ("hi", r"[\u0900-\u097f]", 10),
)
_SHARE = 0.3
_FEWEST = 2
_ENGLISH = frozenset(
    ("the", "and", "of", "for", "with", "my", "to", "is", "it", "from", "this", "that", "be", "by", "on", "at")
)
_FEW_ENGLISH = 12
"""One word of so many is enough to be sure of English without looking further, as most plans are in it."""

_FEW_FOREIGN = 100
"""Letters of which one may be another than those of English, as in a name."""

_FIRST_OF_SCRIPTS = "\u0370"

_AHEAD = 1.3
_CODE = pattern(r"```.*?```|`[^`\n]*`|https?://\S+|<!--.*?-->", re.DOTALL)
_OF_CODE = ("`", "://", "<!--")
_MOST = 20_000
_OWN = {
    "de": pattern("[äöüß]"),
    "fr": pattern("[èêàœù]|eau|tion"),
    "es": pattern("[ñíó]|ción"),
    "pt": pattern("[ãõçêâ]"),
    "en": pattern("tion"),
}
"""What of a word tells its language, without telling others that are read here."""


@lru_cache(maxsize=2)  # of one plan several checks ask
def told_language(text: str) -> str | None:
    """The language that a text is plainly in, by its code; None where that is not plain."""
    text = text[:_MOST]
    if any(sign in text for sign in _OF_CODE):
        text = _CODE.sub(" ", text)
    found = _WORD.findall(text.lower())
    signs = {sign for sign in set(text) if not sign.isascii()}
    foreign = sum(text.count(sign) for sign in signs if sign.isalpha())
    if foreign * _FEW_FOREIGN <= len(text) and sum(map(_ENGLISH.__contains__, found)) * _FEW_ENGLISH >= len(found) > 0:
        return "en"
    letters = sum(map(str.isalpha, text)) or 1
    for lang, script, fewest in _SCRIPTS if max(signs, default="") >= _FIRST_OF_SCRIPTS else ():
        count = len(re.findall(script, text))
        if count >= fewest and count / letters >= (_SHARE if lang != "ja" else _SHARE / 4):
            return lang
    scores = sorted(((score, lang) for lang, score in _scores(Counter(found)).items()), reverse=True)
    (best, lang), (second, _) = scores[:2]
    return lang if best >= _FEWEST and best >= _AHEAD * second else None


def _scores(words: Counter[str]) -> dict[str, float]:
    """How often each language's common words come, those that no other has counting most, its own letters too."""
    scores = dict.fromkeys(LATIN, 0.0)
    known = _known()
    for word, count in words.items():
        langs = known.get(word, ())
        for lang in langs:
            scores[lang] += min(count, 8) * (1.5 if len(langs) == 1 else 0.25)
    for lang, own in _OWN.items():
        scores[lang] += sum(count for word, count in words.items() if own.search(word))
    return scores


@lru_cache(maxsize=1)
def _known() -> dict[str, frozenset[str]]:
    """The words of the languages' tables, each with the languages that have it."""
    found: dict[str, set[str]] = {}
    for lang, words in KNOWN_WORDS.items():
        for word in words.split():
            found.setdefault(word, set()).add(lang)
    return {word: frozenset(langs) for word, langs in found.items()}
