"""A long plan is easy to get about in without a script, and a plan's past is told in the same words and pictures."""

from __future__ import annotations

import re
from datetime import date

import pytest

from compiling import compiled
from plainplan.compile import Compilation, compile_text
from plainplan.draw.curve import Point, curve
from plainplan.following.changes import difference
from plainplan.following.moves import moves_in, since
from plainplan.messages import msg
from plainplan.prose import Table, Text
from plainplan.render.html import render_html
from plainplan.render.paper_tables import narrow_tables
from plainplan.report.difference import difference_record
from plainplan.report.since import since_sentences
from plainplan.view import build_view
from plainplan.words import words_for

HEAD = "---\nstart: 2026-09-01\nlang: {lang}\n---\n# A plan\n\n## Goals\n\n"


def long_plan(goals: int, steps: int, lang: str = "en") -> Compilation:
    body = ""
    for goal in range(goals):
        box, done = ("[x]", " done:2026-10-01") if goal == 0 else ("[ ]", "")
        body += f"### Goal {goal} ~3m\n\n"
        for number in range(1, steps + 1):
            body += f"{number}. {box} Step {goal}-{number} ~1w{done} @{'ana' if number % 2 else 'ben'}\n"
        body += "\n"
    return compiled(HEAD.format(lang=lang) + body)


def test_contents_tell_the_progress_of_each_goal() -> None:
    view = build_view(long_plan(4, 5))
    assert [entry.done for entry in view.contents] == ["5/5", "0/5", "0/5", "0/5"]
    assert [entry.over for entry in view.contents] == [True, False, False, False]
    assert build_view(long_plan(2, 3)).contents == ()


@pytest.mark.parametrize("lang", ["en", "de"])
def test_more_than_thirty_rows_are_two_pictures(lang: str) -> None:
    view = build_view(long_plan(6, 6, lang))
    whole, near = view.road.pictures
    assert {lane.kind for lane in whole.lanes} <= {"group", "goal"}
    shown = [lane for lane in near.lanes if lane.kind == "step"]
    assert shown
    assert all("open" in lane.tags for lane in shown)
    assert len(build_view(long_plan(3, 5, lang)).road.pictures) == 1


def test_every_choice_of_a_filter_is_known_to_the_styles() -> None:
    page = render_html(long_plan(6, 6))
    ids = re.findall(r'<input type="radio" name="\w+" id="([\w-]+)"', page)
    assert {"s-all", "s-whole", "s-next", "s-weeks", "f-all", "f-open", "f-critical", "f-w1", "f-w2"} == set(ids)
    styles = page.partition("</style>")[0]
    assert all(f"#{name}:checked" in styles for name in ids if name not in ("s-all", "f-all"))


def test_links_of_a_page_lead_somewhere() -> None:
    for made in (long_plan(6, 6), long_plan(1, 3), long_plan(12, 8)):
        page = render_html(made)
        ids = re.findall(r'\bid="([^"]+)"', page)
        assert len(ids) == len(set(ids))
        assert set(re.findall(r'href="#([^"]*)"', page)) <= set(ids)


def test_done_goals_are_folded() -> None:
    page = render_html(long_plan(3, 4))
    assert page.count('<details class="content">') == 1
    assert "4 steps, done on 1 October 2026." in page


def test_findings_of_one_kind_stand_together() -> None:
    groups = build_view(long_plan(6, 6)).findings.groups
    assert any(group.rest for group in groups)
    for group in groups:
        assert len({one.code for one in (*group.items, *group.rest)}) == 1
    found = build_view(long_plan(6, 6)).findings
    assert sum(len(group.items) + len(group.rest) for group in groups) == len(found.items)


@pytest.mark.parametrize("columns", [2, 5, 16, 40])
def test_tables_are_cut_for_paper_and_lose_no_cell(columns: int) -> None:
    header = tuple((Text(f"Heading{number}"),) for number in range(columns))
    rows = tuple(tuple((Text(f"cell{row}x{number}"),) for number in range(columns)) for row in range(3))
    parts = list(narrow_tables(Table(("",) * columns, header, rows)))
    assert len(parts) == 1 or columns > 5
    cells = [cell for part in parts for row in part.rows for cell in row[1:]]
    assert sorted(cell[0].text for cell in cells if isinstance(cell[0], Text)) == sorted(
        f"cell{row}x{number}" for row in range(3) for number in range(1, columns)
    )
    assert all(part.header[0] == header[0] for part in parts)


# The past


OLD = "# A plan\n\n## Goals\n\n### Get in ~4m start:2026-09-01\n\n- [ ] Prepare ~8w\n\n### Work ~1y after:get-in\n"


def versions() -> tuple[Compilation, Compilation]:
    ticked = "[x] Prepare ~8w done:2026-10-20\n- [ ] Apply ~2w"
    new = OLD.replace("~4m", "~6m").replace("[ ] Prepare ~8w", ticked)
    return compile_text("a.md", OLD, date(2026, 9, 6)), compile_text("a.md", new, date(2026, 11, 1))


def test_a_diff_shows_goals_before_and_now() -> None:
    found = difference(*versions())
    moves = {move.title: move for move in moves_in(found)}
    assert moves["Get in"].days > 50
    assert moves["Work"].days > 50
    assert any("4m" in cause for cause in moves["Get in"].causes)
    record = difference_record(
        found, (msg("{commit} of {day}", commit="9ec54dc", day="2026-09-06"), msg("working file"))
    )
    assert record.bars is not None
    assert [row.title for row in record.bars.rows] == ["Get in", "Work"]
    assert all(row.before and row.after for row in record.bars.rows)
    assert record.passages[0].sentences[0] == "From 6 Sep 2026 (9ec54dc) to 1 Nov 2026 (working file)."
    told = repr(record)
    assert "~" not in told
    assert not re.search(r"\d{4}-\d{2}-\d{2}", told)


@pytest.mark.parametrize("lang", ["en", "de"])
def test_since_the_last_check_in_is_told(lang: str) -> None:
    old, new = versions()
    news = since(difference(old, new))
    assert news.done == ("Prepare",)
    said = list(since_sentences(news, new.schedule.finish, words_for(lang)))
    assert "Prepare" in said[0]
    assert any(sentence.startswith("Get in ") for sentence in said)


def test_the_curve_stands_in_percent_with_days_as_people_say_them() -> None:
    points = [Point(739000 + 40 * number, 740000 + 60 * number, "tip", False) for number in range(5)]
    made = curve(points, "title", "text")
    assert made is not None
    assert all(0 <= dot.x <= 100 and 0 <= dot.y <= 100 for dot in made.dots)
    assert all(re.fullmatch(r"1 \w{3} \d{4}", mark.label) for mark in made.upwards)
