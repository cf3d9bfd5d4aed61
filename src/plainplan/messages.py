"""Sentences in English that keep what they were made of, so that another language can say them.

A message is a `str`: whatever reads only English (JSON, tests, an English terminal) needs to know nothing of this. The
English template is its key in the catalogues, as gettext has it: `Words.tell` looks it up and fills the translation in,
with days, lengths and messages inside of it said in that language too. What is not a message stays as it is, so titles
and what stands in a plan are never translated. `+`, slices and `join` make plain strings of messages; use `msg_join`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fractions import Fraction
    from typing import Self

_NOTHING: Mapping[str, object] = {}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Message(str):
    """A sentence or clause. `plural` is its template for many, chosen by `number`; both are empty for a message without
    a number."""

    __slots__ = ("number", "plural", "template", "values")

    template: str
    plural: str
    number: int
    values: Mapping[str, object]

    def __new__(
        cls, text: str, template: str = "", values: Mapping[str, object] = _NOTHING, plural: str = "", number: int = 0
    ) -> Self:
        made = super().__new__(cls, text)
        made.template, made.values, made.plural, made.number = template or text, values, plural, number
        return made


class Joined(str):
    """Messages one after the other."""

    __slots__ = ("parts", "separator")

    parts: tuple[str, ...]
    separator: str

    def __new__(cls, text: str, parts: tuple[str, ...] = (), separator: str = "") -> Self:
        made = super().__new__(cls, text)
        made.parts, made.separator = parts, separator
        return made


class Capital(str):
    """A message that begins with a capital letter."""

    __slots__ = ("inner",)

    inner: str

    def __new__(cls, text: str, inner: str = "") -> Self:
        made = super().__new__(cls, text)
        made.inner = inner
        return made


class Day(str):
    """A day in a message: `6 Dec 2026`."""

    __slots__ = ("ordinal",)

    ordinal: int

    def __new__(cls, text: str, ordinal: int = 0) -> Self:
        made = super().__new__(cls, text)
        made.ordinal = ordinal
        return made


class Measure(str):
    """A number or length in a message, said by the function of `Words` that `kind` names."""

    __slots__ = ("kind", "value")

    kind: str
    value: Any

    def __new__(cls, text: str, kind: str = "number", value: object = 0) -> Self:
        made = super().__new__(cls, text)
        made.kind, made.value = kind, value
        return made


def msg(template: str, **values: object) -> Message:
    """A message: names in braces are filled in with text, numbers, days or other messages."""
    return Message(template.format_map(values) if values else template, template, values)


def msg_count(one: str, many: str, number: int, **values: object) -> Message:
    """A message that counts, `{n}` being the number: `msg_count("{n} day", "{n} days", 3)`."""
    filled = {"n": number, **values}
    return Message((one if number == 1 else many).format_map(filled), one, filled, many, number)


def msg_join(separator: str, parts: Iterable[str]) -> Joined:
    """Messages with something between them that is the same in every language, such as a space or `; `."""
    kept = tuple(parts)
    return Joined(separator.join(kept), kept, separator)


def msg_capital(text: str) -> Capital:
    """A message with a capital at its start, as a sentence of its own has one."""
    return Capital(text[:1].upper() + text[1:], text)


def msg_or(parts: Sequence[str]) -> str:
    """`a, b or c`."""
    if len(parts) < 2:
        return parts[0] if parts else ""
    return msg("{first} or {last}", first=msg_join(", ", parts[:-1]), last=parts[-1])


def msg_and(parts: Sequence[str]) -> str:
    """`a, b and c`."""
    if len(parts) < 2:
        return parts[0] if parts else ""
    return msg("{first} and {last}", first=msg_join(", ", parts[:-1]), last=parts[-1])


def msg_day(ordinal: int) -> Day:
    """A day as people say it: `6 Dec 2026`."""
    found = date.fromordinal(ordinal)
    return Day(f"{found.day} {_MONTHS[found.month - 1]} {found.year}", ordinal)


def msg_number(number: int | Fraction) -> Measure:
    """A number in digits, with two decimals at most: `4,200`, `1.5`."""
    text = f"{number:,}" if isinstance(number, int) else f"{float(round(number, 2)):,.2f}".rstrip("0").rstrip(".")
    return Measure(text, "number", number)


def msg_days(number: int) -> Message:
    """A number of days in digits."""
    return msg_count("{n} day", "{n} days", number)
