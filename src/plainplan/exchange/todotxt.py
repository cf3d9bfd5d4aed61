"""A plan as a todo.txt: a line for each goal and step, with `due:`, `t:` (from when), `rec:`, what waits for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from plainplan.compile import Compilation
from plainplan.exchange.todo import ToDo, todos_of
from plainplan.messages import msg
from plainplan.pattern import pattern
from plainplan.render.options import Options
from plainplan.values import State

NOUN = msg("a todo.txt")
IS = "a line for each goal and step; `due:` is its due day, else the day it is finished"
READERS = "todo.txt-cli and other programs for todo.txt"
LEAVES_OUT = (
    "durations", "lags", "with", "ranges", "barriers", "costs", "dropped", "prose", "check-ins", "occupations", "ideas",
)  # fmt: skip

_ENDS = {State.DONE: True}
_MARKED = pattern(
    r"(?<!\S)(?P<key>(?=[+@]\S|x\s|\([A-Z]\)\s|\d{4}-\d\d-\d\d(?:\s|$))|(?!\w+://)[^\s:]+(?=:\S))(?P<rest>)"
)
_UNITS = {"day": "d", "week": "w", "month": "m"}
_JOINER = "\u2060"


def render_todotxt(compilation: Compilation, options: Options) -> str:
    """The list, in the order of the plan; what is dropped is left out."""
    todos = [todo for todo in todos_of(compilation) if todo.row.finish]
    needed = _needed(todos)
    return "".join(f"{' '.join(_line(todo, needed[todo.name]))}\n" for todo in todos)


def _needed(todos: list[ToDo]) -> Mapping[str, list[str]]:
    """By name, what waits for it: a todo.txt says at the first of two what the second is."""
    found: dict[str, list[str]] = defaultdict(list)
    for todo in todos:
        for first in todo.waits:
            found[first].append(todo.name)
    return found


def _line(todo: ToDo, needed: list[str]) -> Iterator[str]:
    row = todo.row
    if row.done:
        yield f"x {row.done}"
    yield words(row.title)
    yield from (f"+{one}" for one in todo.holders)
    if todo.is_project:
        yield f"+{todo.name}"  # which names it to what is in it
        yield f"kind:{row.kind.value}"
    yield from (f"@{one}" for one in row.who)
    yield from (f"#{one}" for one in row.labels)
    if row.start and row.state in _STARTED:
        yield f"started:{row.start}"
    elif row.start:
        yield f"t:{row.start}"
    if todo.last_day:
        yield f"due:{todo.last_day}"
    if todo.rhythm:
        yield f"rec:{todo.rhythm.count}{_UNITS[todo.rhythm.unit]}"
    if todo.is_named or todo.waits:
        yield f"id:{todo.name}"
    yield from (f"p:{one}" for one in needed)


_STARTED = (State.UNDER_WAY, State.DONE)


def words(text: str) -> str:
    """Words in which nothing is a mark of the format's: a letter without width stands where one would begin."""
    plain = " ".join(text.split())
    return _MARKED.sub(lambda match: f"{match['key']}{_JOINER}{match['rest']}", plain) or "-"
