"""A plan that says no length and no day shows no finish, slip or road, and says in one sentence what it lacks."""

from __future__ import annotations

import json
import re
from datetime import date
from html import unescape

import pytest

from plainplan.compile import Compilation, compile_text
from plainplan.exchange.svg import render_svg
from plainplan.facts.timeless import says_no_time
from plainplan.following.changes import difference
from plainplan.following.review import ReviewNote
from plainplan.forecast.forecast import forecast
from plainplan.forecast.result import Question
from plainplan.render import Options
from plainplan.render.html import render_html
from plainplan.render.ics import render_ics
from plainplan.render.json import plan_data
from plainplan.report.agenda import next_lines
from plainplan.report.note import note_lines
from plainplan.report.reasons import why_lines
from plainplan.report.status import status_data, status_lines
from plainplan.report.style import PLAIN

DAY = date(2026, 11, 28)
BAKERY = "# Bakery\n\n## Goals\n\n### Open a shop\n\n- [x] Write a plan\n- [ ] Find a room\n- [ ] Barrier: Money\n"
NONE = {
    "boxes": BAKERY,
    "a start": f"---\nstart: 2026-11-01\n---\n\n{BAKERY}",
    "a habit": BAKERY + "- [ ] Bake every:week\n",
    "money and people": BAKERY + "- [ ] Buy an oven cost:900 @ada\n",
    "a part done": BAKERY + "- [/] Learn\n  - [x] Read\n",
}
SOME = {
    "a length": BAKERY + "- [ ] Bake ~2w\n",
    "a day": BAKERY + "- [ ] Bake on:2027-01-02\n",
    "a deadline": BAKERY + "- [ ] Bake due:2027-01\n",
    "a day that is past": BAKERY + "- [x] Bake done:2026-11-02\n",
    "a finish": f"---\nfinish: 2027-05-01\n---\n\n{BAKERY}",
}
SENTENCE = "Nothing in this plan says how long it takes or by when, so it has no dates yet."


def compiled(text: str) -> Compilation:
    return compile_text("a.plan.md", text, DAY)


def seen(page: str) -> str:
    return unescape(re.sub(r"<(style|script)\b.*?</\1>|<[^>]+>", " ", page, flags=re.DOTALL))


def told(made: Compilation) -> dict[str, str]:
    return {
        "page": seen(render_html(made, Options())),
        "sheet": seen(render_html(made, Options(template="sheet"))),
        "status": "\n".join(status_lines([made], PLAIN, 80)),
        "next": "\n".join(next_lines([made], PLAIN, 80)),
        "why": "\n".join(why_lines(made, None)),
        "note": "\n".join(note_lines(made, ReviewNote(0, (), (), (), None, ""))),
    }


@pytest.mark.parametrize("case", NONE)
@pytest.mark.parametrize("output", ["page", "sheet", "status", "next", "why", "note"])
def test_one_sentence_says_what_is_missing(case: str, output: str) -> None:
    text = told(compiled(NONE[case]))[output]
    assert text.count(SENTENCE) == 1
    assert not re.search(r"\b20(?:2[7-9]|[3-9]\d)\b|as planned|later than|The road", text)


@pytest.mark.parametrize("case", NONE)
def test_other_programs_get_null(case: str) -> None:
    made = compiled(NONE[case])
    data = json.loads(json.dumps(plan_data(made)))
    keys = ("finish", "slip_days", "planned_start", "planned_finish")
    assert [data[key] for key in ("start", *keys)] == [None] * 5
    assert data["timeline"] == data["critical"] == []
    for thing in (*data["goals"], *data["goals"][0]["steps"]):
        assert [thing[key] for key in (*keys, "days", "slack_days", "latest_start")] == [None] * 7
    assert data["next"] != []
    assert data["progress"]["done"] > 0
    assert status_data([made])["plans"][0]["finish"] is None
    assert "BEGIN:VEVENT" not in str(render_ics(made, Options()))
    assert forecast(made.plan, made.schedule.today, Question()) is None
    assert [found.code for found in made.diagnostics if found.code in ("P245", "P404", "P409")] == ["P245"]


@pytest.mark.parametrize("case", SOME)
def test_one_length_or_day_is_enough(case: str) -> None:
    made = compiled(SOME[case])
    assert not says_no_time(made.plan)
    assert made.schedule.finish is not None
    assert SENTENCE not in "\n".join(status_lines([made], PLAIN, 80))


def test_the_page_says_it_in_its_language() -> None:
    page = seen(render_html(compiled(f"---\nlang: de\n---\n\n{BAKERY}"), Options()))
    assert "Nichts in diesem Plan sagt, wie lange es dauert oder bis wann" in page


def test_a_plan_gets_dates_with_its_first_length() -> None:
    before, after = compiled(BAKERY), compiled(SOME["a length"])
    assert before.schedule.finish is None
    assert difference(before, after).days is None
    assert difference(after, before).days is None
    assert "<svg" in render_svg(before, Options())
