"""Parsers for tag values other than durations and dates: names with lags, risks, percentages, money, rhythms."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from plainplan.messages import msg
from plainplan.pattern import pattern
from plainplan.source import Span
from plainplan.syntax.document import Name
from plainplan.syntax.durations import UNIT_OF, read_lag
from plainplan.syntax.numbers import plain_signs, read_money, read_number
from plainplan.syntax.outcome import Unread
from plainplan.syntax.rules import UNREADABLE_VALUE
from plainplan.values import Lag, Rhythm, Risk, exact

if TYPE_CHECKING:
    from fractions import Fraction

_FRACTION = pattern(r"0[.,][0-9]{1,4}|1[.,]0+")
_THOUSANDS = pattern(r"(?P<number>[^kK]+)(?P<k>[kK]?)")
_CURRENCY = pattern(r"^[^\W\d_]{3}(?=[0-9])|(?<=[0-9kK])[^\W\d_]{3}$|[$€£¥₹]")
_EVERY = pattern(r"(?P<count>[0-9]{1,4})?(?P<unit>[a-z]+)")
_RHYTHM_UNITS = {"d": "day", "w": "week", "m": "month"}
_ADVERBS = {"daily": "day", "weekly": "week", "monthly": "month", "yearly": "12m", "annually": "12m", "quarterly": "3m"}

_QUOTES = dict.fromkeys(map(ord, "'’‘‛′`´\"“”„‟″«»‹›"))

RISKS = {"low": 10, "medium": 30, "high": 60}
"""What the words for a risk stand for, in percent."""


def is_name(text: str) -> bool:
    """Whether a text is a valid name: letters of any script, digits, `-` and `_`, not starting with `-`."""
    if text.isascii():
        return text[:1] != "-" and text.replace("-", "_").replace("_", "a").isalnum()
    return text[:1] != "-" and all(one in "-_" or unicodedata.category(one)[0] in "LNM" for one in text)


def spelled_alike(text: str) -> str:
    """A name with its accents written in one way, and without quotes: keyboards write both in several ways, and a name
    that comes from a title has no quotes."""
    return text if text.isalnum() and text.isascii() else unicodedata.normalize("NFC", text).translate(_QUOTES)


def read_name(text: str) -> str | Unread:
    """What stands after `^`."""
    if text.lower() == "start":
        message = msg("`start` cannot be a name: `after:start` means the start of what holds a thing")
        return Unread(UNREADABLE_VALUE, message, msg("choose another name"))
    if is_name(text):
        return unicodedata.normalize("NFC", text)
    return Unread(
        UNREADABLE_VALUE, msg("`^{text}` is not a name", text=text), msg("a name is letters, digits, `-` and `_`")
    )


def read_handle(text: str) -> str | None:
    """What stands after `@` or `#`; None where it is no such thing."""
    return text if text[0].isalpha() and is_name(text.replace(".", "")) else None


def read_names(text: str, mark: str = ".") -> tuple[Name, ...] | Unread:
    """What stands after `after:` and `with:`; the names' spans count from the text's start."""
    names = []
    start = 0
    for part in text.split(","):
        readings = _readings(part, mark)
        if isinstance(readings, Unread):
            instead = readings.instead and text[:start] + readings.instead + text[start + len(part) :]
            return readings._replace(instead=instead)
        names.append(Name(part, Span(start, start + len(part)), readings))
        start += len(part) + 1
    return tuple(names)


def _readings(text: str, mark: str = ".") -> tuple[tuple[str, Lag | None], ...] | Unread:
    """Every way to read a name with or without a lag, longest name first."""
    text = spelled_alike(text)
    found: list[tuple[str, Lag | None]] = [(text, None)] if is_name(text) else []
    trouble = None
    for cut in range(len(text) - 1, 0, -1):
        if text[cut] in "+-" and is_name(text[:cut]):
            lag = read_lag(text[cut:], mark)
            if isinstance(lag, Lag):
                found.append((text[:cut], lag))
            elif lag is not None and text[cut] == "+":
                trouble = lag
    if found:
        return tuple(found)
    help = msg("write names with commas between and no blanks: `after:teas,visit`, with a lag `after:teas+2w`")
    if text[:1] in ("^", "#", "@") and not isinstance(_readings(text[1:]), Unread):
        return Unread(UNREADABLE_VALUE, msg("`{text}` is not a name", text=text), help, text[1:])
    return trouble or Unread(
        UNREADABLE_VALUE, msg("`{text}` is not a name", text=text) if text else msg("a name is missing here"), help
    )


def _number(text: str, mark: str) -> int | Fraction | None:
    """The number before `%`; of two readings, the one that is at most 100 %."""
    numbers = [read_number(text[:-1], one) for one in (mark, ".", ",")] if text.endswith("%") else []
    known = [number for number in numbers if number is not None]
    return next((number for number in known if number <= 100), known[0] if known else None)


def read_percent(text: str, mark: str = ".") -> Fraction | Unread:
    """`40%` as a share of one."""
    value = _percent(text, mark)
    return value if isinstance(value, Unread) else exact(value) / 100


def _percent(text: str, mark: str) -> int | Fraction | Unread:
    """`40%`, from 0 to 100."""
    value = _number(text, mark) if text.isascii() else None
    if value is None:
        return Unread(
            UNREADABLE_VALUE,
            msg("`{text}` is not a percentage", text=text),
            msg("write it like `40%`"),
            _as_percent(text),
        )
    if value > 100:
        return Unread(
            UNREADABLE_VALUE,
            msg("`{text}` is more than all of it", text=text),
            msg("a percentage goes from `0%` to `100%`"),
        )
    return value


def read_risk(text: str, mark: str = ".") -> Risk | Unread:
    """`30%`, `low`, or `40%->10%` for before and after the solution."""
    ends = text.split("->")
    values = [RISKS.get(end.lower()) or _percent(end, mark) for end in ends]
    for end, value in zip(ends, values, strict=True):
        if isinstance(value, Unread):
            help = msg("write `risk:30%`, `risk:low`, `risk:medium`, `risk:high` or `risk:40%->10%`")
            message = value.message if _number(end, mark) is not None else msg("`{text}` is not a risk", text=text)
            instead = value.instead if len(ends) == 1 else None
            return Unread(UNREADABLE_VALUE, message, help, instead)
    numbers = [float(value / 100) for value in values if not isinstance(value, Unread)]
    if len(numbers) > 2:
        return Unread(
            UNREADABLE_VALUE, msg("`{text}` has more than two risks", text=text), msg("write `risk:40%->10%`")
        )
    return Risk(numbers[0], numbers[1] if len(numbers) == 2 else None)


def read_cost(text: str, mark: str = ".") -> Fraction | Unread:
    """An amount as a plain number, with at most two decimals whatever the language."""
    amount = read_money(text) if text.replace("’", "'").isascii() else None
    if amount is not None and amount < 10**15:
        return exact(amount)
    help = msg("write a plain number such as `cost:1200`; the currency stands in the front matter")
    return Unread(UNREADABLE_VALUE, msg("`{text}` is not an amount of money", text=text), help, _as_money(text))


def read_rhythm(text: str) -> Rhythm | Unread:
    """`day`, `week`, `month`, or a number of them: `2w`."""
    lowered = text.lower()
    match = _EVERY.fullmatch(lowered)
    unit = _RHYTHM_UNITS.get(UNIT_OF.get(match["unit"], "")) if match else None
    if match and unit and (match["count"] is None or int(match["count"]) > 0):
        return Rhythm(unit, int(match["count"] or 1), text)
    instead = _ADVERBS.get(lowered) or ("12m" if lowered in ("year", "y", "1y") else None)
    help = msg("write `every:day`, `every:week`, `every:month` or a number of them: `every:2w`")
    return Unread(UNREADABLE_VALUE, msg("`{text}` is not a rhythm", text=text), help, instead)


def _as_percent(text: str) -> str | None:
    if _FRACTION.fullmatch(text):
        percent = exact(text.replace(",", ".")) * 100
        return f"{percent.numerator}%" if percent.denominator == 1 else f"{float(percent):g}%"
    return text + "%" if text.isascii() and text.isdigit() and int(text[:4]) <= 100 and len(text) <= 3 else None


def _as_money(text: str) -> str | None:
    match = _THOUSANDS.fullmatch(_CURRENCY.sub("", plain_signs(text)))
    amount = read_money(match["number"]) if match else None
    if match is None or amount is None:
        return None
    amount *= 1000 if match["k"] else 1
    return str(int(amount)) if amount == int(amount) else f"{float(amount):.2f}"
