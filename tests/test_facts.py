"""Questions about a plan on a day have one answer, whoever asks: page, calendar, findings, terminal, programs."""

from __future__ import annotations

import re
from datetime import date

import pytest

from compiling import compiled
from plainplan.compile import Compilation
from plainplan.facts import Facts, letter_of
from plainplan.facts.check_ins import kept
from plainplan.facts.coming import day_of, fixed_ahead, held_up_by, until, waited_for
from plainplan.facts.delays import Delay, delay_of
from plainplan.facts.lateness import is_late, late_days, late_goals, plan_promise, promise_of
from plainplan.following.review import to_ask
from plainplan.prose import plain
from plainplan.render import Options
from plainplan.render.ics import render_ics
from plainplan.report.agenda import next_data
from plainplan.report.status import status_data, status_lines
from plainplan.report.style import Style
from plainplan.values import Horizon
from plainplan.view import build_view
from plainplan.view.parts import GoalView


def codes(compilation: Compilation, code: str) -> list[str]:
    return [one.message for one in compilation.diagnostics if one.code == code]


# Check-ins


def with_rhythm(review: str, start: str, *checkins: str) -> str:
    entries = "\n".join(f"- {day} @sam: well" for day in checkins)
    front = f"---\nstart: {start}\nreview: {review}\npartner: Sam\n---\n"
    return f"{front}\n# T\n\n## Goals\n\n### A\n\n- [ ] one ~10m\n\n## Check-ins\n\n{entries}\n"


# A rhythm, the plan's start, its check-ins, today; the day that was missed first since the last one, the next one.
RHYTHMS = {
    "by the calendar's month": ("monthly", "2027-02-01", (), "2027-03-10", "2027-03-01", "2027-04-01"),
    "two months": ("monthly", "2027-02-01", (), "2027-04-10", "2027-03-01", "2027-05-01"),
    "the last day of a month": ("monthly", "2027-01-31", (), "2027-03-10", "2027-02-28", "2027-03-28"),
    "the day before it is due": ("monthly", "2027-02-01", (), "2027-02-28", None, "2027-03-01"),
    "due today": ("monthly", "2027-02-01", (), "2027-03-01", None, "2027-03-01"),
    "due today and written": ("monthly", "2027-02-01", ("2027-03-01",), "2027-03-01", None, "2027-04-01"),
    "the day after": ("monthly", "2027-02-01", (), "2027-03-02", "2027-03-01", "2027-04-01"),
    "written late": ("monthly", "2027-02-01", ("2027-03-04",), "2027-03-20", None, "2027-04-01"),
    "written late, then missed": ("monthly", "2027-02-01", ("2027-03-04",), "2027-04-03", "2027-04-01", "2027-05-01"),
    "written, nearer to the next": ("monthly", "2027-02-01", ("2027-03-25",), "2027-03-26", None, "2027-04-01"),
    "weekly on a day": ("weekly on sunday", "2026-09-01", ("2026-09-06",), "2026-09-15", "2026-09-13", "2026-09-20"),
    "weekly": ("weekly", "2026-09-01", (), "2026-09-10", "2026-09-08", "2026-09-15"),
    "weekly, today": ("weekly", "2026-09-01", (), "2026-09-08", None, "2026-09-08"),
    "every two weeks": ("every 2 weeks", "2026-09-01", (), "2026-09-16", "2026-09-15", "2026-09-29"),
    "daily": ("daily", "2026-09-01", ("2026-09-02",), "2026-09-04", "2026-09-03", "2026-09-04"),
}


@pytest.mark.parametrize("name", RHYTHMS)
def test_page_calendar_and_finding_name_the_same_day(name: str) -> None:
    review, start, checkins, today, owed, coming = RHYTHMS[name]
    compilation = compiled(with_rhythm(review, start, *checkins), today)
    found = kept(compilation.facts)
    assert found is not None
    assert found.next == date.fromisoformat(coming).toordinal()
    assert status_data([compilation])["plans"][0]["next_check_in"] == coming
    told = codes(compilation, "P502")
    if owed is None:
        assert told == []
        return
    day = date.fromisoformat(owed)
    assert [re.findall(r"due on (\d+ \w+ \d+)", one) for one in told] == [[f"{day:%-d %b %Y}"]]
    page = build_view(compilation)
    assert page.keeping is not None
    assert [dot.label for dot in page.keeping.dots if dot.label.startswith(f"{day:%-d %B %Y}:")] != []
    calendar = render_ics(compilation, Options()).decode().replace("\r\n ", "")
    first = date.fromordinal(found.past[0][0])
    assert f"DTSTART;VALUE=DATE:{first:%Y%m%d}" in calendar.partition("SUMMARY:Check-in")[2]


def test_a_check_in_that_is_due_today_is_said_to_be_today() -> None:
    page = build_view(compiled(with_rhythm("monthly", "2027-02-01"), "2027-03-01"))
    assert page.now.asides[0].fact == "Today, with Sam"
    assert page.keeping is not None
    assert [dot.state for dot in page.keeping.dots][:2] == ["today", "next"]


# Leaves, and what is overdue

DROPPED_INSIDE = """\
---
start: 2026-09-01
---

# T

## Goals

### Get in

- [ ] Visit ~2w
  - [-] by train ~1w
- [ ] Prepare ~4w
  - [ ] read ~2w
  - [-] write ~2w

### Only an answer

- Barrier: no money
  - [ ] Solution: borrow ~1w
"""


def test_what_holds_only_dropped_things_is_a_piece_of_work_for_all() -> None:
    compilation = compiled(DROPPED_INSIDE, "2026-11-01")
    plan, schedule = compilation.plan, compilation.schedule
    work = [thing.id for thing in compilation.facts.leaves]
    assert work == ["visit", "read", "borrow"]
    assert not compilation.facts.is_leaf(next(one.index for one in plan.things if one.id == "only-an-answer"))
    assert schedule.progress.total == len(work)
    assert [plan.things[index].id for index in schedule.next if plan.things[index].id not in work] == []


def test_what_is_overdue_is_so_for_findings_page_terminal_and_review() -> None:
    compilation = compiled(DROPPED_INSIDE, "2026-11-01")
    plan = compilation.plan
    overdue = {"visit": 48, "read": 34, "borrow": 55}
    (status,) = status_data([compilation])["plans"]
    assert {one["id"]: one["days"] for one in status["overdue"]} == overdue
    offered = {one["id"]: one["overdue_days"] for one in next_data([compilation])["next"]}
    assert offered == {name: overdue[name] for name in ("visit", "borrow")}
    named = [re.findall("“(.*?)”", message) for message in codes(compilation, "P405")]
    assert named == [["Visit"], ["read"], ["borrow"]]
    assert {plan.things[index].id for index in to_ask(compilation)} <= set(overdue)
    assert all(is_late(compilation.facts, thing.index) for thing in compilation.facts.leaves)
    views = [part for group in build_view(compilation).goals for part in group.parts if isinstance(part, GoalView)]
    late = [step.overdue for goal in views for part in goal.parts for step in part.steps]
    assert sorted(filter(None, late)) == ["34 days overdue", "48 days overdue", "55 days overdue"]


@pytest.mark.parametrize(
    ("day", "kept_day"),
    [("2026-11-15", "2026-11-12"), ("2026-11-14", "2026-11-12"), ("2026-11-16", "2026-11-18")],
)
def test_a_check_in_keeps_the_nearest_due_day_and_of_two_the_earlier(day: str, kept_day: str) -> None:
    compilation = compiled(with_rhythm("every 6 days", "2026-11-06", day), "2026-11-20")
    found = kept(compilation.facts)
    assert found is not None
    assert [(date.fromordinal(due).isoformat(), was) for due, was in found.past] == [
        (due, due == kept_day) for due in ("2026-11-12", "2026-11-18")
    ]


@pytest.mark.parametrize(("today", "said"), [("2026-11-20", "10 November"), ("2026-11-08", "None is written")])
def test_a_check_in_of_a_later_day_is_not_the_last_one(today: str, said: str) -> None:
    compilation = compiled(with_rhythm("weekly", "2026-11-01", "2026-11-10", "2026-12-01"), today)
    (aside,) = (one for one in build_view(compilation).now.asides if one.label == "Next check-in")
    wall = build_view(compilation, look="modern").wall
    assert wall is not None
    assert wall.check_in is not None
    assert said in aside.text
    assert said in wall.check_in.text


# Late goals

LATE = """---
start: 2026-08-01
---

# T

## Goals

### Early

- [x] walk ~1w done:2026-11-01

### Long

- [/] swim ~4w since:2026-10-10

### Short

- [ ] cycle ~1w start:2026-08-15
"""


def test_the_goal_that_is_latest_is_the_same_on_page_wall_and_terminal() -> None:
    compilation = compiled(LATE, "2026-11-01")
    late = [compilation.plan.things[index].id for index in late_goals(compilation.facts)]
    assert late == ["short", "long"]  # what is done is late no more
    page = build_view(compilation, look="modern")
    assert any("Short" in fact.note for fact in page.masthead.facts)
    assert page.wall is not None
    assert page.wall.late is not None
    assert plain(page.wall.late.title) == "Short"
    assert any(line.startswith("Late  Short:") for line in status_lines([compilation], Style(), 100))


# One plan, and one answer to each question about it

ANSWERS = """---
start: 2026-10-01
finish: 2026-12-31
---

# T

## Goals

### Learn ~3m

1. [x] Visit ~1w done:2026-10-06
2. [/] Read ~4w since:2026-10-10 @sam
3. [ ] Write ~2w after:read
4. [ ] Print ~1w with:write
5. [-] Bind ~1w
6. [ ] Send ~1d

- Barrier: no time ~1w
  - [-] Solution: less sleep ~1w
- Barrier: no money
  1. [ ] Solution: borrow ~1w @ann

### Sit ~1d on:2027-02-06..2027-02-08 due:2027-02

### Around ~1y

- [ ] Come ~2d on:2026-11-01..2026-11-03 due:2026-11-05
- [ ] Pay ~1d due:2026-11 start:2026-10-10
- [ ] Practise ~9w every:week start:2026-10-20
- [ ] Rest ~3w every:2w start:2026-12-01

### [x] Earlier ~1w

- [x] walk ~1w done:2026-10-07
- Barrier: rain ~1w
"""


def answers(today: str = "2026-11-01") -> tuple[Facts, dict[str, int]]:
    facts = compiled(ANSWERS, today).facts
    return facts, {thing.id: thing.index for thing in facts.plan.things}


def days(dated: tuple[tuple[int, int], ...], facts: Facts) -> list[tuple[str, str]]:
    return [(date.fromordinal(day).isoformat(), facts.plan.things[index].id) for day, index in dated]


def test_what_has_begun_is_under_way_or_done() -> None:
    facts, at = answers()
    assert [name for name in at if facts.has_begun(at[name])] == ["learn", "visit", "read", "earlier", "walk"]


def test_a_dropped_solution_is_no_answer() -> None:
    facts, _ = answers()
    assert [(one.title, facts.is_answered(one)) for one in facts.plan.barriers] == [
        ("no time", False), ("no money", True), ("rain", False),
    ]  # fmt: skip
    assert [one.title for one in facts.open_barriers] == ["no time", "no money"]


def test_a_barrier_holds_up_from_the_day_after_what_it_stands_in() -> None:
    text = "---\nstart: 2026-11-02\nworkdays: mon,tue,wed,thu,fri\n---\n# T\n\n## Goals\n\n### A\n\n"
    facts = compiled(f"{text}- [ ] one ~5d\n  - Barrier: rain ~1d\n", "2026-11-02").facts
    assert facts.delay(facts.plan.barriers[0]) == len(("Saturday", "Sunday", "Monday"))


def test_what_starts_late_with_something_in_time_is_late_by_itself() -> None:
    text = "---\nstart: 2026-10-01\n---\n# T\n\n## Goals\n\n### A\n\n- [/] one ~8w since:2026-10-15 done:95%\n"
    facts = compiled(f"{text}- [ ] two ~1w with:one+4w\n", "2026-11-01").facts
    assert (facts.dated(1).slip or 0) < 0
    assert delay_of(facts, 2) == Delay("not begun", 2, date(2026, 10, 29).toordinal(), 14)


def test_written_days() -> None:
    facts, at = answers()
    iso = {name: (facts.fixed_day(index), facts.due_day(index)) for name, index in at.items()}
    told = {
        name: tuple(day and date.fromordinal(day).isoformat() for day in both)
        for name, both in iso.items()
        if any(both)
    }
    assert told == {
        "sit": ("2027-02-06", "2027-02-28"), "come": ("2026-11-01", "2026-11-05"), "pay": (None, "2026-11-30"),
    }  # fmt: skip
    assert facts.written_finish == date(2026, 12, 31).toordinal()


def test_numbers_and_letters() -> None:
    facts, at = answers()
    assert {name: facts.numbers[index] for name, index in at.items() if index in facts.numbers} == {
        "visit": "1", "read": "2", "write": "3", "print": "4", "bind": "5", "send": "6",
    }  # fmt: skip
    assert [letter_of(index) for index in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]


def test_a_horizon_is_told_without_dates_too() -> None:
    text = "# T\n\n## Long-term goals\n\n### A ~1y after:b\n\n### B ~1y after:a\n"
    facts = compiled(text, "2026-11-01").facts
    assert facts.schedule.finish is None
    assert [facts.horizon(index) for index in (0, 1)] == [Horizon.LONG, Horizon.LONG]


def test_of_two_days_that_are_promised_the_first_counts() -> None:
    facts, at = answers("2026-11-20")
    promise = promise_of(facts, at["come"])
    assert promise is not None
    assert (promise.key, date.fromordinal(promise.day).isoformat()) == ("on", "2026-11-03")
    assert late_days(facts, at["come"]) == promise.late > 0
    assert [late_days(facts, at[name]) for name in ("walk", "send")] == [0, 0]


def test_a_plan_in_which_all_is_done_promises_nothing() -> None:
    text = "---\nstart: 2026-10-01\nfinish: 2026-10-05\n---\n# T\n\n## Goals\n\n### A\n\n- [{}] one ~1w {}\n"
    assert plan_promise(compiled(text.format("x", "done:2026-10-09"), "2026-11-01").facts) is None
    assert plan_promise(compiled(text.format(" ", ""), "2026-11-01").facts) is not None


def test_late_is_what_is_past_its_finish_or_has_its_turn_and_slips() -> None:
    facts, at = answers()
    assert [name for name in at if (facts.dated(at[name]).slip or 0) > 0] == [
        "read",
        "write",
        "print",
        "send",
        "borrow",
    ]
    assert [name for name in at if is_late(facts, at[name])] == ["read", "borrow"]


def test_what_is_held_up_is_the_next_open_thing_that_waits_for_no_other() -> None:
    facts, at = answers()
    held = {name: facts.plan.things[other].id for name in at if (other := held_up_by(facts, at[name])) is not None}
    assert {name: held[name] for name in ("visit", "read", "write", "print")} == {
        "visit": "read", "read": "send", "write": "send", "print": "send",
    }  # fmt: skip
    assert "send" not in held


def test_fixed_days_ahead_people_waited_for_and_work_until_a_day() -> None:
    facts, at = answers()
    assert days(fixed_ahead(facts), facts) == [("2026-11-01", "come"), ("2026-11-30", "pay"), ("2027-02-06", "sit")]
    assert [name for _, name in days(waited_for(facts), facts)] == ["read"]
    finish = facts.projected(at["read"])
    assert finish is not None
    assert "read" in [name for _, name in days(until(facts, finish.finish), facts)]
    assert "read" not in [name for _, name in days(until(facts, finish.finish - 1), facts)]


def test_by_when_something_is_to_be_done() -> None:
    facts, at = answers("2026-11-03")
    told = {name: day_of(facts, at[name]) for name in ("come", "practise", "rest")}
    assert {name: date.fromordinal(day).isoformat() for name, day in told.items() if day} == {
        "come": "2026-11-04", "practise": "2026-11-12", "rest": "2027-01-21",
    }  # fmt: skip
    assert day_of(facts, next(one.index for one in facts.plan.things if one.title == "Bind")) is None
