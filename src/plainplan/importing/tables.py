"""Tables that are plans: which of their columns say what is to be done, when, how long, and how far it is."""

from __future__ import annotations

from datetime import date

from plainplan.importing.outline import Rows
from plainplan.readings import Lexicon
from plainplan.readings.columns import column_kinds
from plainplan.readings.dates import find_dates
from plainplan.readings.lengths import find_lengths
from plainplan.readings.straight import straight
from plainplan.source import Span
from plainplan.tuples import NamedTuple


class PlanTable(NamedTuple):
    """`kinds` tells what each column says, `titles` which together are what is to be done; `names` gives for each kind
    the word that a field of it has."""

    kinds: tuple[str, ...]
    titles: tuple[int, ...]
    period: int | None
    names: dict[str, str]


_ANY_DAY = date(2000, 1, 1)
_MOST_OF = 0.6


def _by_cells(rows: Rows, place: int, words: Lexicon) -> str:
    """What a column whose heading tells nothing says, by its cells: lengths, or days."""
    cells = [row[place] for row in rows.rows if place < len(row) and row[place].strip()]
    lengths = sum(any(_fills(one.span, cell) for one in find_lengths(straight(cell), words)) for cell in cells)
    days = sum(any(_fills(one.span, cell) for one in find_dates(straight(cell), words, _ANY_DAY)) for cell in cells)
    if lengths > 1 and lengths >= _MOST_OF * len(cells):
        return "duration"
    return "due" if days > 1 and days >= _MOST_OF * len(cells) else ""


def _fills(span: Span, cell: str) -> bool:
    return span.end - span.start >= _MOST_OF * len(cell.strip())


def plan_table(rows: Rows, words: Lexicon) -> PlanTable | None:
    """A table as a plan; None where no column tells a time or how far things are."""
    named = column_kinds(rows.header, words)
    if named is None or not rows.rows:
        return None
    kinds = tuple(kind or _by_cells(rows, place, words) for place, kind in enumerate(named))
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
