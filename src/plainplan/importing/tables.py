"""Tables that are plans: which of their columns say what is to be done, when, how long, and how far it is."""

from __future__ import annotations

from plainplan.importing.outline import Rows
from plainplan.readings import Lexicon
from plainplan.readings.labels import label_kind
from plainplan.readings.sections import plain_title
from plainplan.tuples import NamedTuple

_TIMELY = ("due", "start", "duration", "status", "on", "done", "period")
_MOST = 40


class PlanTable(NamedTuple):
    """`kinds` tells what each column says, `titles` which together are what is to be done; `names` gives for each kind
    the word that a field of it has."""

    kinds: tuple[str, ...]
    titles: tuple[int, ...]
    period: int | None
    names: dict[str, str]


def plan_table(rows: Rows, words: Lexicon) -> PlanTable | None:
    """A table as a plan; None where no column tells a time or how far things are."""
    if not 2 <= len(rows.header) <= _MOST or not rows.rows:
        return None
    kinds = tuple(_kind(header, words) for header in rows.header)
    if not any(kind in _TIMELY for kind in kinds):
        return None
    titles = [place for place, kind in enumerate(kinds) if kind in ("step", "goal")]
    plain = [place for place, kind in enumerate(kinds) if not kind]
    if not titles:
        titles = plain[:1]
    elif plain and plain[0] < titles[0] and len(plain) == 1:
        titles = [plain[0], *titles]
    if not titles and "period" not in kinds:
        return None
    period = kinds.index("period") if "period" in kinds else None
    names = {
        kind: words.words("labels", kind)[0]
        for kind in ("duration", "due", "start", "cost", "status", "done", "after", "every", "on")
    }
    return PlanTable(kinds, tuple(titles), period, names)


def _kind(header: str, words: Lexicon) -> str:
    """What a column says, by its heading."""
    plain = plain_title(header)
    if not plain:
        return ""
    if any(plain in words.words("periods", row) for row in words.rows("periods")):
        return "period"
    for kind in ("step", "goal"):
        if plain in words.words("columns", kind):
            return kind
    kind = label_kind(header, words)
    if kind in ("finish", "primary"):
        return "due"
    if kind == "note":
        return "note"
    return kind or _by_part(plain, words)


def _by_part(plain: str, words: Lexicon) -> str:
    """By one of its words: `Expected duration`, `Est. cost (USD)`."""
    for kind in ("due", "start", "duration", "cost", "status"):
        names = words.words("labels", kind)
        if any(part in names for part in plain.split() if len(part) > 3):
            return kind
    return ""
