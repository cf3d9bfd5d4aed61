"""Widths of text on a page, estimated without a font: needed before labels are placed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from unicodedata import category, east_asian_width

SIZES = {"wide": 13.0, "mid": 13.0, "tablet": 13.0, "phone": 12.0, "print": 10.67}
"""The size of a label at each width of page, in CSS pixels."""

# Advance widths of the look's bold sans in thousandths of an em, rounded up: its regular is a little narrower.
_WIDTHS = (
    (210, " \u00a0"),
    (290, "',.:;ijlI|·"),
    (345, "()[]{}-/\\!"),
    (380, "frt"),
    (450, "*?sz"),
    (475, "c"),
    (520, '#$+<=>^_~"0123456789aegvyxJLFY–'),
    (550, "koETVXZ`"),
    (580, "bdhnpquAC"),
    (600, "BKPRS"),
    (680, "DGHNOQU&"),
    (760, "wM©"),
    (880, "%mW@—æÆœŒ"),
    (970, "…"),
)
_LETTER, _CAPITAL, _FOREIGN, _FULL = 640, 760, 800, 1100

# Of scripts that our own fonts lack, by their first and last letter: what fonts that have them take on the average.
_SCRIPTS = (
    ("\u0590", "\u05ff", 610),  # Hebrew
    ("\u0600", "\u077f", 620),  # Arabic, whose letters are narrower inside words
    ("\u0900", "\u097f", 680),  # Devanagari
    ("\u0e00", "\u0e7f", 640),  # Thai
    ("\u2e80", "\ua4cf", 1010),  # Chinese and Japanese
    ("\uac00", "\ud7a3", 980),  # Korean
)


def text_width(text: str, name: str, sizes: Mapping[str, float] = SIZES) -> float:
    """The width of a label in CSS pixels, rather too large than too small."""
    return ems(text) * sizes[name] / 1000


@lru_cache(maxsize=4096)
def ems(text: str) -> int:
    """The width of a text in thousandths of an em."""
    return sum(map(_KNOWN.__getitem__, text))


class _Known(dict[str, int]):
    """The widths of characters; those not in the table are estimated at their first use and cached."""

    def __missing__(self, letter: str) -> int:
        self[letter] = _other(letter)
        return self[letter]


_KNOWN = _Known({letter: width for width, letters in reversed(_WIDTHS) for letter in letters})


def _other(letter: str) -> int:
    """The estimated width of a character that is not in the table, by its Unicode category and width class."""
    if category(letter) in ("Mn", "Me", "Cf"):
        return 0
    width = next((width for first, last, width in _SCRIPTS if first <= letter <= last), None)
    if width is not None:
        return width
    if east_asian_width(letter) in "WF" or letter > "\uffff":
        return _FULL
    if letter.islower() or letter.isupper():
        return _CAPITAL if letter.isupper() else _LETTER
    return _FOREIGN
