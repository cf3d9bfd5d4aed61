"""Parsing quantities in table cells, and converting a column to one unit: `40-60k`, `1y6m`, `$41/h`, `+6%`.

A quantity is one amount, a range (its midpoint counts) or a sum. An amount has a sign, a currency, a number, a
multiplier (k, m), a unit and a period. Other text in a cell is ignored.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from functools import lru_cache

from plainplan.pattern import pattern
from plainplan.syntax.durations import MINUTES, OTHER_UNITS, UNIT_OF
from plainplan.syntax.numbers import SPACED, is_unsure, plain_signs, read_money, read_number
from plainplan.tuples import NamedTuple

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))

# In years, so that a length of study stays exact.
_DAY = Fraction(4, 1461)
_YEARS = {"y": Fraction(1), "m": Fraction(1, 12), "w": 7 * _DAY, "d": _DAY, "h": _DAY / 24, "min": _DAY / 24 / 60}
_NAMES = {"y": "years", "m": "months", "w": "weeks", "d": "days", "h": "hours", "min": "minutes"}
_LONG, _SHORT = frozenset("ymwd"), frozenset(("h", "min"))
_TIME_WORDS = {**UNIT_OF, **OTHER_UNITS, **dict.fromkeys(MINUTES, "min"), "jahres": "y", "semester": ""}

_A_YEAR = {"y": 1, "m": 12, "w": 52, "d": 260, "h": 2080}
"""How often each comes in a year of work: 52 weeks of five days and forty hours."""

_PER = {
    **{word: unit for word, unit in _TIME_WORDS.items() if unit in _A_YEAR},
    "annum": "y", "a": "y", "hourly": "h", "daily": "d", "weekly": "w", "monthly": "m", "yearly": "y", "annually": "y",
    "annual": "y", "stündlich": "h", "täglich": "d", "wöchentlich": "w", "monatlich": "m", "jährlich": "y",
}  # fmt: skip
_ADVERBS = "hourly|daily|weekly|monthly|yearly|annually|annual|stündlich|täglich|wöchentlich|monatlich|jährlich"

_CURRENCIES = {"€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "euro": "EUR", "euros": "EUR"}
_CODES = "USD|EUR|GBP|CHF|CAD|AUD|NZD|JPY|INR|CNY|SEK|NOK|DKK|PLN|CZK|BRL|MXN|ZAR|SGD|HKD"
_CURRENCY = rf"(?:US|CA|AU|NZ|A|C)?\$|[€£¥₹]|(?:{_CODES})\b|(?i:euros?)\b"
_TIMES = {
    "k": 10**3, "tsd": 10**3, "thousand": 10**3, "tausend": 10**3, "m": 10**6, "mio": 10**6, "mln": 10**6,
    "million": 10**6, "millions": 10**6, "millionen": 10**6, "bn": 10**9,
}  # fmt: skip

_AMOUNT = pattern(
    rf"(?P<sign>[+-])?(?:(?P<before>{_CURRENCY})\s?)?(?P<late>-)?(?P<number>{SPACED})\+?"
    r"(?:\s?(?P<times>k|K|[Tt]sd\.?|M|Mio\.?|mio\.?|mln\.?|[Mm]illion(?:s|en)?|thousand|[Tt]ausend|bn)(?![A-Za-z]))?"
    rf"(?:\s?(?:(?P<percent>%|per\s?cent\b|[Pp]rozent\b)|(?P<after>{_CURRENCY})|/\s?(?P<of>[0-9]{{1,3}})(?![0-9/])"
    r"|(?P<word>[^\W\d_]+)\.?(?![^\W\d_])))?"
)
_RATE = pattern(
    rf"\s?(?:(?:/\s?|(?:per|an?|pro|je|im|in der|p\.)\s)(?P<unit>[^\W\d_]+)|(?P<adverb>{_ADVERBS}|p\.?\s?a\b))",
    re.IGNORECASE,
)
_BEGINS = pattern(rf"(?<![\w.,])(?:[+-]?(?:{_CURRENCY})\s?)?-?[0-9]|(?<![\w.,])[+-][0-9]")
_RANGE = pattern(r"\s*(?:-+|\.\.\.?|…|to|bis|till|until)\s*", re.IGNORECASE)
_SUM = pattern(r"[)\s]*(?:\+|\bplus\b|\bthen\b|\bdann\b)[(\s]*(?:[^\W\d_]+\.?[(\s]+){0,3}", re.IGNORECASE)
_JOIN = pattern(r"\s*(?:and|und)?\s*", re.IGNORECASE)
_YEAR = r"(?:19|20)[0-9]{2}"
_SPAN_OF_YEARS = pattern(
    rf"(?<![0-9.,]){_YEAR}\s?(?:-|/|to|bis)\s?(?:{_YEAR}|[0-9]{{2}})(?![0-9]|[.,][0-9]|\s?[%kK€$£])\s*:?"
)
_LONE_YEAR = pattern(
    rf"\(\s?(?:[^\W\d]+\s)*{_YEAR}\s?\)|\b(?:in|by|since|as of|until|seit|von|Stand)\s{_YEAR}\b|^\s*{_YEAR}\s*:"
)
_FALLS = pattern(
    r"\b(?:declin|decreas|fall|fell|drop|shrink|down\b|minus\b|loss|lose|fewer\b|less\b|rückgang|rückläufig|sink|fällt\b|"
    r"abnahme|nimmt ab|schrumpf|weniger\b)",
    re.IGNORECASE,
)


class Quantity(NamedTuple):
    """A parsed number.

    `kind` is `time` (the value in years), `money`, `percent`, `of 10`, or empty; `unit` is the unit as written; `per`
    the period that it refers to; `unsure` if the number is ambiguous.
    """

    value: Fraction
    kind: str = ""
    unit: str = ""
    currency: str = ""
    per: str = ""
    unsure: bool = False


class Misfit(NamedTuple):
    """A cell that cannot be converted to its column's unit: in what it differs (`kind`, `currency`, `unit`, `time`),
    and for kinds and currencies what it is of, and what most others are."""

    place: int
    differs: str
    own: str = ""
    others: str = ""


class _Amount(NamedTuple):
    number: str
    sign: int  # 0 where none is written
    times: int | None
    million: bool
    percent: bool
    currency: str
    of: str
    unit: str
    per: str
    start: int
    end: int


_Divides = Callable[[str, _Amount, _Amount], bool]
"""From what stands between two amounts, and these, to whether they are apart."""


class Quantities(NamedTuple):
    """A column's numbers, cell by cell, in one unit.

    `unit` is set where it had to be worked out. With misfits the numbers are not comparable.
    """

    values: tuple[Fraction | None, ...]
    unit: str = ""
    misfits: tuple[Misfit, ...] = ()
    unsure: tuple[int, ...] = ()


def read_column(title: str, cells: Sequence[str], *, mark: str, study: bool = False, pay: bool = False) -> Quantities:
    """A column's numbers in one unit.

    For `study`, only durations count, the longest in a cell, and plain numbers are years. For `pay`, numbers are money,
    per year unless said otherwise.
    """
    texts = [_normal(cell) for cell in (title, *cells)]
    short = not study and _is_short(texts)
    found = [_of_cell(text, mark, short=short, study=study, pay=pay) for text in texts[1:]]
    return _brought_together(found, _unit_named(texts[0]), study=study, pay=pay, per=_per_named(texts[0]))


@lru_cache(maxsize=1024)  # of one cell four checks ask
def read_quantity(text: str, mark: str = ".", *, short: bool = False, pay: bool = False) -> tuple[Quantity, ...]:
    """The quantities of a text, in order; a lone `m` is minutes in a `short` time, else months."""
    text = _without_years(_normal(text))
    amounts = list(_amounts(text, short=short))
    falls = _FALLS.search(text) is not None
    return tuple(_summed(text, group, mark, pay=pay, falls=falls) for group in _split(text, amounts, _is_new))


def _normal(text: str) -> str:
    return plain_signs(text).translate(_DASHES)


def _of_cell(text: str, mark: str, *, short: bool, study: bool, pay: bool) -> Quantity | None:
    found = read_quantity(text, mark, short=short, pay=pay)
    lengths = [one for one in found if one.kind == "time"] if study else []
    return max(lengths, key=lambda one: one.value) if lengths else next(iter(found), None)


def _without_years(text: str) -> str:
    """A text without the years that its numbers are of, where other numbers are left."""
    if "19" not in text and "20" not in text:
        return text
    for years in (_SPAN_OF_YEARS, _LONE_YEAR):
        rest = years.sub(" ", text)
        if any(one.isdecimal() for one in rest):
            text = rest
    return text


def _is_short(texts: Sequence[str]) -> bool:
    """Whether a column's times are hours and minutes."""
    units = {amount.unit for text in texts for amount in _amounts(text, short=False)} | {_unit_named(texts[0])}
    return bool(units & _SHORT) and not units & (_LONG - {"m"})


def _unit_named(title: str) -> str:
    """The unit of time that a heading names: `Commute, minutes`, `Commute (min)`."""
    words = [_TIME_WORDS.get(word.lower(), "") for word in re.findall(r"[^\W\d_]{2,}", title)]
    return next((unit for unit in words if unit), "")


def _per_named(title: str) -> str:
    """What a heading says that its numbers are counted by: `Pay per hour`, `Monthly pay`."""
    match = _RATE.search(title) or re.search(rf"(?i)\b(?P<adverb>{_ADVERBS})\b()(?P<unit>)", title)
    return _per(match) if match else ""


# Amounts


def _amounts(text: str, *, short: bool) -> Iterator[_Amount]:
    at = 0
    last = None
    while True:
        follows = text[at : at + 1].isdecimal() and at > 0  # right behind the last: `1y6m`
        begin = None if follows else _BEGINS.search(text, at)
        match = _AMOUNT.match(text, at if follows or begin is None else begin.start()) if follows or begin else None
        if match is None:
            return
        amount = _amount(text, match, short=short)
        if follows and last and last.unit == "h" and not amount.unit:
            amount = amount._replace(unit="min")  # `1h10`
        yield amount
        at, last = amount.end, amount


def _amount(text: str, match: re.Match[str], *, short: bool) -> _Amount:
    word = (match["word"] or "").lower()
    currency = match["before"] or match["after"] or ""
    unit = _TIME_WORDS.get(word, "")
    million = word == "m" and bool(currency)
    if million or (unit == "m" and word == "m" and short):
        unit = "" if million else "min"
    end = match.end() if unit or million or not word else match.start("word")
    rate = _RATE.match(text, end) if end < len(text) else None
    per = _per(rate) if rate else ""
    return _Amount(
        match["number"],
        -1 if "-" in (match["sign"], match["late"]) else 1 if match["sign"] else 0,
        _TIMES.get((match["times"] or "").lower().rstrip(".")),
        million,
        bool(match["percent"]),
        _CURRENCIES.get(currency.lower(), currency),
        match["of"] or "",
        unit,
        per,
        match.start(),
        rate.end() if rate and per else end,
    )


def _per(match: re.Match[str]) -> str:
    word = (match["unit"] or match["adverb"] or "").lower()
    return "y" if word.startswith("p") else _PER.get(word, "")


# Quantities


def _split(text: str, amounts: Sequence[_Amount], divides: _Divides) -> list[list[_Amount]]:
    """The amounts in groups, a new one wherever what stands between two of them divides."""
    groups: list[list[_Amount]] = []
    for amount in amounts:
        if not groups or divides(text[groups[-1][-1].end : amount.start], groups[-1][-1], amount):
            groups.append([])
        groups[-1].append(amount)
    return groups


def _is_joined(gap: str, one: _Amount, other: _Amount) -> bool:
    """Whether two amounts are one length: `1y6m`, `1h 10min`."""
    if not _JOIN.fullmatch(gap) or other.sign or not one.unit or not other.unit:
        return False
    return _YEARS[one.unit] > _YEARS[other.unit]


def _is_range(gap: str, one: _Amount, other: _Amount) -> bool:
    return _RANGE.fullmatch(gap) is not None and _go_together(one, other)


def _is_sum(gap: str, one: _Amount, other: _Amount) -> bool:
    return _SUM.fullmatch(gap) is not None and _go_together(one, other)


def _go_together(one: _Amount, other: _Amount) -> bool:
    """Whether two amounts can be ends or parts of one: not `$40k + 5 weeks`."""
    timed, plain = (one, other) if one.unit else (other, one)
    return not timed.unit or bool(plain.unit) or not (plain.times or plain.percent or plain.currency or plain.of)


def _is_new(gap: str, one: _Amount, other: _Amount) -> bool:
    return not (_is_joined(gap, one, other) or _is_range(gap, one, other) or _is_sum(gap, one, other))


def _summed(text: str, amounts: list[_Amount], mark: str, *, pay: bool, falls: bool) -> Quantity:
    like = _alike(amounts)
    parts = []
    for group in _split(text, amounts, _is_sum):
        ends = [_joined(end, like, mark, pay=pay, falls=falls) for end in _split(text, group, _is_range)]
        parts.append(
            ends[0]._replace(value=(ends[0].value + ends[-1].value) / 2, unsure=any(one.unsure for one in ends))
        )
    return parts[0]._replace(
        value=sum((part.value for part in parts), Fraction(0)), unsure=any(part.unsure for part in parts)
    )


def _alike(amounts: list[_Amount]) -> _Amount:
    """What the amounts of a range or sum say together, the last first: `40-60k`, `$41-45/h`, `4 to 6 years`."""
    last, before = amounts[-1], amounts[-2::-1]
    for one in before:
        last = last._replace(
            times=last.times or one.times, million=last.million or one.million, percent=last.percent or one.percent,
            currency=last.currency or one.currency, of=last.of or one.of, unit=last.unit or one.unit,
            per=last.per or one.per,
        )  # fmt: skip
    return last


def _joined(amounts: list[_Amount], like: _Amount, mark: str, *, pay: bool, falls: bool) -> Quantity:
    """One number or length; what it leaves out is as in `like`."""
    first = amounts[0]
    unit, percent = first.unit or like.unit, first.percent or like.percent
    currency, of, per = first.currency or like.currency, first.of or like.of, amounts[-1].per or like.per
    kind = (
        "time" if unit else "percent" if percent else "money" if currency or per else f"of {of}" if of else ""
    )  # fmt: skip
    is_money = kind == "money" or (pay and not kind)
    numbers = [_number(amount.number, mark, is_money=is_money) for amount in amounts]
    if kind == "time":
        lengths = (number * _YEARS[one.unit or unit] for number, one in zip(numbers, amounts, strict=True))
        value = sum(lengths, Fraction(0))
    else:
        value = numbers[0] * _times(first, like, numbers[0])
    sign = first.sign or (-1 if falls and kind == "percent" else 1)
    unsure = not is_money and any(is_unsure(amount.number) and mark in amount.number for amount in amounts)
    return Quantity(value * sign, kind, unit, currency, per, unsure)


def _times(amount: _Amount, like: _Amount, number: Fraction) -> int:
    """A thousand or a million, its own or, of a number that is no thousand itself, the other end's."""
    own = 10**6 if amount.million else amount.times
    return own or ((10**6 if like.million else like.times or 1) if number < 1000 else 1)


def _number(text: str, mark: str, *, is_money: bool) -> Fraction:
    number = (read_money(text) if is_money else None) or read_number(text, mark)
    if number is None:  # `1.2.3`: its first digits, as nothing better is known
        number = int(re.match(r"[0-9]{1,30}", text)[0])  # type: ignore[index]
    return Fraction(number)


# Columns


def _brought_together(
    quantities: Sequence[Quantity | None], named: str, *, study: bool, pay: bool, per: str
) -> Quantities:
    known = [quantity for quantity in quantities if quantity is not None]
    unsure = tuple(place for place, one in enumerate(quantities) if one and one.unsure)
    kind = _most([one.kind for one in known if one.kind])
    misfits = _misfits(quantities, kind, "y" if study else named, pay=pay)
    values = tuple(None if quantity is None else quantity.value for quantity in quantities)
    if misfits or not kind:
        return Quantities(values, "", misfits, unsure)
    if kind == "time":
        return _in_time(quantities, "y" if study else named, study=study)._replace(unsure=unsure)
    if kind == "money":
        return _in_money(quantities, per)._replace(unsure=unsure)
    return Quantities(values, "", (), unsure)


def _misfits(quantities: Sequence[Quantity | None], kind: str, named: str, *, pay: bool) -> tuple[Misfit, ...]:
    """The cells whose kind, currency or unit differs from that of most."""
    currency = _most([quantity.currency for quantity in quantities if quantity and quantity.currency])
    per = _most([quantity.per for quantity in quantities if quantity and quantity.kind == kind])
    units = {quantity.unit for quantity in quantities if quantity and quantity.kind == "time"}
    told = []
    for place, one in enumerate(quantities):
        if one is None:
            continue
        if one.kind and one.kind != kind:
            told.append(Misfit(place, "kind", one.kind, kind))
        elif one.currency and one.currency != currency:
            told.append(Misfit(place, "currency", one.currency, currency))
        elif kind == "time" and not one.kind and not named and len(units) > 1:
            told.append(Misfit(place, "unit"))
        elif kind == "time" and one.kind and one.per != per:
            told.append(Misfit(place, "time"))
    return tuple(told)


def _most(kinds: Sequence[str]) -> str:
    """The most frequent value; the first of several."""
    return Counter(kinds).most_common(1)[0][0] if kinds else ""


def _in_time(quantities: Sequence[Quantity | None], named: str, *, study: bool) -> Quantities:
    """Every length in one unit: years of study, else the heading's, else the one that comes first."""
    units = [quantity.unit for quantity in quantities if quantity and quantity.kind == "time"]
    unit = named or units[0]
    values = tuple(
        quantity and (quantity.value / _YEARS[unit] if quantity.kind else quantity.value) for quantity in quantities
    )
    mixed = not study and any(one != unit for one in units)
    return Quantities(values, f"in {_NAMES[unit]}" if mixed else "")


def _in_money(quantities: Sequence[Quantity | None], per: str) -> Quantities:
    """Every amount by one time: as all are written, else by the year."""
    pers = {quantity.per or per for quantity in quantities if quantity}
    if len(pers) < 2:
        return Quantities(tuple(None if quantity is None else quantity.value for quantity in quantities))
    values = tuple(
        None if quantity is None else quantity.value * _A_YEAR[quantity.per or per or "y"] for quantity in quantities
    )
    counted = [f"{_A_YEAR[one]:,} {_NAMES[one]}" for one in ("h", "d", "w", "m") if one in pers]
    return Quantities(values, "a year" + (f" of {' or '.join(counted)}" if counted else ""))
