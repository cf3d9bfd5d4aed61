"""Removing leading words from a text that is made of inline pieces."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

from plainplan.prose import Break, Code, Image, Inline, Link, NoteMark, Text, plain
from plainplan.tuples import NamedTuple


class Prefixed(NamedTuple):
    """What followed a leading word, as pieces, and the match that found the word."""

    rest: tuple[Inline, ...]
    match: re.Match[str]


class Led(NamedTuple):
    """What followed a leading word with its colon, as pieces, and the word as written."""

    rest: tuple[Inline, ...]
    word: str


def take_prefix(pieces: tuple[Inline, ...], pattern: re.Pattern[str]) -> Prefixed | None:
    """Match a pattern at the start of the plain text, across emphasis, and cut the match off."""
    match = pattern.match(leading_text(pieces))
    if match is None:
        return None
    return Prefixed(trim_start(drop(pieces, match.end())[0]), match)


def has_colon(pieces: tuple[Inline, ...]) -> bool:
    """A first look: whether a word with its colon may stand at the start."""
    text = leading_text(pieces)
    return ":" in text or "：" in text


def take_word(pieces: tuple[Inline, ...], words: Collection[str]) -> Led | None:
    """Match one of the words with its colon at the start, across emphasis and emoji, and cut it off."""
    text = leading_text(pieces)
    if ":" not in text and "：" not in text:
        return None
    end = min(at for at in (text.find(":"), text.find("：")) if at >= 0)
    word = without_signs(text[:end])
    if unicodedata.normalize("NFC", word).casefold() not in words:
        return None
    behind = text[end + 1 :].lstrip()
    return Led(trim_start(drop(pieces, len(text) - len(behind))[0]), word)


_SIGNS = ("So", "Sk", "Mn", "Me", "Cf", "Zs")
"""The kinds of characters that emoji are made of, and blanks."""


def without_signs(text: str) -> str:
    """A text without the emoji and blanks at both its ends."""
    if text.isascii():
        return text.strip()
    start, end = 0, len(text)
    while start < end and _is_sign(text[start]):
        start += 1
    while end > start and _is_sign(text[end - 1]):
        end -= 1
    return text[start:end]


def _is_sign(one: str) -> bool:
    return one.isspace() or unicodedata.category(one) in _SIGNS


def leading_text(pieces: tuple[Inline, ...]) -> str:
    """The plain text up to the first code, link, image or line end; text in emphasis is included."""
    if len(pieces) == 1 and isinstance(pieces[0], Text):
        return pieces[0].text
    return "".join(_lead(pieces)[0])


def _lead(pieces: tuple[Inline, ...]) -> tuple[list[str], bool]:
    found: list[str] = []
    for piece in pieces:
        if isinstance(piece, Text):
            found.append(piece.text)
        elif isinstance(piece, (Code, Image, Break, Link, NoteMark)):
            return found, False
        else:
            inner, whole = _lead(piece.children)
            found += inner
            if not whole:
                return found, False
    return found, True


def drop(pieces: tuple[Inline, ...], count: int) -> tuple[tuple[Inline, ...], int]:
    """The pieces without their first `count` characters of plain text, and how many were left to drop."""
    for place, piece in enumerate(pieces):
        if not count:
            return pieces[place:], 0
        if isinstance(piece, Text):
            if len(piece.text) > count:
                return (Text(piece.text[count:]), *pieces[place + 1 :]), 0
            count -= len(piece.text)
        elif isinstance(piece, (Code, Image, Break, NoteMark)):
            return pieces[place:], 0
        else:
            inner, count = drop(piece.children, count)
            if plain(inner):
                return (piece._replace(children=inner), *pieces[place + 1 :]), 0
    return (), count


def trim_start(pieces: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """The pieces without blanks and line ends at the front."""
    while pieces:
        first = pieces[0]
        if isinstance(first, Break):
            pieces = pieces[1:]
        elif isinstance(first, Text):
            text = first.text.lstrip()
            return (Text(text), *pieces[1:]) if text else trim_start(pieces[1:])
        else:
            break
    return pieces
