"""What holds for any text, through the whole pipeline: no exception, no word lost, no date moved by prose."""

from __future__ import annotations

import html
import json
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plainplan.compile import Compilation, compile_bytes, compile_text
from plainplan.render import Options, render
from plainplan.render.json import plan_data

AS_OF = date(2026, 11, 1)
EXAMPLES = sorted((Path(__file__).parent.parent / "example-plans").glob("*.plan.md"))

# Lines of which plans are made, `W` standing for a word of its own.
LINES = (
    "# W", "## Short-term goals", "## Primary objective", "## Someday", "## Check-ins", "## Notes", "## W",
    "## Self-assessment", "## Occupations", "### W ~2w", "### W", "#### W ~1m", "- [ ] W ~1w", "1. [x] W ~3d", "2. W",
    "  - [ ] W ~2d", "  - W", "- Barrier: W ~1w", "  - Solution: W", "    - [ ] Solution: W ~2d", "- W", "- Values: W",
    "- 2026-10-04 @sam: W", "W", "> W", "> - W", "    W", "```\nW\n```", "| W | W |\n| --- | --- |\n| W | W |", "* W",
    "W `W` **W** [W](a.html) ![W](b.png)", "<div>W</div>", "---", "", "\t- W", "- [-] W", "- [ ] W ~1w after:W",
    "W\n===",
)  # fmt: skip

plans = st.lists(st.sampled_from(LINES), max_size=25)
anything = st.one_of(st.text(max_size=300), plans.map("\n".join), st.text("-*#[]x ~wd:^`>|\n\tab1", max_size=200))


def numbered(lines: list[str]) -> str:
    """The text of these lines, each word told from all others."""
    pieces = "\n".join(lines).split("W")
    return "".join(f"{piece}word{index}x" for index, piece in enumerate(pieces[:-1])) + pieces[-1]


def days(compilation: Compilation) -> list[object]:
    return [(one.planned, one.projected) for one in compilation.schedule.things]


@given(anything)
def test_any_text_compiles_and_renders(text: str) -> None:
    plan = compile_text("any.plan.md", text, AS_OF)
    for found in plan.diagnostics:
        assert 0 <= found.span.start <= found.span.end <= len(plan.source.text)
    assert json.loads(render(plan, "json", Options()))["format"] == "plainplan/1"
    assert render(plan, "html", Options()).startswith(b"<!doctype html>")


A_QUEUE_THAT_WAITS_FOR_ITSELF = """---
focus: 2
---
  - Barrier: in the way of s4 ~1w risk:20%
    - [ ] Solution: way v6 ~1y ^v6
- [ ] Step s10 ^s10
## Goals <!-- aside
- [ ] Step s13 ^s13 after:s10-4d,s2-1w
## Short-term goals
- [/] Step s22 ~6d ^s22 since:2026-01-22
"""


def test_a_queue_by_horizons_in_which_an_earlier_goal_waits_for_a_later_one() -> None:
    """A loop that the lengths of goals make in the queue of `focus:` is told, not settled in silence."""
    plan = compile_text("any.plan.md", A_QUEUE_THAT_WAITS_FOR_ITSELF, AS_OF)
    [loop] = [found for found in plan.diagnostics if found.code == "P302"]
    assert "`focus:`" in loop.help


@pytest.mark.parametrize(("length", "codes"), [("~3w", set()), ("~2y", {"P302"})])
def test_the_queue_goes_by_the_lengths_that_goals_turn_out_to_have(length: str, codes: set[str]) -> None:
    text = (
        "---\nstart: 2026-01-01\nfocus: 1\n---\n\n# T\n\n## Goals\n\n### Learn the basics\n\n"
        f"- [ ] one {length} ^one\n\n### Other\n\n- [ ] two ~2w after:one\n"
    )
    found = compile_text("any.plan.md", text, AS_OF).diagnostics
    assert {one.code for one in found if one.severity.value == "error"} == codes


@given(st.binary(max_size=200))
def test_any_bytes_compile(data: bytes) -> None:
    plan_data(compile_bytes("any.plan.md", data, AS_OF))


@given(plans)
def test_every_word_is_on_the_page(lines: list[str]) -> None:
    text = "\n" + numbered(lines)  # an empty first line: no front matter, which is not shown
    page = render(compile_text("any.plan.md", text, AS_OF), "html", Options()).decode()
    body = html.unescape(page[page.index("<body") :])
    lost = [word for word in re.findall(r"word\d+x", text) if word not in body]
    assert lost == []


@pytest.mark.parametrize("rows", ["", "| W | W |\n"])
def test_every_heading_of_the_occupations_is_on_the_page(rows: str) -> None:
    text = numbered(["", "## Occupations", "", "| W | W |\n| --- | --- |\n" + rows])
    page = render(compile_text("a.plan.md", text, AS_OF), "html", Options()).decode()
    assert [word for word in re.findall(r"word\d+x", text) if word not in page] == []


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_prose_and_blank_lines_move_no_date(path: Path) -> None:
    text = path.read_text("utf-8")
    before = days(compile_text(path.name, text, AS_OF))
    longer = re.sub(r"(?m)^(#+ .*)$", r"\1\n\n\nA few words about it, for ~5 people at 12:30.\n", text)
    assert longer != text
    assert days(compile_text(path.name, longer, AS_OF)) == before


@given(plans)
def test_blank_lines_before_headings_move_no_date(lines: list[str]) -> None:
    # Raw HTML goes on to the next empty line, whatever stands in it.
    text = numbered([line for line in lines if not line.startswith(("```", "<div>"))])
    spaced = re.sub(r"(?m)^(#{1,4} )", r"\n\n\1", text)
    assert days(compile_text("a.plan.md", spaced, AS_OF)) == days(compile_text("a.plan.md", text, AS_OF))
