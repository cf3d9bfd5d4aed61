"""By when to begin: what page, `plan next`, `plan status` and `plan why` say of latest days."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from needs import stress
from plainplan.cli import run
from plainplan.compile import Compilation, compile_text
from plainplan.facts.latest import begin_by
from plainplan.model import Plan
from plainplan.render import render
from plainplan.render.json import plan_data
from plainplan.render.options import Options
from plainplan.schedule import Schedule, schedule, slack
from plainplan.values import Period
from plainplan.why import why_latest
from plainplan.words import words_for
from plans import BESIDE, TODAY, Shape, random_plan

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
AS_OF = date.fromisoformat(TODAY)


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


def focused(goals: int) -> Compilation:
    """Goals that wait for their turn, three at once: what one of them can be put off is found out by trial."""
    parts = [f"### G{n} ~{n % 7 + 2}w\n\n" + "".join(f"- [ ] S{n}-{k} ~{(n + k) % 5 + 1}d\n" for k in range(6))
             for n in range(goals)]  # fmt: skip
    text = "---\nstart: 2026-11-01\nworkdays: mon-fri\nfocus: 3\n---\n\n# T\n\n## Goals\n\n" + "\n".join(parts)
    return compile_text("t.plan.md", text, DAY)


def test_slack_that_may_be_larger_says_so_in_the_outputs(monkeypatch: pytest.MonkeyPatch) -> None:
    exact = focused(12)
    assert exact.schedule.slack_exact
    assert plan_data(exact)["slack_exact"] is True
    assert "may be a few days too small" not in render(exact, "html", Options()).decode()
    monkeypatch.setattr(slack, "TRIALS", 0)
    monkeypatch.setattr(slack, "TRIALS_EACH", 0)
    bounded = focused(12)
    assert plan_data(bounded)["slack_exact"] is False
    assert "may be a few days too small" in render(bounded, "html", Options()).decode()
    for less, more in zip(bounded.schedule.things, exact.schedule.things, strict=True):
        assert (less.slack is None) == (more.slack is None)
        assert less.slack is None or more.slack is None or less.slack <= more.slack


# Backward, against every day


def planned_from(plan: Plan, day: int) -> Schedule:
    start = date.fromordinal(day)
    settings = plan.settings._replace(start=Period(start, start, str(start)))
    return schedule(plan._replace(settings=settings), AS_OF)[0]


def misses(found: Schedule, limits: list[tuple[int, int]]) -> bool:
    return any(dates.finish > day for index, day in limits if (dates := found.things[index].planned))


@pytest.mark.parametrize("seed", range(stress(12, 400)))
def test_a_backward_start_is_the_latest_of_all_days(seed: int) -> None:
    """Each day after the start that was found misses something that an early start meets; the start misses nothing."""
    text = random_plan(seed, Shape(backward=1, facts=False, holidays=0.4, fixed=0.15, shared=0.4, depth=1))
    made = compile_text("a.md", text, AS_OF, companions=BESIDE)
    if made.has_errors or len(made.plan.things) > 40:
        pytest.skip("a loop, or too many things to try every day")
    finish = made.plan.settings.finish
    assert finish is not None
    early = planned_from(made.plan, 400)
    limits = [(one.index, day.last.toordinal()) for one in made.plan.things for day in (one.due, one.on) if day]
    limits = [one for one in limits if not misses(early, [one])]
    limits += [(goal, finish.last.toordinal()) for goal in made.plan.goals]
    if misses(early, limits):
        return
    start = made.schedule.plan_start
    assert not misses(planned_from(made.plan, start), limits)
    for day in range(start + 1, min(start + 70, finish.last.toordinal()) + 1):
        assert misses(planned_from(made.plan, day), limits), date.fromordinal(day)


def test_days_away_before_the_work_leave_the_start_behind_them() -> None:
    text = "---\nfinish: 2026-12-31\naway: 2026-11-07..2026-11-26\n---\n\n# T\n\n## Goals\n\n### A\n\n- [ ] Work ~5w\n"
    assert begin_by(compile_text("t.plan.md", text, date(2026, 10, 1)).facts) == date(2026, 11, 27).toordinal()
