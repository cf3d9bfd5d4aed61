"""Plans as lists of tasks: what Obsidian's plugin, todo.txt programs and Taskwarrior read in them."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import needs
from hostile import PAYLOADS
from plainplan.cli import run
from plainplan.compile import Compilation, compile_text
from plainplan.exchange.rows import ExchangeRow, rows_of
from plainplan.render import Options, render
from plainplan.values import State
from plans import TODAY, random_plan

EXAMPLES = sorted((Path(__file__).parent.parent / "example-plans").glob("*.plan.md"))
NAUGHTY = json.loads((Path(__file__).parent / "corpora" / "naughty-strings.json").read_text("utf-8"))
AS_OF = date(2026, 11, 1)
LIST = """---
start: 2026-11-02
---

# Errands

## Goals

### Move house ^move

1. [x] Sign @sam ~1d done:2026-10-30 ^sign
2. [/] Pack the books ~2w since:2026-10-20 #home
   - Barrier: no boxes ~1w
     - [ ] Solution: ask the grocer ~2d
3. [ ] Drive ~1d on:2026-11-28 due:2026-11-29
4. [-] Sell the sofa ~1d

### Stay fit ~3m after:move+1w ^fit

- [ ] Run ~3m every:2w ^run
- [ ] Größe messen ~1d with:run
"""


def compiled(text: str, day: date = AS_OF) -> Compilation:
    return compile_text("list.plan.md", text, day)


def made(text: str, name: str, day: date = AS_OF) -> str:
    return render(compiled(text, day), name, Options()).decode()


def harmful() -> list[str]:
    """Words of other people, one line each, that a plan can hold."""
    words = [" ".join(one.split()) for one in (*PAYLOADS.values(), *NAUGHTY)]
    return [one for one in words if one and not re.search("[\x00-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]", one)]


def plan_of(words: list[str]) -> str:
    """A plan with a step for each, nothing in it a mark of the plan's."""
    escaped = (re.sub(r"([^\w\s])", r"\\\1", one, flags=re.ASCII) for one in words)
    return "# T\n\n## Goals\n\n### G\n\n" + "".join(f"- [ ] w {one} w ~1d\n" for one in escaped)


# Obsidian

FIELDS = {
    "emoji": re.compile(r" *(?P<sign>[🆔⛔🔁🛫⏳📅✅➕❌]) (?P<value>[\w ,-]+)$", re.ASCII),
    "dataview": re.compile(r" *\[(?P<sign>\w+):: (?P<value>[\w ,-]+)\]$", re.ASCII),
}
KEYS = {
    "🆔": "id",
    "⛔": "dependsOn",
    "🔁": "repeat",
    "🛫": "start",
    "⏳": "scheduled",
    "📅": "due",
    "✅": "completion",
}


def tasks(note: str, kind: str) -> Iterator[dict[str, str]]:
    """The tasks of a note as the plugin finds them: fields from the end of the line on, until one is none."""
    for line in note.splitlines():
        match = re.match(r"(?P<indent>\s*)(?:-|\d+\.) \[(?P<box>.)\] (?P<rest>.*)$", line)
        if match is None:
            continue
        rest, found = match["rest"], {"depth": str(len(match["indent"]) // 4), "box": match["box"]}
        while field := FIELDS[kind].search(rest):
            found[KEYS.get(field["sign"], field["sign"])] = field["value"].strip()
            rest = rest[: field.start()]
        yield found | {"words": rest.strip()}


@pytest.mark.parametrize(("name", "kind"), [("obsidian", "emoji"), ("dataview", "dataview")])
def test_a_task_says_what_its_step_says(name: str, kind: str) -> None:
    found = {one["words"]: one for one in tasks(made(LIST, name), kind)}
    assert found["Sign @sam"] == {
        "depth": "1", "box": "x", "id": "sign", "start": "2026-10-30", "completion": "2026-10-30", "words": "Sign @sam",
    }  # fmt: skip
    packing = found["Pack the books #home"]
    assert (packing["box"], packing["start"], packing["dependsOn"]) == ("/", "2026-10-20", "ask-the-grocer,sign")
    drive = found["Drive"]
    assert (drive["start"], drive["scheduled"], drive["due"]) == ("2026-11-28", "2026-11-28", "2026-11-29")
    assert found["Sell the sofa"]["box"] == "-"
    assert found["Stay fit"]["dependsOn"] == "move"
    assert found["Run"]["repeat"] == "every 2 weeks"


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize(("name", "kind"), [("obsidian", "emoji"), ("dataview", "dataview")])
def test_every_row_is_a_task_with_its_days(path: Path, name: str, kind: str) -> None:
    text = path.read_text("utf-8")
    rows = {letters(row.title): row for row in rows_of(compiled(text))}
    found = {letters(re.sub(r" [@#]\w+", "", one["words"])): one for one in tasks(made(text, name), kind)}
    assert found.keys() == rows.keys()
    for words, row in rows.items():
        assert found[words].get("start", "") == str(row.start or "")
        assert found[words].get("due", "") == str(row.due or "")
        assert found[words].get("completion", found[words].get("scheduled", "")) == str(row.finish or "")


def letters(words: str) -> str:
    return re.sub(r"[\W_]", "", words)


def test_ids_are_letters_that_the_plugin_reads() -> None:
    found = list(tasks(made("# T\n\n## Goals\n\n### 目标 ^目标\n\n### Über ^über after:目标\n", "obsidian"), "emoji"))
    assert [one["id"] for one in found] == ["step-1", "uber"]
    assert found[1]["dependsOn"] == "step-1"


@pytest.mark.parametrize("words", ["Go 📅 2026-01-01", "a ✅ 2026-01-01 ⏳ 2026-02-02", "🔁 every day"])
def test_signs_in_words_are_no_fields(words: str) -> None:
    [_, found] = tasks(made(f"# T\n\n## Goals\n\n### A\n\n- [ ] {words} x ~1d\n", "obsidian"), "emoji")
    assert "completion" not in found
    assert found.get("repeat") is None
    assert found["start"] == "2026-11-01"


# todo.txt


def test_todo_txt_says_what_its_steps_say() -> None:
    assert made(LIST, "todotxt").splitlines() == [
        "Move house +move kind:goal started:2026-10-20 due:2026-11-28 id:move p:fit",
        "x 2026-10-30 Sign +move @sam started:2026-10-30 due:2026-10-30 id:sign p:pack-the-books",
        "ask the grocer +move t:2026-11-02 due:2026-11-03 id:ask-the-grocer p:pack-the-books",
        "Pack the books +move #home started:2026-10-20 due:2026-11-02 id:pack-the-books p:drive",
        "Drive +move t:2026-11-28 due:2026-11-29 id:drive",
        "Stay fit +fit kind:goal t:2026-12-06 due:2027-03-05 id:fit",
        "Run +fit t:2026-12-06 due:2027-03-05 rec:2w id:run",
        "Größe messen +fit t:2026-12-06 due:2026-12-06",
    ]


@pytest.mark.parametrize("text", [LIST, *(path.read_text("utf-8") for path in EXAMPLES)])
def test_a_library_reads_the_todo_txt(text: str) -> None:
    library: Any = pytest.importorskip("pytodotxt", reason="needs the pytodotxt package")
    parser = library.TodoTxtParser()
    found = parser.parse(made(text, "todotxt"))
    rows = [row for row in rows_of(compiled(text)) if row.finish]
    assert len(found) == len(rows)
    for row in rows:
        [task] = [one for one in found if letters(one.description).startswith(letters(row.title))][:1]
        assert task.is_completed == (row.done is not None)
        assert task.completion_date == row.done
        assert task.attributes["due"] == [str(row.due or row.finish)]
        assert set(row.who) <= set(task.contexts)


@pytest.mark.slow
def test_todo_txt_cli_lists_it(tmp_path: Path) -> None:
    needs.programs("todo-txt")
    (tmp_path / "todo.txt").write_text(made(LIST, "todotxt"), "utf-8")
    (tmp_path / "config").write_text(f"export TODO_DIR={tmp_path}\nexport TODO_FILE={tmp_path}/todo.txt\n", "utf-8")
    command = ["todo-txt", "-p", "-d", str(tmp_path / "config"), "ls", "+fit"]
    listed = subprocess.run(command, check=True, capture_output=True, timeout=60).stdout.decode()
    assert "Run +fit t:2026-12-06" in listed
    assert "3 of 8 tasks shown" in listed


def test_words_are_no_marks_of_a_todo_txt() -> None:
    library: Any = pytest.importorskip("pytodotxt", reason="needs the pytodotxt package")
    words = [
        *harmful(),
        "x done",
        "(A) first",
        "2026-01-01 day",
        "a +b @c due:2000-01-01 rec:1d",
        "x 2026-01-01 2026-01-01 y",
    ]
    found = library.TodoTxtParser().parse(made(plan_of(words), "todotxt"))
    assert len(found) == len(words) + 1
    for task in found[1:]:
        assert not task.is_completed
        assert task.projects == ["g"]
        assert task.contexts == []
        assert task.attributes.keys() & {"t", "due", "id", "p", "rec", "kind", "started", "pri", "h"} == {"t", "due"}
        assert len(task.attributes["t"] + task.attributes["due"]) == 2


# Taskwarrior


def test_tasks_say_what_their_steps_say() -> None:
    found = {one["description"]: one for one in json.loads(made(LIST, "taskwarrior"))}
    drive, pack = found["Drive"], found["Pack the books"]
    assert (drive["scheduled"], drive["due"], drive["project"]) == ("20261128T000000", "20261129T000000", "move")
    assert drive["depends"] == [pack["uuid"]]
    assert set(pack["depends"]) == {found["Sign"]["uuid"], found["ask the grocer"]["uuid"]}
    assert (found["Sign"]["status"], found["Sign"]["end"]) == ("completed", "20261030T000000")
    assert found["Sell the sofa"]["status"] == "deleted"
    assert (found["Run"]["recur"], found["Run"]["until"]) == ("2weeks", "20270305T235959")
    assert found["Move house"]["tags"] == ["goal"]
    assert found["Stay fit"]["depends"] == [found["Move house"]["uuid"]]


def taskwarrior(folder: Path, text: str, zone: str = "America/New_York") -> dict[str, dict[str, Any]]:
    """The tasks that Taskwarrior has after importing a plan, by UUID, its own of what repeats aside."""
    needs.programs("task")
    (folder / "data").mkdir()
    (folder / "taskrc").write_text(f"data.location={folder}/data\nconfirmation=no\nverbose=nothing\n", "utf-8")
    (folder / "plan.json").write_text(text, "utf-8")
    world = {**os.environ, "TASKRC": str(folder / "taskrc"), "TASKDATA": str(folder / "data"), "TZ": zone}
    for words in (["import", str(folder / "plan.json")], ["export"]):
        done = subprocess.run(["task", *words], env=world, capture_output=True, timeout=120, check=False)
        assert done.returncode == 0, done.stderr.decode()
    return {one["uuid"]: one for one in json.loads(done.stdout) if "parent" not in one}


@pytest.mark.slow
@pytest.mark.parametrize(
    "text", [LIST, EXAMPLES[0].read_text("utf-8"), random_plan(1)], ids=["list", "example", "random"]
)
def test_taskwarrior_imports_them(tmp_path: Path, text: str) -> None:
    written = made(text, "taskwarrior", date.fromisoformat(TODAY))
    found = taskwarrior(tmp_path, written)
    wanted = {one["uuid"]: one for one in json.loads(written)}
    assert found.keys() == wanted.keys()
    for uuid, task in wanted.items():
        theirs = found[uuid]
        assert theirs["description"] == task["description"]
        assert theirs["status"] == ("recurring" if "recur" in task else task["status"])
        assert set(theirs.get("depends", [])) == set(task.get("depends", []))
        for key in ("due", "scheduled", "end"):
            assert key not in task or local(theirs[key]) == task[key][:8]


def local(moment: str) -> str:
    """The day in New York of a moment that is midnight there."""
    assert moment[8:] in ("T040000Z", "T050000Z")
    return moment[:8]


@pytest.mark.slow
def test_taskwarrior_imports_harmful_words(tmp_path: Path) -> None:
    words = harmful()
    found = taskwarrior(tmp_path, made(plan_of(words), "taskwarrior"))
    assert len(found) == len(words) + 1
    rows = rows_of(compiled(plan_of(words)))
    titles = [one["description"] for one in found.values()]
    assert sorted(map(letters, titles)) == sorted(letters(row.title) for row in rows)


# All of them

NAMES = ("obsidian", "dataview", "todotxt", "taskwarrior")


def untold(row: ExchangeRow) -> dict[str, int]:
    """What lists of tasks have no place for in a row, counted by hand."""
    return {
        "durations": int(row.duration != ""),
        "lags": sum(link.lag != "" for link in row.links),
        "with": sum(link.kind == "with" for link in row.links),
        "dropped": int(row.state is State.DROPPED),
    }


@pytest.mark.parametrize("name", NAMES)
def test_what_is_left_out_is_told(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("list.plan.md").write_text(LIST, "utf-8")
    assert run(["build", "--to", name, "--as-of", "2026-11-01", "--strict"]) == 1
    told = capsys.readouterr().err
    counts = [untold(row) for row in rows_of(compiled(LIST))]
    for kind, one, several in (
        ("durations", "duration", "durations"),
        ("lags", "lag", "lags"),
        ("with", "`with:`", ""),
    ):
        count = sum(found[kind] for found in counts)
        assert f"{count} {one if count == 1 else several}" in told
    assert ("1 dropped step" in told) == (name == "todotxt")
    assert "1 barrier" in told


def test_files_have_names_of_their_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("list.plan.md").write_text(LIST, "utf-8")
    assert run(["build", "--to", ",".join((*NAMES, "md", "json", "tjp"))]) == 0
    assert {path.name for path in Path().iterdir()} == {
        "list.plan.md", "list.md", "list.tasks.md", "list.dataview.md", "list.todo.txt", "list.task.json", "list.json",
        "list.tjp",
    }  # fmt: skip
    for out, name in (("a.tasks.md", "obsidian"), ("a.txt", "todotxt"), ("b.md", "md"), ("c.json", "json")):
        assert run(["build", "-o", out]) == 0
        assert Path(out).read_text("utf-8") == Path(f"list{_ending(name)}").read_text("utf-8"), out
    assert run(["build", "--to", "obsidian", "-o", "d.md"]) == 0
    assert run(["build", "--to", "obsidian", "-o", "d.json"]) == 2
    Path("notes.txt").write_text(LIST, "utf-8")
    capsys.readouterr()
    assert run(["build", "--to", "todotxt", "-o", "notes.txt"]) == 2
    assert "is a plan" in capsys.readouterr().err


def _ending(name: str) -> str:
    from plainplan.render import FORMATS

    return FORMATS[name].ending
