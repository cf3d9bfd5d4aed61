"""What is wrong with a file becomes a finding at its place, what is wrong with the world one line."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from plainplan.cli import COMMANDS, run

AS_OF = ("--as-of", "2026-11-01")

posix = pytest.mark.skipif(sys.platform == "win32", reason="file modes and named pipes of POSIX systems")

FRONT = "---\nstart: 2026-11-01\n---\n\n# A plan\n\n## Goals\n\n### Work\n\n"

# Files that are plans, if poor ones: findings, exit 0.
POOR = {
    "empty": "",
    "only a mark": "\ufeff",
    "blank lines": "\n\n   \n",
    "only front matter": "---\nauthor: Jo\n---\n",
    "no title": "## Goals\n\n### Work ~2w\n\n- [ ] Read ~1w\n",
    "two titles": "# One\n\n# Two\n\n## Goals\n\n### Work ~2w\n\n- [ ] Read ~1w\n",
    "no goals": "# A plan\n\nOnly prose.\n",
    "an unclosed fence": FRONT + "- [ ] Read ~1w\n\n```\n- [ ] Write ~1w\n",
    "a line of a megabyte": "# A plan\n\n" + "word " * 200_000 + "\n",
    "deep lists": FRONT + "".join("  " * depth + f"- [ ] level {depth} ~1d\n" for depth in range(199)),
    "hostile text": FRONT + "- [ ] <script>alert(1)</script> {{7*7}} {% raw %} ]]> ${x} ~1w\n",
    "odd line ends": FRONT + "- [ ] one\u2028two\u2029three\u0085four ~1w\n",
}

# Files that are no plans: an error at its place, exit 1.
WRONG: dict[str, tuple[bytes, str, tuple[int, int]]] = {
    "NUL": (b"# A plan\n\nab\x00c\n", "P114", (3, 3)),
    "a control byte": (b"# A plan\n\na\x1bb\n", "P114", (3, 2)),
    "invalid UTF-8": (b"# A plan\n\nZo\xeb\n", "P114", (3, 3)),
    "UTF-16": ("# A plan\n".encode("utf-16"), "P114", (1, 1)),
    "a duration of 5,000 digits": ((FRONT + f"- [ ] Read ~{'9' * 5000}d\n").encode(), "", (11, 12)),
    "a year beyond the calendar": ((FRONT + "- [ ] Read ~9000y\n").encode(), "P115", (11, 12)),
    "a date beyond the calendar": ((FRONT + "- [ ] Read ~2w start:9999-12-30\n").encode(), "P115", (11, 12)),
    "unclosed front matter": (b"---\nauthor: Jo\n\n# A plan\n", "P107", (1, 1)),
    "front matter of braces": (b"---\na: " + b"[" * 900 + b"\n---\n\n# A plan\n", "P107", (2, 24)),
    "front matter with aliases": (b"---\na: &a [*a]\n---\n\n# A plan\n", "P107", (2, 4)),
}


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def errors(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    found = json.loads(capsys.readouterr().out)["findings"]
    return [one for one in found if one["severity"] == "error"]


@pytest.mark.parametrize("case", POOR)
def test_a_poor_plan_has_findings(case: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.plan.md").write_bytes(POOR[case].encode())
    assert run(["check", "--format", "json", *AS_OF]) == 0
    assert errors(capsys) == []


@pytest.mark.parametrize("case", POOR)
def test_a_poor_plan_is_built(case: str) -> None:
    Path("a.plan.md").write_bytes(POOR[case].encode())
    assert run(["build", "--to", "html,json", "-q", *AS_OF]) == 0
    assert Path("a.html").stat().st_size > 1000
    assert json.loads(Path("a.json").read_text("utf-8"))["format"] == "plainplan/1"


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_file_is_an_error_at_its_place(case: str, capsys: pytest.CaptureFixture[str]) -> None:
    data, code, place = WRONG[case]
    Path("a.plan.md").write_bytes(data)
    assert run(["check", "--format", "json", *AS_OF]) == 1
    found = errors(capsys)
    assert found[0]["code"] == code or not code
    assert (found[0]["line"], found[0]["column"]) == place


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_file_writes_nothing(case: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.plan.md").write_bytes(WRONG[case][0])
    assert run(["build", "--to", "html,pdf,json", *AS_OF]) == 1
    assert [path.name for path in Path().iterdir()] == ["a.plan.md"]
    assert "\x1b" not in capsys.readouterr().err


# The world


def one_line(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Run it; exit 2, nothing on standard output, one line on the other."""
    assert run([*arguments, "-q", *AS_OF]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("error: ")
    assert err.count("\n") == 1
    return err


GOOD = FRONT + "- [ ] Read ~1w\n"


@pytest.mark.parametrize("command", ["check", "build"])
def test_a_missing_file(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert "there is no such file" in one_line(capsys, command, "gone.plan.md")


@posix
@pytest.mark.parametrize("command", ["check", "build"])
def test_an_unreadable_file(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.plan.md").write_text(GOOD, "utf-8")
    Path("a.plan.md").chmod(0)
    assert "may not be read" in one_line(capsys, command, "a.plan.md")


@pytest.mark.parametrize("command", ["check", "build"])
def test_a_folder_named_like_a_plan(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("x.plan.md").mkdir()
    assert "folder without plans" in one_line(capsys, command, "x.plan.md")


@posix
@pytest.mark.parametrize("command", ["check", "build"])
def test_a_pipe_with_a_name(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo("pipe.plan.md")
    assert "not an ordinary file" in one_line(capsys, command, "pipe.plan.md")


@pytest.mark.parametrize("command", ["check", "build"])
def test_nothing_here(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert "the folder is empty" in one_line(capsys, command)


@posix
def test_a_read_only_output_folder(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.plan.md").write_text(GOOD, "utf-8")
    Path("out").mkdir(mode=0o555)
    assert "its folder is read-only" in one_line(capsys, "build", "-o", "out/")
    assert list(Path("out").iterdir()) == []


@pytest.mark.parametrize("out", [(), ("-o", "a.html")])
def test_an_output_path_that_is_a_folder(out: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.plan.md").write_text(GOOD, "utf-8")
    Path("a.html").mkdir()
    assert "it is a folder" in one_line(capsys, "build", *out)
    assert list(Path("a.html").iterdir()) == []


def test_an_output_folder_that_is_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.plan.md").write_text(GOOD, "utf-8")
    Path("out").write_text("mine", "utf-8")
    one_line(capsys, "build", "-o", "out/")
    assert Path("out").read_text("utf-8") == "mine"


LONG = "a" * 300
NAMING = {
    **{command: (command, LONG) for command in ("check", "build", "fmt", "status", "watch", "serve", "new", "site")},
    **{
        command: (command, "-f", LONG) for command in ("next", "why", "review", "diff", "history", "forecast", "decide")
    },
    **{command: (command, "read", "-f", LONG) for command in ("start", "done", "undo", "checkin")},
    "import": ("import", LONG),
    "import -o": ("import", "a.plan.md", "-o", LONG),
    "holidays -o": ("holidays", "DE-BY", "-o", LONG),
    "holidays --diff": ("holidays", "DE-BY", "--diff", LONG),
    "new --from": ("new", "b.plan.md", "--from", LONG),
    "diff of a file": ("diff", LONG),
    "review -o": ("review", "-o", LONG),
    "build -o": ("build", "-o", LONG),
    "build --to -o": ("build", "--to", "html", "-o", f"{LONG}.text"),
    **{f"{command} --template": (command, "--template", LONG) for command in ("build", "watch", "serve")},
}


def test_all_other_commands_name_a_file() -> None:
    assert {words[0] for words in NAMING.values()} == {*COMMANDS} - {"explain", "lsp"}


@posix
@pytest.mark.parametrize("case", NAMING)
@pytest.mark.parametrize("ending", ["", ".plan.md", "/plan.md"])
def test_a_name_that_is_too_long(case: str, ending: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.plan.md").write_text(GOOD, "utf-8")
    command, *words = NAMING[case]
    assert run([command, *(f"{word}{ending}" if word == LONG else word for word in words), "-q"]) == 2
    assert capsys.readouterr().err.splitlines()[-1].startswith("error: ")  # after what is found in the plan, if any
    assert [path.name for path in Path().iterdir()] == ["a.plan.md"]


@posix
def test_a_file_name_that_could_steer_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    name = "a\x1b[2J\u202eb\n.plan.md"
    Path(name).write_text(GOOD + "- [ ] Write after:nobody\n", "utf-8")
    assert run(["build", name, *AS_OF]) == 1
    err = capsys.readouterr().err
    assert "\x1b" not in err
    assert "\u202e" not in err
    assert "a\\x1b[2J\\u202eb\\n.plan.md:12:" in err


@posix
def test_a_file_name_that_is_no_text(capsys: pytest.CaptureFixture[str]) -> None:
    name = os.fsdecode(b"\xff.plan.md")
    try:
        Path(name).write_text(GOOD, "utf-8")
    except OSError:
        pytest.skip("this file system wants names that are text")
    assert run(["build", name, "--to", "html,json", *AS_OF]) == 0
    assert "\\udcff" in capsys.readouterr().err
