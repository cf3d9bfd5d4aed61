"""What a value reader gives when it cannot read: which rule says so, in which words, and what would work."""

from __future__ import annotations

from plainplan.diagnostics import Rule
from plainplan.tuples import NamedTuple


class Unread(NamedTuple):
    """A value that cannot be read. `instead` is what could stand in its place, where that is clear."""

    rule: Rule
    message: str
    help: str
    instead: str | None = None
    safe: bool = True
