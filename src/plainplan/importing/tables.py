"""Tables that are plans: which of their columns say what is to be done, when, how long, and how far it is."""

from __future__ import annotations

from plainplan.importing.outline import Rows
from plainplan.readings import Lexicon
from plainplan.readings.columns import column_kinds
from plainplan.tuples import NamedTuple


class PlanTable(NamedTuple):
    """`kinds` tells what each column says, `titles` which together are what is to be done; `names` gives for each kind
    the word that a field of it has."""

    kinds: tuple[str, ...]
    titles: tuple[int, ...]
    period: int | None
    names: dict[str, str]


def plan_table(rows: Rows, words: Lexicon) -> PlanTable | None:
    """A table as a plan; None where no column tells a time or how far things are."""
    kinds = column_kinds(rows.header, words)
    if kinds is None or not rows.rows:
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
