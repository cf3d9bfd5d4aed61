"""`plan build`: outputs beside their plans, each written whole or not at all."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from plainplan.building import OutputOptions
from plainplan.cli.build_one import BuildJob, BuildPiece, PlanBuilt, build_one
from plainplan.cli.command import TROUBLE, Command, Function
from plainplan.cli.console import Console
from plainplan.cli.options import LOOK_HELP, as_of, common, paths
from plainplan.cli.settings import tell_settings
from plainplan.cli.sharing import MANY, workers_for
from plainplan.errors import PlainplanError, UsageError
from plainplan.messages import Message, msg
from plainplan.project import Output, PlanFile, find_plans, listed, outputs_of
from plainplan.render import FORMATS, PAPERS, start_worker
from plainplan.report.text import summary
from plainplan.source import Span
from plainplan.syntax.document import Scalar
from plainplan.values import Reminder

if TYPE_CHECKING:
    from plainplan.cohort.front import FrontEntry


def _formats(ctx: click.Context, param: click.Parameter, value: str | None) -> tuple[str, ...]:
    """The output formats named by a comma-separated list; empty for None."""
    names = tuple(dict.fromkeys(part.strip().lower() for part in (value or "").split(",") if part.strip()))
    known = ", ".join(FORMATS)
    if unknown := [name for name in names if name not in FORMATS]:
        raise click.BadParameter(f"`{unknown[0]}` is no output that is known: choose from {known}", ctx, param)
    if value is not None and not names:
        raise click.BadParameter(f"name an output: {known}", ctx, param)
    return names


def _remind(ctx: click.Context, param: click.Parameter, value: str | None) -> tuple[Reminder, ...] | None:
    """Reminder times, as `remind` in a plan has them, with or without brackets; None if the option is not given."""
    if value is None:
        return None
    from plainplan.lower.reading import Problem
    from plainplan.lower.reminders import read_remind

    text = value.strip().removeprefix("[").removesuffix("]")
    found = read_remind((Scalar(text, Span(0, len(text))),), "en")
    if isinstance(found, Problem):
        raise click.BadParameter(f"{found.message}: {found.help}", ctx, param)
    return found


_OPTIONS = (
    click.option(
        "--to",
        "formats",
        metavar="html,pdf,…",
        callback=_formats,
        help=f"What to make: {', '.join(FORMATS)}. [default: html]",
    ),
    click.option("-o", "out", metavar="FILE|DIR|-", help="Where to write. [default: beside each plan]"),
    click.option("--template", metavar="default|sheet|DIR", help=LOOK_HELP),
    click.option("--paper", type=click.Choice(PAPERS), help="The paper. [default: what the plan says, else a4]"),
    click.option("--history", is_flag=True, help="Show on the page how the finish moved over time, from git."),
    click.option("--forecast", is_flag=True, help="Show in page and PDF how likely each date is."),
    click.option("--todos", is_flag=True, help="In a calendar: steps as to-dos instead of events."),
    click.option("--excel", is_flag=True, help="In CSV: the mark by which Excel reads letters right."),
    click.option(
        "--remind",
        metavar="1w,1d|off",
        callback=_remind,
        help="In a calendar: remind so long before. [default: what the plan says, else off]",
    ),
)


def build_options(function: Function) -> Function:
    """The options shared by all commands that build: formats, destination, and looks."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function


@click.command(
    "build",
    cls=Command,
    epilog="""\b
Examples:
  plan build                               plan.md here becomes plan.html
  plan build nurse.plan.md --to html,pdf   nurse.html and nurse.pdf beside it
  plan build nurse.plan.md -o road.pdf     the ending chooses the output
  plan build plans/ --to pdf -o out/       every plan of a folder, to another one that mirrors it
  plan build plans/ --index                a page a plan, and index.html which leads to them
  plan build nurse.plan.md --to json -o -  to standard output, for other programs
  plan build nurse.plan.md --to ics        a calendar: steps, due days, check-ins
  plan build nurse.plan.md --to xlsx       a workbook: steps, goals, barriers, occupations, check-ins
  plan build nurse.plan.md --to svg        the road as a picture, for a README or a slide
  plan build --to pdf --template sheet     one page for the wall
  plan build plans/ --on tcp://127.0.0.1:8786   by a cluster of Dask

A plan with errors is not built: its last good outputs stay as they are.

Exit status: 0 built, 1 errors in a plan or what --strict asks for, 2 something could not be read, made or written.""",
)
@paths
@build_options
@click.option("--strict", is_flag=True, help="Fail where an output leaves out some of the plan.")
@click.option("--index", is_flag=True, help="Make a front page for a folder too, index.html.")
@click.option("--on", "cluster", metavar="tls://HOST:PORT", help="Let a Dask cluster do the work.")
@as_of
@common
def command(
    console: Console,
    paths: tuple[str, ...],
    formats: tuple[str, ...],
    out: str | None,
    template: str | None,
    paper: str | None,
    history: bool,
    forecast: bool,
    todos: bool,
    excel: bool,
    remind: tuple[Reminder, ...] | None,
    strict: bool,
    index: bool,
    cluster: str | None,
    as_of: date,
) -> int:
    """Compile plans into pages, PDFs and data.

    PATH is a plan, a folder with plans, or - for standard input. What stands in sub-folders of a folder stands in such
    sub-folders of -o DIR too; where two plans would share an output, nothing is built. With --index, a
    folder gets a front page which leads to each plan's.
    """
    found = find_plans(paths)
    for trouble in found.troubles:
        console.trouble(trouble)
    outputs = outputs_of(found.plans, formats, out) if found.plans else ()
    settings_wrong = tell_settings(console, found.plans)
    job = BuildJob(console, as_of, OutputOptions(template, paper, history, forecast, todos, remind, excel), strict)
    pieces = _pieces(found.plans, outputs)
    fronts = _fronts(outputs) if index else {}
    job = job._replace(is_listed=bool(fronts))
    built = tuple(_all_built(job, pieces) if cluster is None else _built_there(job, pieces, cluster))
    tallies, words = tuple(one.tally for one in built if one.tally), console.words_for(*(one.lang for one in built))
    if tallies:
        console.note(words.tell(summary(tallies, "`plan check --fix`")))
    if len(built) > 1:
        console.note(words.tell(_how_many(found.plans, built)))
    entries = dict(zip(found.plans, (one.entry for one in built), strict=True))
    troubles = [_is_front_missed(job, folder, pages, entries) for folder, pages in fronts.items()]
    if found.troubles or any(troubles) or any(one.trouble for one in built):
        return TROUBLE
    return int(settings_wrong or any(one.errors for one in built))


def _fronts(outputs: Sequence[Output]) -> dict[Path, list[Output]]:
    """The folders that get a front page, with the pages that it leads to."""
    from plainplan.site.front import folder_of

    pages: dict[Path, list[Output]] = {}
    for output in outputs:
        if (folder := folder_of(output)) is not None:
            pages.setdefault(folder, []).append(output)
    if outputs and not pages:
        raise UsageError("`--index` leads to the pages of a folder: name one, as in `plan build plans/ --index`")
    return pages


def _is_front_missed(
    job: BuildJob, folder: Path, pages: Sequence[Output], entries: Mapping[PlanFile, FrontEntry | None]
) -> bool:
    """Write the front page of a folder; whether that failed."""
    from plainplan.site.front import Listed, write_front
    from plainplan.view import DEFAULT_LOOK

    listed = [Listed(one.plan, one.path, entries[one.plan]) for one in pages if one.path]
    try:
        path = write_front(folder, listed, job.as_of, job.look.template or DEFAULT_LOOK)
    except PlainplanError as trouble:
        job.console.trouble(trouble)
        return True
    job.console.note(f"wrote {path}, which leads to all pages")
    return False


def _built_there(job: BuildJob, pieces: tuple[BuildPiece, ...], cluster: str) -> Iterator[PlanBuilt]:
    from plainplan.cli.build_there import build_there
    from plainplan.cluster import checked_address

    yield from build_there(job, pieces, checked_address(cluster))


def _how_many(plans: Sequence[PlanFile], built: Sequence[PlanBuilt]) -> Message:
    """A summary of how many plans were built, and which were not."""
    missed = [plan.name for plan, one in zip(plans, built, strict=True) if one.errors or one.trouble]
    if not missed:
        return msg("built all {number} plans", number=len(plans))
    done = len(plans) - len(missed)
    return msg("built {done} of {number} plans; not built: {plans}", done=done, number=len(plans), plans=listed(missed))


def _pieces(plans: Sequence[PlanFile], outputs: Sequence[Output]) -> tuple[BuildPiece, ...]:
    """Each plan with its outputs, as one task."""
    of_plan: dict[PlanFile, list[Output]] = {plan: [] for plan in plans}
    for output in outputs:
        of_plan[output.plan].append(output)
    return tuple((plan, tuple(made)) for plan, made in of_plan.items())


_MANY_WITH_WORKER = 4
"""Where an output has a process of its own, for more plans than that others are worth their start."""
_COLLECTED_EVERY = 50


def _all_built(job: BuildJob, pieces: tuple[BuildPiece, ...]) -> Iterator[PlanBuilt]:
    """Build every plan and yield the results in order; many plans are shared among all cores."""
    formats = {output.format for _, outputs in pieces for output in outputs}
    with_worker = any(FORMATS[name].worker for name in formats)
    if workers := workers_for([plan for plan, _ in pieces], _MANY_WITH_WORKER if with_worker else MANY):
        from plainplan.cli.build_many import build_many

        yield from build_many(job, pieces, workers)
        return
    for name in formats:
        start_worker(name)
    for number, piece in enumerate(pieces, 1):
        yield build_one(job, piece)
        if number % _COLLECTED_EVERY == 0:
            gc.collect()  # the collector is off while a command runs, and a folder may hold thousands of plans
