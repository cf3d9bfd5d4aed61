"""Days in reports: in ISO form for programs, in English for people."""

from __future__ import annotations

import re
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


_TAG = re.compile(r"(?<![\w-])~?(\d+)([hdwmy])\b")
_RANGE = re.compile(r"(?<!\w)~(?=\d)")
_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_UNITS = {"h": "hour", "d": "day", "w": "week", "m": "month", "y": "year"}


def plainly(text: str) -> str:
    """A change without the signs of tags, with days as people say them."""

    def length(match: re.Match[str]) -> str:
        return f"{match[1]} {_UNITS[match[2]]}{'' if match[1] == '1' else 's'}"

    def day(match: re.Match[str]) -> str:
        try:
            return day_text(date.fromisoformat(match[0]).toordinal())
        except ValueError:
            return match[0]

    head, quote, rest = text.rpartition("”")
    return head + quote + _DAY.sub(day, _RANGE.sub("", _TAG.sub(length, rest)))
