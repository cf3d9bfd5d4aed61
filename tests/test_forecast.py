"""How likely dates are: against closed forms, against what must hold for every plan, and against the schedule."""

from __future__ import annotations

from datetime import date
from math import sqrt
from statistics import mean
from time import process_time

import numpy as np
import pytest

from needs import stress
from plainplan.compile import Compilation, compile_text
from plainplan.forecast import compare
from plainplan.forecast.days import Days, DayTable, Lengths
from plainplan.forecast.forecast import forecast
from plainplan.forecast.result import Forecast, Odds, Question
from plainplan.forecast.runs import Runs
from plainplan.schedule.schedule import work_out
from plans import TODAY, random_plan

START = date(2026, 11, 2)


def compiled(text: str, today: date = START) -> Compilation:
    made = compile_text("sample.plan.md", text, today)
    assert not made.has_errors, [found.message for found in made.diagnostics]
    return made


def forecast_of(text: str, today: date = START, **question: object) -> Forecast:
    found = forecast(compiled(text, today).plan, today.toordinal(), Question(**question))  # type: ignore[arg-type]
    assert found is not None
    return found


def steps(*lines: str, head: str = "start: 2026-11-02") -> str:
    return f"---\n{head}\n---\n\n# T\n\n## Goals\n\n### Goal ^goal\n\n" + "\n".join(lines) + "\n"


def lengths(found: Odds) -> list[int]:
    """How many days from the start each run took."""
    return [
        found.first + place - START.toordinal() + 1 for place, count in enumerate(found.counts) for _ in range(count)
    ]


# Closed forms


@pytest.mark.parametrize(("low", "likely", "high"), [(100, 150, 300), (100, 100, 200), (50, 200, 200)])
def test_one_pert_step(low: int, likely: int, high: int) -> None:
    found = lengths(forecast_of(steps(f"- [ ] One ~{low}/{likely}/{high}d")).finish)
    middle = (low + 4 * likely + high) / 6
    spread = sqrt((middle - low) * (high - middle) / 7)
    assert mean(found) == pytest.approx(middle, abs=4 * spread / sqrt(len(found)) + 0.05)
    assert np.std(found) == pytest.approx(spread, rel=0.04)
    assert low <= min(found) <= max(found) <= high


def test_two_parallel_steps_are_as_late_as_the_later_one() -> None:
    alone = lengths(forecast_of(steps("- [ ] One ~100-200d")).finish)
    both = lengths(forecast_of(steps("- [ ] One ~100-200d", "- [ ] Two ~100-200d after:start")).finish)
    for day in (130, 150, 170):
        chance = mean(length <= day for length in alone)
        assert mean(length <= day for length in both) == pytest.approx(chance**2, abs=0.02)


@pytest.mark.parametrize("risk", ["10%", "30%", "75%", "medium"])
def test_a_barrier_alone(risk: str) -> None:
    expected = 0.3 if risk == "medium" else int(risk[:-1]) / 100
    shares = []
    for seed in range(12):
        found = lengths(
            forecast_of(steps("- [ ] One ~10d", f"  - Barrier: rain ~5d risk:{risk}"), runs=2000, seed=seed).finish
        )
        assert set(found) == {10, 15}
        shares.append(mean(length == 15 for length in found))
    assert mean(shares) == pytest.approx(expected, abs=4 * sqrt(expected * (1 - expected) / 24000))


@pytest.mark.parametrize(("risk", "late"), [("0%", 0), ("100%", 1)])
def test_certain_barriers(risk: str, late: int) -> None:
    found = lengths(forecast_of(steps("- [ ] One ~10d", f"  - Barrier: rain ~5d risk:{risk}"), runs=500).finish)
    assert set(found) == {10 + 5 * late}


# The rules


@pytest.mark.parametrize(
    ("risk", "solutions", "expected"),
    [
        ("40%->10%", ["- [ ] Solution: one ~1d"], 0.1),
        ("40%", ["- [ ] Solution: one ~1d"], 0.2),
        ("40%", ["- [ ] Solution: one ~1d", "- [ ] Solution: two ~1d"], 0.1),
        ("40%->10%", ["- [ ] Solution: one ~1d", "- [ ] Solution: two ~1d"], 0.1),
        ("40%->10%", ["- [-] Solution: one ~1d"], 0.4),
        ("40%->10%", ["- Solution: in reserve ~9w"], 0.4),
        ("40%->10%", ["- [x] Solution: one ~1d done:2026-11-01"], 0.1),
    ],
)
def test_what_solutions_do_to_a_risk(risk: str, solutions: list[str], expected: float) -> None:
    text = steps("- [ ] One ~10d", f"  - Barrier: rain ~5d risk:{risk}", *(f"    {line}" for line in solutions))
    [threat] = forecast_of(text).threats
    assert threat.chance == pytest.approx(expected)
    assert threat.critical == pytest.approx(expected, abs=0.02)
    assert threat.days == pytest.approx(5 * expected, abs=0.1)


def test_a_contingency_replaces_a_longer_delay() -> None:
    text = "  - Barrier: rain ~20d risk:50%"
    for own, delay in (("~4d", 4), ("~30d", 20), ("", 20)):
        solution = f"    - Solution: a tent {own}"
        found = forecast_of(steps("- [ ] One ~10d", text, solution), runs=1000)
        assert set(lengths(found.finish)) == {10, 10 + delay}
        worths = [worth.days for worth in found.worths]
        assert worths == ([pytest.approx((20 - delay) / 2, abs=0.6)] if own else [])


def test_a_barrier_of_a_goal_delays_its_end() -> None:
    text = steps("- [ ] One ~10d", "- Barrier: rain ~5d risk:100%") + "\n### Next after:goal\n\n- [ ] Two ~3d\n"
    found = forecast_of(text, runs=100)
    assert set(lengths(found.goals[0].odds)) == {15}
    assert set(lengths(found.finish)) == {18}


@pytest.mark.parametrize("box", ["- [x] One ~10d done:2026-11-20", "- [-] One ~10d"])
def test_what_is_over_is_not_threatened(box: str) -> None:
    text = steps(box, "  - Barrier: rain ~9w risk:100%", "- [ ] Two ~10d")
    found = forecast_of(text, date(2026, 11, 30), runs=100)
    assert found.risks == 0
    assert found.finish.day(95) == found.scheduled_finish


def test_a_barrier_that_is_ticked_threatens_no_more() -> None:
    assert forecast_of(steps("- [ ] One ~10d", "  - [x] Barrier: rain ~9w risk:100%"), runs=100).risks == 0


def test_what_has_begun_is_not_over_by_yesterday() -> None:
    text = steps("- [/] One ~10-50d since:2026-11-02")
    today = date(2026, 11, 2 + 25)
    found = lengths(forecast_of(text, today).finish)
    assert min(found) >= 26
    fresh = lengths(forecast_of(text.replace("[/]", "[ ]").replace(" since:2026-11-02", "")).finish)
    still = [length for length in fresh if length >= 26]
    for percent in (20, 50, 80):
        assert np.percentile(found, percent) == pytest.approx(np.percentile(still, percent), abs=1)


def test_steps_share_what_their_goal_takes() -> None:
    text = "---\nstart: 2026-11-02\n---\n# T\n\n## Goals\n\n### Goal ~20-40d\n\n- [ ] One\n- [ ] Two\n"
    found = lengths(forecast_of(text).finish)
    assert min(found) < 25 < 35 < max(found)


def test_spread_gives_single_durations_a_margin() -> None:
    found = lengths(forecast_of(steps("- [ ] One ~100d"), spread=0.2).finish)
    assert 80 <= min(found) < 85 < 115 < max(found) <= 120
    assert mean(found) == pytest.approx(100, abs=0.5)


def test_history_repeats_itself() -> None:
    found = lengths(forecast_of(steps("- [ ] One ~100d"), history=(1.0, 1.5, 2.0, 1.5)).finish)
    assert set(found) == {100, 150, 200}
    assert mean(length == 150 for length in found) == pytest.approx(0.5, abs=0.02)


def test_solutions_that_are_work_take_time_and_are_worth_days() -> None:
    text = steps("- [ ] One ~10d", "  - Barrier: rain ~20d risk:80%->30%", "    - [ ] Solution: a roof ~4d")
    [worth] = forecast_of(text).worths
    assert worth.days == pytest.approx(10, abs=0.5)
    assert worth.takes == 4


def test_drivers_say_what_the_end_goes_back_to() -> None:
    found = forecast_of(steps("- [ ] One ~10-30d ^one", "- [ ] Two ~10-30d after:start ^two", "- [ ] Three ~5d"))
    shares = {one.thing: one.critical for one in found.drivers}
    assert shares[3] == 1
    assert shares[1] + shares[2] == pytest.approx(1.07, abs=0.05)  # a tie goes back to both
    assert shares[1] == pytest.approx(0.53, abs=0.03)


def mean_end(found: Forecast) -> float:
    odds = found.finish
    return sum((odds.first + place) * count for place, count in enumerate(odds.counts)) / odds.runs


@pytest.mark.parametrize(
    "inside", ["", "- [ ] One\n- [ ] Two", "- [ ] One ~1w\n- [ ] Two ~2w", "- [ ] One ~1m\n- [ ] Two"]
)
def test_a_range_of_a_goal_is_a_driver(inside: str) -> None:
    found = forecast_of(f"---\nstart: 2026-11-02\n---\n# T\n\n## Goals\n\n### Goal ~4/6/14m\n\n{inside}\n")
    first = found.drivers[0]
    assert (first.thing, first.critical) == (0, 1)
    assert first.days > 30
    assert sum(one.days for one in found.drivers[1:]) == 0


@pytest.mark.parametrize("other", [0, 180, 200, 240, 300])
def test_what_a_step_costs_is_what_the_end_has_of_it(other: int) -> None:
    """Beside a step that takes so long, the end is later by what lies beyond both that and its own length."""
    one = "- [ ] One ~100-300d"
    found = forecast_of(steps(one, f"- [ ] Two ~{other}d after:start") if other else steps(one))
    beyond = mean(max(0, length - max(other, 200)) for length in lengths(forecast_of(steps(one)).finish))
    costs = {driver.thing: driver.days for driver in found.drivers}
    assert costs.get(1, 0) == pytest.approx(beyond, abs=0.01)


def test_a_step_inside_a_budget_costs_what_lies_beyond_it() -> None:
    text = "---\nstart: 2026-11-02\n---\n# T\n\n## Goals\n\n### Goal ~280d\n\n- [ ] One ~100-300d\n"
    found = forecast_of(text)
    assert found.drivers[0].days == pytest.approx(mean_end(found) - found.scheduled_finish, abs=0.01)
    assert found.drivers[0].days < 1


@pytest.mark.parametrize(
    ("goal", "late"),
    [
        ("### Goal ~40d\n\n- [ ] One ~10d\n- [ ] Two ~10d", 0),
        ("### Goal ~40d\n\n- [ ] One ~15d\n- [ ] Two ~15d", 20),
        ("### Goal ~40d\n\n#### In it\n\n- [ ] One ~10d", 0),
        ("### Goal ~40d\n\n- [ ] One\n- [ ] Two", 40),
        ("### Goal ~40d", 40),
    ],
)
def test_history_does_not_stretch_a_budget_beside_its_steps(goal: str, late: int) -> None:
    found = forecast_of(f"---\nstart: 2026-11-02\n---\n# T\n\n## Goals\n\n{goal}\n", history=(2.0,), runs=100)
    assert found.finish.day(99) - found.scheduled_finish == late


# Plans with very many things


def many(kind: str, number: int) -> str:
    barrier = "  - Barrier: rain {} ~1w risk:30%->10%\n    - [ ] Solution: a roof {} ~1d"
    if kind == "one step":
        return steps("- [ ] Step ~3d", *(barrier.splitlines()[0].format(one) for one in range(number)))
    return steps(*(f"- [ ] Step {one} ~2-4d\n{barrier.format(one, one)}" for one in range(number)))


@pytest.mark.parametrize("kind", ["one step", "a chain"])
def test_work_grows_with_the_plan_and_not_faster(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted in events and delays, not in seconds."""
    laid: list[int] = []
    lay = DayTable.lay

    def counted(self: DayTable, day: Days, length: Lengths) -> Days:
        laid[-1] += 1
        return lay(self, day, length)

    monkeypatch.setattr(DayTable, "lay", counted)
    monkeypatch.setattr(compare, "_EVENTS", 1000)
    monkeypatch.setattr(compare, "_LEAST", 3)
    for number in (50, 100, 200):
        laid.append(0)
        found = forecast_of(many(kind, number), runs=100)
        assert not found.tried
        assert len(found.threats) == number
    assert laid[1] < 2.3 * laid[0] + 1000
    assert laid[2] < 2.3 * laid[1] + 1000


def test_what_is_not_tried_is_estimated(monkeypatch: pytest.MonkeyPatch) -> None:
    text = many("a chain", 12)
    tried = forecast_of(text, runs=400)
    monkeypatch.setattr(compare, "_EVENTS", 1)
    found = forecast_of(text, runs=400)
    assert (tried.tried, found.tried) == (True, False)
    for one, other in ((tried.threats, found.threats), (tried.worths, found.worths), (tried.drivers, found.drivers)):
        before, after = ({part[0]: part.days for part in parts} for parts in (one, other))
        assert before.keys() == after.keys()
        assert all(after[key] == pytest.approx(value, abs=0.5) for key, value in before.items())


def test_a_very_large_plan_has_fewer_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("plainplan.forecast.forecast._EVENTS", 5)
    monkeypatch.setattr("plainplan.forecast.forecast._LARGEST", 100)
    found = forecast_of(many("a chain", 40))
    assert found.question.runs == found.finish.runs == 100 < found.wanted


# What must hold for every plan


@pytest.mark.parametrize("seed", range(stress(12, 400)))
def test_without_chance_every_percentile_is_the_schedule(seed: int) -> None:
    text = random_plan(seed).replace("~1-2m", "~6w").replace("~2/3/5w", "~3w").replace(" risk:20%", "")
    made = compile_text("random.plan.md", text, date.fromisoformat(TODAY))
    if made.has_errors:
        pytest.skip("this plan has a loop in it")
    found = forecast(made.plan, made.schedule.today, Question(runs=50))
    assert found is not None
    assert {found.finish.day(percent) for percent in (50, 80, 95)} == {made.schedule.finish}
    for goal in found.goals:
        dates = made.schedule.things[goal.thing].projected
        assert dates is not None
        assert goal.odds.day(1) == goal.odds.day(99) == dates.finish


@pytest.mark.parametrize("seed", range(stress(8, 300)))
def test_more_risk_is_never_earlier(seed: int) -> None:
    found = []
    for risk in ("10%", "20%", "60%"):
        text = random_plan(seed).replace("risk:20%", f"risk:{risk}").replace("~1w risk", "~7w risk")
        made = compile_text("random.plan.md", text, date.fromisoformat(TODAY))
        if made.has_errors:
            pytest.skip("this plan has a loop in it")
        one = forecast(made.plan, made.schedule.today, Question(runs=300))
        assert one is not None
        days = [one.finish.day(percent) for percent in range(5, 100, 5)]
        assert days == sorted(days)
        found.append(days)
        assert all(worth.days >= -0.05 for worth in one.worths)
    assert all(less <= more for less, more in zip(found[0], found[1], strict=True))
    assert all(less <= more for less, more in zip(found[1], found[2], strict=True))


def test_same_plan_same_answer_and_other_seeds_others() -> None:
    text = steps("- [ ] One ~10-50d", "- [ ] Two ~1/2/9w", "  - Barrier: rain ~5d risk:30%")
    assert forecast_of(text, runs=500) == forecast_of(text, runs=500)
    assert forecast_of(text, runs=500) != forecast_of(text, runs=500, seed=2)


def test_blocks_do_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    text = steps("- [ ] One ~10-50d", "- [ ] Two ~1/2/9w", "  - Barrier: rain ~5d risk:30%")
    whole = forecast_of(text, runs=700)
    monkeypatch.setattr("plainplan.forecast.forecast._LARGEST", 131)
    assert forecast_of(text, runs=700) == whole


def test_comparing_only_what_changes_gives_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    def everything(runs: Runs, indices: object, followers: object, lengths: object, delays: object) -> Runs:
        return Runs(runs.projected, runs.table, lengths, delays).run(order)  # type: ignore[arg-type]

    for seed in range(5):
        made = compile_text("random.plan.md", random_plan(seed), date.fromisoformat(TODAY))
        if made.has_errors:
            continue
        found = forecast(made.plan, made.schedule.today, Question(runs=100))
        order = work_out(made.plan, made.schedule.today).order
        with monkeypatch.context() as patch:
            patch.setattr(compare, "changed", everything)
            assert forecast(made.plan, made.schedule.today, Question(runs=100)) == found


def test_a_plan_of_nothing_has_no_forecast() -> None:
    assert forecast(compiled("# T\n\nProse.\n").plan, START.toordinal(), Question()) is None


def test_runs_that_leave_the_calendar_stay_at_its_end() -> None:
    found = forecast_of(steps("- [ ] One ~10/20/7000y"), runs=200)
    assert found.finish.day(95) <= date.max.toordinal()


def test_a_large_plan_takes_about_a_second() -> None:
    lines = [f"- [ ] Step {number} ~{4 + number % 9}/20/{30 + number % 31}d" for number in range(1000)]
    goals = [f"### Goal {number}\n\n" + "\n".join(lines[number * 10 : number * 10 + 10]) for number in range(100)]
    made = compiled("---\nstart: 2026-11-02\n---\n\n# T\n\n## Goals\n\n" + "\n\n".join(goals) + "\n")
    began = process_time()
    forecast(made.plan, START.toordinal(), Question())
    assert process_time() - began < 4  # a machine of two busy cores takes a second and a half
