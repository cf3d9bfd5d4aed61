"""What has happened, or is said to have: nothing finishes before it starts, nor after what it is in was finished."""

from __future__ import annotations

import json
import random
from datetime import date
from pathlib import Path

import jsonschema
import pytest

from plainplan.compile import Compilation, compile_text
from plainplan.model import Kind
from plainplan.render import Options
from plainplan.render.ics import render_ics
from plainplan.render.json import render_json
from plainplan.values import State

SCHEMA = json.loads((Path(__file__).parent.parent / "docs" / "plan.schema.json").read_text("utf-8"))
HEAD = "---\nstart: 2026-09-01\n---\n\n# T\n\n## Goals\n\n"


def compiled(body: str, day: str = "2026-11-01") -> Compilation:
    return compile_text("a.plan.md", HEAD + body, date.fromisoformat(day))


def days(compilation: Compilation, name: str) -> tuple[str, str]:
    thing = next(one for one in compilation.plan.things if one.id == name)
    dates = compilation.schedule.things[thing.index].projected
    assert dates is not None
    return date.fromordinal(dates.start).isoformat(), date.fromordinal(dates.finish).isoformat()


def assert_sound(compilation: Compilation) -> None:
    """What holds for the dates of every plan, and for what is written of it."""
    plan, schedule = compilation.plan, compilation.schedule
    for thing in plan.things:
        dated = schedule.things[thing.index]
        for dates in (dated.planned, dated.projected):
            assert dates is None or (dates.start <= dates.finish and dates.days >= 0), thing.title
        beside = (
            thing.kind is Kind.SOLUTION and thing.parent is not None and plan.things[thing.parent].kind is Kind.STEP
        )
        holder = None if thing.parent is None or beside else schedule.things[thing.parent]
        if holder and holder.state is State.DONE and holder.projected and dated.projected:
            assert dated.projected.finish <= holder.projected.finish, thing.title
    tops = [dates.finish for goal in plan.goals if (dates := schedule.things[goal].projected)]
    assert schedule.finish == max(tops, default=None)
    jsonschema.validate(json.loads(render_json(compilation, Options())), SCHEMA)


# Under way since a day that has not come.
AHEAD = {
    "part of it done": ("### G\n\n- [/] Read ~4w since:2027-02-15 done:46%", "read", ("2027-02-15", "2027-03-02")),
    "all of it ahead": ("### G\n\n- [/] Read ~2w since:2027-02-15", "read", ("2027-02-15", "2027-02-28")),
    "a milestone": ("### G\n\n- [/] Read since:2027-02-15", "read", ("2027-02-15", "2027-02-15")),
    "all of it done": ("### G\n\n- [/] Read ~4w since:2027-02-15 done:100%", "read", ("2027-02-15", "2027-02-15")),
    "a goal alone": ("### Read since:2028-08-24", "read", ("2028-08-24", "2028-08-24")),
    "a goal with a length": ("### Read ~1w since:2028-08-24", "read", ("2028-08-24", "2028-08-30")),
    "a goal with steps": ("### Read ~1w since:2027-02-15\n\n- [ ] One ~2d", "read", ("2026-11-01", "2027-02-21")),
    "a step with steps": ("### G\n\n- Read since:2027-02-15\n  - [ ] One ~2d", "read", ("2026-11-01", "2026-11-02")),
    "a year": ("### G\n\n- [/] Read ~1w since:2028", "read", ("2028-01-01", "2028-01-07")),
    "today": ("### G\n\n- [/] Read ~4w since:2026-11-01 done:50%", "read", ("2026-11-01", "2026-11-14")),
    "done before it": (
        "### G\n\n- [x] Read ~1w since:2027-01-01 done:2026-10-01",
        "read",
        ("2026-10-01", "2026-10-01"),
    ),
}


@pytest.mark.parametrize("name", AHEAD)
def test_what_began_in_the_future_does_not_finish_before_it(name: str) -> None:
    body, thing, wanted = AHEAD[name]
    compilation = compiled(body + "\n\n### After ~1w after:g\n" if "### G\n" in body else body)
    assert days(compilation, thing) == wanted
    assert_sound(compilation)


# A goal or step that is done, and what is in it.
CLOSED = {
    "an open step": ("### G done:2026-09-27\n\n- [ ] a ~6m", "a", "2026-09-27"),
    "a step done later": ("### G done:2026-09-27\n\n- [x] a ~6m done:2026-10-05", "a", "2026-09-27"),
    "a step done earlier": ("### G done:2026-09-27\n\n- [x] a ~6m done:2026-09-05", "a", "2026-09-05"),
    "a step done in the month": ("### G done:2026-09-27\n\n- [x] a ~6m done:2026-09", "a", "2026-09-27"),
    "a milestone": ("### G done:2026-09-27\n\n- [ ] b ~3m\n- [ ] a", "a", "2026-09-27"),
    "deeper": ("### G done:2026-09-27\n\n- [x] b done:2026-10-05\n  - [x] a ~2w done:2026-12-01", "a", "2026-09-27"),
    "in a done step": ("### G\n\n- [x] b done:2026-09-27\n  - [ ] a ~9w\n- [ ] c", "a", "2026-09-27"),
    "its solution": ("### G done:2026-09-27\n\n- Barrier: x\n  - [ ] Solution: a ~9m", "a", "2026-09-27"),
    "a solution in it": (
        "### G done:2026-09-27\n\n- b\n  - Barrier: x\n    - [ ] Solution: a ~9m",
        "a",
        "2026-09-27",
    ),
    "a sub-goal": ("### G done:2026-09-27\n\n#### H done:2026-12-01\n\n- [ ] a ~9m", "a", "2026-09-27"),
    "a goal done at some time": ("### [x] G\n\n- [ ] a ~9m", "a", "2026-11-01"),
}


@pytest.mark.parametrize("name", CLOSED)
def test_nothing_finishes_after_the_done_goal_that_it_is_in(name: str) -> None:
    body, thing, finish = CLOSED[name]
    compilation = compiled(body)
    assert days(compilation, thing)[1] == finish
    assert_sound(compilation)


@pytest.mark.parametrize(
    ("written", "today", "finish"),
    [
        ("2026-10", "2026-10-12", "2026-10-12"),  # the month is not over: not beyond today
        ("2026-10", "2026-10-31", "2026-10-31"),
        ("2026-10", "2026-11-15", "2026-10-31"),
        ("2026-10", "2026-10-01", "2026-10-01"),
        ("2026", "2026-10-12", "2026-10-12"),
        ("2026", "2027-01-12", "2026-12-31"),
        ("2026-12", "2026-10-12", "2026-12-01"),  # all of it ahead: its first day
        ("2026-10-20", "2026-10-12", "2026-10-20"),  # a day is what it is
    ],
)
def test_a_month_or_year_of_done_goes_no_further_than_today(written: str, today: str, finish: str) -> None:
    compilation = compiled(f"### G\n\n- [x] Read ~2m done:{written}\n- [ ] Write ~1w\n", today)
    assert days(compilation, "read")[1] == finish
    follows = date.fromordinal(max(date.fromisoformat(finish).toordinal() + 1, date.fromisoformat(today).toordinal()))
    assert days(compilation, "write")[0] == follows.isoformat()


@pytest.mark.parametrize(
    ("start", "offered"), [("2026-10-31", True), ("2026-11-01", True), ("2026-11-02", False), ("2026-11", True)]
)
def test_a_step_whose_start_is_today_can_be_done_now(start: str, offered: bool) -> None:
    compilation = compiled(f"### G\n\n- [ ] Read ~1w start:{start}\n")
    things = [compilation.plan.things[index].id for index in compilation.schedule.next]
    assert things == (["read"] if offered else [])
    assert days(compilation, "read")[0] == max("2026-11-01", start if start != "2026-11" else "")


@pytest.mark.parametrize(
    ("due", "starts"), [("2026-11-07", True), ("2026-11-02", True), ("2026-11-01", False), ("2026-10-20", False)]
)
def test_a_to_do_of_the_calendar_never_starts_on_its_due_day_or_later(due: str, starts: bool) -> None:
    calendar = render_ics(compiled(f"### G\n\n- [ ] Read ~1w due:{due}\n"), Options(todos=True)).decode()
    todo = calendar.partition("BEGIN:VTODO")[2].partition("END:VTODO")[0]
    assert f"DUE;VALUE=DATE:{due.replace('-', '')}" in todo
    assert ("DTSTART;VALUE=DATE:20261101" in todo) is starts
    assert ("DTSTART" in todo) is starts


def test_random_things_that_happened_at_any_time_make_sound_dates() -> None:
    pick = random.Random(9)
    for _ in range(300):
        compilation = compiled("".join(_random_goal(pick, number) for number in range(2)))
        if not compilation.has_errors:
            assert_sound(compilation)


def _random_goal(pick: random.Random, number: int) -> str:
    lines = [f"### {pick.choice(('', '[x] ', '[/] '))}G{number}{_random_tags(pick)}", ""]
    for place in range(pick.randint(0, 3)):
        lines.append(f"- {pick.choice(('[ ] ', '[x] ', '[/] ', '[-] ', ''))}s{place}{_random_tags(pick)}")
        lines.extend(f"  - [{pick.choice(' x/-')}] t{n}{_random_tags(pick)}" for n in range(pick.choice((0, 0, 2))))
        if pick.random() < 0.2:
            lines += ["  - Barrier: x", f"    - [{pick.choice(' x')}] Solution: y{_random_tags(pick)}"]
    return "\n".join([*lines, "", ""])


def _random_tags(pick: random.Random) -> str:
    tags = {
        "": ("~2w", "~3m", "~1d"),
        "since:": ("2026-09-20", "2027-02-15", "2028", "2026-11-01"),
        "done:": ("2026-09-27", "2026-10", "2026", "2027-01-05", "40%", "100%"),
        "start:": ("2026-10-10", "2027"),
    }
    return "".join(f" {key}{pick.choice(values)}" for key, values in tags.items() if pick.random() < 0.35)
