"""By when to begin: what page, `plan next`, `plan status` and `plan why` say of latest days."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from plainplan.cli import run
from plainplan.compile import Compilation, compile_text
from plainplan.facts.latest import begin_by
from plainplan.render import render
from plainplan.render.options import Options
from plainplan.why import why_latest
from plainplan.words import words_for

BACKWARD = """---
finish: 2027-06-30
---

# T

## Goals

### A ~4w

- [{one}] One ~1w
- [ ] Two ~1w

### B ~2w

- [ ] Three ~1w
"""
DAY = date(2026, 11, 10)


def compiled(text: str = BACKWARD, one: str = " ", day: date = DAY) -> Compilation:
    return compile_text("t.plan.md", text.format(one=one), day)


def test_a_plan_that_is_worked_out_backward_says_by_when_to_begin() -> None:
    assert begin_by(compiled().facts) == date(2027, 6, 3).toordinal()


@pytest.mark.parametrize(
    ("text", "one", "day"),
    [
        (BACKWARD, "x", DAY),  # it has begun
        (BACKWARD, "/", DAY),
        (BACKWARD, " ", date(2027, 6, 3)),  # the day has come
        (BACKWARD, " ", date(2027, 6, 4)),  # and gone
        (BACKWARD.replace("finish", "start"), " ", DAY),
        (BACKWARD.replace("---\nfinish", "---\nstart: 2027-01-01\nfinish"), " ", DAY),
        ("---\nfinish: 2027-06-30\n---\n\n# Nothing\n", " ", DAY),
    ],
)
def test_no_other_plan_does(text: str, one: str, day: date) -> None:
    assert begin_by(compiled(text, one, day).facts) is None


@pytest.mark.parametrize("command", ["next", "status"])
def test_the_terminal_says_so(command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "t.plan.md"
    for one, said in ((" ", True), ("x", False)):
        path.write_text(BACKWARD.format(one=one))
        assert run([command, str(path), "--as-of", str(DAY)]) == 0
        assert ("Begin by 3 Jun 2027 at the latest." in capsys.readouterr().out) == said


def test_the_page_says_so_in_the_plans_language() -> None:
    for lang, said in (("en", "Begin by 3 June 2027 at the latest."), ("de", "Spätestens am 3. Juni 2027 beginnen.")):
        text = BACKWARD.replace("---\nfinish", f"---\nlang: {lang}\nfinish")
        assert said in render(compiled(text), "html", Options()).decode()


def test_a_box_ticked_before_the_start_is_done_today() -> None:
    made = compiled(one="x")
    dates = made.schedule.things[1].projected
    assert dates is not None
    assert (dates.start, dates.finish) == (DAY.toordinal(), DAY.toordinal())


def test_each_step_says_by_when_to_begin_and_what_nothing_depends_on_does_not() -> None:
    facts = compiled().facts
    three = next(thing.index for thing in facts.plan.things if thing.title == "Three")
    assert why_latest(facts, three) == "“Three” has to begin by 17 Jun 2027 at the latest."
    assert why_latest(facts, three, words=words_for("de"), it=True) == "Es muss spätestens am 17. Juni 2027 beginnen."
    free = compiled(BACKWARD.replace("finish", "start")).facts
    assert [why_latest(free, thing.index) for thing in free.plan.things] == [None] * len(free.plan.things)


def test_begun_on_its_latest_day_nothing_is_missed_and_a_day_later_something_is() -> None:
    facts = compiled().facts
    for thing in facts.plan.things:
        day = facts.dated(thing.index).latest_start
        if day is None:
            continue
        for late, missed in ((0, False), (1, True)):
            start = date.fromordinal(day + late)
            text = BACKWARD.format(one=" ").replace(f"{thing.title} ~1w", f"{thing.title} ~1w start:{start}")
            text = text.replace("finish: ", "start: 2027-06-03\nfinish: ")
            codes = {one.code for one in compile_text("t.plan.md", text, DAY).diagnostics}
            assert ("P403" in codes) == missed, (thing.title, start)
