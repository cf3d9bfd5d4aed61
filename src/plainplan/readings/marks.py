"""Finding what says that something is done, under way or dropped: `✓`, `[Done]`, `— erledigt`, `🚧`, `~~…~~`, `100%`."""

from __future__ import annotations

import re
from functools import lru_cache

from plainplan.pattern import pattern
from plainplan.readings.first_look import Look
from plainplan.readings.lexicon import Lexicon, either
from plainplan.readings.signs import SIGNS
from plainplan.source import Span
from plainplan.tuples import NamedTuple

_MARK = pattern(
    "|".join(f"(?P<{name}>[{SIGNS[mark]}])" for name, mark in (("x", "x"), ("go", "/"), ("no", "-"), ("to", " ")))
)
_NAMES = {"x": "x", "go": "/", "no": "-", "to": " "}
_STRUCK = pattern(r"\s*~~(?P<text>[^~]+)~~\s*[.,!]?\s*$")
_PERCENT = pattern(r"(?<![\w.,])(?P<number>100|[1-9]?[0-9])\s?%(?!\w)")
_BOX_END = pattern(r"\[(?P<mark>x|X| |/|-)\]\s*$")
_ROWS = (("done", "x"), ("underway", "/"), ("dropped", "-"), ("todo", " "))


_BESIDE = frozenset("([-:,—|")
"""Signs of which one stands beside a word that is a mark."""


class Mark(NamedTuple):
    """`value` is the mark of a box, or how much is done: `40%`."""

    span: Span
    value: str
    sure: bool = True


@lru_cache(maxsize=16)
def _said(words: Lexicon) -> tuple[tuple[str, Look, re.Pattern[str]], ...]:
    return tuple(
        (
            mark,
            words.look("marks", row),
            pattern(
                rf"[(\[]\s*{words.pattern('marks', row)}(?:\s*[:,-]?\s*[^()\[\]]{{0,40}})?[)\]]"
                rf"|(?:\s-+|[:,—|])\s*{words.pattern('marks', row)}\s*[!.]?\s*$"
                rf"{_alone(words, row)}"
                rf"|(?:\s-+)\s*{words.pattern('marks', row)}(?=[\s,].{{0,30}}$)"
                rf"|^\s*{words.pattern('marks', row)}\s*:\s"
            ),
        )
        for row, mark in _ROWS
    )


def _alone(words: Lexicon, row: str) -> str:
    """Where words stand together, one of these after a blank at the end is a mark, too."""
    return rf"|\s{either(words.own('marks', row))}\s*$" if words.is_joined else ""


def _is_word_of_mark(text: str, words: Lexicon) -> bool:
    return any(text.lower() in words.words("marks", row) for row, _ in _ROWS)


def find_mark(text: str, plain: str, words: Lexicon) -> Mark | None:
    """What a text says about how far it is; `plain` is it straightened."""
    if match := _STRUCK.fullmatch(text):
        return Mark(Span(*match.span("text")), "-")
    if match := _BOX_END.search(text):
        return Mark(Span(*match.span()), match["mark"].lower())
    if not text.isascii() and (match := _MARK.search(text)):
        after = text[match.end() :].strip(" \ufe0f.!)]")
        ends = not after or not text[: match.start()].strip() or _is_word_of_mark(after, words)
        dated = re.match(r"\ufe0f?\s*[0-9]{4}-", text[match.end() :])
        if ends or dated:
            name = next(key for key, value in match.groupdict().items() if value)
            return Mark(Span(*match.span()), _NAMES[name])
    for mark, look, said in _said(words) if words.is_joined or not _BESIDE.isdisjoint(plain) else ():
        if look.may_be_in(plain) and (match := said.search(plain)):
            return Mark(Span(*match.span()), mark)
    if match := re.search(r"(?<=\s)(?:DONE|WIP|FERTIG|ERLEDIGT|HECHO|FAIT|FEITO|ГОТОВО)\s*[!.]?$", text):
        return Mark(Span(*match.span()), "/" if match[0].startswith("WIP") else "x")
    return _percent(plain, words)


def _percent(plain: str, words: Lexicon) -> Mark | None:
    """`100%`, `(40 %)`, `40 % done`: a share at the end, in brackets or with a word beside it."""
    for match in _PERCENT.finditer(plain):
        after = plain[match.end() :]
        alone = re.match(r"\s*[)\].]*\s*$", after) and re.search(r"(?:[(\[:|]|\s-+|^)\s*$", plain[: match.start()])
        if alone or re.match(rf"\s*{words.pattern('marks', 'done')}", after):
            number = int(match["number"])
            return Mark(Span(*match.span()), "x" if number == 100 else f"{number}%", sure=bool(number))
    return None
