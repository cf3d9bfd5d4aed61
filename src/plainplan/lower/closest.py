"""Suggestions for unknown words: the known words closest by edit distance."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from plainplan.syntax.edit_distance import distance


def folded(word: str) -> str:
    """A word normalised for comparison: case, and one form of accents."""
    return unicodedata.normalize("NFC", word).casefold()


def closest(word: str, known: Iterable[str], most: int = 2) -> list[str]:
    """The known words within edit distance `most` of `word`, nearest first; short words allow fewer edits.

    As an optimisation, words that share neither the first nor the last letter are skipped.
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
