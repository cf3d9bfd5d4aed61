"""To-dos of a calendar in iCalendar."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from plainplan.exchange.incoming import MOST_ROWS, Incoming, Request, Unread, Unreadable
from plainplan.exchange.readers.values import read_every
from plainplan.exchange.rows import ExchangeRow, RowLink
from plainplan.pattern import pattern
from plainplan.values import State

if TYPE_CHECKING:
    from icalendar import Component

_BEGIN = pattern(r"(?:^|\r\n|\r|\n)BEGIN:(VTODO|VEVENT|VJOURNAL)[ \t]*(?=\r|\n)", 2)
_LINE_END = pattern(r"\r\n|\r|\n")
_OURS = "@plainplan"
_STATES = {
    "NEEDS-ACTION": State.TO_DO, "IN-PROCESS": State.UNDER_WAY, "COMPLETED": State.DONE, "CANCELLED": State.DROPPED,
}  # fmt: skip
_BEGUN = (State.UNDER_WAY, State.DONE)
_LINKS = {"DEPENDS-ON": "after", "FINISHTOSTART": "before"}
_READ = frozenset((
    "UID", "SUMMARY", "DESCRIPTION", "DTSTART", "DUE", "DURATION", "COMPLETED", "STATUS", "PERCENT-COMPLETE",
    "CATEGORIES", "RELATED-TO", "RRULE",
))  # fmt: skip
_WORKED_OUT = frozenset(("DTSTAMP", "CREATED", "LAST-MODIFIED", "SEQUENCE", "X-APPLE-SORT-ORDER"))
_RULES = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month"}
_SHORT = {"DAILY": "d", "WEEKLY": "w", "MONTHLY": "m"}


def read_vtodo(data: bytes, request: Request) -> Incoming:
    """The to-dos of a calendar, with what they belong to and wait for."""
    return _Calendar(data).incoming()


class _Calendar:
    def __init__(self, data: bytes) -> None:
        self.unread: list[Unread] = []
        self.title = ""
        self.todos: list[tuple[int, Component]] = []
        lines = _lines(data)
        for calendar in _calendars(data):
            self.title = self.title or str(calendar.get("X-WR-CALNAME", ""))
            for component in calendar.walk():
                if component.name in ("VTODO", "VEVENT", "VJOURNAL"):
                    self._take(next(lines, 0), component)
        if len(self.todos) > MOST_ROWS:
            raise Unreadable(f"has more than {MOST_ROWS:,} to-dos, the most that are read")
        self.ids = {str(todo.get("UID", "")) for _, todo in self.todos}
        self.children: dict[str, str] = {}

    def _take(self, line: int, component: Component) -> None:
        if component.name == "VTODO":
            self.todos.append((line, component))
        elif not str(component.get("UID", "")).endswith(_OURS):
            self.unread.append(Unread(line, str(component.name), str(component.get("SUMMARY", "")), "it is no to-do"))

    def incoming(self) -> Incoming:
        if not self.todos:
            raise Unreadable("has no to-dos")
        rows = [self._row(line, todo) for line, todo in self.todos]
        rows = [row._replace(parent=row.parent or self.children.get(row.id)) for row in rows]
        return Incoming(tuple(rows), tuple(self.unread), self.title)

    def _row(self, line: int, todo: Component) -> ExchangeRow:
        id = str(todo.get("UID", "")) or f"line {line}"
        start, due, done = (_day(todo, key) for key in ("DTSTART", "DUE", "COMPLETED"))
        if start and not due and "DURATION" in todo:
            due = _after(start, todo)
        state = _STATES.get(str(todo.get("STATUS", "")).upper())
        percent = _percent(todo)
        if state is None:
            state = State.DONE if done or percent == 100 else State.UNDER_WAY if percent else State.TO_DO
        parent, links = self._related(line, id, todo)
        row = ExchangeRow(
            id=id,
            parent=parent,
            title=" ".join(str(todo.get("SUMMARY", "")).split()),
            state=state,
            links=links,
            start=start or (due if id.endswith(_OURS) else None),
            due=due,
            done=done,
            percent=percent,
            every=self._every(line, id, todo),
            labels=tuple(_categories(todo)),
            note="" if id.endswith(_OURS) else str(todo.get("DESCRIPTION", "")),
            line=line,
        )
        self._rest(line, id, todo)
        begun = row.state in _BEGUN and start
        row = row._replace(since=start) if begun else row
        return row._replace(finish=due) if row.start and due and row.start <= due else row

    def _related(self, line: int, id: str, todo: Component) -> tuple[str | None, tuple[RowLink, ...]]:
        """What holds a to-do, and what it waits for or what waits for it."""
        parent, links = None, list[RowLink]()
        for one in _all(todo, "RELATED-TO"):
            kind, other = str(_parameter(one, "RELTYPE") or "PARENT").upper(), str(one)
            if other not in self.ids:
                self.unread.append(Unread(line, "RELATED-TO", other, "no to-do has that UID", id))
            elif kind == "PARENT":
                parent = other
            elif kind == "CHILD":
                self.children.setdefault(other, id)
            elif kind in _LINKS:
                links.append(RowLink(_LINKS[kind], other))
            else:
                self.unread.append(Unread(line, "RELATED-TO", other, f"a plan has no such relation: {kind}", id))
        return parent, tuple(links)

    def _every(self, line: int, id: str, todo: Component) -> str:
        rule: Any = todo.get("RRULE")
        if not rule:
            return ""
        frequency = str((rule.get("FREQ") or [""])[0])
        count = int((rule.get("INTERVAL") or [1])[0])
        every = read_every(_RULES.get(frequency, "") if count == 1 else f"{count}{_SHORT.get(frequency, '')}")
        if frequency == "YEARLY":
            every = f"{12 * count}m"
        if not every or set(rule) - {"FREQ", "INTERVAL", "UNTIL", "WKST"}:
            text = rule.to_ical().decode("utf-8", "replace")
            self.unread.append(Unread(line, "RRULE", text, "a plan has no such rhythm", id))
        return every or ""

    def _rest(self, line: int, id: str, todo: Component) -> None:
        for key in todo:
            if key.upper() not in _READ and key.upper() not in _WORKED_OUT:
                for one in _all(todo, key):
                    self.unread.append(Unread(line, key, _text(one), id=id))
        for part in todo.subcomponents:
            if part.name == "VALARM" and not id.endswith(_OURS):
                self.unread.append(
                    Unread(line, "VALARM", _text(part.get("TRIGGER", "")), "a plan reminds as a whole", id)
                )


def _calendars(data: bytes) -> list[Component]:
    from icalendar import Calendar

    try:
        return list(Calendar.from_ical(data.removeprefix(b"\xef\xbb\xbf"), multiple=True))
    except RecursionError as error:
        raise Unreadable("is nested too deep") from error
    except (ValueError, IndexError, KeyError, AttributeError, TypeError) as error:
        raise Unreadable(f"is no sound calendar: {' '.join(str(error).split())[:200]}") from error


def _lines(data: bytes) -> Iterator[int]:
    """The lines on which to-dos and events begin."""
    number, place, text = 1, 0, data.decode("latin-1")
    for match in _BEGIN.finditer(text):
        start = match.start(1)
        number += sum(1 for _ in _LINE_END.finditer(text, place, start))
        place = start
        yield number


def _day(todo: Component, key: str) -> date | None:
    value = getattr(todo.get(key), "dt", None)
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None


def _after(start: date, todo: Component) -> date | None:
    """The last day of what lasts so long."""
    length = getattr(todo.get("DURATION"), "dt", None)
    if not isinstance(length, timedelta) or length < timedelta():
        return None
    days = max(0, -(-length // timedelta(days=1)) - 1)
    return start + timedelta(days=days) if days < (date.max - start).days else None


def _percent(todo: Component) -> int | None:
    value = todo.get("PERCENT-COMPLETE")
    return max(0, min(100, value)) if isinstance(value, int) else None


def _categories(todo: Component) -> Iterator[str]:
    for one in _all(todo, "CATEGORIES"):
        yield from (str(category) for category in getattr(one, "cats", [one]))


def _all(component: Component, key: str) -> list[Any]:
    found = component.get(key)
    return found if isinstance(found, list) else [] if found is None else [found]


def _parameter(value: object, name: str) -> str:
    return str(getattr(value, "params", {}).get(name, ""))


def _text(value: Any) -> str:
    written = value.to_ical() if hasattr(value, "to_ical") else value
    return written.decode("utf-8", "replace") if isinstance(written, bytes) else str(written)
