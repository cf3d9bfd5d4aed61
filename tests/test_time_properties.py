"""What must hold for the dates of every plan."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from definitions import rooms_by_trial
from plainplan.compile import Compilation, compile_text
from plainplan.model import Kind
from plainplan.schedule.forward import Pass
from plainplan.schedule.result import REASONS
from plainplan.schedule.schedule import work_out
from plainplan.values import State
from plans import BESIDE, TODAY, Shape, random_plan
from plausible import plausible_plan

AS_OF = date.fromisoformat(TODAY)
SEEDS = st.integers(min_value=0, max_value=10**6)
WITH_HOLIDAYS = Shape(holidays=0.4)
DAYS_ONLY = Shape(calendar=False, facts=False, focus=0, fixed=0, shared=0, own=0)


def compiled(text: str) -> Compilation:
    return compile_text("random.plan.md", text, AS_OF, companions=BESIDE)


def without_loop(compilation: Compilation) -> bool:
    assert {found.code for found in compilation.diagnostics if found.severity.value == "error"} <= {"P302"}
    return not compilation.has_errors


@given(SEEDS)
def test_slack_and_latest_finish_are_what_their_definitions_say(seed: int) -> None:
    compilation = compiled(random_plan(seed, WITH_HOLIDAYS))
    if not without_loop(compilation):
        return
    wanted = rooms_by_trial(compilation.plan, AS_OF.toordinal())
    for index, dated in enumerate(compilation.schedule.things):
        found = (dated.slack, dated.latest_start, dated.latest_finish)
        assert found == wanted.get(index, (None, None, None)), compilation.plan.things[index].id


@given(SEEDS)
def test_critical_is_no_slack_and_every_start_has_its_reason(seed: int) -> None:
    compilation = compiled(random_plan(seed))
    for dated in compilation.schedule.things:
        assert dated.critical == (dated.slack == 0)
        for dates in (dated.planned, dated.projected):
            assert dates is None or dates.reason.rule in REASONS
            assert dates is None or dates.start <= dates.finish or dates.days == 0


@given(SEEDS, st.randoms(use_true_random=False))
def test_the_order_of_unrelated_goals_changes_no_date(seed: int, random: object) -> None:
    text = random_plan(seed, Shape(focus=0, after=0, with_=0))
    head, *sections = re.split(r"(?m)^(?=## )", text)
    shuffled = head + "".join(_shuffled(section, seed) for section in sections)
    assert _dates(compiled(text)) == _dates(compiled(shuffled))


def _shuffled(section: str, seed: int) -> str:
    heading, *goals = re.split(r"(?m)^(?=### )", section)
    return heading + "".join(goals[seed % max(len(goals), 1) :] + goals[: seed % max(len(goals), 1)])


def _dates(compilation: Compilation) -> dict[str, tuple[object, ...]]:
    return {
        thing.id: (
            dated.state,
            dated.planned and dated.planned[:4],
            dated.projected and dated.projected[:4],
            dated.slack,
        )
        for thing, dated in zip(compilation.plan.things, compilation.schedule.things, strict=True)
    }


@given(SEEDS)
def test_a_day_more_moves_nothing_earlier(seed: int) -> None:
    compilation = compiled(random_plan(seed, Shape(shared=0, focus=0)))
    if not without_loop(compilation):
        return
    passes = work_out(compilation.plan, AS_OF.toordinal())
    grown = [index for index, length in enumerate(passes.planned.lengths) if length is not None]
    if not grown:
        return
    index = grown[seed % len(grown)]
    longer = _longer(passes.planned, index).run(passes.order)
    for one in range(passes.network.size):
        assert longer.start[one] >= passes.planned.start[one]
        assert longer.finish[one] >= passes.planned.finish[one]


def _longer(found: Pass, index: int) -> Pass:
    length = found.lengths[index]
    assert length is not None
    lengths = (*found.lengths[:index], length._replace(working=length.working + 1), *found.lengths[index + 1 :])
    return Pass(found.network, found.calendar, lengths, found.states, found.plan_start)


@given(SEEDS)
def test_no_two_steps_of_a_goal_overlap_unless_the_plan_says_so(seed: int) -> None:
    compilation = compiled(random_plan(seed, replace(DAYS_ONLY, after=0, with_=0)))
    for thing in compilation.plan.things:
        days = [compilation.schedule.things[child].planned for child in thing.contents]
        for one, other in pairwise(found for found in days if found is not None):
            assert other.start >= one.end or other.days == 0


@given(SEEDS, st.integers(1, 3))
def test_focus_never_has_more_goals_open_than_it_says(seed: int, focus: int) -> None:
    text = random_plan(seed, Shape(focus=0, facts=False)).replace("---\n", f"---\nfocus: {focus}\n", 1)
    compilation = compiled(text)
    if not without_loop(compilation):
        return
    passes = work_out(compilation.plan, AS_OF.toordinal())
    counted = passes.network.queue
    for goal in counted:
        found = compilation.schedule.things[goal].planned
        if found is None or found.days == 0:
            continue  # a milestone is shown on the last day of what it waits for
        opening = passes.planned.opening[goal] or found.start
        before = counted[: counted.index(goal)]
        assert sum(1 for one in before if passes.planned.end[one] > opening) < focus


@given(SEEDS)
def test_dates_depend_on_nothing_but_the_text_and_the_day(seed: int) -> None:
    text = random_plan(seed)
    here = _dates(compiled(text))
    with _elsewhere("Pacific/Kiritimati"):
        assert _dates(compiled(text)) == here


class _elsewhere:
    """Another time zone for a while."""

    def __init__(self, zone: str) -> None:
        self.zone = zone

    def __enter__(self) -> None:
        self.before = os.environ.get("TZ")
        os.environ["TZ"] = self.zone
        self._apply()

    def __exit__(self, *_: object) -> None:
        if self.before is None:
            del os.environ["TZ"]
        else:
            os.environ["TZ"] = self.before
        self._apply()

    def _apply(self) -> None:
        if hasattr(time, "tzset"):
            time.tzset()


def _large(goals: int, steps: int, head: str = "", tag: str = "") -> Iterator[str]:
    yield f"---\nstart: 2026-01-01\n{head}---\n\n# Large\n\n## Short-term goals\n"
    for goal in range(goals):
        yield f"\n### Goal {goal}\n"
        for step in range(steps):
            after = f" after:s{goal}-{step - 1}" if tag == "chain" and step else ""
            yield f"- [ ] Step {step} ~3d ^s{goal}-{step}{after}"


@pytest.mark.parametrize(
    ("goals", "steps", "head", "tag"),
    [(1, 5000, "", "chain"), (1, 5000, "", ""), (400, 5, "focus: 3\n", ""), (400, 5, "workdays: mon-fri\n", "")],
    ids=["chain", "one goal", "focus", "workdays"],
)
def test_large_plans_are_scheduled_whole(goals: int, steps: int, head: str, tag: str) -> None:
    compilation = compiled("\n".join(_large(goals, steps, head, tag)))
    schedule = compilation.schedule
    assert schedule.finish is not None
    assert schedule.progress.total == goals * steps
    assert all(dated.slack is not None and dated.slack >= 0 for dated in schedule.things)


def test_a_plan_of_many_levels_needs_no_recursion() -> None:
    lines = ["---\nstart: 2026-01-01\n---\n\n# Deep\n\n## Short-term goals\n\n### Goal\n"]
    lines += [f"{'  ' * level}- [ ] Step {level}{' ~3d' if level == 90 else ''}" for level in range(91)]
    compilation = compiled("\n".join(lines))
    finishes = {dated.projected.finish for dated in compilation.schedule.things if dated.projected}
    assert len(finishes) == 1
    assert {dated.state for dated in compilation.schedule.things} == {State.TO_DO}


def goes_together(text: str) -> None:
    """Nothing finishes before it starts, no goal before what is in it, and the plan with one of its goals."""
    compilation = compile_text("p.plan.md", text, AS_OF)
    things, dates = compilation.plan.things, compilation.schedule.things
    for dated in dates:
        for days in (dated.planned, dated.projected):
            assert days is None or days.start <= days.finish, text
    for thing, dated in zip(things, dates, strict=True):
        if thing.kind is Kind.GOAL and dated.projected:
            inside = [dates[index].projected for index in thing.contents if dates[index].state is not State.DROPPED]
            assert all(one.finish <= dated.projected.finish for one in inside if one), text
    ends = [one.finish for one in (dates[goal].projected for goal in compilation.plan.goals) if one]
    assert not ends or compilation.schedule.finish in ends, text


def test_dates_of_plausible_plans_go_together() -> None:
    for seed in range(20_000 if os.environ.get("PLAINPLAN_STRESS") else 500):
        goes_together(plausible_plan(seed))


@pytest.mark.parametrize("text", [
    "### done:2026-09-27\n+ ~2-7mo", "a\r\r### ~2/3/5d done:2026-06-25 #x-y\r\r* #x-y\r*",
    "## Goals\n### since:2028-08-24", "### a done:2026-01-02\n\n- [ ] b ~3w\n- [/] c ~2w since:2028-01-01\n",
    "### a done:2026-01-02\n\n- [x] b ~3w done:2026-03-01\n", "### a\n- [/] b ~4w since:2027-02-15 done:46%\n",
])  # fmt: skip
def test_dates_that_did_not_go_together(text: str) -> None:
    goes_together(text)
