"""`plan diff`: what changed between two versions of a plan, and how that moved its finish."""

from __future__ import annotations

from datetime import date

import click

from plainplan import git
from plainplan.cli.command import Command
from plainplan.cli.console import Console
from plainplan.cli.options import as_of, common, in_language, one_plan
from plainplan.compile import Compilation
from plainplan.errors import FileTrouble, UsageError
from plainplan.following.changes import difference
from plainplan.messages import msg
from plainplan.project import PlanFile, compile_plan, compile_read, is_file, named_plan
from plainplan.report.difference import difference_data, difference_lines, difference_record
from plainplan.safe_text import json_text

WORKING = msg("working file")

Named = tuple[Compilation, str]
"""A version, and how it is called."""


@click.command(
    "diff",
    cls=Command,
    epilog="""\b
Examples:
  plan diff                    the file as it is, against the last commit
  plan diff HEAD~5             against an older one
  plan diff v1..v2             one version against another
  plan diff old.md new.md      one file against another
  plan diff --format html > diff.html

A commit is dated as of its day, the file as it is as of today, as in `plan history`: what the time between them did
is told apart from what was written. With `--as-of`, nothing is dated later than that day.

Exit status: 0 whether or not something changed, 2 there is no git, no repository or no such version.""",
)
@click.argument("versions", metavar="[REV[..REV] | A B]", nargs=-1)
@one_plan
@click.option("--format", "form", type=click.Choice(["text", "json", "html"]), default="text", help="[default: text]")
@as_of
@common
@in_language
def command(console: Console, versions: tuple[str, ...], plan: str | None, form: str, as_of: date) -> int:
    """Say what changed in a plan between two versions in git, or two files, and what each change did to the finish.

    Changes are made one after the other, in the order of the file, so that their days add up.
    """
    old, new = _of_files(versions, plan, as_of) if len(versions) > 1 else _of_git("".join(versions), plan, as_of)
    for compilation, _ in (old, new):
        console.errors_in(compilation)
    found, names, words = difference(old[0], new[0]), (old[1], new[1]), console.words_of(new[0])
    if form == "json":
        console.answer_bytes(json_text(difference_data(found, names)).encode())
    elif form == "html":
        from plainplan.render.html import render_record

        console.answer_bytes(render_record(difference_record(found, names, words)).encode())
    else:
        console.answer(difference_lines(found, names, console.out, words))
    return 0


def _of_files(paths: tuple[str, ...], plan: str | None, as_of: date) -> tuple[Named, Named]:
    """Two files, both compiled as of the same day, since files have no day of their own."""
    if len(paths) > 2:
        raise UsageError("`plan diff` compares two files, `plan diff A B`, or two versions, `plan diff OLD..NEW`")
    if plan is not None:
        raise UsageError(f"`-f` names the plan whose versions are compared: leave it out, or `{paths[0]} {paths[1]}`")
    if not any(map(is_file, paths)):
        raise UsageError(f"there are no files `{paths[0]}` and `{paths[1]}`: versions are `{paths[0]}..{paths[1]}`")
    old, new = (named_plan(path) for path in paths)
    return _as_it_is(old, as_of, old.name), _as_it_is(new, as_of, new.name)


def _of_git(versions: str, plan: str | None, as_of: date) -> tuple[Named, Named]:
    """Two committed versions of a plan, or one and the current file."""
    file = named_plan(plan)
    if file.path is None:
        raise UsageError("standard input has no versions: name a plan with `-f`")
    if versions and plan is None and is_file(versions):
        raise UsageError(f"`{versions}` is a file, not a version: write `plan diff -f {versions}`")
    repository = git.repository_of(file.path)
    first, between, second = (versions or "HEAD").partition("..")
    old = _committed(repository, first or "HEAD", file, as_of)
    if not between:
        return old, _as_it_is(file, as_of, WORKING)
    return old, _committed(repository, second.removeprefix(".") or "HEAD", file, as_of)


def _as_it_is(file: PlanFile, as_of: date, called: str) -> Named:
    return compile_plan(file, as_of)[0], called


def _committed(repository: git.Repository, revision: str, file: PlanFile, as_of: date) -> Named:
    """A committed version, labelled with its commit and day, and compiled as of that day unless it is after `as_of`."""
    version = git.version_at(repository, revision)
    contents = git.read_blobs(repository, [version.blob])
    if version.blob not in contents:
        raise FileTrouble(f"the plan of commit `{version.id[:7]}` is not in this clone, or is larger than 32 MiB")
    made = compile_read(file, contents[version.blob], min(version.day, as_of))
    return made, msg("{commit} of {day}", commit=version.id[:7], day=version.day)
