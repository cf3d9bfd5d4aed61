"""Finding lengths of time in a text: `(6 weeks)`, `for 3 months`, `half a year`, `2-3 Monate`, `3周`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from plainplan.pattern import pattern
from plainplan.readings.first_look import Look, is_joined
from plainplan.readings.lexicon import Lexicon, either
from plainplan.source import Span
from plainplan.tuples import NamedTuple

_RANGE = r"(?:-|/|{to})"
_ORDER = "ymwdh"
_DAYS = {"d": 1.0, "w": 7.0, "m": 30.4375, "y": 365.25}


class Length(NamedTuple):
    """A length as a tag has it, and how sure it is that it says how long the thing takes."""

    span: Span
    value: str
    sure: bool
    within: bool = False


@lru_cache(maxsize=16)
def _pattern(words: Lexicon) -> re.Pattern[str]:
    number, unit = words.number, either(words.units, after_number=True)
    to = either(words.words("lengths", "to"))
    half = words.pattern("lengths", "half_after")
    # One kind of unit, perhaps a range: `2-3 months`, `4w-8w`, `1 1/2 years`, `3年半`.
    fixed = either(words.of_rows("fixed"))
    return re.compile(
        rf"(?P<fixed>{fixed})|(?<![\w.,/#$€£¥]-)(?<![0-9.,:/#$€£¥])(?P<about>~\s?)?(?P<low>{number})(?P<half>\s+1/2|\s?½)?"
        rf"(?:\s*(?P<first>{unit})?\s*(?:-|{to})\s*(?P<high>{number}))?[\s-]*(?P<unit>{unit})(?P<more>\s*{half})?"
        rf"(?:\s*(?:{either(('and', 'und', 'y', 'et', 'e', 'и', '零', 'と'))}\s*)?(?P<rest>{number})\s*(?P<smaller>{unit}))?"
    )


@lru_cache(maxsize=16)
def _looks(words: Lexicon) -> tuple[Look, Look, Look]:
    return Look(words.units), Look(words.numbers), words.look("fixed")


_DIGIT = pattern(r"[0-9]")


def _may_have(text: str, words: Lexicon) -> bool:
    """A first look: whether a straightened text has a number and a unit, or a length that is a phrase."""
    unit, number, fixed = _looks(words)
    is_counted = unit.may_be_in(text) and (_DIGIT.search(text) is not None or number.may_be_in(text))
    return is_counted or fixed.may_be_in(text)


def find_lengths(text: str, words: Lexicon) -> Iterator[Length]:
    """The lengths in a straightened text, in order."""
    if not _may_have(text, words):
        return
    place = 0
    while match := _search(text, words, place):
        if _is_numbered(text, match, words):
            place = match.start("high")
            match = _search(text, words, place)
            assert match is not None
        place = match.end()
        value = _value(match, words)
        if value is None or _is_other(text, match, words):
            continue
        yield Length(Span(*match.span()), value, _is_sure(text, match, words), _is_within(text, match, words))


def _is_numbered(text: str, match: re.Match[str], words: Lexicon) -> bool:
    """Whether the first number of what looks like a range is that of the thing: `edit episode 1 - 6 hours`."""
    if not match["high"] or match["first"] or not re.search(r"\d\s+-+\s+\d", match[0]):
        return False
    before = text[max(0, match.start() - 40) : match.start()]
    is_led = _around(words)[3].search(before) is not None or _around(words)[4].search(before) is not None
    return re.search(r"[^\W\d_]\s+$", before) is not None and not is_led


def _search(text: str, words: Lexicon, place: int) -> re.Match[str] | None:
    return _pattern(words).search(text, place)


def _value(match: re.Match[str], words: Lexicon) -> str | None:
    """What the tag would have; None where it is no length or one that no tag can say."""
    if match["fixed"]:
        return next(row for row in words.rows("fixed") if match["fixed"] in words.words("fixed", row))
    low, high = words.value(match["low"]), words.value(match["high"]) if match["high"] else None
    factor, unit = _unit(words.units[match["unit"].strip()])
    if low is None or low > 9999 or (high or 0) > 9999 or low == 0:
        return None
    low += 0.5 * bool(match["half"])
    low += 0.5 * bool(match["more"])
    if match["first"] and words.units[match["first"]] != words.units[match["unit"]]:
        return None
    if unit == "min":
        factor, unit = factor / 60, "h"
    first = _written(low * factor)
    if high is not None:
        return f"{first}-{_written(high * factor)}{unit}" if low < high else None
    if match["rest"]:
        rest, smaller = words.value(match["rest"]), _unit(words.units[match["smaller"]])
        if rest is None or smaller[1] == "min" or _ORDER.index(smaller[1]) <= _ORDER.index(unit):
            return f"{first}{unit}"
        return f"{first}{unit}{_written(rest * smaller[0])}{smaller[1]}"
    return f"{first}{unit}" if first != "0" else None


def _unit(written: str) -> tuple[float, str]:
    """`6m` is six of a month."""
    number = written.rstrip("hdwmyin")
    return float(number or 1), written[len(number) :]


def _written(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")


_SENTENCE_END = pattern(r"\s*(?:[)\].,;!]|\+|-\s|$|\s[-:]\s|:\s)")
_GOES_ON = pattern(r"[)\]]\s+[^\W\d_]")
_OPEN = pattern(r"(?:^|[(\[,:;+]|\s-+|\|)\s*[*_~]*\s*$")


@lru_cache(maxsize=16)
def _around(words: Lexicon) -> tuple[re.Pattern[str], ...]:
    about = words.pattern("lengths", "about")
    return (
        pattern(rf"(?:{words.pattern('lengths', 'not_before')})\s*(?:the\s+|l[aoe]s?\s+|die\s+|den\s+)?$"),
        pattern(rf"\s*-?\s*(?:{words.pattern('lengths', 'not_after')})"),
        pattern(rf"\s*(?:(?:{words.pattern('rhythm', 'per')}|{words.pattern('lengths', 'rate')})\s*(?:{either(words.units)}|{either(words.weekdays)})|/)"),
        pattern(rf"(?:{words.pattern('lengths', 'before')})[\s:]*$"),
        pattern(rf"(?:{about})\s*$"),
        pattern(rf"(?:{words.pattern('lengths', 'within')})\s*(?:l[ae]s?\s+|den\s+)?$"),
        pattern(rf"\s*(?:{words.pattern('lengths', 'within')})(?!\w)"),
        pattern(rf"(?:{words.pattern('rhythm', 'day', 'week', 'month', 'year')})"),
    )  # fmt: skip


def _before(text: str, match: re.Match[str], words: Lexicon) -> str:
    """What stands before a length, words such as `about` aside."""
    before = text[max(0, match.start() - 40) : match.start()]
    about = _around(words)[4].search(before)
    return before[: about.start()] if about else before


def _is_other(text: str, match: re.Match[str], words: Lexicon) -> bool:
    """Whether it is an age, a rate, a time past, or the number of a period."""
    not_before, not_after, rate, *_, repeated = _around(words)
    before, after = _before(text, match, words), text[match.end() : match.end() + 30]
    if match["fixed"]:
        return False
    if not_before.search(before) or not_after.match(after) or rate.match(after):
        return True
    if match["unit"] in ("日", "号") and before.endswith("月"):
        return True  # a day of a month that has none of that number
    follows = after[:1]
    if follows.isalnum() and not (words.is_joined and is_joined(follows)):
        return True
    if words.is_joined and re.match(r"[0-9一二三四五六七八九十]", follows):
        return True
    low = match["low"].strip()
    if words.is_joined and match["unit"] in ("月", "日", "年", "分", "周", "週") and low.isdecimal() and int(low) > 400:
        return True
    if words.is_joined and match["unit"] in ("月", "分") and words.lang in ("zh", "ja"):
        return not (match["unit"] == "分" and after[:1] in (")", ""))
    is_article = match["low"].strip() in words.words("numbers", "1") and _OPEN.search(before) is None
    if is_article and not match["more"] and not _is_sure(text, match, words):
        return True  # `a week` is no length in the middle of a sentence
    is_minutes = words.units[match["unit"]] in ("min", "h")
    return is_minutes and repeated.search(text) is not None


def _is_sure(text: str, match: re.Match[str], words: Lexicon) -> bool:
    """Whether it stands where a length is said: in brackets, between commas, at the end, after `for`."""
    before, after = _before(text, match, words), text[match.end() :]
    if match["fixed"]:
        return True
    is_word = not match["low"][:1].isdecimal() and not match["about"]
    ends = _SENTENCE_END.match(after) is not None and not _GOES_ON.match(after)
    led = _around(words)[3].search(before) is not None
    if _OPEN.search(before):
        return ends or (not is_word and bool(before.strip())) or (not before.strip() and ends)
    return led or (ends and not is_word)


def _is_within(text: str, match: re.Match[str], words: Lexicon) -> bool:
    before = _before(text, match, words)
    if words.is_joined and _around(words)[6].match(text[match.end() :]):
        return True
    return _around(words)[5].search(before) is not None


def days_of(value: str) -> float:
    """About how many days a length is, as the value of its tag has it."""
    high = value.rpartition("-")[2]
    return sum(float(number) * _DAYS.get(unit, 1 / 24) for number, unit in re.findall(r"([\d.]+)([a-z]+)", high))


def later(day: date, value: str) -> date | None:
    """The day that a length after another ends on; None beyond the calendar."""
    try:
        return day + timedelta(days=round(days_of(value)))
    except OverflowError:
        return None
