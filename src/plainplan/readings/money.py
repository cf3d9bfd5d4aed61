"""Finding what something costs: `$1,200`, `(400 €)`, `R$ 450`, `60万円`, `9000 руб.`"""

from __future__ import annotations

import re
from functools import lru_cache

from plainplan.pattern import pattern
from plainplan.readings.lexicon import Lexicon, either
from plainplan.source import Span
from plainplan.syntax.numbers import SPACED, read_money
from plainplan.tuples import NamedTuple

_BEFORE = (
    "us$", "ca$", "a$", "nz$", "r$", "mx$", "$", "€", "£", "¥", "₹", "₽", "₩", "₺", "₴", "eur", "usd", "gbp", "chf",
    "rmb", "cny", "jpy", "brl", "cad", "aud", "rub", "s/", "fr.",
)  # fmt: skip
"""What says that the number after it is money."""

_AFTER = (
    "$", "€", "£", "¥", "₹", "₽", "₩", "₺", "₴", "euros", "euro", "eur", "usd", "dollars", "dollar", "dólares",
    "dolares", "bucks", "gbp", "pounds", "chf", "franken", "francs", "pesos", "reais", "real", "rmb", "元", "块钱",
    "块", "人民币", "円", "руб.", "руб", "рублей", "рубля", "р.", "rubel", "zł", "kr", "złotych", "soles",
)  # fmt: skip
"""What says that the number before it is."""

_TIMES = {"k": 1000, "тыс": 1000, "тыс.": 1000, "tsd": 1000, "tsd.": 1000, "mil": 1000, "mille": 1000, "万": 10000, "萬": 10000, "千": 1000, "thousand": 1000, "tausend": 1000, "百": 100, "тысяч": 1000, "тысячи": 1000}  # fmt: skip


class Amount(NamedTuple):
    span: Span
    value: str
    sure: bool


def _listed(names: tuple[str, ...]) -> str:
    return f"(?:{'|'.join(map(re.escape, sorted(names, key=len, reverse=True)))})"


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    times = either(_TIMES)
    return re.compile(
        rf"(?<![\w.,])(?:{_listed(_BEFORE)}\s?(?P<first>{SPACED})\s?(?P<times>{times})?(?![0-9]|\s?-\s?[0-9])"
        rf"|(?<![0-9]-)(?P<second>{SPACED})\s?(?P<more>{times})?\s?{_listed(_AFTER)}(?![a-zа-я]))"
        rf"|(?<![0-9.,])(?P<third>[0-9][0-9,]*)(?P<by>万|千)?(?:元|円|块钱|块)"
    )


@lru_cache(maxsize=16)
def _around(words: Lexicon) -> tuple[re.Pattern[str], re.Pattern[str]]:
    rate = words.pattern("money", "rate")
    period = either(words.units)
    return (
        pattern(words.pattern("money", "not")),
        pattern(rf"\s*(?:{rate}\s*(?:{period}|{either(('person', 'stück', 'kg', 'month', 'mes', 'pessoa'))})|/)"),
    )


def find_money(text: str, words: Lexicon) -> list[Amount]:
    """The costs that a straightened text tells; earnings, savings and prices by the piece aside."""
    found: list[Amount] = []
    if not any(name in text for name in (*_BEFORE, *_AFTER)):
        return found
    for match in _pattern().finditer(text):
        number = read_money(match["first"] or match["second"] or match["third"])
        if number is None:
            continue
        times = match["times"] or match["more"] or match["by"]
        number *= _TIMES.get((times or "").strip(), 1)
        earned, rated = _around(words)
        clause = re.split(r"[,;(]\s|\(|\.\s", text[: match.start()])[-1]
        if earned.search(clause) or rated.match(text[match.end() :]):
            continue
        value = f"{float(number):.2f}".rstrip("0").rstrip(".")
        found.append(Amount(Span(*match.span()), value, _is_apart(text, match)))
    return found


def _is_apart(text: str, match: re.Match[str]) -> bool:
    """Whether it stands in brackets or between commas, or at the end."""
    return re.match(r"\s*[.!]?\s*(?:[),;]|$|-\s)", text[match.end() :]) is not None
