"""A row of a table on its way to a row of a plan."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from plainplan.exchange.readers.sheet import CellValue, SheetRow, shown


class Line:
    """A row on its way: its cells by key, what they say, and where it stands."""

    def __init__(self, id: str, row: SheetRow, cells: Mapping[str, CellValue]) -> None:
        self.id = id
        self.line = row.line
        self.sheet = row.sheet
        self.indent = row.indent or _blanks_before(cells.get("title"))
        self.raw = {key: shown(cell) for key, cell in cells.items()}
        self.title = self.raw.get("title", "")
        self.fields: dict[str, Any] = {}
        self.is_alone = False
        self.parent: str | None = None
        self.holds = False


def _blanks_before(cell: CellValue) -> int:
    return len(cell) - len(cell.lstrip()) if isinstance(cell, str) else 0
