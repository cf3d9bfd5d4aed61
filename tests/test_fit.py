"""What would make a plan fit: each change that is told is enough, and nothing smaller of its kind is."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from needs import stress
from plainplan.compile import Compilation, compile_text
from plainplan.fit import Fitting, fittings
from plans import TODAY, Shape, random_plan

START = date(2026, 11, 2)
HEAD = "---\nstart: 2026-11-02\npace: 5h/week\n---\n\n# T\n\n## Goals\n\n### Goal\n\n"


def compiled(text: str, today: date = START) -> Compilation:
    return compile_text("t.plan.md", text, today)


def fits_of(text: str) -> tuple[Fitting, ...]:
    made = compiled(text)
    return fittings(made.plan, made.schedule)


def late(text: str) -> bool:
    return bool({"P402", "P403"} & {found.code for found in compiled(text).diagnostics})


STEPS = "- [ ] Read ~8w ^read\n- [ ] Practise ~20h ^practise\n- [ ] Rest ~3d ^rest\n- [ ] Sit ~1d due:2027-01-10 ^sit\n"


def test_the_smallest_changes_are_enough_and_less_is_not() -> None:
    text = HEAD + STEPS
    [found] = fits_of(text)
    assert found.what == "The `due:` of “Sit”"
    writes = {change.kind: change for change in found.changes}
    assert {change.kind for change in found.changes} == {"shorten", "pace", "date"}
    read = next(change for change in found.changes if change.thing == "read")
    weeks = int(read.write.strip("~w"))
    assert not late(text.replace("~8w", f"~{weeks}w"))
    assert late(text.replace("~8w", f"~{weeks + 1}w"))
    hours = int(writes["pace"].write.removeprefix("pace: ").removesuffix("h/week"))
    assert not late(text.replace("5h/week", f"{hours}h/week"))
    assert late(text.replace("5h/week", f"{hours - 1}h/week"))
    moved = date.fromisoformat(writes["date"].write.removeprefix("due:"))
    assert not late(text.replace("due:2027-01-10", f"due:{moved}"))
    assert late(text.replace("due:2027-01-10", f"due:{moved - timedelta(1)}"))


def test_the_plans_own_finish() -> None:
    text = HEAD.replace("pace", "finish: 2026-12-20\npace") + STEPS.replace(" due:2027-01-10", "")
    [found] = fits_of(text)
    assert found.what == "The plan's `finish:`"
    assert found.changes[-1].kind == "date"
    assert found.changes[-1].write.startswith("finish: 2027-")
    days = [change.days for change in found.changes[:-1]]
    assert days == sorted(days)


def test_a_step_is_dropped_where_shorter_is_not_enough() -> None:
    text = HEAD + "- [ ] Read ~1d ^read\n- [ ] Sit ~1d due:2026-11-02 ^sit\n"
    [found] = fits_of(text)
    assert [(change.kind, change.thing) for change in found.changes] == [("drop", "read"), ("date", "sit")]


def test_a_plan_that_fits_has_nothing_to_change() -> None:
    assert fits_of(HEAD + STEPS.replace("2027-01-10", "2027-06-30")) == ()


@pytest.mark.parametrize("seed", range(stress(12, 200)))
def test_every_change_that_is_told_is_enough(seed: int) -> None:
    text = random_plan(seed, Shape(fixed=0.25, shared=0))
    made = compiled(text, date.fromisoformat(TODAY))
    if made.has_errors:
        pytest.skip("this plan has a loop in it")
    for fitting in fittings(made.plan, made.schedule):
        for change in fitting.changes:
            if change.kind != "shorten":
                continue
            thing = next(one for one in made.plan.things if one.id == change.thing)
            span = thing.span_of("duration")
            changed = text[: span.start] + change.write + text[span.end :]
            again = compiled(changed, date.fromisoformat(TODAY))
            assert fitting.what not in {one.what for one in fittings(again.plan, again.schedule)}
