"""Projects of Microsoft Project: ours as MPXJ reads and schedules them, ours and others' as they come back."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from datetime import date, timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

import needs
from plainplan.cli import run
from plainplan.compile import Compilation, compile_text
from plainplan.exchange.incoming import Incoming, Request, Unreadable
from plainplan.exchange.making import Made, plan_from
from plainplan.exchange.readers import read_file, reader_of
from plainplan.exchange.rows import ExchangeRow, rows_of
from plainplan.render import Options, render
from plans import TODAY, Shape, random_plan
from test_exchange_networks import SIMPLE, sound
from test_exchange_todos import AS_OF, EXAMPLES, compiled, harmful, letters, plan_of

NAMES = {"p": "http://schemas.microsoft.com/project"}


def project(compilation: Compilation) -> bytes:
    return render(compilation, "msproject", Options())


def elements(compilation: Compilation) -> dict[str, ET.Element]:
    """The tasks of a project, by name."""
    return {one.findtext("p:Name", "", NAMES): one for one in ET.fromstring(project(compilation)).iter(_tag("Task"))}


def _tag(name: str) -> str:
    return f"{{{NAMES['p']}}}{name}"


# Out


def test_a_task_says_what_its_step_says() -> None:
    found = elements(compiled(SIMPLE))
    drive = found["Drive"]
    assert drive.findtext("p:DurationFormat", "", NAMES) == "8"
    assert drive.findtext("p:Duration", "", NAMES) == "PT24H0M0S"
    gaps = {int(one.findtext("p:LinkLag", "", NAMES)) for one in drive.iter(_tag("PredecessorLink"))}
    assert 2 * 14400 in gaps
    assert [one.findtext("p:Type", "", NAMES) for one in found["Call"].iter(_tag("PredecessorLink"))] == ["3"]
    assert found["Sign"].findtext("p:ConstraintType", "", NAMES) == "2"
    assert found["Sign"].findtext("p:ConstraintDate", "", NAMES) == "2027-06-20T00:00:00"
    assert found["Settle"].findtext("p:ConstraintType", "", NAMES) == "4"
    assert found["Paint"].findtext("p:PercentComplete", "", NAMES) == "100"
    assert found["Sell the sofa"].findtext("p:Active", "", NAMES) == "0"
    assert "Barrier: no boxes ~1w" in found["Pack"].findtext("p:Notes", "", NAMES)


def test_all_days_of_the_week_have_hours() -> None:
    week = list(ET.fromstring(project(compiled(SIMPLE))).iter(_tag("WeekDay")))
    assert [day.findtext("p:DayType", "", NAMES) for day in week] == list("1234567")
    assert all(day.find("p:WorkingTimes/p:WorkingTime/p:FromTime", NAMES) is not None for day in week)


@pytest.mark.parametrize("text", [plan_of(harmful()), "# Nothing yet\n", f"# T\n\n## Goals\n\n### {'long ' * 90}\n"])
def test_it_is_sound_xml_with_every_title(text: str) -> None:
    compilation = compiled(text)
    found = elements(compilation)
    notes = " ".join(one.findtext("p:Notes", "", NAMES) for one in found.values())
    assert all(row.title in found or row.title in notes for row in rows_of(compilation))
    assert all(len(name) <= 255 for name in found)


SCHEDULES = """
import json, sys
import jpype, mpxj
jpype.startJVM(convertStrings=True)
from org.mpxj.reader import UniversalProjectReader
from org.mpxj.cpm import MicrosoftScheduler

def told(project):
    return {str(task.getUniqueID()): [str(task.getStart())[:10], str(task.getFinish())[:10], task.getName(),
        str(task.getPercentageComplete()), str(task.getDeadline())[:10], len(task.getPredecessors())]
        for task in project.getTasks() if str(task.getUniqueID()) != "0" and task.getActive()}

for name in sys.argv[1:]:
    project = UniversalProjectReader().read(name)
    read = told(project)
    MicrosoftScheduler().schedule(project, project.getProjectProperties().getStartDate())
    print(json.dumps([read, told(project)]))
"""


def mpxj(folder: Path, *projects: bytes) -> list[list[dict[str, list[Any]]]]:
    """What MPXJ reads of each project, and what its scheduler makes of it: by number, first day, day after the last,
    name, share done, deadline, how many links."""
    needs.programs("java")
    if not (find_spec("mpxj") and find_spec("jpype")):
        pytest.skip("needs the packages mpxj and JPype1")
    for number, data in enumerate(projects):
        (folder / f"{number}.xml").write_bytes(data)
    names = [str(folder / f"{number}.xml") for number in range(len(projects))]
    done = subprocess.run([sys.executable, "-c", SCHEDULES, *names], capture_output=True, timeout=600, check=False)
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def days_by_number(compilation: Compilation) -> dict[str, list[str]]:
    """The days that are to come out, as we wrote them."""
    return {
        one.findtext("p:UID", "", NAMES): [one.findtext(f"p:{key}", "", NAMES)[:10] for key in ("Start", "Finish")]
        for one in ET.fromstring(project(compilation)).iter(_tag("Task"))
        if one.findtext("p:UID", "", NAMES) != "0" and one.findtext("p:Active", "", NAMES) == "1"
    }


@pytest.mark.slow
def test_mpxj_reads_our_days_and_comes_to_them(tmp_path: Path) -> None:
    before = date(2026, 1, 1)  # nothing has happened: the projection is the plan
    networks = [
        found
        for seed in range(needs.stress(12, 90))
        if not (found := compile_text("r.plan.md", random_plan(seed, Shape(facts=False)), before)).has_errors
    ]
    assert len(networks) >= needs.stress(6, 50)
    for compilation, (read, scheduled) in zip(networks, mpxj(tmp_path, *map(project, networks)), strict=True):
        wanted = days_by_number(compilation)
        assert {uid: task[:2] for uid, task in read.items()} == wanted
        assert {uid: task[:2] for uid, task in scheduled.items()} == wanted


@pytest.mark.slow
def test_mpxj_reads_names_links_progress_and_deadlines(tmp_path: Path) -> None:
    compilation = compiled(EXAMPLES[3].read_text("utf-8"))
    [[read, _]] = mpxj(tmp_path, project(compilation))
    by_name = {task[2]: task for task in read.values()}
    for row in rows_of(compilation):
        task = by_name[row.title]
        assert row.start is not None
        assert row.finish is not None
        assert (task[0], task[1]) == (str(row.start), str(row.finish + timedelta(days=1)))
        assert float(task[3]) == (100 if row.done else 0)
        assert row.due is None or task[4] == str(row.due + timedelta(days=1))
    assert by_name["Sit the exam"][5] >= 1


# There and back


def returned(compilation: Compilation, day: date = AS_OF) -> Made:
    return plan_from(read_file("msproject", project(compilation), Request("x.xml", day)), "x.plan.md", "x", day)


def told(row: ExchangeRow) -> tuple[Any, ...]:
    return (row.state, row.planned_start, row.planned_finish, row.start, row.finish, row.due, row.who, row.labels)


def assert_same(compilation: Compilation, made: Made) -> None:
    assert not made.compilation.has_errors
    ours = {row.title: told(row) for row in rows_of(compilation)}
    assert {row.title: told(row) for row in rows_of(made.compilation)} == ours
    assert made.unread == ()


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_comes_back_as_it_was(path: Path) -> None:
    compilation = compiled(path.read_text("utf-8"))
    made = returned(compilation)
    assert_same(compilation, made)
    assert len(made.compilation.plan.barriers) == len(compilation.plan.barriers)
    again = {row.title: (row.duration, row.every, row.cost, row.numbered) for row in rows_of(made.compilation)}
    for row in rows_of(compilation):
        assert again[row.title] == (row.duration, row.every, row.cost, row.numbered)


@pytest.mark.parametrize("seed", range(needs.stress(40, 400)))
def test_a_random_plan_comes_back_as_it_was(seed: int) -> None:
    day = date.fromisoformat(TODAY)
    for compilation in sound(range(seed, seed + 1)):
        assert_same(compilation, returned(compilation, day))


def changed(compilation: Compilation, name: str, **fields: str) -> bytes:
    """A project in which somebody changed fields of a task."""
    text = project(compilation).decode()
    task = next(one for one in re.findall(r"<Task>.*?</Task>", text) if f"<Name>{name}</Name>" in one)
    other = task
    for field, value in fields.items():
        other = re.sub(rf"<{field}>[^<]*</{field}>", f"<{field}>{value}</{field}>", other, count=1)
    assert other != task
    return text.replace(task, other).encode()


def read(data: bytes | str, day: date = AS_OF) -> tuple[Incoming, Made]:
    incoming = read_file("msproject", data.encode() if isinstance(data, str) else data, Request("x.xml", day))
    return incoming, plan_from(incoming, "x.plan.md", "x", day)


def test_what_was_changed_there_comes_back_changed() -> None:
    compilation = compiled(SIMPLE)
    _, longer = read(changed(compilation, "Drive", Duration="PT120H0M0S"))
    assert "- [ ] Drive ~0.71w after:pack+2d" in longer.text  # five days, weekends too
    _, later = read(changed(compilation, "Drive", LinkLag="100800"))
    assert "Drive ~1d after:" in later.text
    assert "+1w" in later.text
    _, done = read(changed(compilation, "Call", PercentComplete="100"))
    assert "- [x] Call" in done.text


LEFT_OUT = """# T

Some prose.

## Goals

### A ~1m

- [ ] x ~2-4w every:week cost:5 @sam
- [-] y ~1w
- Barrier: b ~1w
- Barrier: c ~1w

## Someday

- Fly

## Check-ins

- 2026-10-01: begun
"""


def test_what_is_left_out_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "t.plan.md").write_text(LEFT_OUT, "utf-8")
    assert (
        run(["build", str(tmp_path / "t.plan.md"), "--to", "msproject,tjp", "--strict", "--as-of", "2026-11-01"]) == 1
    )
    told = {line.partition(" leaves out ")[0].rpartition(".")[2]: line for line in capsys.readouterr().err.splitlines()}
    rest = "1 block of prose, 1 check-in and 1 idea for someday"
    assert f"leaves out 2 barriers (kept as notes), {rest}" in told["xml"]
    many = "1 range, 2 barriers, 1 habit, 1 name of a person, 1 cost, 1 dropped step"
    assert f"leaves out {many}, {rest}" in told["tjp"]


# From others

FOREIGN = """<?xml version="1.0"?>
<Project xmlns="http://schemas.microsoft.com/project">
<Title>Move the office</Title><Author>Kim</Author><CalendarUID>1</CalendarUID><MinutesPerDay>480</MinutesPerDay>
<Calendars><Calendar><UID>1</UID><WeekDays>
<WeekDay><DayType>1</DayType><DayWorking>0</DayWorking></WeekDay>
<WeekDay><DayType>2</DayType><DayWorking>1</DayWorking></WeekDay>
<WeekDay><DayType>3</DayType><DayWorking>1</DayWorking></WeekDay>
<WeekDay><DayType>4</DayType><DayWorking>1</DayWorking></WeekDay>
<WeekDay><DayType>5</DayType><DayWorking>1</DayWorking></WeekDay>
<WeekDay><DayType>6</DayType><DayWorking>1</DayWorking></WeekDay>
<WeekDay><DayType>7</DayType><DayWorking>0</DayWorking></WeekDay>
</WeekDays></Calendar></Calendars>
<Tasks>
<Task><UID>0</UID><OutlineLevel>0</OutlineLevel><Name>Move the office</Name></Task>
<Task><UID>1</UID><OutlineLevel>1</OutlineLevel><Name>Pack</Name><Summary>1</Summary>
<Start>2026-11-02T08:00:00</Start><Finish>2026-11-20T17:00:00</Finish></Task>
<Task><UID>2</UID><OutlineLevel>2</OutlineLevel><Name>Boxes: =buy 20</Name><Duration>PT80H0M0S</Duration>
<DurationFormat>7</DurationFormat><Start>2026-11-02T08:00:00</Start><Finish>2026-11-13T17:00:00</Finish>
<PercentComplete>50</PercentComplete><ActualStart>2026-11-02T08:00:00</ActualStart><Contact>Lee</Contact></Task>
<Task><UID>3</UID><OutlineLevel>2</OutlineLevel><Name>Let glue dry</Name><Duration>PT72H0M0S</Duration>
<DurationFormat>8</DurationFormat><Start>2026-11-16T08:00:00</Start><Finish>2026-11-19T08:00:00</Finish>
<Deadline>2026-11-30T17:00:00</Deadline><Notes>Ask twice</Notes>
<PredecessorLink><PredecessorUID>2</PredecessorUID><Type>1</Type><LinkLag>4800</LinkLag><LagFormat>7</LagFormat>
</PredecessorLink></Task>
<Task><UID>4</UID><OutlineLevel>1</OutlineLevel><Name>Open the doors</Name><Duration>PT0H0M0S</Duration>
<Start>2026-12-01T08:00:00</Start><Finish>2026-12-01T08:00:00</Finish><ConstraintType>2</ConstraintType>
<ConstraintDate>2026-12-01T08:00:00</ConstraintDate>
<PredecessorLink><PredecessorUID>3</PredecessorUID><Type>0</Type></PredecessorLink></Task>
</Tasks>
<Resources><Resource><UID>7</UID><Name>Sam Okafor</Name></Resource></Resources>
<Assignments><Assignment><TaskUID>3</TaskUID><ResourceUID>7</ResourceUID></Assignment></Assignments>
</Project>
"""


def test_a_project_of_others_becomes_a_plan() -> None:
    incoming, made = read(FOREIGN)
    assert not made.compilation.has_errors
    assert incoming.title == "Move the office"
    rows = {row.title: row for row in rows_of(made.compilation)}
    boxes, glue, doors = rows["Boxes: =buy 20"], rows["Let glue dry"], rows["Open the doors"]
    assert (boxes.duration, boxes.state.value, boxes.percent, boxes.since) == (
        "~10d",
        "under way",
        50,
        date(2026, 11, 2),
    )
    assert made.compilation.plan.settings.workdays == (0, 1, 2, 3, 4)
    assert [(link.kind, link.lag) for link in glue.links] == [("after", "+1d")]
    assert (glue.due, glue.who) == (date(2026, 11, 30), ("Sam-Okafor",))
    assert (glue.planned_start, glue.planned_finish) == (date(2026, 11, 17), date(2026, 11, 19))
    assert doors.on == "2026-12-01"
    assert "Ask twice" in made.text
    untold = {(one.field, one.text): one for one in incoming.unread}
    assert ("Contact", "Lee") in untold
    assert "finish to finish" in untold["PredecessorLink", "task 3"].why
    assert all(FOREIGN.splitlines()[one.line - 1].startswith("<Task>") for one in incoming.unread)
    assert "Lee" in made.text.partition("## Notes")[2]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "is empty"),
        ("<Project", "no sound XML"),
        ("<Project></Project>", "no tasks"),
        ("<html></html>", "other XML"),
        ('<!DOCTYPE x [<!ENTITY a "b">]><Project>&a;</Project>', "document type"),
        (
            '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><Project><Title>&a;</Title></Project>',
            "document type",
        ),
        ("<Project><Tasks>" + "<Task>" * 80 + "</Task>" * 80 + "</Tasks></Project>", "nested more than"),
        ("<Project><Tasks><Task>" + "<X/>" * 1_001 + "</Task></Tasks></Project>", "parts in one"),
        ('<?xml version="1.0" encoding="x-none"?><Project/>', "XML"),
    ],
)
def test_what_is_no_project_is_told_in_a_sentence(
    text: str, why: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("plainplan.exchange.readers.xml._MOST_IN_RECORD", 1_000)
    with pytest.raises(Unreadable, match=why):
        read(text)
    (tmp_path / "bad.xml").write_text(text, "utf-8")
    assert run(["import", str(tmp_path / "bad.xml")]) == 2
    assert why in capsys.readouterr().err
    assert not (tmp_path / "bad.plan.md").exists()


def test_days_that_do_not_exist_are_told() -> None:
    incoming, made = read(FOREIGN.replace("2026-11-30T17", "2026-11-31T17").replace("2026-12-01T08", "0000-00-00T08"))
    assert ("Deadline", "2026-11-31T17:00:00") in {(one.field, one.text) for one in incoming.unread}
    assert not made.compilation.has_errors


def test_loops_and_doubled_numbers_become_a_plan_without_errors() -> None:
    loop = FOREIGN.replace("<ActualStart>2026-11-02T08:00:00</ActualStart>", "").replace(
        "<Contact>Lee</Contact>", "<PredecessorLink><PredecessorUID>3</PredecessorUID></PredecessorLink>"
    )
    _, made = read(loop)
    assert not made.compilation.has_errors
    _, made = read(FOREIGN.replace("<UID>4</UID>", "<UID>3</UID>"))
    assert not made.compilation.has_errors
    assert {row.title for row in rows_of(made.compilation)} >= {"Pack", "Let glue dry", "Open the doors"}


def test_harmful_words_come_back_as_words() -> None:
    compilation = compiled(plan_of(harmful()))
    made = returned(compilation)
    assert not made.compilation.has_errors
    ours = [letters(row.title) for row in rows_of(compilation)]
    assert [letters(row.title) for row in rows_of(made.compilation)] == ours


def test_it_is_known_by_its_name_and_its_first_words() -> None:
    assert reader_of("a.xml", b"") == "msproject"
    assert reader_of("-", project(compiled(SIMPLE))) == "msproject"
