"""A tick changes a box and its date; every other byte stays, and an undo brings back the bytes there were."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plainplan.compile import Compilation, compile_bytes, compile_text
from plainplan.edited import apply_edits
from plainplan.source import Source, source_bytes
from plainplan.ticking import can_tick, tick
from plainplan.values import State

DAY = date(2026, 11, 1)
START, DONE, UNDO, DROP = State.UNDER_WAY, State.DONE, State.TO_DO, State.DROPPED
EXAMPLES = sorted((Path(__file__).parent.parent / "example-plans").rglob("*.md"))
GOAL = "# P\n\n## Goals\n\n### G\n\n"


def ticked(data: bytes, index: int, state: State, day: date = DAY) -> bytes:
    compilation = compile_bytes("a.plan.md", data, DAY)
    source = compilation.source
    text = apply_edits(source, tick(compilation, index, state, day))
    return source_bytes(Source(source.name, text, source.bom))


def step(line: str, *states: State) -> str:
    """The lines of a goal after its first step was ticked."""
    data = (GOAL + line).encode()
    for state in states:
        data = ticked(data, 1, state)
    return data.decode().removeprefix(GOAL)


@pytest.mark.parametrize(
    ("before", "states", "after"),
    [
        ("- [ ] a ~2w\n", [START], "- [/] a ~2w since:2026-11-01\n"),
        ("- [ ] a ~2w ^a", [DONE], "- [x] a ~2w ^a done:2026-11-01"),
        ("- [/] a since:2026-09-14 ^a\n", [DONE], "- [x] a since:2026-09-14 done:2026-11-01 ^a\n"),
        ("- [x] a since:2026-09-14 done:2026-10-01\n", [UNDO], "- [/] a since:2026-09-14\n"),
        ("- [x] a done:2026-10-01\n", [UNDO], "- [ ] a\n"),
        ("- [/] a since:2026-09-14\n", [UNDO], "- [ ] a\n"),
        ("- [x] a since:2026-09-14 done:2026-10-01\n", [START], "- [/] a since:2026-11-01\n"),
        ("- [/] a done:40% ~2w\n", [DONE], "- [x] a done:2026-11-01 ~2w\n"),
        ("- [ ] a DONE:2026-10\n", [DONE], "- [x] a done:2026-11-01\n"),
        ("- [ ] a\n", [DROP], "- [-] a\n"),
        ("- [-] a since:2026-10-01\n", [UNDO], "- [/] a since:2026-10-01\n"),
        ("- [X] a done:2026-11-01\n", [DONE], "- [X] a done:2026-11-01\n"),
        ("- [x] a (done:2026-10-01)\n", [UNDO], "- [ ] a\n"),
        ("- [x] done:2026-10-01 a\n", [UNDO], "- [ ] a\n"),
        ("- [x] a done:2026-10-01. More\n", [UNDO], "- [ ] a. More\n"),
        ("- [x] a\n  done:2026-10-01\n  b\n", [UNDO], "- [ ] a\n  b\n"),
        ("- [x] a\n  done:2026-10-01 b\n", [UNDO], "- [ ] a\n  b\n"),
        ("- [ ] a\n  b\n\n  more\n", [DONE], "- [x] a\n  b done:2026-11-01\n\n  more\n"),
        ("- [ ] a\\\n", [DONE], "- [x] a\\ done:2026-11-01\n"),
        ("- [ ] a `b\n", [DONE], "- [x] a `b done:2026-11-01\n"),
        ("- [ ] a <!-- plan: ignore P404 -->\n", [DONE], "- [x] a <!-- plan: ignore P404 --> done:2026-11-01\n"),
        ("- [ ]\n- [ ] b\n", [DONE], "- [x] done:2026-11-01\n- [ ] b\n"),
        ("- [ ]\n- [ ] b\n", [DONE, UNDO], "- [ ]\n- [ ] b\n"),
    ],
)
def test_a_step(before: str, states: list[State], after: str) -> None:
    assert step(before, *states) == after


def test_an_item_without_a_box_gets_one() -> None:
    assert step("- a ~2w\n- b ~1w\n", DONE) == "- [x] a ~2w done:2026-11-01\n- b ~1w\n"


def test_no_box_that_would_make_notes_of_other_steps() -> None:
    assert step("- a\n- b\n", DONE) == "- a done:2026-11-01\n- b\n"
    assert step("- a\n- b\n", START, DONE, UNDO, UNDO) == "- a\n- b\n"


def test_a_contingency_that_is_done_becomes_work_that_is_done() -> None:
    assert step("- Barrier: b\n  - Solution: s\n", DONE) == "- Barrier: b\n  - [x] Solution: s done:2026-11-01\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("### G ~6m ^g\n", "### [x] G ~6m ^g done:2026-11-01\n"),
        ("### [ ] G ###\n", "### [x] G done:2026-11-01 ###\n"),
    ],
)
def test_a_goal(before: str, after: str) -> None:
    data = ("## Goals\n\n" + before + "\n- [ ] a\n").encode()
    assert ticked(data, 0, DONE).decode() == "## Goals\n\n" + after + "\n- [ ] a\n"


def test_the_goal_of_a_title() -> None:
    assert ticked(b"P\n=\n\n- [ ] a ~2w\n", 0, DONE) == b"[x] P done:2026-11-01\n=\n\n- [ ] a ~2w\n"


def test_a_goal_that_is_written_nowhere_cannot_be_ticked() -> None:
    compilation = compile_text("garden.plan.md", "- [ ] a ~2w\n", DAY)
    assert [thing.title for thing in compilation.plan.things] == ["garden", "a"]
    assert can_tick(compilation) == {1}
    assert tick(compilation, 0, DONE, DAY) == ()


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
@pytest.mark.parametrize("bullet", [b"-", b"*", b"+", b"1.", b"2)", b"-\t"])
def test_other_bytes_stay(mark: bytes, end: bytes, bullet: bytes) -> None:
    lines = [
        b"# P",
        b"",
        b"> - [ ] quoted",
        b"",
        b"## Goals",
        b"",
        b"### G",
        b"",
        bullet + b" [ ] a\xe2\x80\xa8b ~2w  ",
    ]
    data = mark + end.join([*lines, b"", b"- [ ] c"])
    expected = data.replace(b"[ ] a", b"[x] a").replace(b"~2w", b"~2w done:2026-11-01")
    assert ticked(data, 1, DONE) == expected
    assert ticked(expected, 1, UNDO) == data


def _boxed(compilation: Compilation) -> list[int]:
    return [thing.index for thing in compilation.plan.things if thing.box and thing.state is State.TO_DO]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_ticking_and_undoing_at_random_brings_back_every_byte(path: Path) -> None:
    data = original = path.read_bytes()
    compilation = compile_bytes(path.name, data, DAY)
    chance = random.Random(path.name)
    open_things = chance.sample(_boxed(compilation), min(4, len(_boxed(compilation))))
    for index in [one for one in open_things for _ in range(chance.randrange(1, 4))]:
        data = ticked(data, index, chance.choice([START, DONE]))
        assert compile_bytes(path.name, data, DAY).plan.things[index].state in (START, DONE)
    for index in open_things:
        for _ in range(2):
            data = ticked(data, index, UNDO)
    assert data == original


_WORDS = st.sampled_from(["a", "b*c", "`x`", "~2w", "@sam", "(", ")", "#x", "<!-- c -->", "x:y", "**d**", "[l](m)"])


@given(st.lists(_WORDS, min_size=1, max_size=5), st.sampled_from(["\n", "\n  ", " "]), st.sampled_from([START, DONE]))
def test_a_tick_means_what_it_says_and_can_be_undone(words: list[str], between: str, state: State) -> None:
    data = (GOAL + f"- [ ] w {between.join(words)}\n- [ ] other\n").encode()
    before = compile_bytes("a.plan.md", data, DAY).plan.things
    after = compile_bytes("a.plan.md", ticked(data, 1, state), DAY).plan.things
    assert [thing.title for thing in after] == [thing.title for thing in before]
    assert after[1].state is state
    assert ticked(ticked(data, 1, state), 1, UNDO) == data
