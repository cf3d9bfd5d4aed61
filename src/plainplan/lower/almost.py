"""Words that are almost ones with a meaning: names of sections, `Barrier:` and `Solution:`, the days of check-ins."""

from __future__ import annotations

from plainplan.diagnostics import Diagnostic, finding, replace
from plainplan.lower.inlines import leading_text
from plainplan.lower.vocabulary import BARRIER, SECTIONS, SOLUTION, languages, letters
from plainplan.pattern import pattern
from plainplan.source import Source, Span
from plainplan.syntax.document import HeadingNode, Words
from plainplan.syntax.rules import NEAR_MISS
from plainplan.syntax.spelling import distance

_NAMES = {
    "en": (
        "Self-assessment", "Occupations", "Career options", "Short-term goals", "Long-term goals", "Primary objective",
        "Primary goal", "Check-ins",
    ),
    "de": (
        "Selbsteinschätzung", "Berufswahl", "Kurzfristige Ziele", "Langfristige Ziele", "Hauptziel", "Irgendwann",
        "Rückblicke", "Standortbestimmungen",
    ),
}  # fmt: skip
"""Names of sections that are long enough not to be mistaken for other words, as they are written."""

_OTHER_WORDS = {
    "en": {"risk": "Barrier", "risks": "Barrier", "obstacle": "Barrier", "obstacles": "Barrier"},
    "de": {"risiko": "Hindernis", "risiken": "Hindernis"},
}
"""What others write for a barrier."""

_OTHER_DAY = pattern(
    r"\s*(?P<day>[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{2,4}|[0-9]{4}[./][0-9]{1,2}[./][0-9]{1,2}"
    r"|[0-9]{1,2}\.? [^\W\d_]{3,9}\.? [0-9]{4}|[^\W\d_]{3,9}\.? [0-9]{1,2},? [0-9]{4})(?!\w)"
)


def section_meant(heading: HeadingNode, text: str, lang: str) -> Diagnostic | None:
    """The finding that a heading is almost the name of a section."""
    key = letters(text)
    for code in languages(lang):
        for name in _NAMES[code]:
            known = letters(name)
            assert known in SECTIONS[code]
            most = 2 if len(known) > 9 else 1
            if key[:1] == known[:1] and distance(key, known, most) <= most:
                message = f"“{text.strip()}” looks like the section “{name}”, and is none"
                fix = replace(heading.words.span, name, safe=False) if not heading.words.tags else None
                return finding(NEAR_MISS, heading.words.span, message, help=f"write `## {name}`", fix=fix)
    return None


def word_meant(source: Source, words: Words, lang: str) -> Diagnostic | None:
    """The finding that an item almost begins with `Barrier:` or `Solution:`."""
    word = leading_text(words.title).partition(" ")[0]
    if len(word) < 5 or word[-1] not in ":;" or not word[:-1].isalpha():
        return None
    meant = _meant(word[:-1].casefold(), lang)
    if meant is None:
        return None
    span = Span(words.span.start, words.span.start + len(word))
    fix = replace(span, f"{meant}:", safe=False) if source.text.startswith(word, span.start) else None
    message = f"`{word}` looks like `{meant}:`, and is read as words of a step or a note"
    return finding(NEAR_MISS, span if fix else words.span, message, help=f"write `{meant}:`", fix=fix)


def _meant(key: str, lang: str) -> str | None:
    for code in languages(lang):
        if key in _OTHER_WORDS[code]:
            return _OTHER_WORDS[code][key]
        for known in (*BARRIER[code], *SOLUTION[code]):
            most = 2 if len(known) > 5 else 1
            if key[0] == known[0] and distance(key, known, most) <= most:
                return known.capitalize()
    return None


def among_checkins(words: Words, *, is_work: bool) -> Diagnostic | None:
    """The finding that something among the check-ins is none: it begins with a day that is not read, or it is work."""
    if (match := _OTHER_DAY.match(leading_text(words.title))) is not None:
        message = f"`{match['day']}` is not how a day is written here, so this is no check-in"
        return finding(NEAR_MISS, words.span, message, help="begin it with its day as in `2026-09-06`")
    if is_work:
        message = "this stands among the check-ins, where nothing is a goal or a step"
        help = "put it above them, under a heading such as `## Goals`"
        return finding(NEAR_MISS, words.span, message, help=help)
    return None
