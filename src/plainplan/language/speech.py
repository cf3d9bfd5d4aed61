"""What is told to people in an editor: pieces that become Markdown or plain text, with nothing in them that a plan's
own words could steer."""

from __future__ import annotations

import re
from collections.abc import Iterable

from plainplan.diagnostics import Rule
from plainplan.messages import msg
from plainplan.pattern import pattern
from plainplan.safe_text import safe_text
from plainplan.tuples import NamedTuple
from plainplan.words import Words

_MARKS = pattern(r"[\\`*_\[\]<>~&@|]|^[#+=-]|:(?=\S)|(?<=\d)[.)](?= |$)|(?<=www)\.")
_CODE = pattern(r"(?<!`)(`[^`]+`)(?!`)")
_TICKS = pattern(r"`+")


class Piece(NamedTuple):
    """A paragraph. Of kind `plan` it has words of the plan in it, which Markdown must not read; `own` is Markdown of
    ours; `title` stands out; `code` is shown as it is; `line` is a line between two answers."""

    kind: str
    text: str = ""


LINE = Piece("line")


def escaped(text: str) -> str:
    """Text that Markdown shows as it is, on one line; what stands between backquotes is shown as code."""
    line = safe_text(" ".join(text.split()))
    parts = _CODE.split(line)
    return "".join(part if place % 2 else _MARKS.sub(r"\\\g<0>", part) for place, part in enumerate(parts))


def as_markdown(pieces: Iterable[Piece]) -> str:
    return "\n\n".join(map(_markdown, pieces))


def as_plain(pieces: Iterable[Piece]) -> str:
    return "\n\n".join("---" if one.kind == "line" else _plain(one) for one in pieces)


def _plain(piece: Piece) -> str:
    return piece.text if piece.kind in ("code", "own") else safe_text(" ".join(piece.text.split()))


def _markdown(piece: Piece) -> str:
    if piece.kind == "own":
        return piece.text
    if piece.kind == "line":
        return "---"
    if piece.kind == "code":
        return fenced(piece.text)
    return f"**{escaped(piece.text)}**" if piece.kind == "title" else escaped(piece.text)


def fenced(text: str) -> str:
    """Text in a fence that nothing in it can close."""
    fence = "`" * max(3, 1 + max(map(len, _TICKS.findall(text)), default=0))
    return f"{fence}markdown\n{text}\n{fence}"


def explained(rule: Rule, words: Words | None = None) -> tuple[Piece, ...]:
    """What a finding means, as `plan explain` tells it; its title in the language of the words that are given."""
    tell = str if words is None else words.tell
    paragraphs = (re.sub(r"\s+", " ", one.strip()) for one in rule.why.strip().split("\n\n"))
    return (
        Piece("own", f"**{rule.code}** {rule.name}: {tell(rule.title)}"),
        *(Piece("own", one) for one in paragraphs),
        Piece("own", tell(msg("Bad:"))),
        Piece("code", rule.bad.strip("\n")),
        Piece("own", tell(msg("Good:"))),
        Piece("code", rule.good.strip("\n")),
    )
