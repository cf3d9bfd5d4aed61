"""`plan check --fix` on plans with slips in them: what was meant comes back, and nothing else changes."""

from __future__ import annotations

import itertools
import json
import os
import random
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plainplan.compile import Compilation, compile_bytes
from plainplan.diagnostics import Severity
from plainplan.edited import brings_no_error, edited, loses_nothing
from plainplan.fixes import fixable, mended, vetted
from plainplan.source import source_bytes
from plans import TODAY, random_plan
from plausible import plausible_plan
from test_syntax_properties import TEXTS

DAY = date.fromisoformat(TODAY)
EXAMPLES = json.loads((Path(__file__).parent / "corpora" / "commonmark.json").read_text("utf-8"))

# Slips that can only mean one thing: what is matched, and how it is written instead.
SLIPS: tuple[tuple[str, str], ...] = (
    (r" ~(\d+)w\b", r" ~\1 w"),
    (r" ~(\d+)d\b", r" ~ \1d"),
    (r" ~(\d)m\b", r" ～\1m"),
    (r" due:(\d{4})-(\d\d)-(\d\d)", r" due: \1-\2-\3"),
    (r" due:(\d{4})-(\d\d)-(\d\d)", r" [due:: \1-\2-\3]"),
    (r" due:(\d{4})-(\d\d)-(\d\d)", r" deu:\1-\2-\3"),
    (r" start:(\d{4})-(\d\d)-(\d\d)", r" start=\1-\2-\3"),
    (r" done:(\d{4})-(\d\d)-(\d\d)", r" done:\3.\2.\1"),
    (r" since:(\d{4})-(\d\d)-(\d\d)", r" @since(\1-\2-\3)"),
    (r" on:(\d{4})-(\d\d)-(\d\d)", r" on:\1/\2/\3"),
    (r" done:40%", r" done: 40%"),
    (r" (after|with):(\w+)", r" \1: \2"),
    (r" after:(\w+),(\w+)", r" after:\1, \2"),
    (r" risk:20%", r" risk:20"),
    (r"- \[x\] ", r"- [ x ] "),
    (r"- \[ \] ", r"- [  ] "),
)


def compiled(data: bytes) -> Compilation:
    return compile_bytes("slips.plan.md", data, DAY)


def slipped(text: str, pick: random.Random) -> str:
    """A plan with one slip on some of its lines."""
    head, title, body = text.partition("# A random plan")
    lines = body.split("\n")
    for at, line in enumerate(lines):
        pattern, instead = pick.choice(SLIPS)
        if pick.random() < 0.6:
            lines[at] = re.sub(pattern, instead, line, count=1)
    return head + title + "\n".join(lines)


@settings(max_examples=settings().max_examples // 2)
@given(st.integers(0, 100_000), st.sampled_from(["\n", "\r\n", "\r"]))
def test_what_was_meant_comes_back(seed: int, ending: str) -> None:
    meant = random_plan(seed).replace("\n", ending)
    data = slipped(meant, random.Random(seed)).encode()
    after = mended(compiled(data), data, DAY).compilation
    assert source_bytes(after.source) == meant.encode()


@given(st.integers(0, 100_000))
@settings(max_examples=settings().max_examples // 2)
def test_a_plan_without_slips_stays_as_it_is(seed: int) -> None:
    data = random_plan(seed).encode()
    assert mended(compiled(data), data, DAY).made == 0


def fixed_once_and_for_all(data: bytes) -> None:
    before = compiled(data)
    after = mended(before, data, DAY).compilation
    again = mended(after, source_bytes(after.source), DAY)
    assert again.made == 0
    assert not fixable(vetted(after, DAY))
    assert errors(after) <= errors(before)


def errors(made: Compilation) -> int:
    return sum(found.severity is Severity.ERROR for found in made.diagnostics)


@given(TEXTS)
def test_fixing_any_text_comes_to_an_end(text: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    if source_bytes(compiled(data).source) == data:
        fixed_once_and_for_all(data)


def test_fixing_every_kind_of_markdown_comes_to_an_end() -> None:
    assert len(EXAMPLES) > 600
    for example in EXAMPLES:
        fixed_once_and_for_all(example["markdown"].encode())


# No fix makes a plan worse.

PLANS = range(20_000 if os.environ.get("PLAINPLAN_STRESS") else 400)


def fixed_without_harm(text: str) -> int:
    """Every safe fix alone, then all together: no error of a new kind, nothing lost. How many there were."""
    before = vetted(compiled(text.encode()), DAY)
    safe = [one.fix for one in before.diagnostics if one.fix and one.fix.safe]
    for fix in dict.fromkeys(safe):
        after = edited(before, fix.edits, DAY)
        assert brings_no_error(before, after), (text, fix)
        assert loses_nothing(before, after), (text, fix)
    after = mended(before, text.encode(), DAY).compilation
    assert brings_no_error(before, after), text
    assert loses_nothing(before, after), text
    assert errors(after) <= errors(before)
    return len(safe)


def test_no_fix_makes_a_plausible_plan_worse() -> None:
    assert sum(fixed_without_harm(plausible_plan(seed)) for seed in PLANS) > len(PLANS)


@pytest.mark.parametrize(
    "text",
    [
        "+ [ ] due: 2027-01-15 due:2026-07-07",
        "* dve:2027-01-15 ~12week due:2026-01-10",
        "- a due:2027-01 deu:2027-02",
        "- a deu:2027-01 dve:2027-02",
        "- a ~2w (6 weeks)\n- b @due(2027-01-15) 📅 2027-01-16",
        "- one ~1w 🛫 2026-11-05 ⏳ 2026-11-07",
        "- [x] three ✅ 2026-10-01 done:2026-10-02",
        "- a ^n\n- b ^m\n- c after:n after: m, n",
        "2. a\t~4days\tafter:b,c,d-3d\n~10w after:d",
        "a\n    * barrier: ^b ~8weeks\n~8mo",
        "3. Barrier:\n * ~3-7Wochen",
        "- [?]\n2. ^n\n  1. risk:30%\n   [x] ~8w after:n\n~2-3week\n    ~1.5week\n- ~2,5 week\n- b\t~6d\t^m\n  ~1.5w",
        "~0week\r\n 4. a\tafter:b\trisk:high\t~1-5y\tevery:day\r\n     - c\t~12h\r",
    ],
)
def test_no_fix_makes_these_worse(text: str) -> None:
    fixed_without_harm("# P\n\n## Goals\n\n### G\n\n" + text)
    fixed_without_harm(text)


def test_of_two_tags_that_are_meant_only_the_first_is_mended() -> None:
    data = b"# P\n\n## Goals\n\n### G\n\n- [ ] two ~1w due:2026-12-01 deu:2026-12-02\n- [ ] a deu:2027-01 dve:2027-02\n"
    after = mended(compiled(data), data, DAY)
    assert source_bytes(after.compilation.source) == data.replace(b"a deu", b"a due")
    assert after.made == 1


def test_a_fix_that_cannot_be_made_is_not_told_as_safe() -> None:
    """Among bullets, that it gives a barrier a text and takes a step away is seen only once it is compiled."""
    data = b"# P\n\n## Goals\n\n### G\n\n3. Barrier: rain\n * [ ] Read ~2w\n"
    before = compiled(data)
    assert [one.code for one in fixable(before)] == ["P110"]
    assert fixable(vetted(before, DAY)) == ()
    assert mended(before, data, DAY).made == 0


def test_what_overlaps_a_fix_that_cannot_be_made_is_tried_instead(monkeypatch: pytest.MonkeyPatch) -> None:
    data = b"# P\n\n## Goals\n\n### G\n\n- [ ] Read ~ 2w\n"
    before = compiled(data)
    [right] = [one for one in before.diagnostics if one.code == "P103"]
    assert right.fix is not None
    [edit] = right.fix.edits
    wrong = right._replace(fix=right.fix._replace(edits=(edit._replace(text="~2w ~3w"),)))
    before = before._replace(diagnostics=(wrong, right))
    assert fixable(before) == (wrong,)
    after = mended(before, data, DAY).compilation
    assert source_bytes(after.source) == data.replace(b"~ 2w", b"~2w")


def shapes() -> Iterator[str]:
    """Lists whose second item is further in than the first and not under its text, in every way."""
    for first, second, further, gap, third in itertools.product(
        ("1.", "10.", "3)", "-", "2."), ("2.", "1.", "-", "*", "11."), (1, 2, 3, 4, 6), ("", "\n"), (0, 1, 2)
    ):
        last = f"{gap}{' ' * (further * third)}{'3.' if second[0].isdigit() else second} Print\n" if third < 2 else ""
        yield f"{first} Read ~1w\n{gap}{' ' * further}{second} Write ~2w\n{last}"


def titles(made: Compilation) -> list[str]:
    return [thing.title for thing in made.plan.things]


def test_nesting_swallows_no_step() -> None:
    tried = 0
    for shape in shapes():
        for head in ("", "# P\n\n## Goals\n\n### G\n\n"):
            data = (head + shape).encode()
            before = compiled(data)
            after = mended(before, data, DAY).compilation
            assert set(titles(after)) >= {one for one in titles(before) if " " not in one}, shape
            assert len(titles(after)) >= len(titles(before)), shape
            tried += 1
    assert tried > 280


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("1. Read\n  2. Write\n  3. Print\n", "1. Read\n2. Write\n3. Print\n"),
        ("1. Read\n\n  2. Write\n     more\n", "1. Read\n\n2. Write\n   more\n"),
        (
            "1. Read\n  - [ ] a\n  - [ ] b\n\n    more\n  - [ ] c\n",
            "1. Read\n   - [ ] a\n   - [ ] b\n\n     more\n   - [ ] c\n",
        ),
        ("1. Read\n  1. a ~1w\n  2. b ~1w\n", "1. Read\n   1. a ~1w\n   2. b ~1w\n"),
        ("- Read\n - [ ] a\n - [ ] b\n- c\n", "- Read\n  - [ ] a\n  - [ ] b\n- c\n"),
        ("- Read\n - a\n - b\n", "- Read\n - a\n - b\n"),  # without boxes they would be notes
        ("- Read\n      - a\n        - b\n", "- Read\n  - a\n    - b\n"),
    ],
)
def test_what_is_not_nested_is_mended_with_what_follows_it(before: str, after: str) -> None:
    head = "# P\n\n## Goals\n\n### G\n\n"
    data = (head + before).encode()
    assert source_bytes(mended(compiled(data), data, DAY).compilation.source).decode() == head + after


@pytest.mark.parametrize(
    "text",
    [
        "\n\n---\nstart: 2026-09-01\n---\n", "Start: 2026-09-01\n", "I begin on 1 September 2026.\n",
        "The first day is Sept 1st, 2026\n", "Beginn: 1.9.2026\n", "Started 2026/09/01\n", "🛫 2026-09-01\n",
    ],
)  # fmt: skip
def test_no_other_first_day_than_the_one_in_the_text(text: str) -> None:
    plan = "# P\n\n## Goals\n\n### G\n\n- [ ] a ~2w\n"
    [plain] = [one for one in compiled(plan.encode()).diagnostics if one.code == "P409"]
    assert plain.fix is not None
    assert not plain.fix.safe
    for written in (f"{text}\n{plan}", f"{plan}\n## Notes\n\n{text}"):
        assert all(one.fix is None for one in compiled(written.encode()).diagnostics if one.code == "P409")
