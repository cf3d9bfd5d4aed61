"""Plain front matter is read without a YAML parser, and as one would read it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plainplan.diagnostics import Diagnostic
from plainplan.source import Source
from plainplan.syntax import parse
from plainplan.syntax.frontmatter import _entries, _plain_entries

KEYS = (
    "author",
    "start",
    "away",
    "y",
    "null",
    "a-b",
    "a_b",
    "A1",
    "-a",
    "1a",
    "ä",
    "a b",
    "a:b",
    "? a",
    "<<",
    "k" * 64,
)
VALUES = (
    "Jo Rivera", "2026-09-01", "weekly on sunday", "8h/week", "Zoë (she), 1.5+2", "mon-fri", "no", "null", "1e3",
    "0x1F", "12:30:00", "~", "",
    "a: b", "a #b", "a # b", "'a'", '"a"', "a'b", "a’b’", "- a", "a -", "a - b", "-a", "[a]",
    "a, b", "{a}", "&a", "*a", "!a", "|", ">", "%a", "@a", "`a", "a\tb", "a\x0bb", "a\x85b", "a\u2028b",
    "a\ufeffb", "٣ days", "日本", "𝒜bc",
    "a\u0301", "\ud800", "a\x07", "---", "...", "a ---", "x" * 2000,
)  # fmt: skip
LINES = st.one_of(
    st.builds("{}{}{}{}".format, st.sampled_from(KEYS), st.sampled_from((": ", ":", ":  ", " : ", ":\t")),
              st.sampled_from(VALUES), st.sampled_from(("", " ", "   ", "\t", " # c", ":"))),
    st.sampled_from(("", " ", "\t", "# a comment", "  - item", "- item", "  - 2", "   - a b ", "-  x,y", "  more")),
    st.sampled_from(("a: [x, y z ,w]", "b: [ 1..2 ]  ", "c: [a,]", "d:", "d: ", "more", "...", "key:")),
    st.text("ab:# -\t\"'[]{},.&*!|>%@`0ä\u2028\x85\x0b", max_size=12),
)  # fmt: skip
texts = st.lists(st.tuples(LINES, st.sampled_from(("\n", "\r\n", "\r"))), max_size=6).map(
    lambda lines: "".join(line + end for line, end in lines)
)


@given(texts, st.integers(0, 9))
def test_plain_lines_are_what_yaml_says(text: str, start: int) -> None:
    plain = _plain_entries(text, start)
    if plain is not None:
        found: list[Diagnostic] = []
        assert plain == _entries(text, start, found)
        assert found == []


@pytest.mark.parametrize("value", [value for value in VALUES if value.strip() == value])
def test_each_value_alone_and_between_others(value: str) -> None:
    for text in (f"key: {value}\n", f"first: 1\nkey: {value}  \r\n\nlast: a b\n"):
        plain = _plain_entries(text, 4)
        if plain is not None:
            assert plain == _entries(text, 4, [])


def test_what_most_plans_have_is_plain() -> None:
    text = "author: Jo Rivera\nstart: 2026-09-01\n\nreview: weekly on sunday\npace: 8h/week  \nworkdays: mon,wed,fri\n"
    assert [entry.values[0].text for entry in _plain_entries(text, 4) or ()] == [
        "Jo Rivera", "2026-09-01", "weekly on sunday", "8h/week", "mon,wed,fri",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "away:\n  - 2026-10-24..2026-11-01\n  - 2026-12-19\ncurrency: EUR\n",
        "workdays: [mon, tue ,wed]\nremind: [1w, 1d]  \n",
        "partner: Quelqu’un\naway: [l’été, O'Hara & co]\n",
        "ignore:\n- P204\n- P205\n\n",
        "a: 1\naway:\n\n    - x y\n\n    - z \n",
    ],
)
def test_plain_lists_need_no_parser(text: str) -> None:
    for end in ("\n", "\r\n"):
        plain = _plain_entries(text.replace("\n", end), 4)
        assert plain is not None
        assert plain == _entries(text.replace("\n", end), 4, [])


@pytest.mark.parametrize(
    "text",
    [
        "a: 1\na: 2\n",
        "a:\n",
        "a: 'x'\n",
        "a: x # y\n",
        "away:\n  - 2026-01-01\n   - 2\n",
        "a: b: c\n",
        "a: [b: 1]\n",
        "a: []\n",
    ],
)
def test_all_else_is_left_to_a_parser(text: str) -> None:
    assert _plain_entries(text, 0) is None


@pytest.mark.parametrize(("value", "loaded"), [("Jo Rivera", False), ("'Jo Rivera'", True)])
def test_the_parser_is_loaded_where_it_is_needed(value: str, loaded: bool, tmp_path: Path) -> None:
    plan = tmp_path / "a.plan.md"
    plan.write_text(f"---\nauthor: {value}\n---\n\n# A plan\n", "utf-8")
    program = "import sys; from plainplan.cli import run; run(sys.argv[1:]); print('yaml' in sys.modules)"
    command = [sys.executable, "-c", program, "check", str(plan), "-q"]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()[-1] == str(loaded)


@pytest.mark.parametrize("keys", [1, 3, 200])
def test_what_never_ends_ends_below_its_keys(keys: int) -> None:
    """Else its keys are read as one paragraph: ten megabytes of them took most of a minute."""
    source = Source("a.plan.md", "---\n" + "key: some words\n" * keys + "# Title\n\ntext\n")
    document, [found] = parse(source)
    assert found.message == "the front matter begins here and never ends"
    assert (found.fix is not None) == (keys < 100)
    assert [source.text[slice(*node.span)].rstrip() for node in document.nodes] == ["# Title", "text"]
