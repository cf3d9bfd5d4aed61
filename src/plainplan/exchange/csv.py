"""A plan as a table in CSV: UTF-8, a row for each goal, step and solution, columns that stay the same."""

from __future__ import annotations

import csv
from datetime import date
from types import SimpleNamespace

from plainplan.compile import Compilation
from plainplan.exchange.columns import COLUMNS, HEADS, Value
from plainplan.exchange.rows import rows_of
from plainplan.exchange.settings import settings_text
from plainplan.messages import msg
from plainplan.render.options import Options

NOUN = msg("a table of steps")
IS = "a table of goals, steps and solutions"
READERS = "spreadsheets (LibreOffice, Excel, Numbers)"
LEAVES_OUT = ("barriers", "prose", "check-ins", "occupations", "traits", "ideas")

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def render_csv(compilation: Compilation, options: Options) -> str:
    """The table, its heads first."""
    parts: list[str] = []
    writer = csv.writer(SimpleNamespace(write=parts.append))
    writer.writerow(HEADS)
    top = settings_text(compilation)
    for row in rows_of(compilation):
        writer.writerow([*(_cell(column.value(row)) for column in COLUMNS), _cell(top)])
        top = ""
    return ("\ufeff" if options.excel else "") + "".join(parts)


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    return defused(value) if isinstance(value, str) else str(value)


def defused(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text
