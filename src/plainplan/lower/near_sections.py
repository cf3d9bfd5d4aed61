"""Near misses of words with a meaning: section names, `Barrier:` and `Solution:`, dates of check-ins."""

from __future__ import annotations

import re
import unicodedata
from itertools import takewhile

from plainplan.diagnostics import Diagnostic, Fix, finding, replace
from plainplan.lower.inlines import leading_text, without_signs
from plainplan.lower.vocabulary import letters, with_capital, words_of
from plainplan.messages import msg
from plainplan.pattern import pattern
from plainplan.source import Source, Span
from plainplan.syntax.document import HeadingNode, TaggedText
from plainplan.syntax.edit_distance import distance
from plainplan.syntax.rules import NEAR_MISS
from plainplan.words import plan_words

_LED = pattern(
    r"(?P<word>[^\W\d_]{4,})(?:\s*(?:no\.?\s*|nr\.?\s*)?#?\s?[0-9]{1,3}|\s+[^\W\d_](?=\s*[:;])|\s*\([^()]{1,40}\))?"
    r"(?:\s*(?P<colon>[:;：꞉∶︰﹕]+)|\s+(?:[-‐‑‒–—―−=→>]+)(?=\s)|\s*[–—―]+|\.(?=\s))",
    re.IGNORECASE,
)
"""A word that leads an item, perhaps with a number, and what stands there in the place of its colon."""

_STOPS = frozenset(":;：꞉∶︰﹕-‐‑‒–—―−=→>.")
"""Signs of which one stands behind such a word: most items have none, and no pattern is made for them."""

_SHORTEST = 4

_OTHER_DAY = pattern(
    r"\s*(?P<day>[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{2,4}|[0-9]{4}[./][0-9]{1,2}[./][0-9]{1,2}"
    r"|[0-9]{1,2}\.? [^\W\d_]{3,9}\.? [0-9]{4}|[^\W\d_]{3,9}\.? [0-9]{1,2},? [0-9]{4})(?!\w)"
)


def section_meant(heading: HeadingNode, text: str, lang: str) -> Diagnostic | None:
    """The diagnostic that a heading is almost the name of a section."""
    key = letters(text)
    for name in map(with_capital, words_of(lang, lambda known: known.near_sections)):
        known = letters(name)
        most = 2 if len(known) > 9 else 1
        if key[:1] == known[:1] and distance(key, known, most) <= most:
            message = msg("“{text}” looks like the section “{name}”, and is none", text=text.strip(), name=name)
            fix = replace(heading.words.span, name, safe=False) if not heading.words.tags else None
            return finding(NEAR_MISS, heading.words.span, message, help=msg("write `## {name}`", name=name), fix=fix)
    return None


def word_meant(source: Source, words: TaggedText, lang: str) -> Diagnostic | None:
    """The diagnostic that an item almost begins with `Barrier:` or `Solution:`."""
    led = without_signs(leading_text(words.title))
    match = None if _STOPS.isdisjoint(led) or not _may_be_meant(led, lang) else _LED.match(led)
    if match is None:
        return None
    key = unicodedata.normalize("NFC", match["word"]).casefold()
    # Other words with a dash or a full stop behind them are how any sentence may begin.
    meant = _meant(key, lang) if match["colon"] else key.capitalize() if key in _words(lang) else None
    if meant is None:
        return None
    written = match[0].rstrip()
    span = _place(source, words.span, written)
    fix = _write_word(source, span, meant) if span else None
    message = msg(
        "`{written}` looks like `{meant}:`, and is read as words of a step or a note", written=written, meant=meant
    )
    return finding(NEAR_MISS, span or words.span, message, help=msg("write `{meant}:`", meant=meant), fix=fix)


def _may_be_meant(led: str, lang: str) -> bool:
    """A first look at a text: whether its first word, perhaps less `no` or `nr`, is like one with a meaning."""
    word = "".join(takewhile(lambda one: one.isalnum() and not one.isdecimal(), led))
    keys = {unicodedata.normalize("NFC", one).casefold() for one in (word, word[:-2]) if len(one) >= _SHORTEST}
    return any(_meant(key, lang) for key in keys)


def _place(source: Source, around: Span, written: str) -> Span | None:
    """The span of an item's first words in the source, with the emphasis in and around them."""
    pattern = "[*_]*".join(map(re.escape, written))
    found = re.compile(rf"(?P<before>[*_]*){pattern}(?P<after>[*_]*)").search(source.text, around.start, around.end)
    if found is None:
        return None
    begin, end = found.span()
    marks = [one for one in found[0] if one in "*_"]
    if len(marks) == 2 * len(found["before"]):  # as in `**Barrier 1**: …`: what is opened here ends here
        return Span(begin, end)
    begin, end = found.end("before"), found.start("after")
    return Span(begin, end) if source.text[begin:end] == written else None


def _write_word(source: Source, span: Span, meant: str) -> Fix:
    blank = "" if source.text[span.end : span.end + 1] in ("", " ", "\t", "\r", "\n", "*", "_") else " "
    return replace(span, f"{meant}:{blank}", safe=False)


def _words(lang: str) -> tuple[str, ...]:
    return words_of(lang, lambda known: known.barrier) + words_of(lang, lambda known: known.solution)


def _meant(key: str, lang: str) -> str | None:
    for known in plan_words(lang):
        if key in known.risk:
            return with_capital(known.barrier[0])
        for word in (*known.barrier, *known.solution):
            most = 2 if len(word) > 5 else 1
            if key[0] == word[0] and distance(key, word, most) <= most:
                return with_capital(word)
    return None


def among_checkins(words: TaggedText, *, is_work: bool) -> Diagnostic | None:
    """The diagnostic for an item among the check-ins that is none: its date is not read, or it is work."""
    if (match := _OTHER_DAY.match(leading_text(words.title))) is not None:
        message = msg("`{day}` is not how a day is written here, so this is no check-in", day=match["day"])
        return finding(NEAR_MISS, words.span, message, help=msg("begin it with its day as in `2026-09-06`"))
    if is_work:
        message = msg("this stands among the check-ins, where nothing is a goal or a step")
        help = msg("put it above them, under a heading such as `## Goals`")
        return finding(NEAR_MISS, words.span, message, help=help)
    return None
