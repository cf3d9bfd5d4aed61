"""What cells say beside days: lengths, shares, amounts, states, people, how often."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from functools import cache, lru_cache

from plainplan.exchange.readers.sheet import CellValue, shown
from plainplan.exchange.readers.words import NO, STATES, UNITS, YES
from plainplan.model import Kind
from plainplan.pattern import pattern
from plainplan.readings.lengths import find_lengths
from plainplan.readings.lexicon import words_of
from plainplan.readings.rhythms import find_rhythms
from plainplan.syntax.durations import read_estimate
from plainplan.syntax.readers import read_rhythm
from plainplan.values import Estimate, Horizon, Rhythm, State

_LANGUAGES = ("en", "de", "es", "fr", "pt", "ru", "zh", "ja", "it", "nl")
_LENGTH = pattern(
    r"(?P<number>\d+(?:[.,]\d+)?)\s*-?\s*(?P<elapsed>e(?=[a-z]|\s))?\s*(?P<unit>[^\W\d_]+)?\s*[.?]?(?:\s*\(s\))?[.?]?",
    2,
)
_SPLIT = pattern(r"\s*[,;\n|/]\s*|\s+&\s+")
_AMOUNT = pattern(r"-?\d[\d.,'’ \u00a0\u202f]*")
_KINDS = {
    "goal": Kind.GOAL, "step": Kind.STEP, "solution": Kind.SOLUTION, "task": Kind.STEP, "section": Kind.GOAL,
    "epic": Kind.GOAL, "project": Kind.GOAL, "phase": Kind.GOAL, "story": Kind.STEP, "subtask": Kind.STEP,
    "sub-task": Kind.STEP, "ziel": Kind.GOAL, "aufgabe": Kind.STEP, "schritt": Kind.STEP,
}  # fmt: skip
_HORIZONS = {"short": Horizon.SHORT, "long": Horizon.LONG, "primary": Horizon.PRIMARY}


@cache
def _unit_of() -> dict[str, str]:
    return {word: unit for unit, words in UNITS.items() for word in words.split()}


@cache
def _state_of() -> dict[str, State]:
    return {word: state for state, words in STATES.items() for word in words.split(", ")}


def read_kind(cell: CellValue) -> Kind | None:
    return _KINDS.get(shown(cell).casefold())


def read_horizon(cell: CellValue) -> Horizon | None:
    return _HORIZONS.get(shown(cell).casefold())


def read_state(cell: CellValue) -> State | None:
    """How far something is, in words of many languages, emoji and signs around them aside."""
    text = shown(cell).casefold()
    letters = text.strip("".join(letter for letter in text if not (letter.isalnum() or letter in "%'"))).strip()
    found = _state_of().get(letters) or _state_of().get(text)
    if found is None and (text in YES or text in NO):
        return State.DONE if text in YES else State.TO_DO
    return found


def read_tick(cell: CellValue) -> bool | None:
    """Whether a cell says yes; None where it says neither."""
    if isinstance(cell, bool):
        return cell
    text = shown(cell).casefold()
    return True if text in YES else False if text in NO or not text else None


def read_share(cell: CellValue, *, of_one: bool) -> int | None:
    """How many percent; `of_one` tells that numbers without a sign count from 0 to 1."""
    text = shown(cell).replace("\u00a0", " ")
    has_sign = text.endswith("%") or text.startswith("%")
    try:
        number = Decimal(text.strip("% ").replace(",", "."))
    except InvalidOperation:
        return None
    if of_one and not has_sign:
        number *= 100
    return int(number) if number.is_finite() and 0 <= number <= 100 else None


def is_of_one(cells: list[CellValue]) -> bool:
    """Whether the shares of a column count from 0 to 1: all do, and some lie between."""
    known = [number for number in (_number(shown(cell)) for cell in cells) if number is not None]
    return bool(known) and all(0 <= number <= 1 for number in known) and any(number % 1 for number in known)


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text.replace(",", "."))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def read_length(cell: CellValue, unit: str = "") -> str | None:
    """How long, as a tag has it (`~6w`); a number alone counts `unit`, else days."""
    text = shown(cell)
    if text.startswith("~") and isinstance(read_estimate(text[1:]), Estimate):
        return text
    return _length(text.casefold(), unit)


@lru_cache(maxsize=8192)
def _length(text: str, unit: str) -> str | None:
    match = _LENGTH.fullmatch(text)
    if match is None:
        return _length_in_words(text)
    short = _unit_of().get(match["unit"] or unit or "d") or (_unit_of().get(unit) if not match["unit"] else None)
    number = Decimal(match["number"].replace(",", "."))
    if short is None:
        return _length_in_words(text)
    if short == "min":
        number, short = (number / 60).quantize(Decimal("0.01")), "h"
    if number % 1 == 0:
        number = number.quantize(Decimal(1))
    found = f"{number.normalize() if number else Decimal(0):f}{short}"
    return f"~{found}" if isinstance(read_estimate(found), Estimate) else None


def _length_in_words(text: str) -> str | None:
    if isinstance(read_estimate(text.replace(" ", "") or "-"), Estimate):
        return f"~{text.replace(' ', '')}"
    if len(text) > 40 or text.startswith(("-", "+", "−")):
        return None
    for lang in _LANGUAGES:
        for found in find_lengths(text, words_of(lang)):
            if found.span.end - found.span.start >= len(text) - 2 and isinstance(read_estimate(found.value), Estimate):
                return f"~{found.value}"
    return None


def read_amount(cell: CellValue) -> Decimal | None:
    """Money, with or without its sign, thousands and decimals in any of the usual ways."""
    if isinstance(cell, Decimal):
        return cell if cell >= 0 else None
    text = shown(cell)
    match = _AMOUNT.search(text)
    rest = text[: match.start()] + text[match.end() :] if match else ""
    if match is None or any(letter.isdigit() for letter in rest) or len(rest.strip()) > 4 or match[0][0] == "-":
        return None
    digits = "".join(letter for letter in match[0] if letter not in " '’\u00a0\u202f").rstrip(".,")
    sign = max(digits.rfind("."), digits.rfind(","))
    if sign >= 0:
        both = "." in digits and "," in digits
        is_decimal = both or (len(digits) - sign - 1 != 3 and digits.count(digits[sign]) == 1)
        whole = "".join(letter for letter in digits[:sign] if letter.isdigit())
        digits = f"{whole}.{digits[sign + 1 :]}" if is_decimal else "".join(filter(str.isdigit, digits))
    return _number(digits)


def read_names(cell: CellValue) -> tuple[str, ...]:
    """People or labels, with commas, semicolons or lines between."""
    return tuple(dict.fromkeys(part for part in _SPLIT.split(shown(cell)) if part))


def read_every(cell: CellValue) -> str | None:
    """How often, as a tag has it."""
    text = shown(cell).casefold()
    if text and isinstance(read_rhythm(text.replace(" ", "")), Rhythm):
        return text.replace(" ", "")
    return next(_rhythms(text), None) if len(text) < 80 else None


def _rhythms(text: str) -> Iterator[str]:
    for lang in _LANGUAGES:
        for found in find_rhythms(text, words_of(lang)):
            if isinstance(read_rhythm(found.value), Rhythm):
                yield found.value
