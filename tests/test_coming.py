"""What comes next: when all of today is done, which habits are offered, where `plan done` leads."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from plainplan.cli import run
from plainplan.compile import Compilation, compile_text
from plainplan.facts.coming import coming, offered, opens_next, turn_of
from plainplan.report.agenda import next_data, next_lines
from plainplan.report.status import status_lines
from plainplan.report.style import Style
from plainplan.view import build_view

PLAIN = Style()


def compiled(body: str, day: str = "2026-11-01", start: str = "2026-11-01") -> Compilation:
    return compile_text(
        "a.plan.md", f"---\nstart: {start}\n---\n\n# T\n\n## Goals\n\n{body}\n", date.fromisoformat(day)
    )


# All of today is done

LATER = "### A\n\n1. [x] Read ~1w done:2026-10-20\n2. [ ] Apply ~1w start:2026-12-05\n3. [ ] Wait ~2w\n"


def test_when_nothing_more_can_be_done_today_what_opens_next_is_offered_with_its_day() -> None:
    compilation = compiled(LATER, start="2026-10-01")
    assert offered(compilation.facts) == ()
    lines = list(next_lines([compilation], PLAIN, 100))
    assert lines[0] == "Nothing more can be done today. Next: “Apply”, from 5 Dec 2026."
    assert "    Wait, from 12 Dec 2026, after “Apply”" in lines
    assert next_data([compilation])["opens"] == {"id": "apply", "day": "2026-12-05"}
    assert build_view(compilation).now.summary == "Nothing more to do today. Next: Apply, from 5 December."
    assert "    nothing more today; from 5 Dec 2026: Apply" in list(status_lines([compilation], PLAIN, 100))


@pytest.mark.parametrize(
    ("body", "first"),
    [
        ("### A\n\n- [ ] Read ~1w\n", " 1  [ ] Read"),
        ("### A\n\n- [x] Read ~1w done:2026-10-20\n", "Everything in this plan is done."),
        ("Just words.\n", "There is nothing to do in this plan yet."),
        ("### A\n\n- [ ] Sit it on:2026-12-05\n", "Nothing more can be done today. Next: “Sit it”, from 5 Dec 2026."),
        ("### A start:2027\n\n- [ ] Read ~1w\n", "Nothing more can be done today. Next: “Read”, from 1 Jan 2027."),
        ("### A ~1w start:2027\n", "Nothing more can be done today. Next: “A”, from 1 Jan 2027."),
    ],
)
def test_the_first_line_of_next(body: str, first: str) -> None:
    compilation = compiled(body, start="2026-10-01")
    assert next(iter(next_lines([compilation], PLAIN, 100))).startswith(first)
    assert (opens_next(compilation.facts) is None) is ("Next:" not in first)


# Habits


def habit(every: str, *checkins: str) -> str:
    entries = "\n".join(f"- {entry}" for entry in checkins)
    return f"### A\n\n- [/] Set aside 600 ~6m every:{every} since:2026-09-01\n\n## Check-ins\n\n{entries}\n"


# A rhythm, a check-in, the day, whether the habit is offered then.
TURNS = [
    ("week", "", "2026-09-01", True),
    ("week", "2026-09-01: still at it: Set aside 600", "2026-09-01", False),
    ("week", "2026-09-01: still at it: Set aside 600", "2026-09-07", False),
    ("week", "2026-09-01: still at it: Set aside 600", "2026-09-08", True),
    ("week", "2026-09-06: read a lot; set aside 600 again", "2026-09-07", False),
    ("week", "2026-09-06: a good week", "2026-09-07", True),
    ("week", "2026-09-06: in the way of Set aside 600: no money", "2026-09-07", True),
    ("week", "2026-09-06: not begun: Set aside 600", "2026-09-07", True),
    ("2w", "2026-09-02: Set aside 600", "2026-09-14", False),
    ("2w", "2026-09-02: Set aside 600", "2026-09-15", True),
    ("day", "2026-09-02: Set aside 600", "2026-09-02", False),
    ("day", "2026-09-02: Set aside 600", "2026-09-03", True),
    ("month", "2026-10-01: Set aside 600", "2026-10-31", False),
    ("month", "2026-10-01: Set aside 600", "2026-11-01", True),
    ("month", "2026-11-20: Set aside 600", "2026-11-01", True),  # written for a day that has not come
]


@pytest.mark.parametrize(("every", "checkin", "day", "is_offered"), TURNS)
def test_a_habit_is_offered_once_a_turn(every: str, checkin: str, day: str, is_offered: bool) -> None:
    compilation = compiled(habit(every, *([checkin] if checkin else [])), day, "2026-09-01")
    plan, schedule = compilation.plan, compilation.schedule
    index = next(thing.index for thing in plan.things if thing.every)
    assert (index in offered(compilation.facts)) is is_offered
    turn = turn_of(compilation.facts, index)
    assert turn is not None
    assert turn[0] <= schedule.today < turn[1]
    assert ((turn[1], index) in coming(compilation.facts)) is not is_offered
    assert bool(next_data([compilation])["next"]) is is_offered
    assert any("Set aside" in line for line in next_lines([compilation], PLAIN, 100))


def test_what_is_offered_keeps_the_number_that_commands_take() -> None:
    steps = "### A\n\n- [/] Swim ~6m every:week since:2026-09-01\n- [/] Read ~6m since:2026-09-01\n"
    compilation = compiled(f"{steps}\n## Check-ins\n\n- 2026-09-02: Swim\n", "2026-09-03", "2026-09-01")
    assert [(one["number"], one["id"]) for one in next_data([compilation])["next"]] == [(2, "read")]


# Where `plan done` leads


Done = Callable[..., list[str]]
ALL_DONE = "everything in this plan is done: `plan new --from` starts the next one"


@pytest.fixture
def done(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Done:
    """What `plan done` prints."""

    def ticked(body: str, *names: str) -> list[str]:
        plan = tmp_path / "a.plan.md"
        plan.write_text(f"---\nstart: 2026-10-01\n---\n\n# T\n\n## Goals\n\n{body}\n", "utf-8")
        assert run(["done", *names, "-f", str(plan), "--as-of", "2026-11-01"]) == 0
        return capsys.readouterr().out.splitlines()

    return ticked


def test_the_last_step_of_a_goal_leads_on(done: Done) -> None:
    told = done("### A\n\n- [ ] Read ~1w\n\n### B after:a\n\n- [ ] Write ~1w\n", "read")
    assert told[-2:] == ["“A” is done", "next: Write, from 2 Nov 2026"]


@pytest.mark.parametrize(
    ("body", "names", "told"),
    [
        ("### A\n\n- [ ] Read ~1w\n- [ ] Write ~1w\n", ("read",), None),
        ("### A\n\n- [ ] Read ~1w\n\n### B\n\n- [ ] Write ~1w\n", ("read",), "next: Write"),
        ("### A\n\n- [ ] Read ~1w\n", ("read",), ALL_DONE),
        ("### A\n\n- [ ] Read ~1w\n- [ ] Write ~1w\n\n### B\n\n- [ ] Go ~1w start:2027\n", ("read", "write"),
         "next: Go, from 1 Jan 2027"),
        ("### A\n\n- [ ] Read ~1w\n- [-] Write ~1w\n\n### B ~1w\n", ("read",), "next: B"),
    ],
)  # fmt: skip
def test_where_done_leads(done: Done, body: str, names: tuple[str, ...], told: str | None) -> None:
    lines = done(body, *names)
    if told is None:
        assert not any("next:" in line or "is done" in line for line in lines)
    else:
        assert lines[-1] == told


def test_a_goal_with_an_open_box_of_its_own_is_to_be_ticked_too(done: Done) -> None:
    told = done("### [ ] A\n\n- [ ] Read ~1w\n\n### B\n\n- [ ] Write ~1w\n", "read")
    assert told[-2:] == ["all of “A” is done: `plan done a` ticks it too", "next: Write"]
