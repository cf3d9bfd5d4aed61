"""`plan site`: an overview of many plans, and their pages where that is asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path

import click

from plainplan.cli.command import TROUBLE, Command
from plainplan.cli.console import Console
from plainplan.cli.options import LOOK_HELP, as_of, common
from plainplan.cli.settings import tell_settings
from plainplan.cli.sharing import seconds_for, workers_for
from plainplan.cohort.roster import Person, read_roster
from plainplan.cohort.rows import DETAILS, OVERVIEW, PUBLIC
from plainplan.errors import FileTrouble, UsageError
from plainplan.project import PlanFile, find_plans, is_folder, listed, real_path
from plainplan.render.looks import built_in_looks
from plainplan.render.overview import look_digest
from plainplan.site.build import Perform, SiteAsked, SiteBuilt, build_site
from plainplan.site.here import perform_here
from plainplan.site.job import SiteJob
from plainplan.site.parts import job_of, join_parts, plans_of_shard, read_parts
from plainplan.site.salt import salt_of

_SHARD = re.compile(r"(?P<part>[1-9][0-9]{0,4})/(?P<all>[1-9][0-9]{0,4})")
_TITLE = "Who needs help now"


def _shard(ctx: click.Context, param: click.Parameter, value: str | None) -> tuple[int, int] | None:
    """`2/8`: the second of eight parts."""
    if value is None:
        return None
    found = _SHARD.fullmatch(value.strip())
    if found is None or int(found["part"]) > int(found["all"]):
        raise click.BadParameter(f"`{value}` is no part: write `2/8` for the second of eight", ctx, param)
    return int(found["part"]), int(found["all"])


@click.command(
    "site",
    cls=Command,
    epilog="""\b
Examples:
  plan site plans/ -o site/                        the overview of all plans below plans/
  plan site plans/ -o site/ --roster people.csv    and who has handed in nothing
  plan site plans/ -o site/ --details              with a page a plan
  plan site plans/ -o public/ --public             without names and words
  plan site plans/ -o part2/ --shard 2/8           the second of eight parts
  plan site plans/ -o site/ --on tcp://127.0.0.1:8786
  plan site --merge part*/ -o site/                all parts joined

Exit status: 0 made, 1 made and some plans have errors, 2 something could not be read, made or written, a part is
missing, or a public site would show too few people.""",
)
@click.argument("paths", metavar="FOLDER", nargs=-1, required=True)
@click.option("-o", "out", metavar="SITE", required=True, help="The folder of the site.")
@click.option("--roster", metavar="CSV", help="Of whom plans are expected: a column `name`, one `group` or none.")
@click.option("--details", is_flag=True, help="A page for each plan, linked from the overview.")
@click.option("--public", is_flag=True, help="Pseudonyms for names, and no words of any plan.")
@click.option("--salt", metavar="FILE", help="What makes the pseudonyms. [default: a file of your own]")
@click.option("--title", default=_TITLE, metavar="TEXT", help=f"The overview's title. [default: {_TITLE}]")
@click.option("--template", metavar="default|sheet|DIR", help=LOOK_HELP)
@click.option("--shard", metavar="K/N", callback=_shard, help="Only the Kth of N parts, to be joined with --merge.")
@click.option("--on", "cluster", metavar="tls://HOST:PORT", help="Let a Dask cluster do the work.")
@click.option("--merge", is_flag=True, help="Join the parts that are named in place of FOLDER.")
@as_of
@common
def command(
    console: Console,
    paths: tuple[str, ...],
    out: str,
    roster: str | None,
    details: bool,
    public: bool,
    salt: str | None,
    title: str,
    template: str | None,
    shard: tuple[int, int] | None,
    cluster: str | None,
    merge: bool,
    as_of: date,
) -> int:
    """Make an overview of all plans in a folder and below: who needs help now, who is quiet, who is missing.

    The overview shows titles, dates and states, and nothing else of a plan; with --details each plan has its page as
    well. `visibility:` in a plan takes away from that. Only what has changed since the last run is made.
    """
    _refuse(paths, details, public, shard, merge)
    site, people = Path(out), _people(roster)
    secret = salt_of(salt, site) if public else b""
    look = template or "default"
    level = PUBLIC if public else DETAILS if details else OVERVIEW
    job = SiteJob(as_of, level, look, look_digest(look), secret, template is not None)
    if merge:
        parts = read_parts(tuple(map(Path, paths)))
        if (parts[0].manifest.level == PUBLIC) != public:
            raise UsageError("the parts and what is joined are both `--public`, or neither is")
        built = join_parts(SiteAsked(None, site, title, people), job_of(parts, job), parts)
        return _told(console, built, site, 0)
    folder = Path(paths[0])
    plans, troubles = _plans(console, paths[0], site)
    settings_wrong = tell_settings(console, plans)
    if not plans:
        return TROUBLE
    mine = plans_of_shard(folder, plans, shard) if shard else list(plans)
    built = build_site(
        SiteAsked(folder, site, title, people), job, mine, _performer(folder, mine, look, cluster), shard
    )
    return _told(console, built, site, TROUBLE if troubles else int(settings_wrong))


def _refuse(paths: Sequence[str], details: bool, public: bool, shard: tuple[int, int] | None, merge: bool) -> None:
    if details and public:
        raise UsageError("`--details` shows everything of a plan and `--public` none of its words: leave one out")
    if merge and (shard or details):
        raise UsageError("`--merge` joins parts as they are: `--shard` and `--details` were said when they were made")
    if not merge and (len(paths) != 1 or not is_folder(paths[0])):
        named = "one folder" if len(paths) != 1 else f"a folder, and `{paths[0]}` is none"
        raise UsageError(f"`plan site` takes {named}: the overview is of all plans in it and below")


def _performer(folder: Path, plans: Sequence[PlanFile], template: str, cluster: str | None) -> Perform:
    """What does the work: this machine, or a cluster."""
    if cluster is None:
        return partial(perform_here, folder, workers_for(plans), seconds_for)
    from plainplan.cluster import checked_address
    from plainplan.site.there import perform_there

    if template not in built_in_looks():
        raise UsageError(f"`--template {template}` is on this machine alone, and workers of a cluster do not have it")
    return partial(perform_there, checked_address(cluster), folder)


def _people(roster: str | None) -> tuple[Person, ...] | None:
    """The people on the roster, where there is one."""
    if roster is None:
        return None
    try:
        text = Path(roster).read_text("utf-8-sig")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is no UTF-8 text"
        raise FileTrouble(f"`{roster}` cannot be read: {reason}") from error
    return read_roster(text, roster)


def _plans(console: Console, folder: str, site: Path) -> tuple[tuple[PlanFile, ...], bool]:
    """The plans of a folder, those in the site aside; whether some could not be searched."""
    found = find_plans((folder,))
    for trouble in found.troubles:
        console.trouble(trouble)
    inside = Path(real_path(site))
    plans = (plan for plan in found.plans if plan.path and not Path(real_path(plan.path)).is_relative_to(inside))
    return tuple(plans), bool(found.troubles)


def _told(console: Console, built: SiteBuilt, site: Path, status: int) -> int:
    for trouble in built.troubles:
        console.trouble(trouble)
    if built.with_errors:
        console.note(f"{listed(built.with_errors)}: with errors, which `plan check` tells")
    private = f", {built.private} of them private" if built.private else ""
    removed = f", {built.removed} taken away" if built.removed else ""
    console.note(
        f"{site}: {_many(built.plans, 'plan')}{private}, {built.made} made anew; "
        f"{_many(built.written, 'file')} written{removed}"
    )
    return TROUBLE if built.troubles else status or int(bool(built.with_errors))


def _many(number: int, noun: str) -> str:
    """`1 plan`, `2 plans`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
