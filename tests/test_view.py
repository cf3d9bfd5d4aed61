"""What a template may see: plain values only, dates in words, a timeline in which nothing leaves its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compiling import compiled
from plainplan import prose
from plainplan.draw.axis import LANES, axis_for
from plainplan.facts import letter_of
from plainplan.values import Duration, Estimate, State
from plainplan.view import build_view
from plainplan.view.parts import GoalView, StepView
from plainplan.view.whole import PlanView
from plainplan.words import words_for

EXAMPLES = Path(__file__).parent.parent / "example-plans"
NURSE = (EXAMPLES / "nurse.plan.md").read_text()


def view_of(text: str, day: str = "2026-11-01") -> PlanView:
    return build_view(compiled(text, day))


def goals(view: PlanView) -> list[GoalView]:
    return [part for group in view.goals for part in group.parts if isinstance(part, GoalView)]


def steps(view: PlanView) -> list[StepView]:
    return [step for goal in goals(view) for part in goal.parts for step in part.steps]


def inside(value: object) -> Iterator[object]:
    stack = [value]
    while stack:
        one = stack.pop()
        yield one
        if isinstance(one, tuple):
            stack.extend(one)
        elif isinstance(one, Mapping):
            stack.extend(one.values())


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.plan.md")), ids=lambda path: path.name)
def test_a_template_sees_only_plain_values(path: Path) -> None:
    for value in inside(view_of(path.read_text())):
        assert value is None or isinstance(value, (str, int, float, tuple, Mapping, State)), value


def test_the_top_says_where_and_when() -> None:
    head = view_of(NURSE).masthead
    assert (head.byline, head.as_of) == ("A plan by Jo Rivera", "As of Sunday 1 November 2026")
    assert prose.plain(head.title) == "Work as a paediatric nurse"
    assert (head.before, head.middle, head.date, head.after) == (
        "",
        " by ",
        "29 February 2032",
        ", the day it was planned for; Save the first year’s fees runs two months late.",
    )
    assert prose.plain(head.why).startswith("steady work")
    assert [fact.value for fact in head.facts] == ["5 years, 4 months", "On the day"]
    assert (head.done.value, head.done.note) == ("1 of 11", "One more is under way. Planned by today: 3.")
    assert [tick.state for tick in head.ticks[:3]] == ["done", "half", "open"]


def test_now_lists_what_can_be_done_and_what_is_overdue() -> None:
    now = view_of(NURSE).now
    assert now.summary == "Three things to do, two of them overdue."
    assert [(prose.plain(item.title), item.overdue, item.dates) for item in now.items] == [
        ("Prepare for the TEAS exam", "", "to 8 Nov"),
        ("Ask for extended time", "34 days overdue", "1 – 14 Nov"),
        ("Move to the early shift", "48 days overdue", "1 – 14 Nov"),
    ]
    (later,) = now.groups
    assert [(prose.plain(item.title), item.dates) for item in later.items] == [("Set aside 600 a month", "from 15 Nov")]
    assert [aside.fact for aside in now.asides] == ["Today, with Sam Okafor", "Saturday 5 December", "Nothing yet"]


def test_steps_carry_their_reason() -> None:
    reasons = {prose.plain(step.title): step.why_short for step in steps(view_of(NURSE))}
    assert reasons["Sit the exam"] == "a fixed day"
    assert reasons["Apply to three programmes"] == "after Sit the exam"
    assert reasons["Visit two campuses"] == "done 12 September"
    assert reasons["Move to the early shift"] == "to do, so not before today"


def test_a_solution_that_is_work_stands_before_its_step() -> None:
    titles = [(step.lead, prose.plain(step.title)) for step in steps(view_of(NURSE))]
    place = titles.index(("Solution to A:", "ask for extended time"))
    assert titles[place + 1] == ("", "Prepare for the TEAS exam")


def test_a_barrier_says_what_would_come_of_it() -> None:
    barriers = [barrier for goal in goals(view_of(NURSE)) for barrier in goal.barriers]
    assert [barrier.letter for barrier in barriers] == ["A", "B"]
    assert barriers[1].effect == "Save the first year’s fees would finish on 27 June 2027."
    assert barriers[1].solutions[0].href == ""


def test_the_rhythm_is_told_in_dots() -> None:
    keeping = view_of(NURSE).keeping
    assert keeping is not None
    assert keeping.sentence == "One kept, seven missed. The next is today."
    assert [dot.state for dot in keeping.dots] == ["kept", *["missed"] * 7, "today", *["next"] * 4]


def test_a_long_road_gets_two_pictures_and_each_step_one_place() -> None:
    pictures = view_of(NURSE).road.pictures
    assert [picture.anchor for picture in pictures] == ["road-whole", "road-next"]
    drawn = [prose.plain(lane.title) for picture in pictures for lane in picture.lanes if lane.kind == "step"]
    assert sorted(drawn) == sorted(prose.plain(step.title) for step in steps(view_of(NURSE)))


def test_a_short_road_gets_one_picture() -> None:
    view = view_of("---\nstart: 2026-11-01\n---\n# A\n\n## Goals\n\n### B\n\n- [ ] c ~3w\n")
    assert [picture.anchor for picture in view.road.pictures] == ["road-whole"]


def test_texts_stand_where_they_were_written() -> None:
    view = view_of("# A\n\n## First\n\nx\n\n## Goals\n\n### B\n\n- [ ] c ~1d\n\n## Last\n\ny\n\n## Someday\n\n- fly\n")
    assert [prose.plain(text.words) for text in view.before] == ["First"]
    assert [prose.plain(text.words) for text in view.after_goals] == ["Last"]
    assert [prose.plain(idea.title) for text in view.someday for idea in text.ideas] == ["fly"]


def test_a_plan_without_dates_has_a_page() -> None:
    view = view_of("# A\n")
    assert view.road.pictures == ()
    assert view.masthead.before == "No goal in this plan has a date yet."


@given(st.integers(400_000, 3_600_000), st.integers(0, 400_000))
def test_an_axis_suits_any_span(first: int, length: int) -> None:
    last = min(first + length, date.max.toordinal())
    axis = axis_for(first, last, words_for("en"))
    assert axis.first <= first
    assert axis.end >= min(last + 1, date.max.toordinal())
    shown = [tick for tick in axis.ticks if "wide" not in tick.hidden]
    assert len(shown) >= 4 or last > date.max.toordinal() - 400_000
    for name, lane in LANES.items():
        ends = 0.0
        for tick in axis.ticks:
            if name not in tick.hidden:
                left = tick.x * lane / 100
                assert left >= ends - 0.01
                ends = left + 5 + 5 * len(tick.short)
        assert ends <= lane + 1


def test_letters_go_on_after_z() -> None:
    assert [letter_of(index) for index in (0, 25, 26, 27, 702)] == ["A", "Z", "AA", "AB", "AAA"]


def test_languages_say_the_same_things() -> None:
    english, german = words_for("en").catalogue, words_for("de-AT").catalogue
    assert english.messages.keys() == german.messages.keys()
    for key, message in english.messages.items():
        fields = {part.split("}")[0] for part in message.split("{")[1:]} - {"n", "words"}
        others = {part.split("}")[0] for part in german.messages[key].split("{")[1:]} - {"n", "words"}
        assert fields >= others, key


@pytest.mark.parametrize(
    ("lang", "says"),
    [
        ("en", ["28 Feb 2027", "one week", "two months later than planned", "8 weeks", "4,200", "5 to 8 months"]),
        (
            "de",
            ["28. Feb. 2027", "eine Woche", "zwei Monate später als geplant", "8 Wochen", "4.200", "5 bis 8 Monate"],
        ),
    ],
)
def test_words_of_a_language(lang: str, says: list[str]) -> None:
    words = words_for(lang)
    fees = Estimate("~5-8m", low=Duration(months=5), high=Duration(months=8))
    assert [
        words.date(date(2027, 2, 28).toordinal()),
        words.about(7),
        words.against_plan(61),
        words.duration(Duration(weeks=8)),
        words.number(4200),
        words.estimate(fees),
    ] == says


def test_a_table_with_much_in_it_is_long() -> None:
    head = "# A\n\n## Occupations\n\n| Occupation | Stage | Duties | Pros | Cons |\n| --- | --- | --- | --- | --- |\n"
    row = "| Nurse | chosen | {} | always needed | nights |\n"
    for words, long in (("patient care", False), ("care " * 80, True), ("care" * 40, True)):
        choice = view_of(head + row.format(words)).choice
        assert choice is not None
        assert choice.long is long


def test_criteria_that_weigh_have_bars() -> None:
    table = "| Occupation | Fit | Mood | Way |\n| --- | --- | --- | --- |\n| A | 2 | 1 | 9 |\n| B | 4 | 1 | 3 |\n"
    choice = view_of(f"# A\n\n## Occupations\n\n{table}| Weight | 2 | | 1 |\n").choice
    assert choice is not None
    assert [[cell.bar for cell in row.cells] for row in choice.occupations] == [
        [50.0, None, 100.0],
        [100.0, None, 33.3],
    ]


def test_bars_and_the_decision_read_numbers_the_same_way() -> None:
    table = "| Occupation | Stage | Earnings | Hours |\n| --- | --- | --- | --- |\n"
    rows = "| A | | 38k | 40 |\n| B | chosen | €50.000 | 35 |\n| C | | EUR 25 000 | \u221210 |\n| Weight | | 2 | 1 |\n"
    choice = view_of(f"# A\n\n## Occupations\n\n{table}{rows}").choice
    assert choice is not None
    assert choice.summary == "Three occupations looked at, one chosen: the best paid."
    assert [[cell.bar for cell in row.cells] for row in choice.occupations] == [
        [76.0, 100.0],
        [100.0, 87.5],
        [50.0, 0.0],
    ]


def test_a_decision_says_its_weights() -> None:
    table = "| Occupation | Fit | Way |\n| --- | --- | --- |\n| A | 2 | 9 |\n| B | 4 | 3 |\n| Weight | 2 | 1 |\n"
    decision = view_of(f"# A\n\n## Occupations\n\n{table}").decision
    assert decision is not None
    assert "The weights are Fit 2 and Way 1." in decision.sentences


def test_the_choice_says_what_speaks_for_it_and_its_numbers_are_said_as_numbers() -> None:
    choice = view_of(NURSE).choice
    assert choice is not None
    assert choice.summary == "Four occupations looked at, one chosen: the best paid, and always needed."
    said = [prose.plain(cell.words) for cell in choice.occupations[0].cells]
    assert said == ["patient care", "BSN, 4y", "86,000", "+6 %", "always needed", "night shifts"]


def test_a_share_in_the_table_is_written_as_the_language_writes_shares() -> None:
    table = "| Occupation | Stage | Outlook |\n| --- | --- | --- |\n| A | candidate | -6% |\n| B | candidate | 7,5% |\n"
    for lang, expected in (
        ("pt", ["\N{MINUS SIGN}6%", "7,5%"]),
        ("es", ["\N{MINUS SIGN}6 %", "7,5 %"]),
    ):
        choice = view_of(f"---\nlang: {lang}\n---\n# A\n\n## Occupations\n\n{table}").choice
        assert choice is not None
        assert [prose.plain(row.cells[-1].words) for row in choice.occupations] == expected


@pytest.mark.parametrize(
    ("earnings", "pros", "expected"),
    [
        ("10000", "", "Two occupations looked at, one chosen."),
        ("10000", "near", "Two occupations looked at, one chosen: near."),
        ("30000", "", "Two occupations looked at, one chosen: the best paid."),
        ("", "", "Two occupations looked at, one chosen."),
    ],
)
def test_reasons_for_a_choice(earnings: str, pros: str, expected: str) -> None:
    table = "| Occupation | Stage | Earnings | Pros |\n| --- | --- | --- | --- |\n"
    choice = view_of(
        f"# A\n\n## Occupations\n\n{table}| b | chosen | {earnings} | {pros} |\n| c | | 20000 | far |\n"
    ).choice
    assert choice is not None
    assert choice.summary == expected


@pytest.mark.parametrize(
    ("front", "on", "full", "short", "weekday"),
    [
        ("workdays: mon-fri", "2026-11-14", "Saturday 14 November", "Sat 14 Nov", "Saturday"),
        ("away: 2026-11-13..2026-11-17", "2026-11-14", "Saturday 14 November", "Sat 14 Nov", "Saturday"),
        ("workdays: mon-sat", "2026-11-14", "Saturday 14 November", "Sat 14 Nov", "Saturday"),
    ],
)
def test_an_appointment_stays_on_its_day_everywhere(front: str, on: str, full: str, short: str, weekday: str) -> None:
    text = f"---\nstart: 2026-11-01\n{front}\n---\n\n# A\n\n## Goals\n\n### B\n\n- [ ] c ~1w\n- [ ] d on:{on}\n"
    view = build_view(compiled(text, "2026-11-01"), look="sheet")
    assert [aside.fact for aside in view.now.asides if aside.label == "Next fixed day"] == [full]
    assert view.road is not None
    assert view.wall is not None
    notes = [lane.note for picture in view.road.pictures for lane in picture.lanes if lane.fixed]
    assert [(note.strong, note.text) for note in notes if note] == [(f"{short}, a fixed day", "")] * len(notes)
    appointments = [line for line in view.wall.departures if line.text.startswith("Fixed appointment")]
    assert [(line.by, line.text.split(", ")[1]) for line in appointments] == [(short[4:], weekday)]


@pytest.mark.parametrize(
    ("lang", "none", "counted"), [("en", "no steps", "0 of 2 done"), ("de", "keine Schritte", "0 von 2 erledigt")]
)
def test_a_goal_without_steps_counts_none(lang: str, none: str, counted: str) -> None:
    text = (
        f"---\nlang: {lang}\nstart: 2026-10-01\n---\n\n# A\n\n## Goals\n\n### B ~2m\n\n- [ ] c ~1w\n- [ ] d ~1w\n\n"
        "### Empty ~2m\n\n### Given up ~2m\n\n- [-] e\n\n### Far ~5y after:b\n"
    )
    view = build_view(compiled(text, "2026-11-01"), look="sheet")
    assert view.road is not None
    assert view.wall is not None
    whole = view.road.pictures[0]
    assert [lane.second for lane in whole.lanes if prose.plain(lane.title) in ("Empty", "Given up")] == [none, none]
    last = counted.split()[-1]
    assert [goal.summary.endswith(last) for goal in goals(view)] == [True, False, False, False]
    label = "Erledigt" if lang == "de" else "Done"
    assert [label in {fact.label for fact in goal.facts} for goal in goals(view)] == [True, False, False, False]
    assert sum(strip.text == counted for strip in view.wall.strips) == 1


def test_what_others_do_later_is_told_already() -> None:
    later = "# A\n\n## Goals\n\n### B\n\n- [ ] c ~2w\n- [ ] d ~2w @sam\n"
    assert [aside.fact for aside in view_of(later).now.asides] == ["Sam"]
    assert view_of(later.replace(" @sam", "")).now.asides == ()
