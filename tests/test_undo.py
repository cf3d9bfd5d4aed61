"""An undo gives back the bytes there were before a tick, and says so where it cannot know them."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from plainplan.cli import run
from serving import serving

HEAD = "---\nstart: 2026-09-01\n---\n\n# P\n\n## Goals\n\n### G ~6m\n\n"
REST = "- [ ] Other ~1w\n"
AS_OF = ("--as-of", "2026-11-01")
UNKNOWN = "how it read before that tick is not known here"

LINES = [
    "- [ ] One ~4w ^x\n",
    "- [/] One ~4w ^x\n",
    "- [/] One ~4w done:40% ^x\n",
    "- [/] One ~4w since:2026-09-14 ^x\n",
    "- [/] One ~4w since:2026-09-14 done:40% ^x\n",
    "- [ ] One ~4w since:2026-09-14 ^x\n",
    "- [ ] One ~4w done:40% ^x\n",
    "- [-] One ~4w ^x\n",
    "- One ~4w ^x\n",
    "- [/] One (done:40%) ~4w\n  more words ^x\n",
    "- [/] One ~4w\n  done:40%\n  ^x\n",
    "1. [/] One ~4w done:40% @sam and more ^x  \n",
]


@pytest.fixture
def caches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    return tmp_path / "caches" / "plainplan"


@pytest.fixture
def plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caches: Path) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path / "plan.md"


def write(plan: Path, line: str, end: str = "\n") -> bytes:
    data = (HEAD + line + REST).replace("\n", end).encode()
    plan.write_bytes(data)
    return data


def plainly(*command: str) -> None:
    assert run([*command, *AS_OF]) == 0


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_done_then_undo_gives_back_the_bytes(
    plan: Path, line: str, end: str, capsys: pytest.CaptureFixture[str]
) -> None:
    data = write(plan, line, end)
    plainly("done", "x")
    assert b"[x]" in plan.read_bytes()
    plainly("undo", "x")
    assert plan.read_bytes() == data
    assert UNKNOWN not in capsys.readouterr().err


@pytest.mark.parametrize("line", [LINES[0], LINES[7], LINES[8]])
def test_tick_by_tick_and_back(plan: Path, line: str) -> None:
    data = write(plan, line)
    plainly("start", "x", "--on", "2026-10-01")
    begun = plan.read_bytes()
    plainly("done", "x")
    plainly("undo", "x")
    assert plan.read_bytes() == begun
    if begun != data:
        plainly("undo", "x")
        assert plan.read_bytes() == data


def test_another_day_is_no_tick_of_its_own(plan: Path) -> None:
    data = write(plan, LINES[2])
    plainly("done", "x")
    plainly("done", "x", "--on", "2026-10-20")
    plainly("undo", "x")
    assert plan.read_bytes() == data


def test_other_edits_between_stay(plan: Path) -> None:
    data = write(plan, LINES[2])
    plainly("done", "x")
    plan.write_bytes(b"<!-- mine -->\n".join([b"", plan.read_bytes().replace(b"Other ~1w", b"Other ~3w")]))
    plainly("undo", "x")
    assert plan.read_bytes() == b"<!-- mine -->\n" + data.replace(b"Other ~1w", b"Other ~3w")


@pytest.mark.parametrize(
    ("old", "new"), [("One", "One, well"), ("~4w", "~5w"), ("done:2026-11-01", "done:2026-10-30"), (" ^x", " @sam ^x")]
)
def test_a_line_that_is_another_now_is_taken_back_by_what_it_says(
    plan: Path, old: str, new: str, capsys: pytest.CaptureFixture[str]
) -> None:
    write(plan, LINES[2])
    plainly("done", "x")
    line = "- [x] One ~4w done:2026-11-01 ^x\n".replace(old, new)
    write(plan, line)
    plainly("undo", "x")
    assert (
        plan.read_text()
        == HEAD + line.replace("[x]", "[ ]").replace(" done:2026-11-01", "").replace(" done:2026-10-30", "") + REST
    )
    assert UNKNOWN in capsys.readouterr().err


@pytest.mark.parametrize(
    ("line", "after", "told"),
    [
        ("- [x] One ~4w done:2026-10-20 ^x\n", "- [ ] One ~4w ^x\n", True),
        ("- [x] One ~4w since:2026-09-14 done:2026-10-20 ^x\n", "- [/] One ~4w since:2026-09-14 ^x\n", True),
        ("- [-] One ~4w ^x\n", "- [ ] One ~4w ^x\n", True),
        ("- [/] One ~4w since:2026-09-14 done:40% ^x\n", "- [ ] One ~4w ^x\n", False),
    ],
)
def test_what_is_not_known_is_said(
    plan: Path, line: str, after: str, told: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    write(plan, line)
    plainly("undo", "x")
    assert plan.read_text() == HEAD + after + REST
    assert (UNKNOWN in capsys.readouterr().err) is told


def test_the_last_tick_counts(plan: Path) -> None:
    write(plan, LINES[2])
    plainly("done", "x")
    data = write(plan, LINES[0])
    plainly("done", "x")
    plainly("undo", "x")
    assert plan.read_bytes() == data


def test_what_another_plan_had_is_not_taken(plan: Path, tmp_path: Path) -> None:
    write(plan, LINES[2])
    plainly("done", "x")
    other = tmp_path / "other.plan.md"
    other.write_bytes(plan.read_bytes())
    plainly("undo", "x", "-f", str(other))
    assert "done:40%" not in other.read_text()


def test_nobody_else_can_read_it(plan: Path, caches: Path) -> None:
    write(plan, LINES[2])
    plainly("done", "x")
    assert stat.S_IMODE((caches / "ticks.json").stat().st_mode) == 0o600
    assert [path.name for path in caches.iterdir() if "ticks" in path.name] == ["ticks.json"]


@pytest.mark.parametrize("spoilt", [b"", b"[", b"{}", b"[[1,2,3,4]]", b"\xff", b'[["a"]]', b"3", b"[" * 99_999])
def test_a_spoilt_file_is_as_none(plan: Path, caches: Path, spoilt: bytes) -> None:
    caches.mkdir(parents=True, mode=0o700)
    (caches / "ticks.json").write_bytes(spoilt)
    data = write(plan, LINES[2])
    plainly("done", "x")
    plainly("undo", "x")
    assert plan.read_bytes() == data


@pytest.mark.parametrize(
    "before", ["- [ ] Two ~4w ^x\n", "- [ ] One ~9w ^x\n", "- [/] One ~4w ^x\n- [ ] New\n", "", "#"]
)
def test_it_brings_nothing_but_a_state(plan: Path, caches: Path, before: str) -> None:
    """Whatever stands in the file: the plan may only become what differs in the state of the one thing."""
    write(plan, LINES[0])
    plainly("done", "x")
    done = "- [x] One ~4w done:2026-11-01 ^x"
    (caches / "ticks.json").write_text(json.dumps([[str(plan), "x", before, done]]))
    plainly("undo", "x")
    assert plan.read_text() == HEAD + LINES[0] + REST


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_a_pipe_in_its_place_is_not_waited_for(plan: Path, caches: Path) -> None:
    caches.mkdir(parents=True, exist_ok=True)
    os.mkfifo(caches / "ticks.json")
    plan.write_text("# T\n\n## Goals\n\n### A\n\n- [ ] one ~1w\n")
    assert run(["done", "one", "-f", str(plan)]) == run(["undo", "one", "-f", str(plan)]) == 0
    assert "- [ ] one ~1w\n" in plan.read_text()


def test_it_does_not_grow_for_ever(plan: Path, caches: Path) -> None:
    caches.mkdir(parents=True, mode=0o700)
    (caches / "ticks.json").write_text(json.dumps([["p", "n", "b", "a"]] * 500))
    write(plan, LINES[2])
    plainly("done", "x")
    rows = json.loads((caches / "ticks.json").read_text())
    assert (len(rows), rows[-1][1:]) == (500, ["x", LINES[2].strip(), "- [x] One ~4w done:2026-11-01 ^x"])


@pytest.mark.parametrize("line", LINES[:6])
@pytest.mark.parametrize("kept", [True, False])
def test_a_click_that_is_taken_back_in_the_page(plan: Path, caches: Path, line: str, kept: bool) -> None:
    """Also where nothing can be kept: then the page remembers its own."""
    if not kept:
        caches.parent.write_text("no folder")
    data = write(plan, line)
    with serving(plan) as served, served.stream() as states:
        next(states)
        assert served.tick("step-x", "done").status == 200
        next(states)
        assert served.tick("step-x", "to do").status == 200
        assert plan.read_bytes() == data


def test_what_is_ticked_in_the_page_is_taken_back_in_the_terminal(plan: Path) -> None:
    data = write(plan, LINES[2])
    with serving(plan) as served:
        assert served.tick("step-x", "done").status == 200
    plainly("undo", "x")
    assert plan.read_bytes() == data
