"""Reading a title or a line: all that its words say about time, order, money and how far it is."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from plainplan.pattern import pattern
from plainplan.readings.dates import Moment, Stretch, find_dates
from plainplan.readings.first_look import Look, is_timely, letter_runs, may_count
from plainplan.readings.lengths import Length, find_lengths, later
from plainplan.readings.lexicon import Lexicon, either
from plainplan.readings.marks import find_mark
from plainplan.readings.money import find_money
from plainplan.readings.orders import find_orders
from plainplan.readings.reading import Reading
from plainplan.readings.rhythms import find_rhythms
from plainplan.readings.straight import straight
from plainplan.source import Span

_LONGEST = 2_000
_GAP = r"[\s:(\[*_,=-]*"
_EXCLUSIVE = frozenset(
    ("before", "before the", "finished before", "vor", "vor dem", "vor der", "noch vor", "antes de", "antes del", "antes do", "avant", "avant le", "avant la", "перед", "前に")
)  # fmt: skip
_SIGNS = {"past": "➕", "done": "✅", "deadline": "📅📆🗓⏰", "start": "🛫⏳"}
_CODE = pattern(r"`[^`]*`|https?://\S+|\]\([^)]*\)|\"[^\"]*\"|“[^”]*”|«[^»]*»|『[^』]*』|《[^》]*》")
_QUOTING = frozenset('`/]"“«『《')
"""A sign of each of these: most texts have none."""


@lru_cache(maxsize=4096)  # the same title is asked for by several checks, and by an import three times
def read_words(text: str, words: Lexicon, day: date) -> tuple[Reading, ...]:
    """What a text says, in the order of its words; years that are left out are counted from `day`."""
    if len(text) > _LONGEST or not has_words_of_time(text, words):
        return ()
    plain = straight(text)
    if not _QUOTING.isdisjoint(plain):
        plain = _CODE.sub(lambda match: "\0" * len(match[0]), plain)
    found: list[Reading] = []
    taken = bytearray(len(plain))
    dates = find_dates(plain, words, day)
    has_stretch = any(isinstance(one, Stretch) for one in dates)
    for one in dates:
        if has_stretch and isinstance(one, Moment) and one.whole in ("part", "year"):
            continue
        found += _dated(plain, one, words)
        taken[slice(*one.span)] = b"x" * (one.span.end - one.span.start)
    for rhythm in find_rhythms(plain, words):
        if not any(taken[slice(*rhythm.span)]):
            found.append(Reading("every", rhythm.value, rhythm.span, sure=True))
            taken[slice(*rhythm.span)] = b"x" * (rhythm.span.end - rhythm.span.start)
    for amount in find_money(plain, words):
        if not any(taken[slice(*amount.span)]):
            found.append(Reading("cost", amount.value, amount.span, amount.sure))
            taken[slice(*amount.span)] = b"x" * (amount.span.end - amount.span.start)
    for length in find_lengths(plain, words):
        if not any(taken[slice(*length.span)]):
            found += _long(length, day)
    mark = find_mark(text, plain, words)
    if mark is not None and not any(one.kind == "state" for one in found):
        is_part = mark.value.endswith("%")
        found.append(Reading("done" if is_part else "state", mark.value, mark.span, mark.sure))
    found += [
        Reading("after", text[slice(*one.what)].strip(), one.span, sure=False) for one in find_orders(plain, words)
    ]
    return tuple(sorted(found, key=lambda one: (one.span, one.kind)))


def _long(length: Length, day: date) -> list[Reading]:
    if not length.within:
        return [Reading("duration", length.value, length.span, length.sure)]
    until = later(day, length.value)
    return [Reading("due", until.isoformat(), length.span, sure=False)] if until else []


@lru_cache(maxsize=16)
def _roles(words: Lexicon) -> tuple[tuple[str, Look, re.Pattern[str]], ...]:
    """What stands before a day and tells what it is, in the order in which it is asked."""
    filler = rf"(?:(?:{words.pattern('dates', 'filler')}|{either(words.weekdays)})[\s,.]*)*"

    def before(role: str, row: str) -> tuple[str, Look, re.Pattern[str]]:
        signs = _SIGNS.get(row, "")
        sign = f"|[{signs}]\ufe0f?" if signs else ""
        look = Look([*words.words("dates", row), *signs])
        return role, look, pattern(rf"(?P<word>{words.pattern('dates', row)}{sign}){_GAP}{filler}$")

    return (
        before("past", "past"),
        before("done", "done"),
        before("due", "deadline"),
        before("start", "start"),
        before("on", "on"),
    )


@lru_cache(maxsize=16)
def _after_roles(words: Lexicon) -> tuple[tuple[str, re.Pattern[str]], ...]:
    def after(row: str) -> re.Pattern[str]:
        return re.compile(rf"\s*{words.pattern('dates', row)}")

    return (("done", after("done_after")), ("due", after("deadline_after")), ("start", after("start_after")))


def _role(plain: str, span: Span, words: Lexicon) -> tuple[str, str]:
    """What a day at a place is, and the word that says so; nothing where no word does."""
    before = plain[max(0, span.start - 48) : span.start]
    after = plain[span.end : span.end + 24]
    if words.is_joined or words.own("dates", "deadline_after"):
        for role, wanted in _after_roles(words):
            match = wanted.match(after)
            if match:
                return role, match[0].strip()
    found = [
        (role, match["word"])
        for role, look, wanted in _roles(words)
        if look.may_be_in(before) and (match := wanted.search(before))
    ]
    return max(found, key=lambda one: len(one[1]), default=("", ""))  # `not before` is more than `before`


def _dated(plain: str, one: Moment | Stretch, words: Lexicon) -> list[Reading]:
    if isinstance(one, Stretch):
        if one.first.last > one.last.last:
            return []
        role, _ = _role(plain, one.span, words)
        if role in ("past", "done"):
            return []
        return [
            Reading("start", one.first.from_text, one.span, one.clear),
            Reading("due", one.last.until_text, one.span, one.clear),
        ]
    role, word = _role(plain, one.span, words)
    if role == "past":
        return []
    if role == "done":
        return [Reading("done", one.from_text if one.whole != "part" else one.until_text, one.span, one.clear),
                Reading("state", "x", one.span, one.clear)]  # fmt: skip
    if role == "due":
        return [Reading("due", _until(one, word), one.span, one.clear)]
    if role == "start":
        return [Reading("start", one.from_text, one.span, one.clear)]
    return _bare(plain, one, role, words)


def _until(one: Moment, word: str) -> str:
    """The last day of a deadline: with `before`, the one before it."""
    if word not in _EXCLUSIVE or one.whole == "part" or one.at_end:
        return one.until_text
    last = one.first - timedelta(days=1)
    if one.whole == "day":
        return last.isoformat()
    return f"{last:%Y-%m}" if one.whole == "month" else f"{last:%Y}"


_BRACKETED = pattern(r"[(\[]\s*$")
_LABELLED = pattern(r"[^\W\d_]\s*:\s*$")


def _bare(plain: str, one: Moment, role: str, words: Lexicon) -> list[Reading]:
    """A day that no word tells the meaning of: an appointment after `on` or a colon, else a deadline."""
    before, after = plain[: one.span.start], plain[one.span.end :]
    bracketed = _BRACKETED.search(before) and re.match(r"\s*[)\]]", after)
    if not one.dated and not (role or bracketed) and not re.search(r"[^\W\d_]", plain[slice(*one.span)]):
        return []  # `4.5` is a number, too
    if one.whole == "year" and not (bracketed or role == "on"):
        return []
    if one.whole == "day" and one.first == one.last:
        if bracketed and role != "on":
            return [Reading("due", one.until_text, one.span, one.clear and one.dated)]
        is_told = bool(role) or _LABELLED.search(before) is not None
        return [Reading("on", one.first.isoformat(), one.span, is_told and one.clear)]
    if one.whole == "month" and not (one.dated or bracketed or role):
        return []  # `may` and `march` are words, too
    if not (one.dated or role == "on"):
        return []
    if one.whole == "part":
        return [
            Reading(kind, value, one.span, one.clear)
            for kind, value in (("start", one.from_text), ("due", one.until_text))
        ]
    return [Reading("due", one.until_text, one.span, sure=False)]


_WITH_ANOTHER = ("times", "per", "on_plural")
"""Words of rhythm that say something only beside a number, a day or a unit."""


def _worth_words(words: Lexicon) -> list[str]:
    """What says something about time, or about how far a thing is, whatever stands beside it."""
    rows = [*words.words("order", "before"), *words.words("order", "after")]
    for table in ("fixed", "feasts", "rhythm"):
        known = [row for row in words.rows(table) if row not in _WITH_ANOTHER]
        rows += [word for row in known for word in words.words(table, row)]
    rows += [word for row in ("next_year", "this_year") for word in words.words("dates", row)]
    if words.is_joined:
        rows += [*_weak_words(words), *_near_days(words), *words.numbers]
    return [word for word in rows if len(word) > 1 or words.is_joined]


def _weak_words(words: Lexicon) -> list[str]:
    """Words that say something with a number or a sign beside them: those of marks, such as `open`, and units."""
    marks = [word for row in ("done", "underway", "dropped", "todo") for word in words.words("marks", row)]
    units = [word for row in words.rows("units") for word in words.words("units", row) if len(word) > 4]
    return [word for word in (*marks, *units) if len(word) > 1 or words.is_joined]


def weak_words(words: Lexicon) -> list[str]:
    """What says something beside other words only."""
    return [] if words.is_joined else [*_weak_words(words), *words.units]


def counting_words(words: Lexicon) -> list[str]:
    """Words of which one beside a weak one says something."""
    seasons = [word for row in words.rows("seasons") for word in words.words("seasons", row)]
    return [*words.numbers, *words.words("rhythm", "per"), *seasons]


def telling_words(words: Lexicon) -> list[str]:
    """Every word and phrase of which one stands in a title that `has_words_of_time`, signs, digits and weak ones
    aside."""
    seasons = [word for row in words.rows("seasons") for word in words.words("seasons", row)]
    return [*_worth_words(words), *seasons, *words.months, *words.weekdays]


@lru_cache(maxsize=16)
def _worth(words: Lexicon) -> tuple[Look, re.Pattern[str]]:
    found = _worth_words(words)
    return Look(found), pattern(either(found))


def _near_days(words: Lexicon) -> list[str]:
    """Words that tell of a day beside it: deadlines and beginnings."""
    rows = ("deadline", "deadline_after", "start", "start_after")
    return [word for row in rows for word in words.words("dates", row)]


@lru_cache(maxsize=16)
def _in_season(words: Lexicon) -> tuple[Look, re.Pattern[str]]:
    """What tells of a day, and then a season: in other places a season is no time (`the summer fair`)."""
    seasons = either(words.of_rows("seasons"))
    return words.look("seasons"), pattern(rf"{either(_near_days(words))}.*{seasons}")


@lru_cache(maxsize=16)
def _weak(words: Lexicon) -> tuple[Look, re.Pattern[str]]:
    found = _weak_words(words)
    return Look(found), pattern(either(found))


@lru_cache(maxsize=16)
def _counting(words: Lexicon) -> Look:
    return Look(counting_words(words))


def has_words_of_time(text: str, words: Lexicon) -> bool:
    """Whether a text is worth reading: most titles say nothing about time."""
    if is_timely(text):
        return True
    plain = straight(text)
    looks = [_worth(words), _in_season(words)]
    if not words.is_joined:
        said = letter_runs(plain)
        if not (said.isdisjoint(words.months) and said.isdisjoint(words.weekdays)):
            return True
        if may_count(text, plain) or _counting(words).may_be_in(plain):
            if not said.isdisjoint(words.units):
                return True
            looks.append(_weak(words))
    return any(look.may_be_in(plain) and wanted.search(plain) for look, wanted in looks)
