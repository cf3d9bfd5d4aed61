"""`plan new`: every kind builds clean and vanishes into a page; nothing is ever overwritten."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from plainplan.cli import run
from plainplan.compile import compile_text
from plainplan.diagnostics import Severity
from plainplan.render import Options, render
from plainplan.starters import STARTERS, starter_text

KINDS = [starter.kind for starter in STARTERS]
TODAY = date(2026, 11, 1)


def new(*arguments: str) -> int:
    return run(["new", *arguments])


@pytest.fixture(autouse=True)
def _inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("day", [TODAY, date(2028, 2, 29)])
def test_every_kind_is_clean(kind: str, day: date) -> None:
    made = compile_text("plan.md", starter_text(kind, day), day)
    assert [(one.code, one.message) for one in made.diagnostics if one.severity is not Severity.HINT] == []


@pytest.mark.parametrize("kind", KINDS)
def test_comments_teach_and_vanish(kind: str) -> None:
    text = starter_text(kind, TODAY)
    comments = re.findall(r"<!--\s*(.*?)\s*-->", text, re.DOTALL)
    assert len(comments) >= 3
    page = render(compile_text("plan.md", text, TODAY), "html", Options()).decode()
    assert [comment for comment in comments if comment[:30] in page] == []


@pytest.mark.parametrize("kind", KINDS)
def test_writes_the_kind_that_was_asked_for(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert new("--kind", kind, "--as-of", "2026-11-01") == 0
    assert Path("plan.md").read_text("utf-8") == starter_text(kind, TODAY)
    assert "plan build plan.md" in capsys.readouterr().out


def test_career_unless_asked() -> None:
    assert new("first.plan.md", "--as-of", "2026-11-01") == 0
    assert Path("first.plan.md").read_text("utf-8") == starter_text("career", TODAY)


def test_a_folder_gets_a_plan_of_the_usual_name() -> None:
    Path("here").mkdir()
    assert new("here") == 0
    assert Path("here/plan.md").exists()


def test_standard_output_gets_the_text_alone(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert new("-", "--as-of", "2026-11-01") == 0
    assert capsysbinary.readouterr().out == starter_text("career", TODAY).encode()
    assert list(Path().iterdir()) == []


@pytest.mark.parametrize("existing", ["plan.md", "elsewhere/plan.md"])
def test_never_overwrites(existing: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = Path(existing)
    path.parent.mkdir(exist_ok=True)
    path.write_text("mine", "utf-8")
    assert new(existing) == 2
    assert "already there" in capsys.readouterr().err
    assert path.read_text("utf-8") == "mine"


def test_never_writes_through_a_dangling_link() -> None:
    Path("plan.md").symlink_to("gone.md")
    assert new() == 2
    assert not Path("gone.md").exists()


def test_never_overwrites_what_appears_meanwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("plan.md").write_text("mine", "utf-8")
    monkeypatch.setattr("os.path.lexists", lambda path: False)
    assert new() == 2
    assert Path("plan.md").read_text("utf-8") == "mine"


def test_a_missing_folder_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert new("nowhere/plan.md") == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_unknown_kind_names_the_known_ones(capsys: pytest.CaptureFixture[str]) -> None:
    assert new("--kind", "carrier") == 2
    assert "career" in capsys.readouterr().err


def test_list_writes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert new("--list") == 0
    listed = capsys.readouterr().out
    assert [kind for kind in KINDS if kind not in listed] == []
    assert list(Path().iterdir()) == []
