"""Notes of Obsidian whose tasks carry the fields of its Tasks plugin, in emoji or in Dataview's brackets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from plainplan import readings
from plainplan.exchange import REPORT_MARK
from plainplan.exchange.incoming import MOST_ROWS, Incoming, Request, Unread, Unreadable
from plainplan.exchange.obsidian import BOXES, FIELDS
from plainplan.exchange.readers.obsidian_outline import Line, Outline, lines_of
from plainplan.exchange.readers.plain_text import plain_text, without_marks
from plainplan.exchange.readers.values import read_every, read_length
from plainplan.exchange.rows import ExchangeRow, RowLink
from plainplan.pattern import pattern
from plainplan.values import Horizon, State

_KEYS = {field.sign: field.key for field in FIELDS} | {
    "⌛": "scheduled", "📆": "due", "🗓": "due", "➕": "created", "❌": "cancelled", "🏁": "onCompletion",
}  # fmt: skip
_PRIORITIES = {"🔺": "highest", "⏫": "high", "🔼": "medium", "🔽": "low", "⏬": "lowest"}
_EMOJI = pattern(rf"\s*(?P<sign>[{''.join(_KEYS)}])\ufe0f?\s*(?P<value>[\w ,!-]+?)\s*$")
_PRIORITY = pattern(rf"\s*(?P<sign>[{''.join(_PRIORITIES)}])\ufe0f?\s*$")
_BRACKETS = pattern(r"\s*[\[(]\s*(?P<key>[\w -]+?)::\s*(?P<value>[^\[\]()]*?)\s*[\])],?\s*$")
_LABEL = pattern(r"\s*(?<!\S)#(?P<label>[^\W\d][\w/-]*)\s*$")
_PERSON = pattern(r"\s*(?<!\S)@(?P<who>[^\W\d][\w.-]*)\s*$")
_BLOCK = pattern(r"\s\^(?P<id>[A-Za-z0-9-]+)\s*$")
_PLAIN_RHYTHM = pattern(r"every (?:\d+ )?(?:day|week|month)s?", 2)
_DAY = pattern(r"\d{4}-\d\d-\d\d")
_FIELDS_ON = pattern(rf"\s*(?:[{''.join([*_KEYS, *_PRIORITIES])}]|[\[(]\s*[\w -]+?::).*$")
_STATES = {box: state for state, box in BOXES.items()} | {"X": State.DONE}
_START = "start"
_DROPPED, _BEGUN = (State.DROPPED,), (State.UNDER_WAY,)
_MOST_FIELDS = 40
_DAYS = ("start", "scheduled", "due", "completion", "cancelled", "created")


def looks_like_obsidian(data: bytes) -> bool:
    """Whether a note has tasks with fields of the plugin, and says nothing of time in words beside them: such notes
    are read by their words, and their fields too."""
    text = plain_text(data[:200_000])
    tasks = [line.rest for line in lines_of(text) if line.box is not None]
    if all(_field(task) is None for task in tasks):
        return False
    words, day = readings.words_of(readings.told_language(text) or "en"), date(2000, 1, 1)
    return not any(readings.read_words(_FIELDS_ON.sub("", task), words, day) for task in tasks)


def read_obsidian(data: bytes, request: Request) -> Incoming:
    """The tasks of a note: those below a heading are the steps of a goal, those nested in another are in it."""
    return _Note(plain_text(data)).incoming()


class _Note:
    def __init__(self, text: str) -> None:
        self.rows: list[ExchangeRow] = []
        self.unread: list[Unread] = []
        self.outline = Outline()
        for line in lines_of(text):
            self._take(line)

    def _take(self, line: Line) -> None:
        if line.box is None:
            note = self.outline.other(line)
            if note is not None:
                self._note(note, line)
            elif line.rest and not line.is_heading and not line.rest.startswith(REPORT_MARK):
                self.unread.append(Unread(line.number, "", line.rest))
            return
        if len(self.rows) >= MOST_ROWS:
            raise Unreadable(f"has more than {MOST_ROWS:,} tasks, the most that are read")
        self._task(line)

    def _note(self, id: str, line: Line) -> None:
        place = self.outline.places[id]
        row = self.rows[place]
        self.rows[place] = row._replace(note=f"{row.note}\n{line.rest}".strip())

    def _task(self, line: Line) -> None:
        rest, found = _fields_of(line.rest)
        id = found.get("id") or found.get("block") or f"line {line.number}"
        for heading in self.outline.waiting():
            self.outline.places[heading.id] = len(self.rows)
            self.rows.append(heading)
        parent, kind = self.outline.place(line, id)
        self.outline.places[id] = len(self.rows)
        state = _STATES.get(line.box or " ", State.TO_DO)
        if line.box not in _STATES:
            self._tell(line, id, "box", f"[{line.box}]", "a plan has no such box")
        if "cancelled" in found:
            state = State.DROPPED
        row = ExchangeRow(
            id=id,
            parent=parent,
            title=without_marks(rest),
            kind=kind,
            horizon=self.outline.horizon if parent is None else None,
            state=state,
            links=tuple(RowLink("after", one.strip()) for one in found.get("dependsOn", "").split(",") if one.strip()),
            who=tuple(found.get("who", "").split()),
            labels=tuple(found.get("labels", "").split()),
            numbered=line.is_numbered,
            line=line.number,
        )
        self.rows.append(self._with_fields(row, line, found))

    def _tell(self, line: Line, id: str, field: str, text: str, why: str = "") -> None:
        self.unread.append(Unread(line.number, field, text, why, id))

    def _with_fields(self, row: ExchangeRow, line: Line, found: Mapping[str, str]) -> ExchangeRow:
        days: dict[str, date] = {}
        for key in _DAYS:
            if key in found:
                day = _day(found[key])
                if day:
                    days[key] = day
                else:
                    self._tell(line, row.id, key, found[key], "there is no such day")
        for key, text in found.items():
            if key == "repeat":
                row = row._replace(every=read_every(text) or "")
                if not row.every or not _PLAIN_RHYTHM.fullmatch(text):
                    self._tell(line, row.id, key, text, "a plan has no such rhythm")
            elif key in ("duration", "estimate") and read_length(text):
                row = row._replace(duration=read_length(text) or "")
            elif key not in (*_DAYS, "id", "block", "dependsOn", "who", "labels") or key in ("created", "cancelled"):
                self._tell(line, row.id, key, text)
        return _with_days(row, days)

    def incoming(self) -> Incoming:
        known = {row.id for row in self.rows}
        rows = []
        for row in _with_own_lengths(tuple(_with_leads(self.rows))):
            for link in row.links:
                if link.id not in known and link.id != _START:
                    self.unread.append(Unread(row.line, "dependsOn", link.id, "no task has that id", row.id))
            rows.append(row._replace(links=tuple(link for link in row.links if link.id in known or link.id == _START)))
        return Incoming(tuple(rows), tuple(self.unread), self.outline.title)


def _with_days(row: ExchangeRow, days: Mapping[str, date]) -> ExchangeRow:
    """From its start to the day it is scheduled for; where only one of them is told, not before that."""
    start, scheduled = days.get("start"), days.get("scheduled")
    row = row._replace(due=days.get("due"), done=days.get("completion"))
    if row.done and row.state not in _DROPPED:
        return row._replace(state=State.DONE, since=start, start=start, finish=row.done)
    if row.state in _BEGUN and start:
        row = row._replace(since=start)
    if start and scheduled and start <= scheduled:
        return row._replace(start=start, finish=scheduled)
    return row._replace(start=scheduled or start)


def _as_primary(row: ExchangeRow, last: date | None) -> ExchangeRow:
    """A primary objective that waits for nothing and begins before all else is finished says so."""
    if row.horizon is Horizon.PRIMARY and not row.links and row.start and last and row.start <= last:
        return row._replace(links=(RowLink("after", "start"),))
    return row


def _with_leads(rows: Sequence[ExchangeRow]) -> Iterator[ExchangeRow]:
    """Links of what is planned to begin before what it waits for is finished, with the days between as a lead."""
    holders = _holders(rows)
    finish = {row.id: row.finish or row.start for row in rows}
    others = (row.finish for row in rows if row.parent is None and row.horizon is not Horizon.PRIMARY)
    last = max(filter(None, others), default=None)
    for row in rows:
        links = []
        for link in row.links:
            end = finish.get(link.id)
            is_bound = row.since is None or row.id in holders
            early = (end - row.start).days + 1 if end and row.start and is_bound else 0
            links.append(link._replace(lag=f"-{early}d") if early > 0 else link)
        yield _as_primary(row._replace(links=tuple(links)), last)


def _holders(rows: Sequence[ExchangeRow]) -> set[str]:
    """The ids of what holds something that is not dropped."""
    return {row.parent for row in rows if row.parent and row.state not in _DROPPED}


def _with_own_lengths(rows: Sequence[ExchangeRow]) -> Iterator[ExchangeRow]:
    """What holds others begins and ends with them; where it is told to begin before or to end later, it says so, and
    of its own duration what has none in it gets no share."""
    holders, ends = _holders(rows), _ends(rows)
    longer: set[str] = set()
    for row in rows:
        first, last = ends.get(row.id, (None, None))
        if row.id not in holders:
            is_point = row.parent in longer and not (row.duration or row.finish or row.since)
            yield row._replace(duration="~0d") if is_point else row
            continue
        duration, since = row.duration, row.since
        if row.start and row.finish and last and row.finish > last:
            longer.add(row.id)
            duration = duration or f"~{(row.finish - row.start).days + 1}d"
        if since and first and since >= first:
            since = None
        yield row._replace(start=None if first else row.start, finish=None, since=since, duration=duration)


def _ends(rows: Sequence[ExchangeRow]) -> dict[str, tuple[date | None, date | None]]:
    """By id, the first and the last day of all that a row holds."""
    found: dict[str, tuple[date | None, date | None]] = {}
    for row in reversed(rows):
        if row.parent:
            inner, known = found.get(row.id, (None, None)), found.get(row.parent, (None, None))
            firsts = [day for day in (row.start, row.since, inner[0], known[0]) if day]
            lasts = [day for day in (row.finish, row.done, row.start, inner[1], known[1]) if day]
            found[row.parent] = (min(firsts, default=None), max(lasts, default=None))
    return found


def _fields_of(text: str) -> tuple[str, dict[str, str]]:
    """The words of a task without the fields behind them, and these by key; from the end on, as the plugin reads."""
    found: dict[str, str] = {}
    rest = text
    if match := _BLOCK.search(rest):
        found["block"], rest = match["id"], rest[: match.start()]
    for _ in range(_MOST_FIELDS):
        one = _field(rest)
        if one is None:
            break
        key, value, start = one
        rest = rest[:start]
        found[key] = f"{value} {found[key]}" if key in ("labels", "who") and key in found else value
    return rest.strip(), found


def _field(text: str) -> tuple[str, str, int] | None:
    """The last field of a text: its key, its value, and where it begins."""
    if match := _PRIORITY.search(text):
        return "priority", _PRIORITIES[match["sign"]], match.start()
    if match := _EMOJI.search(text):
        return _KEYS[match["sign"]], match["value"], match.start()
    if match := _BRACKETS.search(text):
        return match["key"], match["value"], match.start()
    if match := _LABEL.search(text):
        return "labels", match["label"].replace("/", "-"), match.start()
    if match := _PERSON.search(text):
        return "who", match["who"], match.start()
    return None


def _day(text: str) -> date | None:
    match = _DAY.fullmatch(text.strip())
    try:
        return date.fromisoformat(text.strip()) if match else None
    except ValueError:
        return None
