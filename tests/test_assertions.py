"""Conditions for `plan check --fail-if`: what they mean, what is refused, and how the command answers."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from plainplan.assertions import failures, read_condition
from plainplan.cli import run
from plainplan.compile import compile_text
from plainplan.errors import UsageError
from plainplan.forecast.forecast import forecast
from plainplan.forecast.result import Question

TEXT = """---
start: 2026-11-02
---

# T

## Goals

### Goal ^goal

- [ ] One ~10d ^one
  - Barrier: rain ~10d risk:30%
- [ ] Two ~10d due:2026-11-26 ^two

### Side ^side

- [x] Three ~2d done:2026-11-01 ^three
- [ ] Four ~2d ^four
"""
TODAY = date(2026, 11, 2)


def told(condition: str) -> list[str]:
    made = compile_text("t.plan.md", TEXT, TODAY)
    read = read_condition(condition)
    asked = Question(runs=2000, drivers=False)
    found = forecast(made.plan, TODAY.toordinal(), asked) if read.needs_forecast else None
    return list(failures(made, read, found))


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        ("finish > 2026-11-20", True),
        ("finish > 2026-11-21", False),
        ("finish >= 2026-11-21", True),
        ("finish == 2026-11-21", True),
        ("finish != 2026-11-21", False),
        ("finish<2026-11-22", True),
        ("finish > 2026-11", False),
        ("FINISH(one) <= 2026-11-11", True),
        ("start(two) == 2026-11-12", True),
        ("slack(two) < 5d", True),
        ("slack(two) < 1w", True),
        ("slack(two) < -1w", False),
        ("slack(two) >= 1", False),
        ("slip > 0", False),
        ("progress < 30%", True),
        ("progress(side) == 50", True),
        ("errors > 0", False),
        ("warnings >= 1", True),
        ("P50 > 2026-11-21", False),
        ("P80 > 2026-11-21", True),
        ("p95 <= 2026-12-01", True),
        ("P80(side) > 2026-11-20", False),
        ("chance(2026-11-21) < 80%", True),
        ("chance(2026-12-31) < 100%", False),
        ("finish > 2026-12-01 or slack(two) < 7d", True),
        ("finish > 2026-12-01 and slack(two) < 7d", False),
        ("finish > 2026-11-01 and errors > 0 or slack(two) < 7d", True),
        ("slack(three) < 7d", False),  # what is done has none
    ],
)
def test_conditions(condition: str, holds: bool) -> None:
    assert bool(told(condition)) == holds


def test_what_holds_is_told() -> None:
    assert told("finish > 2026-11-01 and slack(two) < 7d") == [
        "`finish > 2026-11-01`: finish is 2026-11-21",
        "`slack(two) < 7d`: slack of “Two” is 0 days",
    ]
    [text] = told("chance(2026-11-21) < 80%")
    assert text.startswith("`chance(2026-11-21) < 80%`: chance is 7")


@pytest.mark.parametrize(
    ("condition", "message"),
    [
        ("", "is no condition"),
        ("finish", "is no condition"),
        ("finish > ", "is no condition"),
        ("finish > 7d", "compared with a date"),
        ("finish > soon", "compared with a date"),
        ("slack(two) < 2031-01-01", "compared with a duration"),
        ("slack < 7d", "asked of one thing"),
        ("velocity > 3", "only finish"),
        ("errors(two) > 3", "only finish"),
        ("P0 > 2031-01-01", "only finish"),
        ("P100 > 2031-01-01", "is nothing"),
        ("chance > 80%", "needs a day"),
        ("chance(soon) > 80%", "needs a day"),
        ("progress > most", "a percentage"),
        ("finish > 2031-13-01", "compared with a date"),
        ("slack(nobody) < 7d", "nothing in this plan is called"),
        ("P80(one) > 2031-01-01", "is no goal"),
    ],
)
def test_what_is_refused(condition: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        told(condition)


@pytest.fixture
def plan(tmp_path: Path) -> str:
    path = tmp_path / "t.plan.md"
    path.write_text(TEXT, "utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("condition", "status"),
    [
        ("finish > 2026-11-01", 1),
        ("finish > 2027", 0),
        ("nonsense", 2),
        ("slack(nobody) < 7d", 2),
        ("P80 > 2026-11-21", 1),
    ],
)
def test_exit_status(plan: str, condition: str, status: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", plan, "--as-of", "2026-11-02", "--format", "json", "--fail-if", condition]) == status
    out, err = capsys.readouterr()
    assert ("fails:" in err) == (status == 1)
    assert "fails:" not in out


def test_titles_may_have_any_words() -> None:
    made = compile_text("t.plan.md", TEXT.replace("One ~10d ^one", "Read and write or not ~10d"), TODAY)
    read = read_condition("finish > 2027 or slack(Read and write or not) < 7d and errors == 0")
    assert [len(group) for group in read.groups] == [1, 2]
    assert list(failures(made, read, None)) != []
