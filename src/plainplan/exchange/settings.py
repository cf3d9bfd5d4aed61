"""What a plan says on top of its file, as one text for formats with no place of their own for it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from plainplan.compile import Compilation
from plainplan.lower.settings import READERS
from plainplan.model import Away, Settings
from plainplan.pattern import pattern

_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_KEYS = tuple(READERS)
_NEXT = pattern(rf"; (?=(?:{'|'.join((*_KEYS, 'title'))}): )")


def settings_of(compilation: Compilation) -> dict[str, str]:
    """The settings of a plan that are not what they are anyhow, as they are written in front matter; its first day is
    among them even where it is only worked out, unless that is from its last."""
    found = dict(_settings(compilation.plan.settings))
    first = compilation.schedule.plan_start
    if "start" in found or ("finish" in found and first > compilation.schedule.today):
        return found
    return {"start": date.fromordinal(first).isoformat(), **found}


def _settings(settings: Settings) -> Iterator[tuple[str, str]]:
    written = {key for key, _ in settings.spans}
    if settings.author:
        yield "author", settings.author
    for key, period in (("start", settings.start), ("finish", settings.finish)):
        if period:
            yield key, period.text
    if settings.review:
        yield "review", settings.review.text
    if settings.partner:
        yield "partner", settings.partner
    if "pace" in written:
        yield "pace", f"{_number(settings.pace)}h/week"
    if settings.focus:
        yield "focus", str(settings.focus)
    if "workdays" in written:
        yield "workdays", ",".join(_WEEK[day] for day in settings.workdays)
    files = tuple(dict.fromkeys(one.file for one in settings.away if one.file))
    away = (*(_days(one) for one in settings.away if not one.file), *files)
    if away:
        yield "away", f"[{', '.join(away)}]"
    if settings.holiday_files:
        yield "holidays", f"[{', '.join(settings.holiday_files)}]"
    if settings.currency:
        yield "currency", settings.currency
    if settings.lang != "en":
        yield "lang", settings.lang


def _number(value: Fraction | int) -> str:
    return str(value) if value == int(value) else f"{float(value):g}"


def _days(away: Away) -> str:
    first = away.first.isoformat()
    return first if away.first == away.last else f"{first}..{away.last.isoformat()}"


def settings_text(compilation: Compilation) -> str:
    """Settings and title in one line: `start: 2026-09-01; workdays: mon,tue; title: To the sea`."""
    found = settings_of(compilation) | {"title": compilation.plan.title}
    return "; ".join(f"{key}: {value}" for key, value in found.items())


def read_settings(text: str) -> dict[str, str]:
    """What such a line says; what is no setting is left out."""
    found = {}
    rest, _, title = text.partition("title: ")  # the last of them, whose words may be any
    for part in _NEXT.split(rest.removesuffix("; ")):
        key, colon, value = part.partition(": ")
        if colon and key in _KEYS:
            found[key] = value.strip()
    return found | ({"title": title.strip()} if title.strip() else {})
