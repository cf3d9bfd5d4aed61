"""Arrows from predecessors to successors, between the rows of a picture."""

from __future__ import annotations

from collections.abc import Mapping

from plainplan.draw.axis import Axis
from plainplan.draw.picture import Arrow, Row, RowWait

_STRAIGHT = 1.2  # in percent: a shorter arrow is drawn straight down


def links_of(
    rows: tuple[Row, ...], axis: Axis, waits: Mapping[int, tuple[RowWait, ...]]
) -> dict[int, tuple[Arrow, ...]]:
    """The arrows that start or end at each row, by the row's index, as `waits` are."""
    found: dict[int, list[Arrow]] = {}
    for place, awaited in waits.items():
        for wait in awaited:
            link = _link(rows, axis, place, wait.row, wait.day)
            if link is not None:
                found.setdefault(place, []).append(link)
                found.setdefault(wait.row, []).append(link)
    return {place: tuple(links) for place, links in found.items()}


def _link(rows: tuple[Row, ...], axis: Axis, place: int, other: int, day: int) -> Arrow | None:
    row = rows[place]
    if row.start is None or row.finish is None or place == other:
        return None
    # What has begun before the end of what it waits for is reached where that ends.
    onto = max(_start_of(row), min(day, row.finish)) if day > row.start else _start_of(row)
    source, target = _inside(axis.at(day)), _inside(axis.at(onto))
    upper, lower = min(place, other), max(place, other)
    straight = abs(target - source) < _STRAIGHT
    kind = "u" if place < other else ""
    kind += "d" if straight else "b" if target < source else ""
    kind += "g" if rows[upper].kind == "goal" else ""
    kind += "h" if rows[lower].kind == "goal" else ""
    x = target if straight else min(source, target)
    return Arrow(upper + 1, lower + 1, x, 0.0 if straight else round(abs(target - source), 3), " ".join(kind))


def _start_of(row: Row) -> float:
    """The place of a row's first mark."""
    assert row.start is not None
    return row.start + 0.5 if row.point or (row.fixed is not None and row.start == row.finish) else row.start


def _inside(x: float) -> float:
    return min(max(x, 0.0), 100.0)
