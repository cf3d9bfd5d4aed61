"""The command line: what goes to which stream, exit statuses, colours, fixes, and where outputs go."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import click
import pytest

from needs import pango
from plainplan import __version__
from plainplan.checks.all_rules import ALL_RULES
from plainplan.cli import COMMANDS, group, run
from plainplan.cli.console import wants_color
from plainplan.forecast import forecast as forecasting
from plainplan.forecast.result import Forecast

GOOD = """---
start: 2026-11-01
---

# A plan

## Primary objective

### Work ~2w

- [ ] Read ~1w
- [ ] Write ~1w
"""
WARNED = GOOD + "- Barrier: no light ~1w risk:low\n"
BROKEN = GOOD.replace("Write ~1w", "Write ~1w after:nobody")
AS_OF = ("--as-of", "2026-11-01")


class Ran(NamedTuple):
    status: int
    out: str
    err: str


class Plan:
    """Runs the program in a folder of its own."""

    def __init__(self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self._capsys = capsys
        self._monkeypatch = monkeypatch

    def __call__(self, *arguments: str, given: bytes | None = None) -> Ran:
        if given is not None:
            self._monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))
        status = run(arguments)
        out, err = self._capsys.readouterr()
        return Ran(status, out, err)


@pytest.fixture
def plan(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Plan:
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return Plan(capsys, monkeypatch)


def put(name: str, text: str) -> None:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())


# A plan on standard input that is never there: the interrupt comes while it is waited for.
WAITING = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
class Waiting:
    def read(self, size):
        signal.raise_signal(signal.SIGINT)
class Input:
    buffer = Waiting()
sys.stdin = Input()
from plainplan.__main__ import main
main()
"""


# The program


def test_version(plan: Plan) -> None:
    assert plan("--version") == (0, f"plan {__version__}\n", "")


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_explains_itself(plan: Plan, name: str) -> None:
    ran = plan(name, "-h")
    assert (ran.status, ran.err) == (0, "")
    assert "Examples:" in ran.out
    assert plan(name, "--version") == (0, f"plan {__version__}\n", "")


@pytest.mark.parametrize("name", COMMANDS)
def test_each_option_says_what_it_does(name: str) -> None:
    command = group.get_command(click.Context(group), name)
    assert command is not None
    assert [one.name for one in command.params if isinstance(one, click.Option) and not one.help] == []


def test_every_command_is_in_the_help(plan: Plan) -> None:
    out = plan("-h").out
    for name, text in COMMANDS.items():
        assert re.search(rf"^  {name} +{re.escape(text[:20])}", out, re.MULTILINE)


def test_without_a_command_the_help_goes_to_standard_error(plan: Plan) -> None:
    ran = plan()
    assert (ran.status, ran.out) == (2, "")
    assert "Commands:" in ran.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("chekc",), "there is no command `chekc`: did you mean `plan check`? (`plan -h` tells more)"),
        (("check", "--frmat", "json"), "no such option '--frmat'"),
        (("check", "--as-of", "1.11.2026"), "`1.11.2026` is not a day: write it as `2026-11-01`"),
        (("check", "--as-of", "20261101"), "`20261101` is not a day"),
        (("check", "--fix", "--diff"), "leave one of them out"),
        (("check", "--diff", "--format", "json"), "leave one of them out"),
        (("check", "--fix", "-"), "standard input is none"),
        (("build", "--to", "docx"), "`docx` is no output that is known"),
        (("build", "--to", ","), "name an output"),
        (("build", "--paper", "a5"), "a5"),
        (("explain", "P999"), "there is no finding `P999`"),
        (("check", "no\x1b[2Jsuch"), "`no\\x1b[2Jsuch`"),
    ],
)
def test_what_cannot_be_asked_for_is_one_line(plan: Plan, arguments: tuple[str, ...], said: str) -> None:
    ran = plan(*arguments)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("error: ")
    assert said in ran.err
    assert ran.err.count("\n") == 1
    assert "\x1b" not in ran.err


# Check


def test_a_clean_plan(plan: Plan) -> None:
    put("a.plan.md", GOOD)
    ran = plan("check", *AS_OF, "--format", "concise")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.splitlines()[-1].endswith(" in 1 plan")


def test_findings_are_the_answer(plan: Plan) -> None:
    put("a.plan.md", BROKEN)
    ran = plan("check", "a.plan.md", *AS_OF)
    assert (ran.status, ran.err) == (1, "")
    assert "error[P301]: " in ran.out
    assert "  ┌─ a.plan.md:12:" in ran.out
    assert "12│ - [ ] Write ~1w after:nobody\n" in ran.out


@pytest.mark.parametrize(("text", "usual", "strict"), [(GOOD, 0, 0), (WARNED, 0, 1), (BROKEN, 1, 1)])
def test_strict_fails_on_warnings(plan: Plan, text: str, usual: int, strict: int) -> None:
    put("a.plan.md", text)
    assert plan("check", *AS_OF).status == usual
    assert plan("check", *AS_OF, "--strict").status == strict


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_data_stands_alone(plan: Plan, form: str) -> None:
    put("a.plan.md", BROKEN)
    ran = plan("check", "a.plan.md", "gone.plan.md", "--format", form, *AS_OF)
    assert ran.status == 2
    assert json.loads(ran.out)
    assert ran.err == "error: `gone.plan.md` cannot be read: there is no such file\n"


def test_standard_input(plan: Plan) -> None:
    ran = plan("check", "-", "--format", "concise", *AS_OF, given=BROKEN.encode())
    assert ran.status == 1
    assert ran.out.startswith("<stdin>:12:")


def test_the_plan_here(plan: Plan) -> None:
    put("nurse.plan.md", GOOD)
    assert plan("check", *AS_OF).status == 0
    put("sam.plan.md", GOOD)
    ran = plan("check", *AS_OF)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == "error: there are several plans here, name one: `nurse.plan.md`, `sam.plan.md`\n"


def test_every_plan_of_a_folder(plan: Plan) -> None:
    put("all/a.plan.md", BROKEN)
    put("all/b/plan.md", GOOD)
    ran = plan("check", "all", "--format", "concise", *AS_OF)
    assert ran.status == 1
    assert ran.out.splitlines()[-1].startswith("1 error")
    assert " in 2 plans" in ran.out


def test_verbose_says_more(plan: Plan) -> None:
    put("a.plan.md", BROKEN)
    assert "`plan explain P301`" in plan("check", "-v", *AS_OF).out
    assert "`plan explain P301`" not in plan("check", *AS_OF).out


def test_quiet_leaves_the_summary_out(plan: Plan) -> None:
    put("a.plan.md", GOOD)
    assert plan("check", "-q", *AS_OF).out == ""


# Fixes

FIXABLE = "# A plan\n\n## Goals\n\n### Work\n\n- [ ] Read (6 weeks)\n- [ ] Write due: 2027-01-15 ~1w\n"
FIXED = "# A plan\n\n## Goals\n\n### Work\n\n- [ ] Read ~6w\n- [ ] Write due:2027-01-15 ~1w\n"


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["no mark", "mark"])
def test_fix_touches_nothing_else(plan: Plan, ending: str, mark: bytes) -> None:
    start = f"---{ending}start: 2026-11-01{ending}---{ending}"
    Path("a.plan.md").write_bytes(mark + (start + FIXABLE.replace("\n", ending)).encode())
    ran = plan("check", "--fix", *AS_OF)
    assert ran.status == 0
    assert Path("a.plan.md").read_bytes() == mark + (start + FIXED.replace("\n", ending)).encode()
    assert "fixed 2 findings" in ran.err
    assert "P103" not in ran.out
    assert plan("check", "--diff", *AS_OF).out == ""


def test_diff_shows_and_changes_nothing(plan: Plan) -> None:
    put("a.plan.md", "---\nstart: 2026-11-01\n---\n" + FIXABLE)
    before = Path("a.plan.md").read_bytes()
    ran = plan("check", "--diff", *AS_OF)
    assert Path("a.plan.md").read_bytes() == before
    assert ran.out.startswith("--- a.plan.md\n+++ a.plan.md\n@@ ")
    assert "-- [ ] Read (6 weeks)\n" in ran.out
    assert "+- [ ] Read ~6w\n" in ran.out
    assert "P103" in ran.err


def test_diff_of_a_last_line_without_an_end(plan: Plan) -> None:
    put("a.plan.md", FIXABLE.rstrip("\n"))
    assert "\\ No newline at end of file\n" in plan("check", "--diff", *AS_OF).out


def test_a_link_is_fixed_where_it_leads(plan: Plan) -> None:
    put("real.md", FIXABLE)
    try:
        Path("a.plan.md").symlink_to("real.md")
    except OSError:
        pytest.skip("no symbolic links here")
    plan("check", "a.plan.md", "--fix", *AS_OF)
    assert Path("a.plan.md").is_symlink()
    assert "~6w" in Path("real.md").read_text("utf-8")


def test_unclean_bytes_are_not_fixed(plan: Plan) -> None:
    data = FIXABLE.encode() + b"\xff\n"
    Path("a.plan.md").write_bytes(data)
    assert plan("check", "--fix", *AS_OF).status == 1
    assert Path("a.plan.md").read_bytes() == data


# Explain


def test_explain_lists_every_finding(plan: Plan) -> None:
    lines = plan("explain").out.splitlines()
    assert [line.split()[0] for line in lines] == sorted(rule.code for rule in ALL_RULES)


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.code)
def test_explain_tells_each_finding(plan: Plan, rule: object) -> None:
    from plainplan.diagnostics import Rule

    assert isinstance(rule, Rule)
    ran = plan("explain", rule.code.lower())
    assert ran.status == 0
    assert ran == plan("explain", rule.name)
    of_a_folder = rule.code in ("P151", "P152", "P153") or rule.code.startswith("X")  # shown with its plan.toml
    for part in (rule.code, rule.name, rule.title, *(() if of_a_folder else ("Bad:", "Good:"))):
        assert part in ran.out
    assert not of_a_folder or "plan.toml" in ran.out


# Build


def test_the_page_goes_beside_the_plan(plan: Plan) -> None:
    put("in/nurse.plan.md", GOOD)
    ran = plan("build", "in/nurse.plan.md", *AS_OF)
    assert (ran.status, ran.out) == (0, "")
    assert Path("in/nurse.html").read_text("utf-8").startswith("<!doctype html>")
    assert f"wrote {Path('in/nurse.html')} in " in ran.err


def test_an_output_on_standard_output_stands_alone(plan: Plan) -> None:
    put("a.plan.md", WARNED)
    ran = plan("build", "a.plan.md", "--to", "json", "-o", "-", *AS_OF)
    assert ran.status == 0
    assert json.loads(ran.out)["format"] == "plainplan/1"
    assert "P204" in ran.err


def test_standard_input_goes_to_standard_output(plan: Plan) -> None:
    ran = plan("build", "-", "--to", "json", *AS_OF, given=GOOD.encode())
    assert ran.status == 0
    assert json.loads(ran.out)["title"] == "A plan"
    assert [path.name for path in Path().iterdir()] == []


def test_several_outputs_of_several_plans(plan: Plan) -> None:
    put("a.plan.md", GOOD)
    put("b.md", GOOD)
    assert plan("build", "a.plan.md", "b.md", "--to", "html,json", "-o", "out/deep/", *AS_OF).status == 0
    assert sorted(path.name for path in Path("out/deep").iterdir()) == ["a.html", "a.json", "b.html", "b.json"]


def test_outputs_that_would_be_one(plan: Plan) -> None:
    put("nurse.plan.md", GOOD)
    put("nurse.md", GOOD)
    ran = plan("build", "nurse.plan.md", "nurse.md", *AS_OF)
    assert ran.status == 2
    assert "`nurse.plan.md` and `nurse.md`" in ran.err
    assert not Path("nurse.html").exists()


def test_errors_leave_the_last_good_output(plan: Plan) -> None:
    put("a.plan.md", GOOD)
    plan("build", *AS_OF)
    before = Path("a.html").read_bytes()
    put("a.plan.md", BROKEN)
    ran = plan("build", "--to", "html,json", *AS_OF)
    assert (ran.status, ran.out) == (1, "")
    assert "error[P301]" in ran.err
    assert Path("a.html").read_bytes() == before
    assert not Path("a.json").exists()


def test_one_plan_with_errors_does_not_stop_the_others(plan: Plan) -> None:
    put("all/a.plan.md", BROKEN)
    put("all/b.plan.md", GOOD)
    assert plan("build", "all", *AS_OF).status == 1
    assert Path("all/b.html").exists()
    assert not Path("all/a.html").exists()


# The program on a machine that has no Pango.
WITHOUT_PANGO = """
import cffi
load = cffi.FFI.dlopen
def dlopen(self, name, flags=0):
    if name and "pango" in str(name):
        raise OSError(f"cannot load library '{name}'")
    return load(self, name, flags)
cffi.FFI.dlopen = dlopen
"""


def test_without_pango_the_other_outputs_are_written(tmp_path: Path) -> None:
    every_process = tmp_path / "every-process"  # the PDF is laid out by a process of its own
    every_process.mkdir()
    (every_process / "sitecustomize.py").write_text(WITHOUT_PANGO, "utf-8")
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "a.plan.md").write_text(GOOD, "utf-8")
    ran = subprocess.run(
        [sys.executable, "-m", "plainplan", "build", "--to", "pdf,html", "-q", *AS_OF],
        cwd=tmp_path / "plans",
        env={**os.environ, "PYTHONPATH": str(every_process)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.startswith("error: a PDF needs the library Pango")
    assert "install" in ran.stderr
    assert ran.stderr.count("\n") == 1
    assert sorted(path.name for path in (tmp_path / "plans").iterdir()) == ["a.html", "a.plan.md"]


def test_a_template_that_is_not_there(plan: Plan) -> None:
    put("a.plan.md", GOOD)
    ran = plan("build", "--template", "gone", "-q", *AS_OF)
    assert ran.status == 2
    assert "`gone` is neither a look" in ran.err
    assert not Path("a.html").exists()


def test_the_same_text_and_day_give_the_same_bytes(plan: Plan) -> None:
    put("one/a.plan.md", WARNED)
    put("two/a.plan.md", WARNED)
    assert plan("build", "one", "--to", "html,json", *AS_OF).status == 0
    assert plan("build", "two", "--to", "html,json", *AS_OF).status == 0
    for name in ("a.html", "a.json"):
        assert Path("one", name).read_bytes() == Path("two", name).read_bytes()


def test_quiet_builds_say_nothing(plan: Plan) -> None:
    put("a.plan.md", GOOD)
    assert plan("build", "-q", *AS_OF) == (0, "", "")
    put("b.plan.md", WARNED)
    assert plan("build", "-q", "a.plan.md", "b.plan.md", *AS_OF) == (0, "", "")


def test_quiet_builds_say_errors_and_trouble(plan: Plan) -> None:
    put("all/a.plan.md", BROKEN)
    put("all/b.plan.md", WARNED)
    ran = plan("build", "-q", "all", "no.md", *AS_OF)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("error[P301]")
    assert ran.err.endswith("error: `no.md` cannot be read: there is no such file\n")
    assert "warning" not in ran.err


# Folders


def outputs_in(folder: str) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in Path(folder).rglob("*") if path.is_file())


@pytest.mark.parametrize("folder", ["all", "all/", "./all", "all/../all"])
def test_outputs_of_a_folder_stand_as_its_plans_do(plan: Plan, folder: str) -> None:
    for name in ("a.plan.md", "x/a.plan.md", "x/y/plan.md", "z/plan.md"):
        put(f"all/{name}", GOOD)
    assert plan("build", folder, "--to", "html,json", "-o", "out", *AS_OF).status == 0
    pages = ["a", "x/a", "x/y/plan", "z/plan"]
    assert outputs_in("out") == sorted(f"{page}{ending}" for page in pages for ending in (".html", ".json"))


def test_the_folder_here_is_mirrored_too(plan: Plan) -> None:
    put("a.plan.md", GOOD)
    put("x/b.plan.md", GOOD)
    for _ in range(2):  # what is built is found by no second run
        assert plan("build", ".", "-o", "out", *AS_OF).status == 0
        assert outputs_in("out") == ["a.html", "x/b.html"]


def test_several_folders_share_one_where_no_outputs_meet(plan: Plan) -> None:
    for name in ("one/a.plan.md", "two/x/b.plan.md", "three/a.plan.md"):
        put(name, GOOD)
    assert plan("build", "one", "two", "-o", "out", *AS_OF).status == 0
    assert outputs_in("out") == ["a.html", "x/b.html"]
    ran = plan("build", "one", "three", "-o", "clash", *AS_OF)
    assert ran.status == 2
    assert f"`{Path('one/a.plan.md')}` and `{Path('three/a.plan.md')}` would both be written" in ran.err
    assert not Path("clash").exists()


def test_plans_that_are_named_go_straight_into_the_folder(plan: Plan) -> None:
    put("all/x/a.plan.md", GOOD)
    assert plan("build", "all/x/a.plan.md", "-o", "out/", *AS_OF).status == 0
    assert outputs_in("out") == ["a.html"]


@pytest.mark.skipif(os.name != "posix", reason="needs symbolic links")
def test_a_mirror_makes_no_folder_through_a_link(plan: Plan) -> None:
    put("all/x/y/a.plan.md", GOOD)
    Path("elsewhere").mkdir()
    Path("out").mkdir()
    Path("out/x").symlink_to(Path("elsewhere").absolute())
    ran = plan("build", "all", "-o", "out", *AS_OF)
    assert ran.status == 2
    assert "leads out of `out`" in ran.err
    assert outputs_in("elsewhere") == []
    assert not Path("elsewhere/y").exists()


def test_many_plans_end_with_how_many_are_built(plan: Plan) -> None:
    put("all/a.plan.md", GOOD)
    put("all/b.plan.md", GOOD)
    assert plan("build", "all", *AS_OF).err.splitlines()[-1] == "built all 2 plans"
    put("all/c.plan.md", BROKEN)
    told = plan("build", "all", "no.md", *AS_OF).err.splitlines()[-1]
    assert told == f"built 2 of 4 plans; not built: `{Path('all/c.plan.md')}`, `no.md`"
    assert "built" not in plan("build", "all/a.plan.md", *AS_OF).err


def test_the_odds_are_worked_out_once_for_all_outputs(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    put("a.plan.md", GOOD)
    pango()
    asked: list[object] = []
    real = forecasting.forecast

    def noted(*given: Any) -> Forecast | None:
        asked.append(given)
        return real(*given)

    monkeypatch.setattr(forecasting, "forecast", noted)
    assert plan("build", "--forecast", "--to", "html,json,pdf", *AS_OF).status == 0
    assert len(asked) == 1
    assert plan("build", "--forecast", "--to", "json", *AS_OF).status == 0
    assert len(asked) == 1


# Streams


@pytest.mark.parametrize(
    ("choice", "terminal", "environment", "colors"),
    [
        ("auto", True, {}, True),
        ("auto", False, {}, False),
        ("auto", True, {"NO_COLOR": "1"}, False),
        ("auto", True, {"NO_COLOR": ""}, True),
        ("auto", False, {"FORCE_COLOR": "1"}, True),
        ("auto", True, {"FORCE_COLOR": "0"}, False),
        ("auto", True, {"TERM": "dumb"}, False),
        ("always", False, {"NO_COLOR": "1"}, True),
        ("never", True, {"FORCE_COLOR": "1"}, False),
    ],
)
def test_when_there_are_colours(choice: str, terminal: bool, environment: dict[str, str], colors: bool) -> None:
    assert wants_color(choice, terminal, environment) is colors


def test_colours_when_asked_for(plan: Plan) -> None:
    put("a.plan.md", BROKEN)
    assert "\x1b[" in plan("check", "--color", "always", *AS_OF).out
    assert "\x1b[" not in plan("check", *AS_OF).out


def test_a_stream_without_box_drawing(tmp_path: Path) -> None:
    (tmp_path / "a.plan.md").write_text(BROKEN + "\nZoë\n", "utf-8")
    ran = subprocess.run(
        [sys.executable, "-m", "plainplan", "check", *AS_OF],
        cwd=tmp_path,
        capture_output=True,
        env={"PYTHONIOENCODING": "ascii"},
        check=False,
    )
    assert ran.returncode == 1, ran.stderr
    assert b"  --> a.plan.md:12:" in ran.stdout


def test_a_pipe_that_ends_early_is_no_trouble(tmp_path: Path) -> None:
    (tmp_path / "a.plan.md").write_text(GOOD + "- [ ] Read (6 weeks)\n" * 2000, "utf-8")
    program = [sys.executable, "-m", "plainplan", "check", *AS_OF]
    with subprocess.Popen(program, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=60) == 0


def test_an_interrupt_ends_it_quietly() -> None:
    ran = subprocess.run([sys.executable, "-c", WAITING, "check", "-"], capture_output=True, timeout=60, check=False)
    assert (ran.returncode, ran.stdout, ran.stderr.strip()) == (130, b"", b"")
