"""Gantt charts in Mermaid: sections are goals, bars are steps with their links, days and marks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from plainplan.exchange.chart_words import MADE, from_chart_words
from plainplan.exchange.incoming import MOST_ROWS, Incoming, Request, Unread, Unreadable
from plainplan.exchange.readers.chart_days import DayFormat, Skipped, read_length
from plainplan.exchange.rows import ExchangeRow, RowLink
from plainplan.model import Kind
from plainplan.pattern import pattern
from plainplan.values import State

_LINE = pattern(r"[^\r\n]*")
_TASK = pattern(r"(?P<title>[^:]+?)\s*:(?P<fields>.*)")
_KEY = pattern(r"(?P<key>[A-Za-z]+)\b[ \t:]*(?P<value>.*)")
_LOOKS = ("axisformat", "tickinterval", "todaymarker", "weekday", "weekend", "topaxis", "acctitle", "accdescr", "click")
_STATES = {"done": State.DONE, "active": State.UNDER_WAY}
_TAGS = ("done", "active", "crit", "milestone", "vert")
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def read_mermaid(data: bytes, request: Request) -> Incoming:
    """The rows of a chart. Raises `Unreadable` for what is no Gantt chart."""
    return _Chart(_text(data), request).incoming()


def _text(data: bytes) -> str:
    if data.startswith(_BOMS[1:]):
        return data.decode("utf-16", "replace")
    return data.removeprefix(_BOMS[0]).decode("utf-8", "replace")


class Bar:
    """A bar as it is written: `begin` and `until` as words, `after` the names that it waits for. Then its days: `end`
    is the first day after it."""

    def __init__(self, line: int, title: str, parts: list[str], tags: list[str], above: Bar | None) -> None:
        self.line = line
        self.title = title
        self.tags = tags
        self.above = above
        self.id = (parts.pop(0) if len(parts) == 3 else "") or f"#{line}"
        self.begin = parts.pop(0) if len(parts) == 2 else ""
        self.until = parts.pop(0) if parts else ""
        self.after = tuple(self.begin.split()[1:]) if self.begin.casefold().startswith("after ") else ()
        self.section: str | None = None
        self.start: date | None = None
        self.end: date | None = None
        self.finish: date | None = None
        self.due: date | None = None
        self.length = ""
        self.is_asked = self.is_placed = False


class _Chart:
    def __init__(self, text: str, request: Request) -> None:
        self.today = request.today
        self.is_own = MADE in text
        self.days = DayFormat("YYYY-MM-DD")
        self.skipped = Skipped()
        self.is_inclusive = False
        self.title = ""
        self.section: ExchangeRow | None = None
        self.sections: list[ExchangeRow] = []
        self.bars: list[Bar] = []
        self.by_id: dict[str, Bar] = {}
        self.unread: list[Unread] = []
        self.lines = list(self._lines(text))

    def _lines(self, text: str) -> Iterator[tuple[int, str]]:
        """The lines that say something, with their numbers; the front matter and comments aside."""
        lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        start = 0
        if lines and lines[0].strip() == "---":
            start = next((place + 1 for place, line in enumerate(lines[1:], 1) if line.strip() == "---"), 0)
        for number, line in enumerate(lines[start:], start + 1):
            words = line.strip()
            if words.startswith("%%"):
                if not self.is_own and not words.startswith("%%{"):
                    self.unread.append(Unread(number, "", words.strip("% ")))
            elif words and words not in ("```mermaid", "```"):
                yield number, words.rstrip(";")

    def incoming(self) -> Incoming:
        if not self.lines or self.lines[0][1].split()[0].casefold() != "gantt":
            raise Unreadable("is no Gantt chart: it should begin with `gantt`")
        for number, words in self.lines[1:]:
            self._line(number, words)
            if len(self.bars) + len(self.sections) > MOST_ROWS:
                raise Unreadable(f"has more than {MOST_ROWS:,} rows, the most that are read")
        self._settle()
        rows = sorted((*self.sections, *map(self._row, self.bars)), key=lambda row: row.line)
        return Incoming(
            tuple(_without_lone_sections(rows)), tuple(self.unread), self.title, tuple(self.skipped.settings())
        )

    def _line(self, number: int, words: str) -> None:
        match = _KEY.match(words)
        key, value = (match["key"].casefold(), match["value"].strip()) if match else ("", "")
        if key == "title":
            self.title = self._words(value)
        elif key == "section":
            self._section(number, value)
        elif key == "dateformat":
            self.days = DayFormat(value)
        elif key == "inclusiveenddates":
            self.is_inclusive = True
        elif key == "excludes":
            for part in self.skipped.add(value, self.days):
                self.unread.append(Unread(number, "excludes", part))
        elif key in _LOOKS or key == "includes":
            if not self.is_own:
                self.unread.append(Unread(number, match["key"] if match else key, value))
        elif task := _TASK.fullmatch(words):
            self._task(number, self._words(task["title"]), task["fields"])
        else:
            self.unread.append(Unread(number, "", words, "it is no line of a chart"))

    def _words(self, text: str) -> str:
        return from_chart_words(text, is_own=self.is_own)

    def _section(self, number: int, title: str) -> None:
        self.section = ExchangeRow(f"#section {number}", title=self._words(title), kind=Kind.GOAL, line=number)
        self.sections.append(self.section)

    def _task(self, number: int, title: str, fields: str) -> None:
        parts = [part.strip() for part in fields.split(",")]
        tags = []
        while parts and parts[0].casefold() in _TAGS:
            tags.append(parts.pop(0).casefold())
        if len(parts) > 3:
            self.unread.append(Unread(number, "", ", ".join(parts[3:]), id=f"#{number}"))
        bar = Bar(number, title, parts[:3], tags, self.bars[-1] if self.bars else None)
        bar.section = self.section.id if self.section else None
        if bar.id in self.by_id:
            bar.id = f"#{number}"
        self.by_id[bar.id] = bar
        self.bars.append(bar)
        if "crit" in tags and not self.is_own:
            self.unread.append(Unread(number, "crit", title, id=bar.id))

    # Days, when all bars are known: one may wait for another below it

    def _settle(self) -> None:
        for bar in self.bars:
            waiting = [bar]
            while waiting:
                one = waiting[-1]
                one.is_asked = True
                needs = [other for other in self._needed(one) if not other.is_asked]
                if needs:
                    waiting.append(needs[0])
                else:
                    waiting.pop()
                    self._place(one)

    def _needed(self, bar: Bar) -> Iterator[Bar]:
        """What a bar's first day hangs on."""
        if bar.after:
            yield from (self.by_id[name] for name in bar.after if name in self.by_id)
        elif not bar.begin and bar.above:
            yield bar.above

    def _place(self, bar: Bar) -> None:
        """The first day and the end of a bar; what it waits for is placed, unless it waits for itself."""
        if bar.is_placed:
            return
        bar.is_placed = True
        if bar.after or not bar.begin:
            days = [one.end for one in self._needed(bar) if one.end]
            bar.start = self.skipped.skip(max(days)) if days else None
        else:
            bar.start = self.days.read(bar.begin)
            if bar.start is None:
                self.unread.append(Unread(bar.line, "start", bar.begin, "it is no day", bar.id))
        for name in bar.after:
            if name not in self.by_id:
                self.unread.append(Unread(bar.line, "after", name, "no bar is called that", bar.id))
        self._until(bar)

    def _until(self, bar: Bar) -> None:
        """Its last day or its length."""
        bar.end = bar.start
        is_point = not self.is_own and bool({"milestone", "vert"} & set(bar.tags))
        if bar.until.casefold().startswith("until "):
            self.unread.append(Unread(bar.line, "until", bar.until[6:], "a plan has no links to a finish", bar.id))
        elif day := self.days.read(bar.until):
            after = day + timedelta(days=1) if self.is_inclusive else day
            if bar.start is None:
                bar.due = after - timedelta(days=1)
            elif after <= bar.start or is_point:
                bar.length = "~0d"
            else:
                bar.end = after
                bar.finish = after - timedelta(days=1)
        elif length := read_length(bar.until, self.skipped):
            bar.length = "~0d" if is_point else length.text
            if bar.start and not is_point:
                bar.end = self.skipped.end(bar.start, length)
        elif bar.until:
            self.unread.append(Unread(bar.line, "duration", bar.until, "it is no length", bar.id))

    def _row(self, bar: Bar) -> ExchangeRow:
        links = tuple(RowLink("after", name) for name in dict.fromkeys(bar.after) if name in self.by_id)
        if not bar.begin and bar.above and bar.above.section != bar.section:
            links = (RowLink("after", bar.above.id),)  # in one list it follows by itself
        state = next((_STATES[tag] for tag in bar.tags if tag in _STATES), State.TO_DO)
        last = bar.end - timedelta(days=1) if bar.end and bar.start and bar.end > bar.start else bar.end
        return ExchangeRow(
            bar.id,
            parent=bar.section,
            title=bar.title,
            links=links,
            start=bar.start,
            finish=bar.finish,
            duration=bar.length,
            days=0 if bar.length == "~0d" else None,
            due=bar.due,
            line=bar.line,
            state=state,
            done=min(last, self.today) if last and "done" in bar.tags else None,
            since=bar.start if "active" in bar.tags and bar.start and bar.start <= self.today else None,
        )


def _without_lone_sections(rows: list[ExchangeRow]) -> Iterator[ExchangeRow]:
    """A section with one bar that is called like it is that bar: a goal without steps."""
    inside: dict[str, list[ExchangeRow]] = {}
    titles = {row.id: row.title for row in rows}
    for row in rows:
        if row.parent:
            inside.setdefault(row.parent, []).append(row)
    lone = {id for id, held in inside.items() if len(held) == 1 and held[0].title == titles[id]}
    for row in rows:
        if row.id not in lone:
            yield row._replace(parent=None, kind=Kind.GOAL) if row.parent in lone else row
