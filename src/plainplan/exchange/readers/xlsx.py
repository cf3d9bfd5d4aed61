"""Workbooks, of our own or any other making: each sheet with headings that are known, formulas as their last values."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile

from plainplan.errors import MissingLibrary
from plainplan.exchange.incoming import MOST_ROWS, Incoming, Request, Unreadable
from plainplan.exchange.readers.sheet import CellValue, Sheet, SheetRow
from plainplan.exchange.readers.workbook import read_sheets

if TYPE_CHECKING:
    from openpyxl import Workbook

_WIDEST = 2_000
_MOST_PARTS = 5_000
_LARGEST_PART, _LARGEST = 192 << 20, 384 << 20  # bytes, unpacked
_PIECE = 1 << 20
_DECLARES = (b"<!DOCTYPE", b"<!ENTITY", b"<\0!\0D\0O\0C\0T\0Y\0P\0E\0", b"\0<\0!\0D\0O\0C\0T\0Y\0P\0E")
_PLACES = Decimal("1e-9")


def read_xlsx(data: bytes, request: Request) -> Incoming:
    """The rows of a workbook. Raises `Unreadable` for what is none, or unpacks to too much."""
    try:
        _look_inside(data)
        book = _open(data)
        sheets = tuple(_sheets(book))
    except (Unreadable, MissingLibrary):
        raise
    except Exception as error:  # a broken workbook breaks its reader in many ways
        raise Unreadable(f"is no workbook that can be read ({type(error).__name__})") from error
    return read_sheets(sheets, request)


def _look_inside(data: bytes) -> None:
    """Refuse what would unpack to too much, or brings declarations of its own."""
    try:
        archive = ZipFile(BytesIO(data))
    except BadZipFile as error:
        raise Unreadable("is no workbook: an .xlsx is a packed folder, and this is none") from error
    with archive:
        parts = archive.infolist()
        if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _LARGEST:
            raise Unreadable(f"unpacks to more than {_LARGEST >> 20} MiB, the most that is read")
        for part in parts:
            if part.file_size > _LARGEST_PART:
                raise Unreadable(f"unpacks to more than {_LARGEST_PART >> 20} MiB in one part, the most that is read")
            if part.flag_bits & 1:
                raise Unreadable("is locked with a password")
            if part.filename.casefold().endswith((".xml", ".rels", ".vml")) and _declares(archive, part.filename):
                raise Unreadable("holds XML with declarations of its own, which no spreadsheet writes")


def _declares(archive: ZipFile, name: str) -> bool:
    with archive.open(name) as part:
        before = b""
        while piece := part.read(_PIECE):
            joined = before + piece
            if any(sign in joined for sign in _DECLARES):
                return True
            before = piece[-32:]
    return False


def _open(data: bytes) -> Workbook:
    try:
        from openpyxl import load_workbook
    except ImportError as error:
        raise MissingLibrary(
            "workbooks are read with the library openpyxl, which is not there: pip install openpyxl"
        ) from error
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of what it leaves out of a sheet: looks and drop-down lists
        return load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)


def _sheets(book: Workbook) -> Iterator[Sheet]:
    """The sheets that are shown, their empty rows left out."""
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            continue
        sheet.reset_dimensions()  # what a file says of its size need not be so
        rows = []
        for number, cells in enumerate(sheet.iter_rows(), 1):
            if len(cells) > _WIDEST:
                raise Unreadable(f"has more than {_WIDEST:,} columns on sheet {sheet.title}, the most that are read")
            values = tuple(_value(cell) for cell in cells)
            if all(value is None or value == "" for value in values):
                continue
            rows.append(SheetRow(number, values, _indent(cells), sheet.title))
            if len(rows) > MOST_ROWS + 1:
                raise Unreadable(f"has more than {MOST_ROWS:,} rows, the most that are read")
        yield Sheet(tuple(rows), sheet.title)


def _value(cell: Any) -> CellValue:
    """A cell as text, day, number or tick; a share has its sign, a time of a day is text."""
    value = cell.value
    if value is None or isinstance(value, (str, bool)):
        return value
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, timedelta):
        return f"{value.total_seconds() / 3600:g}h"
    if isinstance(value, (int, float)):
        return _number(value, cell)
    return value.isoformat() if isinstance(value, time) else str(value)


def _number(value: int | float, cell: Any) -> CellValue:
    number = Decimal(str(value))
    if not number.is_finite():
        return str(value)
    is_share = "%" in str(cell.number_format)
    number = number * 100 if is_share else number
    exact = number.quantize(_PLACES) if abs(number) < 10**15 else number
    plain = (
        exact.quantize(Decimal(1)) if exact == exact.to_integral_value() and abs(exact) < 10**15 else exact.normalize()
    )
    return f"{plain:f}%" if is_share else plain


def _indent(cells: tuple[Any, ...]) -> int:
    """How deep the first words of a row are set in."""
    first = next((cell for cell in cells if isinstance(cell.value, str) and cell.value.strip()), None)
    if first is None:
        return 0
    alignment = getattr(first, "alignment", None)
    return int(getattr(alignment, "indent", 0) or 0)
