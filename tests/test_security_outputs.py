"""Hostile text in every place for text, in every output: it is shown as text, or left out, and does nothing."""

from __future__ import annotations

import json
import re
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from compiling import compiled
from hostile import HOST, PAYLOADS, hostile, plan_with
from page_lint import lint
from plainplan.cli import COMMANDS, run
from plainplan.render import FORMATS, Options, render
from plainplan.render.assets import templates_dir
from plainplan.report import report

TODAY = date(2026, 11, 1)
AS_OF = ("--as-of", TODAY.isoformat())
LOOKS = sorted(path.name for path in templates_dir().iterdir() if path.is_dir())

# What may colour words in a terminal, and what could do more there.
COLOURS = re.compile(r"\x1b\[[0-9;]*m")
STEERS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\U000e0000-\U000e007f]"
)
SPOKEN = [
    command
    for command in (
        ["check", "FILE", "-v"],
        ["check", "FILE", "--format", "concise", "-v"],
        ["check", "FILE", "--diff"],
        ["check", "FILE", "--format", "github"],
        ["build", "FILE", "-v"],
        ["status", "FILE"],
        ["next", "FILE"],
        ["why", "-f", "FILE"],
        ["why", "first", "-f", "FILE"],
        ["decide", "-f", "FILE"],
        ["forecast", "-f", "FILE", "--runs", "20"],
        ["fmt", "FILE", "--diff"],
    )
    if command[0] in COMMANDS
]

STEERING = [name for name in PAYLOADS if name.startswith(("terminal", "calendar", "github", "shell"))]

payloads = pytest.mark.parametrize("name", PAYLOADS)


def output(text: str, form: str, look: str = "default") -> str:
    return render(compiled(text), form, Options(template=look)).decode()


def test_there_are_payloads_and_looks() -> None:
    assert len(PAYLOADS) >= 60
    assert "default" in LOOKS


@pytest.mark.parametrize("look", LOOKS)
def test_the_lint_of_pages_finds_what_it_looks_for(look: str) -> None:
    wrong, _ = lint('<b onclick=x><script></script><a href="javascript:x">y</a><!-- z --><img src="//h/a.png">')
    assert len(wrong) == 5


@pytest.mark.parametrize("look", LOOKS)
@payloads
def test_a_page_has_only_what_is_ours(name: str, look: str) -> None:
    """No element, attribute or address of the payload's, and not a letter of it in a style sheet."""
    text = hostile(name).text
    assert not compiled(text).has_errors
    wrong, style = lint(output(text, "html", look))
    assert wrong == []
    assert HOST not in style
    assert "@import" not in style
    assert re.findall(r"url\((?!data:font/woff2;base64|#\w+\))", style) == []


@payloads
def test_data_is_read_back_as_it_was_written(name: str) -> None:
    text = output(hostile(name).text, "json")
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e]", text)
    data = json.loads(text)
    assert data["settings"]["author"] == PAYLOADS[name].strip()
    assert data["format"] == "plainplan/1"


@payloads
def test_findings_are_data_or_one_command_a_line(name: str) -> None:
    """As JSON and SARIF they are read back; as annotations each line is one of ours, and no text begins one."""
    plan = compiled(hostile(name).wrong)
    assert plan.has_errors
    for form in ("json", "sarif"):
        (text,) = report([plan], form)
        assert not STEERS.search(text)
        found: dict[str, Any] = json.loads(text)
        assert len(found["findings"] if form == "json" else found["runs"][0]["results"]) == len(plan.diagnostics)
    lines = "\n".join(report([plan], "github")).splitlines()
    assert len(lines) == len(plan.diagnostics) > 5
    for line in lines:
        assert re.match(r"::(error|warning|notice) file=a\.plan\.md,line=\d+,", line)


@pytest.mark.parametrize("command", SPOKEN, ids=" ".join)
def test_nothing_steers_a_terminal(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    plan = tmp_path / "hostile.plan.md"
    for name in STEERING:
        plan.write_text(hostile(name).wrong if command[0] in ("check", "build") else hostile(name).text, "utf-8")
        day = () if command[0] == "fmt" else AS_OF
        words = [str(plan) if word == "FILE" else word for word in command]
        run([*words, *day, "--color", "always"])
        out, err = capsys.readouterr()
        assert out + err
        assert not STEERS.search(COLOURS.sub("", out + err)), name


@pytest.mark.skipif(sys.platform == "win32", reason="such names cannot be given there")
@payloads
def test_the_name_of_a_file_is_only_a_name(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stem = PAYLOADS[name].replace("/", "\u2215")[:60]
    plan = tmp_path / f"{stem}\x1b[2J\n.plan.md"
    plan.write_text("## Goals\n\n### Work ~1w\n", "utf-8")  # the title is the file's name
    assert run(["check", str(plan), "--format", "github", *AS_OF]) == 0
    assert all(line.startswith("::") for line in capsys.readouterr().out.splitlines())
    before = set(tmp_path.iterdir())
    assert run(["build", str(plan), *AS_OF]) == 0
    assert not STEERS.search("".join(capsys.readouterr()))
    (page,) = set(tmp_path.iterdir()) - before
    assert lint(page.read_text("utf-8"))[0] == []


@pytest.mark.skipif("ics" not in FORMATS, reason="calendars are not written")
@payloads
def test_a_calendar_has_only_our_lines(name: str) -> None:
    def kinds(payload: str) -> set[str]:
        text = output(plan_with(payload), "ics").replace("\r\n ", "")
        assert "\n" not in text.replace("\r\n", "")
        return {re.split("[;:]", line)[0] for line in text.split("\r\n")} - {""}

    assert kinds(PAYLOADS[name]) <= kinds("quiet words") | {"DESCRIPTION", "COMMENT"}
