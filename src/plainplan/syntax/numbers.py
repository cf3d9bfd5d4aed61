"""Parsing numbers as people write them: `1,000`, `1.200,50`, `1'000`, `1 000`, in digits of any script.

Some are ambiguous: `1,000` is a thousand in English and one in German. So numbers are parsed by the decimal `mark` of a
language, `.` or `,`; where only one reading is possible, it holds in every language.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import TYPE_CHECKING

from plainplan.pattern import pattern
from plainplan.values import exact

if TYPE_CHECKING:
    from fractions import Fraction

BLANKS = " \u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000"
_GROUPERS = "'’_"
_SIGNS = {
    **dict.fromkeys(BLANKS, " "),
    "\u066b": ".", "\u066c": "'", "．": ".", "，": ",", "％": "%", "－": "-", "＋": "+",
}  # fmt: skip
_MOST = 30

NUMBER = rf"[0-9]+(?:[.,{_GROUPERS}][0-9]+)*"
"""A number in a pattern, its separators in it; blanks between its groups aside."""

SPACED = rf"(?:[0-9]{{1,3}}(?: [0-9]{{3}})+(?:[.,][0-9]{{1,2}})?(?![0-9])|{NUMBER})"
"""The same, with blanks between groups of three."""

_GROUPED = pattern(r"[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,3}(?:,[0-9]{2})+,[0-9]{3}")
_UNSURE = pattern(rf"(?<![0-9.,{_GROUPERS}])[1-9][0-9]{{0,2}}(?P<sign>[.,])[0-9]{{3}}(?![0-9]|[.,{_GROUPERS}][0-9])")


def plain_signs(text: str) -> str:
    """The text with the digits, blanks and marks of any script as ASCII has them, character for character."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(one)) if one.isdecimal() else _SIGNS.get(one, one) for one in text)


def read_number(text: str, mark: str = ".") -> int | Fraction | None:
    """A number without a sign; None where it is invalid, or absurdly long."""
    if text.isascii() and text.isdecimal():
        return int(text) if len(text) <= _MOST else None
    text = plain_signs(text)
    if not re.fullmatch(SPACED, text) or len(text) > _MOST:
        return None
    whole, decimals = _split(text, mark)
    for sign in ".,'’_ ":
        if sign in whole:
            if not _GROUPED.fullmatch(whole.replace(sign, ",")):
                return None
            whole = whole.replace(sign, "")
    value = exact(f"{whole}.{decimals or 0}")
    return value.numerator if value.denominator == 1 else value


def _split(text: str, mark: str) -> tuple[str, str]:
    """What stands before the sign of the decimals, and after it; all of it and nothing where there is none."""
    at = max(text.rfind("."), text.rfind(","))
    if at < 0 or text.count(text[at]) > 1:
        return text, ""
    unsure = _UNSURE.fullmatch(text)
    if unsure and unsure["sign"] != mark:
        return text, ""
    whole, decimals = text[:at], text[at + 1 :]
    return (whole, decimals) if decimals.isdecimal() else (text, "")


def read_money(text: str) -> int | Fraction | None:
    """An amount with at most two decimals, so that `1.200` and `1,200` are the same in every language."""
    for mark in ".,":
        value = read_number(text, mark)
        if value is not None and (value * 100).denominator == 1 and not _has_many_decimals(text, mark):
            return value
    return None


def _has_many_decimals(text: str, mark: str) -> bool:
    return len(_split(plain_signs(text), mark)[1]) > 2


def is_unsure(text: str) -> bool:
    """Whether a text holds a number that is ambiguous between decimal point and decimal comma."""
    return ("." in text or "," in text) and _UNSURE.search(text) is not None


def settled(text: str, mark: str) -> str:
    """The text with each ambiguous number rewritten unambiguously, as that mark reads it."""
    return _UNSURE.sub(_plainly(mark), text)


def _plainly(mark: str) -> Callable[[re.Match[str]], str]:
    def write(match: re.Match[str]) -> str:
        whole, decimals = re.split("[.,]", match[0])
        if match["sign"] != mark:
            return whole + decimals
        shorter = decimals.rstrip("0")
        return f"{whole}.{shorter if len(shorter) < 3 else shorter + '0'}".rstrip(".")

    return write
