"""Sections, barriers, solutions and check-ins that are almost written as such are told, and others are left alone."""

from __future__ import annotations

from datetime import date

import pytest

from plainplan.compile import compile_text
from plainplan.diagnostics import with_edits
from plainplan.fixes import mended
from plainplan.lower.vocabulary import section_name
from plainplan.model import Kind
from plainplan.words import LANGUAGES, plan_words

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
    for code in LANGUAGES:
        assert all(section_name(name, code) for name in plan_words(code)[-1].near_sections)


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


def almost_lines(*lines: str) -> list[int]:
    """The lines, counted from the first of these, that are told to be almost Markdown."""
    return [one - 6 for one in _told_lines("# P\n\n## Goals\n\n### A ~8w\n\n" + "\n".join(lines) + "\n")]


def _told_lines(text: str) -> list[int]:
    made = compile_text("a.plan.md", text, date(2026, 11, 1))
    return [made.source.position(one.span.start).line for one in made.diagnostics if one.code in ("P110", "P118")]


def steps_after_fixes(*lines: str) -> list[str]:
    """The titles of the steps once every fix of an almost-item is made."""
    text = "# P\n\n## Goals\n\n### A ~8w\n\n" + "\n".join(lines) + "\n"
    made = mended(compile_text("a.plan.md", text, date(2026, 11, 1)), text.encode(), date(2026, 11, 1)).compilation
    assert not [one for one in made.diagnostics if one.code in ("P110", "P118")]
    return [thing.title for thing in made.plan.things if thing.kind is Kind.STEP]


@pytest.mark.parametrize("blank", ["\u00a0", "\u3000", "\u2009", "\u202f", "\u2003", "\u00a0\u00a0", "\u200b"])
@pytest.mark.parametrize("mark", ["-", "*", "+", "1.", "1)"])
def test_blanks_that_are_not_ascii(mark: str, blank: str) -> None:
    assert almost_lines(f"{mark}{blank}[ ] one ~1w") == [1]
    assert steps_after_fixes(f"{mark}{blank}[ ] one ~1w", f"{mark}{blank}[ ] two ~1w") == ["one", "two"]
    assert almost_lines(f"{mark}{blank}one") == [1]


@pytest.mark.parametrize("blank", ["\u00a0", "\u3000", "\u00a0\u00a0"])
def test_blanks_that_are_not_ascii_before_an_item_or_its_box(blank: str) -> None:
    assert steps_after_fixes(f"{blank}- [ ] one ~1w") == ["one"]
    assert steps_after_fixes(f"- {blank}[ ] one ~1w") == ["one"]
    assert almost_lines(f"- {blank}[ ] one ~1w") == []


@pytest.mark.parametrize("dash", ["–", "—", "−", "‐", "‑", "－", "·", "→"])
def test_dashes_of_other_kinds(dash: str) -> None:
    assert almost_lines(f"{dash} [ ] one ~1w") == [1]
    assert almost_lines(f"{dash} one ~1w") == [1]
    assert almost_lines(f"{dash} one", f"{dash} two") == [1, 2]
    assert almost_lines(f"{dash} said a wise man") == []
    assert steps_after_fixes("Intro.", f"{dash} one ~1w", f"{dash} two ~1w") == ["one", "two"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("a)", "b)"), ("A.", "B."), ("(1)", "(2)"), ("(a)", "(b)"), ("１.", "２."), ("１．", "２．"), ("①", "②"),
        ("1️⃣", "2️⃣"), ("i.", "ii."), ("1]", "2]"), ("（１）", "（２）"), ("1、", "2、"),
    ],
)  # fmt: skip
def test_numbers_of_other_kinds(first: str, second: str) -> None:
    assert almost_lines(f"{first} [ ] one ~1w") == [1]
    assert almost_lines(f"{first} one", f"{second} two") == [1, 2]
    assert almost_lines("Intro.", f"{first} [ ] one ~1w", f"{second} [ ] two ~1w") == [2, 3]
    assert steps_after_fixes("Intro.", f"{first} [ ] one ~1w", f"{second} [ ] two ~1w") == ["one", "two"]


@pytest.mark.parametrize("first", [0, 2, 5, 12])
def test_lists_from_another_number_right_under_text(first: int) -> None:
    lines = ("Intro.", f"{first}. [ ] one ~1w", f"{first + 1}. [ ] two ~1w")
    assert 2 in almost_lines(*lines)
    assert steps_after_fixes(*lines) == ["one", "two"]
    assert almost_lines("Intro.", f"{first}) one ~1w") == [2]


@pytest.mark.parametrize("bullet", "•◦▪●►➤❖＊□☐⬜")
def test_bullets_of_other_programs(bullet: str) -> None:
    assert steps_after_fixes(f"{bullet} one ~1w", f"{bullet}\u00a0two ~1w") == ["one", "two"]


@pytest.mark.parametrize(
    "line",
    [
        "Dr. Kim says yes.", "I. Newton wrote this.", "a.m. is best", "(see above) and so on", "- [ ] one ~1w",
        "It was so in\n1990. Then came more.", "(1) is the first of them", "... and more", "→ see there", "e.g. this",
    ],
)  # fmt: skip
def test_lines_of_text_are_left_alone(line: str) -> None:
    assert almost_lines(line) == []


@pytest.mark.parametrize("blank", ["\u00a0", "\u3000", "\u2002", "\u00a0\u00a0"])
def test_headings_with_another_blank_are_headings_and_told(blank: str) -> None:
    text = f"# P\n\n## Goals\n\n### A\n\n- [ ] one ~1w\n\n##{blank}Someday\n\n- Learn piano ~5w\n"
    made = compile_text("a.plan.md", text, date(2026, 11, 1))
    assert _told_lines(text) == [9]
    assert [thing.title for thing in made.plan.things] == ["A", "one"]
    assert [idea.title for idea in made.plan.someday] == ["Learn piano"]
    after = mended(made, text.encode(), date(2026, 11, 1)).compilation
    assert "\n## Someday\n" in after.source.text


@pytest.mark.parametrize("heading", ["＃＃ Someday", "\u00a0## Someday", "##Someday"])
def test_headings_that_stay_text_are_told(heading: str) -> None:
    text = f"# P\n\n## Goals\n\n### A\n\n- [ ] one ~1w\n\n{heading}\n\n- Learn piano ~5w\n"
    assert _told_lines(text) == [9]
    after = mended(compile_text("a.plan.md", text, date(2026, 11, 1)), text.encode(), date(2026, 11, 1)).compilation
    assert [idea.title for idea in after.plan.someday] == ["Learn piano"]


def test_code_keeps_its_blanks() -> None:
    text = "# P\n\n    ##\u00a0Someday\n\n```\n##\u00a0Someday\n```\n"
    assert _told_lines(text) == []
    assert render_text(text).count("#\\xa0Someday") == 2


def render_text(text: str) -> str:
    return repr(compile_text("a.plan.md", text, date(2026, 11, 1)).document.nodes)


@pytest.mark.parametrize(
    "word",
    [
        "Barrier 1:", "Barrier #2:", "Barrier A:", "Barrier -", "Barrier –", "Barrier—", "Barrier.", "Barrier (money):",
        "**Barrier 1**:", "**Barrier** –", "🚧 Barriers:", "Barrier =", "Barrier꞉", "barrier 1.",
    ],
)  # fmt: skip
def test_what_stands_in_the_place_of_a_barriers_colon(word: str) -> None:
    assert told(item=f"- {word} money is short ~2w") == ["write `Barrier:`"]
    text = PLAN.format(front="", section="## Goals", item=f"- {word} money is short ~2w", last="")
    made = compile_text("a.plan.md", text, date(2026, 11, 1))
    [found] = [one for one in made.diagnostics if one.code == "P103"]
    assert found.fix is not None
    after = compile_text("a.plan.md", with_edits(made.source, found.fix.edits).text, date(2026, 11, 1))
    assert [barrier.title for barrier in after.plan.barriers] == ["money is short"]


@pytest.mark.parametrize(
    "word", ["⚠️ Barrier:", "🚧Barrier:", "**⚠ Barrier:**", "Barrier ⚠️:", "❗️ barrier :", "Barrier\u00a0:"]
)
def test_signs_before_a_barrier_are_passed_over(word: str) -> None:
    text = PLAN.format(front="", section="## Goals", item=f"- {word} money is short ~2w", last="")
    made = compile_text("a.plan.md", text, date(2026, 11, 1))
    assert [barrier.title for barrier in made.plan.barriers] == ["money is short"]


@pytest.mark.parametrize(
    "title", ["Barrier-free access", "Barrier to entry - read about it", "Barrier reef - dive there"]
)
def test_words_with_barrier_in_them_are_left_alone(title: str) -> None:
    assert told(item=f"- {title} ~2w") == []
