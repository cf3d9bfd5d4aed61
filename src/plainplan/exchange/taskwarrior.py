"""A plan as JSON that Taskwarrior imports: a task for each goal and step, with dependencies and days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import NAMESPACE_URL, uuid5

from plainplan.compile import Compilation
from plainplan.exchange.todo import ToDo, todos_of
from plainplan.messages import msg
from plainplan.model import Kind
from plainplan.pattern import pattern
from plainplan.render.options import Options
from plainplan.safe_text import json_text
from plainplan.values import State

NOUN = msg("a list of tasks")
IS = "a task for each goal (tag `goal`) and step; `due` is its due day, else the day it is finished"
READERS = "Taskwarrior (`task import`)"
LEAVES_OUT = (
    "durations", "lags", "with", "ranges", "barriers", "costs", "prose", "check-ins", "occupations", "ideas",
)  # fmt: skip

PROJECTS = {"goal": Kind.GOAL, "step": Kind.STEP}
"""The tag of what holds others, which also names the project that they are in."""
STATUSES = {State.TO_DO: "pending", State.UNDER_WAY: "pending", State.DONE: "completed", State.DROPPED: "deleted"}
_BEGUN = (State.UNDER_WAY,)
_PERIODS = {"day": "days", "week": "weeks", "month": "months"}
_NO_LETTER = pattern(r"\W")


def render_taskwarrior(compilation: Compilation, options: Options) -> str:
    """The tasks as a JSON array, in the order of the plan; the same names give the same UUIDs each time."""
    plan = compilation.plan
    of = f"plainplan:{plan.title}:{plan.settings.author or ''}:task:"
    today = date.fromordinal(compilation.schedule.today)
    todos = todos_of(compilation)
    uuids = {todo.name: str(uuid5(NAMESPACE_URL, of + todo.name)) for todo in todos}
    return json_text([dict(_task(todo, uuids, today)) for todo in todos])


def _task(todo: ToDo, uuids: dict[str, str], today: date) -> Iterator[tuple[str, object]]:
    row = todo.row
    yield "uuid", uuids[todo.name]
    yield "description", " ".join(row.title.split()) or "-"
    yield "status", STATUSES[row.state]
    yield "entry", _at(min(today, row.start or today))
    project = (*todo.holders, todo.name) if todo.is_project else todo.holders
    if project:
        yield "project", ".".join(project)
    tags = [
        *((row.kind.value,) if todo.is_project else ()),
        *map(_tag, row.labels),
        *(f"who_{_tag(one)}" for one in row.who),
    ]
    if tags:
        yield "tags", tags
    yield from _days(todo, today)
    if todo.waits:
        yield "depends", [uuids[one] for one in todo.waits]


def _days(todo: ToDo, today: date) -> Iterator[tuple[str, str]]:
    """Its days. Of what repeats, the first time is due when it starts, and the last when it is finished."""
    row = todo.row
    if STATUSES[row.state] == "deleted":
        yield "end", _at(today)
        return
    if row.start:
        yield "start" if row.state in _BEGUN else "scheduled", _at(row.start)
    if row.done:
        yield "end", _at(row.done)
    elif todo.rhythm and row.start and row.finish:
        yield "due", _at(max(row.start, min(today, row.finish)))
        yield "recur", f"{todo.rhythm.count}{_PERIODS[todo.rhythm.unit]}"
        yield "until", _at(row.finish, "235959")
        return
    if todo.last_day:
        yield "due", _at(todo.last_day)


def _at(day: date, time: str = "000000") -> str:
    """A day as Taskwarrior takes it where no zone is told: there, wherever that is."""
    return f"{day.isoformat().replace('-', '')}T{time}"


def _tag(word: str) -> str:
    """A word as a tag: letters, digits and `_`, and no digit first."""
    return _NO_LETTER.sub("_", word)
