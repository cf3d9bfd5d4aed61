"""An appointment that was missed keeps its day on the road, and what it comes to stands beside it."""

from __future__ import annotations

from datetime import date

import pytest

from plainplan.compile import compile_text
from plainplan.draw.picture import Lane
from plainplan.render import render
from plainplan.render.options import Options
from plainplan.view import build_view

PLAN = """---
start: 2026-11-02
workdays: mon-fri
---

# T

## Goals

### A

- [ ] Fair{length} on:{on}
- [ ] Write up ~3w
"""


def lane(on: str, day: str, length: str = "") -> Lane:
    made = compile_text("t.plan.md", PLAN.format(on=on, length=length), date.fromisoformat(day))
    [picture] = build_view(made).road.pictures
    return next(one for one in picture.lanes if one.kind == "step")


@pytest.mark.parametrize(("on", "length"), [("2026-11-07", ""), ("2026-11-07..2026-11-09", ""), ("2026-11-07", " ~2d")])
def test_it_keeps_its_day_and_the_bar_says_where_it_stands_now(on: str, length: str) -> None:
    missed = lane(on, "2026-11-20", length)
    assert missed.fixed is not None
    assert missed.bar is not None
    assert missed.fixed.x < missed.bar.x
    assert missed.note is not None
    assert "too late" in f"{missed.note.strong} {missed.note.text}"


def test_before_its_day_it_is_one_mark() -> None:
    coming = lane("2026-11-07", "2026-11-03")
    assert (coming.fixed is not None, coming.bar) == (True, None)
    days = lane("2026-11-07..2026-11-09", "2026-11-03")
    assert (days.fixed, days.bar is not None) == (None, True)


def test_a_saturday_stays_one_everywhere() -> None:
    text = PLAN.format(on="2026-11-07", length="")
    made = compile_text("t.plan.md", text, date(2026, 11, 3))
    for name, said in (("html", "Saturday 7 November"), ("ics", "DTSTART;VALUE=DATE:20261107")):
        assert said in render(made, name, Options()).decode()
