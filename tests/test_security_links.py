"""Files are written where people see them: never through a link that a folder from elsewhere has brought along."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from plainplan.cli import run
from plainplan.watch.session import LostPlan
from watching import text, watching

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links of POSIX systems")

AS_OF = ("--as-of", "2026-11-01")
SLIPPED = text("First").replace("- [ ] First", "- [ ]  First")
"""A plan that `plan fmt` would lay out in another way."""
UNFIXED = text("First").replace("~2w", "~ 2w")
"""A plan that `plan check --fix` would mend."""


@pytest.fixture
def stranger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder from elsewhere, with files of one's own beside it."""
    folder = tmp_path / "stranger"
    folder.mkdir()
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "file").write_text("mine")
    (tmp_path / "mine" / "my.plan.md").write_text(SLIPPED)
    monkeypatch.chdir(folder)
    return folder


# Outputs


@pytest.mark.parametrize("form", ["html", "json", "ics"])
@pytest.mark.parametrize("words", [("p.plan.md",), (".",), (), ("p.plan.md", "-o", "."), ("p.plan.md", "-o", "p.{}")])
def test_no_output_follows_a_link(
    words: tuple[str, ...], form: str, stranger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (stranger / "p.plan.md").write_text(text("First"))
    (stranger / f"p.{form}").symlink_to("../mine/file")
    arguments = [word.format(form) for word in words]
    assert run(["build", *arguments, "--to", form, *AS_OF]) == 2
    assert f"`p.{form}` is a link" in capsys.readouterr().err
    assert Path("../mine/file").read_text() == "mine"
    assert (stranger / f"p.{form}").is_symlink()


@pytest.mark.parametrize("target", ["p.plan.md.html", "../mine/new", "../mine", "/dev/null", "p.html"])
def test_wherever_the_link_leads(target: str, stranger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (stranger / "p.plan.md").write_text(text("First"))
    (stranger / "p.html").symlink_to(target)
    before = sorted(path.name for path in stranger.parent.rglob("*"))
    assert run(["build", "p.plan.md", *AS_OF]) == 2
    assert "is a link" in capsys.readouterr().err
    assert sorted(path.name for path in stranger.parent.rglob("*")) == before


def test_a_note_for_the_partner_follows_no_link_either(stranger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (stranger / "p.plan.md").write_text(text("First"))
    (stranger / "note.txt").symlink_to("../mine/file")
    assert run(["review", "-f", "p.plan.md", "--no-questions", "--note", "text", "-o", "note.txt", *AS_OF]) == 2
    assert "`note.txt` is a link" in capsys.readouterr().err
    assert Path("../mine/file").read_text() == "mine"


def test_a_watch_says_so_and_goes_on(stranger: Path) -> None:
    plan = stranger / "p.plan.md"
    plan.write_text(text("First"))
    (stranger / "p.html").symlink_to("../mine/file")
    with watching(stranger) as watch:
        assert "is a link" in str(watch.built[0].troubles)
        (stranger / "p.html").unlink()
        plan.write_text(text("Second"))
        watch.wait_for(lambda: (stranger / "p.html").is_file())
        (stranger / "p.html").unlink()
        (stranger / "p.html").symlink_to("../mine/file")
        plan.write_text(text("Third"))
        watch.wait_for(lambda: "is a link" in str(watch.built[-1].troubles))
    assert Path("../mine/file").read_text() == "mine"


def test_a_folder_that_becomes_a_link_while_it_is_watched(stranger: Path) -> None:
    """What lies behind it is neither built there nor replaced."""
    inner = stranger / "inner"
    inner.mkdir()
    (inner / "my.plan.md").write_text(text("First"))
    with watching(stranger) as watch:
        (inner / "my.html").unlink()
        inner.rename(stranger.parent / "away")
        inner.symlink_to("../mine")
        watch.wait_for(
            lambda: "leads out of" in str(watch.built[-1].troubles) or isinstance(watch.events[-1], LostPlan)
        )
    assert not Path("../mine/my.html").exists()


def test_a_folder_of_ones_own_may_be_reached_by_a_link(stranger: Path) -> None:
    (stranger / "p.plan.md").write_text(text("First"))
    (stranger.parent / "way").symlink_to("mine")
    assert run(["build", ".", "-o", "../way", *AS_OF]) == 0
    assert Path("../mine/p.html").is_file()
    (stranger.parent / "road").symlink_to("stranger")
    assert run(["build", "../road", *AS_OF]) == 0
    assert Path("p.html").is_file()


def _make_pipe(path: Path) -> None:
    os.mkfifo(path)


def _make_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(path.name)


def _make_hard_link(path: Path) -> None:
    os.link("../mine/file", path)


def _make_folder(path: Path) -> None:
    path.mkdir()


@pytest.mark.parametrize("make", [_make_pipe, _make_socket, _make_hard_link, _make_folder])
@pytest.mark.parametrize("as_plan", [False, True])
def test_what_is_no_file_of_its_own_is_refused(
    make: Callable[[Path], None], as_plan: bool, stranger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (stranger / "p.plan.md").write_text(SLIPPED)
    make(stranger / ("q.plan.md" if as_plan else "p.html"))
    if as_plan:
        Path("../mine/file").write_text(SLIPPED)
        assert run(["fmt", "q.plan.md"]) == 2
        assert Path("../mine/file").read_text() == SLIPPED
    else:
        assert run(["build", "p.plan.md", *AS_OF]) == 2
        assert Path("../mine/file").read_text() == "mine"
    assert "error: `" in capsys.readouterr().err


# Plans

REWRITERS = [
    ["fmt", "."], ["fmt"], ["check", "--fix", ".", *AS_OF], ["check", "--fix", *AS_OF],
    ["done", "first", *AS_OF], ["done", "first", "-f", ".", *AS_OF], ["start", "first", *AS_OF],
]  # fmt: skip


@pytest.mark.parametrize("words", REWRITERS)
def test_a_plan_that_was_found_is_not_rewritten_through_a_link_out_of_its_folder(
    words: list[str], stranger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine = Path("../mine/my.plan.md")
    before = UNFIXED if "--fix" in words else SLIPPED
    mine.write_text(before)
    (stranger / "p.plan.md").symlink_to(mine)
    assert run(words) == 2
    assert "leads out of the folder in which it was found" in capsys.readouterr().err
    assert mine.read_text() == before


@pytest.mark.parametrize("words", REWRITERS)
def test_a_link_within_the_folder_is_followed_and_stays_one(words: list[str], stranger: Path) -> None:
    before = UNFIXED if "--fix" in words else SLIPPED
    (stranger / "real.md").write_text(before)
    (stranger / "p.plan.md").symlink_to("real.md")
    assert run(words) == 0
    assert (stranger / "real.md").read_text() != before
    assert (stranger / "p.plan.md").is_symlink()


@pytest.mark.parametrize("words", [["fmt", "p.plan.md"], ["done", "first", "-f", "p.plan.md", *AS_OF]])
def test_a_plan_that_is_named_may_be_a_link(words: list[str], stranger: Path) -> None:
    (stranger / "p.plan.md").symlink_to("../mine/my.plan.md")
    assert run(words) == 0
    assert Path("../mine/my.plan.md").read_text() != SLIPPED
    assert (stranger / "p.plan.md").is_symlink()
