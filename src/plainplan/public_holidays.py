"""Public holidays as calendar files, from the `holidays` package: for `plan holidays` alone, never for a build."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from plainplan.errors import MissingLibrary, UsageError
from plainplan.syntax.calendars import CalendarFile, DayOff
from plainplan.tuples import NamedTuple

if TYPE_CHECKING:
    from types import ModuleType

_FOLD = 73  # octets, of 75 that a line may have


class HolidayQuestion(NamedTuple):
    """Which holidays to write: country or part of it, years, language, categories."""

    code: str
    first: int
    last: int
    lang: str | None = None
    categories: tuple[str, ...] = ()


class Place(NamedTuple):
    """A country with holidays: its code, its parts, and the languages and kinds that it has them in."""

    code: str
    name: str
    parts: tuple[str, ...]
    languages: tuple[str, ...]
    categories: tuple[str, ...]


def holiday_file(asked: HolidayQuestion) -> bytes:
    """The calendar file; deterministic for the same question and version of the package."""
    code = code_of(asked.code)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//plainplan//plan holidays//EN",
        f"COMMENT:plan holidays {code} --years {asked.first}-{asked.last}\\, holidays {_library().__version__}",
        f"X-WR-CALNAME:{code}",
    ]
    for day in holidays_of(asked):
        lines += [
            "BEGIN:VEVENT",
            f"UID:{day.first:%Y%m%d}-{code.lower()}@holidays.plainplan",
            f"DTSTAMP:{day.first:%Y%m%d}T000000Z",
            f"DTSTART;VALUE=DATE:{day.first:%Y%m%d}",
            f"DTEND;VALUE=DATE:{day.last + timedelta(1):%Y%m%d}",
            f"SUMMARY:{_escaped(day.name)}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    return "".join(f"{_folded(line)}\r\n" for line in (*lines, "END:VCALENDAR")).encode()


def is_ours(data: bytes) -> bool:
    """Whether a file was written by this program, and may be overwritten."""
    return b"\r\nPRODID:-//plainplan//plan holidays//EN\r\n" in data[:200]


def holidays_of(asked: HolidayQuestion) -> tuple[DayOff, ...]:
    """The holidays in the order of their days; several on one day are one."""
    code = code_of(asked.code)
    country, _, part = code.partition("-")
    place = place_of(country)
    language = _language(place, asked.lang)
    categories = _categories(place, asked.categories)
    found = _library().country_holidays(
        country, subdiv=part or None, years=range(asked.first, asked.last + 1), language=language, categories=categories
    )
    wanted = (day for day in sorted(found) if asked.first <= day.year <= asked.last)
    return tuple(DayOff(day, day, ", ".join(dict.fromkeys(found.get_list(day)))) for day in wanted)


def differences(file: CalendarFile, now: Sequence[DayOff]) -> Iterator[str]:
    """Lines about holidays that a new file would add or remove, in date order."""
    old, new = ({(day.first, day.last, day.name) for day in days} for days in (file.days, now))
    for first, last, name in sorted(old ^ new):
        sign = "-" if (first, last, name) in old else "+"
        yield f"{sign} {first}{'' if first == last else f'..{last}'}  {name}"


# What there is


def places() -> tuple[str, ...]:
    """The codes of all countries."""
    return tuple(sorted(_library().list_supported_countries(include_aliases=False)))


def place_of(country: str) -> Place:
    """All about a country that has holidays."""
    found = _library().country_holidays(country)
    languages = tuple(found.supported_languages) or ((found.default_language,) if found.default_language else ())
    return Place(
        country, _names().get(country, country), tuple(found.subdivisions), languages, tuple(found.supported_categories)
    )


def code_of(text: str) -> str:
    """The code of a country or part of it, in any case. Raises a `UsageError` that suggests what was meant."""
    country, _, part = text.strip().replace("_", "-").partition("-")
    country = country.upper()
    if country not in places():
        raise UsageError(f"there are no holidays for `{text}`: {_meant_country(text)}")
    if not part:
        return country
    place = place_of(country)
    by_case = {one.casefold(): one for one in place.parts}
    if part.casefold() not in by_case:
        raise UsageError(f"`{country}` has no part `{part}`: {_meant_part(place, part)}")
    return f"{country}-{by_case[part.casefold()]}"


def _meant_country(text: str) -> str:
    """What an unknown code may have been meant as: another code of the country, its name, a part without its hyphen."""
    words, bare = _words(), text.strip().replace("_", " ").casefold()
    if bare[:2].upper() in places() and not bare[2:3].isalpha():
        bare = bare[:2]
    country, part = bare.partition("-")[0].strip(), text.strip()[2:].lstrip(" _")
    if len(country) > 3 and country[:2].upper() in places():
        parts = {one.casefold(): one for one in place_of(country[:2].upper()).parts}
        if part.casefold() in parts:
            return f"did you mean `{country[:2].upper()}-{parts[part.casefold()]}`?"
    near = [country] if country in words else get_close_matches(country, words, 1, 0.7)
    if near and (near[0] == country or len(country) > 2):
        return f"did you mean `{words[near[0]]}` ({_names()[words[near[0]]]})?"
    return "`plan holidays --list` has the codes of countries"


def _meant_part(place: Place, part: str) -> str:
    aliases = _library().country_holidays(place.code).subdivisions_aliases
    words = {**{name.casefold(): one for name, one in aliases.items()}, **{one.casefold(): one for one in place.parts}}
    wanted = part.casefold()
    near = [wanted] if wanted in words else get_close_matches(wanted, words, 1, 0.6) if len(part) > 2 else []
    meant = [words[one] for one in near] or [one for one in place.parts if one[:1].casefold() == wanted[:1]]
    if meant:
        return f"did you mean {' or '.join(f'`{place.code}-{one}`' for one in meant[:5])}?"
    return f"it has {', '.join(place.parts)}" if place.parts else "it has no parts"


def _language(place: Place, lang: str | None) -> str | None:
    """The language as the package calls it; without a wish the country's own, never the machine's."""
    if lang is None:
        default: str | None = _library().country_holidays(place.code).default_language
        return default
    wanted = lang.replace("-", "_").casefold()
    for fits in (str.__eq__, lambda one, other: one.startswith(f"{other}_"), lambda one, other: other.startswith(one)):
        if found := [one for one in place.languages if fits(one.casefold(), wanted)]:
            return found[0]
    has = f"they are there in {', '.join(place.languages)}" if place.languages else "they are there in one language"
    raise UsageError(f"the holidays of `{place.code}` are not there in `{lang}`: {has}")


def _categories(place: Place, wanted: tuple[str, ...]) -> tuple[str, ...] | None:
    for one in wanted:
        if one not in place.categories:
            near = get_close_matches(one, place.categories, 1)
            help = f"did you mean `{near[0]}`?" if near else f"it has {', '.join(place.categories)}"
            raise UsageError(f"`{place.code}` has no holidays of the kind `{one}`: {help}")
    return wanted or None


def _names() -> dict[str, str]:
    """The English names of countries by their codes, as the package spells them."""
    return {names[1]: key.replace("_", " ").title() for key, names in _registry().items()}


def _words() -> dict[str, str]:
    """Everything that a country is called, in lower case, and its code."""
    words = {key.replace("_", " "): names[1] for key, names in _registry().items()}
    return words | {name.casefold(): names[1] for names in _registry().values() for name in names}


def _registry() -> dict[str, tuple[str, ...]]:
    from holidays.registry import COUNTRIES

    found: dict[str, tuple[str, ...]] = COUNTRIES
    return found


def _library() -> ModuleType | Any:
    try:
        import holidays
    except ImportError as error:
        raise MissingLibrary(
            "the `holidays` package is not installed, and only this command needs it: `pip install plainplan[holidays]`"
        ) from error
    return holidays


# How iCalendar spells


def _escaped(text: str) -> str:
    for sign in ("\\", ",", ";"):
        text = text.replace(sign, f"\\{sign}")
    return " ".join(text.split())


def _folded(line: str) -> str:
    """A content line folded at 75 octets, as iCalendar requires."""
    parts, size = [""], 0
    for sign in line:
        width = len(sign.encode())
        if size + width > _FOLD:
            parts.append("")
            size = 0
        parts[-1] += sign
        size += width
    return "\r\n ".join(parts)
