"""Reading durations: `6w`, `1y6m`, ranges `4-8w`, three points `4/6/9m`, and lags such as `+2w`."""

from __future__ import annotations

import re
from fractions import Fraction

from plainplan.pattern import pattern
from plainplan.syntax.outcome import Unread
from plainplan.syntax.rules import OUT_OF_RANGE, UNREADABLE_DURATION
from plainplan.tuples import NamedTuple
from plainplan.values import Duration, Estimate, Lag

SPELLINGS = {
    "y": ("y", "yr", "yrs", "year", "years"),
    "m": ("m", "mo", "mos", "mon", "mons", "month", "months"),
    "w": ("w", "wk", "wks", "week", "weeks"),
    "d": ("d", "day", "days"),
    "h": ("h", "hr", "hrs", "hour", "hours"),
}
"""Every unit of a duration, longest first, in all its spellings."""

UNIT_OF = {spelling: unit for unit, spellings in SPELLINGS.items() for spelling in spellings}
_ORDER = "ymwdh"
_DIGITS, _LETTERS = "0123456789", "abcdefghijklmnopqrstuvwxyz"
_PART = pattern(r"(?P<number>[0-9]+(?:[.,][0-9]+)?)(?P<unit>[a-z]*)", re.IGNORECASE)
_ATTEMPT = pattern(r"[-+–]?[.,]?[0-9][0-9.,/–-]*(?P<letters>[^\W\d_]+)")
_LAG = pattern(r"[+-].+")

# What people write after `~` and a number without meaning a duration: `~5k`, `~10km`, `~3rd`.
_MEASURES = frozenset({
    "k", "km", "mm", "cm", "dm", "ft", "in", "mi", "kg", "g", "mg", "lb", "lbs", "oz", "l", "ml", "cl", "dl", "kb",
    "mb", "gb", "tb", "hz", "st", "nd", "rd", "th", "am", "pm", "px", "pt", "pts", "p", "pp", "c", "f", "kcal",
    "cal", "kw", "kwh", "mph", "kmh", "eur", "usd", "gbp", "chf", "bn", "mio", "mln",
})  # fmt: skip
_MAX_DAYS = 9999 * 366
_HELP = "write a number and a unit, such as `6w`, `1y6m` or `20h` (h, d, w, m for months, y)"
_SHORT_UNITS = frozenset({"min", "mins", "minute", "minutes", "s", "sec", "secs", "second", "seconds"})


class Length(NamedTuple):
    """A duration and the units in which it is written, longest first."""

    duration: Duration
    units: str


def looks_like_duration(body: str) -> bool:
    """Whether what stands after `~` is meant as a duration; `~5 people`, `~/thesis` and `~10km` are prose."""
    if body[0] in _DIGITS and body.lstrip(_DIGITS + "-/") in UNIT_OF:  # as nearly all are
        return True
    match = _ATTEMPT.match(body)
    return match is not None and match["letters"].lower() not in _MEASURES


def read_estimate(body: str) -> Estimate | Unread:
    """What stands after `~`: one length, a range or three points."""
    points = body.split("/")
    if len(points) == 3:
        return _read_points(body, points, ("optimistic", "likely", "pessimistic"))
    if len(points) > 1:
        return _unread(body, "a range is written `4-8w`, three points `4/6/9m`")
    ends = body.replace("–", "-").split("-")
    if len(ends) == 2 and ends[0] and ends[1].lower() in UNIT_OF:
        return _unread(body, _HELP, "".join(ends))
    if len(ends) == 2 and ends[0]:
        return _read_points(body, ends, ("shortest", "longest"))
    length = read_length(body)
    return length if isinstance(length, Unread) else Estimate("~" + body, likely=length.duration)


def read_lag(text: str) -> Lag | Unread | None:
    """`+2w` or `-3d`; None where the text is no lag at all."""
    if not _LAG.fullmatch(text):
        return None
    length = read_length(text[1:])
    return length if isinstance(length, Unread) else Lag(length.duration, text[0] == "-", text)


def read_length(text: str, unit: str = "") -> Length | Unread:
    """One length such as `1y6m`; `unit` is taken where a lone number has none."""
    amounts: dict[str, int | Fraction] = {}
    if name := _lone_unit(text, unit):
        return _length(text, {name: int(text.rstrip(_LETTERS))})
    end = 0
    for match in _PART.finditer(text):
        if match.start() != end:
            break
        end = match.end()
        written = match["unit"].lower() or (unit if match[0] == text else "")
        name = UNIT_OF.get(written)
        if name is None or (amounts and _ORDER.index(name) <= _ORDER.index(list(amounts)[-1])):
            return _wrong_unit(text, match["number"], written, name)
        number = _number(match["number"])
        if number is None:
            return _too_long(text)
        amounts[name] = number
    if not amounts or end != len(text):
        return _unread(text, _HELP)
    return _length(text, amounts)


def _lone_unit(text: str, unit: str) -> str | None:
    """The unit of a length that is one whole number and a unit, as nearly all are."""
    return UNIT_OF.get(text.lstrip(_DIGITS) or unit) if text and text[0] in _DIGITS and len(text) <= 12 else None


def rough_days(duration: Duration) -> Fraction:
    """About how many days it is, to compare lengths; an hour counts as a 24th of a day."""
    months, weeks, days, hours = duration
    return Fraction(487, 16) * months + 7 * weeks + days + Fraction(hours) / 24


def _read_points(body: str, points: list[str], names: tuple[str, ...]) -> Estimate | Unread:
    unit = points[-1].lstrip(_DIGITS)
    if unit not in UNIT_OF or unit == points[-1]:
        last = _PART.fullmatch(points[-1])
        unit = last["unit"].lower() if last else ""
    lengths = []
    for point in points:
        length = read_length(point, unit)
        if isinstance(length, Unread):
            return length if length.rule is OUT_OF_RANGE else _unread(body, _HELP)
        lengths.append(length)
    units = {length.units for length in lengths}
    comparable = len(units) == 1 or not any("h" in one for one in units)
    sizes = [rough_days(length.duration) for length in lengths]
    if comparable and sizes != sorted(sizes):
        return _reversed(body, points, sizes, names)
    durations = [length.duration for length in lengths]
    if len(durations) == 3:
        return Estimate("~" + body, likely=durations[1], low=durations[0], high=durations[2])
    return Estimate("~" + body, low=durations[0], high=durations[1], mixed=len(units) > 1)


def _reversed(body: str, points: list[str], sizes: list[Fraction], names: tuple[str, ...]) -> Unread:
    plain = [point for point in points if _PART.fullmatch(point)]
    instead = None
    if len(plain) == len(points):
        unit = plain[-1].lstrip("0123456789.,")
        with_units = [point if point[-1].isalpha() else point + unit for point in points]
        in_order = [point for _, point in sorted(zip(sizes, with_units, strict=True))]
        if all(point.endswith(unit) and point[: -len(unit)][-1].isdigit() for point in in_order):
            in_order = [*(point[: -len(unit)] for point in in_order[:-1]), in_order[-1]]
        instead = ("/" if len(points) == 3 else "-").join(in_order)
    message = f"`~{body}` is upside down: the {names[0]} length comes first"
    return Unread(UNREADABLE_DURATION, message, f"write {', then '.join(names)}", instead, safe=False)


def _number(text: str) -> int | Fraction | None:
    """The number, or None where it has more digits than any calendar needs."""
    if len(text) > 30:
        return None
    value = Fraction(text.replace(",", "."))
    return value.numerator if value.denominator == 1 else value


def _length(text: str, amounts: dict[str, int | Fraction]) -> Length | Unread:
    months = 12 * amounts.get("y", 0) + amounts.get("m", 0)
    duration = Duration(months, amounts.get("w", 0), amounts.get("d", 0), amounts.get("h", 0))
    if rough_days(duration) > _MAX_DAYS:
        return _too_long(text)
    return Length(duration, "".join(amounts))


def _too_long(text: str) -> Unread:
    shown = text if len(text) <= 20 else text[:17] + "…"
    return Unread(OUT_OF_RANGE, f"`{shown}` is longer than any calendar", "the calendar ends in the year 9999")


def _wrong_unit(text: str, number: str, unit: str, known: str | None) -> Unread:
    if unit in _SHORT_UNITS:
        return _unread(text, "the shortest unit is an hour: half of one is `0.5h`")
    if known is None:
        named = f"`{unit}` is no unit; " if unit else f"`{number}` has no unit; "
        return _unread(text, named + _HELP)
    return _unread(text, "write each unit once, from long to short: `1y6m`, `1w3d` (`m` is months; minutes are `0.5h`)")


def _unread(text: str, help: str, instead: str | None = None) -> Unread:
    shown = text if len(text) <= 40 else text[:37] + "…"
    return Unread(UNREADABLE_DURATION, f"`{shown}` cannot be read as a duration", help, instead)
