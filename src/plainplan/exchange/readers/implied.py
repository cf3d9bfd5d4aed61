"""Links that the order of a list says anyhow, and the order that it must not say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from plainplan.exchange.rows import ExchangeRow, RowLink
from plainplan.model import Kind
from plainplan.values import State

_WAITS = ("after", "with")
_DROPPED = (State.DROPPED,)


def without_implied(rows: Sequence[ExchangeRow]) -> list[ExchangeRow]:
    """The rows of a program in which only links make an order, as rows of a list in which lines follow each other.

    A row that waits for all above it in its list needs no link; one that waits for nothing starts with what holds it.
    Goals on top follow nothing.
    """
    lists: dict[str | None, list[ExchangeRow]] = defaultdict(list)
    for row in rows:
        lists[row.parent].append(row)
    holders = {row.parent for row in rows}
    changed: dict[str, tuple[RowLink, ...]] = {}
    for parent, siblings in lists.items():
        if parent is None:
            siblings = [row for row in siblings if row.id not in holders and row.kind is not Kind.GOAL]
        changed |= _of_list(siblings)
    return [row._replace(links=changed.get(row.id, row.links)) for row in rows]


def _of_list(siblings: Sequence[ExchangeRow]) -> dict[str, tuple[RowLink, ...]]:
    found: dict[str, tuple[RowLink, ...]] = {}
    above: list[ExchangeRow] = []
    follows_all: list[bool] = []
    for row in siblings:
        waits = [link for link in row.links if link.kind in _WAITS]
        plain = {link.id for link in waits if link.kind == "after" and not link.lag}
        is_implied = _covers(plain, above, follows_all)
        if above and is_implied and len(plain) == len(waits) and plain <= {one.id for one in above}:
            found[row.id] = tuple(link for link in row.links if link not in waits)
        elif above and not waits:
            found[row.id] = (RowLink("after", "start"), *row.links)
        if row.state not in _DROPPED:
            above.append(row)
            follows_all.append(is_implied)
    return found


def _covers(plain: set[str], above: list[ExchangeRow], follows_all: list[bool]) -> bool:
    """Whether who waits for these waits for everything above."""
    for row, follows in zip(reversed(above), reversed(follows_all), strict=True):
        if row.id not in plain:
            return False
        if follows:
            return True
    return True
