"""What is written today is not overdue, nor called slipped, because its place in the plan has passed."""

from __future__ import annotations

import os
import subprocess
from datetime import date
from pathlib import Path

import pytest

from plainplan.cli import run
from plainplan.compile import compile_text

AS_OF = ("--as-of", "2026-11-01")
PLAN = """\
---
start: 2026-09-01
review: weekly
partner: Sam
---

# A road

## Goals

### Get in

- [x] Visit ~2w done:2026-09-12
- [/] Prepare ~4w since:2026-09-14
- [ ] Apply ~1w
"""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.md"
    path.write_text(PLAN, "utf-8")
    return path


def commit(folder: Path, day: str) -> None:
    env = os.environ | {"GIT_AUTHOR_DATE": f"{day}T12:00:00", "GIT_COMMITTER_DATE": f"{day}T12:00:00"}
    who = ("-c", "user.name=Jo", "-c", "user.email=jo@example.org")
    for arguments in (("init", "-q"), ("add", "."), (*who, "commit", "-qm", "A plan")):
        subprocess.run(["git", *arguments], cwd=folder, env=env, check=True, capture_output=True)


def overdue(text: str, day: str = "2026-11-01") -> list[str]:
    found = compile_text("plan.md", text, date.fromisoformat(day)).diagnostics
    return [one.message for one in found if one.code == "P405"]


@pytest.mark.parametrize("takes", ["1d", "2d", "1w", "3w", "10h"])
@pytest.mark.parametrize("name", ["prepare", "apply", "get-in"])
def test_a_solution_that_a_review_writes_is_not_overdue_at_birth(plan: Path, name: str, takes: str) -> None:
    answers = ("--barrier", name, "no quiet room", "--solution", "use the library", "--takes", takes)
    assert run(["review", "--no-questions", *answers, "-f", str(plan), *AS_OF]) == 0
    text = plan.read_text("utf-8")
    assert f"Solution: use the library ~{takes} start:2026-11-01\n" in text
    assert not [message for message in overdue(text) if "library" in message]
    assert [message for message in overdue(text, "2027-06-01") if "library" in message]  # later on it can be


def test_the_note_does_not_call_it_slipped(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    why = ("--why", "prepare", "night shifts")
    answers = (*why, "--barrier", "prepare", "no quiet room", "--solution", "use the library", "--takes", "2d")
    assert run(["review", "--no-questions", *answers, "-f", str(plan), *AS_OF]) == 0
    slipped = capsys.readouterr().out.partition("Slipped, and why:")[2].partition("\n\n")[0]
    assert "use the library" not in slipped
    assert "Prepare (" in slipped
    assert "night shifts" in slipped


ADDED = PLAN.replace("- [/] Prepare", "- [ ] Ask a friend ~1w\n- [/] Prepare")


@pytest.mark.parametrize("committed_again", [False, True])
def test_a_step_added_today_after_its_place_has_passed_has_not_slipped(
    plan: Path, capsys: pytest.CaptureFixture[str], committed_again: bool
) -> None:
    commit(plan.parent, "2026-10-20")
    plan.write_text(ADDED, "utf-8")
    if committed_again:
        commit(plan.parent, "2026-11-01")
    assert run(["review", "--no-questions", "-f", str(plan), *AS_OF]) == 0
    slipped = capsys.readouterr().out.partition("Slipped, and why:")[2].partition("\n\n")[0]
    assert "Prepare" in slipped
    assert "Ask a friend" not in slipped


def test_a_step_that_was_there_before_has(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan.write_text(ADDED, "utf-8")
    commit(plan.parent, "2026-10-20")
    assert run(["review", "--no-questions", "-f", str(plan), *AS_OF]) == 0
    assert "Ask a friend" in capsys.readouterr().out.partition("Slipped, and why:")[2].partition("\n\n")[0]


def test_overdue_tells_of_start() -> None:
    found = compile_text("plan.md", ADDED, date(2026, 11, 1)).diagnostics
    helps = {one.message.split("”")[0]: one.help for one in found if one.code == "P405"}
    assert "write from when: `start:2026-11-01`" in helps["“Ask a friend"]
    assert "start:" not in helps["“Prepare"]  # it is under way
    assert not [one for one in overdue(ADDED.replace("friend ~1w", "friend ~1w start:2026-11-01")) if "friend" in one]
