"""`plan import`: a plan made of ordinary notes or of another program's file, with an account of what was read."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Union

import click

from plainplan.cli.command import TROUBLE, Command
from plainplan.cli.console import Console
from plainplan.cli.options import as_of, common, read_day
from plainplan.errors import PlainplanError, UsageError
from plainplan.exchange.readers import NOTES, READERS
from plainplan.project import STDIN, PlanFile, create_file, output_stem, read_plan
from plainplan.safe_text import safe_text
from plainplan.tuples import NamedTuple

if TYPE_CHECKING:
    from plainplan.exchange.making import Made
    from plainplan.importing import Imported

    Plan = Union[Imported, Made]

_FORMAT = "plainplan-import/1"
_REFUSED = 1
_MOST_TOLD = 3


class _Asked(NamedTuple):
    """What was asked for, the same for every file."""

    as_of: date
    start: date | None
    lang: str | None
    format: str | None
    columns: tuple[tuple[str, str], ...]
    dry_run: bool


def _read_map(
    context: click.Context, parameter: click.Parameter, words: tuple[str, ...]
) -> tuple[tuple[str, str], ...]:
    found = []
    for one in words:
        column, sign, key = one.rpartition("=")
        if not sign or not column.strip() or not key.strip():
            raise click.BadParameter(f"`{one}` is not COLUMN=KEY, such as `Aufgabe=title`")
        found.append((column.strip(), key.strip()))
    return tuple(found)


@click.command(
    "import",
    cls=Command,
    epilog="""\b
Examples:
  plan import notes.md                  notes.plan.md beside it, and what was read
  plan import notes.md -o -             the plan to standard output
  plan import notes.md --dry-run        what would be read, and nothing written
  plan import notes.md --start 2027-01-04 --lang de
  plan import tasks.xlsx                a spreadsheet with a row for each task
  plan import tasks.csv --map "Was=title" --map "Bis=due"
  plan import - --from csv -o - < tasks.csv > tasks.plan.md

Exit status: 0 written, 1 the notes hold no plan (nothing is written), 2 they could not be read, or the plan not
written.""",
)
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option("-o", "out", metavar="PLAN", help="The plan to write; - is standard output. [default: FILE.plan.md]")
@click.option(
    "--from",
    "format",
    metavar="FORMAT",
    type=click.Choice([NOTES, *READERS]),
    help=f"What FILE is: {', '.join([NOTES, *READERS])}. [default: by its ending, else by what is in it]",
)
@click.option(
    "--map",
    "columns",
    metavar="COLUMN=KEY",
    multiple=True,
    callback=_read_map,
    help="What a column of a table says, where its heading does not: title, start, finish, due, duration, after, "
    "state, who, … (docs/exchange.md has all).",
)
@click.option("--start", metavar="DATE", callback=read_day, help="The day on which the plan begins.")
@click.option("--lang", metavar="CODE", help="The language of the file, such as de. [default: told by its words]")
@click.option("--dry-run", is_flag=True, help="Say what would be read, and write nothing.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="The form of the account.")
@as_of
@common
def command(
    console: Console,
    files: tuple[str, ...],
    out: str | None,
    format: str | None,
    columns: tuple[tuple[str, str], ...],
    start: date | None,
    lang: str | None,
    dry_run: bool,
    form: str,
    as_of: date,
) -> int:
    """Make a plan of notes, or of another program's file.

    Of notes in Markdown: goals, steps, times, orders and obstacles as they are told in words. Every word of theirs
    stands in the plan; what became a tag is told line by line, with a ? where it is the likely reading of several.

    Of tables and other files: durations and links as they are, days where no link explains them. What a plan has no
    place for is told with its place, and stands under Notes. Nothing is ever written over. - is standard input.
    """
    if out is not None and len(files) > 1:
        raise UsageError("`-o` names one plan, and these are several files: import them one by one")
    status = 0
    told = []
    asked = _Asked(as_of, start, lang, format, columns, dry_run)
    for name in files:
        try:
            made = _imported(name, asked)
            if isinstance(made, str):
                console.trouble(f"`{name}` {made}; nothing was written")
                status = max(status, _REFUSED)
                continue
            target = STDIN if out == STDIN or (out is None and name == STDIN) else out or _beside(name)
            if not dry_run:
                _write(console, target, made)
            told.append(_data(name, target, made))
            if form == "text":
                lines = _account(name, target, made, dry_run=dry_run)
                console.say(lines) if target == STDIN and not dry_run else console.answer(lines)
        except PlainplanError as error:
            console.trouble(error)
            status = TROUBLE
    if form == "json":
        data = json.dumps({"format": _FORMAT, "imported": told}, ensure_ascii=False, indent=1)
        console.say([data]) if out == STDIN and not dry_run else console.answer([data])
    return status


def _imported(name: str, asked: _Asked) -> Plan | str:
    """The plan made of a file, or why there is none."""
    from plainplan.exchange.readers import reader_of

    plan = PlanFile("<stdin>", None) if name == STDIN else PlanFile(name, Path(name))
    data = read_plan(plan)
    format = asked.format or ("csv" if asked.columns else reader_of(name, data))
    if format != NOTES:
        return _of_rows(name, plan, data, format, asked)
    from plainplan.importing import Refused, imported

    if asked.columns:
        raise UsageError("`--map` names columns of a table, and notes have none")
    made = imported(plan.name, data, asked.as_of, start=asked.start, lang=asked.lang)
    return made.why if isinstance(made, Refused) else made


def _of_rows(name: str, plan: PlanFile, data: bytes, format: str, asked: _Asked) -> Made | str:
    from plainplan.exchange.incoming import Request, Unreadable
    from plainplan.exchange.making import plan_from
    from plainplan.exchange.readers import read_file

    try:
        incoming = read_file(format, data, Request(plan.name, asked.as_of, asked.columns))
    except Unreadable as error:
        raise Unreadable(f"`{name}` {error}") from error
    if not incoming.rows:
        return "has no rows"
    title = "Plan" if plan.path is None else output_stem(plan)
    return plan_from(incoming, plan.name, title, asked.as_of, start=asked.start, lang=asked.lang)


def _beside(name: str) -> str:
    return str(Path(name).parent / f"{output_stem(PlanFile(name, Path(name)))}.plan.md")


def _write(console: Console, target: str, made: Plan) -> None:
    data = made.text.encode("utf-8", "surrogatepass")
    if target == STDIN:
        console.answer_bytes(data)
        return
    if os.path.lexists(target):
        raise UsageError(f"`{target}` is already there, and nothing was written: name another file with `-o`")
    create_file(Path(target), data)


def _account(name: str, target: str, made: Plan, *, dry_run: bool) -> Iterator[str]:
    """A report of the import: what was read and what not, and the new file."""
    from plainplan.exchange.making import Made

    yield from _read_in_rows(name, made) if isinstance(made, Made) else _read_in_notes(made)
    if dry_run:
        yield safe_text(f"`{name}` would be written to `{target}`; this was a dry run")
    elif target != STDIN:
        yield safe_text(f"wrote {target}")
        yield safe_text(f"next: plan check {target}")


def _read_in_notes(made: Imported) -> Iterator[str]:
    """What was read, line by line; what stayed prose; what is to be asked."""
    for one in made.told:
        mark = "" if one.sure else " ?"
        words = one.words if len(one.words) <= 60 else one.words[:57] + "…"
        yield safe_text(f"line {one.line:<4} “{words}” → {one.became}{mark}")
    if made.prose:
        yield safe_text(
            "stays prose: " + ", ".join(f"{count} {_lines(count)} under “{title}”" for title, count in made.prose)
        )
    for question in made.asked:
        yield safe_text(f"to ask: {question}")


def _read_in_rows(name: str, made: Made) -> Iterator[str]:
    """How much was read, what could be read in several ways, and each cell or field that stays a note."""
    from plainplan.exchange.making.telling import told_unread

    steps = "1 step" if made.steps == 1 else f"{made.steps} steps"
    goals = "1 goal" if made.goals == 1 else f"{made.goals} goals"
    yield safe_text(f"read {steps} in {goals}" if made.goals else f"read {steps}")
    for line in told_unread(name, made.unread):
        yield safe_text(line)
    for doubt in made.doubts:
        yield safe_text(f"to ask: {doubt}")


def _lines(count: int) -> str:
    return "line" if count == 1 else "lines"


def _data(name: str, target: str, made: Plan) -> dict[str, object]:
    from plainplan.exchange.making import Made

    told: dict[str, object] = {"notes": name, "plan": None if target == STDIN else target}
    if isinstance(made, Made):
        unread = [{"line": one.line, "field": one.field, "text": one.text, "why": one.why} for one in made.unread]
        return told | {"goals": made.goals, "steps": made.steps, "unread": unread, "asked": list(made.doubts)}
    return told | {
        "read": [one._asdict() for one in made.told],
        "prose": [{"section": title, "lines": count} for title, count in made.prose],
        "asked": list(made.asked),
    }
