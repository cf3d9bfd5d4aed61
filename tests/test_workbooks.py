"""Workbooks: what is in them, read back by other programs, and the files of others, good and hostile."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

import needs
from plainplan.cli import run
from plainplan.compile import compile_text
from plainplan.exchange.columns import HEADS
from plainplan.exchange.incoming import Incoming, Request, Unreadable
from plainplan.exchange.making import Made, plan_from
from plainplan.exchange.readers import read_file, reader_of
from plainplan.exchange.rows import rows_of
from plainplan.model import Kind
from plainplan.render import Options, render

EXAMPLES = sorted((Path(__file__).parent.parent / "example-plans").glob("*.plan.md"))
AS_OF = date(2026, 11, 1)
SHEETS = ["Steps", "Goals", "Barriers", "Occupations", "Check-ins"]


def book_of(text: str) -> bytes:
    return render(compile_text("a.plan.md", text, AS_OF), "xlsx", Options())


def opened(data: bytes) -> Any:
    from openpyxl import load_workbook

    return load_workbook(io.BytesIO(data))


def written(fill: Callable[[Any], None]) -> bytes:
    """A workbook of another program: what `fill` puts on its first sheet."""
    from openpyxl import Workbook

    book = Workbook()
    fill(book.active)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def read(data: bytes) -> Incoming:
    return read_file("xlsx", data, Request("tasks.xlsx", AS_OF))


def made(data: bytes) -> Made:
    found = plan_from(read(data), "tasks.xlsx", "Tasks", AS_OF)
    assert not found.compilation.has_errors, found.text
    return found


# Out


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_row_is_on_its_sheet_with_real_days(path: Path) -> None:
    compilation = compile_text("a.plan.md", path.read_text("utf-8"), AS_OF)
    book = opened(render(compilation, "xlsx", Options()))
    assert book.sheetnames == SHEETS
    found: dict[Any, Any] = {}
    for name in ("Steps", "Goals"):
        head, *rows = book[name].iter_rows(values_only=True)
        assert head == HEADS
        found |= {row[1]: (name, dict(zip(head, row, strict=True))) for row in rows}
    for row in rows_of(compilation):
        sheet, cells = found[row.id]
        assert sheet == ("Goals" if row.kind is Kind.GOAL else "Steps")
        assert cells["title"] == row.title
        for name, day in (("start", row.start), ("finish", row.finish), ("due", row.due)):
            assert cells[name] == (datetime(day.year, day.month, day.day) if day else None)
    plan = compilation.plan
    counted = [book[name].max_row - 1 for name in ("Barriers", "Check-ins")]
    assert counted == [len(plan.barriers), len(plan.checkins)]


def test_sheets_are_made_to_be_read() -> None:
    book = opened(book_of(EXAMPLES[0].read_text("utf-8")))
    for sheet in book:
        assert sheet.freeze_panes is not None
        assert sheet.freeze_panes.endswith("2")
        assert sheet.auto_filter.ref is not None
        assert sheet["A1"].font.bold
    steps = book["Steps"]
    assert steps.column_dimensions["D"].width > 20
    assert steps["I2"].number_format == "yyyy-mm-dd"
    depths = {cell.alignment.indent for (cell,) in steps.iter_rows(min_row=2, min_col=4, max_col=4)}
    assert depths >= {1}


def test_the_same_plan_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    text = EXAMPLES[0].read_text("utf-8")
    first = book_of(text)
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    assert book_of(text) == first


@pytest.mark.parametrize("sign", ["=1+1", "+1", "-1", "@SUM(A1)", "{=1}", "http://a.b", "'=1", "0001", "1e9", "\t=1"])
def test_text_stays_text(sign: str) -> None:
    book = opened(book_of(f"# T\n\n## Goals\n\n### A\n\n- [ ] {sign} x ~1w\n- Barrier: {sign} y\n"))
    for cell in (book["Steps"]["D2"], book["Barriers"]["B2"]):
        assert cell.data_type == "s"
        assert cell.hyperlink is None


@pytest.mark.slow
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_gnumeric_reads_them(tmp_path: Path, path: Path) -> None:
    needs.programs("ssconvert")
    compilation = compile_text("a.plan.md", path.read_text("utf-8"), AS_OF)
    (tmp_path / "a.xlsx").write_bytes(render(compilation, "xlsx", Options()))
    subprocess.run(["ssconvert", "-S", "a.xlsx", "%n.csv"], cwd=tmp_path, check=True, capture_output=True, timeout=60)
    found: dict[Any, Any] = {}
    for number in (0, 1):
        with (tmp_path / f"{number}.csv").open(encoding="utf-8", newline="") as file:
            found |= {row["id"]: row for row in csv.DictReader(file)}
    for row in rows_of(compilation):
        cells = found[row.id]
        assert cells["title"] == row.title
        assert cells["start"].replace("/", "-") == (row.start.isoformat() if row.start else "")
        assert cells["finish"].replace("/", "-") == (row.finish.isoformat() if row.finish else "")


@pytest.mark.slow
def test_a_plan_comes_back_out_of_gnumeric(tmp_path: Path) -> None:
    """Saved by another program, with its own ways to write cells."""
    needs.programs("ssconvert")
    before = compile_text("a.plan.md", EXAMPLES[0].read_text("utf-8"), AS_OF)
    (tmp_path / "a.xlsx").write_bytes(render(before, "xlsx", Options()))
    subprocess.run(["ssconvert", "a.xlsx", "b.xlsx"], cwd=tmp_path, check=True, capture_output=True, timeout=60)
    after = made((tmp_path / "b.xlsx").read_bytes())
    days = [
        [(row.id, row.state, row.planned_start, row.start, row.finish) for row in rows_of(one)]
        for one in (before, after.compilation)
    ]
    assert days[0] == days[1]
    assert after.unread == ()


@pytest.mark.parametrize("library", ["xlsxwriter", "openpyxl"])
def test_a_missing_library_is_told(
    library: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.plan.md").write_text("# A\n\n## Goals\n\n### b ~1w\n", "utf-8")
    Path("b.xlsx").write_bytes(SMALL)
    monkeypatch.setitem(sys.modules, library, None)
    words = ["build", "a.plan.md", "--to", "xlsx"] if library == "xlsxwriter" else ["import", "b.xlsx"]
    assert run(words) == 2
    assert "pip install" in capsys.readouterr().err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.plan.md", "b.xlsx"]


# In


def test_a_sheet_of_tasks_is_read() -> None:
    def fill(sheet: Any) -> None:
        sheet.title = "Umzug"
        sheet.append(["Aufgabe", "Beginn", "Ende", "Fortschritt", "Kosten", "Erledigt?"])
        sheet.append(["Packen", datetime(2027, 1, 4), datetime(2027, 1, 10), 0.25, 1200.5, False])
        sheet.append(["Fahren", date(2027, 1, 11), date(2027, 1, 11), 0, None, None])
        sheet.append(["Kündigen", None, None, 1, None, True])
        for row in range(2, 5):
            sheet.cell(row, 4).number_format = "0%"

    text = made(written(fill)).text
    assert "- [/] Packen ~1w done:25% cost:1200.5\n- [ ] Fahren ~1d\n- [x] Kündigen done:" in text


def test_words_that_are_set_in_stand_in_those_above() -> None:
    from openpyxl.styles import Alignment

    def fill(sheet: Any) -> None:
        sheet.append(["Task", "Days"])
        for title, depth in (("House", 0), ("Floor", 1), ("Boards", 2), ("Paint", 1)):
            sheet.append([title, 7])
            sheet.cell(sheet.max_row, 1).alignment = Alignment(indent=depth)

    things = made(written(fill)).compilation.plan.things
    parents = {thing.title: thing.parent if thing.parent is None else things[thing.parent].title for thing in things}
    assert parents == {"House": None, "Floor": "House", "Boards": "Floor", "Paint": "House"}


def test_several_sheets_are_several_goals() -> None:
    def fill(sheet: Any) -> None:
        sheet.title = "Spring"
        sheet.append(["ID", "Task", "Days", "Depends on"])
        sheet.append([1, "Dig", 7, None])
        other = sheet.parent.create_sheet("Summer")
        other.append(["ID", "Task", "Days", "Depends on"])
        other.append([1, "Water", 7, None])
        other.append([2, "Pick", 7, 1])
        notes = sheet.parent.create_sheet("Prices")
        notes.append(["Spade", 20])
        hidden = sheet.parent.create_sheet("Lists")
        hidden.append(["Task", "Due"])
        hidden.sheet_state = "hidden"

    found = made(written(fill))
    assert [one.title for one in found.compilation.plan.things] == ["Spring", "Dig", "Summer", "Water", "Pick"]
    assert [(one.sheet, one.text) for one in found.unread] == [("Prices", "Spade | 20")]
    pick = found.compilation.plan.things[4]
    assert pick.after is not None
    assert pick.after[0].target == 3


def test_a_formula_is_its_last_value() -> None:
    text = (
        "<row r='2'><c r='A2' t='str'><f>A1&amp;\"x\"</f><v>Dig the bed</v></c><c r='B2'><f>1+2</f><v>3</v></c></row>"
    )
    heads = "".join(f"<c t='inlineStr'><is><t>{word}</t></is></c>" for word in ("Task", "Days"))
    head = f"<row r='1'>{heads}</row>"
    data = with_part(written(lambda sheet: sheet.append(["Task"])), sheet_xml(head + text))
    assert "- [ ] Dig the bed ~3d" in made(data).text


def sheet_xml(rows: str, before: str = "") -> bytes:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<?xml version="1.0"?>{before}<worksheet xmlns="{space}"><sheetData>{rows}</sheetData></worksheet>'.encode()


def with_part(data: bytes, part: bytes, name: str = "xl/worksheets/sheet1.xml") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as after:
        for one in before.infolist():
            after.writestr(one.filename, part if one.filename == name else before.read(one.filename))
        if name not in before.namelist():
            after.writestr(name, part)
    return buffer.getvalue()


SMALL = written(lambda sheet: sheet.append(["Task", "Due"]))
ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "no workbook"),
        (b"PK\x03\x04", "no workbook"),
        (SMALL[: len(SMALL) // 2], "no workbook"),
        (with_part(SMALL, b"<worksheet><broken"), "no workbook"),
        (with_part(SMALL, sheet_xml("<row><c><v>&b;&f;</v></c></row>", ENTITIES)), "declarations of its own"),
        (with_part(SMALL, sheet_xml("", ENTITIES).decode().encode("utf-16")), "declarations of its own"),
        (with_part(SMALL, sheet_xml("<row r='1'><c r='XFD1'><v>1</v></c></row>")), "2,000 columns"),
        (with_part(SMALL, sheet_xml("")), "no sheet with anything"),
        (with_part(SMALL, b"", "xl/workbook.xml"), "no workbook"),
    ],
)
def test_what_is_none_or_hostile_is_refused(data: bytes, says: str) -> None:
    with pytest.raises(Unreadable, match=says):
        read(data)


def test_what_unpacks_to_too_much_is_refused() -> None:
    bomb = with_part(SMALL, b"<a>" + b" " * (200 << 20), "xl/sharedStrings.xml")
    assert len(bomb) < 1 << 20
    with pytest.raises(Unreadable, match="MiB"):
        read(bomb)


def test_too_many_rows_are_refused() -> None:
    rows = "".join(f"<row r='{number}'><c r='A{number}'><v>{number}</v></c></row>" for number in range(1, 100_005))
    with pytest.raises(Unreadable, match="100,000 rows"):
        read(with_part(SMALL, sheet_xml(rows)))


def test_a_workbook_is_known_without_its_ending() -> None:
    assert reader_of("<stdin>", SMALL) == "xlsx"


def test_lengths_and_times_are_read() -> None:
    def fill(sheet: Any) -> None:
        sheet.append(["Task", "Duration", "Start"])
        sheet.append(["a", timedelta(hours=20), datetime(2027, 1, 4, 9, 30)])
        sheet.append(["b", "2 wks", "5 January 2027"])
        sheet.append(["c", 1.5, 46_400])

    assert [(row.duration, row.start) for row in read(written(fill)).rows] == [
        ("~20h", date(2027, 1, 4)),
        ("~2w", date(2027, 1, 5)),
        ("~1.5d", date(2027, 1, 13)),
    ]
