"""A site made in parts: which plans are whose, and the parts joined into what one run would have made."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from plainplan.errors import UsageError
from plainplan.project import PlanFile
from plainplan.site.build import Found, SiteAsked, SiteBuilt, finish_site
from plainplan.site.files import ASSETS, last_manifest, prepare, put
from plainplan.site.job import SiteJob
from plainplan.site.manifest import Entry, Manifest
from plainplan.tuples import NamedTuple


class Part(NamedTuple):
    """A part of a site: its folder, and what was made there."""

    folder: Path
    manifest: Manifest
    shard: tuple[int, int]


def plans_of_shard(folder: Path, plans: Sequence[PlanFile], shard: tuple[int, int]) -> list[PlanFile]:
    """Of the plans of a folder those of the Kth of N parts: by their places alone, whatever other plans there are."""
    return [plan for plan in plans if _shard_of(folder, plan, shard[1]) == shard[0]]


def _shard_of(folder: Path, plan: PlanFile, count: int) -> int:
    assert plan.path is not None
    place = plan.path.relative_to(folder).as_posix()
    digest = hashlib.sha256(place.encode("utf-8", "surrogateescape")).digest()
    return int.from_bytes(digest[:8], "big") % count + 1


def read_parts(folders: Sequence[Path]) -> tuple[Part, ...]:
    """The parts in these folders, in their order, if they are all of one site's. Raises `UsageError` that names what is
    missing, or does not belong to the others."""
    parts = tuple(sorted(map(_part, folders), key=lambda part: part.shard))
    first = parts[0]
    for part in parts[1:]:
        if part.shard[1] != first.shard[1] or part.manifest.job != first.manifest.job:
            raise UsageError(
                f"`{part.folder}` and `{first.folder}` are no parts of one site: make all of them by one version of "
                "plainplan with one `--as-of`, one number of parts, and the same other options"
            )
    have = [part.shard[0] for part in parts]
    twice = next((part for part in parts if have.count(part.shard[0]) > 1), None)
    if twice:
        raise UsageError(f"part {twice.shard[0]} of {twice.shard[1]} is there twice: `{twice.folder}` is one of them")
    missing = [number for number in range(1, first.shard[1] + 1) if number not in have]
    if missing:
        numbers = ", ".join(map(str, missing))
        one = len(missing) == 1
        raise UsageError(
            f"part{'' if one else 's'} {numbers} of {first.shard[1]} {'is' if one else 'are'} missing: "
            f"`plan site --shard {missing[0]}/{first.shard[1]}` makes {'it' if one else 'the first of them'}"
        )
    return parts


def _part(folder: Path) -> Part:
    manifest = last_manifest(folder)
    if manifest is None or manifest.shard is None:
        what = "has no part of a site in it" if folder.is_dir() else "is no folder"
        raise UsageError(f"`{folder}` {what}: `plan site --shard K/N -o {folder}` makes one")
    return Part(folder, manifest, manifest.shard)


def job_of(parts: Sequence[Part], asked: SiteJob) -> SiteJob:
    """What was the same for all plans of these parts, with their day and level, if the rest is so here too."""
    manifest = parts[0].manifest
    job = asked._replace(day=date.fromordinal(manifest.day), level=manifest.level)
    if job.digest != manifest.job:
        raise UsageError(
            f"`{parts[0].folder}` was made by another version of plainplan, with another look or with another salt"
        )
    return job


def join_parts(asked: SiteAsked, job: SiteJob, parts: Sequence[Part]) -> SiteBuilt:
    """The site that one run over all plans would have made."""
    prepare(asked.site, None)
    old = last_manifest(asked.site)
    entries: dict[str, Entry] = {}
    count = 0
    for part in parts:
        for key, entry in part.manifest.entries:
            entries[key] = entry
            count += _copied(part, asked.site, entry)
    people = frozenset(person for part in parts for person in part.manifest.people)
    wrong = [entry.row for _, entry in sorted(entries.items()) if entry.row and entry.row.errors]
    finished = finish_site(asked, job, Found(entries, people, count), old)
    return finished._replace(made=len(entries), with_errors=tuple(row.title or row.name or row.key for row in wrong))


def _copied(part: Part, site: Path, entry: Entry) -> int:
    """Copy a plan's page and its styles into the whole; how many files were written."""
    names = [f"{ASSETS}/{style}" for style in entry.styles] + ([entry.page] if entry.page else [])
    try:
        return sum(put(site, name, _inside(part.folder, name).read_bytes()) for name in names)
    except OSError as error:
        name = Path(error.filename or "").name
        raise UsageError(f"`{part.folder}` is not whole: `{name}` is missing in it, make it again") from error


def _inside(folder: Path, name: str) -> Path:
    """A file that really lies in a part: what a manifest says is not trusted."""
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise UsageError(f"`{folder}` names a file outside of itself, and is not joined")
    return path
