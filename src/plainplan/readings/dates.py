"""Finding days, months, years and stretches of them in a text: `30 June 2027`, `Mar 1-7`, `2027年3月末`, `Q2 2027`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import lru_cache

from plainplan.pattern import pattern
from plainplan.readings.first_look import Look
from plainplan.readings.lexicon import Lexicon, either
from plainplan.source import Span
from plainplan.tuples import NamedTuple
from plainplan.values import days_in_month

_YEAR = r"(?:19|20|21)[0-9]{2}"
_FAR_YEAR = pattern(r"[\s,]+[0-9]{4,}\s*(?=$|[.,;:!?)\]])")
"""A number where a year stands that is none that people mean: then what stands before it is no day, either."""
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 2)}
_NO_DIGIT = r"(?<![0-9.,/:-])"
_DAY = r"(?<![0-9.,/:])"
_KANJI = dict(zip("一二三四五六七八九", range(1, 10), strict=True))
_LATEST_YEAR = 9000


class Moment(NamedTuple):
    """A day or a stretch of days that a text names. `whole` tells the precision of what is written: `day`, `month`,
    `year`, or `part` for anything between; `dated` whether the year stands there too, `clear` whether the words have
    one meaning only, `at_end` whether the end of it is named: `the end of June`."""

    span: Span
    first: date
    last: date
    whole: str
    dated: bool = True
    clear: bool = True
    at_end: bool = False

    @property
    def from_text(self) -> str:
        """Its beginning, as a tag has it."""
        return {"month": f"{self.first:%Y-%m}", "year": f"{self.first:%Y}"}.get(self.whole, self.first.isoformat())

    @property
    def until_text(self) -> str:
        """Its end, as a tag has it."""
        if self.whole == "year":
            return f"{self.last:%Y}"
        is_month_end = self.last.day == days_in_month(self.last.year, self.last.month)
        is_long = self.whole in ("month", "part")
        return f"{self.last:%Y-%m}" if is_month_end and is_long else self.last.isoformat()


class Stretch(NamedTuple):
    """From one moment to another."""

    span: Span
    first: Moment
    last: Moment

    @property
    def clear(self) -> bool:
        return self.first.clear and self.last.clear and (self.last.dated or self.first.dated)


def find_dates(text: str, words: Lexicon, day: date) -> tuple[Moment | Stretch, ...]:
    """What days a straightened text names, in order; a year that is left out is the next one, from `day` on."""
    found = _of_one_year(list(_moments(text, words, day)))
    return tuple(_stretches(text, found, words, day))


@lru_cache(maxsize=16)
def _patterns(words: Lexicon) -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """Each with what must stand in a text for it to be looked for, by the names of `_looks`, and what it finds."""
    month = rf"(?P<month>{either(words.months)})\.?"
    weekday = rf"(?:{either(words.weekdays)}\.?,?\s+(?:{either(words.words('dates', 'filler'))}\s+)*)?"
    joiner = r"(?:\s+(?:of|de|del|do|da|d[ou]s))?"
    number = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th|º|°|er|ª|-?го|-?е)?"
    year = rf"(?P<year>{_YEAR})(?!\d)"
    later = rf"(?:,?{joiner}\s*,?\s*{year}(?:\s?(?:г|года|г\.)(?!\w))?)"
    season = rf"(?P<season>{either(word for row in _SEASONS for word in words.words('seasons', row))})"
    feast = rf"(?P<feast>{either(word for row in words.rows('feasts') for word in words.words('feasts', row))})"
    listed = [
        ("numeric", "day", rf"{_NO_DIGIT}{weekday}(?P<year>{_YEAR})[-/.](?P<number>[0-9]{{1,2}})[-/.](?P<day>[0-9]{{1,2}})(?![0-9])"),
        ("numeric", "day", rf"{_NO_DIGIT}{weekday}(?P<day>[0-9]{{1,2}})(?P<by>[./-])(?P<number>[0-9]{{1,2}})(?P=by)(?P<year>{_YEAR}|[0-9]{{2}})(?![0-9/]|[.,-][0-9])"),
        ("numeric", "day", rf"(?<=[0-9.]-)(?P<day>[0-9]{{1,2}})(?P<by>[./])(?P<number>[0-9]{{1,2}})(?P=by)(?P<year>{_YEAR})(?![0-9/]|[.,-][0-9])"),
        ("joined", "day", rf"(?P<year>{_YEAR})\s*[年년]\s*(?P<number>[0-9]{{1,2}})\s*[月월]\s*(?P<day>[0-9]{{1,2}})\s*[日号號일]?(?:\([^()]\))?"),
        ("joined", "day", r"(?:(?P<relative>今年|明年|来年|本年)の?)?(?P<number>[0-9]{1,2})\s*[月월]\s*(?P<day>[0-9]{1,2})\s*(?:[日号號일](?!間)(?:\([^()]\))?)"),
        ("joined", "month", rf"(?P<year>{_YEAR})\s*[年년]\s*(?P<number>[0-9]{{1,2}})\s*[月월](?!間|\s*[0-9]{{1,2}}\s*[日号])(?P<part>底|末|初|中旬|上旬|下旬|中)?"),
        ("joined", "month", r"(?P<relative>今年|明年|来年|本年)の?(?P<number>[0-9]{1,2})\s*[月월](?!間|\s*[0-9]{{1,2}}\s*[日号])(?P<part>底|末|初|中旬|上旬|下旬|中)?"),
        ("joined", "month", r"(?<![0-9第ヶヵか個个ケカ])(?P<number>[0-9]{1,2})\s*月(?![間0-9])(?P<part>底|末|初|中旬|上旬|下旬|中)?"),
        ("joined", "season", rf"(?:(?P<year>{_YEAR})\s*年|(?P<relative>今年|明年|来年)の?){season}"),
        ("joined", "half", rf"(?P<year>{_YEAR})\s*年\s*(?P<half>上半年|下半年|上期|下期|前半|後半)"),
        ("joined", "quarter", rf"(?P<year>{_YEAR})\s*年\s*第?(?P<quarter>[1-4一二三四])\s*(?:季度|四半期)"),
        ("joined", "year", rf"(?P<year>{_YEAR})\s*[年년](?![0-9])(?P<part>底|末|初|内|中)?"),
        ("quarter", "quarter", rf"(?<![\w])(?:q|t)(?P<quarter>[1-4])(?:\s*[-/,]?\s*(?:de|of)?\s*(?P<year>{_YEAR}))?(?!\w)"),
        ("quarter", "quarter", rf"(?P<year>{_YEAR})\s*[-/]?\s*q(?P<quarter>[1-4])(?!\w)"),
        ("quarter_word", "quarter", rf"(?<!\w)(?P<quarter>[1-4])(?:\.|st|nd|rd|th|er|e|ème|º|°|-й|-го|-ый)?\s*(?:quartals?|quarter|trimestre|квартал[ауе]?)(?:\s*(?:de|of|du|d[oe]l?)?\s*(?P<year>{_YEAR}))?(?!\w)"),
        ("half", "half", rf"(?<!\w)h(?P<half>[12])(?:\s*[-/,]?\s*(?P<year>{_YEAR}))(?!\w)"),
        ("month", "day", rf"{weekday}{_DAY}{number}\.?{joiner}[\s-]*{month}{later}"),
        ("month", "day", rf"{weekday}{month}{joiner}\s*{number}(?!\s*[-/.:]?\s*[0-9])(?:,?\s*{year})(?!\w)"),
        ("month", "day", rf"{weekday}{_DAY}{number}\.?{joiner}\s*{month}(?!\w)"),
        ("month", "day", rf"{weekday}{month}{joiner}\s*{number}(?![\w:%€$]|[.,][0-9])"),
        ("month", "month", rf"{month}\s*[/-]?(?:\s*,)?{joiner}\s*{year}(?:\s?(?:г|года|г\.)(?!\w))?"),
        ("month", "month", rf"{month}\s*'(?P<year>[0-9]{{2}})(?!\w)"),
        ("numeric", "month", rf"{_NO_DIGIT}(?P<number>0?[1-9]|1[0-2])/(?P<year>{_YEAR})(?![0-9/])"),
        ("numeric", "month", rf"{_NO_DIGIT}(?P<year>{_YEAR})-(?P<number>0[1-9]|1[0-2])(?![0-9-])"),
        ("season", "season", rf"{season}(?:{joiner}\s*{year})?"),
        ("feast", "feast", rf"{feast}(?:{joiner}\s*{year})?"),
        ("month", "month", rf"(?P<month>{either(set(words.months).difference(words.words('dates', 'not_alone')))})\.?"),
        ("month", "month", rf"(?P<month>{either(words.words('dates', 'not_alone'))})\."),
        ("numeric", "day", rf"{_NO_DIGIT}{weekday}(?P<day>[0-9]{{1,2}})\.(?P<number>0?[1-9]|1[0-2])\.?(?![0-9]|[.,]?[0-9]|-[0-9](?![0-9]?\.[0-9])|\s?[%$€£¥₽万萬亿億千元円]|\s?[a-z]{1,2}\b)"),
        ("numeric", "day", rf"(?<![0-9]\s){_NO_DIGIT}{weekday}(?P<day>[0-9]{{1,2}})/(?P<number>[0-9]{{1,2}})(?![0-9/%]|\s?[a-z])"),
        ("year", "year", rf"(?<![\w.,/:#$€£¥])(?<![0-9]-)(?P<year>{_YEAR})(?!\w|[.,:/][0-9]|-[0-9]|\s?[€$%£¥])"),
        ("next_year", "year", rf"(?P<relative>{either((*words.words('dates', 'next_year'), *words.words('dates', 'this_year')))})"),
    ]  # fmt: skip
    return tuple((need, kind, pattern(body)) for need, kind, body in listed)


@lru_cache(maxsize=16)
def _looks(words: Lexicon) -> tuple[tuple[str, Callable[[str], object]], ...]:
    """First looks at a straightened text, by what they are for: most texts need none of the patterns."""
    return (
        ("numeric", _NUMERIC.search),
        ("year", _FOUR.search),
        ("quarter", _QUARTER.search),
        ("quarter_word", _has_quarter),
        ("half", _HALF.search),
        ("joined", lambda text: not _OF_CALENDAR.isdisjoint(text)),
        ("month", Look(words.months).may_be_in),
        ("season", words.look("seasons", *_SEASONS).may_be_in),
        ("feast", words.look("feasts").may_be_in),
        ("next_year", words.look("dates", "next_year", "this_year").may_be_in),
    )


_NUMERIC = pattern(r"[0-9][./-][0-9]")
_FOUR = pattern(_YEAR)
_QUARTER = pattern(r"[qt][1-4]")
_HALF = pattern(r"h[12]")
_OF_CALENDAR = frozenset("年月년월")


def _has_quarter(text: str) -> bool:
    return "quart" in text or "trimestre" in text or "квартал" in text


def _of_one_year(found: list[Moment]) -> list[Moment]:
    """Where a year stands alone beside days without one, it is theirs: `Autumn term 2026 (Sept-Dec)`."""
    years = [one for one in found if one.dated and one.whole in ("year", "part")]
    if len(years) != 1 or all(one.dated for one in found):
        return found
    year = years[0].first.year
    kept = [one for one in found if one is not years[0] or one.whole == "part"]
    return [one if one.dated else _in_year(one, year) for one in kept]


def _moments(text: str, words: Lexicon, day: date) -> Iterator[Moment]:
    has = {need for need, is_there in _looks(words) if is_there(text)}
    taken = bytearray(len(text))
    found: list[Moment] = []
    for need, kind, wanted in _patterns(words) if has else ():
        for match in wanted.finditer(text) if need in has else ():
            if any(taken[match.start() : match.end()]) or match.start() == match.end():
                continue
            moment = None if _FAR_YEAR.match(text, match.end()) else _MAKERS[kind](match, words, day)
            if moment is not None or (kind == "day" and match.groupdict().get("month")):
                taken[match.start() : match.end()] = b"x" * (match.end() - match.start())
                found += [_refined(text, moment, words)] if moment else []
    yield from sorted(found)


def _group(match: re.Match[str], name: str) -> str:
    return (match.groupdict().get(name) or "").strip()


def _year(match: re.Match[str], words: Lexicon, day: date) -> int | None:
    written = _group(match, "year")
    if written:
        return int(written) if len(written) == 4 else 2000 + int(written)
    relative = _group(match, "relative")
    if relative:
        is_next = relative in words.words("dates", "next_year") or relative in ("明年", "来年")
        return day.year + is_next
    return None


def _month(match: re.Match[str], words: Lexicon) -> int:
    name = _group(match, "month")
    return words.months[name] if name else int(_group(match, "number") or 0)


def _day_moment(match: re.Match[str], words: Lexicon, day: date) -> Moment | None:
    number, month, year = int(_group(match, "day")), _month(match, words), _year(match, words, day)
    sign = "/" if "/" in match[0] else _group(match, "by")
    clear = True
    if sign == "/" and not _group(match, "month") and not match[0].strip()[:4].isdecimal():
        first, second = number, month
        month_first = words.lang == "en"
        if month_first and first <= 12:
            month, number = first, second
            clear = second > 12 or first == second
        elif second > 12:
            month, number = first, second
    clear = clear and len(_group(match, "year")) != 2
    if not _is_day(year or 2028, month, number):
        return None
    if year is None:
        year = _next_year(month, number, day, match[0], words)
        if year is None:
            return None
        then = date(year, month, number)
        return Moment(Span(*match.span()), then, then, "day", dated=False, clear=False)
    then = date(year, month, number)
    return Moment(Span(*match.span()), then, then, "day", clear=clear)


def _next_year(month: int, number: int, day: date, written: str, words: Lexicon) -> int | None:
    """The year of the next such day, of one with a weekday the next that falls on it."""
    weekday = next((value for name, value in words.weekdays.items() if re.match(either([name]), written)), None)
    for year in range(day.year, day.year + 8):
        if not _is_day(year, month, number) or date(year, month, number) < day:
            continue
        if weekday is None or date(year, month, number).weekday() == weekday:
            return year
    return None


def _is_day(year: int, month: int, number: int) -> bool:
    return 1 <= month <= 12 and 1 <= number <= days_in_month(year, month) and 1 <= year <= _LATEST_YEAR


def _month_moment(match: re.Match[str], words: Lexicon, day: date) -> Moment | None:
    month, year = _month(match, words), _year(match, words, day)
    if not 1 <= month <= 12:
        return None
    dated = year is not None
    if year is None:
        year = day.year if month >= day.month else day.year + 1
    whole = Moment(
        Span(*match.span()), date(year, month, 1), date(year, month, days_in_month(year, month)), "month", dated
    )
    return _part(whole, _group(match, "part"))._replace(clear=dated)


def _part(moment: Moment, part: str) -> Moment:
    if part in ("初", "上旬"):
        return moment._replace(last=moment.first.replace(day=10), whole="day")
    if part in ("中旬", "中") and moment.whole == "month":
        return moment._replace(first=moment.first.replace(day=11), last=moment.first.replace(day=20), whole="day")
    return moment


def _year_moment(match: re.Match[str], words: Lexicon, day: date) -> Moment | None:
    year = _year(match, words, day)
    if year is None or not 1 <= year <= _LATEST_YEAR:
        return None
    moment = Moment(
        Span(*match.span()), date(year, 1, 1), date(year, 12, 31), "year", clear=bool(_group(match, "year"))
    )
    return moment._replace(last=date(year, 3, 31), whole="part") if _group(match, "part") == "初" else moment


def _months(match: re.Match[str], first: int, last: int, year: int | None, day: date) -> Moment:
    dated = year is not None
    if year is None:
        year = min(day.year if first > day.month or last >= day.month else day.year + 1, _LATEST_YEAR)
    final = year + (last < first)
    end = date(final, last, days_in_month(final, last))
    return Moment(Span(*match.span()), date(year, first, 1), end, "part", dated, clear=dated)


def _quarter_moment(match: re.Match[str], words: Lexicon, day: date) -> Moment | None:
    written = _group(match, "quarter")
    quarter = _KANJI.get(written) or int(written)
    return _months(match, 3 * quarter - 2, 3 * quarter, _year(match, words, day), day)


def _half_moment(match: re.Match[str], words: Lexicon, day: date) -> Moment | None:
    first = _group(match, "half") in ("1", "上半年", "上期", "前半")
    return _months(match, 1 if first else 7, 6 if first else 12, _year(match, words, day), day)


def _season_moment(match: re.Match[str], words: Lexicon, day: date) -> Moment | None:
    name = _group(match, "season")
    row = next(row for row in _SEASONS if name in words.words("seasons", row))
    return _months(match, *_SEASONS[row], _year(match, words, day), day)._replace(clear=False)


def _feast_moment(match: re.Match[str], words: Lexicon, day: date) -> Moment | None:
    name = _group(match, "feast")
    row = next(row for row in words.rows("feasts") if name in words.words("feasts", row))
    month, number = map(int, row.split("-"))
    year = _year(match, words, day)
    then = date(year or (day.year if date(day.year, month, number) >= day else day.year + 1), month, number)
    return Moment(Span(*match.span()), then, then, "day", year is not None, clear=False)


_MAKERS = {
    "day": _day_moment,
    "month": _month_moment,
    "year": _year_moment,
    "quarter": _quarter_moment,
    "half": _half_moment,
    "season": _season_moment,
    "feast": _feast_moment,
}


@lru_cache(maxsize=16)
def _parts(words: Lexicon) -> tuple[tuple[str, re.Pattern[str]], ...]:
    filler = words.pattern("dates", "filler")
    return tuple(
        (part, pattern(rf"{words.pattern('dates', f'{part}_of')}[\s-]*(?:{filler}\s*)*$"))
        for part in ("end", "mid", "start")
    )


def _refined(text: str, moment: Moment, words: Lexicon) -> Moment:
    """With the words before it that tell which part is meant: `end of June`, `mid-2027`."""
    if moment.whole == "day":
        return moment
    before = text[max(0, moment.span.start - 30) : moment.span.start]
    for part, wanted in _parts(words):
        match = wanted.search(before)
        if match:
            span = Span(moment.span.start - len(match[0]), moment.span.end)
            return _narrowed(moment._replace(span=span), part)
    return moment


def _narrowed(moment: Moment, part: str) -> Moment:
    if part == "end":
        return moment._replace(at_end=True)
    days = (moment.last - moment.first).days
    if part == "mid" and moment.whole == "year":
        return moment._replace(last=moment.first.replace(month=6, day=30), whole="part", clear=False)
    if part == "mid":
        middle = moment.first + timedelta(days=14 if days < 40 else days // 2 - 1)
        return moment._replace(last=middle, whole="day" if days < 40 else "part", clear=False)
    return moment._replace(last=moment.first + timedelta(days=9 if days < 40 else days // 4), whole="day", clear=False)


_DASHED = pattern(r"\s*(?:-+|\.\.)\s*")
_SPAN_AFTER = pattern(
    r"\s*-+\s*(?P<day>[0-9]{1,2})(?:日|号)?(?![0-9]|[./:]?[0-9]|\s*(?:h|月)|%)(?:,?\s*(?P<year>(?:19|20|21)[0-9]{2})(?!\d))?"
)


@lru_cache(maxsize=16)
def _around(words: Lexicon) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands between two days, and before the first of them."""
    filler = words.pattern("dates", "filler")
    return (
        pattern(rf"\s*(?:-+|\.\.|{words.pattern('dates', 'to')})\s*(?:{filler}\s*)*"),
        pattern(rf"{words.pattern('dates', 'from')}\s*(?:{filler}\s*)*$"),
    )


def _stretches(text: str, found: list[Moment], words: Lexicon, day: date) -> Iterator[Moment | Stretch]:
    """Moments with a dash or `to` between them are one stretch, as are `Mar 1-7` and `1-7 March`."""
    between, apart = _around(words)
    place = 0
    while place < len(found):
        one = found[place]
        other = found[place + 1] if place + 1 < len(found) else None
        place += 1
        if other is not None:
            gap = text[one.span.end : other.span.start]
            dashed = _DASHED.fullmatch(gap) is not None
            led = apart.search(text[max(0, one.span.start - 20) : one.span.start]) is not None
            joined = words.is_joined and re.fullmatch(r"\s*(?:から|到|至|-)\s*", gap)
            if dashed or joined or (between.fullmatch(gap) and (led or _is_to(gap, words))):
                made = _joined(one, other, day)
                if made is not None:
                    place += 1
                    yield made
                    continue
        yield _with_days(text, one)


def _is_to(gap: str, words: Lexicon) -> bool:
    """Whether words between two days are of those that can only mean a stretch."""
    said = gap.strip()
    return said in words.words("dates", "to")[:4] and said not in ("and", "und", "y", "et", "e", "и", "和")


def _joined(one: Moment, other: Moment, day: date) -> Stretch | None:
    """The stretch from one moment to another; a year that only one of them has is that of both."""
    if not one.dated and other.dated:
        year = other.last.year - ((one.first.month, one.first.day) > (other.last.month, other.last.day))
        one = _in_year(one, year)
    elif (not other.dated and other.last < one.first) or (not other.dated and one.dated):
        year = one.first.year + ((other.last.month, other.last.day) < (one.first.month, one.first.day))
        other = _in_year(other, year)
    if other.last < one.first:
        return None
    return Stretch(Span(one.span.start, other.span.end), one, other)


def _in_year(moment: Moment, year: int) -> Moment:
    length = moment.last - moment.first
    first = date(year, moment.first.month, min(moment.first.day, days_in_month(year, moment.first.month)))
    last = first + length
    if moment.whole in ("month", "part"):
        last = date(first.year + (moment.last.month < moment.first.month), moment.last.month, 1)
        last = last.replace(day=days_in_month(last.year, last.month))
    return moment._replace(first=first, last=last, dated=True, clear=True)


_DAY_BEFORE = pattern(r"(?<![0-9.,/:])(?P<day>[0-9]{1,2})(?:st|nd|rd|th|er|\.|日)?\s*-+\s*$")
_DAY_TO = r"(?<![0-9.,/:])(?P<day>[0-9]{1,2})(?:st|nd|rd|th|er|\.|日)?\s+(?:to|bis|al|a|au|à|по)\s*$"
_BETWEEN = r"(?:between|zwischen|entre|между)\s+(?:\w{1,3}\s+)?(?P<day>[0-9]{1,2})\.?\s+(?:and|und|y|et|e|и)\s*(?:\w{1,3}\s+)?$"


def _with_days(text: str, moment: Moment) -> Moment | Stretch:
    """`1-7 March`, `Mar 1-7, 2027`: another day of the same month."""
    if moment.whole != "day" or moment.first != moment.last:
        return moment
    before = text[: moment.span.start]
    match = _DAY_BEFORE.search(before) or re.search(_DAY_TO, before) or re.search(_BETWEEN, before)
    if match and 1 <= int(match["day"]) < moment.first.day:
        first = moment._replace(first=moment.first.replace(day=int(match["day"])))
        first = first._replace(last=first.first)
        return Stretch(Span(match.start(), moment.span.end), first, moment)
    match = _SPAN_AFTER.match(text, moment.span.end)
    if match and moment.first.day < int(match["day"]) <= days_in_month(moment.first.year, moment.first.month):
        year = int(match["year"]) if match["year"] and not moment.dated else moment.first.year
        dated = moment.dated or bool(match["year"])
        first = moment._replace(first=moment.first.replace(year=year), last=moment.first.replace(year=year))
        last = first._replace(
            first=first.first.replace(day=int(match["day"])), last=first.first.replace(day=int(match["day"]))
        )
        ends = [one._replace(dated=dated, clear=dated) for one in (first, last)]
        return Stretch(Span(moment.span.start, match.end()), ends[0], ends[1])
    return moment
