"""A sheet: rows of cells, whichever file it came from."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Union

from plainplan.tuples import NamedTuple

CellValue = Union[str, date, Decimal, bool, None]
"""Text, a day, a number or a tick; a share such as 40 % is text with its sign."""


class SheetRow(NamedTuple):
    """The cells of a row, where it stands (a line of the file or a row of the sheet), how deep its first words are
    indented, and the name of its sheet where a file has several."""

    line: int
    cells: tuple[CellValue, ...]
    indent: int = 0
    sheet: str = ""

    @property
    def is_empty(self) -> bool:
        return all(shown(cell) == "" for cell in self.cells)


class Sheet(NamedTuple):
    """All rows of a sheet, the empty ones of a workbook left out; `name` is empty where a file has only one."""

    rows: tuple[SheetRow, ...]
    name: str = ""


def shown(cell: CellValue) -> str:
    """A cell as text, blanks around it left out."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return f"{cell:f}" if isinstance(cell, Decimal) else cell.isoformat()
