"""Sixty plans whose dates another program worked out."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from plainplan.compile import compile_text

CASES = sorted(Path(__file__).with_name("time_cases").glob("*.json"))


def test_there_are_cases() -> None:
    assert len(CASES) == 60


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_dates_are_those_worked_out_elsewhere(case: Path) -> None:
    wanted = json.loads(case.read_text("utf-8"))
    text = case.with_suffix(".plan.md").read_text("utf-8")
    compilation = compile_text(case.stem, text, date.fromisoformat(wanted["as_of"]))
    assert not compilation.has_errors
    found = {}
    for thing, dated in zip(compilation.plan.things, compilation.schedule.things, strict=True):
        dates: dict[str, Any] = {
            "slack_days": dated.slack,
            "latest_start": _iso(dated.latest_start),
            "latest_finish": _iso(dated.latest_finish),
        }
        if dated.planned is not None and dated.projected is not None:
            dates |= {"planned_start": _iso(dated.planned.start), "planned_finish": _iso(dated.planned.finish)}
            dates |= {"start": _iso(dated.projected.start), "finish": _iso(dated.projected.finish)}
        found[thing.id] = dates
    for name, days in wanted["things"].items():
        assert {key: found[name].get(key) for key in days} == days, name


def _iso(day: int | None) -> str | None:
    return None if day is None else date.fromordinal(day).isoformat()
