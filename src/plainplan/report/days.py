"""Days in reports: in ISO form for programs, in words for people."""

from __future__ import annotations

import re
from datetime import date
from typing import overload

from plainplan.messages import msg_count
from plainplan.words import Words


@overload
def iso(day: int) -> str: ...
@overload
def iso(day: int | None) -> str | None: ...
def iso(day: int | None) -> str | None:
    """A day (an ordinal) as `2026-11-01`."""
    return None if day is None else date.fromordinal(day).isoformat()


def day_text(day: int | None, words: Words) -> str:
    """A day (an ordinal) as `1 Nov 2026`; `no date` for None."""
    return words.say("undated") if day is None else words.date(day)


_TAG = re.compile(r"(?<![\w-])~?(\d+)([hdwmy])\b")
_RANGE = re.compile(r"(?<!\w)~(?=\d)")
_PACE = re.compile(r"(?<![\w-])(\d+(?:\.\d+)?)h/week\b")
_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_UNITS = {"h": "hours", "d": "days", "w": "weeks", "m": "months", "y": "years"}


def plainly(text: str, words: Words) -> str:
    """A change without the signs of tags, with days as people say them, titles in the marks of the language."""

    def length(match: re.Match[str]) -> str:
        return words.count(f"digits.{_UNITS[match[2]]}", int(match[1]))

    def day(match: re.Match[str]) -> str:
        try:
            return day_text(date.fromisoformat(match[0]).toordinal(), words)
        except ValueError:
            return match[0]

    def pace(match: re.Match[str]) -> str:
        hours = match[1]
        number = 1 if hours == "1" else 2
        return words.tell(msg_count("{n} hour/week", "{n} hours/week", number, n=hours))

    head, quote, rest = text.rpartition("”")
    told = head + quote + _DAY.sub(day, _RANGE.sub("", _TAG.sub(length, _PACE.sub(pace, rest))))
    opening, _, closing = words.say("why.name", title="\0").partition("\0")
    return told.replace("“", opening).replace("”", closing)
