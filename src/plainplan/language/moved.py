"""Where places of a text have gone since it was compiled: an editor asks about the text as it stands now."""

from __future__ import annotations

from plainplan.source import Span
from plainplan.syntax.incremental import common_end, common_start
from plainplan.tuples import NamedTuple


class Moved(NamedTuple):
    """One stretch that differs: from `start` on, up to `old_end` in the older text and `new_end` in the newer one."""

    start: int
    old_end: int
    new_end: int

    def to_old(self, offset: int) -> int | None:
        """A place of the newer text in the older one; None within what was written since."""
        if offset <= self.start:
            return offset
        return offset - self.new_end + self.old_end if offset >= self.new_end else None

    def to_new(self, offset: int) -> int | None:
        """A place of the older text in the newer one; None within what is no more."""
        if offset <= self.start:
            return offset
        return offset - self.old_end + self.new_end if offset >= self.old_end else None

    def span(self, span: Span) -> Span | None:
        """A stretch of the older text in the newer one; None where any of it was changed."""
        if span.end <= self.start:
            return span
        by = self.new_end - self.old_end
        return Span(span.start + by, span.end + by) if span.start >= self.old_end else None

    def nearest_old(self, offset: int) -> int:
        """A place of the newer text in the older one; for what was written since, where that was written."""
        found = self.to_old(offset)
        return min(self.start, self.old_end) if found is None else found


def moved(old: str, new: str) -> Moved:
    """How a text has changed, as the one stretch outside of which nothing has."""
    if old == new:
        return Moved(len(old), len(old), len(new))
    start = common_start(old, new)
    tail = common_end(old, new, start)
    return Moved(start, len(old) - tail, len(new) - tail)
