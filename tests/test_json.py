"""The plan's JSON: as its schema says, complete, and the same for the same text and day."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from plainplan.compile import compile_text
from plainplan.render import Options
from plainplan.render.json import plan_data, render_json

ROOT = Path(__file__).parent.parent
EXAMPLES = sorted((ROOT / "example-plans").glob("*.plan.md"))
SCHEMA = json.loads((ROOT / "docs" / "plan.schema.json").read_text("utf-8"))

# Every kind of value that a plan can have.
RICH = """---
author: Jo Rivera
start: 2026-09-01
finish: 2028
review: weekly on sunday
partner: Sam
pace: 7.5h/week
focus: 2
workdays: mon-fri
away: [2026-12-24..2027-01-02, 2027-05-01]
currency: EUR
paper: letter
ignore: [P205]
---

# Rich

## Self-assessment

- Values: service
- Personality: ISFJ

## Occupations

| Occupation | Stage | Duties | Earnings |
| --- | --- | --- | --- |
| Nurse | chosen | care | 86000 |
| Baker |  | bread | 40000 |

## Goals

### Learn the craft ~1y ^craft

1. [x] Look around ~2w done:2026-09 @sam
2. [/] Prepare ~8w since:2026-09-14 done:40% ^prepare
   - Barrier: too tired ~4w risk:40%->10%
     - [ ] Solution: sleep more ~2w
     - Solution: drink coffee
   - [ ] Part one ~1w
3. [ ] Sit it on:2026-12-05 cost:12.50 #exam
4. [-] Celebrate ~1d
5. [ ] Apply ~4-8w after:prepare+2w due:2027-06 with:start
6. [ ] Save ~4/6/9m every:month start:2027
- Barrier: no money ~20h risk:low

#### Smaller goal ~1m

- [ ] One ~1w

### Work ~6m after:craft #primary

## Someday

- Sail

## Check-ins

- 2026-09-06 @sam: visited
"""


def compiled(text: str) -> dict[str, Any]:
    return plan_data(compile_text("rich.plan.md", text, date(2026, 11, 1)))


def things(goals: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Every goal, step and solution by its name."""
    found: dict[str, dict[str, Any]] = {}
    for one in goals:
        inside = [*one["steps"], *one["goals"], *(end for barrier in one["barriers"] for end in barrier["solutions"])]
        found |= {one["id"]: one, **things(inside)}
    return found


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 2


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_every_example_is_as_the_schema_says(path: Path) -> None:
    plan = compile_text(path.name, path.read_text("utf-8"), date(2026, 11, 1))
    jsonschema.validate(plan_data(plan), SCHEMA)


@pytest.mark.parametrize("text", ["", "# Only a title\n", RICH, "## Goals\n\n- [ ] a ~2q after:b\n"])
def test_any_plan_is_as_the_schema_says(text: str) -> None:
    jsonschema.validate(compiled(text), SCHEMA)


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_the_schema_refuses_what_it_does_not_know() -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**compiled(RICH), "more": 1}, SCHEMA)


def test_settings_have_their_defaults_filled_in() -> None:
    assert compiled("# A\n")["settings"] == {
        "format": 1,
        "title": None,
        "author": None,
        "start": None,
        "finish": None,
        "review": None,
        "partner": None,
        "pace": 7,
        "focus": None,
        "workdays": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"],
        "away": [],
        "holidays": [],
        "remind": [],
        "currency": None,
        "lang": "en",
        "paper": "a4",
        "ignore": [],
    }


def test_settings_as_written() -> None:
    settings = compiled(RICH)["settings"]
    assert (settings["pace"], settings["finish"], settings["focus"]) == (7.5, "2028-12-31", 2)
    assert settings["workdays"] == ["mon", "tue", "wed", "thu", "fri"]
    assert settings["away"] == [
        {"start": "2026-12-24", "finish": "2027-01-02"},
        {"start": "2027-05-01", "finish": "2027-05-01"},
    ]


def test_tags_as_values() -> None:
    found = things(compiled(RICH)["goals"])
    assert found["look-around"]["done"] == "2026-09-30"
    assert found["look-around"]["who"] == ["sam"]
    assert found["sit-it"]["on"] == "2026-12-05"
    assert found["sit-it"]["cost"] == 12.5
    assert found["sit-it"]["labels"] == ["exam"]
    assert found["apply"]["after"] == [{"id": "prepare", "lag": "+2w"}]
    assert found["apply"]["with"] == [{"id": "start", "lag": None}]
    assert found["apply"]["due"] == "2027-06-30"
    assert (found["save"]["every"], found["save"]["not_before"]) == ("month", "2027-01-01")
    assert found["celebrate"]["state"] == "dropped"
    assert found["celebrate"]["start"] is found["celebrate"]["planned_start"] is None
    assert found["work"]["horizon"] == "primary"


def test_barriers_of_steps_stand_with_their_goal() -> None:
    (craft, _) = compiled(RICH)["goals"]
    first, second = craft["barriers"]
    assert (first["on"], first["risk"], first["risk_after"], first["delay_days"]) == ("prepare", 0.4, 0.1, 28)
    assert [(one["title"], one["scheduled"]) for one in first["solutions"]] == [
        ("sleep more", True),
        ("drink coffee", False),
    ]
    assert first["solutions"][1]["start"] is None
    assert (second["on"], second["risk"]) == (None, 0.1)


def test_estimates_are_nominal_days() -> None:
    found = things(compiled(RICH)["goals"])
    assert found["apply"]["estimate"] == {"text": "~4-8w", "low": 28, "likely": None, "high": 56}
    assert found["look-around"]["estimate"]["likely"] == 14


def test_the_rest_of_a_plan() -> None:
    data = compiled(RICH)
    assert data["someday"] == [{"title": "Sail", "line": RICH.splitlines().index("- Sail") + 1}]
    assert data["assessment"] == {"values": "service", "interests": None, "aptitudes": None, "personality": "ISFJ"}
    assert data["occupations"][0]["criteria"] == {"Duties": "care", "Earnings": "86000"}
    assert [(one["date"], one["who"], one["text"]) for one in data["checkins"]] == [("2026-09-06", ["sam"], "visited")]


def test_the_same_text_and_day_give_the_same_bytes() -> None:
    first, second = (render_json(compile_text("rich.plan.md", RICH, date(2026, 11, 1)), Options()) for _ in range(2))
    assert first == second
    assert first.endswith("}\n")
