"""The front page of a folder whose plans were built: `index.html`, which leads to the page of each."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from urllib.parse import quote

from plainplan.cohort.front import FrontEntry
from plainplan.cohort.rows import Row
from plainplan.errors import UsageError
from plainplan.project import Output, PlanFile, write_output
from plainplan.project.trouble import file_trouble
from plainplan.tuples import NamedTuple

INDEX = "index.html"


class Listed(NamedTuple):
    """A plan for a front page: its page, and what is said of it, None where it could not be read."""

    plan: PlanFile
    page: Path
    entry: FrontEntry | None


def folder_of(output: Output) -> Path | None:
    """The folder on whose front page an output stands: a page of a plan that was found in a folder."""
    return output.inside if output.format == "html" and output.plan.found_in is not None else None


def write_front(folder: Path, listed: Sequence[Listed], day: date, look: str) -> Path:
    """Write the front page of a folder. Raises `UsageError` where something else has its name: that stays."""
    from plainplan.render.front import front_page

    path = folder / INDEX
    _refuse_to_replace(path, listed)
    entries = [_placed(folder, one) for one in listed]
    title = folder.absolute().name or "Plans"
    write_output(path, front_page(entries, title[:1].upper() + title[1:], day, look), folder)
    return path


def _refuse_to_replace(index: Path, listed: Iterable[Listed]) -> None:
    """Only an earlier front page may be replaced: neither a plan's own page, nor what plainplan has not made."""
    from plainplan.render.front import MARK

    name = os.path.normcase(index.absolute())
    if any(os.path.normcase(one.page.absolute()) == name for one in listed):
        raise UsageError(f"`{index}` is the page of a plan: no front page is made beside it")
    try:
        with index.open("rb") as file:
            begins = file.read(len(MARK))
    except FileNotFoundError:
        return
    except OSError as error:
        raise file_trouble(str(index), error) from error
    if begins != MARK:
        raise UsageError(f"`{index}` is no front page of plainplan's and stays as it is: build with `-o` elsewhere")


def _placed(folder: Path, listed: Listed) -> FrontEntry:
    """What is said of a plan, with the address of its page where there is one."""
    place = listed.page.relative_to(folder).as_posix()
    if listed.entry is None:
        return FrontEntry(Row(place, title=place.removesuffix(".html"), errors=1, amount=10**6, is_lost=True))
    if listed.entry.row is None:
        return listed.entry
    has_page = listed.page.is_file() and not listed.entry.hides
    address = quote(place, errors="surrogateescape") if has_page else ""
    title = listed.entry.row.title or place.removesuffix(".html")
    return listed.entry._replace(row=listed.entry.row._replace(key=place, page=address, title=title))
