"""A sheet with headings, of whichever program, as rows of a plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from plainplan.exchange.incoming import MOST_ROWS, Incoming, Request, Unread, Unreadable
from plainplan.exchange.readers.days import Order, read_day, told_order
from plainplan.exchange.readers.headings import DATED, KEYS, Column, check_map, columns_of, heading_key, no_headings
from plainplan.exchange.readers.holding import put_new_rows, with_holders
from plainplan.exchange.readers.line import Line
from plainplan.exchange.readers.links import Rows, read_links
from plainplan.exchange.readers.row_fields import Fieldwork
from plainplan.exchange.readers.sheet import CellValue, Sheet, SheetRow, shown
from plainplan.exchange.readers.values import is_of_one
from plainplan.exchange.readers.workdays import counts_workdays, with_weeks_of_five
from plainplan.exchange.rows import ExchangeRow, RowLink
from plainplan.exchange.settings import read_settings
from plainplan.model import Kind

OWN = {"kind", "id", "parent", "title", "duration", "planned start"}
"""Headings by which a table is known to be one of ours."""

DERIVED = ("days", "start", "finish", "planned start", "planned finish", "slack", "line")
"""Columns of ours that follow from the others, and are not read again."""

_ONLY_OWN = ("barrier",)
_LOOKED_AT = 25
_LINKED = ("after", "with", "before")


def read_table(sheet: Sheet, request: Request) -> Incoming:
    """The rows of a sheet. Raises `Unreadable` where no heading is known."""
    check_map(request.columns)
    if len(sheet.rows) > MOST_ROWS + 1:
        raise Unreadable(f"has more than {MOST_ROWS:,} rows, the most that are read")
    return _Table(sheet, request).incoming()


class _Table:
    def __init__(self, sheet: Sheet, request: Request) -> None:
        self.sheet = sheet
        self.request = request
        self.unread: list[Unread] = []
        self.doubts: list[str] = []
        self.head = _head(sheet, request)
        headings = [shown(cell) for cell in sheet.rows[self.head].cells]
        self.is_own = {one.casefold() for one in headings} >= OWN
        self.data = [row for row in sheet.rows[self.head + 1 :] if not row.is_empty]
        self.columns = self._columns(headings)
        self.by_key: dict[str, Column] = {}
        for column in self.columns:
            self.by_key.setdefault(column.key, column)
        if "title" not in self.by_key:
            raise no_headings([shown(cell) for cell in sheet.rows[0].cells] if sheet.rows else [])

    def incoming(self) -> Incoming:
        title = self._above()
        order = self._order()
        of_one = "percent" in self.by_key and is_of_one(self._cells("percent"))
        work = Fieldwork(self.columns, order, of_one=of_one, is_own=self.is_own)
        ids = self._ids()
        lines = [
            self._line(id, row, number, work) for number, (id, row) in enumerate(zip(ids, self.data, strict=True), 1)
        ]
        self._tell_lengths_without_unit()
        settings = {}
        if not self.is_own and counts_workdays(lines):
            settings = {"workdays": "mon-fri"}
            with_weeks_of_five(lines)
        if self.is_own:
            title, settings = self._plan(title)
        rows = self._known_by(lines)
        held = with_holders(lines, self.by_key, rows, self.unread)
        if self.is_own:
            put_new_rows(lines)
        made = tuple(_group(name, line) for name, line in held) + tuple(self._row(line, rows) for line in lines)
        ordered = tuple(sorted(made, key=lambda row: row.line))
        return Incoming(
            ordered, tuple(self.unread), title, tuple(settings.items()), in_order=True, doubts=tuple(self.doubts)
        )

    # Headings

    def _columns(self, headings: list[str]) -> tuple[Column, ...]:
        columns = columns_of(headings, self.request.columns)
        if self.is_own:
            return tuple(column._replace(key=_own_key(column)) for column in columns)
        if any(column.key == "title" for column in columns):
            return columns
        words = next((column for column in columns if not column.key and self._is_text(column.place)), None)
        if words is None:
            return columns
        return tuple(column._replace(key="title") if column is words else column for column in columns)

    def _is_text(self, place: int) -> bool:
        cells = [row.cells[place] for row in self.data if place < len(row.cells)]
        return any(any(map(str.isalpha, shown(cell))) for cell in cells)

    def _cells(self, key: str) -> list[CellValue]:
        place = self.by_key[key].place
        return [row.cells[place] for row in self.data if place < len(row.cells) and shown(row.cells[place])]

    def _above(self) -> str:
        """The words above the headings: a line with one cell first of all is the title."""
        title = ""
        for row in self.sheet.rows[: self.head]:
            cells = [shown(cell) for cell in row.cells if shown(cell)]
            if len(cells) == 1 and not title:
                title = cells[0]
            elif cells:
                self.unread.append(Unread(row.line, "", " | ".join(cells), sheet=row.sheet))
        return title

    def _order(self) -> Order:
        dated = [column for column in self.columns if column.key in DATED and not column.order]
        columns = [self._cells(column.key) for column in dated]
        pairs = [
            (row.cells[first.place], row.cells[last.place])
            for first, last in [(self.by_key.get("start"), self.by_key.get("finish") or self.by_key.get("due"))]
            if first and last
            for row in self.data
            if max(first.place, last.place) < len(row.cells)
        ]
        order = told_order(columns, pairs)
        if order.is_guess:
            day = read_day(order.example, order)
            column = dated[0].heading.strip()
            self.doubts.append(
                f"days such as {order.example} are read with the day first"
                f"{f' ({day.first.isoformat()})' if day else ''}: if the month is, say "
                f'`--map "{column}={dated[0].key}:month-first"`'
            )
        return order

    def _tell_lengths_without_unit(self) -> None:
        """Numbers alone are days, which may not be what they are."""
        column = self.by_key.get("duration")
        if column is None or column.unit or "unit" in self.by_key or self.is_own:
            return
        bare = next((shown(cell) for cell in self._cells("duration") if shown(cell).replace(".", "").isdigit()), "")
        if bare not in ("", "0"):
            self.doubts.append(f"numbers under `{column.heading.strip()}`, such as {bare}, are read as days")

    # Rows

    def _ids(self) -> list[str]:
        """An id for each row: its own where it has one that no other has."""
        column = self.by_key.get("id")
        own = [shown(row.cells[column.place]) if column and column.place < len(row.cells) else "" for row in self.data]
        counted = Counter(own)
        ids = [
            id if id and counted[id] == 1 else f"#{row.sheet}{row.line}" for id, row in zip(own, self.data, strict=True)
        ]
        self.unread += [
            Unread(row.line, "id", id, "another row has it, too", f"#{row.sheet}{row.line}", row.sheet)
            for id, row in zip(own, self.data, strict=True)
            if id and counted[id] > 1
        ]
        return ids

    def _line(self, id: str, row: SheetRow, number: int, work: Fieldwork) -> Line:
        cells = {
            key: row.cells[column.place] for key, column in self.by_key.items() if key and column.place < len(row.cells)
        }
        line = Line(id, row, cells)
        line.raw["number"] = str(number)
        several: dict[str, list[str]] = {key: [] for key in _LINKED}
        for column in self.columns:
            if column.key in several and column.place < len(row.cells) and shown(row.cells[column.place]):
                several[column.key].append(shown(row.cells[column.place]))
        line.raw |= {key: "; ".join(texts) for key, texts in several.items() if texts}
        line.fields, unread = work.fields(row.cells, row.line, row.sheet)
        line.is_alone = bool(line.title) and sum(shown(cell) != "" for cell in row.cells) == 1
        self.unread += [one._replace(id=line.id) for one in unread]
        if self.is_own:
            line.title = undefused(line.title)
        return line

    def _plan(self, title: str) -> tuple[str, dict[str, str]]:
        """The plan's title and settings, which the first row of our own tables has."""
        column = self.by_key.get("settings")
        texts = [shown(row.cells[column.place]) for row in self.data if column and column.place < len(row.cells)]
        found = read_settings(next((text for text in texts if text), ""))
        return found.pop("title", title), found

    def _known_by(self, lines: Sequence[Line]) -> Rows:
        """By what the rows name each other: ids, where there are none the numbers of rows, and titles."""
        rows = Rows()
        for line in lines:
            own = line.raw.get("id", "") if "id" in self.by_key else line.raw["number"]
            rows.add(line.id, own=own, title=line.title)
        for column in self.columns:
            if column.key == "id" and column is not self.by_key["id"]:
                for line, row in zip(lines, self.data, strict=True):
                    other = shown(row.cells[column.place]) if column.place < len(row.cells) else ""
                    rows.ids.setdefault(other.casefold(), line.id)
        rows.ids.pop("", None)
        return rows

    def _row(self, line: Line, rows: Rows) -> ExchangeRow:
        fields = dict(line.fields)
        links = [link for kind in _LINKED for link in self._links(line, kind, rows)]
        kind = fields.pop("kind", None) or Kind.STEP
        if fields.get("duration") == "~0d":
            fields["days"] = 0
        return ExchangeRow(
            id=line.id,
            parent=line.parent,
            title=line.title,
            kind=kind,
            links=tuple(links),
            line=line.line,
            **fields,
        )

    def _links(self, line: Line, kind: str, rows: Rows) -> Iterator[RowLink]:
        for link in read_links(line.raw.get(kind, ""), kind, rows) if line.raw.get(kind) else ():
            if isinstance(link, RowLink):
                yield link
            else:
                heading = self.by_key[kind].heading.strip()
                self.unread.append(Unread(line.line, heading, link.text, link.why, line.id, line.sheet))


def _own_key(column: Column) -> str:
    name = column.heading.strip().casefold()
    if name in DERIVED:
        return "skip"
    if name == "plan":
        return "settings"
    return name if name in KEYS or name in _ONLY_OWN else column.key


def _head(sheet: Sheet, request: Request) -> int:
    """The row with the headings: the first that has one for what is to be done and another, else the fullest."""
    best, most = 0, 0
    for place, row in enumerate(sheet.rows[:_LOOKED_AT]):
        texts = [cell.strip() for cell in row.cells if isinstance(cell, str) and cell.strip()]
        keys = {heading_key(text)[0] for text in texts if len(text) < 60} - {""}
        told = sum(name.casefold() in {text.casefold() for text in texts} for name, _ in request.columns)
        score = len(keys) + 3 * told + ("title" in keys)
        if score > most:
            best, most = place, score
    if not sheet.rows or (not most and not request.columns):
        raise no_headings([shown(cell) for cell in sheet.rows[0].cells] if sheet.rows else [])
    return best


def _group(name: str, line: int) -> ExchangeRow:
    """A goal that stands in a column of its rows."""
    return ExchangeRow(id=f"#goal {name}", title=name, kind=Kind.GOAL, line=line)


def undefused(text: str) -> str:
    """A text of ours without the sign that keeps spreadsheets from taking it for a formula."""
    return text[1:] if text[:1] == "'" and text[1:2] in ("=", "+", "-", "@", "\t", "\r") else text
