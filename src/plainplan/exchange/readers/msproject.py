"""A project of Microsoft Project in its XML, of our own or any other making."""

from __future__ import annotations

from collections.abc import Iterator

from plainplan.exchange.incoming import MOST_ROWS, Incoming, Request, Unread, Unreadable
from plainplan.exchange.msproject import OWN_ALIAS
from plainplan.exchange.readers.implied import without_implied
from plainplan.exchange.readers.msproject_task import Reading, ReadTask, read_task
from plainplan.exchange.readers.msproject_time import Week, calendar_days, code
from plainplan.exchange.readers.xml import Element, records
from plainplan.exchange.rows import ExchangeRow, RowLink
from plainplan.exchange.settings import read_settings
from plainplan.model import Kind
from plainplan.values import State

_RECORDS = ("Task", "Resource", "Assignment", "Calendar", "ExtendedAttribute", "OutlineCode", "WBSMask")
_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SAID = (State.DONE, State.DROPPED)
_START = "start"


def read_msproject(data: bytes, request: Request) -> Incoming:
    """The tasks of a project with their links, days and progress."""
    return _Project(data).incoming()


class _Project:
    def __init__(self, data: bytes) -> None:
        self.fields: dict[str, str] = {}
        self.alias: dict[str, str] = {}
        self.calendars: dict[str, Element] = {}
        self.names: dict[str, str] = {}
        self.people: dict[str, list[str]] = {}
        self.tasks: list[ReadTask] = []
        self.unread: list[Unread] = []
        self.settings: dict[str, str] = {}
        self.reading: Reading | None = None
        self.baselines = 0
        for element in records(data, "Project", _RECORDS):
            self._take(element)

    def _take(self, element: Element) -> None:
        if element.name == "Task":
            self._task(element)
        elif element.name == "Resource":
            self.names[element.get("UID")] = element.get("Name")
        elif element.name == "Assignment":
            self.people.setdefault(element.get("TaskUID"), []).append(element.get("ResourceUID"))
        elif element.name == "Calendar":
            self.calendars[element.get("UID")] = element
        elif element.name == "ExtendedAttribute":
            self.alias[element.get("FieldID")] = element.get("Alias") or element.get("FieldName")
        elif not element.children:
            self.fields[element.name] = element.text.strip()

    def _task(self, element: Element) -> None:
        if element.get("IsNull") == "1":
            return
        if self.reading is None:
            self.reading = self._reading()
        if code(element.get("OutlineLevel") or "1") == 0:
            self._whole(element)
            return
        if len(self.tasks) >= MOST_ROWS:
            raise Unreadable(f"has more than {MOST_ROWS:,} tasks, the most that are read")
        task = read_task(element, self.reading)
        self.baselines += any(True for _ in element.all("Baseline"))
        self.tasks.append(task)
        self.unread += task.unread

    def _reading(self) -> Reading:
        calendar = self.calendars.get(self.fields.get("CalendarUID", ""))
        minutes = code(self.fields.get("MinutesPerDay", ""))
        workdays = _workdays(calendar) if calendar else ()
        week = Week(workdays or Week().workdays, minutes if 0 < minutes <= 1440 else 480)
        if not week.is_plain:
            self.settings["workdays"] = ",".join(_WEEK[day] for day in week.workdays)
        return Reading(week, self.alias)

    def _whole(self, element: Element) -> None:
        """The task that stands for the project: its notes are our settings, or anybody's words."""
        notes = element.get("Notes")
        if notes.startswith(f"{OWN_ALIAS}: ") and self.reading:
            found = read_settings(notes.removeprefix(f"{OWN_ALIAS}: "))
            self.fields["Title"] = found.pop("title", "") or self.fields.get("Title", "")
            self.settings = found
            days = _days_of(found.get("workdays", ""))
            self.reading = self.reading._replace(is_ours=True, week=Week(days or Week().workdays, 1440))
        elif notes:
            self.unread.append(Unread(element.line, "Notes", notes))
        self.fields.setdefault("Name of all", element.get("Name"))

    def incoming(self) -> Incoming:
        if not self.tasks:
            raise Unreadable("has no tasks")
        rows = self._rows()
        if self.baselines and not self._is_ours():
            many = "a baseline of one task" if self.baselines == 1 else f"baselines of {self.baselines} tasks"
            self.unread.append(Unread(0, "Baseline", many, "a plan has its own"))
        return Incoming(
            rows=tuple(rows if self._is_ours() else without_implied(rows)),
            unread=tuple(self.unread),
            title=self.fields.get("Title") or self.fields.get("Name of all", ""),
            settings=tuple(self._front().items()),
            barriers=tuple(barrier for task in self.tasks for barrier in task.barriers),
            doubts=tuple(self._doubts()),
        )

    def _is_ours(self) -> bool:
        return self.reading is not None and self.reading.is_ours

    def _front(self) -> dict[str, str]:
        author = self.fields.get("Author")
        return {**({"author": author} if author else {}), **self.settings}

    def _doubts(self) -> Iterator[str]:
        if any(holder.children for one in self.calendars.values() for holder in one.all("Exceptions")):
            yield "its calendars have days off of their own, such as holidays: write them as `away:` or `holidays:`"

    def _rows(self) -> list[ExchangeRow]:
        """The rows, each in what holds it; a task that is only its goal's own duration is that duration."""
        holders = _holders(self.tasks)
        holding = {holder for task, holder in zip(self.tasks, holders, strict=True) if not task.own.is_whole}
        wholes = {
            holder: task for task, holder in zip(self.tasks, holders, strict=True) if task.own.is_whole and holder >= 0
        }
        ids = {task.uid: task.row.id for task in self.tasks if not task.own.is_whole}
        rows, first = [], set[int]()
        for place, (task, holder) in enumerate(zip(self.tasks, holders, strict=True)):
            if task.own.is_whole and holder >= 0:
                continue
            row = self._linked(task, ids)
            if self._is_ours() and not task.is_intact and not row.links and holder in first:
                row = row._replace(links=(RowLink("after", "start"),))
            first.add(holder)
            if place in holding:
                row = self._as_holder(task, row, wholes.get(place))
            kind = task.own.kind or (Kind.GOAL if holder < 0 and place in holding else Kind.STEP)
            parent = ids.get(task.own.holder) or (self.tasks[holder].row.id if holder >= 0 else None)
            rows.append(row._replace(kind=kind, parent=parent))
        return rows

    def _as_holder(self, task: ReadTask, row: ExchangeRow, whole: ReadTask | None) -> ExchangeRow:
        """The row of what holds others, which tell how far it is, and with its own duration alone how long."""
        assert self.reading is not None
        duration = task.own.duration
        if whole and whole.days is not None and whole.days != whole.own.days:
            duration = f"~{calendar_days(whole.days, self.reading.week)}"
        row = row._replace(duration=duration, percent=None, since=task.own.since, start=None, finish=None)
        if row.state in _SAID:
            return row
        return row._replace(done=None, state=State.UNDER_WAY if task.own.is_begun else State.TO_DO)

    def _linked(self, task: ReadTask, ids: dict[str, str]) -> ExchangeRow:
        """The row of a task with its links by ids and its people by name."""
        links = []
        for link in task.own.links if task.is_intact else task.row.links:
            if link.id == _START or (link.id in ids and link.id != task.uid):
                links.append(link._replace(id=ids.get(link.id, link.id)))
            else:
                why = "nothing can wait for itself" if link.id in ids else "no task has that number"
                self.unread.append(Unread(task.row.line, "PredecessorLink", link.id, why, task.row.id))
        people = filter(None, (self.names.get(uid, "") for uid in self.people.get(task.uid, ())))
        return task.row._replace(links=tuple(links), who=tuple(dict.fromkeys((*task.own.who, *people))))


def _holders(tasks: list[ReadTask]) -> list[int]:
    """By place, the place of what holds a task: the last one above it on a higher level; -1 on top."""
    holders, above = list[int](), list[int]()
    for place, task in enumerate(tasks):
        while above and tasks[above[-1]].level >= task.level:
            above.pop()
        holders.append(above[-1] if above else -1)
        above.append(place)
    return holders


def _workdays(calendar: Element) -> tuple[int, ...]:
    """The days of the week on which a calendar has hours: in its file, 1 is Sunday."""
    found = []
    for days in calendar.all("WeekDays"):
        for day in days.all("WeekDay"):
            kind = code(day.get("DayType"))
            if 1 <= kind <= 7 and day.get("DayWorking") == "1":
                found.append((kind + 5) % 7)
    return tuple(sorted(set(found)))


def _exceptions(calendar: Element) -> bool:
    return any(holder.children for holder in calendar.all("Exceptions"))


def _days_of(text: str) -> tuple[int, ...]:
    return tuple(_WEEK.index(day) for day in text.split(",") if day in _WEEK)
