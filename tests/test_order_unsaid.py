"""Goals that begin together with nothing said about their order (P415), and lengths that make a loop."""

from __future__ import annotations

from datetime import date

import pytest

from plainplan.compile import Compilation, compile_text
from plainplan.edited import edited

DAY = date(2026, 11, 1)
PLAN = """---
start: 2026-11-01
{settings}---

# T

## Short-term goals

### One ~3m{one}

- [ ] Read ~1w ^read

### Two ~5m

- [ ] Write ~1w ^write

## Long-term goals

### Far ~3y{far}

- [{box}] Study ~3y ^study{study}
"""


def compiled(*, settings: str = "", one: str = "", far: str = "", study: str = "", box: str = " ") -> Compilation:
    text = PLAN.format(settings=settings, one=one, far=far, study=study, box=box)
    return compile_text("t.plan.md", text, DAY)


def told(made: Compilation) -> list[str]:
    return [found.message for found in made.diagnostics if found.code == "P415"]


def test_a_long_term_goal_beside_short_ones_is_asked_about_once_with_a_fix() -> None:
    made = compiled()
    [found] = [one for one in made.diagnostics if one.code == "P415"]
    assert found.message == "nothing says whether “Far” comes after “Two”: both begin on 1 Nov 2026"
    assert found.fix is not None
    assert not found.fix.safe
    after = edited(made, found.fix.edits, DAY)
    assert "### Far ~3y after:two" in after.source.text
    assert told(after) == []
    assert not after.has_errors


@pytest.mark.parametrize(
    "said",
    [
        {"far": " after:start"},
        {"far": " after:one"},
        {"far": " start:2027-01-01"},
        {"far": " #primary"},
        {"settings": "focus: 2\n"},
        {"box": "x"},
        {"box": "/"},
    ],
    ids=str,
)
def test_where_something_is_said_nothing_is_asked(said: dict[str, str]) -> None:
    assert told(compiled(**said)) == []


def test_a_tag_of_anything_in_a_goal_is_an_order_too() -> None:
    """One waits for the long goal, so only Two is beside it."""
    [message] = told(compiled(one=" after:study"))
    assert "comes after “Two”" in message


@pytest.mark.parametrize("heading", ["### Far ~3y ###", "### Far ~3y", "### Far ~3y ^far"])
def test_the_fix_is_read_in_any_heading(heading: str) -> None:
    text = PLAN.format(settings="", one="", far="", study="", box=" ").replace("### Far ~3y", heading)
    made = compile_text("t.plan.md", text, DAY)
    [found] = [one for one in made.diagnostics if one.code == "P415"]
    assert found.fix is not None
    after = edited(made, found.fix.edits, DAY)
    assert told(after) == []
    assert not after.has_errors


# Lengths and `focus:`


LENGTHS = """---
start: 2026-11-01
focus: 1
---

# T

## Goals

### Learn the basics

- [ ] Read ~1w ^read
- [ ] Try ~{length} ^try

### Build something

- [ ] Plan it ~1w after:{waits}
"""


def loops(length: str, waits: str) -> list[str]:
    made = compile_text("t.plan.md", LENGTHS.format(length=length, waits=waits), DAY)
    return [found.message for found in made.diagnostics if found.code == "P302"]


@pytest.mark.parametrize("length", ["2w", "11m"])
def test_a_goal_that_is_short_by_its_length_comes_first_and_makes_no_loop(length: str) -> None:
    assert loops(length, "read") == []


def test_lengths_that_make_a_loop_are_told() -> None:
    """The first goal takes two years, so the second has its turn before it, and waits for a step in it."""
    [message] = loops("2y", "read")
    assert "a loop that can never start" in message
    assert "`learn-the-basics`" in message
