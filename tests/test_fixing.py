"""`plan check --fix` on plans with slips in them: what was meant comes back, and nothing else changes."""

from __future__ import annotations

import json
import random
import re
from datetime import date
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from plainplan.compile import Compilation, compile_bytes
from plainplan.diagnostics import Severity
from plainplan.fixes import mended, safe_fixes, source_bytes
from plans import TODAY, random_plan
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
    assert not safe_fixes(after)
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
