"""What the columns of a table of work say, by their headings."""

from __future__ import annotations

from collections.abc import Sequence

from plainplan.readings.labels import label_kind
from plainplan.readings.lexicon import Lexicon
from plainplan.readings.sections import plain_title

TIMELY = ("due", "start", "duration", "status", "on", "done", "period")
"""Columns that tell when, how long or how far: with one of them a table is a plan."""

_MOST = 40
_PHASES = 4


def column_kinds(headers: Sequence[str], words: Lexicon) -> tuple[str, ...] | None:
    """What each column says, empty where that is not known; None where the table is no plan."""
    if not 2 <= len(headers) <= _MOST:
        return None
    kinds = tuple(_kind(header, words) for header in headers)
    timely = sum(kind in TIMELY for kind in kinds)
    return kinds if timely > 1 or (timely and {"step", "goal"} & set(kinds)) else None


def _kind(header: str, words: Lexicon) -> str:
    plain = plain_title(header)
    if not plain:
        return ""
    if _is_period(plain, words):
        return "period"
    for kind in ("step", "goal"):
        if plain in words.words("columns", kind):
            return kind
    kind = label_kind(header, words)
    if kind in ("finish", "primary"):
        return "due"
    return kind or _by_part(plain, words)


def _is_period(plain: str, words: Lexicon) -> bool:
    """`Week`, `Day`, `Phase`; not `Module` or `Lesson`, which are what is learnt."""
    return any(
        plain in (words.words("periods", row) if row else words.own("periods", row)[:_PHASES])
        for row in words.rows("periods")
    )


def _by_part(plain: str, words: Lexicon) -> str:
    """By one of its words: `Expected duration`, `Est. cost (USD)`."""
    for kind in ("due", "start", "duration", "cost", "status"):
        names = words.words("labels", kind)
        if any(part in names for part in plain.split() if len(part) > 3):
            return kind
    return ""
