"""`plan diff`: what changed between two versions of a plan, and what that did to its finish."""

from __future__ import annotations

from datetime import date

import click

from plainplan import git
from plainplan.cli.command import Command
from plainplan.cli.console import Console
from plainplan.cli.options import as_of, common, one_plan
from plainplan.compile import Compilation, compile_bytes
from plainplan.errors import FileTrouble, UsageError
from plainplan.following.changes import difference
from plainplan.project import is_file, named_plan, read_plan
from plainplan.report.difference import difference_data, difference_lines, difference_record
from plainplan.shown import json_text

WORKING = "working file"


@click.command(
    "diff",
    cls=Command,
    epilog="""\b
Examples:
  plan diff                    the file as it is, against the last commit
  plan diff HEAD~5             against an older one
  plan diff v1..v2             one version against another
  plan diff --format html > diff.html

Both versions are dated as of one day, so that every difference comes from a change in the text.

Exit status: 0 whether or not something changed, 2 there is no git, no repository or no such version.""",
)
@click.argument("versions", metavar="[REV[..REV]]", required=False)
@one_plan
@click.option("--format", "form", type=click.Choice(["text", "json", "html"]), default="text", help="[default: text]")
@as_of
@common
def command(console: Console, versions: str | None, plan: str | None, form: str, as_of: date) -> int:
    """Say what changed in a plan between two versions in git, and what each change did to the finish.

    Changes are made one after the other, in the order of the file, so that their days add up.
    """
    file = named_plan(plan)
    if file.path is None:
        raise UsageError("standard input has no versions: name a plan with `-f`")
    if versions and plan is None and is_file(versions):
        raise UsageError(f"`{versions}` is a file, not a version: write `plan diff -f {versions}`")
    repository = git.repository_of(file.path)
    first, between, second = (versions or "HEAD").partition("..")
    wanted = [first or "HEAD", (second.removeprefix(".") or "HEAD") if between else None]
    compiled = [_compiled(repository, revision, file.name, as_of) for revision in wanted if revision is not None]
    if len(compiled) == 1:
        compiled.append((compile_bytes(file.name, read_plan(file), as_of), WORKING))
    (old, was), (new, now) = compiled
    for compilation in (old, new):
        if compilation.has_errors:
            console.errors_in(compilation.source.name)
    found, names = difference(old, new), (was, now)
    if form == "json":
        console.answer_bytes(json_text(difference_data(found, names)).encode())
    elif form == "html":
        from plainplan.render.html import render_record

        console.answer_bytes(render_record(difference_record(found, names)).encode())
    else:
        console.answer(difference_lines(found, names, console.out))
    return 0


def _compiled(repository: git.Repository, revision: str, name: str, as_of: date) -> tuple[Compilation, str]:
    """A version of the plan, and how it is called: by its commit and day."""
    version = git.version_at(repository, revision)
    contents = git.read_blobs(repository, [version.blob])
    if version.blob not in contents:
        raise FileTrouble(f"the plan of commit `{version.id[:7]}` is not in this clone, or is larger than 32 MiB")
    return compile_bytes(name, contents[version.blob], as_of), f"{version.id[:7]} of {version.day}"
