"""Days that a text names and no calendar has: `31 June 2027`, `2027-02-30`, `29 February 2027`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from plainplan.readings.lexicon import Lexicon, either
from plainplan.readings.straight import straight

_LEAP_YEAR = 2028


@lru_cache(maxsize=16)
def _patterns(words: Lexicon) -> tuple[re.Pattern[str], ...]:
    month = rf"(?P<month>{either(words.months)})\.?"
    joiner = r"(?:\s*(?:de|of|del|do|du)\s+|\s+)"
    ordinal = r"(?:st|nd|rd|th|er|\.|º|ª)?"
    return (
        re.compile(r"(?<![\w/.-])(?P<year>\d{4})-(?P<number>\d{1,2})-(?P<day>\d{1,2})(?![\w/-])"),
        re.compile(r"(?<![\w/.-])(?P<day>\d{1,2})(?P<by>[./])(?P<number>\d{1,2})(?P=by)(?P<year>\d{4})(?![\w/])"),
        re.compile(r"(?P<year>\d{4})年(?P<number>\d{1,2})月(?P<day>\d{1,2})[日号]"),
        re.compile(rf"(?<![\w/.,-])(?P<day>\d{{1,2}}){ordinal}{joiner}{month}(?:,?{joiner}(?P<year>\d{{4}}))?(?!\w)"),
        re.compile(rf"{month}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})(?!\w)"),
    )


def impossible_days(text: str, words: Lexicon) -> Iterator[str]:
    """Each such day in its own words, in the order of the patterns that find it."""
    plain = straight(text)
    if not any(map(str.isdecimal, plain)):
        return
    for pattern in _patterns(words):
        for match in pattern.finditer(plain):
            if not _is_any(match, words):
                yield text[slice(*match.span())].strip()


def _is_any(match: re.Match[str], words: Lexicon) -> bool:
    """Whether there is such a day, with day and month in either order where both are numbers."""
    found = match.groupdict()
    month = words.months[found["month"]] if found.get("month") else int(found["number"])
    year, day = int(found["year"] or _LEAP_YEAR), int(found["day"])
    return _is_day(year, month, day) or (not found.get("month") and _is_day(year, day, month))


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
