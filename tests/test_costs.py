"""Money: each cost once, in its year and its goals; what is dropped costs nothing, what may never come is reserve."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compiling import compiled
from plainplan.costs import Cost, costs_of
from plainplan.render.html import render_html
from plainplan.render.json import plan_data
from plainplan.view import build_view
from plans import random_plan

PLAN = """---
start: 2026-09-01
currency: EUR
---
# Learn a trade

## Goals

### Save ~8m cost:1000 ^save

- [x] Sell the car ~2w cost:100 done:2026-09-10
- [ ] Buy tools ~2w cost:450.10
- [-] Buy a van ~2w cost:20000
- Barrier: the boiler ~2w risk:30% cost:70
  - Solution: borrow from Pat cost:35
  - [ ] Solution: a course ~1w cost:5
  - [-] Solution: another ~1w cost:900

### Learn ~2y after:save ^learn

- [ ] First year ~1y cost:0.2
  - [ ] Books ~1w cost:0.1
- [x] Barrier: no time cost:4
  - Solution: sleep less cost:8

### Sail #dropped ^sail

- [ ] Rent a boat ~1d

## Primary objective

### [-] Retire early ~1y cost:99999

- [ ] Rest ~1d cost:3
"""


def costs(text: str) -> dict[str, Any]:
    data: dict[str, Any] = plan_data(compiled(text))["costs"]
    return data


def test_in_all_by_goal_and_by_year() -> None:
    assert costs(PLAN) == {
        "currency": "EUR",
        "total": 1555.4,
        "done": 100,
        "reserve": 105,
        "by_goal": [
            {"id": "save", "total": 1555.1, "done": 100, "reserve": 105},
            {"id": "learn", "total": 0.3, "done": 0, "reserve": 0},
        ],
        "by_year": {"2026": 555.1, "2027": 1000.1, "2028": 0.2},
        "undated": 0,
    }


def test_nothing_costs_nothing() -> None:
    assert costs("# A\n") == {
        "currency": None,
        "total": 0,
        "done": 0,
        "reserve": 0,
        "by_goal": [],
        "by_year": {},
        "undated": 0,
    }
    assert build_view(compiled("# A\n")).money is None


@pytest.mark.parametrize("box", ["[x]", "[-]"])
def test_a_barrier_that_is_over_needs_no_reserve(box: str) -> None:
    step = "## Goals\n\n### A\n\n- [ ] b ~1d\n   - {} Barrier: c cost:9\n     - Solution: d cost:3\n"
    assert costs(step.format(""))["reserve"] == 12
    assert costs(step.format(box))["reserve"] == 0
    assert costs(step.format("").replace("- [ ] b", f"- {box} b"))["reserve"] == 0


@pytest.mark.parametrize(
    ("solutions", "reserve"),
    [
        (["Solution: d cost:3"], 12),
        (["[-] Solution: d cost:3"], 9),
        (["[-] Solution: d ~1w cost:3"], 9),
        (["[ ] Solution: d ~1w cost:3"], 9),  # work, so it is no reserve
        (["[-] Solution: d cost:3", "Solution: e cost:4"], 13),
        (["Solution: e cost:4", "[-] Solution: d cost:3", "Solution: f cost:5"], 18),
    ],
)
def test_a_contingency_that_is_dropped_needs_no_reserve(solutions: list[str], reserve: int) -> None:
    lines = "".join(f"     - {one}\n" for one in solutions)
    text = f"## Goals\n\n### A\n\n- [ ] b ~1d\n   - Barrier: c cost:9\n{lines}"
    assert costs(text)["reserve"] == reserve
    assert costs(text.replace("### A", "### [-] A"))["reserve"] == 0
    assert costs(text.replace("- [ ] b", "- [-] b"))["reserve"] == 0


def with_costs(text: str) -> str:
    """The plan with a cost on every other goal and item."""
    lines = text.splitlines()
    for number, line in enumerate(lines):
        if number % 2 and re.match(r"### |\s*(-|\d+\.) ", line):
            lines[number] = f"{line} cost:{number}.{number % 10}"
    return "\n".join(lines) + "\n"


@given(st.integers(0, 10_000))
def test_goals_and_years_add_up(seed: int) -> None:
    plan = compiled(with_costs(random_plan(seed)))
    for index, thing in enumerate(plan.plan.things):
        assert thing.parent is None or thing.parent < index
    found = costs_of(plan.facts)
    assert sum((found.of(goal).total for goal in plan.plan.goals), Fraction(0)) == found.all.total
    assert sum((amount for _, amount in found.years), found.undated) == found.all.total
    assert found.all.total > 0
    assert Cost() <= Cost(found.all.done) <= Cost(found.all.total)


def test_the_page_tells_it() -> None:
    money = build_view(compiled(PLAN)).money
    assert money is not None
    assert money.total == "€1,555.40 in all."
    assert money.text == (
        "€100 of it is spent, €1,455.40 is to come. €105 more is in reserve, for what may get in the way."
    )
    assert [row.amount for row in money.years] == ["€555.10", "€1,000.10", "€0.20"]
    assert [row.bar for row in money.goals] == [100.0, 0.0]
    page = render_html(compiled(PLAN))
    assert "€1,555.10, €100 of it spent" in page
    assert 'id="money"' in page
    assert 'id="money"' not in render_html(compiled("# A\n"))


def test_a_german_page_tells_it_in_german() -> None:
    page = render_html(compiled(PLAN.replace("currency:", "lang: de\ncurrency:")))
    assert "1.555,40 € insgesamt." in page
