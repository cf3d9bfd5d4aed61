"""What holds what in a table: by ids of parents, levels, outline numbers, indents, a column of goals, rows between."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from plainplan.exchange.incoming import Unread
from plainplan.exchange.readers.headings import Column
from plainplan.exchange.readers.line import Line
from plainplan.exchange.readers.links import Rows
from plainplan.exchange.readers.values import read_state
from plainplan.model import Kind
from plainplan.pattern import pattern

_STEPS, _GOALS, _SOLUTIONS = (None, Kind.STEP), (Kind.GOAL,), (Kind.SOLUTION,)
_ADDRESS = pattern(r"\s*\(https?://[^)]*\)")


def with_holders(
    lines: Sequence[Line], columns: Mapping[str, Column], rows: Rows, unread: list[Unread]
) -> list[tuple[str, int]]:
    """Give each line its parent; the goals that stand in a column of their own come back, with a line for each."""
    if "parent" in columns and any(line.raw.get("parent") for line in lines):
        _by_parent(lines, rows, unread)
    elif "level" in columns and any(line.raw.get("level", "").isdigit() for line in lines):
        _by_depth(lines, [_depth(line.raw.get("level", "")) for line in lines])
    elif "outline" in columns and any("." in line.raw.get("outline", "").rstrip(".0") for line in lines):
        _by_depth(lines, [line.raw.get("outline", "").rstrip(".").count(".") for line in lines])
    elif any(line.indent for line in lines):
        _by_depth(lines, [line.indent for line in lines])
    elif "goal" not in columns and _has_rows_between(lines):
        _by_rows_between(lines)
    if "goal" in columns:
        return _by_column(lines, columns["goal"], unread)
    return []


def put_new_rows(lines: Sequence[Line]) -> None:
    """In a table of ours a row that somebody added without an id stands where the one above it does."""
    above: Line | None = None
    for line in lines:
        kind = line.fields.get("kind")
        if above and not line.raw.get("id") and not line.parent and kind in _STEPS:
            line.parent = above.id if above.fields.get("kind") in _GOALS else above.parent
        if kind not in _SOLUTIONS:
            above = line


def _by_parent(lines: Sequence[Line], rows: Rows, unread: list[Unread]) -> None:
    for line in lines:
        text = _ADDRESS.sub("", line.raw.get("parent", ""))
        if not text:
            continue
        found = rows.find(text)
        if found and found != line.id:
            line.parent = found
        else:
            unread.append(Unread(line.line, "parent", text, "no row is called that", line.id, line.sheet))


def _depth(text: str) -> int:
    return int(text[:6]) if text.isascii() and text.isdigit() else 0


def _by_depth(lines: Sequence[Line], depths: Sequence[int]) -> None:
    """Each line stands in the last one above it that is less deep."""
    above: list[tuple[int, Line]] = []
    for line, depth in zip(lines, depths, strict=True):
        while above and above[-1][0] >= depth:
            above.pop()
        line.parent = above[-1][1].id if above else None
        above.append((depth, line))


def _has_rows_between(lines: Sequence[Line]) -> bool:
    """Whether rows with nothing but a title part those that have more."""
    alone = [place for place, line in enumerate(lines) if line.is_alone]
    follows = [place for place in alone if place + 1 < len(lines) and not lines[place + 1].is_alone]
    return bool(follows) and len(follows) == len(alone) and len(alone) * 2 <= len(lines)


def _by_rows_between(lines: Sequence[Line]) -> None:
    above = None
    for line in lines:
        if line.is_alone:
            above = line
        elif above:
            line.parent = above.id


def _by_column(lines: Sequence[Line], column: Column, unread: list[Unread]) -> list[tuple[str, int]]:
    """A goal for each value of a column. Lists that are called by how far things are say just that."""
    names = [line.raw.get("goal", "") for line in lines]
    states = [read_state(name) for name in names if name]
    if states and all(states):
        for line, name in zip(lines, names, strict=True):
            state = read_state(name) if name else None
            if state:
                line.fields.setdefault("state", state)
        return []
    if any(line.parent for line in lines):
        heading = column.heading.strip()
        held = [(line, name) for line, name in zip(lines, names, strict=True) if name]
        goal_of = {line.id: name for line, name in held}
        for line, name in held:
            if line.parent and goal_of.get(line.parent, "") != name:
                unread.append(Unread(line.line, heading, name, id=line.id, sheet=line.sheet))
        lines = [line for line, _ in held if not line.parent]
        names = [name for line, name in held if not line.parent]
    first: dict[str, int] = {}
    for line, name in zip(lines, names, strict=True):
        if name:
            first.setdefault(name, line.line)
            line.parent = f"#goal {name}"
    return list(first.items())
