"""Bytes, shapes, numbers and settings that break tools like this one: each compiles, and every output can be read."""

from __future__ import annotations

import os
import sys
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from one_input import try_one
from plainplan.compile import Compilation, compile_bytes
from plainplan.model import Thing

TODAY = date(2026, 11, 1)
CRASHERS = sorted((Path(__file__).parent / "fuzz" / "crashers").glob("*"))

GOAL = "# P\n\n## Goals\n\n### Work ^work\n\n"


def things(plan: Compilation) -> tuple[Thing, ...]:
    return plan.plan.things


def plan_of(data: bytes | str) -> Compilation:
    raw = data.encode() if isinstance(data, str) else data
    try_one(raw)
    return compile_bytes("any.plan.md", raw, TODAY)


def codes(plan: Compilation) -> set[str]:
    return {found.code for found in plan.diagnostics}


def errors(plan: Compilation) -> set[str]:
    return {found.code for found in plan.diagnostics if found.severity.value == "error"}


# Bytes. What counts: how many steps are read, and whether it is an error.
BYTES: dict[str, tuple[bytes, int, set[str]]] = {
    "nothing": (b"", 0, set()),
    "a mark only": (b"\xef\xbb\xbf", 0, set()),
    "a mark, front matter": (b"\xef\xbb\xbf---\nstart: 2026-11-01\n---\n" + GOAL.encode() + b"- [ ] a ~1w\n", 1, set()),
    "CR only": ((GOAL + "- [ ] a ~1w\n- [ ] b ~1w\n").replace("\n", "\r").encode(), 2, set()),
    "CRLF": ((GOAL + "- [ ] a ~1w\n- [ ] b ~1w\n").replace("\n", "\r\n").encode(), 2, set()),
    "mixed line ends": (GOAL.encode() + b"- [ ] a ~1w\r\n- [ ] b ~1w\r- [ ] c ~1w\n", 3, set()),
    "no last line end": (GOAL.encode() + b"- [ ] a ~1w", 1, set()),
    "NUL": (GOAL.encode() + b"- [ ] a\x00b ~1w\n", 1, {"P114"}),
    "invalid UTF-8": (GOAL.encode() + b"- [ ] a\xffb ~1w\n", 1, {"P114"}),
    "overlong UTF-8": (GOAL.encode() + b"- [ ] a\xc0\xafb ~1w\n", 1, {"P114"}),
    "half a surrogate pair": (GOAL.encode() + b"- [ ] a\xed\xa0\x80b ~1w\n", 1, {"P114"}),
    "a line of a megabyte": (GOAL.encode() + b"- [ ] " + b"word " * 50_000 + b"~1w\n", 1, set()),
    "separators inside lines": ((GOAL + "- [ ] a\u2028b\u2029c\u0085d ~1w\n- [ ] e ~1w\n").encode(), 2, set()),
    "vertical tab, form feed": ((GOAL + "- [ ] a\x0bb\x0cc ~1w\n").encode(), 1, {"P114"}),
    "joined emoji": ((GOAL + "- [ ] family 👨‍👩‍👧‍👦🏽 🇩🇪 ~1w\n").encode(), 1, set()),
    "combining marks": ((GOAL + "- [ ] z" + "\u0301\u0335\u0489" * 3000 + " ~1w\n").encode(), 1, set()),
    "right to left": ((GOAL + "- [ ] שלום עולם ~1w\n- [ ] مرحبا ~1w\n- [ ] \u202eabc\u202c ~1w\n").encode(), 3, set()),
    "private, unassigned, beyond": ((GOAL + "- [ ] \ue000 \u0378 \U0010ffff ~1w\n").encode(), 1, set()),
}


@pytest.mark.parametrize("case", BYTES)
def test_bytes(case: str) -> None:
    data, steps, wrong = BYTES[case]
    plan = plan_of(data)
    assert len([one for one in things(plan) if one.kind.value == "step"]) == steps
    assert errors(plan) == wrong


# Shapes


@pytest.mark.parametrize("depth", [9, 10, 11, 20, 50, 90])
def test_no_step_is_lost_at_depth(depth: int) -> None:
    """markdown-it's own limit drops the tenth list in silence; ours is far below any list that is written."""
    lines = "".join("  " * level + f"- [ ] level{level}x ~1d\n" for level in range(depth))
    plan = plan_of(GOAL + lines)
    assert len(things(plan)) == depth + 1
    assert not errors(plan)


@pytest.mark.parametrize("depth", [101, 199, 201, 600])
def test_what_is_too_deep_is_told(depth: int) -> None:
    plan = plan_of(GOAL + "".join("  " * level + f"- [ ] level{level}x ~1d\n" for level in range(depth)))
    assert len(things(plan)) == depth + 1 or codes(plan) & {"P110", "P111"}


@pytest.mark.parametrize("text", ["> " * 300 + "deep", "- " * 300 + "deep", "*a **b " * 300, "[" * 5000, "![" * 3000])
def test_depth_of_other_kinds(text: str) -> None:
    plan_of("# P\n\n" + text + "\n")


SHAPES = {
    "quote in a list in a quote": "> - a\n>   > - b\n>   >   - c ~1w\n",
    "tabs and blanks": GOAL + "- [ ] a ~1w\n\t- [ ] b ~1w\n\t  - [ ] c ~1w\n",
    "list in code": GOAL + "```\n- [ ] a ~1w\n```\n",
    "unclosed fence": GOAL + "- [ ] a ~1w\n\n```\n- [ ] b ~1w\n",
    "setext headings": "P\n=\n\nGoals\n-----\n\n- [ ] a ~1w\n",
    "levels skipped": "# P\n\n##### Far ~1w\n\n- [ ] a ~1w\n\n## Goals\n",
    "same titles": GOAL + "- [ ] a ~1w\n- [ ] a ~1w\n- [ ] a ~1w\n",
    "names by case": GOAL + "- [ ] a ~1w ^One\n- [ ] b ~1w ^one\n",
    "names by form": GOAL + "- [ ] a ~1w ^caf\u00e9\n- [ ] b ~1w ^cafe\u0301\n",
    "definitions": GOAL + "[a]: b\n[a]: c\n\n- [ ] [a] ~1w\n",
    "a table of steps": GOAL + "| a | b |\n|---|---|\n| - [ ] a ~1w | ~2w |\n",
    "comments": GOAL + "<!-- - [ ] a ~1w -->\n- [ ] b <!-- ~2w --> ~1w\n<!-- unclosed\n",
    "no words": GOAL + "- [ ]\n- [ ] \n-\n1.\n###\n",
    "only tags": GOAL + "- [ ] ~1w ^x after:work due:2027 @sam #a\n### ~2w ^y\n",
    "front matter without end": "---\nauthor: Jo\n\n" + GOAL + "- [ ] a ~1w\n",
    "a goal in Someday": "# P\n\n## Someday\n\n### Work ~1w\n\n- [ ] a ~1w\n",
}


@pytest.mark.parametrize("shape", SHAPES)
def test_shapes(shape: str) -> None:
    plan_of(SHAPES[shape])


def test_many_steps_in_one_chain() -> None:
    lines = "".join(f"- [ ] s{n} ~1d ^s{n}{f' after:s{n - 1}' if n else ''}\n" for n in range(3000))
    plan = compile_bytes("any.plan.md", (GOAL + lines).encode(), TODAY)
    starts = [found.planned.start for found in plan.schedule.things[1:] if found.planned]
    assert len(starts) == 3000
    assert {after - before for before, after in pairwise(starts)} == {1}


# Graphs

GRAPHS = {
    "itself": ("- [ ] a ~1w ^a after:a\n", {"P302"}),
    "each other": ("- [ ] a ~1w ^a after:b\n- [ ] b ~1w ^b after:a\n", {"P302"}),
    "a step waits for its goal": ("- [ ] a ~1w after:work\n", {"P302"}),
    "nothing of that name": ("- [ ] a ~1w ^a\n- [ ] b ~1w after:aa\n", {"P301"}),
    "the same twice": ("- [ ] a ~1w ^a\n- [ ] b ~1w after:a,a\n", set()),
    "what is done": ("- [x] a ~1w ^a done:2026-10-01\n- [ ] b ~1w after:a\n", set()),
    "a barrier first and last": ("- Barrier: x ~1w\n- [ ] a ~1w\n- Barrier: y\n- Barrier: y\n- Barrier:\n", set()),
}


@pytest.mark.parametrize("graph", GRAPHS)
def test_graphs(graph: str) -> None:
    lines, wrong = GRAPHS[graph]
    assert errors(plan_of(GOAL + lines)) == wrong


@pytest.mark.parametrize("length", [3, 50, 5000])
def test_a_long_cycle_is_one_error(length: int) -> None:
    lines = "".join(f"- [ ] s{n} ~1d ^s{n} after:s{(n + 1) % length}\n" for n in range(length))
    plan = compile_bytes("any.plan.md", (GOAL + lines).encode(), TODAY)
    found = [one for one in plan.diagnostics if one.severity.value == "error"]
    assert [one.code for one in found] == ["P302"]
    assert len(found[0].message) + len(found[0].help or "") < 2000


# Numbers and days

LENGTHS = {
    "~0d": set(), "~1.5d": set(), "~1,5w": set(), "~1y6m": set(), "~1d2h": set(), "~29d": set(), "~100000h": set(),
    "~1e9y": {"P101"}, "~999999999y": {"P115"}, "~9999y": {"P115"}, "~" + "9" * 5000 + "d": {"P115"},
    "~0." + "1" * 5000 + "d": None, "~3-1w": None, "~3/2/1w": None, "~1w1w": None, "~-1d": None, "~infd": None,
    "~nand": None, "~\uff13d": None, "~1\u00a0d": None, "~1w2": None, "~1/2d": None, "~1-2-3d": None,
}  # fmt: skip


@pytest.mark.parametrize("tag", LENGTHS, ids=lambda tag: tag[:12])
def test_lengths(tag: str) -> None:
    plan = plan_of(f"{GOAL}- [ ] a {tag}\n- [ ] b ~1d\n")
    wrong = LENGTHS[tag]
    assert wrong is None or errors(plan) == wrong


NO_DAYS = """
2026-13-45 2026-02-29 0000-01-01 10000-01-01 2026-W53 2026-1-1 26-01-01 2026-001 12:30 -2026-01-01 2026-01-01T00:00
\uff12\uff10\uff12\uff16-01-01
"""
DAYS = ("2024-02-29", "0001-01-01", "9999-12-31", "9999", "0001-02")


@pytest.mark.parametrize("key", ["start", "due", "on", "since", "done"])
def test_days(key: str) -> None:
    for day in NO_DAYS.split():
        assert codes(plan_of(f"{GOAL}- [ ] a ~1w {key}:{day}\n- [ ] b ~1m\n")) & {"P102", "P103", "P115"}, day
    for day in DAYS:
        assert codes(plan_of(f"{GOAL}- [ ] a ~1w {key}:{day}\n- [ ] b ~1m\n")), day


# Front matter

FRONTS = {
    "tabs": "\tauthor: a",
    "aliases": "a: &x 1\nb: *x",
    "an alias in itself": "a: &a [*a]",
    "many laughs": "a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]",
    "a tag": "a: !!python/object/apply:os.system [id]",
    "the same key twice": "start: 2026\nstart: 2027",
    "no": "author: no",
    "a time": "author: 12:30",
    "a number": "pace: 010",
    "a date that is none": "start: 2026-13-45",
    "a list": "- a",
    "brackets": "a: " + "[" * 900,
    "braces": "a: " + "{a: " * 900,
    "a block with dashes": "a: |\n  ---\n  x",
    "ended by dots": "author: a\n...",
    "many digits": "pace: " + "9" * 5000,
    "a merge key": "<<: {a: b}",
    "two documents": "a: b\n--- \nc: d",
    "longer than its cap": "a: " + "x" * 70_000,
    "a key that is a list": "? [a, b]\n: c",
    "null": "start: ~\nfocus: null",
    "nothing": "",
    "a comment": "# only a comment",
    "no end of a string": 'author: "a',
}


@pytest.mark.parametrize("front", FRONTS)
def test_front_matter(front: str) -> None:
    plan = plan_of(f"---\n{FRONTS[front]}\n---\n\n{GOAL}- [ ] a ~1w\n")
    assert len(things(plan)) == 2 or errors(plan)


# Files


@pytest.mark.skipif(sys.platform == "win32", reason="paths of POSIX systems")
def test_names_of_files(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    from plainplan.cli import run

    monkeypatch.chdir(tmp_path)
    for name in (
        "-rf.plan.md",
        "a b.plan.md",
        "a\nb.plan.md",
        "%00.plan.md",
        "..%2f.plan.md",
        "~2w.plan.md",
        "é.plan.md",
        "x" * 200 + ".plan.md",
    ):
        (tmp_path / name).write_text("# P\n", "utf-8")
        assert run(["build", "-q", "--", name]) == 0
        assert (tmp_path / name.replace(".plan.md", ".html")).is_file()
    assert run(["check", "x" * 300 + ".plan.md"]) == 2
    assert "the name is too long" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="links of POSIX systems")
def test_folders_with_traps(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Links in a circle, links that lead nowhere, pipes, folders with a plan's name: told, and the plans are built."""
    from plainplan.cli import run

    (tmp_path / "a.plan.md").write_text("# P\n", "utf-8")
    (tmp_path / ".#a.plan.md").symlink_to("jo@host.1")
    (tmp_path / "circle").symlink_to(tmp_path)
    (tmp_path / "folder.plan.md").mkdir()
    os.mkfifo(tmp_path / "pipe.plan.md")
    (tmp_path / "gone.plan.md").symlink_to("nowhere")
    assert run(["build", str(tmp_path), "-q"]) == 2
    told = capsys.readouterr().err
    assert "pipe.plan.md" in told
    assert "gone.plan.md" in told
    assert (tmp_path / "a.html").is_file()


def test_two_plans_with_one_output(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from plainplan.cli import run

    for name in ("a.plan.md", "a.md"):
        (tmp_path / name).write_text("# P\n", "utf-8")
    assert run(["build", str(tmp_path / "a.plan.md"), str(tmp_path / "a.md")]) == 2
    told = capsys.readouterr().err
    assert "a.plan.md" in told
    assert "a.md" in told
    assert not (tmp_path / "a.html").exists()


# What fuzzing found


@pytest.mark.parametrize("path", CRASHERS, ids=lambda path: path.name)
def test_crashers(path: Path) -> None:
    try_one(path.read_bytes())


@pytest.mark.parametrize(
    ("steps", "told"),
    [
        ("- [-] A ~1w after:a\n- [ ] B ~1w after:a", "`a` waits for itself: a loop that can never start"),
        (
            "- [-] A ~1w after:b\n- [-] B ~1w after:a\n- [ ] C ~1w after:a",
            "`a` waits for `b`, which waits for `a`: a loop that can never start",
        ),
        (
            "- [ ] A ~1w after:b\n- [-] B ~1w after:a",
            "`a` waits for `b`, which waits for `a`: a loop that can never start",
        ),
    ],
)
def test_loops_of_what_is_dropped(steps: str, told: str) -> None:
    found = plan_of(f"{GOAL}{steps}\n").diagnostics
    assert [one.message for one in found if one.code == "P302"] == [told]
