"""The patches of WeasyPrint lead to the pages that it makes without them, and are left out where they fail."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

import needs
from plainplan.compile import compile_text
from plainplan.plain import is_used
from plainplan.render import Options, pdf
from plainplan.render.pdf_worker import Pressed
from plainplan.render.weasyprint_70 import lines, versions
from test_examples import FOLDER

LAYOUT = """
import sys
from plainplan.render import pdf_layout, pdf_loading
from plainplan.render.weasyprint_70 import lines, patches, styles, versions
if sys.argv[1] == "long":
    versions.READ = {"weasyprint": "another"}
if sys.argv[1] == "not there":
    styles._style_pages_once = lambda: [patches.Patch(styles, "no_such_name", None)]
if sys.argv[1] == "failing":
    pdf_loading.load_weasyprint()
    lines._written_line = styles._is_fixed = lambda *arguments: 1 / 0
sys.stdout.buffer.write(pdf_layout.write_pdf(sys.stdin.buffer.read().decode()))
if sys.argv[1] == "which":
    from weasyprint.layout import inline
    sys.stdout.write(inline.get_next_linebox.__module__)
"""

HEAD = "---\nstart: 2026-09-01\nreview: weekly\n{more}---\n\n# A plan\n\n## Short-term goals\n\n"
STEPS = "".join(
    f"### Goal {goal}\n\nWhy *this* goal: see [the notes](notes.md).\n\n"
    + "".join(f"- [{' x-'[step % 3]}] Step {goal}-{step} of many ~{step + 1}d\n" for step in range(9))
    + "- [ ] A step that says more than fits beside its dates, and so goes on in a line of its own ~3d\n"
    + "  - Barrier: no time ~1w risk:20%\n    - Solution: ask for help\n\n"
    for goal in range(9)
)
LETTERS = "### Ça naïve\n\n- [ ] v\u0323ê\u0323te\u0301 l\u0308 “fi” ﬁ Ω Ж ~2d\n- [ ] 🙂 \u7532\u9aa8 \ue000 ~3d\n"
ARABIC = "### تعلم اللغة ~3m\n\n" + "".join(f"- [ ] اقرأ الكتاب {one} ~2w\n" for one in range(50))

PLANS = {
    "an example": (FOLDER / "nurse.plan.md").read_text("utf-8"),
    "many steps": HEAD.format(more="") + STEPS,
    "all kinds of letters": HEAD.format(more="") + LETTERS,
    "right to left": HEAD.format(more="lang: ar\n") + ARABIC,
}


class Word(NamedTuple):
    """A word on a page, and where it is."""

    letters: str
    left: float
    top: float


@pytest.fixture(autouse=True)
def _needed() -> None:
    needs.pango()
    needs.programs("pdftotext", "qpdf")
    import pydyf
    import tinyhtml5
    import weasyprint

    if {module.__name__: module.__version__ for module in (weasyprint, pydyf, tinyhtml5)} != versions.READ:
        pytest.skip("another WeasyPrint, or another part of it, than has been read: it is not patched")
    if not is_used("weasyprint"):
        pytest.skip("WeasyPrint is not patched")


def document(plan: str, look: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """What the layout of a plan's PDF begins with."""
    texts: list[str] = []

    def press(text: str, *_: object) -> Pressed:
        texts.append(text)
        return Pressed(b"", "")

    monkeypatch.setattr(pdf, "start", lambda: None)
    monkeypatch.setattr(pdf, "press", press)
    pdf.render_pdf(compile_text("a.plan.md", plan, date(2026, 11, 1)), Options(template=look))
    return texts[0]


def laid_out(text: str, way: str = "short") -> bytes:
    """In a process of its own, since the patches stay."""
    program = [sys.executable, "-c", LAYOUT, way]
    return subprocess.run(program, input=text.encode(), capture_output=True, check=True).stdout


def words(made: bytes) -> list[Word]:
    said = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=made, capture_output=True, check=True).stdout.decode()
    found = re.findall(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)"[^>]*>([^<]*)<|<(page) ', said)
    return [Word(page or letters, float(left or 0), float(top or 0)) for left, top, letters, page in found]


def inside(made: bytes, path: Path) -> list[bytes]:
    """The tags, what they say in place of a picture, the titles in the outline, and where links lead, in order."""
    path.write_bytes(made)
    program = ["qpdf", "--qdf", "--object-streams=disable", str(path), "-"]
    told = subprocess.run(program, capture_output=True, check=True).stdout
    return re.findall(rb"/S /\w+|/(?:Alt|Title|Dest|URI) [(<].*|/Type /Page\b", told)


@pytest.mark.parametrize("look", ["default", "sheet"])
@pytest.mark.parametrize("name", PLANS)
def test_they_lead_to_the_same_pages(name: str, look: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    text = document(PLANS[name], look, monkeypatch)
    short, long = laid_out(text), laid_out(text, "long")
    assert short != long
    ours, theirs = words(short), words(long)
    assert [word.letters for word in ours] == [word.letters for word in theirs]
    assert len(ours) > 20
    for one, other in zip(ours, theirs, strict=True):
        assert abs(one.top - other.top) < 0.01, (one, other)
        assert abs(one.left - other.left) < 6, (
            one,
            other,
        )  # WeasyPrint draws a tab a fortieth wider than it lays it out
    assert inside(short, tmp_path / "a.pdf") == inside(long, tmp_path / "b.pdf")


@pytest.mark.parametrize("way", ["not there", "failing"])
def test_where_one_does_not_work_there_are_none(way: str) -> None:
    text = "<html lang=en><style>p{white-space:pre}</style><title>A</title><p>some\nwords\nmore"
    assert laid_out(text, way) == laid_out(text, "long")
    assert laid_out(text) != laid_out(text, "long")


def test_the_page_about_them_names_each() -> None:
    from plainplan.render.pdf_loading import load_weasyprint
    from plainplan.render.weasyprint_70 import patches

    load_weasyprint()
    told = (Path(__file__).parent.parent / "docs" / "weasyprint.md").read_text("utf-8")
    named = {patch.name for patch in patches._wanted()}
    assert len(named) > 10
    assert {name for name in named if f"`{name}`" not in told} == set()


def test_they_are_taken() -> None:
    assert laid_out("<p>x", "which").endswith(b"plainplan.render.weasyprint_70.lines")


def test_columns_stand_where_their_tabs_say() -> None:
    from weasyprint.text.ffi import pango

    if pango.pango_version() < lines._TRUE_SIZES:
        pytest.skip("an old Pango, with which glyphs are drawn the long way")
    rows = "".join(f"{'x' * length}\tfact\n" for length in (1, 9, 20))
    made = laid_out(f"<style>pre{{tab-size:72mm;font-family:serif}}</style><html lang=en><pre>{rows}</pre>")
    lefts = [word.left for word in words(made) if word.letters == "fact"]
    assert len(lefts) == 3
    assert max(lefts) - min(lefts) < 0.2


def test_a_place_to_break_after_letters_that_are_drawn_closer() -> None:
    """Two corrections in a row, of the letter and of the break, stay two numbers."""
    styles = (
        "<style>@font-face{font-family:A;src:url(plainplan:fonts/default/display-latin.ttf)}"
        "p{font:20pt A;font-kerning:normal}</style>"
    )
    text = f"<html lang=de>{styles}<p>Rechtsschutzversicherungs\u200bgesellschaften AV\u200bAV To\u200bTo"
    for ours, theirs in zip(words(laid_out(text)), words(laid_out(text, "long")), strict=True):
        assert abs(ours.left - theirs.left) < 0.1, (ours, theirs)
