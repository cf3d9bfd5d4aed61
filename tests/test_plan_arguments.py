"""Which plans a command is about: PATH as well as `-f`, beside the name of a thing, and several where it can be."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from plainplan.cli import run

DAY = ("--as-of", "2026-11-01")
SCHOOL = """---
start: 2026-10-01
---
# School

| Occupation | Stage | Pay | Joy |
| --- | --- | --- | --- |
| Nurse | chosen | 40 | 5 |
| Baker | shortlist | 30 | 4 |

## Goals

### Sit the exam ^exam

- [ ] Read the book ~2-4w ^read
- [ ] Visit a plan ~1w ^visit
"""
BIKE = "---\nstart: 2026-10-01\n---\n# Bicycle\n\n## Goals\n\n### Mend it\n\n- [ ] Buy a chain ~1w ^chain\n"
BROKEN = BIKE.replace("^chain", "after:nothing-there").replace("Bicycle", "Broken")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with plans of many names, in which there is no only one."""
    monkeypatch.chdir(tmp_path)
    for name, text in {
        "school.plan.md": SCHOOL,
        "bike.plan.md": BIKE,
        "broken.md": BROKEN,
        "plain": SCHOOL,
        "one/two/plan.md": SCHOOL,
        "empty/notes.txt": "",
        "visit/notes.txt": "",
        "many/a.plan.md": SCHOOL,
        "many/b.plan.md": BIKE,
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path


def said(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    capsys.readouterr()
    return run([*words, *DAY]), *capsys.readouterr()


ABOUT_ONE = ("decide", "forecast", "why", "next", "status")


@pytest.mark.parametrize("command", ABOUT_ONE)
@pytest.mark.parametrize("path", ["school.plan.md", "./school.plan.md", "plain", "one", "one/", "one/two/plan.md"])
def test_a_path_means_what_f_means(command: str, path: str, capsys: pytest.CaptureFixture[str]) -> None:
    asked = said(capsys, command, path)
    assert asked == said(capsys, command, "-f", path)
    status, out, err = asked
    assert (status, err) == (0, "")
    assert out


@pytest.mark.parametrize("command", ABOUT_ONE)
def test_a_dash_is_standard_input(
    command: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(SCHOOL.encode())))
    status, out, err = said(capsys, command, "-")
    assert (status, err) == (0, "")
    assert out == said(capsys, command, "school.plan.md")[1]


@pytest.mark.parametrize("command", [*ABOUT_ONE, "history"])
@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("no.plan.md",), "`no.plan.md` cannot be read: there is no such file"),
        (("-f", "school.plan.md", "-f", "no.md"), "`no.md` cannot be read: there is no such file"),
        ((), "there are several plans here, name one"),
    ],
)
def test_what_is_not_there_is_one_line(
    command: str, words: tuple[str, ...], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = said(capsys, command, *words)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert told in err


@pytest.mark.parametrize("command", ["decide", "forecast", "next", "status"])
def test_a_plan_is_named_once(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = said(capsys, command, "bike.plan.md", "-f", "school.plan.md")
    assert (status, out) == (2, "")
    assert "leave one of them out" in err


@pytest.mark.parametrize("command", ["decide", "forecast"])
def test_a_folder_with_several_lists_them(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, _, err = said(capsys, command, "many")
    assert status == 2
    assert "`many/a.plan.md`, `many/b.plan.md`" in err
    assert "folder without plans" in said(capsys, command, "empty")[2]


# A plan and a thing in it


@pytest.mark.parametrize(
    "words",
    [
        ("school.plan.md", "read"),
        ("read", "school.plan.md"),
        ("plain", "read"),
        ("one", "read"),
        ("read", "one"),
        ("school.plan.md", "Read the book"),
        ("-f", "school.plan.md", "read"),
        ("read", "-f", "school.plan.md"),
    ],
)
def test_a_plan_and_a_name_in_either_order(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = said(capsys, "why", *words)
    assert (status, err) == (0, "")
    assert out.startswith("“Read the book” starts")


def test_a_folder_without_plans_is_no_path_where_a_name_may_stand(capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "why", "visit", "school.plan.md")[1].startswith("“Visit a plan” starts")


def test_with_f_all_else_is_a_name(capsys: pytest.CaptureFixture[str]) -> None:
    Path("read").write_text(BIKE, "utf-8")
    assert "Bicycle" not in said(capsys, "why", "-f", "school.plan.md", "read")[1]
    assert said(capsys, "why", "-f", "school.plan.md", "read")[1].startswith("“Read the book”")


@pytest.mark.parametrize("words", [("sit", "the", "exam"), ("school.plan.md", "sit", "the"), ("-f", "plain", "a", "b")])
def test_words_that_are_no_name_are_told(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = said(capsys, "why", *words)
    assert (status, out) == (2, "")
    assert "put quotes around a title of several words" in err


def test_history_takes_a_path_and_a_name(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git = ("git", "-c", "user.name=a", "-c", "user.email=a@b", "-C", str(here))
    for asked in (("init", "-q"), ("add", "."), ("commit", "-q", "-m", "x")):
        subprocess.run([*git, *asked], check=True)
    names: tuple[tuple[str, ...], ...] = ((), ("read",))
    for words in names:
        by_path, by_option = (said(capsys, "history", *way, *words) for way in (("plain",), ("-f", "plain")))
        assert by_path == by_option
        assert by_path[0] == 0
        assert by_path[1]


# Several plans


def test_next_tells_of_each_plan(capsys: pytest.CaptureFixture[str]) -> None:
    """Late work comes first, whichever plan it is in; what has no hurry stands under the plan's title."""
    status, out, err = said(capsys, "next", "school.plan.md", "bike.plan.md")
    assert (status, err) == (0, "")
    assert out.startswith("Overdue\n  [ ] Buy a chain")
    assert out.index("bike.plan.md:chain") < out.index("Read the book") < out.index("school.plan.md:read")
    run(["next", "school.plan.md", "bike.plan.md", "--as-of", "2026-09-10"])
    out = capsys.readouterr().out
    assert out.index("Bicycle  bike.plan.md") < out.index("Buy a chain") < out.index("\n\nSchool  school.plan.md")


def test_one_plan_has_no_heading(capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "next", "bike.plan.md")[1].startswith(" 1  [ ] Buy a chain")


@pytest.mark.parametrize("command", ["next", "status"])
def test_one_bad_path_does_not_keep_the_others(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = said(capsys, command, "school.plan.md", "no.md", "empty", "bike.plan.md")
    assert status == 2
    assert "school.plan.md" in out
    assert "bike.plan.md" in out
    assert err.count("error: ") == 2
    assert "folder without plans" in err


@pytest.mark.parametrize("command", ["next", "status"])
@pytest.mark.parametrize("paths", [("bike.plan.md",), ("many",), ("broken.md", "bike.plan.md"), ("no.md",)])
def test_json_stands_alone_whatever_the_number(
    command: str, paths: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    data = json.loads(said(capsys, command, *paths, "--format", "json")[1])
    assert data["format"] == f"plainplan-{command}/1"
    told = [plan["file"] for plan in data["plans"]]
    assert told == [name for name in ("many/a.plan.md", "many/b.plan.md", *paths) if name in told]
    assert len(told) == (2 if paths == ("many",) else len(paths) - ("no.md" in paths))


def test_what_there_is_of_a_single_plan_stands_on_top_too(capsys: pytest.CaptureFixture[str]) -> None:
    data = json.loads(said(capsys, "next", "bike.plan.md", "--format", "json")[1])
    assert {key: data[key] for key in data["plans"][0]} == data["plans"][0]
    assert [one["id"] for one in data["next"]] == ["chain"]


# Plans with errors


def test_status_says_that_a_plan_has_errors(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = said(capsys, "status", "broken.md")
    assert status == 1
    assert out.splitlines()[1] == "1 error: its dates may be missing or wrong, `plan check` tells them"
    assert "error" not in said(capsys, "status", "bike.plan.md")[1]


def test_status_of_several_says_which_have_errors(capsys: pytest.CaptureFixture[str]) -> None:
    Path("merge.md").write_text(f"{BIKE}<<<<<<< a\n- [ ] x ~1w\n=======\n- [ ] y ~1w\n>>>>>>> b\n", "utf-8")
    status, out, _ = said(capsys, "status", "bike.plan.md", "broken.md", "merge.md")
    assert status == 1
    told = {name: next(line for line in out.splitlines() if name in line) for name in ("bike", "broken", "merge")}
    assert "error" not in told["bike"]
    assert "1 error " in told["broken"]
    assert "unfinished merge" in told["merge"]
    assert out.splitlines()[-1].startswith("3 plans: 2 with errors, ")
    data = json.loads(said(capsys, "status", "bike.plan.md", "broken.md", "--format", "json")[1])
    assert [plan["errors"] for plan in data["plans"]] == [0, 1]


@pytest.mark.parametrize("command", ["next", "why", "decide", "forecast"])
def test_a_plan_in_the_middle_of_a_merge_is_told_as_such(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("merge.md").write_text(f"{BIKE}<<<<<<< a\n- [ ] x ~1w\n=======\n- [ ] y ~1w\n>>>>>>> b\n", "utf-8")
    status, _, err = said(capsys, command, "merge.md", "-q")
    assert status == 1
    assert "in the middle of a merge" in err
