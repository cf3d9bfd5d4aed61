"""The tags that a row says outright: how long, when, how far, who, at which price, after what."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from plainplan.exchange.incoming import Unread
from plainplan.exchange.making.work import Forest, Work
from plainplan.exchange.rows import ExchangeRow, RowLink
from plainplan.lower.slugs import slug
from plainplan.syntax.dates import read_days
from plainplan.syntax.durations import read_estimate, read_lag
from plainplan.syntax.outcome import Unread as NotRead
from plainplan.syntax.readers import read_cost, read_handle, read_rhythm
from plainplan.values import Estimate, Lag, Period, Rhythm, State

MARKS = {State.TO_DO: " ", State.UNDER_WAY: "/", State.DONE: "x", State.DROPPED: "-"}
"""What stands in a box."""

FINISHED, BEGUN, DROPPED = (State.DONE,), (State.UNDER_WAY,), (State.DROPPED,)


def with_own_tags(forest: Forest, today: date) -> None:
    """Give everything the tags that its row says, and note what cannot be one."""
    for work in forest.works():
        forest.unread += _of_row(forest, work, today)


def _of_row(forest: Forest, work: Work, today: date) -> Iterator[Unread]:
    row, tags = work.row, work.tags
    if row.start and row.finish and row.finish < row.start:
        yield Unread(row.line, "finish", row.finish.isoformat(), "it is before its first day", row.id)
        work.row = row = row._replace(finish=None)
    yield from _length(work)
    yield from _links(forest, work)
    if row.not_before:
        tags["start"] = row.not_before.isoformat()
    yield from _checked(work, "on", row.on, lambda text: isinstance(read_days(text), Period))
    if row.due and not row.on.endswith(row.due.isoformat()):
        tags["due"] = row.due.isoformat()
    yield from _checked(work, "every", row.every, lambda text: isinstance(read_rhythm(text), Rhythm))
    yield from _progress(work, today)
    if row.cost is not None:
        yield from _checked(work, "cost", _money(row.cost), lambda text: not isinstance(read_cost(text), NotRead))
    yield from _handles(work, "who", row.who)
    yield from _handles(work, "label", row.labels)


def _money(amount: Decimal) -> str:
    """An amount with two decimals at most: three digits behind a point could be thousands."""
    cents = amount.quantize(Decimal("0.01")) if abs(amount) < 10**15 else amount
    return f"{cents if cents != amount else amount:f}"


def _checked(work: Work, key: str, text: str, is_one: object) -> Iterator[Unread]:
    if not text:
        return
    if callable(is_one) and is_one(text):
        work.tags[key] = text
    else:
        yield Unread(work.row.line, key, text, "it is not written like that in a plan", work.row.id)


def _length(work: Work) -> Iterator[Unread]:
    row = work.row
    text = row.duration.removeprefix("~")
    if not text:
        return
    if isinstance(read_estimate(text), Estimate):
        work.tags["duration"] = text
    else:
        yield Unread(row.line, "duration", row.duration, "it is no length", row.id)


def _links(forest: Forest, work: Work) -> Iterator[Unread]:
    found: dict[str, list[str]] = {}
    for link in work.row.links:
        if link.kind == "before" and _is_told_there(forest.by_id.get(link.id), work.row.id):
            continue
        written, why = _link(forest, work, link)
        if why:
            target = forest.by_id.get(link.id)
            name = target.row.title if target and link.id.startswith("#") else link.id
            yield Unread(work.row.line, link.kind, name + link.lag, why, work.row.id)
        elif written not in found.setdefault(link.kind, []):
            found[link.kind].append(written)
    work.tags |= {kind: ",".join(names) for kind, names in found.items() if names}


def _is_told_there(target: Work | None, id: str) -> bool:
    """Whether what waits says so itself."""
    return target is not None and any(link.kind == "after" and link.id == id for link in target.row.links)


def _link(forest: Forest, work: Work, link: RowLink) -> tuple[str, str]:
    """A link as it is written in a tag, or why it cannot be."""
    if link.lag and not isinstance(read_lag(link.lag), Lag):
        return "", "the time between is not written like that in a plan"
    if link.id == "start":
        return f"start{link.lag}", ""
    target = forest.by_id.get(link.id)
    if target is None:
        return "", "no row has that id"
    if target is work:
        return "", "nothing can wait for itself"
    return f"{target.name or slug(target.row.title)}{link.lag}", ""


def _progress(work: Work, today: date) -> Iterator[Unread]:
    row = work.row
    if row.since and row.state in (*FINISHED, *BEGUN):
        work.tags["since"] = row.since.isoformat()
    if row.state in FINISHED:
        day = row.done or row.finish
        if day:
            work.tags["done"] = min(day, today).isoformat()
        if row.done and row.done > today:
            yield Unread(row.line, "done", row.done.isoformat(), "it is still to come", row.id)
    elif row.percent and work.is_leaf and 0 < row.percent < 100 and row.state not in DROPPED:
        work.tags["done"] = f"{row.percent}%"


def _handles(work: Work, key: str, names: tuple[str, ...]) -> Iterator[Unread]:
    good = []
    for name in names:
        written = handle(name)
        if written:
            good.append(written)
        elif name.strip():
            yield Unread(work.row.line, key, name, "a name begins with a letter", work.row.id)
    if good:
        work.tags[key] = " ".join(dict.fromkeys(good))


def handle(name: str) -> str:
    """A person or label as it is written behind `@` or `#`: `Sam Okafor` as `Sam-Okafor`; nothing where it can't be."""
    local = name.strip().partition("@")[0] if "@" in name.strip()[1:] else name.strip().lstrip("@#")
    plain = "-".join("".join(letter if letter.isalnum() or letter in "-_." else " " for letter in local).split())
    plain = plain.strip("-_.")
    return plain if plain and read_handle(plain) == plain else ""


def is_open(row: ExchangeRow) -> bool:
    return row.state not in DROPPED
