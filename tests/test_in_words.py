"""What `plan check` says of times in words, of lists outside goals, and what its fixes make of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from plainplan.cli import run
from plainplan.compile import Compilation, compile_text
from plainplan.fixes import mended
from plainplan.source import source_bytes

DAY = date(2026, 11, 28)
HEAD = "---\nstart: 2026-11-28\n---\n\n# My plan\n\n## Goals\n\n"
NOTES = sorted((Path(__file__).parent / "notes").glob("*.md"))
MOST = 6


def told(made: Compilation, code: str) -> list[str]:
    return [one.message for one in made.diagnostics if one.code == code]


def fixed(text: str, *, unsafe: bool = False) -> str:
    made = compile_text("x.plan.md", text, DAY)
    return mended(made, source_bytes(made.source), DAY, unsafe=unsafe).compilation.source.text


@pytest.mark.parametrize(
    ("words", "tag"),
    [
        ("Sell ten rugs by 31 March 2027", "due:2027-03-31"),
        ("Get the diploma (deadline: 30.09.2027)", "due:2027-09-30"),
        ("Exhibit - target date: 2027-10-15", "due:2027-10-15"),
        ("Theory (20h)", "~20h"),
        ("Practice - 3 weeks", "~3w"),
        ("Camp from 1 July 2027 until 20 August 2027", "start:2027-07-01 due:2027-08-20"),
    ],
)
def test_a_sure_time_is_fixed_safely(words: str, tag: str) -> None:
    text = f"{HEAD}- [ ] {words}\n"
    made = compile_text("x.plan.md", text, DAY)
    after = fixed(text)
    assert told(made, "P140") or told(made, "P103")
    assert set(tag.split()) <= set(after.split())
    assert not told(compile_text("x.plan.md", after, DAY), "P140")


@pytest.mark.parametrize("words", ["Move by June", "Two hives after the move", "Finish within 18 months"])
def test_a_likely_time_is_fixed_only_where_that_is_asked_for(words: str) -> None:
    text = f"{HEAD}- [ ] {words}\n- [ ] Move house ~2w\n"
    assert told(compile_text("x.plan.md", text, DAY), "P140")
    assert words + "\n" in fixed(text)
    assert words + "\n" not in fixed(text, unsafe=True)
    assert words in fixed(text, unsafe=True)


@pytest.mark.parametrize(
    "words",
    [
        "Read chapter 2-6",
        "Earn $20/h",
        "Talk to the 3 years old",
        "Run 100 m in 12 s",
        "Look after Ana",
        "Save more than before",
        "Write 40 words a minute",
        "By 2027-13-45",
        "March with the band",
        "Call room 2027",
    ],
)
def test_what_is_no_time_is_not_told(words: str) -> None:
    made = compile_text("x.plan.md", f"{HEAD}- [ ] {words} ~2w\n", DAY)
    assert told(made, "P140") == []


def test_many_are_told_once() -> None:
    items = "".join(f"- [ ] Part {number} by {number} March 2027\n" for number in range(1, 20))
    made = compile_text("x.plan.md", HEAD + items, DAY)
    assert len(told(made, "P140")) == 1
    assert fixed(HEAD + items).count("due:2027-03-") == 19


def test_a_tag_that_says_otherwise_is_told() -> None:
    made = compile_text("x.plan.md", f"{HEAD}- [ ] Apply by 15 January 2027 ~2w due:2027-03-01\n", DAY)
    assert told(made, "P141") == ["“Apply by 15 January 2027” says “15 January 2027”, and its `due:` is 2027-03-01"]
    assert not told(made, "P140")


def test_a_language_is_told_and_written() -> None:
    text = "# Ausbildung\n\n## Kurzfristige Ziele\n\n- Praktikum finden und die Bewerbung für den Platz schreiben\n"
    assert told(compile_text("x.plan.md", text, DAY), "P142")
    assert fixed(text).startswith("---\nlang: de\n---\n")


def test_periods_get_their_order() -> None:
    text = (
        "# A\n\n## Week 1: Breath\n\n- [ ] Drills\n\n## Week 2: Songs\n\n- [ ] Two\n\n## Week 3-4: End\n\n- [ ] Sing\n"
    )
    made = compile_text("x.plan.md", text, DAY)
    assert len(told(made, "P242")) == 1
    after = compile_text("x.plan.md", fixed(text, unsafe=True), DAY)
    first, second, third = (after.facts.planned(index) for index in after.plan.goals)
    assert first
    assert second
    assert third
    assert (second.start, third.start, third.days) == (first.start + 7, first.start + 14, 14)


def test_lists_outside_of_goals_are_told_once() -> None:
    text = "# A\n\n## Current focus\n\n- Finish the course\n- Buy a frame\n\n## Next steps\n\n- Bind three books\n"
    made = compile_text("x.plan.md", text, DAY)
    assert told(made, "P241") == [
        "what reads like work is in no goal: 2 lists with 3 items, under “Current focus” and “Next steps”"
    ]
    assert fixed(text, unsafe=True).count("[ ]") == 3


def test_a_plan_without_lengths_gets_one_finding() -> None:
    text = "# A\n\n" + "".join(f"## Day {day}\n\n" + "- [ ] exercise\n" * 5 + "\n" for day in range(1, 9))
    made = compile_text("x.plan.md", text, DAY)
    assert len(told(made, "P245")) == 1
    assert not told(made, "P404")


def test_boxes_for_the_siblings() -> None:
    text = "# G\n\n## Spring ~2m\n\n- [x] Order seeds\n- Dig the beds\n- Build the frame\n- [ ] Sow peas\n"
    assert told(compile_text("x.plan.md", text, DAY), "P244")
    assert fixed(text, unsafe=True).count("- [ ]") == 3


@pytest.mark.parametrize("path", NOTES, ids=lambda path: path.stem)
def test_no_fix_makes_notes_worse(path: Path) -> None:
    text = path.read_text("utf-8")
    before = compile_text(path.name, text, DAY)
    new = [one for one in before.diagnostics if one.code in ("P140", "P141", "P142", *(f"P24{n}" for n in range(1, 6)))]
    assert len(new) <= MOST
    after = compile_text(path.name, fixed(text, unsafe=True), DAY)
    assert not after.has_errors
    assert len(after.plan.things) >= len(before.plan.things)


def test_unsafe_fixes_go_with_fix_or_diff(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan = tmp_path / "x.plan.md"
    plan.write_text(f"{HEAD}- [ ] Move by June 2027 ~2w\n- [ ] Rest after the move ~1w\n", "utf-8")
    assert run(["check", str(plan), "--unsafe-fixes"]) == 2
    assert "goes with" in capsys.readouterr().err
    assert run(["check", str(plan), "--diff", "--unsafe-fixes", "--as-of", "2026-11-28"]) == 0
    assert "after:move-by-june-2027" in capsys.readouterr().out
    assert run(["check", str(plan), "--fix", "--as-of", "2026-11-28"]) == 0
    assert "due:2027-06" in plan.read_text("utf-8")
    assert "after:" not in plan.read_text("utf-8")


PERIODS = "# Coach\n\nPhase 1: Basics (4 weeks)\n* read the rules\n\nPhase 2: Course\n* ask Jo\n"


def test_a_line_of_text_names_the_list_below_it() -> None:
    made = compile_text("x.plan.md", PERIODS, DAY)
    (found,) = (one for one in made.diagnostics if one.code == "P241")
    lines = {made.source.position(span.start).line for span in (found.span, *found.also)}
    assert lines == {3, 4, 6, 7}
    after = fixed(PERIODS, unsafe=True)
    assert "### Phase 1: Basics (4 weeks) ~4w\n* [ ] read the rules" in after
    assert "### Phase 2: Course after:" in after


FIELDS = "### Speak Italian\nDeadline: 30 September 2027\nBudget: $350\n\n- [ ] Course ~12w\n  - Status: done\n"


def test_a_field_below_a_goal_is_told_of_the_goal() -> None:
    made = compile_text("x.plan.md", HEAD + FIELDS, DAY)
    found = [one for one in made.diagnostics if one.code == "P140"]
    assert "Speak Italian" in found[0].message
    assert "### Speak Italian due:2027-09-30 cost:350\n" in fixed(HEAD + FIELDS, unsafe=True)
    assert "- [x] Course" in fixed(HEAD + FIELDS, unsafe=True)


def test_a_field_below_a_heading_that_is_no_goal_makes_its_list_work() -> None:
    text = "# Aims\n\n## Speak Italian\n\nDeadline: 30 September 2027\n\n- evening course\n- talk to Ada\n"
    made = compile_text("x.plan.md", text, DAY)
    (found,) = (one for one in made.diagnostics if one.code == "P241")
    assert 5 in {made.source.position(span.start).line for span in found.also}
    assert "## Speak Italian due:2027-09-30\n" in fixed(text, unsafe=True)


GOAL = f"{HEAD}### Get in ~6m\n\n- [ ] Apply ~2w\n\n"
OBSTACLES = {
    "a heading": "## Worries\n\n- no car -> the bus pass\n- night shifts: ask to swap\n",
    "a line above": "Worries:\n- no car → the bus pass\n- night shifts – ask to swap\n",
    "a table": "## Risks\n\n| Risk | Answer |\n|---|---|\n| no car | the bus pass |\n| night shifts | ask to swap |\n",
    "columns": "| Risk | Plan B |\n|---|---|\n| no car | the bus pass |\n| night shifts | ask to swap |\n",
    "labels": "Risk: no car -> the bus pass\nObstacle: night shifts. Solution: ask to swap\n",
}


@pytest.mark.parametrize("case", OBSTACLES)
def test_obstacles_in_prose_become_barriers(case: str) -> None:
    text = f"{GOAL}{OBSTACLES[case]}"
    made = compile_text("x.plan.md", text, DAY)
    assert told(made, "P243")
    (found,) = (one for one in made.diagnostics if one.code == "P243")
    lines = {made.source.position(span.start).line for span in (found.span, *found.also)}
    said = {made.source.position(text.index(words)).line for words in ("no car", "night shifts")}
    assert said <= lines
    after = compile_text("x.plan.md", fixed(text, unsafe=True), DAY)
    assert not told(after, "P243")
    barriers = [one.title for one in after.plan.barriers]
    assert [one.rstrip(".") for one in barriers] == ["no car", "night shifts"]
    assert all(one.solutions for one in after.plan.barriers)


@pytest.mark.parametrize(
    "text", ["Note: no car\n", "Why: so that I can\n", "Barrier:\n", "The risk is small: ask Jo\n"]
)
def test_other_lines_with_a_colon_are_no_obstacles(text: str) -> None:
    assert not told(compile_text("x.plan.md", GOAL + text, DAY), "P243")


def test_lines_of_text_that_are_periods_are_told() -> None:
    text = "# Run 10 km\n\nWeek 1-2: walk and jog\nWeek 3: easy runs\n\nI like the park.\n"
    made = compile_text("x.plan.md", text, DAY)
    (found,) = (one for one in made.diagnostics if one.code == "P241")
    assert {made.source.position(span.start).line for span in (found.span, *found.also)} == {3, 4}
    assert "1. [ ] Week 1-2: walk and jog ~2w\n1. [ ] Week 3: easy runs ~1w\n" in fixed(text, unsafe=True)


def test_lines_in_a_row_are_told() -> None:
    text = "# Move\n\nFirst: find a flat (2 weeks)\nThen: rent it from 1 May 2027\nFinally: ship the books\n"
    made = compile_text("x.plan.md", text, DAY)
    (found,) = (one for one in made.diagnostics if one.code == "P241")
    assert {made.source.position(span.start).line for span in (found.span, *found.also)} == {3, 4, 5}
    assert "1. [ ] First: find a flat (2 weeks) ~2w\n" in fixed(text, unsafe=True)


@pytest.mark.parametrize("text", ["Name: Ada\nAge: 40\n", "First: a word\nThe second line is prose.\n"])
def test_other_lines_with_colons_are_prose(text: str) -> None:
    assert not told(compile_text("x.plan.md", f"# Move\n\n{text}", DAY), "P241")
