"""The widths that labels are placed by are those of the look's own font, or a little more."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from plainplan.draw.letters import ems

FONTS = Path(__file__).parent.parent / "templates" / "default" / "fonts"


def widths() -> dict[str, int]:
    """The width of every letter that the bold sans has, in thousandths of its size."""
    found = {}
    for file in FONTS.glob("sans-bold-*.woff2"):
        font = TTFont(file)
        found.update({chr(point): font["hmtx"][name][0] for point, name in font.getBestCmap().items()})
    return found


WIDTHS = widths()


@pytest.mark.parametrize(
    "words",
    [
        "A 40 % risk of 4 weeks more",
        "due 15 Jan, 23 days to spare",
        "Arrive on 29 February 2032",
        "MWMW & @ % WWW 34 days overdue…",
        "zwei Monate später als geplant, straße",
        "Œuvre — œdème",
        "Σαββατοκύριακο με την οικογένεια",
        "Подготовка к экзамену",
    ],
)
def test_words_are_no_wider_than_reckoned(words: str) -> None:
    real = sum(WIDTHS[letter] for letter in words)
    assert real <= ems(words) <= real * 1.3


def test_every_plain_letter_is_known() -> None:
    plain = [letter for letter in WIDTHS if letter.isascii() and letter.isprintable()]
    assert len(plain) == 95
    assert {letter for letter in plain if not WIDTHS[letter] - 5 <= ems(letter) <= WIDTHS[letter] + 80} == set()


def test_marks_above_letters_take_no_room_and_full_ones_more() -> None:
    assert ems("e\u0301") == ems("e")
    assert ems("中") > ems("M")
    assert ems("\U0001f389") > ems("M")
