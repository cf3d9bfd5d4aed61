"""`plan holidays`: a calendar file with the public holidays of a country or a part of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from plainplan.cli.command import Command
from plainplan.cli.console import Console
from plainplan.cli.options import as_of, common
from plainplan.errors import FileTrouble, UsageError
from plainplan.project import STDIN, read_output, write_output
from plainplan.public_holidays import (
    HolidayQuestion,
    code_of,
    differences,
    holiday_file,
    holidays_of,
    is_ours,
    place_of,
    places,
)
from plainplan.safe_text import safe_text
from plainplan.syntax.calendars import CalendarFile, read_calendar

_AHEAD = 5
_MOST_YEARS = 200


@click.command(
    "holidays",
    cls=Command,
    epilog="""\b
Examples:
  plan holidays DE-BY -o de-by.ics             this year and the next five
  plan holidays US --years 2026-2031 -o us.ics
  plan holidays CH-ZH --lang fr --category public --category optional
  plan holidays --list                         all countries
  plan holidays DE --list                      the parts, languages and kinds of one
  plan holidays DE-BY --diff de-by.ics         what writing it anew would change

Then `holidays: de-by.ics` in the front matter of a plan beside it.

Exit status: 0 written or shown, 2 no such code, language or kind, or the file cannot be written.""",
)
@click.argument("code", metavar="[CODE]", required=False)
@click.option("--years", metavar="YEARS", help="One year, or the first and the last. [default: this one and five more]")
@click.option("--lang", metavar="LANG", help="The language of the names. [default: the country's own]")
@click.option("--category", "categories", metavar="KIND", multiple=True, help="The kinds wanted. [default: public]")
@click.option("-o", "--output", "out", metavar="FILE", help="The file to write. [default: standard output]")
@click.option("--list", "list_them", is_flag=True, help="Show which codes there are, or what a country has.")
@click.option("--diff", "old", metavar="FILE", help="Show what writing FILE anew would change, and write nothing.")
@as_of
@common
def command(
    console: Console,
    code: str | None,
    years: str | None,
    lang: str | None,
    categories: tuple[str, ...],
    out: str | None,
    list_them: bool,
    old: str | None,
    as_of: date,
) -> int:
    """Write the public holidays of a country, or of a part of it, as a calendar file for `holidays:`.

    CODE is that of a country (ISO 3166), and of a part of it: DE, DE-BY, US-CA. A plan is dated by the file, never by
    the package that wrote it: the same text has the same dates in ten years.
    """
    if list_them:
        console.answer(_about(code) if code else places())
        return 0
    if code is None:
        raise UsageError("say whose holidays, such as `plan holidays DE-BY`; `plan holidays --list` has the codes")
    known = _read(old) if old is not None else None
    first, last = _years(years, known, as_of)
    asked = HolidayQuestion(code, first, last, lang, categories)
    if known is not None:
        console.answer(map(safe_text, differences(_within(known, first, last), holidays_of(asked))))
    elif out is None or out == STDIN:
        console.answer_bytes(holiday_file(asked))
    else:
        _write(console, Path(out), asked)
    return 0


def _about(code: str) -> Iterator[str]:
    place = place_of(code_of(code).partition("-")[0])
    yield f"{place.code}  {place.name}"
    for what, values in (("parts", place.parts), ("languages", place.languages), ("kinds", place.categories)):
        yield f"{what}: {', '.join(values) or 'none'}"


def _years(text: str | None, known: CalendarFile | None, today: date) -> tuple[int, int]:
    """The first and last year: as given, else those of the existing file, else from this year on."""
    if text is None:
        if known is not None and known.days:
            return known.days[0].first.year, known.days[-1].last.year
        return today.year, min(today.year + _AHEAD, date.max.year)
    first, dash, last = text.replace("–", "-").replace("..", "-").partition("-")
    parts = (first.strip(), (last if dash else first).strip())
    if not all(part.isascii() and part.isdigit() and len(part) == 4 and int(part) for part in parts):
        raise UsageError(f"`{text}` are no years: write `2026`, or `2026-2031`")
    if not int(parts[0]) <= int(parts[1]) < int(parts[0]) + _MOST_YEARS:
        raise UsageError(f"`{text}` are no years that go on, or more than {_MOST_YEARS}")
    return int(parts[0]), int(parts[1])


def _read(path: str) -> CalendarFile:
    data = read_output(Path(path))
    found = read_calendar(data) if data is not None else "there is no such file, or it may not be read"
    if isinstance(found, str):
        raise FileTrouble(f"`{path}` cannot be compared: {found}")
    return found


def _within(file: CalendarFile, first: int, last: int) -> CalendarFile:
    return file._replace(days=tuple(one for one in file.days if first <= one.first.year <= last))


def _write(console: Console, path: Path, asked: HolidayQuestion) -> None:
    """Write the file; only over one that this command has written before."""
    before = read_output(path)
    if before is not None and not is_ours(before):
        raise UsageError(f"`{path}` is there, and was not written by `plan holidays`: name another file")
    data = holiday_file(asked)
    write_output(path, data)
    count = data.count(b"BEGIN:VEVENT")
    years = f"{asked.first} to {asked.last}"
    console.note(f"wrote {path}: {count} days from {years}; a plan beside it has `holidays: {path.name}`")
