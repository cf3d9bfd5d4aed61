"""Nothing in silence: what looks like a tag and is none is found and mended; prose is left in peace."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from plainplan.compile import Compilation, compile_bytes, compile_text
from plainplan.diagnostics import Severity
from plainplan.fixes import mended

DAY = date(2026, 11, 1)
CORPUS = Path(__file__).parent / "corpora" / "prose.md"
HEAD = """\
---
start: 2026-11-01
review: weekly
partner: Sam
---

# Plan

## Primary objective

### Goal ~6m

- [ ] Prepare ~1w ^teas
- [ ] Visit ~1w ^visit
- Barrier: no seats ~1w risk:low
  - [ ] Solution: call ~1d
"""

# What people write, and the tag that it is meant as.
MENDED = {
    # a space where none may be
    "~6 w": "~6w", "~ 6w": "~6w", "~6 weeks": "~6w", "~six weeks": "~6w", "~4 - 8w": "~4-8w", "~4-8 weeks": "~4-8w",
    "~4/6/9 months": "~4/6/9m", "~1 y 6 m": "~1y6m", "~1y 6m": "~1y6m", "~1 year 6 months": "~1y6m",
    "due: 2027-01-15": "due:2027-01-15", "due : 2027-01-15": "due:2027-01-15", "due :2027-01-15": "due:2027-01-15",
    "Due: 2027-01-15": "due:2027-01-15", "done: 40%": "done:40%", "done:40 %": "done:40%", "cost: 1200": "cost:1200",
    "every:3 weeks ~9w": "every:3weeks ~9w", "after: teas": "after:teas", "after:teas, visit": "after:teas,visit",
    "after:teas ,visit": "after:teas,visit", "after: teas, visit ~2w": "after:teas,visit ~2w",
    "after:teas and visit": "after:teas,visit", "with: teas": "with:teas", "after:teas + 2w": "after:teas+2w",
    "after:teas +2w": "after:teas+2w", "after:teas+2 weeks": "after:teas+2weeks",
    # no space where one must be
    "~6w,due:2027-01-15": "~6w due:2027-01-15", "~6w;^x": "~6w ^x",
    # in brackets, in words
    "(6 weeks)": "~6w", "(6w)": "~6w", "[6 weeks]": "~6w", "(about 6 weeks)": "~6w", "(two years) @sam": "~2y @sam",
    "~6-weeks": "~6weeks", "~6 Wochen": "~6w", "(3 Monate)": "~3m", "[~6w]": "~6w",
    "{due:2027-01-15}": "due:2027-01-15",
    # another sign for the same
    "∼6w": "~6w", "～6w": "~6w", "≈6w": "~6w", "~６w": "~6w", "~4—8w": "~4-8w", "~4−8w": "~4-8w", "~1½y": "~1.5y",
    "~½y": "~0.5y", "due：2027-01-15": "due:2027-01-15", "due:２０２７-01-15": "due:2027-01-15",
    "due:2027–01–15": "due:2027-01-15", "due:2027‑01‑15": "due:2027-01-15", "start:2027–01": "start:2027-01",
    "due=2027-01-15": "due:2027-01-15", "after:^teas,visit": "after:teas,visit", "cost:$1,200": "cost:1200",
    # a date that is clear and not as we write it
    "due:2027-1-5": "due:2027-01-05", "due:15.1.2027": "due:2027-01-15", "due:15/01/2027": "due:2027-01-15",
    "due:2027/01/15": "due:2027-01-15", "due:20270115": "due:2027-01-15", "due:Jan-2027": "due:2027-01",
    "due:15-Jan-2027": "due:2027-01-15", "due:2027-01-15T10:00": "due:2027-01-15",
    "due: 15.1.2027": "due:2027-01-15", "on:3 October 2026": "on:2026-10-03", "due:15 Jan 2027": "due:2027-01-15",
    "due: January 15, 2027": "due:2027-01-15", "start: Oct 2027": "start:2027-10", "on:3rd Oct 2026": "on:2026-10-03",
    # minutes, separators, digits
    "~30min": "~0.5h", "~15-30min": "~0.25-0.5h", "~1h30min": "~1.5h", "~1h30m": "~1.5h", "~30 minutes": "~0.5h",
    "~20 min": "~0.33h", "~1 h 30 min": "~1.5h", "~90mins": "~1.5h",
    "~1 000h": "~1000h", "~1\u202f000h": "~1000h", "~1\u00a0000-1\u00a0200h": "~1000-1200h", "~٦w": "~6w",
    "~६-८w": "~6-8w", "cost:١٢٠٠": "cost:1200", "~6weks": "~6w", "~3wochen": "~3w",
    # a key one letter off
    "deu:2027-01-15": "due:2027-01-15", "dus:2027-01-15": "due:2027-01-15", "do:2027-01-15": "done:2027-01-15",
    "strat:2027-01": "start:2027-01", "afer:teas": "after:teas", "wiht:teas": "with:teas",
    "evry:week ~9w": "every:week ~9w",
    # as other tools have it
    "📅 2027-01-15": "due:2027-01-15", "⏳ 2027-01-15": "start:2027-01-15", "🛫 2027-01-15": "start:2027-01-15",
    "[due:: 2027-01-15]": "due:2027-01-15", "(due:: 2027-01-15)": "due:2027-01-15",
    "@due(2027-01-15)": "due:2027-01-15",
    "@due 2027-01-15": "due:2027-01-15", "DEADLINE: <2027-01-15 Fri>": "due:2027-01-15",
    "SCHEDULED: <2027-01-15>": "start:2027-01-15",
}  # fmt: skip

# Found, but only the writer can say what is meant.
TOLD = (
    "~6x", "~17h/week", "~500words", "~3-4x", "~1h 30m", "cost:1 200", "~1.500w",
    "~1/2y", "due:01/02/2027", "due:tomorrow", "due:2027-W03", "~6 weeks of work", "due 2027-01-15",
    "due: 01/02/2027", "deadline:2027-01-15", "t:2027-01-15", "duration:6w",
    "~6w/week", "done:yes", "after:taes", "every:so often ~3w",
)  # fmt: skip


def told(made: Compilation) -> list[str]:
    """What is said about the text; that a plan is late is no matter here."""
    return [one.message for one in made.diagnostics if one.severity is not Severity.HINT and one.code < "P4"]


def with_item(words: str) -> Compilation:
    return compile_text("near.plan.md", f"{HEAD}- [ ] Do {words}\n", DAY)


@pytest.mark.parametrize("words", MENDED)
def test_what_is_clear_is_mended(words: str) -> None:
    made = with_item(words)
    assert told(made)
    after = mended(made, f"{HEAD}- [ ] Do {words}\n".encode(), DAY).compilation
    assert after.source.text == f"{HEAD}- [ ] Do {MENDED[words]}\n"
    assert told(after) == []


@pytest.mark.parametrize("words", TOLD)
def test_what_is_not_clear_is_told(words: str) -> None:
    made = with_item(words)
    assert len(told(made)) == 1
    [found] = [one for one in made.diagnostics if one.message in told(made)]
    assert found.fix is None or not found.fix.safe
    assert found.help


@pytest.mark.parametrize("words", ["the course (two years) in May", "after:teas, then rest", "after:teas, visit Leeds"])
def test_words_that_go_on_are_prose(words: str) -> None:
    made = with_item(words)
    assert [one for one in told(made) if "in words" not in one] == []
    assert not any(one.fix and one.fix.safe for one in made.diagnostics if one.code == "P140")


@pytest.mark.parametrize("section", ["Notes", "Someday", "Self-assessment", "Check-ins"])
def test_where_no_tag_counts_nothing_is_nearly_one(section: str) -> None:
    text = f"{HEAD}\n## {section}\n\n- 2026-11-01 it took ~2 weeks (two weeks), due: 2027-01-15\n"
    assert not [one for one in compile_text("x.plan.md", text, DAY).diagnostics if one.code.startswith("P1")]


def test_in_a_note_no_fix_is_safe() -> None:
    text = f"{HEAD}- the fees are for one term (6 months)\n"
    [found] = [one for one in compile_text("x.plan.md", text, DAY).diagnostics if one.code == "P103"]
    assert found.fix
    assert not found.fix.safe


def test_real_looking_prose_gives_no_finding() -> None:
    data = CORPUS.read_bytes()
    assert data.count(b"\n- ") + data.count(b"\n\n") > 100
    made = compile_bytes(CORPUS.name, data, date(2026, 11, 22))
    assert [(made.source.position(one.span.start).line, one.message) for one in made.diagnostics] == []
