"""Tasks as Taskwarrior exports them in JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from plainplan.exchange.incoming import MOST_ROWS, Incoming, Request, Unread, Unreadable
from plainplan.exchange.readers.plain_text import plain_text
from plainplan.exchange.readers.values import read_every
from plainplan.exchange.rows import ExchangeRow, RowLink
from plainplan.exchange.taskwarrior import PROJECTS, STATUSES
from plainplan.model import Kind
from plainplan.pattern import pattern
from plainplan.values import State

_MOMENT = pattern(r"(\d{4})-?(\d\d)-?(\d\d)(?:T(\d\d):?(\d\d):?(\d\d)(Z)?)?")
_STATES = {
    "pending": State.TO_DO, "waiting": State.TO_DO, "recurring": State.TO_DO, "completed": State.DONE,
    "deleted": State.DROPPED,
}  # fmt: skip
_READ = frozenset((
    "uuid", "description", "status", "project", "tags", "scheduled", "start", "due", "end", "until", "recur",
    "depends", "annotations",
))  # fmt: skip
_WORKED_OUT = frozenset(("id", "urgency", "entry", "modified", "mask", "imask", "rtype", "parent", "last", "template"))
"""What follows from the rest, or says how the program keeps a task."""
_PERSON = "who_"
_WORDS = {"annual": "12m", "yearly": "12m", "biannual": "24m", "quarterly": "3m", "semiannual": "6m", "biweekly": "2w",
          "fortnight": "2w", "bimonthly": "2m"}  # fmt: skip
_COUNTED = pattern(r"(?P<count>\d{1,4})(?P<unit>day|week|month)s?")
_SEPARATE = pattern(r"(?<=\})\s*,?\s*\n\s*(?=\{)")
_AT_NOON = 12


def read_taskwarrior(data: bytes, request: Request) -> Incoming:
    """The tasks of an export: those of a project are the steps of a goal."""
    return _Export(_tasks(plain_text(data))).incoming()


def _tasks(text: str) -> list[Any]:
    """The tasks: an array, or as older versions wrote them one by one on lines of their own."""
    try:
        found = json.loads(text if text.lstrip()[:1] == "[" else f"[{_SEPARATE.sub(',', text.strip().rstrip(','))}]")
    except ValueError as error:
        raise Unreadable(f"is no sound JSON: {error}") from error
    except RecursionError as error:
        raise Unreadable("is nested too deep") from error
    if not isinstance(found, list) or not all(isinstance(one, dict) and "description" in one for one in found):
        raise Unreadable("is no list of tasks as Taskwarrior exports them")
    if not found:
        raise Unreadable("has no tasks")
    if len(found) > MOST_ROWS:
        raise Unreadable(f"has more than {MOST_ROWS:,} tasks, the most that are read")
    return found


class _Export:
    def __init__(self, tasks: list[Any]) -> None:
        self.unread: list[Unread] = []
        self.goals: dict[str, str] = {}
        uuids = {str(task.get("uuid", "")) for task in tasks}
        self.tasks = [(place, task) for place, task in enumerate(tasks, 1) if str(task.get("parent", "")) not in uuids]
        self.holding = {_project(task) for _, task in self.tasks if not _is_project(task)}
        self.holding |= {name.rpartition(".")[0] for name in self.holding}
        for place, task in self.tasks:
            if _project(task) and _is_project(task):
                self.goals.setdefault(_project(task), _id(place, task))

    def incoming(self) -> Incoming:
        rows: list[ExchangeRow] = []
        for place, task in self.tasks:
            is_goal = self.goals.get(_project(task)) == _id(place, task)
            if _project(task) and not is_goal:
                rows += self._projects(place, _project(task))
            rows.append(self._row(place, task, is_goal=is_goal))
        return Incoming(tuple(rows), tuple(self.unread))

    def _projects(self, place: int, project: str) -> Iterator[ExchangeRow]:
        """The goals of a project that have no task of their own and have not been written."""
        parts = project.split(".")
        for depth in range(1, len(parts) + 1):
            name = ".".join(parts[:depth])
            if name not in self.goals:
                parent = self.goals.get(".".join(parts[: depth - 1])) if depth > 1 else None
                self.goals[name] = f"project {name}"
                title = parts[depth - 1].strip() or name
                links = (RowLink("after", "start"),) if parent else ()  # projects do not wait for each other
                yield ExchangeRow(self.goals[name], parent, title=title, kind=Kind.GOAL, links=links, line=place)

    def _row(self, place: int, task: Mapping[str, Any], *, is_goal: bool) -> ExchangeRow:
        id, project = _id(place, task), _project(task)
        holder = project.rpartition(".")[0] if is_goal else project
        state = _STATES.get(str(task.get("status", "pending")), State.TO_DO)
        days = {key: self._day(place, task, key) for key in ("scheduled", "start", "due", "end", "until")}
        if days["start"] and STATUSES[state] == "pending":
            state = State.UNDER_WAY
        holds = is_goal and project in self.holding
        tags = _strings(task.get("tags"))
        start, due = days["start"] or days["scheduled"], days["due"]
        every = self._every(place, task)
        row = ExchangeRow(
            id=id,
            parent=self.goals.get(holder),
            title=str(task["description"]),
            kind=next((PROJECTS[tag] for tag in tags if is_goal and tag in PROJECTS), Kind.STEP),
            state=state,
            links=tuple(RowLink("after", one) for one in _strings(task.get("depends"))),
            start=None if holds else start,
            due=None if every else due,
            since=days["start"],
            done=days["end"] if STATUSES[state] == "completed" else None,
            every=every,
            who=tuple(tag.removeprefix(_PERSON) for tag in tags if tag.startswith(_PERSON)),
            labels=tuple(tag for tag in tags if not tag.startswith(_PERSON) and not (is_goal and tag in PROJECTS)),
            note="\n".join(_notes(task)),
            line=place,
        )
        self._rest(place, task, id)
        last = days["until"] if every else due
        return row if holds or not (start and last and start <= last) else row._replace(finish=last)

    def _day(self, place: int, task: Mapping[str, Any], key: str) -> date | None:
        text = str(task.get(key, ""))
        found = _day(text)
        if text and found is None:
            self.unread.append(Unread(place, key, text, "there is no such day", _id(place, task)))
        return found

    def _every(self, place: int, task: Mapping[str, Any]) -> str:
        text = str(task.get("recur", ""))
        if not text:
            return ""
        match = _COUNTED.fullmatch(text)
        plain = f"{match['count']}{match['unit'][0]}" if match else text
        every = _WORDS.get(text) or read_every(plain.removeprefix("1") if plain[:2] in ("1d", "1w", "1m") else plain)
        if not every:
            self.unread.append(Unread(place, "recur", text, "a plan has no such rhythm", _id(place, task)))
        return every or ""

    def _rest(self, place: int, task: Mapping[str, Any], id: str) -> None:
        for key, value in task.items():
            if key not in _READ and key not in _WORKED_OUT and value not in ("", None, [], {}):
                text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
                self.unread.append(Unread(place, key, text, id=id))


def _id(place: int, task: Mapping[str, Any]) -> str:
    return str(task.get("uuid") or f"task {place}")


def _project(task: Mapping[str, Any]) -> str:
    project = task.get("project", "")
    return project if isinstance(project, str) else ""


def _is_project(task: Mapping[str, Any]) -> bool:
    """Whether it stands for a project, as our tags say."""
    return bool(PROJECTS.keys() & set(_strings(task.get("tags"))))


def _strings(value: object) -> list[str]:
    """A list of words, or words with commas between, as older versions write them."""
    if isinstance(value, str):
        return [one for one in value.split(",") if one]
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def _notes(task: Mapping[str, Any]) -> Iterator[str]:
    annotations = task.get("annotations")
    for one in annotations if isinstance(annotations, list) else ():
        if isinstance(one, dict) and isinstance(one.get("description"), str):
            yield one["description"]


def _day(text: str) -> date | None:
    """The day of a moment. One in UTC is a midnight where it was written, or the second before one: then it is that
    day there, wherever that is."""
    match = _MOMENT.fullmatch(text)
    if match is None:
        return None
    try:
        day = date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None
    if not match[7]:
        return day
    hour, second = int(match[4]), int(match[6])
    is_last_second = second == 59
    is_later = hour >= _AT_NOON
    if (int(match[5]) % 15 or second) and not is_last_second:
        return day  # somebody's moment, not a day
    if is_last_second:
        return day if is_later else day - timedelta(days=1)
    return day + timedelta(days=1) if is_later and day < date.max else day
