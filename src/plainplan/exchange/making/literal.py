"""Words of other programs as Markdown in which nothing is read as a tag, a box or a mark."""

from __future__ import annotations

import unicodedata

from plainplan.pattern import pattern
from plainplan.syntax.inline import NOTE
from plainplan.syntax.tags import AFTER_TAG, read_tag
from plainplan.words import all_plan_words

_PLAIN = pattern(r"[^\W_][\w ,.;?'’()/%€$£…–—-]*")
_SPECIAL = pattern(r"[\\`*\[]|(?<!\w)_|_(?!\w)|~~|<(?=[A-Za-z/!?])|&(?=#?\w+;)|^[>|]|^[-+](?=\s|$)|^(?:={2,}|-{3,})")
_NUMBERED = pattern(r"^(\d{1,9})([.)])(?=\s|$)")
_SIGNS = "~^@#"
_HASHES_LAST = pattern(r"(?<=\s)#(?=#*$)")


def one_line(text: str) -> str:
    """A text without line breaks and control characters, each blank one space."""
    if text.isprintable() and "  " not in text:
        return text.strip()
    return " ".join("".join(" " if _is_control(letter) else letter for letter in text).split())


def _is_control(letter: str) -> bool:
    return unicodedata.category(letter) in ("Cc", "Zl", "Zp", "Cs") or letter == NOTE


def literal(text: str) -> str:
    """Words on one line that are shown as they are, in a heading, an item or a paragraph."""
    line = one_line(text)
    if _PLAIN.fullmatch(line) and not _NUMBERED.match(line):
        return line
    line = _as_no_barrier(line)
    words = [_as_no_tag(word) for word in _SPECIAL.sub(r"\\\g<0>", line).split(" ")]
    return _HASHES_LAST.sub(r"\\#", _NUMBERED.sub(r"\1\\\2", " ".join(words)))


def _as_no_tag(word: str) -> str:
    """A word with a backslash where its tag's sign stands; others are as they were."""
    bare = word.lstrip("(")
    if not bare or not (bare[0] in _SIGNS or ":" in bare[:-1]):
        return word
    start = len(word) - len(bare)
    if bare[0] in _SIGNS:
        return f"{word[:start]}\\{bare}"
    if read_tag(bare.rstrip(AFTER_TAG) or bare) is None:
        return word
    return f"{word[:start]}{bare.replace(':', chr(92) + ':', 1)}"


def _as_no_barrier(line: str) -> str:
    """The words for a barrier or a solution mean one only with a colon behind them, so they get a dash."""
    first, colon, rest = line.partition(":")
    if colon and first.strip(" *_").casefold() in _leading_words():
        return f"{first} –{rest}"
    return line


def _leading_words() -> frozenset[str]:
    return frozenset(
        word.casefold() for words in all_plan_words() for word in (*words.barrier, *words.solution, *words.why)
    )
