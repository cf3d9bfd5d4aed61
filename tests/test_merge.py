"""A merge that git left to a person: told before anything else, nothing built, nothing written into the plan."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from compiling import compiled
from plainplan.cli import run
from plainplan.serve.live import PageState, digest
from plainplan.serve.says import errors_of
from plainplan.serve.ticks import RequestRefused, ticked_bytes
from plainplan.values import State
from watching import watching

DAY = date(2026, 11, 1)
HEAD = "---\nstart: 2026-09-01\n---\n\n# T\n\n## Goals\n\n### A\n\n"
CONFLICT = "<<<<<<< HEAD\n- [ ] one ~4w\n=======\n- [ ] one ~3w\n>>>>>>> side\n"
DIFF3 = "<<<<<<< ours\n- [ ] one ~4w\n||||||| 1a2b3c\n- [ ] one\n=======\n- [ ] one ~3w\n>>>>>>> theirs\n"

UNFINISHED = {
    "plain": (HEAD + CONFLICT, [11]),
    "with CRLF": ((HEAD + CONFLICT).replace("\n", "\r\n"), [11]),
    "with CR": ((HEAD + CONFLICT).replace("\n", "\r"), [11]),
    "three versions": (HEAD + DIFF3, [11]),
    "several": (HEAD + CONFLICT + "- [ ] two ~1w\n" + DIFF3, [11, 17]),
    "in the front matter": (f"---\n{CONFLICT.replace('- [ ] one ~', 'start: ')}---\n\n# T\n", [2]),
    "at the very top": (CONFLICT + "\n# T\n", [1]),
    "the whole end": (HEAD + CONFLICT.rstrip("\n"), [11]),
    "without names": (HEAD + CONFLICT.replace(" HEAD", "").replace(" side", ""), [11]),
    "one side empty": (HEAD + "<<<<<<< HEAD\n=======\n- [ ] one ~3w\n>>>>>>> side\n", [11]),
    "in code": (HEAD + "```\n" + CONFLICT + "```\n", [12]),
    "in a comment": (HEAD + "<!--\n" + CONFLICT + "-->\n", [12]),
    "a heading in it": (HEAD + "<<<<<<< HEAD\nOne\n=======\n\nTwo\n=======\n>>>>>>> side\n", [11]),
    "first mark forgotten": (HEAD + "<<<<<<< HEAD\n- [ ] one ~4w\n", [11]),
    "last mark forgotten": (HEAD + "- [ ] one ~4w\n>>>>>>> side\n", [12]),
    "begun twice": (HEAD + "<<<<<<< HEAD\n" + CONFLICT, [11, 12]),
}
FINISHED = {
    "a heading": "Words\n=======\n\n- [ ] one ~3w\n",
    "a mark in code": "- [ ] one ~3w\n\n```\n<<<<<<< HEAD\n```\n\nand\n\n```\n>>>>>>> side\n```\n",
    "a mark in a sentence": "Git writes <<<<<<< HEAD and ======= and >>>>>>> side.\n",
    "set in code": "- [ ] one ~3w\n\n      <<<<<<< HEAD\n      =======\n      >>>>>>> side\n",
    "eight of them": "<<<<<<<< HEAD\n========\n>>>>>>>> side\n",
    "a quoted mail": ">>>>>> well\n>>>>>>> really\n",
    "a table": "| a | b |\n| - | - |\n||||||| x |\n",
}


@pytest.mark.parametrize("name", UNFINISHED)
def test_is_told_alone(name: str) -> None:
    text, lines = UNFINISHED[name]
    found = compiled(text).diagnostics
    assert [one.code for one in found] == ["P120"] * len(lines)
    assert [compiled(text).source.position(one.span.start).line for one in found] == lines


@pytest.mark.parametrize("name", FINISHED)
def test_is_none(name: str) -> None:
    assert "P120" not in [one.code for one in compiled(HEAD + FINISHED[name]).diagnostics]


def test_errors_cannot_be_ignored() -> None:
    text = (HEAD + CONFLICT).replace("start:", "ignore: P120\nstart:")
    assert [one.code for one in compiled(text).diagnostics] == ["P120"]


@pytest.fixture
def plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "plan.md"
    path.write_text(HEAD + CONFLICT, "utf-8")
    return path


@pytest.mark.parametrize(
    "arguments",
    [
        ("fmt",),
        ("done", "one"),
        ("start", "one"),
        ("undo", "one"),
        ("checkin", "well"),
        ("review", "--said", "well"),
        ("new", "next.plan.md", "--from", "plan.md"),
    ],
)
def test_nothing_is_written(arguments: Sequence[str], plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = plan.read_bytes()
    assert run([*arguments]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("error: `plan.md` is ")
    assert "in the middle of a merge" in err
    assert len(err.splitlines()) == 1
    assert plan.read_bytes() == before
    assert sorted(plan.parent.iterdir()) == [plan]


def test_no_fix_is_made(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan.write_text(HEAD + CONFLICT.replace("~3w", "~ 3w"), "utf-8")
    before = plan.read_bytes()
    assert run(["check", "--fix"]) == 1
    assert plan.read_bytes() == before
    assert "error[P120]" in capsys.readouterr().out


def test_the_last_outputs_stay(plan: Path) -> None:
    plan.write_text(HEAD + "- [ ] one ~4w\n", "utf-8")
    assert run(["build", "--to", "html,json"]) == 0
    outputs = {path.name: path.read_bytes() for path in plan.parent.iterdir() if path != plan}
    plan.write_text(HEAD + CONFLICT, "utf-8")
    assert run(["build", "--to", "html,json"]) == 1
    assert outputs == {path.name: path.read_bytes() for path in plan.parent.iterdir() if path != plan}


def test_a_watch_goes_on(plan: Path) -> None:
    plan.write_text(HEAD + "- [ ] one ~4w\n", "utf-8")
    with watching(plan) as watch:
        page = plan.with_suffix(".html").read_bytes()
        plan.write_text(HEAD + CONFLICT, "utf-8")
        watch.wait_for(lambda: len(watch.built) == 2)
        assert [one.code for one in watch.built[-1].compilation.diagnostics] == ["P120"]
        assert plan.with_suffix(".html").read_bytes() == page
        plan.write_text(HEAD + "- [ ] one ~3w\n", "utf-8")
        watch.wait_for(lambda: len(watch.built) == 3)
        assert not watch.built[-1].compilation.has_errors


def test_the_page_writes_nothing() -> None:
    good, bad = HEAD + "- [ ] one ~4w\n", HEAD + CONFLICT
    shown = PageState(b"", digest(good.encode()), compiled(good), errors_of(compiled(bad)))
    with pytest.raises(RequestRefused, match="mend them first"):
        ticked_bytes(bad.encode(), shown, "step-one", State.DONE, DAY)
