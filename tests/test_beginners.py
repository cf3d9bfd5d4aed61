"""Plans as beginners write them, each brought to a clean build by following nothing but the findings.

A file in `tests/beginners/` is a record: the text as first written, what `plan check` says about it, then step by step
the text that follows from it. A heading says what was followed: `plan check --fix`, or the codes of findings whose
help was taken at its word. `pytest --update` rewrites what is said and what `--fix` makes, never what a person wrote.
"""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest

from plainplan.compile import Compilation, compile_text
from plainplan.diagnostics import Severity
from plainplan.fixes import mended
from plainplan.report.style import PLAIN
from plainplan.report.text import full

RECORDS = sorted((Path(__file__).parent / "beginners").glob("*.md"))
DAY = date(2026, 11, 1)
FIX = "plan check --fix"
STEP = re.compile(
    r"^## (?P<title>[^\n]+)\n\n`````markdown\n(?P<text>.*?)`````\n\n`````text\n(?P<said>.*?)`````$", re.M | re.S
)


class Step(NamedTuple):
    """What was followed, the text that it led to, and what is said about that."""

    title: str
    text: str
    said: str


def steps_of(record: str) -> list[Step]:
    return [Step(match["title"], match["text"], match["said"]) for match in STEP.finditer(record)]


def compiled(text: str) -> Compilation:
    return compile_text("first.plan.md", text, DAY)


def said_about(text: str) -> str:
    return "".join(line + "\n" for line in full(compiled(text), PLAIN)) or "nothing\n"


def fixed(text: str) -> str:
    return mended(compiled(text), text.encode(), DAY).compilation.source.text


def grave(made: Compilation) -> list[str]:
    return [found.code for found in made.diagnostics if found.severity is not Severity.HINT]


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.stem)
def test_the_findings_lead_to_a_clean_build(path: Path, update: bool) -> None:
    record = path.read_text("utf-8")
    steps = steps_of(record)
    assert len(steps) == record.count("\n`````markdown\n") > 1
    if update:
        path.write_text(again(record, steps), "utf-8")
        steps = steps_of(path.read_text("utf-8"))
    for before, step in pairwise(steps):
        if step.title == FIX:
            assert step.text == fixed(before.text)
        else:
            codes = re.findall(r"P\d{3}", step.title)
            assert codes
            assert set(codes) <= {found.code for found in compiled(before.text).diagnostics}
            assert step.text != before.text
    for step in steps:
        assert step.said == said_about(step.text)
    assert grave(compiled(steps[0].text)), "the first text has something to mend"
    assert grave(compiled(steps[-1].text)) == []
    assert compiled(steps[-1].text).schedule.finish is not None


def again(record: str, steps: list[Step]) -> str:
    """The record with what the compiler has to say to it now."""
    text = ""
    fresh = iter(steps)

    def step(match: re.Match[str]) -> str:
        nonlocal text
        one = next(fresh)
        text = fixed(text) if one.title == FIX else one.text
        return f"## {one.title}\n\n`````markdown\n{text}`````\n\n`````text\n{said_about(text)}`````"

    return STEP.sub(step, record)


def test_there_are_five_kinds_of_beginners() -> None:
    assert len(RECORDS) == 5
