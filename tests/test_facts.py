"""Questions about a plan on a day have one answer, whoever asks: page, calendar, findings, terminal, programs."""

from __future__ import annotations

import re
from datetime import date

import pytest

from plainplan.compile import Compilation, compile_text
from plainplan.facts.check_ins import kept
from plainplan.facts.lateness import is_late, late_goals
from plainplan.following.review import to_ask
from plainplan.prose import plain
from plainplan.render import Options
from plainplan.render.ics import render_ics
from plainplan.report.agenda import next_data
from plainplan.report.status import status_data, status_lines
from plainplan.report.style import Style
from plainplan.view import build_view
from plainplan.view.parts import GoalView


def compiled(text: str, day: str) -> Compilation:
    return compile_text("a.plan.md", text, date.fromisoformat(day))


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
