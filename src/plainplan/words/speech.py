"""How a language says dates, lengths and counts: catalogues of messages, and `Words` that speak them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from string import Formatter
from typing import TYPE_CHECKING, Any, TypeAlias

from plainplan.plain import is_used
from plainplan.tuples import NamedTuple
from plainplan.values import Duration, Estimate

if TYPE_CHECKING:
    from fractions import Fraction

_TO_LEFT = frozenset(
    ("ar", "arc", "arz", "ckb", "dv", "fa", "he", "iw", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi")
)
_SCRIPTS_TO_LEFT = frozenset(("Adlm", "Arab", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa"))

Number: TypeAlias = "int | float | Fraction"

SYMBOLS = {
    "EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥", "CNY": "¥", "INR": "₹", "KRW": "₩", "ILS": "₪", "UAH": "₴",
    "VND": "₫", "NGN": "₦", "PHP": "₱", "TRY": "₺",
}  # fmt: skip
"""Currencies that are written as a sign; any other keeps its code."""


class Catalogue(NamedTuple):
    """What a language brings. `months`, `short_months` and `weekdays` start with January and Monday;
    `numbers` are the words for zero to twelve, `feminine` those of them that are others with a feminine noun
    (`{words_f}` in messages); `group` and `decimal` are its separators in numbers; `first_day` is how the first of a
    month is written where that is not 1; `joins` are patterns of words that become others before what a message is
    filled in with (`il 8 marzo` is `l’8 marzo`), and what they become (they begin with plain letters and look behind
    after them, since every message is searched); `colon` and `semicolon` bring the gap that
    the language has before them.

    Thousands are set apart from `group_from` on; `and_length` stands before the last of several lengths;
    `drops_pronouns` says that a sentence about what was just named has no subject, where English has `It`."""

    messages: dict[str, str]
    months: tuple[str, ...]
    short_months: tuple[str, ...]
    weekdays: tuple[str, ...]
    short_weekdays: tuple[str, ...]
    numbers: tuple[str, ...]
    group: str
    decimal: str
    first_day: str = ""
    group_from: int = 1_000
    and_length: str = ", "
    drops_pronouns: bool = False
    feminine: dict[int, str] = {}  # noqa: RUF012  a named tuple's default, never written to
    joins: tuple[tuple[str, str], ...] = ()
    colon: str = ":"
    semicolon: str = ";"


class Region(NamedTuple):
    """How a region says what its language says otherwise: messages of its own, letters that it has others for, and
    fields of the catalogue that differ."""

    messages: dict[str, str] = {}  # noqa: RUF012  as above
    letters: tuple[tuple[str, str], ...] = ()
    fields: dict[str, Any] = {}  # noqa: RUF012  as above


NO_REGION = Region()

_SAID_AGAIN = (
    "_fields",
    "about",
    "against_plan",
    "asked_by",
    "count",
    "date",
    "days",
    "estimate",
    "near",
    "range",
    "room",
)
_MOST = 2**15
_A_QUARTER = 90
_UNLIKELY = 0.005


class Words:
    """One language's voice: `lang` is the language of its sentences, `asked` the one that the plan asked for."""

    def __init__(self, lang: str, catalogue: Catalogue, asked: str | None = None) -> None:
        self.lang = lang
        self.asked = asked or lang
        self.catalogue = catalogue
        self._messages = catalogue.messages
        for name in _SAID_AGAIN if is_used("words") else ():  # a page says the same days and lengths many times
            setattr(self, name, lru_cache(_MOST)(getattr(self, name)))

    @property
    def direction(self) -> str:
        """`rtl` where the language that the plan asked for is written from right to left."""
        primary, *rest = self.asked.split("-")
        script = next((part.title() for part in rest if len(part) == 4 and part.isalpha()), "")
        to_left = script in _SCRIPTS_TO_LEFT if script else primary.lower() in _TO_LEFT
        return "rtl" if to_left else "ltr"

    @property
    def decimal_mark(self) -> str:
        """What stands before decimals: `.` or `,`."""
        return "," if "," in self.number(1.5) else "."

    def say(self, key: str, **values: object) -> str:
        """The message of that key, filled in."""
        return self._messages[key].format_map(values)

    def tell(self, text: str) -> str:
        """A message (`plainplan.messages`) in this language; in English it is one already."""
        return text

    def it(self) -> str:
        """The subject of a sentence about what was just named: a pronoun, nothing where the language needs none."""
        return "" if self.catalogue.drops_pronouns else self.say("why.it")

    def knows(self, text: str) -> bool:
        """Whether `tell` says a message in this language."""
        return True

    def asked_by(self, *keys: str) -> tuple[str, ...]:
        """The names of what the messages of these keys have to be filled in with."""
        parsed = (Formatter().parse(self.catalogue.messages[key]) for key in keys)
        return tuple(dict.fromkeys(name for parts in parsed for _, name, _, _ in parts if name))

    def kept(self, text: str) -> str:
        """A piece that stands in a sentence as it is, whichever way it is written."""
        return text

    def count(self, key: str, number: Number, **values: object) -> str:
        """A message with a number; `{n}` is it in digits, `{words}` in words up to twelve."""
        form = "one" if number == 1 else "other"
        return self.say(f"{key}.{form}", n=self.number(number), words=self.spelled(number), **values)

    def number(self, number: Number) -> str:
        """4,200 or 1.5: two decimals at most, none for whole numbers."""
        if isinstance(number, int) and abs(number) < 10**12:
            return f"{number:,}".replace(",", self._group(number))
        rounded: Number = number.__round__(2)
        whole, _, rest = (
            f"{float(rounded):,.2f}".partition(".") if -(10**12) < rounded < 10**12 else (str(number), "", "")
        )
        rest = rest.rstrip("0")
        text = whole.replace(",", self._group(rounded))
        return f"{text}{self.catalogue.decimal}{rest}" if rest else text

    def _group(self, number: Number) -> str:
        return self.catalogue.group if not -self.catalogue.group_from < number < self.catalogue.group_from else ""

    def spelled(self, number: Number) -> str:
        """`two` for 2, digits beyond twelve."""
        if number == int(number) and 0 <= number < len(self.catalogue.numbers):
            return self.catalogue.numbers[int(number)]
        return self.number(number)

    def money(self, amount: Number, currency: str | None) -> str:
        """€4,200 or €4,200.50: the currency's sign where it has one, else its code or word as written."""
        number = self.amount(amount)
        if not currency:
            return number
        sign = SYMBOLS.get(currency.upper(), currency)
        kind = "money.word" if len(sign) > 3 or not sign.isupper() else "money.code"
        if not any(letter.isalpha() for letter in sign) or sign.endswith("$"):
            kind = "money.sign"
        return self.say(kind, amount=number, currency=sign)

    def amount(self, amount: Number) -> str:
        """A number of money: whole, or with two decimals."""
        text = self.number(amount)
        whole, point, rest = text.rpartition(self.catalogue.decimal) if amount != int(amount) else (text, "", "")
        return f"{whole}{point}{rest:0<2}" if point else text

    # Dates, given as ordinals.

    def _fields(self, day: int) -> dict[str, object]:
        then, known = date.fromordinal(day), self.catalogue
        month, weekday = then.month - 1, then.weekday()
        return {
            "day": known.first_day if then.day == 1 and known.first_day else then.day,
            "month": known.months[month],
            "mon": known.short_months[month],
            "year": then.year,
            "yy": f"{then.year % 100:02}",
            "weekday": known.weekdays[weekday],
            "wd": known.short_weekdays[weekday],
        }

    def date(self, day: int, form: str = "date") -> str:
        """A day by one of the forms `date` (28 Feb 2027), `long` (28 February 2027), `day` (28 Feb),
        `long-day`, `full` (Sunday 28 February 2027), `weekday-day` (Sun 28 Feb), `month`, `month-year`, `mon`."""
        return self.say(f"date.{form}", **self._fields(day))

    def full_date(self, day: int) -> str:
        """`Sunday 28 February 2027`."""
        return self.date(day, "full")

    def year(self, year: int) -> str:
        return self.date(date(year, 1, 1).toordinal(), "year")

    def weekday(self, number: int) -> str:
        """The name of a day of the week, 0 for Monday."""
        return self.catalogue.weekdays[number]

    def near(self, day: int, today: int) -> str:
        """A long day without its year where that is this year's."""
        same = date.fromordinal(day).year == date.fromordinal(today).year
        return self.date(day, "long-day" if same else "long")

    def range(self, first: int, last: int) -> str:
        """`1 Sep – 12 Sep 2026`, the year once where both ends share it; a single day is told once."""
        if first >= last:
            return self.date(last)
        same = date.fromordinal(first).year == date.fromordinal(last).year
        return f"{self.date(first, 'day' if same else 'date')} – {self.date(last)}"

    def short_range(self, first: int, last: int) -> str:
        """`1 – 14 Nov`, without years."""
        if first >= last:
            return self.date(last, "day")
        one, other = date.fromordinal(first), date.fromordinal(last)
        if (one.year, one.month) == (other.year, other.month):
            days = {"first": self._fields(first)["day"], "end": other.day}
            return self.say("range.in-month", **days, start=self.date(first, "day"), last=self.date(last, "day"))
        form = "day" if one.year == other.year else "date"
        return f"{self.date(first, form)} – {self.date(last, form)}"

    # Lengths.

    def about(self, days: int) -> str:
        """A number of days, roughly: days up to three weeks, then weeks, months, years."""
        days = abs(days)
        if days < 21 and days % 7:
            return self.count("days", days)
        if days < 60:
            return self.count("weeks", round(days / 7)) if days else self.count("days", 0)
        if days < 700:
            return self.count("months", round(days / 30.4375))
        return self.count("years", round(days / 365.25))

    def days(self, days: int) -> str:
        """A number of days in digits."""
        return self.count("digits.days", days)

    def plainly(self, days: int) -> str:
        """A number of days in digits; from three months on in months and years, which nobody has to divide."""
        return self.days(days) if days < _A_QUARTER else self.months(round(days / 30.4375))

    def roughly(self, days: int) -> str:
        """The same, months and years in words: for sentences."""
        return self.days(days) if days < _A_QUARTER else self.about(days)

    def chance(self, chance: float) -> str:
        """A chance from 0 to 1 in percent; what is not quite sure is not told as such."""
        if 0 < chance < _UNLIKELY:
            return self.say("percent.under")
        if 1 - _UNLIKELY < chance < 1:
            return self.say("percent.over")
        return self.say("percent", n=round(chance * 100))

    def distance(self, first: int, last: int) -> str:
        """The time from one day to another in two units at most: `5 years, 4 months`."""
        if last - first < 60:
            return self.about(last - first) if last > first else self.count("digits.days", 0)
        one, other = date.fromordinal(first), date.fromordinal(last)
        months = (other.year - one.year) * 12 + other.month - one.month - (other.day < one.day)
        # A month's last day stands for the whole month: 1 November to 29 February is four months.
        ends_a_month = other == date.max or date.fromordinal(last + 1).month != other.month
        if ends_a_month and one.day == 1:
            months += 1
        return self.months(months)

    def months(self, months: int) -> str:
        """Whole months as years and months, in digits."""
        years, rest = divmod(months, 12)
        parts = []
        if years:
            parts.append(self.count("digits.years", years))
        if rest or not years:
            parts.append(self.count("digits.months", rest))
        return self.together(parts)

    def duration(self, length: Duration) -> str:
        """A duration as written, unit by unit."""
        parts = []
        years, months = divmod(length.months, 12)
        for key, amount in (
            ("years", years),
            ("months", months),
            ("weeks", length.weeks),
            ("days", length.days),
            ("hours", length.hours),
        ):
            if amount:
                parts.append(self.count(f"digits.{key}", amount))
        return self.together(parts) or self.count("digits.days", 0)

    def together(self, parts: Sequence[str]) -> str:
        """Lengths that add up: `5 years, 4 months`."""
        if len(parts) < 2:
            return "".join(parts)
        return f"{', '.join(parts[:-1])}{self.catalogue.and_length}{parts[-1]}"

    def apart(self, parts: Iterable[str]) -> str:
        """Clauses that have semicolons between them."""
        return f"{self.catalogue.semicolon} ".join(parts)

    def headed(self, head: str, text: str) -> str:
        """What something is about, a colon, and what is said of it."""
        return f"{head}{self.catalogue.colon} {text}"

    def until(self, days: int) -> str:
        """How far off a day is: `today`, `tomorrow`, `in 34 days`, `in three weeks`, `in seven months`."""
        if days < 2:
            return self.say("in.tomorrow" if days else "in.today")
        if days < 60:
            return self.count("in.days", days) if days % 7 else self.count("in.weeks", days // 7)
        if days < 700:
            return self.count("in.months", round(days / 30.4375))
        return self.count("in.years", round(days / 365.25))

    def estimate(self, estimate: Estimate) -> str:
        """`8 weeks`, `5 to 8 months`, `4 to 9 months, likely 6`."""
        if estimate.low is None or estimate.high is None:
            return self.duration(estimate.likely or Duration())
        unit = _only_unit(estimate.low)
        if unit and unit == _only_unit(estimate.high):
            low, high = self.number(getattr(estimate.low, unit)), self.duration(estimate.high)
        else:
            low, high = self.duration(estimate.low), self.duration(estimate.high)
        if estimate.likely is None:
            return self.say("estimate.range", low=low, high=high)
        same = unit and unit == _only_unit(estimate.likely)
        likely = self.number(getattr(estimate.likely, str(unit))) if same else self.duration(estimate.likely)
        return self.say("estimate.points", low=low, high=high, likely=likely)

    def against_plan(self, slip: int, exact: bool = False) -> str:
        """`two months later than planned`, `as planned`."""
        if not slip:
            return self.say("as planned")
        key = "later than planned" if slip > 0 else "earlier than planned"
        return self.say(key, length=self.plainly(abs(slip)) if exact else self.about(slip))

    def against_promise(self, late: int, day: int | None = None) -> str:
        """`12 days too late for 15 Jan 2027`, `with 30 days to spare before …`, `on the very day …`; without the day
        that was promised, in short."""
        key = "promise.short" if day is None else "promise"
        date = "" if day is None else self.date(day)
        if not late:
            return self.say(f"{key}.just", date=date)
        if late > 0:
            return self.say(f"{key}.late", length=self.roughly(late), date=date)
        return self.count(f"{key}.spare", -late, date=date)

    def room(self, slack: int) -> str:
        """`18 days to spare`, `6 months to spare`, `no day to spare`, `over four years to spare`."""
        if slack <= 0:
            return self.say("no day to spare")
        if slack > 730:
            return self.count("over years to spare", int(slack / 365.25))
        return self.say("to spare", length=self.plainly(slack))

    def listed(self, items: tuple[str, ...]) -> str:
        """`a, b and c`."""
        if len(items) < 2:
            return "".join(items)
        return self.say("and", first=", ".join(items[:-1]), last=items[-1])


def _only_unit(length: Duration) -> str | None:
    """The one unit of a duration that has just one, in which its number can stand alone."""
    used = [name for name, amount in zip(Duration._fields, length, strict=True) if amount]
    if len(used) != 1 or (used[0] == "months" and length.months >= 12):
        return None
    return used[0]
