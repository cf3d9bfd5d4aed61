"""The site of a folder of plans: what is new is made, what is as it was stays, and the overview is over all of them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from plainplan.cohort.overview import Seen, overview
from plainplan.cohort.roster import Person, folded, small_groups
from plainplan.cohort.rows import PUBLIC, Row
from plainplan.errors import FileTrouble, UsageError
from plainplan.project import PlanFile
from plainplan.site.files import ASSETS, INDEX, has_file, last_manifest, prepare, put, sweep
from plainplan.site.inputs import read_input
from plainplan.site.job import Made, SiteJob, make, page_of
from plainplan.site.manifest import NAME, Entry, Manifest, manifest_text
from plainplan.tuples import NamedTuple

LEAST = 5
"""Fewer people than that are not shown in public: who they are would be plain without their names."""


class Done(NamedTuple):
    """What became of a plan: its entry, whose it is, its errors, how many files were written for it, and what stood in
    the way."""

    key: str
    entry: Entry
    person: str = ""
    errors: int = 0
    written: int = 0
    trouble: str = ""


Perform = Callable[[SiteJob, Path, Sequence[PlanFile]], Iterator[Done]]
"""Makes and writes the parts of these plans, in their order, by whatever does the work."""


class SiteAsked(NamedTuple):
    """What is asked for: the folder of the plans (None of parts that are joined), where the site goes, the roster."""

    folder: Path | None
    site: Path
    title: str
    roster: tuple[Person, ...] | None = None


class SiteBuilt(NamedTuple):
    """What came of it: how many plans there are, and how many of them were made anew, the files written and taken
    away, what stood in the way of some, and which plans have errors."""

    plans: int
    made: int
    written: int
    removed: int
    private: int
    troubles: tuple[str, ...]
    with_errors: tuple[str, ...]


def build_site(
    asked: SiteAsked, job: SiteJob, plans: Sequence[PlanFile], perform: Perform, shard: tuple[int, int] | None = None
) -> SiteBuilt:
    """Make the site, or one part of it."""
    assert asked.folder is not None
    prepare(asked.site, asked.folder)
    old = last_manifest(asked.site)
    kept, new = _apart(asked, job, plans, old)
    done = list(perform(job, asked.site, new))
    names = {job.key_of(_place(asked.folder, plan)): plan.name for plan in plans}
    entries = kept | {one.key: one.entry for one in done}
    people = {digest_of(one.person) for one in done if one.entry.row is None and one.person}
    found = Found(entries, frozenset(people), sum(one.written for one in done))
    finished = finish_site(asked, job, found, old, shard)
    with_errors = [names[key] for key, entry in sorted(entries.items()) if entry.row and _has_errors(entry.row)]
    return finished._replace(
        made=len(new),
        troubles=tuple(one.trouble for one in done if one.trouble),
        with_errors=tuple(with_errors),
    )


def _has_errors(row: Row) -> bool:
    return bool(row.errors) and not row.is_lost


def _place(folder: Path, plan: PlanFile) -> str:
    assert plan.path is not None
    return plan.path.relative_to(folder).as_posix()


def _apart(
    asked: SiteAsked, job: SiteJob, plans: Sequence[PlanFile], old: Manifest | None
) -> tuple[dict[str, Entry], list[PlanFile]]:
    """The entries of plans that are as they were, and the plans that are not."""
    assert asked.folder is not None
    before = old.by_key if old and old.job == job.digest else {}
    kept, new = {}, []
    for plan in plans:
        key = job.key_of(_place(asked.folder, plan))
        entry = before.get(key)
        if entry is not None and _is_whole(asked.site, entry) and entry.digest == _digest(job, plan, asked.folder):
            kept[key] = entry
        else:
            new.append(plan)
    return kept, new


def _digest(job: SiteJob, plan: PlanFile, folder: Path) -> str:
    try:
        return read_input(plan, folder).digest(job)
    except FileTrouble:
        return ""


def _is_whole(site: Path, entry: Entry) -> bool:
    """Whether all that was made of a plan is still there; of a private one nothing is known, and it is looked at."""
    styles_there = all((site / ASSETS / name).is_file() for name in entry.styles)
    return entry.row is not None and (not entry.page or has_file(site, entry.page, entry.size)) and styles_there


def make_here(job: SiteJob, site: Path, folder: Path, plan: PlanFile) -> Done:
    """Read a plan, make its part, and write it."""
    try:
        found = read_input(plan, folder)
    except FileTrouble as trouble:
        return lost(job, folder, plan, str(trouble))
    return written(job, site, plan, page_of(found.place), make(job, found))


def written(job: SiteJob, site: Path, plan: PlanFile, address: str, made: Made) -> Done:
    """Write what was made of a plan."""
    entry = Entry(made.digest, made.row)
    count = 0
    if made.page is not None:
        count += sum(put(site, f"{ASSETS}/{name}", data) for name, data in made.styles)
        count += int(put(site, address, made.page))
        entry = entry._replace(page=address, size=len(made.page), styles=tuple(name for name, _ in made.styles))
    elif made.keeps_page and made.row is not None:
        entry = _with_last_page(site, entry, address, made.row)
    return Done(made.key, entry, made.person, made.errors, count)


def _with_last_page(site: Path, entry: Entry, address: str, row: Row) -> Entry:
    """A plan with errors keeps the page that it had."""
    from urllib.parse import quote

    last = last_manifest(site)
    old = last.by_key.get(row.key) if last else None
    if old is None or old.page != address or not has_file(site, address, old.size):
        return entry
    return entry._replace(row=row._replace(page=quote(address)), page=address, size=old.size, styles=old.styles)


def lost(job: SiteJob, folder: Path, plan: PlanFile, why: str) -> Done:
    """A plan that cannot be read, or that nothing could be made of: it has a row that says so."""
    place = _place(folder, plan)
    key = job.key_of(place)
    title = "" if job.level == PUBLIC else page_of(place).partition("/")[2].removesuffix(".html")
    row = Row(key, title=title, errors=1, amount=10**6, is_lost=True)
    return Done(key, Entry("", row), trouble=why)


# The whole


class Found(NamedTuple):
    """All parts of a site: an entry for each plan, digests of whose private plans there are, files written so far."""

    entries: dict[str, Entry]
    people: frozenset[str]
    written: int


def finish_site(
    asked: SiteAsked, job: SiteJob, found: Found, old: Manifest | None, shard: tuple[int, int] | None = None
) -> SiteBuilt:
    """Write what is over all plans: the overview (not of a part), what pages share, and last the manifest."""
    from plainplan.render.overview import font_asset, overview_page, overview_style

    day = job.day.toordinal()
    rows = tuple(entry.row for entry in found.entries.values() if entry.row is not None)
    manifest = _manifest(job, found, old, shard)
    fonts, style = font_asset(job.template), overview_style(job.template)
    assets = {fonts.name: fonts.data, style.name: style.data}
    seen = _seen(asked, job, found, manifest, rows)
    count = found.written + sum(put(asked.site, f"{ASSETS}/{name}", data) for name, data in assets.items())
    if shard is None:
        view = overview(seen, asked.title, day, job.level)
        count += int(put(asked.site, INDEX, overview_page(view, job.template, style, fonts)))
    styles = {name for entry in found.entries.values() for name in entry.styles}
    manifest = manifest._replace(assets=tuple(sorted({*assets, *styles})))
    removed = sweep(asked.site, {entry.page for entry in found.entries.values()}, set(manifest.assets))
    put(asked.site, NAME, manifest_text(manifest))
    private = len(found.entries) - len(rows)
    return SiteBuilt(len(found.entries), 0, count, removed, private, (), ())


def _manifest(job: SiteJob, found: Found, old: Manifest | None, shard: tuple[int, int] | None) -> Manifest:
    day = job.day.toordinal()
    before_day, before = _before(old, day, job.level)
    entries = tuple(sorted(found.entries.items()))
    known = tuple(sorted((key, finish) for key, finish in before.items() if key in found.entries))
    people = tuple(sorted(found.people)) if shard else ()
    return Manifest(job.digest, day, job.level, entries, before_day, known, shard=shard, people=people)


def _before(old: Manifest | None, day: int, level: str) -> tuple[int | None, dict[str, int]]:
    """The day of the last overview before this day, and the finishes in it."""
    if old is None or old.level != level:
        return None, {}
    if old.day < day:
        return old.day, {
            key: entry.row.finish for key, entry in old.entries if entry.row and entry.row.finish is not None
        }
    return (old.before_day, dict(old.before)) if old.before_day is not None and old.before_day < day else (None, {})


def digest_of(person: str) -> str:
    """What stands for a person of whom nothing is shown."""
    return hashlib.sha256(f"person {person}".encode()).hexdigest()[:24]


def _seen(asked: SiteAsked, job: SiteJob, found: Found, manifest: Manifest, rows: Sequence[Row]) -> Seen:
    """What the overview is made of; a public one of too few people is refused."""
    private = len(found.entries) - len(rows)
    seen = Seen(tuple(rows), private, manifest.before_day, manifest.before)
    if job.level == PUBLIC and manifest.shard is None:
        _refuse_few(asked, rows)
    if asked.roster is None:
        return seen
    known = {digest_of(folded(row.name)) for row in rows if row.name} | found.people
    missing = [one for one in asked.roster if digest_of(folded(job.called(one.name))) not in known]
    if job.level == PUBLIC:
        return seen._replace(missing=len(missing))
    expected = {folded(one.name) for one in asked.roster}
    strangers = dict.fromkeys(row.name for row in rows if row.name and folded(row.name) not in expected)
    named = [f"{one.name} ({one.group})" if one.group else one.name for one in missing]
    return seen._replace(missing=tuple(named), strangers=tuple(sorted(strangers, key=str.casefold)))


def _refuse_few(asked: SiteAsked, rows: Sequence[Row]) -> None:
    people = len({row.name or row.key for row in rows})
    if people < LEAST:
        raise UsageError(
            f"`--public` needs plans of at least {LEAST} people, and there are {people}: who they are would be plain "
            "without their names"
        )
    small = small_groups(asked.roster or (), LEAST) if any(one.group for one in asked.roster or ()) else ()
    if small:
        verb = "is" if len(small) == 1 else "are"
        raise UsageError(
            f"`--public` needs groups of at least {LEAST} people, and {_listed(small)} {verb} smaller: leave their "
            "column out of the roster, or join groups"
        )


def _listed(groups: Iterable[str]) -> str:
    return ", ".join(f"`{group}`" if group else "that of those without one" for group in groups)
