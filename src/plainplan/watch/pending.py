"""Debouncing: when to read a file that has changed, at once if it is complete, else after a quiet time."""

from __future__ import annotations

from plainplan.tuples import NamedTuple
from plainplan.watch.notices import GONE, MADE, WHOLE, WRITING, Notice

QUIET = 0.03  # quiet time after the last write
LONGEST = 0.5  # at most this after the first write, for a writer that never closes its file
BELIEVED = 0.2  # before a missing file counts as removed, or an empty one as empty: editors replace files

EMPTIED = "emptied"


class Signs(NamedTuple):
    """Notices of a file since it was last read: the last kind, and the times of the first and last."""

    kind: str
    first: float
    last: float


class Pending:
    """Files to read, and when."""

    def __init__(self, tells_closing: bool) -> None:
        self._tells_closing = tells_closing
        self._signs: dict[str, Signs] = {}

    def note(self, notice: Notice, now: float) -> None:
        signs = self._signs.get(notice.path)
        first = signs.first if signs and signs.kind != WHOLE else now
        self._signs[notice.path] = Signs(notice.kind, first, now)

    def take(self, now: float) -> list[tuple[str, Signs]]:
        """Remove and return the files that are due now."""
        due = [(path, signs) for path, signs in self._signs.items() if self._due(signs) <= now]
        for path, _ in due:
            del self._signs[path]
        return due

    def next_due(self) -> float | None:
        """The time at which the next file is due; None if none is pending."""
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
