"""When to look at a file that something happened to: at once where it is whole, else when it is quiet."""

from __future__ import annotations

from plainplan.tuples import NamedTuple
from plainplan.watch.notices import GONE, MADE, WHOLE, WRITING, Notice

QUIET = 0.03  # after the last sign of a file being written
LONGEST = 0.5  # after the first one, for a writer that never closes
BELIEVED = 0.2  # until a file that went is taken for gone, or one without text for empty: editors put it back

EMPTIED = "emptied"


class Signs(NamedTuple):
    """What was heard of one file since it was last looked at: the last kind, and when it was first and last."""

    kind: str
    first: float
    last: float


class Pending:
    """The files to look at, and from when on."""

    def __init__(self, tells_closing: bool) -> None:
        self._tells_closing = tells_closing
        self._signs: dict[str, Signs] = {}

    def note(self, notice: Notice, now: float) -> None:
        signs = self._signs.get(notice.path)
        first = signs.first if signs and signs.kind != WHOLE else now
        self._signs[notice.path] = Signs(notice.kind, first, now)

    def take(self, now: float) -> list[tuple[str, Signs]]:
        """The files to look at now; they are pending no longer."""
        due = [(path, signs) for path, signs in self._signs.items() if self._due(signs) <= now]
        for path, _ in due:
            del self._signs[path]
        return due

    def next_due(self) -> float | None:
        """When there is something to look at, if there is anything."""
        return min(map(self._due, self._signs.values()), default=None)

    def _due(self, signs: Signs) -> float:
        if signs.kind == WHOLE:
            return signs.last
        if signs.kind in (GONE, EMPTIED):
            return signs.last + BELIEVED
        if signs.kind == WRITING and self._tells_closing:
            return signs.first + LONGEST
        assert signs.kind in (MADE, WRITING)
        return min(signs.last + QUIET, signs.first + LONGEST)
