"""A plan's rows as to-dos: what lists of tasks have in common, whatever signs they write it with."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from datetime import date

from plainplan.compile import Compilation
from plainplan.exchange.rows import ExchangeRow, rows_of
from plainplan.model import Kind
from plainplan.pattern import pattern
from plainplan.tuples import NamedTuple
from plainplan.values import Rhythm, State

_DROPPED = (State.DROPPED,)
_UNFIT = pattern(r"[^A-Za-z0-9_-]+")


class ToDo(NamedTuple):
    """A row as a to-do: the letters that name it to others, whether its writer or another to-do names it, what it waits
    for, what holds it from the outside in, and the day on which it is to be finished: its `due:`, else its finish.
    A solution on a step stands beside it, and the step waits for it."""

    row: ExchangeRow
    name: str
    is_named: bool
    waits: tuple[str, ...]
    holders: tuple[str, ...]
    last_day: date | None
    rhythm: Rhythm | None

    @property
    def is_project(self) -> bool:
        """Whether it is a goal, or a step that holds others: what lists without levels call a project."""
        return self.row.kind is Kind.GOAL or not self.row.leaf


def todos_of(compilation: Compilation) -> tuple[ToDo, ...]:
    """A to-do for each row, in the order of the file, a solution before its step. It waits for what its tags name, lags
    aside, and in a numbered list for what stands before it."""
    things = {thing.id: thing for thing in compilation.plan.things}
    rows, solved = _with_solutions_first(rows_of(compilation))
    names = _names(rows)
    waits = _waits(rows, solved)
    named = {one for found in waits.values() for one in found}
    holders: dict[str, tuple[str, ...]] = {}
    todos = []
    for row in rows:
        above = () if row.parent is None else (*holders[row.parent], names[row.parent])
        holders[row.id] = above
        todos.append(
            ToDo(
                row=row,
                name=names[row.id],
                is_named=row.id in named or things[row.id].named,
                waits=tuple(names[one] for one in waits[row.id]),
                holders=above,
                last_day=row.due or row.finish,
                rhythm=things[row.id].every,
            )
        )
    return tuple(todos)


def _with_solutions_first(rows: tuple[ExchangeRow, ...]) -> tuple[tuple[ExchangeRow, ...], dict[str, list[str]]]:
    """The rows, each solution on a step moved before it and out of it; and by step the solutions on it."""
    by_id = {row.id: row for row in rows}
    solved: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        if row.kind is Kind.SOLUTION and row.parent and by_id[row.parent].kind is not Kind.GOAL:
            solved[row.parent].append(row.id)
    inside = {one for found in solved.values() for one in found}
    placed = list[ExchangeRow]()
    for row in rows:
        if row.id not in inside:
            placed += [by_id[one]._replace(parent=row.parent, depth=row.depth) for one in solved.get(row.id, ())]
            placed.append(row)
    return tuple(placed), solved


def _waits(rows: tuple[ExchangeRow, ...], solved: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    """By id, the ids of what is to be finished first."""
    known = {row.id for row in rows if row.state not in _DROPPED}  # what is dropped holds up nothing
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for step, solutions in solved.items():
        found[step].update(dict.fromkeys(one for one in solutions if one in known))
    last: dict[str | None, str] = {}
    for row in rows:
        for link in row.links:
            if row.id in known and link.id in known and link.kind in ("after", "before"):
                first, second = (link.id, row.id) if link.kind == "after" else (row.id, link.id)
                found[second][first] = None
        if row.numbered and row.id in known and row.kind is not Kind.SOLUTION:
            if row.parent in last and not any(link.kind in ("after", "with") for link in row.links):
                found[row.id][last[row.parent]] = None
            last[row.parent] = row.id
    return {row.id: tuple(found[row.id]) for row in rows}


def _names(rows: tuple[ExchangeRow, ...]) -> dict[str, str]:
    """By id, letters, digits, `-` and `_` that no other has."""
    names, taken = dict[str, str](), set[str]()
    for number, row in enumerate(rows, 1):
        letters = unicodedata.normalize("NFKD", row.id).encode("ascii", "ignore").decode()
        plain = _UNFIT.sub("-", letters).strip("-") or f"step-{number}"
        name, count = plain, 2
        while name in taken:
            name, count = f"{plain}-{count}", count + 1
        taken.add(name)
        names[row.id] = name
    return names
