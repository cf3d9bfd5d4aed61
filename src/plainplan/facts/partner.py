"""Who is meant by the names of people: `Ms. Lopez` is `@lopez`, `Sam and Ann` are `@sam @ann`."""

from __future__ import annotations

import re

from plainplan.model import CheckIn
from plainplan.pattern import pattern
from plainplan.words import all_plan_words, plan_words
from plainplan.words.reading import PlanWords

Known = tuple[PlanWords, ...]

_HANDLE = pattern(r"[^\W\d_][\w-]*")
_NO_LETTER = pattern(r"[^\w-]")
_APART = pattern(r"[\s@_/&,;-]+")
_OWN = pattern(r"['’]s$")


def handles(names: str, lang: str | None = None) -> tuple[str, ...]:
    """People's names as they stand after `@`, one for each of them; empty where a name has no letters.

    Without a language a word between names is read in all of them, a lone letter aside, which may be an initial; a word
    beside a name in English and German only, since `mia` is Italian for my, and a name.
    """
    known = plan_words(lang or "de")
    between = known if lang else all_plan_words()
    joined = "|".join(word for one in between for word in one.and_ if lang or len(word) > 1)
    parts = re.split(rf"\s*(?:[,;&+/]|(?<!\S)(?:{joined})(?!\S))\s*", names, flags=re.IGNORECASE)
    found = (_handle(name, known) for name in parts)
    return tuple(dict.fromkeys(handle for handle in found if handle))


def was_there(partner: str, entry: CheckIn, lang: str) -> bool:
    """Whether a check-in names the partner, by any word of the name, after its date or in its text."""
    names = set(_telling(partner, plan_words(lang)))
    return not names.isdisjoint(word for text in (*entry.who, entry.text) for word in _words(text))


def _handle(name: str, known: Known) -> str | None:
    written = name.strip().removeprefix("@")
    if _HANDLE.fullmatch(written):
        return written.casefold()
    return next((word for word in _telling(name, known) if _HANDLE.fullmatch(word)), None)


def _telling(name: str, known: Known) -> list[str]:
    """The words by which somebody is told from others, all where there are no such: a check-in that says `my week`
    was not with `my sister`."""
    words = _words(name)
    beside = {word for one in known for word in one.beside_names}
    return [word for word in words if word not in beside and len(word) > 1] or words


def _words(text: str) -> list[str]:
    """Words, small, without what is no letter: `Sam's` is `sam`, `O'Brien` is `obrien`."""
    bare = (_NO_LETTER.sub("", _OWN.sub("", word)) for word in _APART.split(text.casefold()))
    return [word for word in bare if word]
