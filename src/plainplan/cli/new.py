"""`plan new`: a first plan to fill in; never overwrites a file."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from shlex import quote

import click

from plainplan.cli.command import TROUBLE, Command
from plainplan.cli.console import Console
from plainplan.cli.options import as_of, common
from plainplan.compile import Compilation
from plainplan.errors import FileTrouble, PlainplanError, UsageError
from plainplan.project import STDIN, PlanFile, compile_plan, create_file, is_file, is_folder, named_plan, read_plan
from plainplan.safe_text import safe_text
from plainplan.source import source_bytes
from plainplan.starters import LANGUAGES, STARTERS, starter_text

_KINDS = tuple(starter.kind for starter in STARTERS)


def _kind(ctx: click.Context, param: click.Parameter, value: str) -> str:
    """A kind of first plan by its name, or the path of somebody's own."""
    if value in _KINDS or is_file(value):
        return value
    message = f"`{value}` is neither a kind that is known ({', '.join(_KINDS)}) nor a file"
    raise click.BadParameter(message, ctx, param)


@click.command(
    "new",
    cls=Command,
    epilog="""\b
Examples:
  plan new                          plan.md here, for a career
  plan new exam.plan.md --kind study
  plan new --lang de                in German
  plan new --list                   the kinds there are
  plan new ana.plan.md --kind ours.md    a programme's own first plan
  plan new next.plan.md --from nurse.plan.md    what is open there comes along

Exit status: 0 written, 2 there is something of that name, or it cannot be written.""",
)
@click.argument("path", metavar="[PATH]", default="plan.md")
@click.option(
    "--kind",
    metavar=f"{'|'.join(_KINDS)}|FILE",
    default="career",
    callback=_kind,
    help="What the plan is for, or a file: a programme's own first plan. [default: career]",
)
@click.option("--lang", type=click.Choice(LANGUAGES), help="The language it is written in. [default: en]")
@click.option("--from", "old", metavar="OLD", help="Start from a plan that has been followed.")
@click.option("--list", "list_kinds", is_flag=True, help="Show the kinds, and write nothing.")
@as_of
@common
def command(
    console: Console, path: str, kind: str, lang: str | None, old: str | None, list_kinds: bool, as_of: date
) -> int:
    """Write a first plan to fill in; nothing is ever overwritten.

    PATH is the new file, a folder for a `plan.md` in it, or - for standard output. The plan starts today, or on the
    day of --as-of. Of a file for --kind the text is the plan, with that day where START_DATE stands in it. With
    --from, what was reached in OLD becomes a note, what is open there comes along, and the self-assessment is asked
    for anew, all in the language of OLD, which stays as it is. Where OLD is notes, they are made a plan as `plan
    import` does.
    """
    if list_kinds:
        console.answer(f"{starter.kind:<11} {starter.summary}" for starter in STARTERS)
        return 0
    if lang is not None and old is not None:
        raise UsageError(f"`--from` keeps the language of `{old}`: leave `--lang {lang}` out")
    if kind not in _KINDS and (lang is not None or old is not None):
        raise UsageError(f"`--kind {kind}` is a text of its own: leave `{'--lang' if lang else '--from'}` out")
    if old is not None:
        text = _following(console, old, as_of)
    elif kind in _KINDS:
        text = starter_text(kind, as_of, lang or "en")
    else:
        text = _own_text(kind, as_of)
    if path == STDIN:
        console.answer_bytes(text.encode())
        return 0
    file = Path(path) / "plan.md" if is_folder(path) else Path(path)
    try:
        if os.path.lexists(file):
            raise UsageError(f"`{file}` is already there, and nothing was written: name another file")
        create_file(file, text.encode())
    except PlainplanError as error:
        console.trouble(error)
        return TROUBLE
    console.answer([f"wrote {safe_text(str(file))}"] if console.quiet else _next_steps(file))
    return 0


def _own_text(file: str, start: date) -> str:
    """A programme's own first plan; where `START_DATE` stands in it, the day goes."""
    data = read_plan(PlanFile(file, Path(file)))
    try:
        return data.decode("utf-8-sig").replace("START_DATE", start.isoformat())
    except UnicodeDecodeError as error:
        raise FileTrouble(f"`{file}` is no UTF-8 text") from error


def _following(console: Console, old: str, as_of: date) -> str:
    """The text of the plan that follows an old one."""
    from plainplan.following.nextplan import next_plan

    compilation, _ = compile_plan(named_plan(old), as_of)
    if compilation.is_unmerged:
        raise FileTrouble(f"`{old}` is in the middle of a merge, nothing was written: finish it first")
    if not compilation.plan.things and (made := _of_notes(compilation, as_of)) is not None:
        console.note(
            f"`{old}` is notes and no plan yet: read as `plan import {old}` reads them, which tells it in full"
        )
        return made
    console.errors_in(compilation)
    return next_plan(compilation, as_of)


def _of_notes(compilation: Compilation, as_of: date) -> str | None:
    """The plan that notes hold; None where they hold none."""
    from plainplan.importing import Imported, imported

    made = imported(compilation.source.name, source_bytes(compilation.source), as_of)
    return made.text if isinstance(made, Imported) else None


def _next_steps(file: Path) -> Iterator[str]:
    name = safe_text(quote(str(file)))
    yield f"wrote {safe_text(str(file))}"
    yield "next:"
    yield "  1. open it in a text editor and change every line; the comments say how"
    yield f"  2. plan check {name}    what is missing"
    yield f"  3. plan build {name}    the page, beside the plan"
