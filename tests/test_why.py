"""Why a thing starts when it does, as one sentence for each kind of reason."""

from __future__ import annotations

import re
from datetime import date

import pytest

from plainplan.compile import compile_text
from plainplan.schedule.result import REASONS
from plainplan.why import _ALONE, _BECAUSE, why

AS_OF = date(2026, 11, 1)

# A plan below `start: 2026-11-02`, the name of a thing in it, and why it starts when it does.
CASES = {
    "plan start": ("### Learn ~1w", "learn", "“Learn” starts on 2 Nov 2026 because the plan starts then."),
    "opening": (
        "### Learn\n\n- [ ] Read ~1w",
        "read",
        "“Read” starts on 2 Nov 2026 because it is part of “Learn”, which starts then.",
    ),
    "order": (
        "### Learn\n\n- [ ] Read ~1w\n- [ ] Write ~1w",
        "write",
        "“Write” starts on 9 Nov 2026 because it comes after “Read”, which ends on 8 Nov 2026.",
    ),
    "order, a day": (
        "### Learn\n\n- [ ] Sit the exam on:2026-12-05\n- [ ] Apply ~1w",
        "apply",
        "“Apply” starts on 6 Dec 2026 because it comes after “Sit the exam”, which is on 5 Dec 2026.",
    ),
    "after": (
        "### Learn ~1w\n\n### Work ~1w after:learn",
        "work",
        "“Work” starts on 9 Nov 2026 because it waits for “Learn”, which ends on 8 Nov 2026.",
    ),
    "with": (
        "### Learn ~1w start:2026-12-01\n\n### Work ~1w with:learn",
        "work",
        "“Work” starts on 1 Dec 2026 because it goes with “Learn”, which starts then.",
    ),
    "primary": (
        "### Learn ~1w\n\n### Work ~1w #primary",
        "work",
        "“Work” starts on 9 Nov 2026 because the primary objective comes after “Learn”, which ends on 8 Nov 2026.",
    ),
    "solution": (
        "### Learn\n\n- [ ] Read ~1w\n  - Barrier: tired\n    - [ ] Solution: sleep ~1w",
        "read",
        "“Read” starts on 9 Nov 2026 because its solution comes first: “sleep”, which ends on 8 Nov 2026.",
    ),
    "start tag": (
        "### Learn ~1w start:2027",
        "learn",
        "“Learn” starts on 1 Jan 2027 because its `start:` says not before.",
    ),
    "on tag": ("### Learn on:2026-12-05", "learn", "“Learn” starts on 5 Dec 2026 because its `on:` sets the day."),
    "since": (
        "### Learn ~9w since:2026-10-20",
        "learn",
        "“Learn” started on 20 Oct 2026 because its `since:` says so.",
    ),
    "held by one inside": (
        "### Learn\n\n- [/] Read ~9w since:2026-10-20",
        "learn",
        "“Learn” started on 20 Oct 2026 because the first thing in it did.",
    ),
}


def told(text: str, name: str, *, start: str = "2026-11-02", planned: bool = False, more: str = "") -> str:
    plan = compile_text("a.plan.md", f"---\nstart: {start}\n{more}---\n\n# A\n\n## Goals\n\n{text}\n", AS_OF)
    (index,) = (thing.index for thing in plan.plan.things if thing.id == name)
    found = why(plan.plan, plan.schedule, index, planned=planned)
    assert found is not None
    return found.text


@pytest.mark.parametrize("case", CASES)
def test_the_sentence(case: str) -> None:
    text, name, sentence = CASES[case]
    assert told(text, name) == sentence


def test_what_is_late_starts_no_earlier_than_today() -> None:
    text = "### Learn ~1w"
    assert told(text, "learn", start="2026-09-01") == (
        "“Learn” starts on 1 Nov 2026 because it is still to do, and cannot start before today."
    )
    assert told(text, "learn", start="2026-09-01", planned=True) == (
        "“Learn” is planned to start on 1 Sep 2026 because the plan starts then."
    )


def test_a_done_thing() -> None:
    assert told("### Learn ~1w done:2026-09-20", "learn", start="2026-09-01") == (
        "“Learn” started on 1 Sep 2026 because that was the plan, and it is done."
    )


def test_room_for_one_goal_at_a_time() -> None:
    assert told("### Learn ~1w\n\n### Swim ~1w", "swim", more="focus: 1\n") == (
        "“Swim” starts on 9 Nov 2026 because there is room for it after “Learn”, which ends on 8 Nov 2026."
    )


def test_every_rule_has_its_clauses() -> None:
    assert set(_BECAUSE) == set(_ALONE) == set(REASONS)
    assert all(re.search(r"\{name\}", clause) for clause in _BECAUSE.values())


def test_what_is_dropped_has_no_reason() -> None:
    plan = compile_text("a.plan.md", "# A\n\n## Goals\n\n### [-] Learn ~1w\n", AS_OF)
    assert why(plan.plan, plan.schedule, 0) is None
