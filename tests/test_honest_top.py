"""The top, the days ahead and the marks of the road tell bad news as plainly as good, in every output."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest

from compiling import compiled
from plainplan.compile import Compilation
from plainplan.facts.agenda import ahead, weeks_ahead
from plainplan.facts.load import hours_in
from plainplan.forecast.forecast import forecast
from plainplan.forecast.result import Forecast, Question
from plainplan.prose import plain
from plainplan.render.assets import templates_dir
from plainplan.report.status import status_data, status_lines
from plainplan.report.style import PLAIN
from plainplan.view import PlanView, build_view

AS_OF = date(2026, 11, 1)
HEAD = "---\nstart: 2026-09-01\nfinish: {finish}\nlang: {lang}\n---\n# A plan\n\n## Goals\n\n"
MISSED = (
    "### Pass ~5m\n\n1. [/] Prepare ~12w since:2026-10-01\n2. [ ] Sit the exam ~1d on:2026-11-20\n3. [ ] Rest ~1w\n"
)


def plan(body: str, finish: str = "2026-12-31", lang: str = "en") -> Compilation:
    return compiled(HEAD.format(finish=finish, lang=lang) + body)


def seen(body: str, **more: str) -> PlanView:
    return build_view(plan(body, **more))


def odds_of(made: Compilation) -> Forecast | None:
    return forecast(made.plan, made.schedule.today, Question(runs=400))


def lede(view: PlanView) -> str:
    top = view.masthead
    return f"{top.before}{plain(top.title)}{top.middle}{top.date}{top.after}"


def test_the_lede_tells_arrival_deadline_and_what_is_missed() -> None:
    assert lede(seen(MISSED)) == (
        "All of it by 28 February 2027, 59 days too late for 31 Dec 2026; "
        "Sit the exam misses its day, 20 Nov 2026, by 34 days."
    )


def test_without_a_missed_day_the_lede_tells_late_goals() -> None:
    late = "".join(f"### Goal {number} ~1m\n\n- [ ] Work ~{number}w\n\n" for number in (1, 2, 3))
    told = lede(seen(late, finish="2027-12-31"))
    assert "to spare before 31 Dec 2027; three goals run late, most of all Goal 1, by two months." in told


def test_the_lede_is_german_in_german() -> None:
    told = lede(seen(MISSED, lang="de"))
    assert told.endswith("59 Tage zu spät für den 31. Dez. 2026; Sit the exam verfehlt den zugesagten Tag, den "
                         "20. Nov. 2026, um 34 Tage.")  # fmt: skip


def test_a_forecast_says_how_likely_the_arrival_is() -> None:
    risky = plan("### Move ~2m\n\n- [ ] Pack ~2w\n- Barrier: no van ~6w risk:80%\n", finish="2027-12-31")
    view = build_view(risky, odds_of(risky))
    assert re.search(r"\(2\d % likely; as likely as not by \d+ \w+ 202\d\)", lede(view).replace("\u00a0", " "))
    assert view.outlook is not None
    assert [fact.label for fact in view.outlook.promises] == ["All of it by 31 Dec 2027"]
    assert view.outlook.lines[0].label.startswith("as laid, ")


def test_without_anything_uncertain_there_is_no_chart() -> None:
    sure = plan("### Move ~2m\n\n- [ ] Pack ~2w\n")
    view = build_view(sure, odds_of(sure)).outlook
    assert view is not None
    assert not view.bars
    assert view.sentence.startswith("Nothing in what is open says how else it could turn out")


@pytest.mark.parametrize(("lang", "word"), [("en", "understood"), ("de", "verstanden")])
def test_what_is_not_understood_is_told_on_top(lang: str, word: str) -> None:
    assert word in seen("### Write ~2m\n\n- [ ] Begin ~2x\n- [ ] Go on (6 months)\n", lang=lang).masthead.unread
    assert seen("### Write ~2m\n\n- [ ] Begin ~2w\n", lang=lang).masthead.unread == ""


def test_steps_without_a_length_are_told_where_they_are_most() -> None:
    some = "### Write\n\n- [ ] Begin ~2w\n- [ ] Go on\n- [ ] End\n"
    assert seen(some).masthead.unread == "Two of 3 open steps say no length and take no time in these dates"
    assert seen(some.replace("Go on", "Go on ~2w")).masthead.unread == ""


def test_what_would_end_today_for_want_of_lengths_has_no_finish() -> None:
    top = seen("### Play\n\n- [ ] Begin ~1d\n- [ ] Go on\n- [ ] End\n").masthead
    assert top.before == "Two of 3 open steps say no length and take no time in these dates."
    assert (top.date, top.facts) == ("", ())
    assert seen("### Play\n\n- [ ] Begin ~2w\n- [ ] Go on\n- [ ] End\n").masthead.date


def test_status_and_its_data_tell_the_same() -> None:
    made = plan(MISSED)
    lines = list(status_lines([made], PLAIN, 100))
    assert "Sit the exam misses its day, 20 Nov 2026, by 34 days." in lines
    data = json.loads(json.dumps(status_data([made])))["plans"][0]
    assert data["missed"] == [{"id": "sit-the-exam", "tag": "on", "day": "2026-11-20", "late_days": 34}]
    assert data["late_goals"] == ["pass"]


# Marks


def lanes(view: PlanView) -> dict[str, object]:
    return {plain(lane.title): lane for picture in view.road.pictures for lane in picture.lanes}


def test_a_missed_day_has_a_hollow_mark_and_a_line_to_its_bar() -> None:
    view = seen(MISSED)
    lane = lanes(view)["Sit the exam"]
    assert lane.missed is not None  # type: ignore[attr-defined]
    assert {"missed", "deadline"} <= {entry.mark for entry in view.road.key}
    kept = seen(MISSED.replace("~12w", "~2w"))
    assert "missed" not in {entry.mark for entry in kept.road.key}
    assert "fixed" in {entry.mark for entry in kept.road.key}


def test_the_next_fixed_day_says_that_it_will_be_missed() -> None:
    asides = {aside.label: aside.text for aside in seen(MISSED).now.asides}
    assert asides["Next fixed day"] == "in 19 days; as things stand you get there 34 days later."
    assert "Next due day" in {one.label for one in seen("### A ~1m\n\n- [ ] B ~1w due:2026-12-01\n").now.asides}


@pytest.mark.parametrize("answered", ["A", "C", "AB", ""])
def test_a_group_of_barriers_says_which_have_no_answer(answered: str) -> None:
    body = "### Build ~3m\n\n- [ ] Dig ~4w\n"
    for letter in "ABC":
        body += f"  - Barrier: trouble {letter} ~1w\n"
        body += "    - Solution: a cure\n" if letter in answered else ""
    lane = lanes(seen(body, finish="2028-01-01"))["Dig"]
    told = [letter for letter in "ABC" if letter not in answered]
    assert lane.threat.both is bool(answered)  # type: ignore[attr-defined]
    words = "no answer yet" if not answered else f"{' and '.join(told)}: no answer yet"
    assert words in {lane.note.text, lane.note.strong} or lane.note.strong  # type: ignore[attr-defined]


LOOP = re.compile(r"{% for (\w+) in [^%]*? if ([^%]*)%}(.*?){% endfor %}", re.DOTALL)


def test_no_loop_that_leaves_rows_out_counts_them() -> None:
    for path in templates_dir().rglob("*.html"):
        for row, condition, body in LOOP.findall(path.read_text("utf-8")):
            leaves_out = re.search(rf"\b{row}\b", condition)
            assert not leaves_out or "loop.index" not in body, f"{path.name}: {condition}"


# The days ahead


WEEK = """### Learn ~6m

1. [/] Course ~10w since:2026-10-20
2. [ ] Test ~1d

### Read ~6m

- [ ] A book ~2w start:2026-11-10
- [ ] Another ~2w start:2027-01-10
- [ ] Now ~1w
"""


def test_what_to_do_comes_in_three_groups() -> None:
    made = plan(WEEK)
    found = ahead(made.facts)
    titles = [[made.facts.text(index) for index in group] for group in found]
    assert titles[0] == ["Course"]
    assert "A book" in titles[1]
    assert "Another" not in titles[0]
    view = build_view(made).now
    assert [plain(item.title) for item in view.items] == titles[0]
    assert view.label == "This week"


def test_items_that_are_left_out_are_counted() -> None:
    view = seen("### Many ~2m\n\n" + "".join(f"- [ ] Thing {number} ~1w\n" for number in range(20))).now
    assert len(view.items) == 8
    assert [group.more for group in view.groups] == ["And eight more."]
    many = "".join(f"### Goal {number} ~2m\n\n- [ ] Thing ~1w\n\n" for number in range(20))
    assert seen(many).now.more == "And twelve more."


def test_hours_of_the_week_stand_against_the_pace() -> None:
    head = "---\nstart: 2026-11-01\npace: 5\n---\n# A\n\n## Goals\n\n"
    made = compiled(f"{head}### B\n\n- [ ] c ~10h\n- [ ] d ~20h\n")
    assert hours_in(made.facts, made.facts.today, made.facts.today + 6) == 5
    assert build_view(made).now.hours == "About 5 of your 5 hours this week."
    assert build_view(compiled(f"{head}### B ~10h\n\n### C ~5h\n")).now.hours == (
        "About 10 hours this week, and the pace is 5."
    )
    assert seen("### B ~1m\n\n- [ ] c ~2w\n").now.hours == ""


def test_the_agenda_has_all_that_has_a_day() -> None:
    head = "---\nstart: 2026-11-01\nreview: every 2 weeks\naway: [2026-11-16..2026-11-20]\n---\n# A\n\n## Goals\n\n"
    steps = "- [ ] c ~2w due:2026-12-01\n- [ ] d ~1d on:2026-11-24\n- [ ] e ~1w start:2026-12-07\n"
    made = compiled(f"{head}### B ~6m\n\n{steps}")
    weeks = weeks_ahead(made.facts, 8)
    assert len(weeks) == 8
    kinds = {entry.kind for week in weeks for entry in week.entries}
    assert {"begins", "ends", "due", "appointment", "check-in", "off"} <= kinds
    for week in weeks:
        assert all(week.first <= entry.day <= week.last for entry in week.entries)
    view = build_view(made).agenda
    assert view is not None
    assert any(entry.kind == "off" for week in view.weeks for entry in week.entries)


def test_work_that_has_overrun_asks_how_much_is_done() -> None:
    body = "### Learn ~1y\n\n1. [/] Course ~2w since:2026-02-01{}\n2. [ ] Test ~1d\n"
    assert "has taken nine months: say how much is done" in seen(body.format("")).now.items[0].reason
    assert "has taken" not in seen(body.format(" done:40%")).now.items[0].reason


def test_the_sheet_and_the_note_of_the_plan_tell_what_is_missed() -> None:
    view = build_view(plan(MISSED), look="sheet")
    assert view.wall is not None
    assert view.wall.missed is not None
    assert view.wall.missed.strong == "Sit the exam misses its day, 20 Nov 2026, by 34 days."


def test_weeks_that_ask_for_more_than_the_pace_are_told() -> None:
    head = "---\nstart: 2026-11-01\npace: 5\n---\n# A\n\n## Goals\n\n"
    (picture,) = build_view(compiled(f"{head}### B ~30h\n\n### C ~10h\n")).road.pictures
    assert picture.load is not None
    assert picture.load.over
    assert picture.load.label == "Hours a week; the pace is 5"
    assert picture.load.text == "two weeks ask for more"
    (calm,) = build_view(compiled(f"{head}### B ~30h\n")).road.pictures
    assert calm.load is not None
    assert not calm.load.over
    assert calm.load.text == "at most 5"
    assert build_view(compiled(f"{head}### B ~3w\n")).road.pictures[0].load is None


@pytest.mark.parametrize("lang", ["en", "de"])
def test_a_plan_that_is_done_looks_back(lang: str) -> None:
    steps = "- [x] c ~2w done:2026-09-14\n- [x] d ~2w done:2026-10-25\n"
    asides = seen(f"### B ~2m\n\n{steps}", lang=lang).now.asides
    assert len(asides) == 3
    assert plain(asides[1].title) == "d"
    assert "plan new --from a.plan.md" in asides[2].text
    assert not any("plan new" in aside.text for aside in seen(MISSED, lang=lang).now.asides)


def test_many_occupations_are_a_matrix() -> None:
    heads = " | ".join(f"Satisfaction{column}" for column in range(9))
    rows = "".join(
        f"| Work {row} | candidate | {' | '.join('123456789')} | words of many kinds |\n" for row in range(9)
    )
    table = f"| Occupation | Stage | {heads} | Pros |\n|{' --- |' * 12}\n{rows}"
    choice = build_view(compiled(f"# A\n\n## Occupations\n\n{table}\n## Goals\n\n### B ~1w\n")).choice
    assert choice is not None
    assert choice.matrix
    assert all(cell.bar is not None for row in choice.occupations for cell in row.cells[:9])
    few = table.replace(rows, "".join(rows.splitlines(keepends=True)[:3]))
    small = build_view(compiled(f"# A\n\n## Occupations\n\n{few}\n## Goals\n\n### B ~1w\n")).choice
    assert small is not None
    assert not small.matrix
