"""Footnotes are numbered, are no part of titles, and stand where the part of the plan ends that refers to them."""

from __future__ import annotations

from datetime import date

import pytest

from plainplan.compile import Compilation, compile_text
from plainplan.diagnostics import with_edits
from plainplan.model import Kind
from plainplan.prose import Footnotes
from plainplan.render import Options, render

HEAD = "---\nstart: 2026-11-01\nlang: en\n---\n\n# T\n\n"
FEES = "[^1]: https://example.org/fees"


def compiled(text: str) -> Compilation:
    return compile_text("a.plan.md", HEAD + text, date(2026, 11, 1))


def page(made: Compilation, kind: str = "html") -> str:
    return render(made, kind, Options()).decode()


def steps(made: Compilation) -> list[tuple[str, str]]:
    return [(thing.title, thing.id) for thing in made.plan.things if thing.kind is Kind.STEP]


@pytest.mark.parametrize("label", ["1", "fees", "a-b", "^x", "ä", "2027-01", "note:1", "~2w", "@sam"])
@pytest.mark.parametrize("note", ["https://example.org/fees", "see **there** ~3w ^x", "due:2027-01-15\n    and more"])
def test_a_mark_is_no_part_of_a_title(label: str, note: str) -> None:
    made = compiled(
        f"## Goals\n\n### A ~4w\n\n- [ ] one [^{label}] ~1w\n- [ ] two[^{label}] ~1w\n\n[^{label}]: {note}\n"
    )
    assert not made.has_errors
    assert steps(made) == [("one", "one"), ("two", "two")]
    html = page(made)
    assert html.count('id="note-1"') == 1
    assert html.count('href="#note-1"') >= 2
    assert note.split()[0] in html


@pytest.mark.parametrize(
    "title",
    ["[^1] one ~1w", "one ~1w [^1]", "**one**[^1] ~1w", "one ~1w[^1]", "*one [^1]* ~1w"],
)
def test_a_mark_stands_anywhere(title: str) -> None:
    made = compiled(f"## Goals\n\n### A ~4w\n\n- [ ] {title}\n\n{FEES}\n")
    assert not made.has_errors
    [(shown, _)] = steps(made)
    assert shown.removesuffix("~1w").strip() == "one"


def test_a_barriers_word_is_read_before_a_mark() -> None:
    made = compiled(f"## Goals\n\n### A ~4w\n\n- [ ] one ~1w\n- Barrier: money [^1] ~1w\n\n{FEES}\n")
    assert [barrier.title for barrier in made.plan.barriers] == ["money"]


def test_notes_are_numbered_as_they_are_referred_to() -> None:
    made = compiled("See[^b] and[^a], and[^b].\n\n## Goals\n\n### A[^c] ~4w\n\n[^a]: one\n[^b]: two\n[^c]: three\n")
    assert [(node.note.number, len(node.note.blocks)) for node in made.document.notes] == [(1, 1), (2, 1), (3, 1)]
    held = [[note.number for note in part.notes] for section in made.plan.sections for part in section.body
            if isinstance(part, Footnotes)]  # fmt: skip
    assert held == [[1, 2], [3]]


@pytest.mark.parametrize(
    "section", ["## Goals", "## Notes", "## Self-assessment", "## Occupations", "## Check-ins", "## Someday", "## Why"]
)
def test_notes_are_shown_in_every_kind_of_section(section: str) -> None:
    goals = "## Goals\n\n### A ~4w\n\n- [ ] one ~1w\n\n## Notes\n\nMore.\n\n"
    text = f"{section}\n\nText with a mark[^1].\n\n{goals}[^1]: the small print\n"
    html = page(compiled(text))
    assert html.count("the small print") == 1
    assert html.index('href="#note-1"') < html.index('id="note-1"')


def test_a_note_under_the_title_is_shown() -> None:
    html = page(
        compiled(f"Why: steady work[^1].\n\nMore[^2].\n\n## Goals\n\n### A ~4w\n\n- [ ] one ~1w\n\n{FEES}\n[^2]: two\n")
    )
    assert html.count('id="note-1"') == html.count('id="note-2"') == 1


def test_a_note_may_hold_anything_and_none_of_it_is_work() -> None:
    made = compiled(
        "See[^1].\n\n[^1]: a list\n\n    - [ ] two ~1w\n\n    > quoted\n\n## Goals\n\n### A ~4w\n\n- [ ] one ~1w\n"
    )
    assert steps(made) == [("one", "one")]
    assert not made.has_errors
    assert "quoted" in page(made)


@pytest.mark.parametrize("text", ["[^1]: nobody asks", "See[^1].\n\n[^1]: one\n[^1]: two", "> [^1]: quoted"])
def test_notes_that_reach_no_output_are_told(text: str) -> None:
    made = compiled(f"{text}\n\n## Goals\n\n### A ~4w\n\n- [ ] one ~1w\n")
    [found] = [one for one in made.diagnostics if one.code == "P130"]
    assert found.fix is not None
    after = compile_text("a.plan.md", with_edits(made.source, found.fix.edits).text, date(2026, 11, 1))
    assert "P130" not in {one.code for one in after.diagnostics}
    assert not after.has_errors


def test_a_mark_without_a_note_is_text() -> None:
    made = compiled("## Goals\n\n### A ~4w\n\n- [ ] one [^1] ~1w\n")
    assert steps(made) == [("one [^1]", "one-1")]
    assert not made.has_errors


@pytest.mark.parametrize(
    "title", ["[read ~2w due:2027-01-15 ^x @sam](https://example.org)", "[read ~2w][a]", "[**read** (6 weeks)](b.md)"]
)
def test_no_tag_is_read_in_a_links_text(title: str) -> None:
    made = compiled(f"## Goals\n\n### A ~4w\n\n- [ ] {title} ~1w\n\n[a]: https://example.org\n")
    assert [thing.id for thing in made.plan.things if thing.named] == []
    assert not made.has_errors
    assert "P103" not in {one.code for one in made.diagnostics}
    assert made.plan.things[1].title.startswith("read")


@pytest.mark.parametrize(
    "title",
    [
        "[[read ~2w|due:2027-01-15]]",
        "[[read ~2w ^x @sam #y]] it",
        "![[read #page.pdf]]",
        "[[a ~2w]] and [[b ~3w]]",
        "[[#x]]",
    ],
)
def test_no_tag_is_read_in_a_note_taking_programs_links(title: str) -> None:
    made = compiled(f"## Goals\n\n### A ~4w\n\n- [ ] {title} ~1w @ann\n")
    (step,) = (thing for thing in made.plan.things if thing.estimate and thing.estimate.text == "~1w")
    assert (step.title, step.who, step.labels, step.named) == (title, ("ann",), (), False)
    assert not made.has_errors
    assert "P103" not in {one.code for one in made.diagnostics}


@pytest.mark.parametrize("title", ["[[read]", "[read]]", "[[]] x", "[[a [b]] c"])
def test_other_brackets_are_text(title: str) -> None:
    made = compiled(f"## Goals\n\n### A ~4w\n\n- [ ] {title} due:2027-01-15 ~1w\n")
    assert made.plan.things[1].title == title
    assert made.plan.things[1].due
