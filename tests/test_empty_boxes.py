"""A box without words is no step, and a step in a quote is none: both are told."""

from __future__ import annotations

from datetime import date

import pytest

from plainplan.compile import Compilation, compile_text
from plainplan.model import Kind
from plainplan.render import Options
from plainplan.render.ics import render_ics

PLAN = """---
start: 2026-11-01
---

# T

## Goals

### Learn to swim ~8w

- [ ] Find a pool ~1w
- [ ] Take the course ~4w
{line}
"""


def compiled(line: str) -> Compilation:
    return compile_text("a.plan.md", PLAN.format(line=line), date(2026, 11, 1))


def told(made: Compilation, code: str) -> list[int]:
    return [made.source.position(one.span.start).line for one in made.diagnostics if one.code == code]


def steps(made: Compilation) -> list[str]:
    return [thing.title for thing in made.plan.things if thing.kind is Kind.STEP]


EMPTY = ["- [ ]", "- [ ] ", "- [x] ", "- [ ] \u00a0", "* [ ] ", "- [ ] <!-- later -->", "- [/]", "- [-] "]


@pytest.mark.parametrize("line", EMPTY)
def test_an_empty_box_is_no_step(line: str) -> None:
    made = compiled(line)
    assert steps(made) == ["Find a pool", "Take the course"]
    assert told(made, "P127") == [13]
    assert not made.has_errors


@pytest.mark.parametrize("line", ["  - [ ]", "  - [ ] \n  - [ ] "])
def test_an_empty_box_in_a_step_is_no_step(line: str) -> None:
    made = compiled(line)
    assert steps(made) == ["Find a pool", "Take the course"]
    assert told(made, "P127")


def test_an_empty_box_makes_no_notes_of_the_items_beside_it() -> None:
    text = "# T\n\n## Goals\n\n### A ~8w\n\n- find a pool\n- take the course\n- [ ]\n"
    made = compile_text("a.plan.md", text, date(2026, 11, 1))
    assert steps(made) == ["find a pool", "take the course"]


def test_an_empty_box_right_in_a_goals_section_is_no_goal() -> None:
    made = compile_text("a.plan.md", "# T\n\n## Goals\n\n- [ ] swim ~8w\n- [ ]\n", date(2026, 11, 1))
    assert [thing.title for thing in made.plan.things] == ["swim"]
    assert told(made, "P127") == [6]


def test_an_empty_box_under_the_title_makes_no_goal() -> None:
    made = compile_text("a.plan.md", "# T\n\n- [ ]\n\n## Goals\n\n- [ ] swim ~8w\n", date(2026, 11, 1))
    assert [thing.title for thing in made.plan.things] == ["swim"]


@pytest.mark.parametrize("line", ["- [ ] ~2w", "- [ ] @sam ~2w", "- ~2w ^x"])
def test_a_step_without_words_is_told_and_has_a_name_in_calendars(line: str) -> None:
    made = compiled(line)
    assert told(made, "P127") == [13]
    lines = render_ics(made, Options()).decode().splitlines()
    assert "SUMMARY:" not in lines
    assert len([one for one in lines if one.startswith("SUMMARY:")]) >= 4


@pytest.mark.parametrize(
    "line", ["- [ ] swim", "- [ ] `code` ~1w", "- [ ] ![far](a.png) ~1w", "- [ ] <b> ~1w", "- [ ] 🏊 ~1w"]
)
def test_boxes_with_anything_to_see_are_left_alone(line: str) -> None:
    assert told(compiled(line), "P127") == []


QUOTED = [
    "\n> [!todo]\n> - [ ] first ~2w due:2026-12-01",
    "\n> Soon:\n> 1. [ ] first ~2w",
    "\n> > a\n> > - [x] first (~2w)",
    "  > b\n  > - [ ] first ~2w",
    "\n> c\n> * [/] first ~1-2w.",
]


@pytest.mark.parametrize("line", QUOTED)
def test_a_box_with_a_duration_in_a_quote_is_told(line: str) -> None:
    made = compiled(line)
    assert steps(made) == ["Find a pool", "Take the course"]
    assert told(made, "P128") == [13 + line.count("\n")]


@pytest.mark.parametrize(
    "line",
    ["\n> - [ ] first", "\n> - first ~2w", "\n> first ~2w", "\n> - [ ] `~2w`", "\n## Notes\n\n> - [ ] first ~2w"],
)
def test_other_quotes_are_left_alone(line: str) -> None:
    assert told(compiled(line), "P128") == []
