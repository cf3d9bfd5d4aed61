"""The forecast and the decision on the page: only where they were asked for, and with the numbers of the answers."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import needs
from plainplan.cli import run
from plainplan.compile import Compilation, compile_bytes
from plainplan.forecast.forecast import forecast
from plainplan.forecast.result import LEVELS, Forecast, Question
from plainplan.view import build_view
from plainplan.view.parts import OutlookView

EXAMPLES = Path(__file__).parent.parent / "example-plans"
TODAY = date(2026, 11, 10)


def made(name: str) -> tuple[Compilation, Forecast]:
    path = EXAMPLES / f"{name}.plan.md"
    compilation = compile_bytes(path.name, path.read_bytes(), TODAY)
    found = forecast(compilation.plan, TODAY.toordinal(), Question(runs=2000))
    assert found is not None
    return compilation, found


def outlook_of(name: str) -> tuple[OutlookView, Forecast]:
    compilation, found = made(name)
    view = build_view(compilation, found).outlook
    assert view is not None
    return view, found


@pytest.mark.parametrize("name", ["electrician", "c-level", "graduate"])
def test_the_distribution_is_the_forecasts(name: str) -> None:
    view, found = outlook_of(name)
    assert max(bar.height for bar in view.bars) == 100
    assert 60 < sum(bar.width for bar in view.bars) <= 100
    shares = [bar.percent for bar in view.bars if bar.height]
    assert shares == sorted(shares)
    assert [mark.label for mark in view.marks] == [f"{percent}\u00a0%" for percent in LEVELS]
    places = [mark.x for mark in view.marks]
    assert places == sorted(places)
    assert [mark.date for mark in view.marks] == list(view.goals[-1].days[1:])
    bars = [danger.bar for danger in view.dangers]
    assert bars == sorted(bars, reverse=True)
    assert bars[0] == 100
    assert len(view.dangers) <= len(found.threats) + len(found.drivers)


def test_a_shadow_stands_behind_goals_that_may_be_later() -> None:
    compilation, found = made("c-level")
    plain, asked = build_view(compilation), build_view(compilation, found)
    assert not any(lane.shadow for picture in plain.road.pictures for lane in picture.lanes)
    shadows = {lane.href for picture in asked.road.pictures for lane in picture.lanes if lane.shadow}
    late = {one.thing for one in found.goals if one.odds.day(80) > one.scheduled}
    assert shadows == {f"#goal-{compilation.plan.things[index].id}" for index in late}
    assert "shadow" in {entry.mark for entry in asked.road.key}
    assert "shadow" not in {entry.mark for entry in plain.road.key}


def test_the_decision_is_shown_where_there_are_weights() -> None:
    weighed, _ = made("graduate")
    decision = build_view(weighed).decision
    assert decision is not None
    scores = [one.bar for one in decision.standings]
    assert scores == sorted(scores, reverse=True)
    assert decision.sentences[0] == "GIS analyst comes first."
    assert build_view(made("nurse")[0]).decision is None


def test_german(tmp_path: Path) -> None:
    text = "---\nstart: 2026-11-10\nlang: de\n---\n# Plan\n\n## Ziele\n\n### Prüfung ^p\n\n- [ ] Lernen ~4-8w\n"
    compilation = compile_bytes("p.plan.md", text.encode(), TODAY)
    found = forecast(compilation.plan, TODAY.toordinal(), Question(runs=500))
    view = build_view(compilation, found).outlook
    assert view is not None
    assert view.sentence.startswith("Der Plan: zu 50\u00a0% bis ")


def test_build_forecasts_when_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan = str(EXAMPLES / "electrician.plan.md")
    for options, there in (([], False), (["--forecast"], True)):
        out = tmp_path / "e.html"
        assert run(["build", plan, "-q", "-o", str(out), "--as-of", "2026-11-10", *options]) == 0
        assert ('id="outlook"' in out.read_text("utf-8")) == there


def test_the_pdf_has_it_too(tmp_path: Path) -> None:
    needs.pango()
    needs.programs("pdftotext")
    import subprocess

    out = tmp_path / "e.pdf"
    plan = str(EXAMPLES / "electrician.plan.md")
    assert run(["build", plan, "-q", "-o", str(out), "--as-of", "2026-11-10", "--forecast"]) == 0
    text = subprocess.run(["pdftotext", str(out), "-"], capture_output=True, text=True, check=True).stdout
    assert "How likely is it?" in text
    assert "What threatens it most" in text


def test_of_a_plan_that_is_done_no_odds_are_told() -> None:
    text = "---\nstart: 2026-09-01\n---\n# T\n\n### A\n\n1. [x] One ~1w done:2026-09-07\n"
    compilation = compile_bytes("t.plan.md", text.encode(), TODAY)
    view = build_view(compilation, forecast(compilation.plan, TODAY.toordinal(), Question(runs=200))).outlook
    assert view is not None
    assert (view.sentence, view.basis) == ("Everything in this plan is done.", "")


def test_weeks_that_hold_nothing_are_told_together() -> None:
    text = "---\nstart: 2026-11-10\n---\n# T\n\n### A\n\n1. [ ] One ~1w\n2. [ ] Two ~6w\n"
    agenda = build_view(compile_bytes("t.plan.md", text.encode(), TODAY)).agenda
    assert agenda is not None
    said = "Nothing has a day in 24 Nov – 21 Dec and 29 Dec 2026 – 4 Jan 2027."
    assert " ".join(agenda.empty.split()) == said
