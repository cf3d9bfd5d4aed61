"""A tick changes a box and its date; every other byte stays, and an undo brings back the bytes there were."""

from __future__ import annotations

import os
import random
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plainplan.compile import Compilation, compile_bytes, compile_text
from plainplan.diagnostics import Edit, with_edits
from plainplan.fmt import formatted
from plainplan.source import Source, Span, source_bytes
from plainplan.ticking import can_tick, tick
from plainplan.ticking import ticked as plan_after
from plainplan.values import State
from plausible import plausible_plan

DAY = date(2026, 11, 1)
START, DONE, UNDO, DROP = State.UNDER_WAY, State.DONE, State.TO_DO, State.DROPPED
EXAMPLES = sorted((Path(__file__).parent.parent / "example-plans").rglob("*.md"))
GOAL = "# P\n\n## Goals\n\n### G\n\n"


def ticked(data: bytes, index: int, state: State, day: date = DAY) -> bytes:
    compilation = compile_bytes("a.plan.md", data, DAY)
    source = compilation.source
    text = with_edits(source, tick(compilation, index, state, day)).text
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
        ("- [ ] a ~2w ^a", [DONE], "- [x] a ~2w done:2026-11-01 ^a"),
        ("- [ ] a ~2w @sam ^a\n", [DONE], "- [x] a ~2w done:2026-11-01 @sam ^a\n"),
        ("- [ ] a ~2w @sam ^a\n", [START, DONE], "- [x] a ~2w since:2026-11-01 done:2026-11-01 @sam ^a\n"),
        ("- [ ] a ~2w @sam ^a\n", [START, DONE, UNDO, UNDO], "- [ ] a ~2w @sam ^a\n"),
        ("- [ ] a cost:5 #x ^a  \n", [START], "- [/] a since:2026-11-01 cost:5 #x ^a  \n"),
        ("- [ ] ask @sam again ^a\n", [DONE], "- [x] ask @sam again done:2026-11-01 ^a\n"),
        ("- [ ] a ^a due:2027-01-15\n", [DONE], "- [x] a ^a due:2027-01-15 done:2026-11-01\n"),
        ("- [ ] a\n  ~2w\n  ^a\n", [DONE, UNDO], "- [ ] a\n  ~2w\n  ^a\n"),
        ("- [ ] a ~2w ^a\n", [DONE, START], "- [/] a ~2w since:2026-11-01 ^a\n"),
        ("- [ ] ^a\n", [DONE], "- [x] done:2026-11-01 ^a\n"),
        ("- [ ] a (^a)\n", [DONE], "- [x] a (^a) done:2026-11-01\n"),
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
        ("- [ ]\n- [ ] b\n", [DONE], "- [ ]\n- [x] b done:2026-11-01\n"),
        ("- [ ] ~1w\n- [ ] b\n", [DONE], "- [x] ~1w done:2026-11-01\n- [ ] b\n"),
        ("- [ ] ~1w\n- [ ] b\n", [DONE, UNDO], "- [ ] ~1w\n- [ ] b\n"),
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
        ("### G ~6m ^g\n", "### [x] G ~6m done:2026-11-01 ^g\n"),
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


@pytest.mark.parametrize("text", ["- Barrier: b ~1w\n  - Solution: s\n", "1. a ~2w\n", "+ Barrier: b\n\n- [ ] a\n"])
def test_a_tick_of_an_unwritten_goal_is_none_of_what_stands_first(text: str) -> None:
    compilation = compile_text("p.plan.md", text, DAY)
    assert compilation.plan.things[0].title == "p"
    assert 0 not in can_tick(compilation)
    assert tick(compilation, 0, DONE, DAY) == ()


@pytest.mark.parametrize(
    "line", ["- [ ] thing ~1w @sam ^teas", "- [ ] a ~1w #x", "- [ ] a ~1w cost:4 ^a", "- [ ] a ^a"]
)
@pytest.mark.parametrize("states", [[START], [DONE], [START, DONE]])
def test_a_tick_in_a_plan_that_is_laid_out_leaves_it_so(line: str, states: list[State]) -> None:
    data = (GOAL + step(line + "\n", *states)).encode()
    laid_out = formatted(compile_bytes("a.plan.md", data, DAY), data, DAY)
    assert source_bytes(laid_out.source) == data


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


def test_ticks_in_plausible_plans_can_be_undone() -> None:
    """Of what has a box, has not begun, and does not say with `done:40%` that it has."""
    tried = 0
    for seed in range(20_000 if os.environ.get("PLAINPLAN_STRESS") else 300):
        text = plausible_plan(seed)
        before = compile_text("a.plan.md", text, DAY)
        things = before.plan.things
        for index in sorted(can_tick(before)):
            thing = things[index]
            if thing.box and thing.state is State.TO_DO and not {"since", "done"} & {key for key, _ in thing.spans}:
                for state in (START, DONE, DROP):
                    tried += 1
                    tick_and_undo(before, index, state)
    assert tried > 100


def tick_and_undo(before: Compilation, index: int, state: State) -> None:
    after = plan_after(before, index, state, DAY, DAY)
    if after is None:
        return
    assert after.plan.things[index].state is state, before.source.text
    assert others(after, index) == others(before, index), before.source.text
    undone = plan_after(after, index, UNDO, DAY, DAY)
    assert undone is not None, before.source.text
    assert undone.source == before.source


def others(made: Compilation, index: int) -> list[tuple[object, ...]]:
    things = made.plan.things
    return [(one.id, one.title, one.state, one.since, one.done, one.due) for one in things if one.index != index]


@pytest.mark.parametrize("box", ["[?]", "[✓]", "[ x ]", "[  ]", "[]"])
def test_a_box_that_is_none_is_not_ticked(box: str) -> None:
    """What stood in it could not be brought back."""
    made = compile_text("a.plan.md", f"{GOAL}3. ^n ~12w\n4. ~6d\n+ {box} b\n", DAY)
    [known] = [thing.index for thing in made.plan.things if thing.named and thing.id == "n"]
    assert known in can_tick(made)
    assert not any(thing.box and thing.index in can_tick(made) for thing in made.plan.things)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("### ^n\n+  Barrier:\n+ Solution: with:n ^x", "x"),  # it would become work, in a circle
        ("### G\n\n- [ ] a ^x\n  ```\n  code", "x"),  # the date would be code
        ("### G\n\n- [ ] a `b ^x\n\n- c` d", "x"),
        ("### G\n\n- a ^x\n- b ~1w\n- c", "x"),  # a box would make a note of the last
    ],
)
@pytest.mark.parametrize("state", [START, DONE, DROP])
def test_a_tick_changes_nothing_else_or_is_not_made(text: str, name: str, state: State) -> None:
    before = compile_text("a.plan.md", f"# P\n\n## Goals\n\n{text}\n", DAY)
    [index] = [thing.index for thing in before.plan.things if thing.id == name]
    after = plan_after(before, index, state, DAY, DAY)
    if after is not None:
        assert others(after, index) == others(before, index)
        assert after.has_errors == before.has_errors
        assert len(after.plan.things) == len(before.plan.things)


def test_a_tick_that_would_bring_a_circle_is_not_made() -> None:
    before = compile_text("a.plan.md", "## Goals\n\n### ^n\n+  Barrier:\n+ Solution: with:n\n", DAY)
    [solution] = [thing.index for thing in before.plan.things if thing.kind.value == "solution"]
    assert not before.has_errors
    assert plan_after(before, solution, DONE, DAY, DAY) is None


def test_undoing_brings_back_even_an_error() -> None:
    data = "## Goals\n\n### G\n\n- [-] a ^c after:c ~1w\n- [ ] b\n"
    before = compile_text("a.plan.md", data, DAY)
    after = plan_after(before, 1, UNDO, DAY, DAY)
    assert after is not None
    assert after.source.text == data.replace("[-]", "[ ]")
    assert after.has_errors


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Other", "Others"), ("~3w", "~4w"), ("[ ] Other", "[x] Other"), ("Notes", "More notes"),
        ("Words.", "Words. More."), (" ^x", " more ^x"), (" ^x", " due:2026-12-24 ^x"), ("- [ ] Other", "Other"),
    ],
)  # fmt: skip
def test_a_tick_that_did_anything_more_would_be_seen(old: str, new: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """One rule for the page and the terminal: with any other edit beside the tick's own, there is none."""
    text = GOAL + "- [ ] One ^x\n- [ ] Other ~3w\n\n## Notes\n\nWords.\n"
    before = compile_text("a.plan.md", text, DAY)
    own = tick(before, 1, DONE, DAY)
    monkeypatch.setattr("plainplan.ticking.tick", lambda *_: own)
    assert plan_after(before, 1, DONE, DAY, DAY) is not None
    more = Edit(Span(text.index(old), text.index(old) + len(old)), new)
    monkeypatch.setattr("plainplan.ticking.tick", lambda *_: (*own, more))
    assert plan_after(before, 1, DONE, DAY, DAY) is None
