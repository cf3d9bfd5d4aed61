"""What a site was made from: of each plan a digest, its row and its page, so that the next run makes only what is new.

It holds no more of any plan than the overview shows.
"""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

from plainplan.cohort.rows import Row
from plainplan.tuples import NamedTuple

NAME = ".plainplan-site.json"
FORMAT = "plainplan-site/1"


class Entry(NamedTuple):
    """A plan's part of the site as it was last made: what it was made from, its row (None: nothing is shown), its page
    with its size and its styles."""

    digest: str
    row: Row | None
    page: str = ""
    size: int = 0
    styles: tuple[str, ...] = ()


class Manifest(NamedTuple):
    """A whole site. `day` is that of the overview, an ordinal; `before` are the finishes in the last overview of an
    earlier day. Of a part, `shard` is which of how many, and `people` are digests of whose plans there are."""

    job: str = ""
    day: int = 0
    level: str = ""
    entries: tuple[tuple[str, Entry], ...] = ()
    before_day: int | None = None
    before: tuple[tuple[str, int], ...] = ()
    assets: tuple[str, ...] = ()
    shard: tuple[int, int] | None = None
    people: tuple[str, ...] = ()

    @property
    def by_key(self) -> dict[str, Entry]:
        return dict(self.entries)


def manifest_text(manifest: Manifest) -> bytes:
    """The manifest as it is written: the same for the same site, a line a plan."""
    head: dict[str, Any] = {"format": FORMAT, "job": manifest.job, "day": manifest.day, "level": manifest.level}
    head |= {"assets": list(manifest.assets), "before_day": manifest.before_day, "before": dict(manifest.before)}
    if manifest.shard:
        head |= {"shard": list(manifest.shard), "people": list(manifest.people)}
    lines = [json.dumps(head, ensure_ascii=True, sort_keys=True)]
    lines += [json.dumps([key, *entry], ensure_ascii=True) for key, entry in manifest.entries]
    return ("\n".join(lines) + "\n").encode()


def read_manifest(data: bytes | None) -> Manifest | None:
    """The manifest in these bytes; None where they are none that can be relied on."""
    with suppress(ValueError, KeyError, TypeError, AttributeError, IndexError):
        if data:
            return _read(data)
    return None


def _read(data: bytes) -> Manifest | None:
    first, *rest = data.decode().splitlines()
    head = json.loads(first)
    if head["format"] != FORMAT:
        return None
    entries = tuple(_entry(json.loads(line)) for line in rest)
    shard = tuple(map(int, head["shard"])) if "shard" in head else None
    return Manifest(
        job=str(head["job"]),
        day=int(head["day"]),
        level=str(head["level"]),
        entries=entries,
        before_day=None if head["before_day"] is None else int(head["before_day"]),
        before=tuple((str(key), int(day)) for key, day in head["before"].items()),
        assets=tuple(map(str, head["assets"])),
        shard=None if shard is None else (shard[0], shard[1]),
        people=tuple(map(str, head.get("people", ()))),
    )


def _entry(said: list[Any]) -> tuple[str, Entry]:
    key, digest, row, page, size, styles = said
    if row is not None:
        row = Row._make([*row[:-1], tuple(map(str, row[-1]))])
    return str(key), Entry(str(digest), row, str(page), int(size), tuple(map(str, styles)))
