"""The sheets of a workbook together: ours by their names, of others each that has headings that are known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plainplan.exchange.incoming import Incoming, IncomingBarrier, IncomingCheckIn, Request, Unread, Unreadable
from plainplan.exchange.readers.days import Order, read_day
from plainplan.exchange.readers.sheet import Sheet, SheetRow, shown
from plainplan.exchange.readers.table import OWN, read_table
from plainplan.exchange.readers.values import read_amount, read_names, read_state
from plainplan.exchange.rows import ExchangeRow
from plainplan.exchange.sheets import BARRIER_HEADS, BARRIERS, CHECK_IN_HEADS, CHECK_INS, GOALS, OCCUPATIONS, STEPS
from plainplan.model import Kind
from plainplan.values import State


def read_sheets(sheets: Sequence[Sheet], request: Request) -> Incoming:
    """All that the sheets say."""
    filled = [sheet for sheet in sheets if sheet.rows]
    if not filled:
        raise Unreadable("has no sheet with anything on it")
    return _own(filled, request) if any(map(_is_own, filled)) else _others(filled, request)


def _is_own(sheet: Sheet) -> bool:
    return sheet.name in (STEPS, GOALS) and {shown(cell).casefold() for cell in sheet.rows[0].cells} >= OWN


def _heads(sheet: Sheet) -> tuple[str, ...]:
    return tuple(shown(cell).casefold() for cell in sheet.rows[0].cells)


# Ours


def _own(sheets: Sequence[Sheet], request: Request) -> Incoming:
    """Steps and goals in the order of their lines in the plan, with all that stands on the other sheets."""
    found = read_table(_together([sheet for sheet in sheets if _is_own(sheet)]), request)
    for sheet in sheets:
        heads = _heads(sheet)
        if _is_own(sheet):
            continue
        if sheet.name == BARRIERS and heads[:2] == BARRIER_HEADS[:2]:
            found = found._replace(barriers=tuple(_barriers(sheet, heads)))
        elif sheet.name == OCCUPATIONS and len(heads) > 1:
            rows = tuple(tuple(shown(cell) for cell in row.cells) for row in sheet.rows)
            found = found._replace(occupations=rows if len(rows) > 1 else ())
        elif sheet.name == CHECK_INS and heads[:3] == CHECK_IN_HEADS:
            checkins, unread = _check_ins(sheet)
            found = found._replace(checkins=checkins, unread=(*found.unread, *unread))
        else:
            found = found._replace(unread=(*found.unread, *_noted(sheet)))
    return found


def _together(sheets: Sequence[Sheet]) -> Sheet:
    """Goals and steps on one sheet, by their lines in the plan; a new row comes right behind the one above it."""
    heads = tuple(dict.fromkeys(head for sheet in sheets for head in _heads(sheet)))
    rows: list[tuple[int, SheetRow]] = []
    for sheet in sheets:
        names, last = _heads(sheet), 0
        for row in sheet.rows[1:]:
            cells = dict(zip(names, row.cells, strict=False))
            text = shown(cells.get("line"))
            last = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else last
            rows.append((last, row._replace(cells=tuple(cells.get(head) for head in heads))))
    rows.sort(key=lambda one: one[0])
    return Sheet((SheetRow(1, heads, sheet=sheets[0].name), *(row for _, row in rows)))


def _barriers(sheet: Sheet, heads: tuple[str, ...]) -> Iterator[IncomingBarrier]:
    for row in sheet.rows[1:]:
        cells = dict(zip(heads, row.cells, strict=False))
        text = {head: shown(cell) for head, cell in cells.items()}
        yield IncomingBarrier(
            of=text.get("of", ""),
            title=text.get("barrier", ""),
            duration=text.get("duration", ""),
            risk=text.get("risk", ""),
            state=read_state(text.get("state", "")) or State.TO_DO,
            answers=tuple(part for part in text.get("contingencies", "").split("\n") if part.strip()),
            who=read_names(text.get("who", "")),
            labels=read_names(text.get("labels", "")),
            cost=read_amount(cells.get("cost")) if text.get("cost") else None,
            line=row.line,
        )


def _check_ins(sheet: Sheet) -> tuple[tuple[IncomingCheckIn, ...], tuple[Unread, ...]]:
    found, unread = [], []
    for row in sheet.rows[1:]:
        cells = (*row.cells, None, None, None)
        day = read_day(cells[0], Order(is_day_first=True))
        if day:
            found.append(IncomingCheckIn(day.first, read_names(cells[1]), shown(cells[2])))
        else:
            unread.append(_row_as_note(row, sheet.name))
    return tuple(found), tuple(unread)


# Those of others


def _others(sheets: Sequence[Sheet], request: Request) -> Incoming:
    """Each sheet with headings that are known; where there are several, each is a goal of its own."""
    read: list[tuple[Sheet, Incoming]] = []
    unread: list[Unread] = []
    first_trouble: Unreadable | None = None
    for sheet in sheets:
        try:
            read.append((sheet, read_table(sheet, request)))
        except Unreadable as trouble:
            first_trouble = first_trouble or trouble
            unread += _noted(sheet)
    if not read:
        assert first_trouble is not None
        raise first_trouble
    if len(read) == 1:
        found = read[0][1]
        return found._replace(unread=(*found.unread, *unread))
    joined = [_as_goal(sheet, one) for sheet, one in read]
    return Incoming(
        tuple(row for one in joined for row in one.rows),
        (*(left for one in joined for left in one.unread), *unread),
        settings=next((one.settings for one in joined if one.settings), ()),
        doubts=tuple(dict.fromkeys(doubt for one in joined for doubt in one.doubts)),
    )


def _as_goal(sheet: Sheet, read: Incoming) -> Incoming:
    """A sheet's rows under a goal with its name; their ids are told apart from those of other sheets."""

    def own(id: str) -> str:
        return id if id == "start" else f"{sheet.name}!{id}"

    goal = ExchangeRow(own(""), title=sheet.name, kind=Kind.GOAL)
    rows = [
        row._replace(
            id=own(row.id),
            parent=own(row.parent) if row.parent else goal.id,
            links=tuple(link._replace(id=own(link.id)) for link in row.links),
        )
        for row in read.rows
    ]
    unread = tuple(one._replace(id=own(one.id)) if one.id else one for one in read.unread)
    return read._replace(rows=(goal, *rows), unread=unread)


def _noted(sheet: Sheet) -> Iterator[Unread]:
    """The rows of a sheet that is no plan, as notes."""
    for row in sheet.rows:
        yield _row_as_note(row, sheet.name)


def _row_as_note(row: SheetRow, sheet: str) -> Unread:
    return Unread(row.line, "", " | ".join(shown(cell) for cell in row.cells if shown(cell)), sheet=sheet)
