"""Texts that others collected: each compiles without an exception, and every word of it is in the page."""

from __future__ import annotations

import json
import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from markdown_it import MarkdownIt

from plainplan.compile import Compilation, compile_text
from plainplan.render import Options, render

CORPORA = Path(__file__).parent / "corpora"
TODAY = date(2026, 11, 1)
WORD = re.compile(r"\w+")
COMMENT = re.compile(r"<!--.*?-->")
FRONT_MATTER = 96
"""The one example that means something else in a plan: it opens with `---`, a line of text and `---`."""


def load(name: str) -> list[Any]:
    return list(json.loads((CORPORA / name).read_text("utf-8")))


EXAMPLES = load("commonmark.json")
STRINGS: list[str] = load("naughty-strings.json")


class Words(HTMLParser):
    """The words that a reader of a page sees, titles and alternative texts of pictures among them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in ("style", "script")
        self.pieces += [value for name, value in attrs if name in ("alt", "title") and value]

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in ("style", "script")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.pieces.append(data)


def words(html: str) -> set[str]:
    reader = Words()
    reader.feed(html)
    reader.close()
    return set(WORD.findall(" ".join(reader.pieces)))


def page(text: str) -> set[str]:
    return words(render(compile_text("corpus.md", text, TODAY), "html", Options()).decode())


def test_corpora_are_whole() -> None:
    assert len(EXAMPLES) == 652
    assert len(STRINGS) == 485


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: str(example["number"]))
def test_commonmark_example(example: dict[str, Any]) -> None:
    missing = words(example["html"]) - page(example["markdown"])
    assert missing == ({"Foo"} if example["number"] == FRONT_MATTER else set())


class Slot(NamedTuple):
    """A place where text can stand: a plan that ends there, and a line with `%` for the text."""

    before: str
    line: str

    def plan(self, strings: list[str]) -> str:
        return self.before + "".join(self.line.replace("%", string) + "\n" for string in strings)


TABLE = "| Occupation | Stage | Cons |\n| --- | --- | --- |"
SLOTS = {
    "paragraph": Slot("# Plan\n\n", "%\n"),
    "section": Slot("# Plan\n\n", "## About %\n"),
    "goal": Slot("# Plan\n\n## Goals\n\n", "### Goal %\n"),
    "step": Slot("# Plan\n\n## Goals\n\n### Goal ~6m\n\n", "- [ ] Step %"),
    "tagged step": Slot("# Plan\n\n## Goals\n\n### Goal ~6m\n\n", "- [x] % ~2d"),
    "note": Slot("# Plan\n\n## Goals\n\n### Goal ~6m\n\n- [ ] Step ~2w\n", "  - note %"),
    "barrier": Slot("# Plan\n\n## Goals\n\n### Goal ~6m\n\n- [ ] Step ~2w\n", "- Barrier: %"),
    "solution": Slot("# Plan\n\n## Goals\n\n### Goal ~6m\n\n- [ ] Step ~2w\n- Barrier: none\n", "  - Solution: %"),
    "trait": Slot("# Plan\n\n## Self-assessment\n\n", "- Values: %"),
    "occupation": Slot(f"# Plan\n\n## Occupations\n\n{TABLE}\n", "| % | chosen | % |"),
    "someday": Slot("# Plan\n\n## Someday\n\n", "- %"),
    "check-in": Slot("# Plan\n\n## Check-ins\n\n", "- 2026-01-01 @sam: %"),
}


@pytest.mark.parametrize("slot", SLOTS)
def test_naughty_strings(slot: str) -> None:
    """Every word of every string, comments aside, which are never shown."""
    text = SLOTS[slot].plan(STRINGS)
    reference = MarkdownIt("commonmark", {"html": False, "maxNesting": 200}).enable(["table", "strikethrough"])
    of_strings = words(reference.render(COMMENT.sub("", text))) - set(WORD.findall(SLOTS[slot].plan([""])))
    assert of_strings - page(text) == set()
    assert len(of_strings) > 500


@pytest.mark.parametrize("key", ["title", "author", "partner", "currency"])
def test_naughty_settings_are_kept(key: str) -> None:
    for string in STRINGS:
        made = setting(key, string)
        assert made.has_errors or getattr(made.plan.settings, key) == (string.strip() or None)


@pytest.mark.parametrize(
    "key", ["start", "finish", "review", "pace", "focus", "workdays", "away", "remind", "lang", "ignore"]
)
def test_naughty_settings_are_read_or_told(key: str) -> None:
    """What a setting cannot be is an error at its place, and the setting keeps its default."""
    default = compile_text("corpus.md", "# Plan\n", TODAY).plan.settings
    for string in STRINGS:
        made = setting(key, string)
        if made.has_errors:
            assert getattr(made.plan.settings, key) == getattr(default, key)


def setting(key: str, value: str) -> Compilation:
    return compile_text("corpus.md", f"---\n{key}: {json.dumps(value, ensure_ascii=False)}\n---\n\n# Plan\n", TODAY)
