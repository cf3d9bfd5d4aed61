"""A plan that is compiled again after edits comes out as if it had never been compiled before, to the byte."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import pytest

import needs
from edits import edited
from plainplan.compile import Compilation, compile_text
from plainplan.render import Options, render
from plainplan.render.fragment_cache import Pieces
from plainplan.source import Source
from plainplan.syntax import read
from plainplan.syntax.incremental import read_again
from plans import TODAY, random_plan
from plausible import plausible_plan

AS_OF = date.fromisoformat(TODAY)
EXAMPLES = [
    path.read_text("utf-8") for path in sorted((Path(__file__).parent.parent / "example-plans").glob("*.plan.md"))
]


def first_text(chance: random.Random) -> str:
    return random_plan(chance.randrange(1000)) if chance.random() < 0.5 else chance.choice(EXAMPLES)


@pytest.mark.parametrize("seed", range(needs.stress(60, 3000)))
def test_reading_after_edits_gives_the_same_document(seed: int) -> None:
    chance = random.Random(seed)
    text = first_text(chance)
    before = read(Source("p.plan.md", text))
    for _ in range(12):
        text = edited(text, chance)
        source = Source("p.plan.md", text)
        again = read_again(source, before)
        assert repr(again.document) == repr(read(source).document)
        assert sorted(map(repr, again.found)) == sorted(map(repr, read(source).found))
        if chance.random() < 0.8:
            before = again


@pytest.mark.parametrize("seed", range(needs.stress(40, 3000)))
def test_compiling_plausible_plans_after_edits_gives_the_same(seed: int) -> None:
    """Short, in every line end, with front matter that is cut off, never closed, or all that is left."""
    for text in (plausible_plan(seed), plausible_plan(seed + 100_000)):
        chance = random.Random(seed)
        before = compile_text("p.plan.md", text, AS_OF)
        for _ in range(6):
            text = edited(text, chance)
            before, fresh = compile_text("p.plan.md", text, AS_OF, before), compile_text("p.plan.md", text, AS_OF)
            assert before == fresh, text


@pytest.mark.parametrize(
    "left", ["---\nstart: 2026-11-01\n---", "---\n- [ ] a", "---\r\n- [ ] a", "---\n---", "---", ""]
)
def test_of_a_plan_only_its_front_matter_is_left(left: str) -> None:
    for text in (
        "---\nstart: 2026-11-01\n---\n- [ ] a\n",
        "---\nstart: 2026-11-01\n---\n## Goals\n- [ ] a",
        "- [ ] a\n",
    ):
        before = compile_text("p.plan.md", text.replace("\n", "\r\n" if "\r" in left else "\n"), AS_OF)
        assert compile_text("p.plan.md", left, AS_OF, before) == compile_text("p.plan.md", left, AS_OF)


@pytest.mark.parametrize("seed", range(needs.stress(12, 600)))
def test_building_after_edits_gives_the_same_page(seed: int) -> None:
    chance = random.Random(seed)
    text, pieces = first_text(chance), Pieces()
    before: Compilation | None = None
    for _ in range(10):
        text = edited(text, chance)
        again, fresh = compile_text("p.plan.md", text, AS_OF, before), compile_text("p.plan.md", text, AS_OF)
        assert repr(again) == repr(fresh)
        assert render(again, "html", Options(pieces=pieces)) == render(fresh, "html", Options())
        before = again


PLAN = "# Plan\n\n## Short-term goals\n\n### Learn ~4w\n\n![Map](map.png)\n\n- [ ] Read `one` ~1w\n- [ ] Write ~1w\n"


def page(text: str, options: Options) -> bytes:
    return render(compile_text("p.plan.md", text, AS_OF), "html", options)


def test_a_picture_that_changed_is_shown_as_it_is_now() -> None:
    pieces, pictures = Pieces(), iter((b"\x89PNG\r\n\x1a\nA", b"\x89PNG\r\n\x1a\nB"))
    options = Options(pieces=pieces, load_image=lambda _: next(pictures))
    first, second = page(PLAN, options), page(PLAN, options)
    assert first != second == page(PLAN, Options(load_image=lambda _: b"\x89PNG\r\n\x1a\nB"))


def test_other_marks_around_the_same_words_are_another_piece() -> None:
    pieces = Pieces()
    for marks in ("one", "`one`", "*one*", "**one**"):
        text = PLAN.replace("`one`", marks)
        assert page(text, Options(pieces=pieces)) == page(text, Options())


def test_another_language_keeps_nothing() -> None:
    pieces = Pieces()
    for lang in ("en", "de", "en"):
        text = f"---\nlang: {lang}\n---\n{PLAN}"
        assert page(text, Options(pieces=pieces)) == page(text, Options())


def test_a_look_with_templates_of_its_own_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "goal.html").write_text("<p>{{ plan.title }}: {{ goal.parts[-1].steps[0].line }}</p>\n")
    options = Options(str(tmp_path), pieces=Pieces())
    for text in (PLAN, PLAN.replace("# Plan", "# Other\n")):
        assert page(text, options) == page(text, options._replace(pieces=None))


def test_nothing_is_kept_that_the_last_page_did_not_show() -> None:
    pieces = Pieces()
    for number in range(50):
        page(PLAN.replace("Write", f"Write {number}"), Options(pieces=pieces))
    assert pieces.count == 3  # rows of the timeline and of its table, and cards; the goal holds a picture
