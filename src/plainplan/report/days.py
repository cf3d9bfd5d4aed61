"""Days in reports: in ISO form for programs, in English for people."""

from __future__ import annotations

from datetime import date
from typing import overload

from plainplan.words import words_for


@overload
def iso(day: int) -> str: ...
@overload
def iso(day: int | None) -> str | None: ...
def iso(day: int | None) -> str | None:
    """A day (an ordinal) as `2026-11-01`."""
    return None if day is None else date.fromordinal(day).isoformat()


def day_text(day: int | None) -> str:
    """A day (an ordinal) as `1 Nov 2026`; `no date` for None."""
    return "no date" if day is None else words_for("en").date(day)
