"""Plans for other programs: each output read by the program it is for, and what it leaves out told."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import xml.etree.ElementTree as ET
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

import needs
from plainplan.cli import run
from plainplan.compile import Compilation, compile_text
from plainplan.exchange.columns import COLUMNS, HEADS
from plainplan.exchange.incoming import Incoming, Request
from plainplan.exchange.losses import KINDS, losses, losses_text
from plainplan.exchange.making import plan_from
from plainplan.exchange.readers import read_file
from plainplan.exchange.rows import ExchangeRow, rows_of
from plainplan.model import Kind
from plainplan.render import FORMATS, Options, render
from plans import TODAY, random_plan

EXAMPLES = sorted((Path(__file__).parent.parent / "example-plans").glob("*.plan.md"))
NURSE = next(path for path in EXAMPLES if path.name == "nurse.plan.md")
AS_OF = date(2026, 11, 1)
SVG = "{http://www.w3.org/2000/svg}"

ODD = """---
start: 2026-11-01
workdays: mon-fri
---

# Odd: a #1 plan; with % and , signs "quoted" <b> & more

## Goals

### Learn: the basics, end of story #x ~2m ^a

- [ ] Read: chapters 1; 2, and 3 100% ~1w
- [ ] =SUM(A1) ~0d
- [ ] done, 2026-01-01, 5d ~3d after:start
- [/] section *x* ~1w @sam
- [ ] title y ~2d on:2026-12-05
- [ ] click me ~1d with:start+2d
- [-] %% gone ~1w
- Barrier: `no` time ~1w risk:30%
  - Solution: get up early

### B ~2-4w after:a+1w
"""


def compiled(text: str, day: date = AS_OF) -> Compilation:
    return compile_text("odd.plan.md", text, day)


def made(text: str, name: str, day: date = AS_OF) -> str:
    return render(compiled(text, day), name, Options()).decode()


def plan(*words: str) -> int:
    return run([*words, "--as-of", AS_OF.isoformat()])


# Tables


def table(text: str, day: date = AS_OF) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(made(text, "csv", day), newline="")))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_table_says_what_the_json_says(path: Path) -> None:
    data = json.loads(made(path.read_text("utf-8"), "json"))
    found = {row["id"]: row for row in table(path.read_text("utf-8"))}
    wanted = [thing for goal in data["goals"] for thing in everything(goal) if thing["scheduled"]]
    assert list(found) == [thing["id"] for thing in sorted(wanted, key=lambda thing: thing["line"])]
    for thing in wanted:
        row = found[thing["id"]]
        assert (row["kind"], row["title"], row["state"]) == (thing["kind"], thing["title"], thing["state"])
        for name, key in (("start", "start"), ("finish", "finish"), ("planned start", "planned_start"), ("on", "on")):
            assert row[name] == (thing[key] or "")
        assert row["after"] == ", ".join(one["id"] + (one["lag"] or "") for one in thing["after"])


def everything(thing: dict[str, Any]) -> list[dict[str, Any]]:
    inside = [*thing["steps"], *thing["goals"], *(one for barrier in thing["barriers"] for one in barrier["solutions"])]
    return [thing, *(one for part in inside for one in everything(part))]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@"])
def test_no_cell_is_a_formula(sign: str) -> None:
    [_, row] = table(f"# T\n\n## Goals\n\n### A\n\n- [ ] {sign}cmd|' /C calc'!A0 ~1w\n")
    assert row["title"].startswith(f"'{sign}cmd")


def test_columns_are_known_by_their_names() -> None:
    assert len({column.name for column in COLUMNS}) == len(COLUMNS)
    assert list(table(ODD)[0]) == list(HEADS)
    assert {row["parent"] for row in table(ODD)} == {"", "a"}


def test_excel_knows_the_letters_by_a_mark(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.plan.md").write_text("# Ä\n\n## Goals\n\n### ö ~1w\n", "utf-8")
    assert plan("build", "--to", "csv") == 0
    plain = Path("a.csv").read_bytes()
    assert plan("build", "--to", "csv", "--excel") == 0
    assert Path("a.csv").read_bytes() == b"\xef\xbb\xbf" + plain


# Reports


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_report_has_dates_for_tags(path: Path) -> None:
    text = path.read_text("utf-8")
    compilation = compiled(text)
    report = made(text, "md")
    lines = report.splitlines()
    for row in rows_of(compilation):
        [line] = [one for one in lines if re.search(rf"\b{re.escape(row.title)}\b", one.replace("*", ""))][:1]
        assert not re.search(r"(?<!\S)(~\d|\^\w|(due|after|done|since|on|risk|cost):\S)", line), line
        assert row.finish is None or str(row.finish.year) in line
    assert "---\nauthor" not in report


def test_a_report_keeps_every_other_word() -> None:
    text = (
        "---\nstart: 2026-11-01\n---\n\n# T\n\nWhy: *so*.\n\n## Goals\n\n### A ~1w (soon) #x\n\nProse ~2w.\n\n"
        "- [/] b @sam now ~1w\n"
    )
    assert made(text, "md").startswith(
        "# T\n\nWhy: *so*.\n\n## Goals\n\n### A (soon) (1 Nov – 7 Nov 2026, under way)\n\nProse ~2w.\n\n"
        "- [ ] b sam now (1 Nov – 7 Nov 2026, under way)\n"
    )


@pytest.mark.parametrize("ending", ["docx", "odt", "epub"])
def test_a_report_becomes_a_document(tmp_path: Path, ending: str) -> None:
    needs.programs("pandoc")
    report, document = tmp_path / "nurse.md", tmp_path / f"nurse.{ending}"
    report.write_text(made(NURSE.read_text("utf-8"), "md"), "utf-8")
    subprocess.run(["pandoc", "-f", "gfm", str(report), "-o", str(document)], check=True, timeout=60)
    back = subprocess.run(
        ["pandoc", str(document), "-t", "plain", "--wrap=none"], check=True, capture_output=True, timeout=60
    )
    words = back.stdout.decode()
    assert "Sit the exam (5 Dec 2026)" in words
    assert "visited the first campus" in words


def test_a_report_is_no_plan_and_replaces_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.plan.md").write_text("# A\n\n## Goals\n\n### b ~1w\n", "utf-8")
    assert plan("build", "a.plan.md", "--to", "md") == 0
    assert plan("build", "a.plan.md", "--to", "md") == 0, "it may be made again"
    mine = "# Mine\n\n## Goals\n\n### c ~1w\n"
    Path("a.md").write_text(mine, "utf-8")
    assert plan("build", "a.plan.md", "--to", "md") == 2
    assert "is a plan" in capsys.readouterr().err
    assert Path("a.md").read_text("utf-8") == mine


# Charts

READS = """async text => {
    mermaid.initialize({startOnLoad: false});
    await mermaid.render('chart', text);
    const chart = await mermaid.mermaidAPI.getDiagramFromText(text);
    const day = at => [at.getFullYear(), at.getMonth() + 1, at.getDate()];
    return chart.db.getTasks().map(task => [task.task.trim(), task.section, day(task.startTime), day(task.endTime)]);
}"""


@pytest.fixture(scope="module")
def page() -> Any:
    from playwright.sync_api import sync_playwright

    command = needs.browser()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=command, args=["--no-sandbox"])
        yield browser.new_page()
        browser.close()


@pytest.fixture
def charts(page: Any) -> Any:
    """Reads a chart with Mermaid itself, in a browser."""
    library = needs.drawer_of_charts("mermaid/dist/mermaid.min.js")
    page.goto("about:blank")
    page.add_script_tag(path=str(library))
    return lambda text: page.evaluate(READS, text)


@pytest.mark.parametrize(
    "text", [ODD, *(path.read_text("utf-8") for path in EXAMPLES)], ids=["odd", *(p.stem for p in EXAMPLES)]
)
def test_mermaid_draws_our_dates(charts: Any, text: str) -> None:
    rows = [row for row in rows_of(compiled(text)) if row.leaf and row.start]
    found = charts(made(text, "mermaid"))
    assert len(found) == len(rows) > 0
    for row, (title, _, start, end) in zip(rows, found, strict=True):
        assert row.start is not None
        assert date(*start) == row.start
        assert date(*end) == row.start + timedelta(days=row.days or 0)
        assert letters(title) == letters(row.title)


def letters(words: str) -> str:
    return re.sub(r"[\W_]", "", words)


@pytest.mark.parametrize("seed", range(needs.stress(4, 200)))
def test_mermaid_draws_random_plans(charts: Any, seed: int) -> None:
    compilation = compiled(random_plan(seed), date.fromisoformat(TODAY))
    if compilation.has_errors:
        pytest.skip("this plan has a loop in it")
    rows = [row for row in rows_of(compilation) if row.leaf and row.start]
    found = charts(render(compilation, "mermaid", Options()).decode())
    assert [date(*start) for _, _, start, _ in found] == [row.start for row in rows]


FOREIGN = (
    """gantt
    dateFormat  YYYY-MM-DD
    title       Adding a chart
    section A section
    Completed task            :done,    des1, 2014-01-06,2014-01-08
    Active task               :active,  des2, 2014-01-09, 3d
    Future task               :         des3, after des2, 5d
    Future task2              :         des4, after des3, 5d
    section Critical tasks
    Completed in the critical line :crit, done, 2014-01-06,24h
    Implement parser          :crit, done, after des1, 2d
    Create tests              :crit, active, 3d
    Future in the critical line    :crit, 5d
    Create tests for renderer :2d
    Add to the library        :1d
    section Documentation
    Describe syntax           :active, a1, after des1, 3d
    Add to demo page          :after a1  , 20h
    Add another               :doc1, after a1  , 48h
""",
    """gantt
    dateFormat DD.MM.YYYY
    excludes weekends
    Find it :a, 08.01.2027, 5d
    Wait for b :c, after b, 2d
    Short :b, after a, 1w
    Wait for both :after c b, 2d
    Party :milestone, m, 01.02.2027, 0d
    Go on : 3d
""",
    """gantt
    dateFormat MM/DD/YY
    inclusiveEndDates
    section One
    Both ends :x, 01/04/27, 01/08/27
    Then :after x, 2d
    section Two
    Follows from another section :4d
""",
)


@pytest.mark.parametrize("text", FOREIGN)
def test_a_chart_of_others_is_read_as_mermaid_reads_it(charts: Any, text: str) -> None:
    rows = [row for row in read_file("mermaid", text.encode(), Request("x", AS_OF)).rows if row.kind is not Kind.GOAL]
    made = plan_from(read_file("mermaid", text.encode(), Request("x", AS_OF)), "x", "X", AS_OF).compilation
    planned = {row.title: row for row in rows_of(made)}
    found = charts(text)
    assert [title for title, *_ in found] == [row.title for row in rows]
    for title, _, start, end in found:
        row = planned[title]
        assert row.planned_start == date(*start), title
        if row.duration.endswith(("d", "w")) and row.duration != "~0d":
            last = date(*end) - timedelta(days=1)
            while "excludes" in text and last.weekday() > 4:
                last -= timedelta(days=1)
            assert row.planned_finish == last, title


# Pictures


@pytest.mark.parametrize("text", [ODD, "", *(path.read_text("utf-8") for path in EXAMPLES)])
def test_a_picture_is_sound_and_has_every_row(text: str) -> None:
    compilation = compiled(text)
    picture = ET.fromstring(render(compilation, "svg", Options()))
    words = [one.text or "" for one in picture.iter(f"{SVG}text")]
    dated = [row for row in rows_of(compilation) if row.start]
    assert sum(word.startswith(row.title[:8]) or row.title[:8] in word for row in dated for word in words) >= len(dated)
    assert picture.find(f"{SVG}title") is not None
    assert picture.find(f"{SVG}desc") is not None
    assert "<script" not in ET.tostring(picture).decode()
    assert "http" not in re.sub(r'xmlns(:\w+)?="[^"]*"', "", ET.tostring(picture).decode())


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_words_stay_in_the_picture(page: Any, tmp_path: Path, path: Path) -> None:
    picture = tmp_path / "road.svg"
    picture.write_text(made(path.read_text("utf-8"), "svg"), "utf-8")
    page.goto(picture.as_uri())
    over = page.evaluate(
        """() => {
            const wide = document.documentElement.viewBox.baseVal.width;
            const boxes = [...document.querySelectorAll('text')].map(word => [word, word.getBoundingClientRect()]);
            return boxes.filter(([, box]) => box.left < 0 || box.right > wide).map(([word]) => word.textContent);
        }"""
    )
    assert over == []


def test_another_program_draws_the_picture(tmp_path: Path) -> None:
    needs.programs("rsvg-convert")
    picture, drawn = tmp_path / "nurse.svg", tmp_path / "nurse.png"
    picture.write_text(made(NURSE.read_text("utf-8"), "svg"), "utf-8")
    subprocess.run(["rsvg-convert", str(picture), "-o", str(drawn)], check=True, timeout=60)
    from PIL import Image

    with Image.open(drawn) as image:
        assert image.width > 1000
        assert len(image.convert("RGB").getcolors(100_000) or range(100_000)) > 20


# What is left out


def test_what_a_format_cannot_carry_is_counted() -> None:
    compilation = compiled(ODD)
    assert losses(compilation, "plainplan.exchange.mermaid") == {
        "barriers": 1, "lags": 2, "with": 1, "ranges": 1, "dropped": 1,
    }  # fmt: skip
    assert losses(compilation, "plainplan.exchange.csv") == {"barriers": 1}
    assert losses(compilation, "plainplan.exchange.markdown") == {}
    told = losses_text({"barriers": 1, "lags": 2}, "odd.mmd", "plainplan.exchange.mermaid")
    assert told == "odd.mmd leaves out 1 barrier and 2 lags: a Mermaid chart has none"


def counted(text: str) -> dict[str, int]:
    """What stands in a plan's text, by its letters alone."""
    tags = re.findall(r"(?<!\S)(after|with|before):(\S+)", "\n".join(scheduled(text)))
    parts = [(kind, part) for kind, names in tags for part in names.split(",")]
    return {
        "barriers": len(re.findall(r"^\s*- (?:\[.\] )?Barrier:", text, re.MULTILINE)),
        "lags": sum(bool(re.search(r"[+-]\d+[dwm]$", part)) for _, part in parts),
        "with": sum(kind == "with" for kind, _ in parts),
        "ranges": len(re.findall(r" ~\d+(?:[-/]\d+)+[dwmyh]", "\n".join(scheduled(text)))),
        "dropped": 0,
    }


def scheduled(text: str) -> list[str]:
    return [line for line in text.splitlines() if "Barrier:" not in line]


@pytest.mark.parametrize("seed", range(12))
def test_losses_are_what_stands_in_the_text(seed: int) -> None:
    text = re.sub(r"\[-\]", "[ ]", random_plan(seed))
    compilation = compiled(text)
    if compilation.has_errors:
        pytest.skip("this plan has a loop in it")
    wanted = {kind: count for kind, count in counted(text).items() if count}
    assert losses(compilation, "plainplan.exchange.mermaid") == wanted


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_losses_of_the_examples(path: Path) -> None:
    text = path.read_text("utf-8")
    found = losses(compiled(text), "plainplan.exchange.mermaid")
    wanted = counted(text)
    assert found.get("barriers", 0) == wanted["barriers"] > 0
    assert found.get("lags", 0) == wanted["lags"]
    data = json.loads(made(text, "json"))
    of_table = losses(compiled(text), "plainplan.exchange.csv")
    assert of_table.get("check-ins", 0) == len(data["checkins"])
    assert of_table.get("occupations", 0) == len(data["occupations"])


def test_every_loss_has_a_name() -> None:
    for format in FORMATS.values():
        assert format.is_partial == format.module.startswith("plainplan.exchange.")
        if format.is_partial:
            assert set(__import__(format.module, fromlist=["LEAVES_OUT"]).LEAVES_OUT) <= KINDS.keys()


def test_a_loss_is_told_and_fails_where_that_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("odd.plan.md").write_text(ODD, "utf-8")
    assert plan("build", "--to", "mermaid") == 0
    assert "odd.mmd leaves out 1 barrier, 2 lags" in capsys.readouterr().err
    assert plan("build", "--to", "mermaid", "--strict") == 1
    assert plan("build", "--to", "md", "--strict") == 0


@pytest.mark.parametrize("name", [name for name, format in FORMATS.items() if format.is_partial])
def test_the_same_bytes_every_time(name: str) -> None:
    assert render(compiled(ODD), name, Options()) == render(compiled(ODD), name, Options())


NAUGHTY = json.loads((Path(__file__).parent / "corpora" / "naughty-strings.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def naughty() -> Compilation:
    """A plan whose titles are all the naughty strings that have a letter that can be shown."""
    rows = [ExchangeRow(f"r{place}", title=one, days=7) for place, one in enumerate(NAUGHTY)]
    found = plan_from(Incoming((ExchangeRow("g", title=NAUGHTY[0], kind=Kind.GOAL), *rows)), "x", "X", AS_OF)
    assert not found.compilation.has_errors
    return found.compilation


@pytest.mark.parametrize("name", [name for name, format in FORMATS.items() if format.is_partial])
def test_naughty_strings_go_through_every_writer(naughty: Compilation, name: str) -> None:
    output = render(naughty, name, Options())
    text = output.decode() if name != "xlsx" else ""
    assert not set(text) & (set(map(chr, range(32))) - set("\t\r\n"))
    if name in ("csv", "xlsx"):
        back = plan_from(read_file(name, output, Request("x", AS_OF)), "x", "X", AS_OF).compilation
        assert [letters(row.title) for row in rows_of(back)] == [letters(row.title) for row in rows_of(naughty)]
        assert [row.planned_finish for row in rows_of(back)] == [row.planned_finish for row in rows_of(naughty)]


def test_the_readme_shows_the_road_as_it_is_made() -> None:
    shown = Path(__file__).parent.parent / "docs" / "images" / "road.svg"
    compilation = compile_text("nurse.plan.md", NURSE.read_text("utf-8"), AS_OF)
    assert shown.read_bytes() == render(compilation, "svg", Options())
