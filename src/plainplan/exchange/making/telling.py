"""What of a file is told to have no place in the plan: each cell, field or line with its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plainplan.exchange.incoming import Unread
from plainplan.exchange.making.literal import one_line

_LONGEST = 60
_ONE_BY_ONE = 3


def told_unread(name: str, unread: Sequence[Unread]) -> Iterator[str]:
    """A line for each; where a column has many, one for all of them with the first of them."""
    groups: dict[tuple[str, str, str], list[Unread]] = {}
    for one in unread:
        groups.setdefault((one.sheet, one.field, one.why), []).append(one)
    for (_, field, why), found in groups.items():
        if len(found) > _ONE_BY_ONE:
            lines = ", ".join(str(one.line) for one in found[:_ONE_BY_ONE])
            more = f"“{_short(found[0].text)}” and {len(found) - 1} more (lines {lines}, …)"
            yield f"{_place(name, found[0])}: {field or 'text'}: {more}: {_end(why)}"
            continue
        for one in found:
            lead = f"{field}: " if field else ""
            yield f"{_place(name, one)}: {lead}“{_short(one.text)}”: {_end(why)}"


def _place(name: str, one: Unread) -> str:
    sheet = f" {one.sheet}" if one.sheet else ""
    return f"{name}{sheet}:{one.line}" if one.line else f"{name}{sheet}"


def _end(why: str) -> str:
    return f"{why}; kept under Notes" if why else "kept under Notes"


def _short(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
