"""Which of the words that exist may have been meant by one that does not."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from plainplan.syntax.edit_distance import distance


def folded(word: str) -> str:
    """A word as it is compared when looking for what was meant: one case, one way to write accents."""
    return unicodedata.normalize("NFC", word).casefold()


def closest(word: str, known: Iterable[str], most: int = 2) -> list[str]:
    """The known words at most so many letters away from `word`, nearest first; short words allow fewer.

    Hardly anyone gets both ends of a word wrong, so those that share neither are passed over quickly.
    """
    wanted = folded(word)
    found = []
    for place, one in enumerate(known):
        other = folded(one)
        allowed = min(most, max(len(wanted), len(other)) // 3)
        if abs(len(other) - len(wanted)) <= allowed and (other[:1] == wanted[:1] or other[-1:] == wanted[-1:]):
            away = distance(wanted, other, allowed)
            if away <= allowed:
                found.append((away, place, one))
    return [one for _, _, one in sorted(found)]
