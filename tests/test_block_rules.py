"""Markdown's rules that a text has no sign for are left out of reading it, and it is read the same."""

from __future__ import annotations

import random

import pytest

from plainplan.source import Source
from plainplan.syntax import markdown

LINES = (
    *(
        "words",
        "two words ~3w",
        "",
        "",
        "# heading",
        "  ## heading ##",
        "===",
        "---",
        "- - -",
        "***",
        "_ _ _",
        "-\t-\t-",
    ),
    *("- item", "* item", "12) item", "1. [x] item", "-", "    code", "\tcode", "> quote", "> - item", ">", "lazy"),
    *("```", "~~~ text", "````", "| a | b |", "|---|:-:|", "a | b", "--|--", ":-:", "<div>", "<!-- a", "-->", "</div>"),
    *(
        "[a]: b",
        "[^1]: a note",
        "a[^1] b",
        "[a",
        "b]: c 'd'",
        "#\u00a0heading",
        "**bold** _and_ more",
        "a\\|b",
        "<a@b.c>",
    ),
)


def tokens(text: str) -> list[object]:
    source = Source("a.plan.md", text)
    return [token.as_dict() for token in markdown.Blocks(source, 0, len(source.line_starts)).tokens]


@pytest.mark.parametrize("seed", range(40))
def test_rules_without_a_sign_are_not_missed(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    pick = random.Random(seed)
    chosen = [pick.sample(LINES, pick.randint(2, 8)) for _ in range(25)]
    texts = [
        "\n".join(pick.choice(("", "", "  ", "> ", "- ", "   ")) + pick.choice(few) for _ in range(pick.randint(1, 12)))
        for few in chosen
    ]
    quick = [tokens(text) for text in texts]
    assert any(markdown._needless(text) for text in texts)
    monkeypatch.setattr(markdown, "_needless", lambda text: frozenset())
    for text, found in zip(texts, quick, strict=True):
        assert tokens(text) == found, text
