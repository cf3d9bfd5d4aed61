"""What holds for every plan: nothing raises, nothing is lost, everything stands in one place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from plainplan.lower import lower
from plainplan.lower.closest import closest
from plainplan.lower.slugs import slug
from plainplan.model import (
    AssessmentPart,
    BarrierPart,
    CheckInPart,
    Kind,
    Part,
    Plan,
    SomedayPart,
    ThingPart,
)
from plainplan.source import Source
from plainplan.syntax import parse
from plainplan.syntax.edit_distance import distance

LINES = st.sampled_from(
    [
        "# Title", "# Other", "## Goals", "## Short-term goals", "## Primary objective", "## Someday", "## Check-ins",
        "## Self-assessment", "## Occupations", "## Notes", "## Prose", "### Goal ~2m", "### Plain", "#### Sub ~1w",
        "- item", "- [ ] box ~2w", "- [x] done done:2026-09-01", "- [-] dropped ^d", "1. number after:box",
        "  - nested", "  - [ ] nested box after:d", "    - [ ] deeper", "- Barrier: rain ~1w risk:30%",
        "  - Barrier: snow", "  - Solution: wait", "  - [ ] Solution: work ~1w", "- Solution: alone", "",
        "text", "> quote", "| a | Stage |", "| - | - |", "| x | chosen |", "- 2026-09-06 @sam: fine", "- Values: one",
        "<!-- plan: ignore P204 -->", "- ", "***", "with after:start and #primary", "```", "lang: de", "---",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.lists(LINES, max_size=25).map("\n".join), st.text(max_size=200))


def lowered(text: str) -> Plan:
    return lower(parse(Source("plan.md", text))[0])[0]


def parts_of(plan: Plan) -> Iterator[Part]:
    """Every part of the plan, wherever it stands."""
    waiting = [part for section in plan.sections for part in section.body]
    while waiting:
        part = waiting.pop()
        yield part
        if isinstance(part, ThingPart):
            waiting.extend(plan.things[part.index].body)
        elif isinstance(part, BarrierPart):
            waiting.extend(plan.barriers[part.index].body)
        elif isinstance(part, CheckInPart):
            waiting.extend(plan.checkins[part.index].body)
        elif isinstance(part, SomedayPart):
            waiting.extend(plan.someday[part.index].body)


@given(TEXTS)
def test_everything_stands_in_one_place(text: str) -> None:
    plan = lowered(text)
    found = Counter(part for part in parts_of(plan) if isinstance(part, (ThingPart, BarrierPart)))
    wanted = [ThingPart(thing.index) for thing in plan.things] + [BarrierPart(one.index) for one in plan.barriers]
    assert found == Counter(wanted)
    others = Counter(
        (type(part), part.index)
        for part in parts_of(plan)
        if isinstance(part, (CheckInPart, SomedayPart, AssessmentPart))
    )
    assert set(others.values()) <= {1}
    assert len(others) == len(plan.checkins) + len(plan.someday) + len(plan.assessment)


@given(TEXTS)
def test_things_hold_each_other_and_have_names_of_their_own(text: str) -> None:
    plan = lowered(text)
    assert [thing.index for thing in plan.things] == list(range(len(plan.things)))
    assert len({thing.id for thing in plan.things}) == len(plan.things)
    for thing in plan.things:
        assert thing.id
        assert thing.id != "start"
        assert thing.parent is None or thing.parent < thing.index
        for inside in thing.contents:
            assert plan.things[inside].parent == thing.index
    for goal in plan.goals:
        assert plan.things[goal].parent is None
        assert plan.things[goal].kind is Kind.GOAL
    for barrier in plan.barriers:
        assert barrier.index in plan.things[barrier.of].barriers
        for solution in barrier.solutions:
            assert plan.things[solution].kind is Kind.SOLUTION
            assert plan.things[solution].parent == barrier.of


@given(TEXTS)
def test_places_lie_in_the_text_and_in_the_order_of_the_file(text: str) -> None:
    document, _ = parse(Source("plan.md", text))
    plan, found = lower(document)
    starts = [thing.origin.start for thing in plan.things]
    assert starts == sorted(starts)
    spans = (
        [thing.origin for thing in plan.things] + [one.span for one in found] + [one.origin for one in plan.sections]
    )
    assert all(0 <= span.start <= span.end <= len(document.source.text) for span in spans)


@given(TEXTS, st.sampled_from(["", "\n", "\n\n<!-- a comment -->\n\n"]))
def test_blank_lines_and_comments_at_the_end_change_nothing(text: str, more: str) -> None:
    assert _outline(lowered(text.rstrip() + more)) == _outline(lowered(text.rstrip()))


def _outline(plan: Plan) -> list[tuple[object, ...]]:
    return [(one.id, one.kind, one.parent, one.state, one.estimate, one.after, one.origin) for one in plan.things]


def test_slugs_are_those_of_forges() -> None:
    assert slug("Sit the exam!") == "sit-the-exam"
    assert slug("A & B_c") == "a--b_c"
    assert slug("Über Maß — 読む") == "über-maß--読む"


def test_distance_counts_letters_left_out_added_changed_or_swapped() -> None:
    assert [distance("teas", other, 2) for other in ("teas", "tea", "taes", "teams", "tens")] == [0, 1, 1, 1, 1]
    assert distance("teas", "coffee", 2) == 3


def test_short_words_are_not_taken_for_one_another() -> None:
    assert closest("a", ["b", "c"]) == []
    assert closest("date", ["pace", "start"]) == []
    assert closest("strat", ["pace", "start"]) == ["start"]
