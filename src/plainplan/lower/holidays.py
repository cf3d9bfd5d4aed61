"""Calendar files that the front matter names: `holidays:`, and `away:` where it names a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from plainplan.companions import Companions
from plainplan.diagnostics import Diagnostic, Severity
from plainplan.lower.reading import Problem
from plainplan.lower.rules import LEFT_EVENTS, LONG_DAYS_OFF
from plainplan.messages import msg
from plainplan.model import Away, Settings
from plainplan.source import Span
from plainplan.syntax.decoding import decode
from plainplan.syntax.document import Document, Entry, Scalar
from plainplan.syntax.frontmatter import read_front_matter
from plainplan.tuples import NamedTuple

if TYPE_CHECKING:
    from plainplan.syntax.calendars import CalendarFile

_ENDING = ".ics"
_HELP = msg(
    "name a calendar file in the plan's folder or below it; `plan holidays` writes one, as `plan holidays DE-BY`"
)
_LONG = 60
_LONGEST = 3660


class Named(NamedTuple):
    """A calendar file named by a plan: under which key, and where."""

    key: str
    name: str
    span: Span


def files_named(head: bytes) -> tuple[str, ...]:
    """The distinct names of files in the front matter that some bytes begin with."""
    source, _ = decode("", head)
    return tuple(dict.fromkeys(one.name for one in _named(read_front_matter(source, []).entries)))


def read_holidays(values: Sequence[Scalar], lang: str) -> tuple[str, ...] | Problem:
    """The names of the holidays' files."""
    for scalar in values:
        for part in _parts(scalar):
            if not is_file_name(part):
                return Problem(
                    scalar.span, msg("`{part}` is no name of a calendar file (`….ics`)", part=_shown(part)), _HELP
                )
    return tuple(dict.fromkeys(name for scalar in values for name in _parts(scalar)))


def is_file_name(part: str) -> bool:
    """Whether a part of a value names a calendar file."""
    return part.casefold().endswith(_ENDING)


def with_calendar_files(
    settings: Settings, document: Document, companions: Companions, of_folder: Sequence[Scalar] = ()
) -> tuple[Settings, tuple[Diagnostic, ...]]:
    """The settings with the days of all calendar files that they name, and diagnostics about the files. Those
    `of_folder` are the holidays of a plan that names none."""
    days: dict[str, set[Away]] = {"holidays": set(), "away": set()}
    readable: dict[str, None] = {}
    problems: list[Problem] = []
    named = [Named("holidays", part, scalar.span) for scalar in of_folder for part in _parts(scalar)]
    for one in dict.fromkeys((*_named(document.front_matter), *named)):
        found = _read(one, companions)
        if isinstance(found, Problem):
            problems.append(found)
            continue
        if one.key == "holidays":
            readable[one.name] = None
        days[one.key] |= {Away(*day, one.name) for day in found.days}
        problems += _odd(one, found)
    told = tuple(problem.told() for problem in problems)
    away = tuple(sorted((*settings.away, *days["away"])))
    holidays = tuple(sorted(days["holidays"]))
    return settings._replace(away=away, holidays=holidays, holiday_files=tuple(readable)), told


def _named(entries: Iterable[Entry]) -> Iterator[Named]:
    for entry in entries:
        for scalar in entry.values if entry.key in ("holidays", "away") and not entry.nested else ():
            for part in _parts(scalar):
                if is_file_name(part):
                    yield Named(entry.key, part, scalar.span)


def _parts(scalar: Scalar) -> Iterator[str]:
    return filter(None, map(str.strip, scalar.text.split(",")))


def _read(one: Named, companions: Companions) -> CalendarFile | Problem:
    from plainplan.syntax.calendars import read_calendar  # few plans have such a file

    beside = companions.get(one.name)
    trouble = msg("it was not handed to the compiler") if beside is None else beside.trouble
    found = trouble if beside is None or trouble else read_calendar(beside.data)
    if isinstance(found, str):
        return Problem(
            one.span,
            msg("the calendar file `{name}` cannot be read: {found}", name=_shown(one.name), found=found),
            _HELP,
        )
    if any((day.last - day.first).days > _LONGEST for day in found.days):
        message = msg(
            "`{name}` has more than ten years of days off in one: nothing could be done", name=_shown(one.name)
        )
        return Problem(one.span, message, msg("shorten that event, or take it out"))
    return found


def _odd(one: Named, found: CalendarFile) -> Iterator[Problem]:
    """Diagnostics about contents that are valid but probably not intended."""
    name = _shown(one.name)
    long = next((day for day in found.days if (day.last - day.first).days >= _LONG), None)
    if long:
        days = (long.last - long.first).days + 1
        message = msg(
            "“{name}” in `{file}` is {days} days off in one, from {first} to {last}",
            name=_shown(long.name),
            file=name,
            days=days,
            first=long.first,
            last=long.last,
        )
        help = msg("if it is no holiday, take it out of the file")
        yield Problem(one.span, message, help, rule=LONG_DAYS_OFF, severity=Severity.HINT)
    if found.left:
        count = len(found.left)
        first = msg("“{title}”", title=_shown(found.left[0])) if found.left[0] else msg("an event")
        message = msg("{event} in `{file}` gives no day off", event=first, file=name)
        if count > 1:
            message = msg(
                "{event} and {count} more in `{file}` gives no day off", event=first, count=count - 1, file=name
            )
        help = msg("only events of whole days count, and those that come back every year")
        yield Problem(one.span, message, help, rule=LEFT_EVENTS, severity=Severity.HINT)


def _shown(text: str) -> str:
    return text if len(text) <= 40 else text[:39].rstrip() + "…"
