"""Sections, barriers, solutions and check-ins that are almost written as such are told, and others are left alone."""

from __future__ import annotations

from datetime import date

import pytest

from plainplan.compile import compile_text
from plainplan.lower import almost
from plainplan.lower.vocabulary import SECTIONS, letters

PLAN = """{front}# P

{section}

### Learn ~4w

- [ ] Read ~1w
{item}

## Check-ins

- 2026-10-20 @sam: fine
{last}
"""


def told(*, lang: str = "", section: str = "## Goals", item: str = "", last: str = "") -> list[str]:
    """The near misses of a plan with these lines."""
    front = f"---\nlang: {lang}\n---\n\n" if lang else ""
    text = PLAN.format(front=front, section=section, item=item, last=last)
    found = compile_text("a.plan.md", text, date(2026, 11, 1)).diagnostics
    return [one.help for one in found if one.code == "P103"]


@pytest.mark.parametrize(
    "word", ["Barriers:", "Barrier;", "Barier:", "barriere:", "Risk:", "Obstacles:", "**Barriers:**"]
)
def test_what_is_meant_as_a_barrier(word: str) -> None:
    assert told(item=f"- {word} no time ~1w") == ["write `Barrier:`"]
    assert told(item=f"- [ ] {word} no time") == ["write `Barrier:`"]


@pytest.mark.parametrize("word", ["Solutions:", "Soluton:", "Solution;"])
def test_what_is_meant_as_a_solution(word: str) -> None:
    assert told(item=f"- Barrier: no time\n  - {word} get up early") == ["write `Solution:`"]


def test_words_of_the_plans_language() -> None:
    assert told(lang="de", item="- Hinderniss: keine Zeit") == ["write `Hindernis:`"]
    assert told(lang="de", item="- Hindernis: keine Zeit\n  - Lösungen: früh aufstehen") == ["write `Lösung:`"]
    assert told(item="- Hinderniss: keine Zeit") == []


@pytest.mark.parametrize(
    "item",
    [
        "- Barriers to entry: read about them ~1w",
        "- Carrier: call them",
        "- Book: Solutions",
        "- Note: barrier",
        "- Reading;",
        "- `Barriers:` is a word",
        "- risk:30% of it",
    ],
)
def test_other_words_are_left_alone(item: str) -> None:
    assert not [help for help in told(item=item) if "Barrier" in help or "Solution" in help]


@pytest.mark.parametrize(
    ("section", "name"),
    [
        ("## Primary objectiv", "Primary objective"),
        ("## Short-term gaols", "Short-term goals"),
        ("## Longterm goalss", "Long-term goals"),
        ("## Ocupations", "Occupations"),
        ("## Self asessment", "Self-assessment"),
        ("## Chek-ins", "Check-ins"),
    ],
)
def test_what_is_meant_as_a_section(section: str, name: str) -> None:
    assert f"write `## {name}`" in told(section=section)


@pytest.mark.parametrize(
    "section",
    ["## Goals", "## Primary objectives", "## Checks", "## Preoccupations", "## Opinions", "## Short"],
)
def test_other_headings_are_left_alone(section: str) -> None:
    assert told(section=section) == []


def test_names_that_are_offered_are_read() -> None:
    for code, names in almost._NAMES.items():
        assert all(letters(name) in SECTIONS[code] for name in names)


@pytest.mark.parametrize("day", ["11.10.2026", "11/10/2026", "2026.10.11", "11 October 2026", "Oct 11, 2026"])
def test_days_of_check_ins_that_are_not_read(day: str) -> None:
    assert told(last=f"- {day} @sam: started") == ["begin it with its day as in `2026-09-06`"]
    assert told(last=f"### {day}\n\nStarted.") == ["begin it with its day as in `2026-09-06`"]


@pytest.mark.parametrize("last", ["- [ ] Write ~1w", "### Write ~2w", "### Write\n\n- [ ] A page ~1w"])
def test_work_among_check_ins(last: str) -> None:
    assert set(told(last=last)) == {"put it above them, under a heading such as `## Goals`"}


@pytest.mark.parametrize(
    "last", ["- a word about them", "Some words.", "### About them", "- 12 of them, in 2026", "- 2026-10-25: fine"]
)
def test_words_among_check_ins(last: str) -> None:
    assert told(last=last) == []


def test_a_month_that_there_is_none_of_is_not_mended_by_itself() -> None:
    text = "# P\n\n## Goals\n\n### Learn\n\n- [ ] Read ~1w start:2026-13-01\n"
    [found] = [one for one in compile_text("a.plan.md", text, date(2026, 11, 1)).diagnostics if one.code == "P102"]
    assert found.fix is not None
    assert not found.fix.safe
