"""A promise that will be missed is said where people look, and why something is late is the reason of the lateness."""

from __future__ import annotations

from datetime import date

import pytest

from plainplan.compile import Compilation, compile_text
from plainplan.facts.delays import DELAYS, delay_of
from plainplan.facts.lateness import plan_promise
from plainplan.following.review import note_of
from plainplan.report.agenda import next_data, next_lines
from plainplan.report.note import note_lines
from plainplan.report.status import status_data, status_lines
from plainplan.report.style import Style
from plainplan.view import build_view
from plainplan.view.parts import GoalView
from plainplan.words import words_for
from plans import TODAY, random_plan

PLAIN = Style(color=False, encoding="utf-8")


def compiled(body: str, *, front: str = "", day: str = "2026-11-01", start: str = "2026-11-01") -> Compilation:
    text = f"---\nstart: {start}\n{front}---\n\n# T\n\n{body}\n"
    return compile_text("a.plan.md", text, date.fromisoformat(day))


def everywhere(compilation: Compilation) -> dict[str, str]:
    """What masthead, sheet, status and the partner's note say of the finish."""
    page = build_view(compilation, look="sheet")
    assert page.wall is not None
    assert page.wall.finish is not None
    return {
        "masthead": page.masthead.after,
        "fact": page.masthead.facts[1].value,
        "sheet": page.wall.finish.strong,
        "alarm": str(page.wall.finish.alarm),
        "status": list(status_lines([compilation], PLAIN, 200))[1],
        "note": list(note_lines(compilation, note_of(compilation)))[2],
    }


GOAL = "## Goals\n\n### A ~4w\n"
PRIMARY = "## Primary objective\n\n### Work ~4w"  # finishes on 28 November 2026

# Front matter and goals, by how many days the promise is missed, what is said of it.
PROMISES = {
    "finish missed": ("finish: 2026-11-16\n", GOAL, 12, "12 days too late for 16 Nov 2026"),
    "missed by a day": ("finish: 2026-11-27\n", GOAL, 1, "1 day too late for 27 Nov 2026"),
    "finish met on the day": ("finish: 2026-11-28\n", GOAL, 0, "on the very day it is promised for"),
    "finish met": ("finish: 2026-12-28\n", GOAL, -30, "with 30 days to spare before 28 Dec 2026"),
    "finish of a month": ("finish: 2026-11\n", GOAL, -2, "with 2 days to spare before 30 Nov 2026"),
    "due missed": ("", f"{PRIMARY} due:2026-11-16\n", 12, "12 days too late for 16 Nov 2026"),
    "due met": ("", f"{PRIMARY} due:2026-12-28\n", -30, "with 30 days to spare before 28 Dec 2026"),
    "both, the worse": ("finish: 2026-12-28\n", f"{PRIMARY} due:2026-11-16\n", 12, "12 days too late for 16 Nov 2026"),
    "both, the other": ("finish: 2026-11-14\n", f"{PRIMARY} due:2026-11-16\n", 14, "14 days too late for 14 Nov 2026"),
}


@pytest.mark.parametrize("name", PROMISES)
def test_a_promise_is_said_where_people_look(name: str) -> None:
    front, body, late, said = PROMISES[name]
    compilation = compiled(body, front=front)
    promise = plan_promise(compilation.facts)
    assert promise is not None
    assert promise.late == late
    told = everywhere(compilation)
    for place in ("masthead", "status", "note", "sheet"):
        assert said.casefold() in told[place].casefold(), place
    in_short = said.partition(" for ")[0].partition(" before ")[0].partition(" it ")[0].removeprefix("with ")
    in_short = in_short.replace(" very", "")
    assert in_short.casefold() == told["fact"].casefold()
    assert told["alarm"] == str(late > 0)
    (data,) = status_data([compilation])["plans"]
    assert (data["late_days"], data["promised"]) == (late, date.fromordinal(promise.day).isoformat())
    several = next(iter(status_lines([compilation, compilation], PLAIN, 200)))
    assert (f"{abs(late)} day" in several and "too late" in several) is (late > 0)


@pytest.mark.parametrize(
    "body",
    [
        GOAL,
        f"{PRIMARY}\n",
        f"{PRIMARY} due:2026-10-01 done:2026-10-20\n",
        "## Goals\n\n### A ~4w due:2026-11-16\n\n### [-] B due:2026-11-02\n",
    ],
)
def test_without_a_promise_the_plan_itself_is_the_measure(body: str) -> None:
    compilation = compiled(body)
    assert plan_promise(compilation.facts) is None
    assert (list(status_lines([compilation], PLAIN, 200))[1]).endswith("as planned") or "done:" in body


def test_what_is_promised_of_something_else_names_it() -> None:
    compilation = compiled(f"{GOAL}\n{PRIMARY} due:2026-11-30\n\n### Later ~1w after:work\n")
    assert "with Work 26 days too late for 30 Nov 2026" in everywhere(compilation)["masthead"]
    longer = compiled(f"## Goals\n\n### A ~9w\n\n{PRIMARY} after:start\n", front="finish: 2026-11-30\n")
    assert "with the whole plan 33 days too late for 30 Nov 2026" in everywhere(longer)["masthead"]


def test_german_says_so_too() -> None:
    told = everywhere(compiled(GOAL, front="finish: 2026-11-16\nlang: de\n"))
    assert "12 Tage zu spät" in told["masthead"]
    assert "12 Tage zu spät" in told["sheet"]


# A step that will miss the day it is promised for.

DUE = "## Goals\n\n### G\n\n- [ ] Read ~4w due:2026-11-16\n- [ ] Write ~1w due:2026-12-31\n"
SAID = "due 16 Nov 2026, 12 days too late"


def test_a_missed_due_day_shows_in_now_on_the_road_at_the_step_in_status_and_next() -> None:
    compilation = compiled(DUE)
    page = build_view(compilation)
    assert [item.overdue for item in page.now.items] == [SAID, ""][: len(page.now.items)]
    views = [part for group in page.goals for part in group.parts if isinstance(part, GoalView)]
    assert [step.overdue for step in views[0].parts[0].steps] == [SAID, ""]
    assert SAID in repr(page.road)
    assert SAID in repr(build_view(compilation, look="sheet").wall)
    assert any(SAID in line for line in status_lines([compilation], PLAIN, 200))
    assert any(SAID in line for line in next_lines([compilation], PLAIN, 200))
    assert [one["late_days"] for one in next_data([compilation])["next"]] == [12, 0]


@pytest.mark.parametrize(
    ("step", "said"),
    [
        ("- [ ] Read ~4w due:2026-11-28", ""),
        ("- [ ] Read ~4w due:2026-11-27", "due 27 Nov 2026, 1 day too late"),
        ("- [ ] Read ~4w due:2026-10", "due 31 Oct 2026, 28 days too late"),
        ("- [/] Read ~4w since:2026-10-31 due:2026-11-20", "due 20 Nov 2026, 7 days too late"),
        ("- [x] Read ~4w done:2026-10-30 due:2026-10-20", ""),
        ("- [-] Read ~4w due:2026-10-20", ""),
        ("- [ ] Read on:2026-10-20", "fixed for 20 Oct 2026, 12 days too late"),
    ],
)
def test_by_how_much_a_step_is_late(step: str, said: str) -> None:
    page = build_view(compiled(f"## Goals\n\n### G\n\n{step}\n- [ ] Rest ~1d\n"))
    views = [part for group in page.goals for part in group.parts if isinstance(part, GoalView)]
    assert views[0].parts[0].steps[0].overdue == said


def test_overdue_and_late_are_both_said() -> None:
    page = build_view(compiled("## Goals\n\n### G\n\n- [ ] Read ~1w due:2026-10-12\n", start="2026-10-01"))
    assert page.now.items[0].overdue == "25 days overdue; due 12 Oct 2026, 26 days too late"


# Why something is late.

DELAYED = {
    "not begun": ("- [ ] Read ~1w", "“Read” was planned to start on 1 Sep 2026 and has not begun"),
    "not begun, what follows": (
        "- [ ] Read ~1w\n- [ ] Write ~1w",
        "“Read” was planned to start on 1 Sep 2026 and has not begun",
    ),
    "still open": (
        "- [/] Read ~1w since:2026-09-01",
        "“Read” was planned to be finished on 7 Sep 2026 and is still open",
    ),
    "begun late": ("- [/] Read ~9w since:2026-09-11", "“Read” began on 11 Sep 2026, 10 days later than planned"),
    "done late": (
        "- [x] Read ~8w done:2026-11-01\n- [ ] Write ~1w",
        "“Read” was done on 1 Nov 2026, 6 days later than planned",
    ),
    "longer": ("- [/] Read ~9w since:2026-09-01 done:40%", "“Read” takes 36 days longer than planned"),
}


@pytest.mark.parametrize("name", DELAYED)
def test_late_because(name: str) -> None:
    steps, because = DELAYED[name]
    compilation = compiled(f"## Goals\n\n### G\n\n{steps}\n", start="2026-09-01")
    lines = list(status_lines([compilation], PLAIN, 200))
    place = next(place for place, line in enumerate(lines) if line.startswith("Late"))
    assert lines[place + 1].strip() == f"because {because}."


@pytest.mark.parametrize("seed", range(40))
def test_the_reason_of_a_lateness_is_late_itself(seed: int) -> None:
    compilation = compile_text("a.plan.md", random_plan(seed), date.fromisoformat(TODAY))
    plan, schedule = compilation.plan, compilation.schedule
    for thing in plan.things:
        delay = delay_of(compilation.facts, thing.index)
        if delay is not None:
            assert delay.key in DELAYS
            assert delay.days > 0
            assert (schedule.things[delay.thing].slip or 0) > 0 or delay.key == "still open"
        assert delay is None or (schedule.things[thing.index].slip or 0) > 0


@pytest.mark.parametrize("lang", ["en", "de"])
def test_every_delay_has_its_words(lang: str) -> None:
    messages = words_for(lang).catalogue.messages
    assert {key.removeprefix("delay.") for key in messages if key.startswith("delay.")} == set(DELAYS)
