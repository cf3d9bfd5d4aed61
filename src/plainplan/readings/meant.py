"""How much the words after `after` and a title have in common: which thing is meant by them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from plainplan.pattern import pattern
from plainplan.readings.first_look import has_joined
from plainplan.readings.lexicon import Lexicon
from plainplan.readings.straight import straight

ENOUGH = 0.6
"""The share of the words from which a title may be meant."""

_STEM = 4
_WORD = pattern(r"[^\W_]+")
_HEAD = pattern(r"\s*[,(（：:、]|\s-\s")


@lru_cache(maxsize=4096)  # each title is compared with all that is waited for
def content(text: str, words: Lexicon) -> tuple[str, ...]:
    """The words of a text that carry meaning."""
    common = _common(words)
    return tuple(one for one in _WORD.findall(straight(text)) if one not in common)


@lru_cache(maxsize=16)
def _common(words: Lexicon) -> frozenset[str]:
    return frozenset(one for one in words.own("common") if len(one) < _STEM)


@lru_cache(maxsize=4096)
def _beginnings(text: str, words: Lexicon) -> frozenset[str]:
    """The first letters of the words of a text that carry meaning: of words that are alike they are the same."""
    return frozenset(one[:_STEM] for one in content(text, words))


def closeness(said: str, title: str, words: Lexicon) -> tuple[float, int] | None:
    """How close a title is to what is said, to be compared with others: the larger share of the words first, then the
    fewer words beside them. None where it cannot be meant."""
    wanted, have = content(said, words), content(title, words)
    if not wanted:
        return None
    if not has_joined(said) and _beginnings(said, words).isdisjoint(_beginnings(title, words)):
        return None
    share = _share(wanted, have, said, title)
    if share < ENOUGH:
        return None
    head = content(_HEAD.split(title)[0], words)
    starts = bool(head) and _alike(head[0], wanted[0])
    return -share, len(head or have) - starts


def _share(wanted: Sequence[str], have: Sequence[str], said: str, title: str) -> float:
    """How much of what is waited for a title has, by words that begin alike."""
    if has_joined(said):
        return _joined_share(said, title)
    hits = sum(any(_alike(word, other) for other in have) for word in wanted)
    if hits < 2 and hits < len(wanted):
        is_telling = hits and len(wanted) == 2 and max(map(len, wanted)) > _STEM + 1
        return hits / len(wanted) if is_telling else 0.0
    return hits / len(wanted)


def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    if one.isdecimal() or other.isdecimal():
        return False
    size = max(_STEM, min(len(one), len(other)) - 2)
    return len(one) >= _STEM and len(other) >= _STEM and one[:size] == other[:size]


def _joined_share(said: str, title: str) -> float:
    """Of scripts without blanks: how much of the words stands together in a title."""
    said, title = "".join(_WORD.findall(straight(said))), "".join(_WORD.findall(straight(title)))
    longest = 0
    for start in range(len(said)):
        while start + longest < len(said) and said[start : start + longest + 1] in title:
            longest += 1
    return longest / len(said) if longest > 1 or len(said) == 1 else 0.0
