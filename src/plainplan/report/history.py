"""How a plan's finish moved from version to version: as a table, as data, as a page with its picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from plainplan.draw.curve import Curve, Point, curve
from plainplan.following.history import Calibration, LeftOut, Score, Snapshot, ThingVersion
from plainplan.report.days import day_text, iso
from plainplan.report.excerpt import columns_of
from plainplan.report.style import Style
from plainplan.safe_text import safe_text
from plainplan.view.record import Record, RecordTable
from plainplan.words import Words, words_for

FORMAT = "plainplan-history/1"
_WORDS = words_for("en")
_HEADERS = ("Day", "Commit", "Finish", "Moved", "Done", "Open", "Left", "What")
_NOT_COMMITTED = "working"


def history_lines(
    versions: Sequence[Snapshot], scores: Sequence[Score], left_out: Sequence[LeftOut], style: Style
) -> Iterator[str]:
    """A line a version, the oldest first, then how good the estimates were, and what tells nothing about that."""
    yield style.paint(safe_text(_heading(versions)), "bold")
    yield from _table(_HEADERS, _rows(versions), style)
    if scores:
        yield ""
        yield style.paint("How long things took, for every day first planned:", "bold")
        for one in scores:
            yield f"  {safe_text(one.group):<14} {one.ratio:>6.2f}  ({_count(one.things, 'thing')})"
    if left_out:
        yield ""
        yield style.paint("Done, and left out of this:", "bold")
        yield from (f"  {safe_text(one.title)}: {safe_text(one.reason)}" for one in left_out)


def moments_lines(versions: Sequence[ThingVersion], style: Style) -> Iterator[str]:
    """One thing's history: a line for each version in which it changed."""
    yield style.paint(safe_text(versions[-1].title), "bold")
    changed = [versions[0], *(now for before, now in pairwise(versions) if before[2:] != now[2:])]
    rows = [(*_moment_cells(version), version.title) for version in changed]
    yield from _table(("Day", "Commit", "Estimate", "State", "Start", "Finish", "Title"), rows, style)


def _moment_cells(version: ThingVersion) -> tuple[str, ...]:
    days = (day_text(version.start), day_text(version.finish))
    commit = version.id[:7] or _NOT_COMMITTED
    return (version.day.isoformat(), commit, version.estimate or "", version.state.value, *days)


def _heading(versions: Sequence[Snapshot]) -> str:
    first, last = versions[0], versions[-1]
    count = _count(len(versions), "version")
    return f"{last.plan.title}: {count}, {_WORDS.range(first.day.toordinal(), last.day.toordinal())}"


def _rows(versions: Sequence[Snapshot]) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    before: int | None = None
    for number, one in enumerate(versions):
        head = (one.day.isoformat(), one.id[:7] or _NOT_COMMITTED)
        unchanged = bool(number) and versions[number - 1].plan is one.plan
        what = one.subject or ("" if one.id else "as committed" if unchanged else "not committed")
        rows.append((*head, *_cells(one, before), what))
        before = before if one.finish is None else one.finish
    return rows


def _cells(one: Snapshot, before: int | None) -> tuple[str, ...]:
    """What a version says of its days and its work; that it has errors, where it cannot be relied on."""
    if one.has_errors:
        return "errors", "", "", "", ""
    moved = one.finish - before if one.finish is not None and before is not None else 0
    progress = one.schedule.progress
    return (
        day_text(one.finish), f"{moved:+d}" if moved else "", f"{progress.done}/{progress.total}", str(one.open_steps),
        f"{one.open_days} d",
    )  # fmt: skip


def _table(headers: tuple[str, ...], rows: Sequence[tuple[str, ...]], style: Style) -> Iterator[str]:
    shown = [tuple(safe_text(cell) for cell in row) for row in rows]
    widths = [max(columns_of(row[column]) for row in (headers, *shown)) for column in range(len(headers))]
    yield style.paint(_line(headers, widths), "dim")
    for row in shown:
        yield _line(row, widths)


def _line(row: tuple[str, ...], widths: list[int]) -> str:
    return "  ".join(cell + " " * (width - columns_of(cell)) for cell, width in zip(row, widths, strict=True)).rstrip()


# Data


def history_data(versions: Sequence[Snapshot], calibration: Calibration, marks: Sequence[Score]) -> dict[str, Any]:
    """All of it as plain values."""
    return {
        "format": FORMAT,
        "title": versions[-1].plan.title,
        "versions": [_version(version) for version in versions],
        "estimates": {
            "scores": [{"group": one.group, "ratio": one.ratio, "count": one.things} for one in marks],
            "things": [{**one._asdict(), "labels": list(one.labels)} for one in calibration.known],
            "left_out": [one._asdict() for one in calibration.left_out],
        },
    }


def _version(one: Snapshot) -> dict[str, Any]:
    progress = one.schedule.progress
    counted: dict[str, Any] = {
        "finish": iso(one.finish),
        "slip_days": one.schedule.slip,
        "progress": {"done": progress.done, "total": progress.total, "percent": progress.percent},
        "open_steps": one.open_steps,
        "open_days": one.open_days,
    }
    if one.has_errors:
        counted = {**dict.fromkeys(counted), "progress": dict.fromkeys(counted["progress"])}
    head = {"commit": one.id or None, "day": one.day.isoformat(), "subject": one.subject, "errors": one.has_errors}
    return {**head, **counted}


def moments_data(found: Sequence[ThingVersion], name: str) -> dict[str, Any]:
    """One thing through all versions as plain values."""
    versions = [
        {
            "commit": one.id or None,
            "day": one.day.isoformat(),
            "title": one.title,
            "estimate": one.estimate,
            "state": one.state.value,
            "start": iso(one.start),
            "finish": iso(one.finish),
        }
        for one in found
    ]
    return {"format": FORMAT, "id": name, "title": found[-1].title, "versions": versions}


# The page


def history_record(versions: Sequence[Snapshot], scores: Sequence[Score], left_out: Sequence[LeftOut]) -> Record:
    """A page: the picture, the table behind it, and how good the estimates were."""
    headers = ("Day", *_HEADERS[2:], "Commit")
    tables = [RecordTable("Every version", headers, tuple(map(_for_people, versions, _rows(versions))))]
    if scores:
        rows = tuple((score.group, f"{score.ratio:.2f}", str(score.things)) for score in scores)
        tables.append(RecordTable("How long things took, for every day first planned", ("Of", "Days", "Things"), rows))
    if left_out:
        left = tuple((one.title, one.reason.replace("`", "")) for one in left_out)
        tables.append(RecordTable("Done, and left out of this", ("What", "Why"), left))
    last = versions[-1]
    return Record(
        title=last.plan.title,
        lede=f"How the finish moved: {_heading(versions).removeprefix(last.plan.title + ': ')}.",
        curve=history_curve(versions),
        tables=tuple(tables),
        footer="Each version is dated as of the day of its commit.",
    )


def _for_people(version: Snapshot, row: tuple[str, ...]) -> tuple[str, ...]:
    """A row with its day as people say it, words before the commit, and nothing empty."""
    _, commit, finish, moved, *others = row
    told = moved.replace("-", "\N{MINUS SIGN}") or "\N{EN DASH}"
    return (day_text(version.day.toordinal()), finish, told, *others, commit)


def moments_record(versions: Sequence[ThingVersion]) -> Record:
    """One thing's page."""
    rows = tuple(map(_moment_cells, versions))
    points = [
        Point(version.day.toordinal(), version.finish, f"{version.day}: {day_text(version.finish)}", False)
        for version in versions
        if version.finish
    ]
    return Record(
        title=versions[-1].title,
        lede=f"{_count(len(versions), 'version')} of it.",
        curve=curve(points, "Its finish, from version to version", "Its projected finish, by the day of each version."),
        tables=(RecordTable("Every version", ("Day", "Commit", "Estimate", "State", "Start", "Finish"), rows),),
    )


def history_curve(versions: Sequence[Snapshot], words: Words = _WORDS) -> Curve | None:
    """The finish over time; a version in which something was finished has a filled dot."""
    points = []
    done = 0
    for number, one in enumerate(versions):
        if one.has_errors:
            continue
        now = one.schedule.progress.done
        if one.finish is not None:
            day, finish = words.date(one.day.toordinal()), words.date(one.finish)
            tip = words.say("history.tip", day=day, finish=finish, done=now, total=one.schedule.progress.total)
            points.append(Point(one.day.toordinal(), one.finish, tip, number > 0 and now > done))
        done = now
    return curve(
        points,
        words.say("history"),
        words.say("history.text"),
        words,
    )


def _count(number: int, of: str) -> str:
    return f"{number} {of}" if number == 1 else f"{number} {of}s"
