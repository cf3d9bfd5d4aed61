"""A table that is a plan: each of its rows is a step."""

from __future__ import annotations

import re

from plainplan.importing.draft import Told, Work
from plainplan.importing.outline import Rows
from plainplan.importing.sense.barriers import take_risk
from plainplan.importing.sense.fields import take_field
from plainplan.importing.sense.making import Making
from plainplan.importing.sense.tagging import take, work_of
from plainplan.importing.tables import PlanTable, plan_table
from plainplan.readings.labels import FIELDS
from plainplan.readings.sections import read_period


def table_steps(making: Making, rows: Rows) -> list[Work]:
    """The steps that a table's rows are; none, and prose, where it is no plan."""
    found = plan_table(rows, making.words)
    if found is None:
        making.draft.notes.append(rows.text)
        return []
    making.draft.evidence += 2
    making.draft.notes.append(" | ".join(one for one in rows.header if one))
    return [
        work
        for work in (_row(making, found, row, line, rows) for row, line in zip(rows.rows, rows.lines, strict=True))
        if work
    ]


def _row(making: Making, table: PlanTable, row: tuple[str, ...], line: int, rows: Rows) -> Work | None:
    title = ": ".join(row[place].rstrip(":") for place in table.titles if place < len(row) and row[place])
    period = row[table.period] if table.period is not None and table.period < len(row) else ""
    if not title and not period:
        return None
    work = work_of(making, title or period, line)
    hidden = []
    for place, cell in enumerate(row):
        kind = table.kinds[place] if place < len(table.kinds) else ""
        if place in table.titles or not cell:
            continue
        if kind == "who" and re.fullmatch(r"[^\W\d_]+", cell):
            work.tags["who"] = cell
        elif kind in FIELDS:
            take_field(making, f"{table.names[kind]}: {cell}", line, work)
            hidden.append(cell)
        elif kind == "period":
            number = read_period(cell, making.words) or read_period(f"{rows.header[place]} {cell}", making.words)
            if number and number.length and "duration" not in work.tags:
                work.tags["duration"] = number.length
                making.draft.told.append(Told(line, cell, f"~{number.length}", False))
            elif dates := making.hearing.dates(cell):
                take(
                    making,
                    work,
                    cell,
                    [one for one in making.hearing.readings(cell) if one.kind in ("start", "due", "on")],
                )
                del dates
            hidden.append(cell)
        elif kind in ("barrier", "solution"):
            if kind == "barrier":
                take_risk(making, cell, line, work)
            elif making.draft.open_risks:
                making.draft.open_risks[-1].solutions.append(cell)
        else:
            header = rows.header[place] if place < len(rows.header) else ""
            work.notes.append(f"{header}: {cell}" if header else cell)
    work.about = title
    work.comment = " ".join(hidden)
    return work
