"""Names of months, weekdays and units in every language, as CLDR has them; of most by way of Babel."""

from __future__ import annotations

import re
from typing import Literal

from plainplan.readings.known_names import MONTHS, UNITS, WEEKDAYS
from plainplan.tuples import NamedTuple

_UNITS = {"h": "hour", "min": "minute", "d": "day", "w": "week", "m": "month", "y": "year"}
_COUNTS = (1, 2, 5, 1.5)  # one of each form that a language has
_WIDTHS = ("wide", "abbreviated")
_LONG_AND_SHORT: tuple[Literal["long", "short"], ...] = ("long", "short")
_SHORTEST = 3


class Names(NamedTuple):
    """Each name with what it means: months from 1, weekdays from 0 for Monday, units by their letters."""

    months: dict[str, int]
    weekdays: dict[str, int]
    units: dict[str, str]


_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_ENGLISH = Names(
    {form: number for number, name in enumerate(_MONTHS, 1) for form in (name, name[:3])},
    {form: number for number, name in enumerate(_DAYS) for form in (name, name[:3])},
    {
        form: unit
        for unit, forms in {
            "h": "hour hours hr", "min": "minute minutes min", "d": "day days", "w": "week weeks wk wks",
            "m": "month months mth mths", "y": "year years yr yrs",
        }.items()
        for form in forms.split()
    },
)  # fmt: skip
"""Those of English, which every language is read with."""


def names(lang: str) -> Names:
    """A language's names, none where nothing is known of it."""
    if lang == "en":
        return _ENGLISH
    return _from_tables(lang) if lang in MONTHS else names_in_babel(lang)


def _from_tables(lang: str) -> Names:
    return Names(
        {name: number for number, row in enumerate(MONTHS[lang], 1) for name in row.split(", ")},
        {name: number for number, row in enumerate(WEEKDAYS[lang]) for name in row.split(", ")},
        {name: unit for unit, row in UNITS[lang].items() for name in row.split(", ")},
    )


def names_in_babel(lang: str) -> Names:
    """The same from Babel, which takes longer to load than a small plan to check."""
    from babel import Locale, UnknownLocaleError
    from babel.units import format_unit

    try:
        locale = Locale.parse(lang)
    except (UnknownLocaleError, ValueError):
        return Names({}, {}, {})
    months, days, units = dict[str, int](), dict[str, int](), dict[str, str]()
    for form in ("format", "stand-alone"):
        for width in _WIDTHS:
            months |= {_plain(name): number for number, name in locale.months[form][width].items()}
            days |= {_plain(name): number for number, name in locale.days[form][width].items()}
    for unit, known in _UNITS.items():
        for size in _LONG_AND_SHORT:
            for count in _COUNTS:
                said = format_unit(count, f"duration-{known}", size, locale=locale)
                units[_plain(re.sub(r"[\d.,٫]+", "", said))] = unit
    return Names(
        _long(months), _long(days), {word: unit for word, unit in units.items() if len(word) > 1 or not word.isascii()}
    )


def _plain(name: str) -> str:
    return name.replace("\u00a0", " ").strip().rstrip(".").lower()


def _long(found: dict[str, int]) -> dict[str, int]:
    """Without those that are too short to be told from words: `M`, `Di`."""
    return {name: number for name, number in found.items() if len(name) >= _SHORTEST or not name.isascii()}
