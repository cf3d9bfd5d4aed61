"""`plan import`: a plan made of ordinary notes, with an account of what was read in them."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from plainplan.cli.command import TROUBLE, Command
from plainplan.cli.console import Console
from plainplan.cli.options import as_of, common, read_day
from plainplan.errors import PlainplanError, UsageError
from plainplan.project import STDIN, PlanFile, create_file, output_stem, read_plan
from plainplan.safe_text import safe_text

if TYPE_CHECKING:
    from plainplan.importing import Imported

_FORMAT = "plainplan-import/1"
_REFUSED = 1


@click.command(
    "import",
    cls=Command,
    epilog="""\b
Examples:
  plan import notes.md                  notes.plan.md beside it, and what was read
  plan import notes.md -o -             the plan to standard output
  plan import notes.md --dry-run        what would be read, and nothing written
  plan import notes.md --start 2027-01-04 --lang de

Exit status: 0 written, 1 the notes hold no plan (nothing is written), 2 they could not be read, or the plan not
written.""",
)
@click.argument("notes", metavar="NOTES...", nargs=-1, required=True)
@click.option("-o", "out", metavar="PLAN", help="The plan to write; - is standard output. [default: NOTES.plan.md]")
@click.option("--start", metavar="DATE", callback=read_day, help="The day on which the plan begins.")
@click.option("--lang", metavar="CODE", help="The language of the notes, such as de. [default: told by their words]")
@click.option("--dry-run", is_flag=True, help="Say what would be read, and write nothing.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="The form of the account.")
@as_of
@common
def command(
    console: Console,
    notes: tuple[str, ...],
    out: str | None,
    start: date | None,
    lang: str | None,
    dry_run: bool,
    form: str,
    as_of: date,
) -> int:
    """Make a plan of notes: goals, steps, times, orders and obstacles as they are told in words.

    NOTES are files in Markdown, or - for standard input. Every word of theirs stands in the plan; what became a tag is
    told line by line, with a ? where it is the likely reading of several. Nothing is ever written over.
    """
    if out is not None and len(notes) > 1:
        raise UsageError("`-o` names one plan, and these are several notes: import them one by one")
    status = 0
    told = []
    for name in notes:
        try:
            made = _imported(name, as_of, start, lang)
            if isinstance(made, str):
                console.trouble(f"`{name}` {made}; nothing was written")
                status = max(status, _REFUSED)
                continue
            target = STDIN if out == STDIN or (out is None and name == STDIN) else out or _beside(name)
            if not dry_run:
                _write(console, target, made, form)
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


def _imported(name: str, as_of: date, start: date | None, lang: str | None) -> Imported | str:
    """The plan made of a file of notes, or why there is none."""
    from plainplan.importing import Refused, imported

    plan = PlanFile("<stdin>", None) if name == STDIN else PlanFile(name, Path(name))
    made = imported(plan.name, read_plan(plan), as_of, start=start, lang=lang)
    return made.why if isinstance(made, Refused) else made


def _beside(name: str) -> str:
    return str(Path(name).parent / f"{output_stem(PlanFile(name, Path(name)))}.plan.md")


def _write(console: Console, target: str, made: Imported, form: str) -> None:
    data = made.text.encode("utf-8", "surrogatepass")
    if target == STDIN:
        console.answer_bytes(data)
        return
    if os.path.lexists(target):
        raise UsageError(f"`{target}` is already there, and nothing was written: name another file with `-o`")
    create_file(Path(target), data)


def _account(name: str, target: str, made: Imported, *, dry_run: bool) -> Iterator[str]:
    """A report of the import: tags line by line, what stayed prose, open questions, and the new file."""
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
    if dry_run:
        yield safe_text(f"`{name}` would be written to `{target}`; this was a dry run")
    elif target != STDIN:
        yield safe_text(f"wrote {target}")
        yield safe_text(f"next: plan check {target}")


def _lines(count: int) -> str:
    return "line" if count == 1 else "lines"


def _data(name: str, target: str, made: Imported) -> dict[str, object]:
    return {
        "notes": name,
        "plan": None if target == STDIN else target,
        "read": [one._asdict() for one in made.told],
        "prose": [{"section": title, "lines": count} for title, count in made.prose],
        "asked": list(made.asked),
    }
