"""Near misses: text that looks like a tag without being one, and the tag that was meant."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from plainplan.diagnostics import Diagnostic, Rule, finding, replace
from plainplan.messages import msg
from plainplan.pattern import pattern
from plainplan.source import Span
from plainplan.syntax.durations import IN_ALL, MINUTES, OTHER_UNITS, SPELLINGS, UNIT_OF, in_hours
from plainplan.syntax.numbers import BLANKS, plain_signs
from plainplan.syntax.rules import NEAR_MISS, NO_LENGTH, TWO_READINGS
from plainplan.syntax.tags import BY_KEY, TAGS, Reading, read_tag
from plainplan.syntax.visible import VisibleText
from plainplan.tuples import NamedTuple

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_STRAIGHT: dict[int, int | str] = {
    **_FULL_WIDTH,
    **dict.fromkeys(map(ord, "‐‑‒–—―−"), "-"),
    **dict.fromkeys(map(ord, "∼˜∽〜≈"), "~"),
    **dict.fromkeys(map(ord, BLANKS), " "),
}
"""Characters that look like the ones of a tag, each with the one it looks like."""

_NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_NUMBER = rf"(?:[0-9]+(?:[.,][0-9]+)?|(?:{'|'.join(_NUMBERS)}|an?)\b)"
_UNITS = {**UNIT_OF, **OTHER_UNITS}
_LONG_UNIT = "|".join(unit for unit in _UNITS if len(unit) > 1)
_UNIT = "|".join(sorted(_UNITS, key=len, reverse=True))
_RANGE = rf"(?P<low>{_NUMBER})(?:\s?(?:-|to)\s?(?P<high>{_NUMBER}))?"
_IN_BRACKETS = pattern(
    rf"[(\[](?:about |around |approx\.? |ca\.? |~ ?)?{_RANGE}[\s-]?(?P<unit>{_LONG_UNIT}|w)[)\]](?!\()", re.IGNORECASE
)
_SPACED = pattern(rf"(?<![^\s(])~\s?{_RANGE}\s?(?P<unit>{_UNIT})(?![\w-])", re.IGNORECASE)
_POINTS = pattern(
    rf"(?<![^\s(])~(?P<points>[0-9.,]+(?:[-/][0-9.,]+){{1,2}})\s(?P<unit>{_UNIT})(?![\w-])", re.IGNORECASE
)
_PARTS = pattern(rf"(?<![^\s(])~\s?(?P<parts>[0-9]+\s?(?:{_UNIT})(?:\s[0-9]+\s?(?:{_UNIT}))+)(?![\w-])", re.IGNORECASE)
_MINUTES = pattern(
    rf"(?<![^\s(])~\s?(?:(?P<hours>[0-9]{{1,3}})\s?(?:{'|'.join(SPELLINGS['h'])})\s?)?(?P<minutes>[0-9]{{1,4}}(?:-[0-9]{{1,4}})?)"
    rf"\s?(?P<unit>{'|'.join(sorted(MINUTES, key=len, reverse=True))}|m)(?![\w-])",
    re.IGNORECASE,
)
_GROUPS = r"[0-9]{1,3}(?: [0-9]{3})+(?:[.,][0-9]{1,2})?"
_GROUPED = pattern(
    rf"(?<![^\s(])~(?P<numbers>{_GROUPS}(?:-(?:{_GROUPS}|[0-9]+))?|[0-9]+-{_GROUPS})\s?(?P<unit>{_UNIT})(?![\w-])",
    re.IGNORECASE,
)
_COST = pattern(rf"(?<!\S)cost:(?P<number>{_GROUPS})(?![\w]|[.,][0-9])", re.IGNORECASE)
_OTHER_KEYS = {key: kind.key for kind in TAGS for key in kind.elsewhere.apart}
_ORG_KEYS = {kind.elsewhere.org: kind.key for kind in TAGS if kind.elsewhere.org}
_SIGNS = {sign: kind.key for kind in TAGS for sign in kind.elsewhere.emoji}
_DATES = [kind.key for kind in TAGS if kind.dated]
_KEYS = "|".join([*(kind.key for kind in TAGS if kind.has_key and kind.spaced), *_OTHER_KEYS])
_BARE = "|".join(key for key in _DATES if key != "on")  # `on 2027-01-15` is how a sentence goes on
_DATED = pattern(
    rf"(?<!\S)@?(?P<key>{_BARE})(?P<gap>=|\s+)(?P<value>[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})(?![\w-])", re.IGNORECASE
)
_ORG = pattern(
    rf"(?<!\S)(?P<key>{'|'.join(_ORG_KEYS)}):\s*[<\[](?P<value>[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})[^<>\[\]]*[>\]]"
)
_WORDY = pattern(
    rf"(?<!\S)(?P<key>{'|'.join(_DATES)})(?P<gap>\s*:\s*)"
    r"(?P<value>(?:[0-9]{1,2}(?:st|nd|rd|th|\.)?\s+)?"
    r"[a-z]{3,9}\.?,?\s+(?:[0-9]{1,2}(?:st|nd|rd|th)?,?\s+)?[0-9]{4})(?!\w)",
    re.IGNORECASE,
)
_DATE_LIKE = pattern(r"[0-9]{1,4}[./-][0-9]")
_LOOSE_KEY = pattern(rf"(?<!\S)[\[(]*(?P<key>{_KEYS})(?P<gap>\s*:+\s*)(?P<value>[^\s\[\]()]+)[\])]?", re.IGNORECASE)
_CALLED = pattern(rf"@(?P<key>{_KEYS})\((?P<value>[^\s()]+)[^()]*\)", re.IGNORECASE)
_EMOJI = pattern(rf"(?P<sign>[{''.join(_SIGNS)}])\ufe0f?\s*(?P<value>[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})")
_ARROW = pattern(r"(?<!\S)risk:(?P<before>[0-9.]+%?|[a-z]+)(?P<gap>\s*(?:->|→|=>|-->)\s*)(?P<after>[0-9.]+%?|[a-z]+)")
_LAG = pattern(r"(?<!\S)(?P<tag>(?:after|with):[^\s,;]+)\s*(?P<sign>[+-])\s?(?P<lag>[0-9][0-9.,]*[a-z]+)(?!\S)")
_BRACKETED = pattern(r"(?<!\S)[\[{](?P<word>(?:~|[a-z]+:)[^\s\[\]{}]+)[\]}](?![(\[:])", re.IGNORECASE)
_PERIODS = {
    "day": "d", "tag": "d", "week": "w", "woche": "w", "month": "m", "monat": "m", "year": "y", "jahr": "y",
    **dict.fromkeys(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "weekend"), "w"),
}  # fmt: skip
_FROM_SHORT = "hdwmy"
_RATE = pattern(
    rf"(?<![^\s(])~\s?{_NUMBER}(?:\s?(?:-|to)\s?{_NUMBER})?\s?(?P<unit>{_UNIT})"
    rf"(?:\s?/\s?|\s(?:(?P<sure>per|pro|je)|an?|each|every|die|jede[nrs]?)\s)(?P<period>{'|'.join(_PERIODS)})(?![\w-])"
    r"(?!\s(?:before|after|ago|later|earlier|from|vor|nach|trip)\b)",
    re.IGNORECASE,
)
_WORD = pattern(r"\S+")
_UNIT_WORD = pattern(r"[A-Za-z]+")
_HALF = pattern("~½")


class Meant(NamedTuple):
    """A stretch of the visible text and the tag that it seems to be meant as, empty where only its writer knows; the
    rule and the message, where these are not those of any near miss."""

    start: int
    end: int
    tag: str
    safe: bool = True
    rule: Rule = NEAR_MISS
    message: str = ""


def near_misses(shown: VisibleText, taken: list[tuple[int, int, str]], diagnostics: list[Diagnostic]) -> None:
    """Report what looks like a tag in a text; `taken` are its tags: where they stand, and their keys.

    Only text that is worth a closer look (`words.py`) can hold one.
    """
    plain = _straight(shown.text)
    tags, told = bytearray(len(plain)), bytearray(len(plain))
    for start, end, _ in taken:
        tags[start:end] = b"x" * (end - start)
    timed = any(key == "duration" for _, _, key in taken)
    for search, may_overlap in _SEARCHES:
        for meant in search(plain, shown.text):
            here = slice(meant.start, meant.end)
            overlaps = any(tags[here])
            if any(told[here]) or (overlaps and not may_overlap) or (timed and meant.tag[:1] == "~" and not overlaps):
                continue
            if meant.tag[:1] == "~" and (tail := _words_after(plain, meant.end, tags, told)) is not None:
                if plain[meant.start] in "([" and plain[meant.start + 1] != "~":
                    continue  # `the course (two years) starts in May` says how long, not that it is to be planned
                meant = meant._replace(safe=not tail)
            span = _span(shown, meant)
            if span is not None:
                told[here] = b"x" * (meant.end - meant.start)
                diagnostics.append(_told(span, shown.text[meant.start : meant.end], meant))


def _straight(text: str) -> str:
    return plain_signs(text).translate(_STRAIGHT)


def _told(span: Span, written: str, meant: Meant) -> Diagnostic:
    if not meant.tag:
        return finding(meant.rule, span, meant.message, help=IN_ALL)
    told = near_miss(span, written, meant.tag, safe=meant.safe)
    return told._replace(rule=meant.rule, message=meant.message) if meant.message else told


def _words_after(plain: str, start: int, tags: bytearray, told: bytearray) -> str | None:
    """The first letter of the words that go on after a place, what is or should be a tag aside."""
    return next((plain[at] for at in range(start, len(plain)) if plain[at].isalnum() and not tags[at] and not told[at]),
                None)  # fmt: skip


def near_miss(span: Span, written: str, tag: str, *, safe: bool = True) -> Diagnostic:
    """The finding that something should be written as that tag."""
    message = msg("`{written}` looks like a tag and is read as text", written=written.strip())
    return finding(NEAR_MISS, span, message, help=msg("write `{tag}`", tag=tag), fix=replace(span, tag, safe=safe))


def straightened(word: str) -> str | None:
    """The tag that a word would be with plain digits, dashes and signs; None where it would be none."""
    if word.isascii():
        return None
    straight = _HALF.sub("~0.5", _straight(word).replace("→", "->")).replace("½", ".5")
    reading = read_tag(straight) if straight != word and straight[:1].strip() and " " not in straight else None
    if isinstance(reading, Reading) and reading.value is not None:
        return straight if reading.kind.has_key or not reading.kind.loose else None
    return None


def _span(shown: VisibleText, meant: Meant) -> Span | None:
    """The place of what was found, where the tag that is meant could stand on its own."""
    text = shown.text
    following = text[meant.end : meant.end + 1]
    if following and not following.isspace() and following not in ".,;:!?)":
        return None
    return shown.span(meant.start, meant.end)


def _durations(plain: str, _: str) -> Iterator[Meant]:
    if "(" in plain or "[" in plain:
        for match in _IN_BRACKETS.finditer(plain):
            yield Meant(*match.span(), _duration(match))
    if "~" in plain:
        for match in _POINTS.finditer(plain):
            yield from _readable(match, f"~{match['points']}{_UNITS[match['unit'].lower()]}")
        for match in _SPACED.finditer(plain):
            if " " in match[0] or match["low"].isalpha():
                yield Meant(*match.span(), _duration(match))


def _minutes(plain: str, _: str) -> Iterator[Meant]:
    """`~1h 30m` and `~30 min`: hours and minutes, of which only hours have a unit."""
    if "~" not in plain:
        return
    for match in _MINUTES.finditer(plain):
        hours = in_hours("".join(match[0][1:].split()))
        if hours and " " in match[0]:
            message = msg("`{text}` looks like minutes, which have no unit here: `m` is months", text=match[0])
            yield Meant(*match.span(), f"~{hours}", match["unit"].lower() != "m", message=message)


def _rates(plain: str, _: str) -> Iterator[Meant]:
    """`~17 h/week` and `~17h per week`: how often, where a tag says how long."""
    for match in _RATE.finditer(plain) if "~" in plain else ():
        unit, period = _UNITS[match["unit"].lower()], _PERIODS[match["period"].lower()]
        is_sure = match["sure"] or "/" in match[0]
        if " " in match[0] and (is_sure or _FROM_SHORT.index(unit) < _FROM_SHORT.index(period)):
            first = match[0].split()[0]
            is_tag = isinstance(reading := read_tag(first), Reading) and reading.value is not None
            message = msg("`{text}` is read as text: it tells how often", text=match[0])
            if is_tag:
                message = msg("`{text}` is read as {tag} in all: it tells how often", text=match[0], tag=first)
            yield Meant(
                *match.span(),
                "",
                rule=NO_LENGTH,
                message=message,
            )


def _grouped(plain: str, _: str) -> Iterator[Meant]:
    """`~1 000h` and `cost:1 200`, where the blank would end the tag."""
    for match in _GROUPED.finditer(plain) if "~" in plain else ():
        yield from _readable(match, f"~{match['numbers'].replace(' ', '')}{_UNITS[match['unit'].lower()]}")
    for match in _COST.finditer(plain):
        first, _, rest = match["number"].partition(" ")
        tag = f"cost:{match['number'].replace(' ', '')}"
        message = msg(
            "`{text}` counts as `cost:{first}` and the words “{rest}”, and could be `{tag}`",
            text=match[0],
            first=first,
            rest=rest,
            tag=tag,
        )
        yield Meant(*match.span(), tag, safe=False, rule=TWO_READINGS, message=message)


def _parts(plain: str, _: str) -> Iterator[Meant]:
    """`~1y 6m`: one duration with blanks between its parts."""
    if "~" not in plain:
        return
    for match in _PARTS.finditer(plain):
        yield from _readable(match, "~" + "".join(_UNIT_WORD.sub(_short, match["parts"]).split()))


def _readable(match: re.Match[str], tag: str) -> Iterator[Meant]:
    reading = read_tag(tag)
    if isinstance(reading, Reading) and reading.value is not None:
        yield Meant(*match.span(), tag)


def _short(match: re.Match[str]) -> str:
    return _UNITS[match[0].lower()]


def _duration(match: re.Match[str]) -> str:
    """The tag for a matched number or range and its unit."""
    unit = _UNITS[match["unit"].lower()]
    numbers = [_digits(match[end]) for end in ("low", "high") if match[end]]
    return "~" + "-".join(numbers) + unit


def _digits(number: str) -> str:
    lowered = number.lower()
    if lowered in ("a", "an"):
        return "1"
    return str(_NUMBERS.index(lowered) + 1) if lowered in _NUMBERS else number.replace(",", ".")


def _loose_keys(plain: str, _: str) -> Iterator[Meant]:
    if ":" not in plain:
        return
    for match in _LOOSE_KEY.finditer(plain):
        key = match["key"].lower()
        value = match["value"].rstrip(".,;:!?)")
        kind = BY_KEY[_OTHER_KEYS.get(key, key)]
        if match["gap"] == ":" or (kind.aspect == "waits" and not re.search(r"[,+]|-[0-9]", value)):
            continue
        if not kind.dated and kind.aspect != "waits" and match["key"][0].isupper():
            continue  # `Cost: 300 a month` is how one writes a note
        start = match.start("key")
        end = match.start("value") + len(value)
        if match[0][0] in "[(" and match[0][-1] in "])":
            start, end = match.span()
        tag = _valued(key, value)
        if tag:
            yield Meant(start, end, tag)
        elif _DATE_LIKE.match(value) and _valued(key, "2027-01-15"):
            yield Meant(start, end, f"{key}:{value}", safe=False)  # whatever day that is: written so, it is asked


def _called(plain: str, _: str) -> Iterator[Meant]:
    if "@" not in plain or "(" not in plain:
        return
    for match in _CALLED.finditer(plain):
        tag = _valued(match["key"].lower(), match["value"].rstrip(","))
        if tag:
            yield Meant(*match.span(), tag)


def _dated(plain: str, _: str) -> Iterator[Meant]:
    """`due 2027-01-15`, which may also be how a sentence goes on, `due=2027-01-15`, and Org's own way."""
    if plain.count("-") < 2:
        return
    for match in _DATED.finditer(plain):
        tag = _valued(match["key"].lower(), match["value"])
        if tag:
            yield Meant(*match.span(), tag, match["gap"] == "=" or match[0][0] == "@")
    for match in _ORG.finditer(plain) if ":" in plain else ():
        tag = _valued(_ORG_KEYS[match["key"]], match["value"])
        if tag:
            yield Meant(*match.span(), tag)


def wordy_date(text: str, start: int) -> tuple[int, str] | None:
    """Where a tag with a date in words ends, such as `on:3 October 2026`, and the tag that it is."""
    match = _WORDY.match(text, start)
    tag = _valued(match["key"].lower(), match["value"]) if match and match["gap"] == ":" else None
    return (match.end(), tag) if match and tag else None


def _wordy(plain: str, _: str) -> Iterator[Meant]:
    if ":" not in plain:
        return
    for match in _WORDY.finditer(plain):
        tag = _valued(match["key"].lower(), match["value"]) if match["gap"] != ":" else None
        if tag:
            yield Meant(*match.span(), tag)


def _valued(key: str, value: str) -> str | None:
    """The tag of a key and a value, where the value can be read, or is clear."""
    tag = f"{_OTHER_KEYS.get(key, key)}:{value}"
    reading = read_tag(tag)
    if not isinstance(reading, Reading):
        return None
    if reading.trouble:
        return tag[: reading.body] + reading.trouble.instead if reading.trouble.instead else None
    return tag if reading.value is not None else None


def _emoji(_: str, text: str) -> Iterator[Meant]:
    if text.isascii():
        return
    for match in _EMOJI.finditer(text):
        tag = _valued(_SIGNS[match["sign"]], match["value"])
        if tag:
            yield Meant(*match.span(), tag)


def _arrows(plain: str, _: str) -> Iterator[Meant]:
    if "risk:" not in plain:
        return
    for match in _ARROW.finditer(plain):
        tag = _valued("risk", f"{match['before']}->{match['after']}")
        if tag and tag != match[0]:
            yield Meant(*match.span(), tag)


def _lags(plain: str, _: str) -> Iterator[Meant]:
    if "after:" not in plain and "with:" not in plain:
        return
    for match in _LAG.finditer(plain):
        tag = match["tag"] + match["sign"] + match["lag"]
        reading = read_tag(tag)
        if tag != match[0] and isinstance(reading, Reading) and reading.value is not None:
            yield Meant(*match.span(), tag)


def _bracketed(plain: str, _: str) -> Iterator[Meant]:
    if "[" not in plain and "{" not in plain:
        return
    for match in _BRACKETED.finditer(plain):
        reading = read_tag(match["word"])
        if isinstance(reading, Reading) and reading.value is not None:
            yield Meant(*match.span(), match["word"])


def _strange_words(_: str, text: str) -> Iterator[Meant]:
    if text.isascii():
        return
    for match in _WORD.finditer(text):
        if match[0].isascii():
            continue
        word = match[0].lstrip("(").rstrip(".,;:!?)")
        tag = straightened(word)
        if tag and not isinstance(read_tag(word), Reading):
            start = match.start() + match[0].index(word)
            yield Meant(start, start + len(word), tag)


_SEARCHES: tuple[tuple[Callable[[str, str], Iterator[Meant]], bool], ...] = (
    (_rates, True),
    (_minutes, True),
    (_grouped, True),
    (_parts, True),
    (_arrows, True),
    (_lags, True),
    (_called, True),
    (_dated, True),
    (_wordy, True),
    (_loose_keys, False),
    (_emoji, False),
    (_bracketed, False),
    (_strange_words, False),
    (_durations, False),
)
"""The searches in their order; True where what is found may take in a tag beside it."""
