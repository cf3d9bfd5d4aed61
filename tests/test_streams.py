"""Streams that are closed, full or read no further: an answer that is lost is told, and nothing else is disturbed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a shell and /dev/full")

PLAN = "---\nstart: 2026-09-01\n---\n\n# P\n\n## Goals\n\n### Work ~3w ^work\n\n- [ ] Read ~1w ^read\n"
ANSWERING = ("check a.plan.md", "build a.plan.md -o -", "build a.plan.md --to json -o -", "status a.plan.md", "next",
             "why read", "explain P204", "check --format json a.plan.md", "review --no-questions", "-h", "check -h",
             "--version")  # fmt: skip
SAYING = ("build a.plan.md", "done read --on 2026-10-01", "checkin well --on 2026-10-01")


def ran(command: str, redirected: str, folder: Path) -> tuple[int, str]:
    """The exit status of the program itself, and what reached standard error."""
    (folder / "a.plan.md").write_text(PLAN, "utf-8")
    program = f'"{sys.executable}" -m plainplan {command}'
    words = ["bash", "-c", f"set -o pipefail; {program} {redirected}"]
    found = subprocess.run(words, capture_output=True, text=True, cwd=folder, stdin=subprocess.DEVNULL, env=os.environ)
    assert "Traceback" not in found.stderr
    assert "Exception ignored" not in found.stderr
    return found.returncode, found.stderr


@pytest.mark.parametrize("command", ANSWERING)
@pytest.mark.parametrize(("redirected", "why"), [(">/dev/full", "No space left"), (">&-", "Bad file descriptor")])
def test_an_answer_that_is_lost_is_told(command: str, redirected: str, why: str, tmp_path: Path) -> None:
    status, said = ran(command, redirected, tmp_path)
    assert status == 2
    assert f"error: standard output cannot be written: {why}" in said


@pytest.mark.parametrize("command", ["check a.plan.md", "build a.plan.md -o -", "why read"])
def test_who_has_seen_enough_of_an_answer_may_go(command: str, tmp_path: Path) -> None:
    assert ran(command, "| head -c 1 >/dev/null", tmp_path)[0] == 0


@pytest.mark.parametrize("command", SAYING)
@pytest.mark.parametrize("redirected", [">&-", "2>&-", ">&- 2>&-", "2>/dev/full", "<&-", "<&- >&- 2>&-"])
def test_what_needs_no_stream_is_done(command: str, redirected: str, tmp_path: Path) -> None:
    """What is opened meanwhile takes no number of a stream that is closed: no word ends up in a file."""
    answers = not command.startswith("build")  # what was done is told there; that nobody hears it is told as well
    lost = answers and ">&-" in redirected.replace("2>&-", "")
    assert ran(command, redirected, tmp_path)[0] == (2 if lost else 0)
    if not answers:
        assert (tmp_path / "a.html").read_text("utf-8").startswith("<!doctype html>")
        assert (tmp_path / "a.plan.md").read_text("utf-8") == PLAN
    else:
        text = (tmp_path / "a.plan.md").read_text("utf-8")
        assert text != PLAN
        assert text.startswith(PLAN.partition("- [")[0])


def test_a_closed_input_is_empty(tmp_path: Path) -> None:
    assert ran("check - --format concise", "<&-", tmp_path) == (0, "")
