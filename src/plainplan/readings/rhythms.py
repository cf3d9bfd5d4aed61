"""Finding how often something is done: `every week`, `2x a week`, `jeden Montag`, `毎週`, `🔁 every month`."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from plainplan.pattern import pattern
from plainplan.readings.first_look import Look, has_joined
from plainplan.readings.lexicon import Lexicon, either
from plainplan.source import Span
from plainplan.tuples import NamedTuple

_TAGS = {"day": "day", "week": "week", "month": "month", "year": "12m"}
_UNIT_TAGS = {"d": "day", "w": "week", "m": "month", "y": "12m", "3m": "3m", "6m": "6m", "2w": "2w", "2d": "week"}


class Found(NamedTuple):
    span: Span
    value: str


@lru_cache(maxsize=16)
def _patterns(words: Lexicon) -> tuple[tuple[tuple[str, ...], str, re.Pattern[str]], ...]:
    """Each with what must stand in a text for it to be looked for, by the names of `_looks`, and what it finds."""
    number, unit, weekday = words.number, either(words.units, after_number=True), either(words.weekdays)
    each, per = words.pattern("rhythm", "each"), words.pattern("rhythm", "per")
    lengths = words.words("lengths", "before")  # `por 3 semanas` is how long, `por semana` how often
    each_of_many = either(word for word in words.words("rhythm", "each") if word not in lengths)
    times = words.pattern("rhythm", "times")
    plural = words.pattern("rhythm", "on_plural")
    second = words.pattern("rhythm", "second")
    sign = "🔁️?\\s*"
    listed = [
        (("each", "unit"), "many", rf"(?:{sign})?{each_of_many}\s*(?P<number>{number})\s*(?P<unit>{unit})(?!\w)"),
        (("joined", "unit"), "many", rf"(?P<number>{number})\s*(?P<unit>{unit})\s*(?:ごと|おき|に一度|に1回|に一回|一次|1次)"),
        (("joined",), "joined", r"(?P<unit>週|月|年|1日|一日|一周|一天|一个月|一星期)(?:に|间)?\s*[0-9一二三四五六七八九十两]+\s*(?:-\s*[0-9]+)?\s*(?:回|度|次|時間|小时|分|个小时)"),
        (("row",), "row", rf"(?P<row>{either(word for row in ('2w', '2d', '3m') for word in words.words('rhythm', row))})"),
        (("each", "weekday"), "other", rf"(?:{sign})?{each}\s*(?:{second})\s*{weekday}(?!\w)"),
        (("times", "per", "unit"), "one", rf"(?P<count>{number}\s*(?:-\s*{number}\s*)?)?{times}\s*{per}\s*(?P<unit>{unit})(?!\w)"),
        (("times", "per", "unit"), "one", rf"{number}\s*{times}\s*{per}\s*(?P<unit>{unit})(?!\w)"),
        (("row",), "row", rf"(?P<row>{either(word for row in _TAGS for word in words.words('rhythm', row))})"),
        (("each", "weekday"), "weekday", rf"(?:{sign})?{each}\s*(?:{weekday}(?:\s*(?:,|/|&|und|and|y|et|e|и|と|和)\s*)?)+"),
        (("plural", "weekday"), "weekday", rf"{plural}\s+(?P<weekday>{weekday})(?:s|es)?(?!\w)"),
        (("weekdays",), "weekday", rf"(?:{either(_plurals(words))})"),
        (("joined",), "weekday", r"(?:毎週|每周|每週|每星期|每礼拜)(?:[一二三四五六日天月火水木金土](?:曜日?)?)"),
        (("each", "unit"), "unit", rf"(?:{sign})?{each}\s*(?P<unit>{unit})(?!\w)"),
    ]  # fmt: skip
    return tuple((needs, kind, pattern(body)) for needs, kind, body in listed)


def _plurals(words: Lexicon) -> list[str]:
    return [f"{name}s" for name in words.weekdays if len(name) > 4]


@lru_cache(maxsize=16)
def _looks(words: Lexicon) -> tuple[tuple[str, Callable[[str], bool]], ...]:
    """First looks at a straightened text, by what they are for: most texts need none of the patterns."""
    return (
        ("joined", has_joined),
        ("each", words.look("rhythm", "each").may_be_in),
        ("per", words.look("rhythm", "per").may_be_in),
        ("times", words.look("rhythm", "times").may_be_in),
        ("plural", words.look("rhythm", "on_plural").may_be_in),
        ("row", words.look("rhythm", "2w", "2d", "3m", *_TAGS).may_be_in),
        ("unit", Look(words.units).may_be_in),
        ("weekday", Look(words.weekdays).may_be_in),
        ("weekdays", Look(_plurals(words)).may_be_in),
    )


def find_rhythms(text: str, words: Lexicon) -> list[Found]:
    """How often a straightened text says that something is done; each stretch of it once."""
    found: list[Found] = []
    has = {need for need, is_there in _looks(words) if is_there(text)}
    for needs, kind, wanted in _patterns(words) if has else ():
        for match in wanted.finditer(text) if has.issuperset(needs) else ():
            span = Span(*match.span())
            if any(span.start < one.span.end and one.span.start < span.end for one in found) or (
                kind == "row" and _is_length(text, match, words)
            ):
                continue
            value = _value(kind, match, words)
            if value:
                found.append(Found(span, value))
    return sorted(found)


def _value(kind: str, match: re.Match[str], words: Lexicon) -> str | None:
    if kind == "joined":
        return {"週": "week", "一周": "week", "一星期": "week", "月": "month", "一个月": "month", "年": "12m"}.get(
            match["unit"], "day"
        )
    if kind == "other":
        return "2w"
    if kind == "weekday":
        return "week" if len(match[0]) > 2 else None
    if kind == "row":
        row = next(row for row in words.rows("rhythm") if match["row"] in words.words("rhythm", row))
        return _TAGS.get(row, row)
    unit = words.units[match["unit"]]
    if kind == "many":
        number = words.value(match["number"])
        if number is None or number != int(number) or unit in ("h", "min"):
            return None
        short = _UNIT_TAGS.get(unit)
        if number == 1 or short is None:
            return short
        return {"12m": f"{int(number) * 12}m"}.get(short, f"{int(number)}{unit}" if unit in ("d", "w", "m") else None)
    return _UNIT_TAGS.get(unit)


_OPENS = pattern(r"(?:^|[(\[,:;|]|\s-+)\s*$")


def _is_length(text: str, match: re.Match[str], words: Lexicon) -> bool:
    """Whether `a week` is how long it takes (`drums: a week`, `half a day`)."""
    before = text[: match.start()]
    article = match[0].split()[0]
    if words.is_joined or article not in words.words("numbers", "1"):
        return False
    last = before.split()[-1:]
    return _OPENS.search(before) is not None or (bool(last) and f"{last[0].strip('([')} {article}" in words.numbers)
