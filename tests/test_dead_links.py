"""Links to places in a plan: those that lead nowhere are told, at their place, and no others."""

from __future__ import annotations

from datetime import date

import pytest

from plainplan.compile import Compilation, compile_text
from plainplan.render import Options, render

PLAN = """---
start: 2026-11-01
---

# My Plan

See LINK.

## Notes & more

### A *part*

Words.

## Goals

### Get in ~2m ^in

- [ ] Sit the exam ~2w ^exam
- [ ] Größe üben ~1w
- Barrier: no time ~1w
  - Solution: get up
"""


def compiled(link: str, where: str = "LINK") -> Compilation:
    text = PLAN.replace(where, link) if where == "LINK" else PLAN.replace("LINK", "that").replace(where, link)
    return compile_text("a.plan.md", text, date(2026, 11, 1))


def dead(made: Compilation) -> list[tuple[str, str]]:
    """The text at each place that is told, and the help."""
    return [(made.source.text[slice(*one.span)], one.help or "") for one in made.diagnostics if one.code == "P122"]


@pytest.mark.parametrize(
    "name",
    [
        "in", "exam", "get-in", "sit-the-exam", "my-plan", "notes--more", "a-part", "goals", "größe-üben",
        "gr%C3%B6%C3%9Fe-%C3%BCben", "Get-In", "road", "step-exam", "",
    ],
)  # fmt: skip
def test_what_leads_somewhere_is_not_told(name: str) -> None:
    assert dead(compiled(f"[it](#{name})")) == []


@pytest.mark.parametrize("name", ["nowhere", "step", "größe", "gr%C3%B6sse", "notes-and-more", "2026", "get-out"])
def test_what_leads_nowhere_is_told_where_it_stands(name: str) -> None:
    assert [place for place, _ in dead(compiled(f"[it](#{name})"))] == [f"#{name}"]


@pytest.mark.parametrize(
    ("where", "link"),
    [
        ("Words.", "Words [it](#nowhere)."),
        ("Words.", "Words [it][n].\n\n[n]: #nowhere"),
        ("Words.", '- > [it](<#nowhere> "title")'),
        ("Words.", "| A | B |\n| - | - |\n| [it](#nowhere) | b |"),
        ("Sit the exam", "Sit [it](#nowhere)"),
        ("Get in", "Get [it](#nowhere)"),
        ("no time", "no [time](#nowhere)"),
        ("get up", "get [up](#nowhere)"),
        ("- Barrier", "Then [it](#nowhere).\n\n- Barrier"),
    ],
)
def test_wherever_it_stands(where: str, link: str) -> None:
    assert [place for place, _ in dead(compiled(link, where))] == ["#nowhere"]


@pytest.mark.parametrize(
    "text",
    ["`[it](#nowhere)`", "[it](other.md#nowhere)", "[it](https://a.example/#nowhere)", "\\[it](#nowhere)", "#nowhere"],
)
def test_what_is_no_link_in_the_plan_is_not_told(text: str) -> None:
    assert dead(compiled(text)) == []


def test_it_is_told_once_and_says_what_could_be_meant() -> None:
    [(place, help)] = dead(compiled("[it](#exams) and [again](#exams)"))
    assert (place, help) == ("#exams", "did you mean `#exam`?")


def test_a_link_in_a_barrier_leads_there_on_the_page() -> None:
    page = render(compiled("no [time](#exam)", "no time"), "html", Options()).decode()
    assert '<a href="#step-exam">time</a>' in page
