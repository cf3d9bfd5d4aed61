"""`plan why`: the chain of reasons for a date."""

from __future__ import annotations

from datetime import date

import click

from plainplan.cli.command import Command
from plainplan.cli.console import Console
from plainplan.cli.options import as_of, common, in_language, plan_and_name
from plainplan.naming import find_thing
from plainplan.project import compile_plan, named_plan
from plainplan.report.reasons import why_data, why_lines
from plainplan.safe_text import json_text, safe_text


@click.command(
    "why",
    cls=Command,
    epilog="""\b
Examples:
  plan why teas              why the step called teas starts when it does
  plan why "sit the exam"    the same by a part of its title
  plan why                   what the plan's finish rests on
  plan why nurse.md teas     in a plan by its name""",
)
@plan_and_name
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="[default: text]")
@as_of
@common
@in_language
def command(console: Console, plan: str | None, name: str | None, form: str, as_of: date) -> int:
    """Say why a date is what it is: what set it, what set that, and so on.

    NAME is a thing's name, a part of its title, or its number in `plan next`. Without it, what the plan's
    finish rests on: the critical chain. PATH is a plan, a folder with one, or - for standard input; with -f, what else
    is said is the name, whatever files there are.
    """
    compilation, _ = compile_plan(named_plan(plan), as_of)
    console.errors_in(compilation)
    index = find_thing(compilation, name) if name is not None else None
    if form == "json":
        console.answer_bytes(json_text(why_data(compilation, index)).encode())
    else:
        console.answer(safe_text(line) for line in why_lines(compilation, index, console.words_of(compilation)))
    return int(compilation.has_errors)
