"""Reading durations: `6w`, `1y6m`, ranges `4-8w`, three points `4/6/9m`, and lags such as `+2w`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plainplan.messages import msg
from plainplan.pattern import pattern
from plainplan.syntax.edit_distance import distance
from plainplan.syntax.numbers import NUMBER, read_number
from plainplan.syntax.outcome import Unread
from plainplan.syntax.rules import NO_LENGTH, OUT_OF_RANGE, UNREADABLE_DURATION
from plainplan.tuples import NamedTuple
from plainplan.values import DAYS_A_MONTH, Duration, Estimate, Lag, exact

if TYPE_CHECKING:
    from fractions import Fraction

SPELLINGS = {
    "y": ("y", "yr", "yrs", "year", "years"),
    "m": ("m", "mo", "mos", "mon", "mons", "month", "months"),
    "w": ("w", "wk", "wks", "week", "weeks"),
    "d": ("d", "day", "days"),
    "h": ("h", "hr", "hrs", "hour", "hours"),
}
"""Every unit of a duration, longest first, in all its spellings."""

UNIT_OF = {spelling: unit for unit, spellings in SPELLINGS.items() for spelling in spellings}
OTHER_UNITS = {
    "jahr": "y", "jahre": "y", "jahren": "y", "monat": "m", "monate": "m", "monaten": "m", "woche": "w", "wochen": "w",
    "tag": "d", "tage": "d", "tagen": "d", "std": "h", "stunde": "h", "stunden": "h",
}  # fmt: skip
"""Units in other languages: not read in a tag, and known for what they are."""

MINUTES = ("min", "mins", "minute", "minutes", "minuten")
_ORDER = "ymwdh"
_DIGITS, _LETTERS = "0123456789", "abcdefghijklmnopqrstuvwxyz"
_PART = pattern(rf"(?P<number>{NUMBER})(?P<unit>[a-z]*)", re.IGNORECASE)
_ATTEMPT = pattern(r"[-+–]?[.,]?[0-9](?:[0-9.,/–-]|['’][0-9]{3})*(?P<letters>[^\W\d_]+)")
_OTHERWISE = pattern(
    rf"(?P<number>{NUMBER})(?:[–-]{NUMBER})?(?:(?P<rate>{'|'.join(UNIT_OF)})(?:/[^\W\d_]+)|(?P<word>[^\W\d_]+)(?:[^\w].*)?)",
    re.IGNORECASE,
)
_WITH_MINUTES = pattern(
    rf"(?:(?P<hours>[0-9]{{1,3}})(?:{'|'.join(SPELLINGS['h'])}))?(?P<low>[0-9]{{1,4}})(?:[–-](?P<high>[0-9]{{1,4}}))?"
    rf"(?P<unit>{'|'.join(sorted(MINUTES, key=len, reverse=True))}|m)",
    re.IGNORECASE,
)
_LAG = pattern(r"[+-].+")

# What people write after `~` and a number without meaning a duration: `~5k`, `~10km`, `~3rd`.
_MEASURES = frozenset({
    "k", "km", "mm", "cm", "dm", "ft", "in", "mi", "kg", "g", "mg", "lb", "lbs", "oz", "l", "ml", "cl", "dl", "kb",
    "mb", "gb", "tb", "hz", "st", "nd", "rd", "th", "am", "pm", "px", "pt", "pts", "p", "pp", "c", "f", "kcal",
    "cal", "kw", "kwh", "mph", "kmh", "eur", "usd", "gbp", "chf", "bn", "mio", "mln",
})  # fmt: skip
_MAX_DAYS = 9999 * 366
IN_ALL = msg("write how long it takes in all, such as `~6w`; hours a week stand in the front matter, as `pace:`")
_HELP = msg("write a number and a unit, such as `6w`, `1y6m` or `20h` (h, d, w, m for months, y)")
_SHORT_UNITS = frozenset({*MINUTES, "s", "sec", "secs", "second", "seconds"})
_SHORTEST = msg("the shortest unit is an hour: half of one is `0.5h`")


class WrittenLength(NamedTuple):
    """A duration and the units in which it is written, longest first."""

    duration: Duration
    units: str


def looks_like_duration(body: str) -> bool:
    """Whether the text after `~` is meant as a duration; `~5 people`, `~/thesis` and `~10km` are prose."""
    if body[0] in _DIGITS and body.lstrip(_DIGITS + "-/") in UNIT_OF:  # the common case
        return True
    match = _ATTEMPT.match(body)
    return match is not None and match["letters"].lower() not in _MEASURES


def read_estimate(body: str, mark: str = ".") -> Estimate | Unread:
    """The value of a duration tag, after `~`: one length, a range or three points."""
    found = _read_estimate(body, mark)
    return _no_length(body) or found if isinstance(found, Unread) and found.rule is UNREADABLE_DURATION else found


def _read_estimate(body: str, mark: str) -> Estimate | Unread:
    points = body.split("/")
    if len(points) == 3:
        return _read_points(body, points, mark)
    if len(points) > 1:
        return _unread(body, msg("a range is written `4-8w`, three points `4/6/9m`"))
    ends = body.replace("–", "-").split("-")
    if len(ends) == 2 and ends[0] and ends[1].lower() in UNIT_OF:
        return _unread(body, _HELP, "".join(ends))
    if len(ends) == 2 and ends[0]:
        return _read_points(body, ends, mark)
    length = read_length(body, mark=mark)
    return length if isinstance(length, Unread) else Estimate("~" + body, likely=length.duration)


def _no_length(body: str) -> Unread | None:
    """The message for a number with something that is no unit, which is prose: `3x`, `500words`, `17h/week`.

    None where a length was meant that is invalid.
    """
    instead = in_hours(body)
    if instead and not body.endswith(("m", "M")):
        return Unread(
            NO_LENGTH, msg("`~{body}` is read as text: minutes have no unit here", body=body), _SHORTEST, instead
        )
    match = _OTHERWISE.fullmatch(body)
    if match is None:
        return None
    if match["rate"]:
        return Unread(NO_LENGTH, msg("`~{body}` is read as text: it tells how often, not how long", body=body), IN_ALL)
    word = match["word"].lower()
    if word in UNIT_OF or _unit_meant(word):
        return None
    shown = body if len(body) <= 40 else body[:37] + "…"
    return Unread(
        NO_LENGTH, msg("`~{shown}` is read as text: `{word}` is no unit of time", shown=shown, word=word[:20]), _HELP
    )


def in_hours(body: str, *, months: bool = False) -> str | None:
    """A length in minutes as hours: `30min` is `0.5h`; `1h30m` too, and `30m` if `months` is set."""
    match = _WITH_MINUTES.fullmatch(body)
    if match is None or (match["unit"].lower() == "m" and not match["hours"] and not months):
        return None
    minutes = [60 * int(match["hours"] or 0) + int(match[end]) for end in ("low", "high") if match[end]]
    return "-".join(f"{max(one / 60, 0.01):.2f}".rstrip("0").rstrip(".") for one in minutes) + "h"


def _unit_meant(word: str) -> str | None:
    """The unit that a word means in another language, or with a letter mistyped."""
    if word in OTHER_UNITS:
        return OTHER_UNITS[word]
    near = (unit for spelling, unit in UNIT_OF.items() if len(spelling) > 3 and distance(word, spelling, 1) == 1)
    return next(near, None) if len(word) > 3 else None


def read_lag(text: str, mark: str = ".") -> Lag | Unread | None:
    """A lag such as `+2w` or `-3d`; None where the text is none."""
    if not _LAG.fullmatch(text):
        return None
    length = read_length(text[1:], mark=mark)
    return length if isinstance(length, Unread) else Lag(length.duration, text[0] == "-", text)


def read_length(text: str, unit: str = "", mark: str = ".") -> WrittenLength | Unread:
    """One length such as `1y6m`; `unit` is the default for a lone number, `mark` the decimal mark."""
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
        number = read_number(match["number"], mark)
        if number is None:
            return _too_long(text) if len(match["number"]) > 30 else _unread(text, _HELP)
        amounts[name] = number
    if not amounts or end != len(text):
        return _unread(text, _HELP)
    return _length(text, amounts)


def _lone_unit(text: str, unit: str) -> str | None:
    """A fast path: the unit of a length that is one whole number and one unit."""
    return UNIT_OF.get(text.lstrip(_DIGITS) or unit) if text and text[0] in _DIGITS and len(text) <= 12 else None


def rough_days(duration: Duration) -> Fraction | float:
    """The approximate number of days, for comparing lengths; an hour counts as 1/24 of a day."""
    months, weeks, days, hours = duration
    if not hours and duration.is_whole:
        return DAYS_A_MONTH * months + 7 * weeks + days
    return exact(DAYS_A_MONTH) * months + 7 * weeks + days + exact(hours) / 24


def _read_points(body: str, points: list[str], mark: str) -> Estimate | Unread:
    unit = points[-1].lstrip(_DIGITS)
    if unit not in UNIT_OF or unit == points[-1]:
        last = _PART.fullmatch(points[-1])
        unit = last["unit"].lower() if last else ""
    lengths = []
    for point in points:
        length = read_length(point, unit, mark)
        if isinstance(length, Unread):
            return length if length.rule is OUT_OF_RANGE else _unread(body, _HELP)
        lengths.append(length)
    units = {length.units for length in lengths}
    comparable = len(units) == 1 or not any("h" in one for one in units)
    sizes = [rough_days(length.duration) for length in lengths]
    if comparable and sizes != sorted(sizes):
        return _reversed(body, points, sizes)
    durations = [length.duration for length in lengths]
    if len(durations) == 3:
        return Estimate("~" + body, likely=durations[1], low=durations[0], high=durations[2])
    return Estimate("~" + body, low=durations[0], high=durations[1], mixed=len(units) > 1)


def _reversed(body: str, points: list[str], sizes: list[Fraction | float]) -> Unread:
    plain = [point for point in points if _PART.fullmatch(point)]
    instead = None
    if len(plain) == len(points):
        unit = plain[-1].lstrip("0123456789.,")
        with_units = [point if point[-1].isalpha() else point + unit for point in points]
        in_order = [point for _, point in sorted(zip(sizes, with_units, strict=True))]
        if all(point.endswith(unit) and point[: -len(unit)][-1].isdigit() for point in in_order):
            in_order = [*(point[: -len(unit)] for point in in_order[:-1]), in_order[-1]]
        instead = ("/" if len(points) == 3 else "-").join(in_order)
    message = msg("`~{body}` is upside down: the shortest length comes first", body=body)
    help = msg("write shortest, then longest")
    if len(points) == 3:
        message = msg("`~{body}` is upside down: the optimistic length comes first", body=body)
        help = msg("write optimistic, then likely, then pessimistic")
    return Unread(UNREADABLE_DURATION, message, help, instead, safe=False)


def _length(text: str, amounts: dict[str, int | Fraction]) -> WrittenLength | Unread:
    months = 12 * amounts.get("y", 0) + amounts.get("m", 0)
    duration = Duration(months, amounts.get("w", 0), amounts.get("d", 0), amounts.get("h", 0))
    if rough_days(duration) > _MAX_DAYS:
        return _too_long(text)
    return WrittenLength(duration, "".join(amounts))


def _too_long(text: str) -> Unread:
    shown = text if len(text) <= 20 else text[:17] + "…"
    return Unread(
        OUT_OF_RANGE,
        msg("`{shown}` is longer than any calendar", shown=shown),
        msg("the calendar ends in the year 9999"),
    )


def _wrong_unit(text: str, number: str, unit: str, known: str | None) -> Unread:
    if unit in _SHORT_UNITS:
        return _unread(text, _SHORTEST)
    if known is None and (meant := _unit_meant(unit)) and text == number + unit:
        return _unread(text, msg("`{unit}` is no unit; {help}", unit=unit, help=_HELP), number + meant)
    if known is None:
        if not unit:
            return _unread(text, msg("`{number}` has no unit; {help}", number=number, help=_HELP))
        return _unread(text, msg("`{unit}` is no unit; {help}", unit=unit, help=_HELP))
    help = msg("write each unit once, from long to short: `1y6m`, `1w3d` (`m` is months; minutes are `0.5h`)")
    return _unread(text, help, in_hours(text))


def _unread(text: str, help: str, instead: str | None = None) -> Unread:
    shown = text if len(text) <= 40 else text[:37] + "…"
    return Unread(UNREADABLE_DURATION, msg("`{shown}` cannot be read as a duration", shown=shown), help, instead)
