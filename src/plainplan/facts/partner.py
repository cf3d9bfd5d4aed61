"""Who is meant by the names of people: `Ms. Lopez` is `@lopez`, `Sam and Ann` are `@sam @ann`."""

from __future__ import annotations

import re

from plainplan.model import CheckIn
from plainplan.pattern import pattern

_HANDLE = pattern(r"[^\W\d_][\w-]*")
_NO_LETTER = pattern(r"[^\w-]")
_JOINED = pattern(r"\s*(?:[,;&+/]|(?<!\S)(?:and|und)(?!\S))\s*", re.IGNORECASE)
_APART = pattern(r"[\s@_/&,;-]+")
_OWN = pattern(r"['’]s$")
_BESIDE_NAMES = frozenset({
    "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "madam", "frau", "herr",
    "my", "our", "the", "mein", "meine", "meinem", "meiner", "unser", "unsere", "der", "die", "das", "dem", "den",
    "a", "an", "and", "und", "of", "von", "van", "de", "da", "del", "la", "le", "el",
})  # fmt: skip
"""Words that tell nobody from others: a check-in that says `my week` was not with `my sister`."""


def handles(names: str) -> tuple[str, ...]:
    """The names of people as they stand after `@`, one for each of them; none where there is no letter in them."""
    found = (_handle(name) for name in _JOINED.split(names))
    return tuple(dict.fromkeys(handle for handle in found if handle))


def was_there(partner: str, entry: CheckIn) -> bool:
    """Whether a check-in names the partner, by any word of the name, after its date or in its text."""
    names = set(_telling(partner))
    return not names.isdisjoint(word for text in (*entry.who, entry.text) for word in _words(text))


def _handle(name: str) -> str | None:
    written = name.strip().removeprefix("@")
    if _HANDLE.fullmatch(written):
        return written.casefold()
    return next((word for word in _telling(name) if _HANDLE.fullmatch(word)), None)


def _telling(name: str) -> list[str]:
    """The words by which somebody is told from others; all words where there are no such."""
    words = _words(name)
    return [word for word in words if word not in _BESIDE_NAMES and len(word) > 1] or words


def _words(text: str) -> list[str]:
    """Words, small, without what is no letter: `Sam's` is `sam`, `O'Brien` is `obrien`."""
    bare = (_NO_LETTER.sub("", _OWN.sub("", word)) for word in _APART.split(text.casefold()))
    return [word for word in bare if word]
