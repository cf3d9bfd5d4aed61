"""The example plans: clean on their own days, and showing what their README says that they show."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from plainplan.compile import Compilation, compile_bytes
from plainplan.diagnostics import Severity
from plainplan.model import Kind
from plainplan.values import Horizon, State

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "example-plans"
ROW = re.compile(r"\| \[(?P<name>[a-z-]+)\]\((?P=name)\.plan\.md\) \| (?P<day>\d{4}-\d\d-\d\d) \|")

README = (FOLDER / "README.md").read_text("utf-8")
EXAMPLES = {row["name"]: date.fromisoformat(row["day"]) for row in ROW.finditer(README)}
"""Every example, and the day on which its README looks at it."""


def example(name: str) -> Compilation:
    file = f"{name}.plan.md"
    return compile_bytes(file, (FOLDER / file).read_bytes(), EXAMPLES[name])


def test_readme_names_every_example() -> None:
    assert sorted(EXAMPLES) == sorted(path.name.removesuffix(".plan.md") for path in FOLDER.glob("*.plan.md"))


@pytest.mark.parametrize("name", EXAMPLES)
def test_no_errors(name: str) -> None:
    assert [one.message for one in example(name).diagnostics if one.severity is Severity.ERROR] == []


@pytest.mark.parametrize("name", [name for name in EXAMPLES if name != "nurse"])
def test_no_warnings(name: str) -> None:
    made = example(name)
    warnings = [one for one in made.diagnostics if one.severity is not Severity.HINT]
    assert [(made.source.position(one.span.start).line, one.code, one.message) for one in warnings] == []


@pytest.mark.parametrize("name", EXAMPLES)
def test_shows_a_solution_a_done_step_and_one_under_way(name: str) -> None:
    made = example(name)
    states = {
        dated.state
        for thing, dated in zip(made.plan.things, made.schedule.things, strict=True)
        if thing.kind is Kind.STEP
    }
    assert {State.DONE, State.UNDER_WAY, State.TO_DO} <= states
    assert any(barrier.solutions for barrier in made.plan.barriers)


@pytest.mark.parametrize("name", EXAMPLES)
def test_has_goals_of_every_horizon(name: str) -> None:
    made = example(name)
    horizons = {made.schedule.things[goal].horizon for goal in made.plan.goals}
    assert horizons == {Horizon.SHORT, Horizon.LONG, Horizon.PRIMARY}


def test_nurse_is_the_example_of_the_reference() -> None:
    reference = (ROOT / "docs" / "format.md").read_text("utf-8")
    assert f"```markdown\n{(FOLDER / 'nurse.plan.md').read_text('utf-8')}```" in reference


# Name; planned start and finish; projected start and finish where they differ.
NURSE = """
admission                        2026-09-01 2027-02-28
visit-two-campuses               2026-09-01 2026-09-14 2026-09-01 2026-09-12
ask-for-extended-time            2026-09-15 2026-09-28 2026-11-01 2026-11-14
teas                             2026-09-29 2026-11-23 2026-09-14 2026-11-08
sit-the-exam                     2026-12-05 2026-12-05
apply-to-three-programmes        2026-12-06 2026-12-23
wait-for-the-decision            2026-12-24 2027-02-03
fees                             2026-09-01 2027-03-16 2026-11-01 2027-05-16
move-to-the-early-shift          2026-09-01 2026-09-14 2026-11-01 2026-11-14
set-aside-600-a-month            2026-09-15 2027-03-14 2026-11-15 2027-05-14
bsn                              2027-09-01 2031-08-31
rn                               2031-09-01 2032-02-29
"""


@pytest.mark.parametrize("row", NURSE.strip().splitlines(), ids=lambda row: row.split()[0])
def test_nurse_has_the_dates_worked_out_by_hand(row: str) -> None:
    name, *days = row.split()
    made = example("nurse")
    [found] = [made.schedule.things[thing.index] for thing in made.plan.things if thing.id == name]
    for dates, (start, finish) in ((found.planned, days[:2]), (found.projected, days[-2:])):
        assert dates is not None
        assert (date.fromordinal(dates.start), date.fromordinal(dates.finish)) == (
            date.fromisoformat(start),
            date.fromisoformat(finish),
        )


def test_graduate_chooses_among_many() -> None:
    occupations = example("graduate").plan.occupations
    stages = [one.stage for one in occupations]
    assert len(occupations) >= 10
    assert 3 <= stages.count("shortlist") + stages.count("chosen") <= 5
    assert stages.count("chosen") == 1
    assert any(criterion.weight for criterion in example("graduate").plan.criteria)


def test_electrician_serves_four_years() -> None:
    made = example("electrician")
    [apprenticeship] = [one for one in made.plan.things if one.id == "apprenticeship"]
    dates = made.schedule.things[apprenticeship.index].projected
    assert dates is not None
    assert date.fromordinal(dates.finish) == date(2031, 8, 31)
    assert len(apprenticeship.goals) == 4


def test_returning_parent_has_little_time() -> None:
    plan = example("returning-parent").plan
    assert plan.settings.pace == 6
    assert plan.settings.away
    assert plan.settings.workdays == (0, 1, 2, 3, 4)
    assert any(thing.kind is Kind.STEP and thing.steps for thing in plan.things)
    assert any(thing.every for thing in plan.things)


def test_c_level_works_backward_to_its_finish() -> None:
    made = example("c-level")
    finish = made.plan.settings.finish
    assert finish is not None
    assert made.plan.settings.start is None
    assert made.schedule.planned_finish == finish.last.toordinal()
    assert made.schedule.finish is not None
    assert made.schedule.finish <= finish.last.toordinal()
