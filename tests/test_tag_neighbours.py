"""Near each tag's grammar nothing ends a command: whatever is written there is read, or told."""

from __future__ import annotations

from datetime import date

import pytest

from needs import stress
from one_input import try_one, try_parse
from plainplan.compile import compile_text
from plainplan.syntax.outcome import Unread
from plainplan.syntax.tags import TAGS, read_tag
from tag_neighbours import GRAMMARS, PLACES, SETTINGS, all_neighbours, in_place, neighbours, random_neighbour
from tag_neighbours import with_settings as settings_of

ALL = all_neighbours()


def test_every_tag_is_among_them() -> None:
    read = [read_tag("".join(parts)) for parts in GRAMMARS]
    assert all(one is not None and not isinstance(one, Unread) and one.trouble is None for one in read)
    assert {one.kind.key for one in read if one is not None and not isinstance(one, Unread)} == {
        kind.key for kind in TAGS
    }


@pytest.mark.parametrize("word", ["~2//3w", "~//w", "~2/", "~/2/3w", "~2//w", "~2w//3w", "~2-/3/4w", "~2/3/"])
def test_an_empty_middle(word: str) -> None:
    for place in PLACES:
        try_one(in_place(place, word).encode())
    for parts in SETTINGS:
        try_one(settings_of("".join(parts[:2]) + word).encode())


@pytest.mark.parametrize("parts", GRAMMARS, ids="".join)
def test_each_word_by_itself(parts: tuple[str, ...]) -> None:
    for word in neighbours(parts):
        if word.strip():
            read_tag(word)


@pytest.mark.parametrize("place", PLACES)
def test_in_every_place(place: str) -> None:
    for word in ALL[:: stress(5, 1)]:
        try_parse(in_place(place, word).encode("utf-8", "surrogatepass"))
    for word in ALL[:: stress(41, 1)]:
        try_one(in_place(place, word).encode("utf-8", "surrogatepass"))


def test_in_the_front_matter() -> None:
    for line in all_neighbours(SETTINGS)[:: stress(7, 1)]:
        try_one(settings_of(line).encode())


def test_several_parts_at_once() -> None:
    for seed in range(stress(100, 5000)):
        try_one(random_neighbour(seed).encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize("word", ["done:101%", "done:-1%", "done:half%", "done:%"])
def test_what_cannot_be_read_is_not_called_idle_as_well(word: str) -> None:
    made = compile_text("a.plan.md", f"# T\n\n## Goals\n\n### A\n\n- [ ] one ~1w {word}\n", date(2026, 11, 1))
    assert "P223" not in {one.code for one in made.diagnostics}
