"""Files of other programs become plans: what they say is kept, what has no place is told, nothing is an error."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import needs
from plainplan.cli import run
from plainplan.compile import Compilation, compile_text
from plainplan.exchange.incoming import Incoming, Request, Unreadable
from plainplan.exchange.making import Made, plan_from
from plainplan.exchange.making.literal import literal
from plainplan.exchange.readers import NOTES, READERS, read_file, reader_of
from plainplan.exchange.rows import ExchangeRow, RowLink, rows_of
from plainplan.model import Barrier, Kind
from plainplan.render import Options, render
from plainplan.values import State
from plans import TODAY, Shape, random_plan

EXAMPLES = sorted((Path(__file__).parent.parent / "example-plans").glob("*.plan.md"))
DAY = date(2026, 11, 28)
ROUND_TRIPS = ("csv", "xlsx")


def read(data: str | bytes, *columns: tuple[str, str], format: str = "csv", day: date = DAY) -> Incoming:
    raw = data.encode() if isinstance(data, str) else data
    return read_file(format, raw, Request("file", day, columns))


def made(data: str | bytes, *columns: tuple[str, str], format: str = "csv", day: date = DAY) -> Made:
    found = plan_from(read(data, *columns, format=format, day=day), "file", "Plan", day)
    assert not found.compilation.has_errors, found.text
    return found


def of_rows(*rows: ExchangeRow, in_order: bool = True) -> Made:
    found = plan_from(Incoming(rows, in_order=in_order), "file", "Plan", DAY)
    assert not found.compilation.has_errors, found.text
    return found


def lines_of(found: Made) -> list[str]:
    return [line.strip() for line in found.text.splitlines() if re.match(r"\s*(?:- \[|\d+\. \[|###)", line)]


# There and back


def facts(compilation: Compilation) -> dict[str, tuple[object, ...]]:
    return {
        row.id: (
            row.title, row.kind, row.parent, row.state, row.planned_start, row.planned_finish, row.start, row.finish,
            row.due, row.percent, row.horizon, row.slack, row.links, row.who, row.labels, row.cost, row.every,
            row.duration, row.numbered, row.barrier,
        )
        for row in rows_of(compilation)
    }  # fmt: skip


def there_and_back(text: str, format: str, day: date) -> Made:
    before = compile_text("a.plan.md", text, day)
    after = made(render(before, format, Options()), format=format, day=day)
    assert facts(after.compilation) == facts(before)
    assert after.unread == ()
    assert after.doubts == ()
    assert after.compilation.plan.title == before.plan.title
    return after


@pytest.mark.parametrize("format", ROUND_TRIPS)
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_comes_back(path: Path, format: str) -> None:
    there_and_back(path.read_text("utf-8"), format, date(2026, 11, 1))


@pytest.mark.slow
@pytest.mark.parametrize("format", ROUND_TRIPS)
@pytest.mark.parametrize("seed", range(needs.stress(20, 500)))
def test_a_random_plan_comes_back(seed: int, format: str) -> None:
    day = date.fromisoformat(TODAY)
    text = random_plan(seed)
    if compile_text("a.plan.md", text, day).has_errors:
        pytest.skip("this plan has a loop in it")
    there_and_back(text, format, day)


def test_a_workbook_brings_all_of_its_sheets_back() -> None:
    before = compile_text("a.plan.md", FULL, date(2026, 11, 10))
    after = there_and_back(FULL, "xlsx", date(2026, 11, 10)).compilation
    for plan in (before.plan, after.plan):
        assert [(one.date, one.who, one.text) for one in plan.checkins] == [
            (date(2026, 11, 2), ("jo",), "began; all well")
        ]
        assert [(one.name, one.stage) for one in plan.occupations] == [("Nurse", "chosen"), ("Clerk", "shortlist")]
        assert [(one.title, one.weight) for one in plan.criteria] == [("Earnings", 2), ("Joy", 3), ("Notes", None)]
    assert [answers(after, one) for one in after.plan.barriers] == [
        answers(before, one) for one in before.plan.barriers
    ]


def answers(compilation: Compilation, barrier: Barrier) -> tuple[object, ...]:
    things = compilation.plan.things
    solutions = sorted((things[one].title, things[one].scheduled) for one in barrier.solutions)
    return barrier.title, barrier.risk, barrier.delay, barrier.state, things[barrier.of].id, barrier.cost, solutions


FULL = """---
start: 2026-11-01
workdays: mon-fri
away: 2026-12-24..2026-12-26
---

# Odd: a #1 plan; with % and , signs "quoted" <b> & more

## Occupations

| Occupation | Stage | Earnings | Joy | Notes |
| --- | --- | --- | --- | --- |
| Weight | | 2 | 3 | |
| Nurse | chosen | 86000 | 5 | =1+1 |
| Clerk | shortlist | 40k | 2 | |

## Goals

### Learn: the basics, end of story #x ~2m ^a

- [ ] Read: chapters 1; 2, and 3 100% ~1w
- [ ] =SUM(A1) ~0d
- [ ] done, 2026-01-01, 5d ~3d after:start cost:12.50
- [/] section *x* ~1w @sam done:40%
- [ ] title y ~2d on:2026-12-05 due:2026-12-20
- [ ] click me ~1d with:start+2d every:week
- [-] %% gone ~1w
- Barrier: `no` time ~1w risk:30%->10% cost:5
  - Solution: get up early
  - [ ] Solution: ask for a day ~1d
- [x] Barrier: rain risk:low

### B ~2-4w after:a+1w

## Check-ins

- 2026-11-02 @jo: began; all well
"""


@pytest.mark.parametrize("separator", [",", ";"])
def test_a_table_of_ours_may_be_edited(separator: str) -> None:
    """As a person does in a spreadsheet: a box, a length, a day, a new row, a column of their own."""
    text = "# P\n\n## Goals\n\n### A ^first\n\n- [ ] one ~1w\n- [ ] two ~1w\n\n### B\n\n- [ ] x ~1d\n"
    table = render(compile_text("a.plan.md", text, DAY), "csv", Options()).decode()
    head, *rows = list(csv.reader(io.StringIO(table)))
    rows[1][head.index("state")] = "done"
    rows[1][head.index("done")] = "20.11.2026"
    rows[2][head.index("duration")] = "3 weeks"
    rows[2][head.index("due")] = "2027-02-01"
    new = ["" for _ in head]
    new[head.index("title")], new[head.index("duration")] = "new", "~2d"
    rows.insert(3, new)
    rows[2].append("mine")
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=separator).writerows([[*head, "remark by Jo"], *rows])
    found = made(buffer.getvalue())
    assert lines_of(found) == [
        "### A ^first",
        "- [x] one ~1w done:2026-11-20",
        "- [ ] two ~3w due:2027-02-01",
        "- [ ] new ~2d",
        "### B",
        "- [ ] x ~1d",
    ]
    assert [(one.field, one.text) for one in found.unread] == [("remark by Jo", "mine")]


# From rows to a plan


def row(id: str, title: str = "", /, **fields: Any) -> ExchangeRow:
    return ExchangeRow(id, title=title or id, **fields)


def test_rows_that_hold_others_are_goals() -> None:
    found = of_rows(
        row("a", "House"), row("b", "Floor", parent="a"), row("c", "Boards", parent="b"), row("d", "Paint", parent="a")
    )
    assert lines_of(found) == ["### House ^a", "- [ ] Floor ^b", "- [ ] Boards ^c", "- [ ] Paint ^d"]
    assert (found.goals, found.steps) == (2, 2)


def test_a_day_that_the_order_explains_is_no_tag() -> None:
    found = of_rows(
        row("a", start=date(2027, 1, 4), finish=date(2027, 1, 10)),
        row("b", start=date(2027, 1, 11), finish=date(2027, 1, 12)),
        row("c", start=date(2027, 1, 20), finish=date(2027, 1, 20)),
        row("d", start=date(2027, 1, 5), finish=date(2027, 1, 6)),
    )
    assert lines_of(found) == [
        "- [ ] a ~1w",
        "- [ ] b ~2d",
        "- [ ] c ~1d start:2027-01-20",
        "- [ ] d ~2d after:start start:2027-01-05",
    ]
    for one, wanted in zip(rows_of(found.compilation)[1:], (4, 11, 20, 5), strict=True):
        assert one.planned_start == date(2027, 1, wanted)


def test_a_day_that_a_link_explains_is_no_tag() -> None:
    days = {"start": date(2027, 2, 1), "finish": date(2027, 2, 7)}
    found = of_rows(
        row("a", **days),
        row("b", links=(RowLink("after", "a", "+1w"),), start=date(2027, 2, 15), finish=date(2027, 2, 16)),
        row("c", links=(RowLink("with", "a"),), start=date(2027, 2, 1), finish=date(2027, 2, 2)),
        row("d", links=(RowLink("after", "a"),), start=date(2027, 3, 1), finish=date(2027, 3, 2)),
    )
    assert [line for line in lines_of(found) if "start:" in line] == ["- [ ] d ~2d after:a start:2027-03-01"]
    assert [one.planned_start for one in rows_of(found.compilation)[1:]] == [
        date(2027, 2, 1), date(2027, 2, 15), date(2027, 2, 1), date(2027, 3, 1),
    ]  # fmt: skip


def test_a_link_is_stronger_than_an_earlier_day() -> None:
    found = of_rows(
        row("a", start=date(2027, 2, 1), finish=date(2027, 2, 7)),
        row("b", links=(RowLink("after", "a"),), start=date(2027, 2, 3), finish=date(2027, 2, 4)),
    )
    assert rows_of(found.compilation)[2].planned_start == date(2027, 2, 8)
    assert [(one.field, one.text) for one in found.unread] == [("start", "2027-02-03")]
    assert "2027-02-03" in found.text


def test_rows_of_a_network_do_not_follow_each_other() -> None:
    found = of_rows(
        row("a", days=7), row("b", days=7), row("c", days=2, links=(RowLink("after", "a"),)), in_order=False
    )
    starts = [one.planned_start for one in rows_of(found.compilation)[1:]]
    assert starts == [DAY, DAY, date(2026, 12, 5)]


def test_what_is_finished_has_its_day() -> None:
    found = of_rows(
        row("a", state=State.DONE, done=date(2026, 5, 1), days=3),
        row("b", state=State.DONE, days=3),
        row("c", state=State.DONE, done=date(2028, 1, 1)),
    )
    assert all(re.search(r"- \[x\] .* done:\d{4}-\d\d-\d\d", line) for line in lines_of(found))
    assert [one.text for one in found.unread] == ["2028-01-01"]


def test_loops_and_strangers_are_no_errors() -> None:
    found = of_rows(
        row("a", parent="b", links=(RowLink("after", "d"),)),
        row("b", parent="a"),
        row("c", parent="nobody", links=(RowLink("after", "e"), RowLink("after", "nobody"))),
        row("d", links=(RowLink("after", "a"), RowLink("after", "d"))),
        row("e", links=(RowLink("after", "c"),)),
    )
    assert {one.title for one in found.compilation.plan.things} >= {"a", "b", "c", "d", "e"}
    assert {one.text for one in found.unread} >= {"nobody", "d"}


def test_lengths_that_leave_the_calendar_are_notes() -> None:
    found = of_rows(row("a", duration="~9000y"), row("b", duration="~2000y"), row("c", duration="~1w"), row("d"))
    assert found.unread[0].text == "9000y"
    assert "- [ ] c ~1w" in found.text
    nested = of_rows(
        row("a", duration="~9999y"), row("b", parent="a", links=(RowLink("with", "c"),)), row("c", duration="~1w")
    )
    assert "9999y" in nested.text.partition("## Notes")[2]


@pytest.mark.parametrize("ids", [["1", "2"], ["start", "Start"], ["x y", "ü"], ["a" * 99, "-"], ["", ""]])
def test_names_are_good_and_differ(ids: list[str]) -> None:
    one, other = (row(id, f"Same {number // 2}") for number, id in enumerate(ids))
    found = of_rows(one, other._replace(links=(RowLink("after", ids[0]),) if ids[0] else ()), row("z", "Same 0"))
    assert len({thing.id for thing in found.compilation.plan.things}) == 4


HOSTILE = (
    "due:2027-01-01", "~2w", "x ~2w y", "@sam", "#tag", "^name", "(~3d)", "[x] box", "[ ]", "# heading", "- item",
    "1. one", "> quote", "`code`", "*star* _line_", "<b>bold</b>", "<script>alert(1)</script>", "&amp; &#65;",
    "[a](javascript:x)", "![i](x)", "=cmd|' /C calc'!A0", "+1", "-3", "@x", "a | b", "Barrier: rain",
    "Solution: go", "Hindernis: Regen", "Why: so", "```", "---", "\\", "a\\*b", "{{7*7}}", "{% raw %}", "end #",
    "C# and C++", "a: b", "due: soon", "wait:x", "after:nobody", "every:week", "risk:50%", "$x$", "H~~2~~O",
    "//evil", "[[link]]", "[^1]", "https://a.b/c_d_e", "5 > 3", "tab\there", "new\nline", "nul\x00l", "bell\x07",
    "esc\x1b[31m", "sep\u2028line", "right\u202eleft", "zero\u200bwidth", "\u2063", "Ünï ☃ 𝒳", "1", "0", "٣", "·",
    "…", "~", "^", "@", "#", "'=1", "%00", "--help", "<!-- plan: ignore P204 -->", "start",
)  # fmt: skip


@pytest.mark.parametrize("title", HOSTILE)
def test_any_title_stays_a_title(title: str) -> None:
    found = of_rows(
        row("g1", title, kind=Kind.GOAL),
        row("s1", title, parent="g1", days=7, note=title, who=(title,), labels=(title,)),
    )
    goal, step = found.compilation.plan.things
    for thing in (goal, step):
        assert letters(thing.title) == letters(title) or not letters(title)
        assert (thing.due, thing.on, thing.every, thing.after) == (None, None, None, None)
    assert not found.compilation.plan.barriers
    assert step.estimate is not None
    assert step.estimate.text == "~1w"


def letters(text: str) -> str:
    return "".join(letter for letter in text if letter.isalnum())


@pytest.mark.parametrize("title", ["Read chapter 3", "Call Jo, then Sam", "50 % of it", "Überqueren (zweimal)", "Was?"])
def test_plain_words_are_left_alone(title: str) -> None:
    assert literal(title) == title


# The command


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def plan(*words: str) -> int:
    return run([*words, "--as-of", DAY.isoformat()])


TABLE = "Task,Start,Finish,Colour\nDig,2027-01-04,2027-01-10,red\nPlant,2027-01-11,2027-01-12,\n"


def test_a_table_is_imported(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("garden.csv").write_text(TABLE, "utf-8")
    assert plan("import", "garden.csv") == 0
    out = capsys.readouterr().out
    assert out.splitlines() == [
        "read 2 steps",
        "garden.csv:2: Colour: “red”: kept under Notes",
        "wrote garden.plan.md",
        "next: plan check garden.plan.md",
    ]
    text = Path("garden.plan.md").read_text("utf-8")
    assert "- [ ] Dig ~1w\n- [ ] Plant ~2d\n" in text
    assert "## Notes\n\n- Dig – Colour: red\n" in text
    assert plan("import", "garden.csv") == 2
    assert "already there" in capsys.readouterr().err
    assert Path("garden.plan.md").read_text("utf-8") == text


def test_the_account_is_to_be_had_as_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("garden.csv").write_text(TABLE, "utf-8")
    assert plan("import", "garden.csv", "--dry-run", "--format", "json") == 0
    [told] = json.loads(capsys.readouterr().out)["imported"]
    assert told["steps"] == 2
    assert told["unread"] == [{"line": 2, "field": "Colour", "text": "red", "why": ""}]
    assert not Path("garden.plan.md").exists()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--map", "Colour"], "COLUMN=KEY"),
        (["--map", "Colour=color"], "no column is called `color`"),
        (["--map", "Shade=labels"], "there is no such column"),
        (["--map", "Start=start:upside-down"], "day-first"),
        (["--from", "nothing"], "nothing"),
        (["-o", "nowhere/a.plan.md"], "nowhere"),
    ],
)
def test_what_makes_no_sense_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str], words: list[str], says: str
) -> None:
    Path("garden.csv").write_text(TABLE, "utf-8")
    assert plan("import", "garden.csv", *words) == 2
    assert says in capsys.readouterr().err
    assert [path.name for path in folder.iterdir()] == ["garden.csv"]


def test_a_column_may_be_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("garden.csv").write_text(TABLE, "utf-8")
    assert plan("import", "garden.csv", "-o", "-", "--map", "D=labels", "--start", "2026-12-01") == 0
    out = capsys.readouterr().out
    assert "- [ ] Dig ~1w start:2027-01-04 #red" in out
    assert "start: 2026-12-01" in out


def test_a_file_comes_from_standard_input_and_goes_to_standard_output(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(TABLE.encode())))
    assert plan("import", "-") == 0
    out, err = capsysbinary.readouterr()
    assert b"- [ ] Dig ~1w\n" in out
    assert b"Colour" in err
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "data", "format"),
    [
        ("a.csv", b"x", "csv"),
        ("a.tsv", b"x", "csv"),
        ("a.md", b"Task,Due\na,b\n", NOTES),
        ("a", b"Task,Due\na,b\n", "csv"),
        ("a.txt", b"\xef\xbb\xbfAufgabe;Beginn\r\na;b\r\n", "csv"),
        ("<stdin>", b"# Notes\n\n- one, two\n", NOTES),
        ("<stdin>", b"", NOTES),
    ],
)
def test_a_file_is_known_by_its_name_or_what_is_in_it(name: str, data: bytes, format: str) -> None:
    assert reader_of(name, data) == format


def test_every_format_is_in_the_help() -> None:
    from click.testing import CliRunner

    from plainplan.cli.import_ import command

    told = CliRunner().invoke(command, ["-h"]).output
    assert all(name in told for name in (NOTES, *READERS))


# Bounds


def test_a_table_that_is_too_long_is_refused() -> None:
    with pytest.raises(Unreadable, match="100,000 rows"):
        read("Task\n" + "a\n" * 100_001)


@pytest.mark.parametrize("data", ["", "\n\n", "\0", ",,,\n,,,\n", "1,2\n3,4\n", "\ufeff"])
def test_what_is_no_table_is_refused(data: str) -> None:
    with pytest.raises(Unreadable, match="no column that says what is to be done"):
        read(data)


def cells() -> Iterator[str]:
    yield from ("Task,Start,Finish,Duration,% Complete,Who,Predecessors,Cost,Status,Level,Every",)
    for number, text in enumerate(HOSTILE):
        quoted = '"' + text.replace('"', '""') + '"'
        yield ",".join([quoted] * 11) if number % 2 else ",".join([f'"t{number}"', *[quoted] * 10])


def test_hostile_cells_are_read_without_errors() -> None:
    found = made("\n".join(cells()) + "\n")
    assert len(found.compilation.plan.things) > len(HOSTILE) / 2


# Charts


def bars(compilation: Compilation) -> list[tuple[object, ...]]:
    """What a chart shows of a plan."""
    rows = [row for row in rows_of(compilation) if row.leaf and row.start]
    return [(row.title, row.state, row.start, row.finish, row.days) for row in rows]


def charted(text: str, day: date) -> None:
    before = compile_text("a.plan.md", text, day)
    after = made(render(before, "mermaid", Options()), format="mermaid", day=day)
    assert bars(after.compilation) == bars(before)
    assert after.unread == ()
    goals = [
        [row.title for row in rows_of(one) if row.parent is None and row.start] for one in (before, after.compilation)
    ]
    assert goals[0] == goals[1]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_chart_comes_back(path: Path) -> None:
    charted(path.read_text("utf-8"), date(2026, 11, 1))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(needs.stress(15, 300)))
def test_the_chart_of_a_random_plan_comes_back(seed: int) -> None:
    day = date.fromisoformat(TODAY)
    text = random_plan(seed, Shape(calendar=False))
    if compile_text("a.plan.md", text, day).has_errors:
        pytest.skip("this plan has a loop in it")
    charted(text, day)
