"""A plan as a workbook: steps, goals, barriers, occupations and check-ins on sheets of their own, with real dates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any

from plainplan.compile import Compilation
from plainplan.errors import MissingLibrary
from plainplan.exchange.columns import COLUMNS, HEADS, SETTINGS, Value
from plainplan.exchange.rows import ExchangeRow, rows_of
from plainplan.exchange.settings import settings_text
from plainplan.exchange.sheets import BARRIERS, CHECK_INS, GOALS, OCCUPATIONS, STEPS, barriers, check_ins, occupations
from plainplan.messages import msg
from plainplan.model import Kind
from plainplan.pattern import pattern
from plainplan.render.options import Options
from plainplan.tuples import NamedTuple

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

NOUN = msg("a workbook")
IS = "a workbook with sheets for steps, goals, barriers, occupations and check-ins"
READERS = "spreadsheets (LibreOffice, Excel, Numbers, Gnumeric)"
LEAVES_OUT = ("prose", "traits", "ideas")

_MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - no clock: the same plan gives the same bytes
_MOST_LETTERS = 32_767  # of a cell
_NOT_IN_XML = pattern(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FORMULA = ("=", "+", "-", "@")
_WIDEST, _NARROWEST = 60, 6
_TITLE = next(place for place, column in enumerate(COLUMNS) if column.name == "title")
_MOST_INDENTED = 15
_NEVER = {STEPS: ("horizon",), GOALS: ("percent", "numbered", "barrier")}  # columns of things that a sheet has none of


class _Looks(NamedTuple):
    """The formats of cells."""

    head: Format
    day: Format
    share: Format
    text: Format
    quoted: Format
    indents: tuple[Format, ...]


def render_xlsx(compilation: Compilation, options: Options) -> bytes:
    """The workbook; text is text in it, never a formula or a link."""
    buffer = BytesIO()
    book = _workbook()(
        buffer,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "default_date_format": "yyyy-mm-dd",
        },
    )
    plan = compilation.plan
    book.set_properties(
        {"title": _clean(plan.title)[:255], "author": _clean(plan.settings.author or "")[:255], "created": _MADE}
    )
    looks = _looks(book)
    rows = rows_of(compilation)
    goals = [row for row in rows if row.kind is Kind.GOAL]
    steps = [row for row in rows if row.kind is not Kind.GOAL]
    _things(book, looks, STEPS, steps, "")
    _things(book, looks, GOALS, goals, settings_text(compilation))
    for name, table in ((BARRIERS, barriers(plan, compilation.source)), (OCCUPATIONS, occupations(plan)),
                        (CHECK_INS, check_ins(plan))):  # fmt: skip
        _sheet(book, looks, name, table[0], table[1:], frozen=1)
    book.close()
    return buffer.getvalue()


def _workbook() -> Any:
    try:
        from xlsxwriter import Workbook
    except ImportError as error:
        raise MissingLibrary(
            "workbooks need the library XlsxWriter, which is not there: pip install XlsxWriter"
        ) from error
    return Workbook


def _looks(book: Workbook) -> _Looks:
    top = {"valign": "top"}
    return _Looks(
        book.add_format({"bold": True, "bg_color": "#17594a", "font_color": "#ffffff", "valign": "vcenter"}),
        book.add_format({"num_format": "yyyy-mm-dd", "align": "left", **top}),
        book.add_format({"num_format": "0%", **top}),
        book.add_format(top),
        book.add_format({"quote_prefix": True, **top}),
        tuple(book.add_format({"indent": depth, **top}) for depth in range(_MOST_INDENTED + 1)),
    )


def _things(book: Workbook, looks: _Looks, name: str, rows: Sequence[ExchangeRow], settings: str) -> None:
    """A sheet with a row for each thing; its title is indented as deep as it stands."""
    table = [[*(column.value(row) for column in COLUMNS), ""] for row in rows]
    percent = HEADS.index("percent")
    for cells in table:
        cells[percent] = None if cells[percent] is None else f"{cells[percent]}%"
    if settings and table:
        table[0][-1] = settings
    sheet = _sheet(book, looks, name, HEADS, table, frozen=_TITLE + 1)
    for head in (*_NEVER[name], SETTINGS):
        sheet.set_column(HEADS.index(head), HEADS.index(head), None, None, {"hidden": True})
    for number, row in enumerate(rows, 1):
        sheet.write_string(number, _TITLE, _clean(row.title), looks.indents[min(row.depth, _MOST_INDENTED)])


def _sheet(
    book: Workbook, looks: _Looks, name: str, heads: Sequence[Value], rows: Sequence[Sequence[Value]], *, frozen: int
) -> Worksheet:
    """A sheet with heads that stay, filters, and columns as wide as what stands in them."""
    sheet: Worksheet = book.add_worksheet(name)
    widths = [len(str(head)) + 4 for head in heads]
    for place, head in enumerate(heads):
        sheet.write_string(0, place, _clean(str(head)), looks.head)
    for number, row in enumerate(rows, 1):
        for place, value in enumerate(row):
            _write(sheet, looks, number, place, value)
            widths[place] = max(widths[place], _width(value))
    for place, width in enumerate(widths):
        sheet.set_column(place, place, max(_NARROWEST, min(width, _WIDEST)))
    sheet.freeze_panes(1, frozen)
    if heads:
        sheet.autofilter(0, 0, len(rows), len(heads) - 1)
    sheet.set_landscape()
    sheet.repeat_rows(0)
    return sheet


def _write(sheet: Worksheet, looks: _Looks, row: int, place: int, value: Value) -> None:
    if value is None or value == "":
        return
    if isinstance(value, date):
        sheet.write_datetime(row, place, datetime(value.year, value.month, value.day), looks.day)  # noqa: DTZ001
    elif isinstance(value, str):
        share = _share(value)
        if share is not None:
            sheet.write_number(row, place, share, looks.share)
        else:
            sheet.write_string(row, place, _clean(value), looks.quoted if value.startswith(_FORMULA) else looks.text)
    else:
        sheet.write_number(row, place, float(value) if isinstance(value, Decimal) else value, looks.text)


def _share(text: str) -> float | None:
    number = text.removesuffix("%")
    return int(number) / 100 if number != text and number.isascii() and number.isdigit() and len(number) < 4 else None


def _width(value: Value) -> int:
    if isinstance(value, date):
        return 12
    return max(map(len, str(value).split("\n"))) + 2 if value is not None else 0


def _clean(text: str) -> str:
    """Text as a cell can hold it."""
    clean: Any = _NOT_IN_XML.sub(" ", text)
    return str(clean)[:_MOST_LETTERS]
