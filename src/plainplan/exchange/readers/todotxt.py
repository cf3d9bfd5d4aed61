"""Lists in the format of todo.txt: a line for each task, with projects, contexts and `key:value`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from plainplan.exchange.incoming import MOST_ROWS, Incoming, Request, Unread, Unreadable
from plainplan.exchange.readers.plain_text import plain_text
from plainplan.exchange.readers.values import read_every
from plainplan.exchange.rows import ExchangeRow, RowLink
from plainplan.model import Kind
from plainplan.pattern import pattern
from plainplan.tuples import NamedTuple
from plainplan.values import State

_LINE_ENDS = pattern(r"\r\n?|\n")
_DAY = r"\d{4}-\d\d-\d\d"
_HEAD = pattern(
    rf"(?P<done>x )?(?:\((?P<priority>[A-Z])\) )?(?:(?P<first>{_DAY}) )?(?:(?P<second>{_DAY}) )?(?P<rest>.*)"
)
_KEY = pattern(r"(?P<key>[A-Za-z][\w-]*):(?P<value>[^\s:/][^\s]*)")
_REC = pattern(r"\+?(?P<count>\d{1,4})?(?P<unit>[dwmy])")
_KINDS = {"goal": Kind.GOAL, "step": Kind.STEP}
_UNITS = {"d": "day", "w": "week", "m": "month"}
_DAYS = ("due", "t", "started")
_READ = (*_DAYS, "rec", "id", "p", "kind", "pri")
_JOINER = "\u2060"
_MARK = pattern(rf"(?:x )?(?:\([A-Z]\) )?(?:{_DAY} )*.*(?:\s[+@]\w|\s(?:due|t|rec|id|p|pri):\S)|x {_DAY} |\([A-Z]\) ")
_SHARE = 0.5


class _Task(NamedTuple):
    """A line: its words, its projects from the outside in, its contexts and labels, its days and keys."""

    line: int
    words: str
    projects: tuple[str, ...]
    who: tuple[str, ...]
    labels: tuple[str, ...]
    keys: Mapping[str, tuple[str, ...]]
    is_done: bool
    done: date | None

    @property
    def id(self) -> str:
        return self.keys.get("id", (f"line {self.line}",))[0]

    @property
    def kind(self) -> Kind | None:
        """What it is where it holds others, whose last project it names."""
        return _KINDS.get(self.keys.get("kind", ("",))[0]) if self.projects else None


def looks_like_todotxt(data: bytes) -> bool:
    """Whether most lines have marks of the format, and none those of Markdown."""
    lines = [line for line in _LINE_ENDS.split(plain_text(data[:40_000])) if line.strip()]
    if any(line.startswith(("#", "- ", "* ", "---", "|")) for line in lines):
        return False
    return bool(lines) and sum(_MARK.match(line) is not None for line in lines) >= _SHARE * len(lines)


def read_todotxt(data: bytes, request: Request) -> Incoming:
    """The tasks of a list: those of a project are the steps of a goal."""
    return _List(plain_text(data)).incoming()


class _List:
    def __init__(self, text: str) -> None:
        self.unread: list[Unread] = []
        self.tasks: list[_Task] = []
        self.holding: set[str] = set()
        for number, line in enumerate(_LINE_ENDS.split(text), 1):
            if line.strip():
                if len(self.tasks) >= MOST_ROWS:
                    raise Unreadable(f"has more than {MOST_ROWS:,} tasks, the most that are read")
                self.tasks.append(self._task(number, line))

    def _task(self, number: int, line: str) -> _Task:
        head = _HEAD.fullmatch(line.strip())
        assert head is not None  # its last part takes anything
        done = _day(head["first"]) if head["done"] else None
        created = head["second"] if head["done"] else head["first"]
        words, projects, who, labels = list[str](), list[str](), list[str](), list[str]()
        keys: dict[str, tuple[str, ...]] = {}
        for word in head["rest"].split():
            match = _KEY.fullmatch(word)
            if word[0] in "+@#" and len(word) > 1 and (word[0] != "#" or word[1].isalpha()):
                {"+": projects, "@": who, "#": labels}[word[0]].append(word[1:])
            elif match and match["key"] in _READ:
                keys[match["key"]] = (*keys.get(match["key"], ()), match["value"])
            else:
                words.append(word)
        task = _Task(
            number, " ".join(words).replace(_JOINER, ""), tuple(projects), tuple(who), tuple(labels), keys,
            head["done"] is not None, done,
        )  # fmt: skip
        priority = head["priority"] or next(iter(keys.get("pri", ())), "")
        for field, text in (("priority", priority), ("created", created or "")):
            if text:
                self.unread.append(Unread(number, field, text, id=task.id))
        return task

    def incoming(self) -> Incoming:
        goals = {task.projects[-1]: task for task in self.tasks if task.kind}
        self.holding = {one for task in self.tasks for one in (task.projects[:-1] if task.kind else task.projects)}
        rows: list[ExchangeRow] = []
        begun = set(goals)
        waits = self._waits()
        for task in self.tasks:
            if not task.kind and task.projects and task.projects[0] not in begun:
                begun.add(task.projects[0])
                rows.append(_project(task))
            rows.append(self._row(task, goals, waits.get(task.line, ())))
        return Incoming(tuple(rows), tuple(self.unread))

    def _waits(self) -> dict[int, tuple[RowLink, ...]]:
        """By line, what a task waits for: that says it with the id of the task."""
        lines = {task.id: task.line for task in reversed(self.tasks)}
        found: dict[int, tuple[RowLink, ...]] = {}
        for task in self.tasks:
            for id in task.keys.get("p", ()):
                if id in lines:
                    found[lines[id]] = (*found.get(lines[id], ()), RowLink("after", task.id))
                else:
                    self.unread.append(Unread(task.line, "p", id, "no task has that id", task.id))
        return found

    def _row(self, task: _Task, goals: Mapping[str, _Task], links: tuple[RowLink, ...]) -> ExchangeRow:
        holders = task.projects[:-1] if task.kind else task.projects
        own = [one for one in holders if one in goals]
        parent = goals[own[-1]].id if own else f"+{holders[0]}" if holders else None
        labels = (*task.labels, *(() if own else holders[1:]))
        days = {key: self._days(task, key) for key in _DAYS}
        start, due = days["started"] or days["t"], days["due"]
        holds = task.kind is not None and any(
            task.projects[-1] in one.projects for one in self.tasks if one is not task
        )
        begun = days["started"] is not None and not task.is_done
        return ExchangeRow(
            id=task.id,
            parent=parent,
            title=task.words,
            kind=task.kind or Kind.STEP,
            state=State.DONE if task.is_done else State.UNDER_WAY if begun else State.TO_DO,
            links=links,
            start=None if holds else start,
            finish=due if start and due and start <= due and not holds else None,
            due=due,
            since=days["started"],
            done=task.done,
            every=self._every(task),
            who=task.who,
            labels=labels,
            line=task.line,
        )

    def _days(self, task: _Task, key: str) -> date | None:
        for text in task.keys.get(key, ()):
            found = _day(text)
            if found is None:
                self.unread.append(Unread(task.line, key, text, "there is no such day", task.id))
            return found
        return None

    def _every(self, task: _Task) -> str:
        for text in task.keys.get("rec", ()):
            match = _REC.fullmatch(text)
            count = int(match["count"] or 1) if match else 0
            unit = match["unit"] if match else ""
            every = (
                f"{12 * count}m" if unit == "y" else read_every(f"{count}{unit}" if count > 1 else _UNITS.get(unit, ""))
            )
            if every and count:
                return every
            self.unread.append(Unread(task.line, "rec", text, "a plan has no such rhythm", task.id))
        return ""


def _project(task: _Task) -> ExchangeRow:
    """A goal for a project that has no line of its own."""
    name = task.projects[0]
    title = name.replace("-", " ").replace("_", " ").strip() or name
    return ExchangeRow(id=f"+{name}", title=title[0].upper() + title[1:], kind=Kind.GOAL, line=task.line)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None
