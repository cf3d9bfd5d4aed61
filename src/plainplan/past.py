"""A plan's history in git: every version of the file, and the chart of how its finish moved."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from plainplan import git
from plainplan.compile import Compilation
from plainplan.draw.curve import Curve
from plainplan.errors import FileTrouble, UsageError
from plainplan.following.changes import difference
from plainplan.following.history import Version, snapshots
from plainplan.following.matching import matched_things
from plainplan.following.moves import Since, since
from plainplan.model import Plan
from plainplan.project import PlanFile, companions_of, compile_read, defaults_of, read_plan
from plainplan.report.history import history_curve
from plainplan.report.since import since_sentences
from plainplan.words import words_for


def committed(file: PlanFile, as_of: date) -> tuple[tuple[Version, ...], bool]:
    """Every version of a plan in commit order, then the file as of the as-of day; and whether some are missing."""
    if file.path is None:
        raise UsageError("standard input has no history: name a plan that lies in a git repository")
    now = read_plan(file)
    repository = git.repository_of(file.path)
    revisions = git.revisions_of(repository)[::-1]
    contents = git.read_blobs(repository, [one.blob for one in revisions])
    versions = [_written(file, one, contents[one.blob]) for one in revisions if one.blob in contents]
    if not versions:
        raise FileTrouble(f"`{file.name}` has no history: `git add` and `git commit` it first")
    if (now, as_of) != (versions[-1].data, versions[-1].day):
        versions.append(_version(file, "", as_of, "", now))
    return tuple(versions), repository.shallow


def _written(file: PlanFile, one: git.Revision, data: bytes) -> Version:
    return _version(file, one.id, one.day, one.subject, data)


def _version(file: PlanFile, id: str, day: date, subject: str, data: bytes) -> Version:
    defaults = defaults_of(file)
    return Version(id, day, subject, data, companions_of(file, data, defaults), defaults)


def added_today(file: PlanFile, plan: Plan, as_of: date) -> frozenset[int]:
    """The indexes of things added since the last commit from before today; empty without one."""
    try:
        versions, _ = committed(file, as_of)
    except (FileTrouble, UsageError):
        return frozenset()
    earlier = [one for one in versions if one.id and one.day < as_of]
    if not earlier:
        return frozenset()
    before = snapshots(file.name, earlier[-1:])[-1].plan
    return frozenset(range(len(plan.things))) - frozenset(matched_things(before, plan).values())


def picture_of(file: PlanFile, as_of: date) -> Curve | None:
    """How the finish moved, and what happened since the last check-in, in the words of the plan's language."""
    versions, _ = committed(file, as_of)
    found = snapshots(file.name, versions)
    words = words_for(found[-1].plan.settings.lang)
    picture, compilation = history_curve(found, words), compile_read(file, versions[-1].data, as_of)
    told = _since(file, compilation, versions)
    if picture is None or told is None:
        return picture
    news = tuple(since_sentences(told, compilation.schedule.finish, words))
    return picture._replace(heading=words.say("since.head", date=words.date(told.day, "long")), news=news)


def since_check_in(file: PlanFile, compilation: Compilation) -> Since | None:
    """What happened to a plan since its last check-in, as git knows it; None without git or an earlier version."""
    try:
        versions, _ = committed(file, date.fromordinal(compilation.schedule.today))
    except (FileTrouble, UsageError):
        return None
    return _since(file, compilation, versions)


def _since(file: PlanFile, compilation: Compilation, versions: Sequence[Version]) -> Since | None:
    today = compilation.schedule.today
    check_ins = [one.date.toordinal() for one in compilation.plan.checkins if one.date.toordinal() < today]
    earlier = [one for one in versions if one.id and one.day.toordinal() < today]
    if not earlier:
        return None
    last = max(check_ins, default=earlier[0].day.toordinal())
    then = [one for one in earlier if one.day.toordinal() <= last] or earlier[:1]
    old = compile_read(file, then[-1].data, date.fromordinal(max(last, then[-1].day.toordinal())))
    return None if old.has_errors or compilation.has_errors else since(difference(old, compilation))
