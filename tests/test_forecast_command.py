"""`plan forecast` as it is typed: its sentences, its JSON, what it refuses."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

import needs
from plainplan.cli import run

TEXT = """---
start: 2026-11-02
finish: 2027-06-30
---

# Become a diver

## Short-term goals

### Get the licence ^licence

- [ ] Save the fee ~4-8w ^save
- [ ] Take the course ~6w due:2027-02-15 ^course
  - Barrier: the pool is closed ~4w risk:30%->10%
    - [ ] Solution: ask the other club ~3d ^ask
- Barrier: a cold ~2w risk:medium

## Primary objective

### Lead a dive ~3m ^lead
"""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "diver.plan.md"
    path.write_text(TEXT, "utf-8")
    return path


def asked(plan: Path, capsys: pytest.CaptureFixture[str], *options: str) -> str:
    assert run(["forecast", "-f", str(plan), "--as-of", "2026-11-02", *options]) == 0
    return capsys.readouterr().out


def test_sentences(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = asked(plan, capsys, "--by", "2027-06-15")
    for part in (
        "“Lead a dive” is scheduled to be finished by",
        "It is 50 % likely by",
        "“Lead a dive” finished by 15 Jun 2027: ",
        "The plan finished by its `finish:`, 30 Jun 2027: ",
        "“Take the course”, due by 15 Feb 2027: ",
        "“a cold”, 30 % likely, costs the end 4 days on average; it has no solution yet.",
        "“ask the other club” is worth",
        "The first thing to do: ",
        "10,000 runs (seed 1) over 1 range, 2 risks.",
    ):
        assert part in out


def test_json(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = json.loads(asked(plan, capsys, "--format", "json", "--runs", "2000", "--by", "2027-06-15"))
    assert data["format"] == "plainplan-forecast/1"
    objective = data["objective"]
    assert objective["ids"] == ["lead"]
    assert objective["scheduled"] <= objective["p50"] <= objective["p80"] <= objective["p95"]
    assert 0 < objective["by"]["chance"] < 1
    assert sum(bar["share"] for bar in objective["distribution"]) == pytest.approx(1)
    assert [one["id"] for one in data["goals"]] == ["licence", "lead"]
    assert [one["title"] for one in data["barriers"] if not one["answered"]] == ["a cold"]
    assert data["solutions"][0]["id"] == "ask"
    assert data["first"].startswith("The first thing to do: ")


def test_same_seed_same_bytes(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = asked(plan, capsys, "--runs", "1000")
    assert asked(plan, capsys, "--runs", "1000") == first
    assert asked(plan, capsys, "--runs", "1000", "--seed", "9") != first


def test_spread(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plain, spread = asked(plan, capsys), asked(plan, capsys, "--spread", "40%")
    assert plain != spread
    assert "single durations 40% shorter to 40% longer" in spread


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--spread", "most"], "no margin"),
        (["--spread", "100"], "no margin"),
        (["--runs", "0"], "0"),
        (["--by", "soon"], "is not a day"),
        (["--spread", "20", "--history"], "leave one of them out"),
    ],
)
def test_what_is_refused(plan: Path, options: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["forecast", "-f", str(plan), *options]) == 2
    assert message in capsys.readouterr().err


def test_errors_and_nothing_to_tell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "x.plan.md"
    path.write_text("# T\n\n## Goals\n\n### G\n\n- [ ] One ~1w after:nobody\n", "utf-8")
    assert run(["forecast", "-f", str(path)]) == 1
    path.write_text("# T\n\nProse.\n", "utf-8")
    assert run(["forecast", "-f", str(path)]) == 2
    assert "has a date yet" in capsys.readouterr().err


def test_history(plan: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    needs.programs("git")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")

    def git(*arguments: str, day: str = "2026-11-02") -> None:
        when = {"GIT_AUTHOR_DATE": f"{day}T12:00:00Z", "GIT_COMMITTER_DATE": f"{day}T12:00:00Z"}
        for key, value in when.items():
            monkeypatch.setenv(key, value)
        subprocess.run(
            ["git", "-c", "user.name=N", "-c", "user.email=n@example.org", *arguments],
            cwd=plan.parent, check=True, capture_output=True,
        )  # fmt: skip

    git("init", "-q")
    git("add", plan.name)
    git("commit", "-q", "-m", "plan")
    assert run(["forecast", "-f", str(plan), "--history"]) == 2
    assert "use `--spread 20`" in capsys.readouterr().err
    done = TEXT.replace("- [ ] Save the fee ~4-8w", "- [x] Save the fee ~6w since:2026-11-02 done:2027-01-24")
    plan.write_text(done, "utf-8")
    git("commit", "-q", "-a", "-m", "saved", day="2027-01-24")
    assert run(["forecast", "-f", str(plan), "--history", "--as-of", "2027-01-24", "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["history"] == [pytest.approx(2.0, abs=0.05)]
