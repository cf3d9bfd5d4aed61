"""How a plan's finish moved from version to version: as a table, as data, as a page with its picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from plainplan.draw.curve import Curve, Point, curve
from plainplan.following.history import Calibration, LeftOut, Score, Snapshot, ThingVersion
from plainplan.following.telling import STATE_NAMES
from plainplan.messages import Message, msg, msg_count
from plainplan.report.days import day_text, iso
from plainplan.report.excerpt import columns_of
from plainplan.report.style import Style
from plainplan.safe_text import safe_text
from plainplan.view.record import Record, RecordTable
from plainplan.words import Words, words_for

FORMAT = "plainplan-history/1"
_WORDS = words_for("en")
_HEADERS = (
    msg("Day"), msg("Commit"), msg("Finish"), msg("Moved"), msg("Done"), msg("Open"), msg("Left"), msg("What"),
)  # fmt: skip
_OF_ONE = (msg("Day"), msg("Commit"), msg("Estimate"), msg("State"), msg("Start"), msg("Finish"), msg("Title"))
_NOT_COMMITTED = msg("working")
_GROUP = 14  # columns that the name of a group gets at least


def history_lines(
    versions: Sequence[Snapshot],
    scores: Sequence[Score],
    left_out: Sequence[LeftOut],
    style: Style,
    words: Words | None = None,
) -> Iterator[str]:
    """A line a version, the oldest first, then how good the estimates were, and what tells nothing about that. In
    English unless other words are given."""
    words = words or _WORDS
    yield style.paint(safe_text(f"{versions[-1].plan.title}{words.catalogue.colon} {_extent(versions, words)}"), "bold")
    yield from _table(tuple(map(words.tell, _HEADERS)), _rows(versions, words), style)
    if scores:
        yield ""
        yield style.paint(words.tell(msg("How long things took, for every day first planned:")), "bold")
        yield from _score_lines(scores, words)
    if left_out:
        yield ""
        yield style.paint(words.tell(msg("Done, and left out of this:")), "bold")
        yield from (
            f"  {safe_text(one.title)}{words.catalogue.colon} {safe_text(words.tell(one.reason))}" for one in left_out
        )


def _score_lines(scores: Sequence[Score], words: Words) -> Iterator[str]:
    groups = [safe_text(_group(one, words)) for one in scores]
    width = max(_GROUP, *map(columns_of, groups))
    for one, group in zip(scores, groups, strict=True):
        room = " " * (width - columns_of(group))
        things = words.tell(msg_count("{n} thing", "{n} things", one.things))
        ratio = f"{one.ratio:.2f}".replace(".", words.decimal_mark)
        yield f"  {group}{room} {ratio:>6}  ({things})"


def _group(score: Score, words: Words) -> str:
    """The name of a group, which is a label of the plan or ours."""
    return words.tell(score.group) if isinstance(score.group, Message) else score.group


def moments_lines(versions: Sequence[ThingVersion], style: Style, words: Words | None = None) -> Iterator[str]:
    """One thing's history: a line for each version in which it changed."""
    words = words or _WORDS
    yield style.paint(safe_text(versions[-1].title), "bold")
    changed = [versions[0], *(now for before, now in pairwise(versions) if before[2:] != now[2:])]
    rows = [(*_moment_cells(version, words), version.title) for version in changed]
    yield from _table(tuple(map(words.tell, _OF_ONE)), rows, style)


def _moment_cells(version: ThingVersion, words: Words) -> tuple[str, ...]:
    days = (day_text(version.start, words), day_text(version.finish, words))
    commit = version.id[:7] or words.tell(_NOT_COMMITTED)
    state = words.tell(STATE_NAMES[version.state])
    return (version.day.isoformat(), commit, version.estimate or "", state, *days)


def _extent(versions: Sequence[Snapshot], words: Words) -> str:
    """How many versions there are, and from when to when."""
    count = words.tell(msg_count("{n} version", "{n} versions", len(versions)))
    return f"{count}, {words.range(versions[0].day.toordinal(), versions[-1].day.toordinal())}"


def _rows(versions: Sequence[Snapshot], words: Words) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    before: int | None = None
    for number, one in enumerate(versions):
        head = (one.day.isoformat(), one.id[:7] or words.tell(_NOT_COMMITTED))
        unchanged = bool(number) and versions[number - 1].plan is one.plan
        working = words.tell(msg("as committed") if unchanged else msg("not committed"))
        rows.append((*head, *_cells(one, before, words), one.subject or ("" if one.id else working)))
        before = before if one.finish is None else one.finish
    return rows


def _cells(one: Snapshot, before: int | None, words: Words) -> tuple[str, ...]:
    """What a version says of its days and its work; that it has errors, where it cannot be relied on."""
    if one.has_errors:
        return words.tell(msg("errors")), "", "", "", ""
    moved = one.finish - before if one.finish is not None and before is not None else 0
    progress = one.schedule.progress
    return (
        day_text(one.finish, words), f"{moved:+d}" if moved else "", f"{progress.done}/{progress.total}",
        str(one.open_steps), words.tell(msg("{number} d", number=one.open_days)),
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


def history_record(
    versions: Sequence[Snapshot], scores: Sequence[Score], left_out: Sequence[LeftOut], words: Words | None = None
) -> Record:
    """A page: the picture, the table behind it, and how good the estimates were."""
    words = words or _WORDS
    tell = words.tell
    headers = tuple(map(tell, (_HEADERS[0], *_HEADERS[2:], _HEADERS[1])))
    told = (_for_people(one, row, words) for one, row in zip(versions, _rows(versions, words), strict=True))
    tables = [RecordTable(tell(msg("Every version")), headers, tuple(told))]
    if scores:
        rows = tuple((_group(one, words), f"{one.ratio:.2f}", str(one.things)) for one in scores)
        title = tell(msg("How long things took, for every day first planned"))
        tables.append(RecordTable(title, (tell(msg("Of")), tell(msg("Days")), tell(msg("Things"))), rows))
    if left_out:
        left = tuple((one.title, tell(one.reason).replace("`", "")) for one in left_out)
        tables.append(RecordTable(tell(msg("Done, and left out of this")), (tell(msg("What")), words.say("why")), left))
    last = versions[-1]
    return Record(
        title=last.plan.title,
        lede=tell(msg("How the finish moved: {versions}.", versions=_extent(versions, words))),
        lang=words.lang,
        curve=history_curve(versions, words),
        tables=tuple(tables),
        footer=tell(msg("Each version is dated as of the day of its commit.")),
    )


def _for_people(version: Snapshot, row: tuple[str, ...], words: Words) -> tuple[str, ...]:
    """A row with its day as people say it, words before the commit, and nothing empty."""
    _, commit, finish, moved, *others = row
    told = moved.replace("-", "\N{MINUS SIGN}") or "\N{EN DASH}"
    return (words.date(version.day.toordinal()), finish, told, *others, commit)


def moments_record(versions: Sequence[ThingVersion], words: Words | None = None) -> Record:
    """One thing's page."""
    words = words or _WORDS
    tell = words.tell
    rows = tuple(_moment_cells(version, words) for version in versions)
    points = [
        Point(version.day.toordinal(), version.finish, f"{version.day}: {words.date(version.finish)}", False)
        for version in versions
        if version.finish
    ]
    described = tell(msg("Its projected finish, by the day of each version."))
    headers = tuple(map(tell, _OF_ONE[:-1]))
    return Record(
        title=versions[-1].title,
        lede=tell(msg_count("{n} version of it.", "{n} versions of it.", len(versions))),
        lang=words.lang,
        curve=curve(points, tell(msg("Its finish, from version to version")), described, words),
        tables=(RecordTable(tell(msg("Every version")), headers, rows),),
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
