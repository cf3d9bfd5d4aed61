"""What changed between two versions, and what each change did to the finish: the days add up, whatever changed."""

from __future__ import annotations

import random
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import needs
from plainplan.compile import compile_text
from plainplan.following import changes
from plainplan.following.changes import Difference, PlanChange, difference
from plainplan.following.matching import matched_things
from plainplan.following.mixture import Mixture
from plans import TODAY, random_plan

PLAN = """---
start: 2026-09-01
---

# A road

## Goals

### Get in ~4m ^in

1. [x] Visit ~2w done:2026-09-12
2. [/] Prepare ~8w since:2026-09-14 ^prepare
   - Barrier: no time ~1w risk:30%
     - [ ] Solution: ask for time ~1w
3. [ ] Apply ~3w

### Save ~2m

- [ ] Sell the car ~2w
- [ ] Set aside ~4w

## Primary objective

### Arrive ~1m

## Check-ins

- 2026-09-06: begun
"""
DAY = date(2026, 11, 1)


def compared(old: str, new: str, day: date = DAY) -> Difference:
    return difference(compile_text("a.md", old, day), compile_text("a.md", new, day))


def told(found: Difference) -> list[tuple[str, str, str]]:
    return [(one.kind, one.of, one.title) for one in found.changes]


def one_change(old: str, new: str) -> PlanChange:
    found = compared(PLAN, PLAN.replace(old, new))
    assert PLAN.replace(old, new) != PLAN
    assert len(found.changes) == 1, found.changes
    assert found.days == found.changes[0].days
    return found.changes[0]


def test_nothing_changed() -> None:
    found = compared(PLAN, PLAN)
    assert (found.days, found.changes) == (0, ())


def test_the_cause_of_a_later_finish() -> None:
    found = compared(PLAN, PLAN.replace("~8w", "~14w").replace("3. [ ] Apply", "3. [ ] Practice ~3d\n4. [ ] Apply"))
    assert [(one.kind, one.title, one.before, one.after) for one in found.changes] == [
        ("changed", "Prepare", "~8w", "~14w"),
        ("added", "Practice", None, "~3d"),
    ]
    assert found.days == sum(one.days for one in found.changes) > 0
    assert [one.days > 0 for one in found.changes] == [True, True]


@pytest.mark.parametrize(
    ("old", "new", "kind", "of", "aspect"),
    [
        ("3. [ ] Apply ~3w", "3. [x] Apply ~3w done:2026-10-30", "changed", "step", "state"),
        ("3. [ ] Apply ~3w", "3. [ ] Apply ~3w after:start", "changed", "step", "waits"),
        ("3. [ ] Apply ~3w", "3. [ ] Apply ~3w due:2027-02-01", "changed", "step", "due"),
        ("3. [ ] Apply ~3w", "3. [ ] Apply everywhere ~3w", "renamed", "step", "title"),
        ("2. [/] Prepare", "2. [/] Get ready for it", "renamed", "step", "title"),
        ("### Save ~2m", "### Save ~3m #money", "changed", "goal", "estimate"),
        ("risk:30%", "risk:60%", "changed", "barrier", "risk"),
        ("start: 2026-09-01", "start: 2026-08-01", "changed", "setting", "start"),
        ("- 2026-09-06: begun\n", "- 2026-09-06: begun\n- 2026-09-13: on it\n", "added", "check-in", None),
    ],
)
def test_each_kind_of_change(old: str, new: str, kind: str, of: str, aspect: str | None) -> None:
    changed = PLAN.replace(old, new)
    assert changed != PLAN
    found = compared(PLAN, changed)
    assert (found.changes[0].kind, found.changes[0].of, found.changes[0].aspect) == (kind, of, aspect)
    assert found.days == sum(one.days for one in found.changes)


@pytest.mark.parametrize(
    ("old", "new", "renamed"),
    [
        ("Apply", "Send the letters", [("Apply", "Send the letters")]),
        ("1. [x] Visit", "1. [x] Look around", [("Visit", "Look around")]),
        ("Sell the car ~2w\n- [ ] Set aside", "No more bus ~2w\n- [ ] Hoard",
         [("Sell the car", "No more bus"), ("Set aside", "Hoard")]),
        ("3. [ ] Apply ~3w", "3. [ ] Practice ~3d\n4. [ ] Send the letters ~3w", [("Apply", "Send the letters")]),
        ("### Save ~2m", "### Money ~2m", [("Save", "Money")]),
        ("### Arrive", "### Be there", [("Arrive", "Be there")]),
        ("ask for time", "drop the choir", [("ask for time", "drop the choir")]),
    ],
)  # fmt: skip
def test_a_thing_retitled_in_its_place(old: str, new: str, renamed: list[tuple[str, str]]) -> None:
    assert old in PLAN
    found = compared(PLAN, PLAN.replace(old, new)).changes
    assert [(one.before, one.after) for one in found if one.kind == "renamed"] == renamed
    assert not [one for one in found if one.kind == "removed"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("3. [ ] Apply ~3w", "3. [ ] Send the letters ~1w\n4. [ ] Wait ~2w"),  # which of them?
        ("### Save ~2m\n\n- [ ] Sell the car ~2w\n- [ ] Set aside ~4w", "### Train ~2m\n\n- [ ] Run ~6w"),
    ],
)
def test_what_is_another_thing(old: str, new: str) -> None:
    assert old in PLAN
    kinds = {one.kind for one in compared(PLAN, PLAN.replace(old, new)).changes}
    assert kinds == {"removed", "added"}


def test_what_is_moved_is_not_removed_and_added() -> None:
    moved = PLAN.replace("- [ ] Sell the car ~2w\n", "").replace("Apply ~3w", "Apply ~3w\n4. [ ] Sell the car ~2w")
    found = compared(PLAN, moved)
    assert told(found)[0] == ("moved", "step", "Sell the car")
    assert (found.changes[0].before, found.changes[0].after) == ("Save", "Get in")


def test_another_order_is_told() -> None:
    found = one_change("- [ ] Sell the car ~2w\n- [ ] Set aside ~4w", "- [ ] Set aside ~4w\n- [ ] Sell the car ~2w")
    assert (found.kind, found.before, found.after) == ("moved", None, None)


def test_a_goal_goes_with_all_in_it() -> None:
    without = PLAN[: PLAN.index("### Save")] + PLAN[PLAN.index("## Primary") :]
    (gone,) = compared(PLAN, without).changes
    assert (gone.kind, gone.title, gone.within) == ("removed", "Save", ("Sell the car", "Set aside"))
    (back,) = compared(without, PLAN).changes
    assert (back.kind, back.title, back.within) == ("added", "Save", ("Sell the car", "Set aside"))


def test_a_circle_on_the_way_has_its_effect_when_it_opens() -> None:
    old = "# T\n\n## Goals\n\n### A ~1w ^a after:b\n\n### B ~3w ^b\n"
    new = "# T\n\n## Goals\n\n### A ~1w ^a\n\n### B ~5w ^b after:a\n"
    for one, other in ((old, new), (new, old)):
        found = compared(one, other)
        assert found.days == sum(change.days for change in found.changes) != 0


def test_a_version_that_goes_in_circles_has_no_finish() -> None:
    found = compared(PLAN, PLAN.replace("3. [ ] Apply ~3w", "3. [ ] Apply ~3w ^x after:x"))
    assert found.days is None
    assert [one.days for one in found.changes] == [0] * len(found.changes)


def changed(text: str, seed: int) -> str:
    """The text with a few of its lines gone, twice there, elsewhere, or with other lengths and boxes."""
    pick = random.Random(seed)
    lines = text.split("\n")
    top = lines.index("---", 1) + 3
    for _ in range(pick.randint(1, 5)):
        at, other = pick.randrange(top, len(lines)), pick.randrange(top, len(lines))
        what = pick.randrange(5)
        if what == 0:
            del lines[at]
        elif what == 1:
            lines.insert(other, lines.pop(at))
        elif what == 2:
            lines[at] = lines[at].replace("~1", "~2").replace("~3", "~5")
        elif what == 3:
            lines[at] = lines[at].replace("[ ]", "[x]")
        else:
            lines.insert(at, "- [ ] One more ~3d")
    return "\n".join(lines)


@settings(max_examples=needs.stress(15, 500))  # each is a hundred schedules
@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_the_days_of_the_changes_add_up(seed: int, change: int) -> None:
    old = random_plan(seed)
    day = date.fromisoformat(TODAY)
    for new in (changed(old, change), random_plan(change)):
        found = compared(old, new, day)
        assert found.days in (None, sum(one.days for one in found.changes))


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_from_the_old_plan_to_the_new_one(seed: int, change: int) -> None:
    day = date.fromisoformat(TODAY)
    old, new = (compile_text("a.md", text, day) for text in (random_plan(seed), changed(random_plan(seed), change)))
    mixture = Mixture(old.plan, new.plan, matched_things(old.plan, new.plan))
    assert titles(mixture) == [one.title for one in old.plan.things]
    for index, node in enumerate(mixture.nodes):
        if node.new is None:
            mixture.remove(index)
        else:
            mixture.place(index)
            mixture.change(index, "title")
    assert titles(mixture) == [one.title for one in new.plan.things]


def titles(mixture: Mixture) -> list[str]:
    return [one.title for one in mixture.plan().things]


def test_very_many_changes_are_dated_in_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "_MOST", 15)
    old, new = ("# P\n\n## Goals\n\n### G\n\n" + f"- [ ] Step ~{days}d\n" * 45 for days in (1, 2))
    found = compared(old, new, date(2026, 1, 1))
    assert found.together == 3
    assert found.days == sum(one.days for one in found.changes) == 45
    assert {one.days for one in found.changes} == {0, 3}
