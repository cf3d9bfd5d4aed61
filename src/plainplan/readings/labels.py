"""Fields of a plan as people write them: `**Time**: 4 weeks`, `Frist: 1. Mai`, `Problem: … -> …`."""

from __future__ import annotations

import re
from functools import lru_cache

from plainplan.pattern import pattern
from plainplan.readings.lexicon import Lexicon
from plainplan.readings.sections import plain_title
from plainplan.readings.straight import straight
from plainplan.source import Span
from plainplan.tuples import NamedTuple

_LABEL = pattern(
    r"\s*(?:[-*+•]\s+)?[*_]{0,3}(?P<name>[^:*_\n|]{1,32}?)[*_]{0,3}\s*:{1,2}[*_]{0,3}(?:\s+|$|(?=[^\s/:0-9]))(?P<value>.*)$",
    re.DOTALL,
)
_JOINED = pattern(
    r"\s*(?:[-*+•]\s+)?[*_]{0,3}(?P<name>[^:*_\n|]{1,32}?)[*_]{0,3}\s*:{1,2}[*_]{0,3}\s*(?P<value>.*)$", re.DOTALL
)
_ORDER = (
    "barrier",
    "solution",
    "due",
    "start",
    "duration",
    "cost",
    "status",
    "done",
    "after",
    "every",
    "on",
    "note",
    "primary",
    "goal",
    "step",
    "finish",
    "who",
)


FIELDS = ("duration", "due", "start", "cost", "status", "done", "after", "every", "on")
"""The kinds of labels that are fields of a goal or step."""


class Label(NamedTuple):
    """`kind` is what the word before the colon names, empty where it is no field; `value` is where the rest stands."""

    name: str
    kind: str
    value: Span


@lru_cache(maxsize=16)
def _known(words: Lexicon) -> dict[str, str]:
    found: dict[str, str] = {}
    for kind in _ORDER:
        for name in words.words("labels", kind):
            found.setdefault(name, kind)
    for name in words.words("sections", "barriers"):
        found.setdefault(name, "barrier")  # `Obstacles: no car -> the bus`
    return found


def label_kind(name: str, words: Lexicon) -> str:
    """What field a word or two are the name of."""
    plain = plain_title(name)
    known = _known(words)
    kind = known.get(plain) or known.get(re.sub(r"\s*[0-9]+$", "", plain))
    if kind is None and straight(name).strip().rstrip("0123456789 ") in known:
        kind = known[straight(name).strip().rstrip("0123456789 ")]
    return kind or ""


def is_label(name: str, kind: str, words: Lexicon) -> bool:
    """Whether a word is one of the names of a field of that kind, whatever else it is."""
    return plain_title(name) in words.words("labels", kind)


def read_label(text: str, words: Lexicon) -> Label | None:
    """The field at the start of a text: what stands before its first colon."""
    plain = straight(text)
    match = (_JOINED if words.is_joined else _LABEL).match(plain)
    if match is None:
        return None
    name = text[slice(*match.span("name"))].strip()
    return Label(name, label_kind(name, words), Span(*match.span("value")))


_ARROW = pattern(r"\s*(?:-+>|→|=+>|⇒|➔|➜|➡️?|⟶)\s*")


def split_arrow(text: str) -> tuple[Span, Span] | None:
    """What stands before an arrow, and after it."""
    match = _ARROW.search(text)
    if match is None or not text[: match.start()].strip() or not text[match.end() :].strip():
        return None
    return Span(0, match.start()), Span(match.end(), len(text))
