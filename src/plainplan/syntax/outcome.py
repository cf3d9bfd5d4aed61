"""The error value of a tag's value reader."""

from __future__ import annotations

from plainplan.diagnostics import Rule
from plainplan.tuples import NamedTuple


class Unread(NamedTuple):
    """A value that is invalid. `instead` is the replacement to suggest, where it is clear; `safe`, whether a fix is."""

    rule: Rule
    message: str
    help: str
    instead: str | None = None
    safe: bool = True
