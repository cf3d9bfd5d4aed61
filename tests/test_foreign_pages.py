"""Pages in languages without a catalogue: whose words are in which language, and what is written from the right."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

import needs
from compiling import compiled
from page_plans import ARABIC
from plainplan.render import Options
from plainplan.render.html import render_html
from plainplan.render.pdf import render_pdf
from plainplan.view import build_view

ISOLATES = "\N{FIRST STRONG ISOLATE}\N{POP DIRECTIONAL ISOLATE}"

DUTCH = """---
lang: nl
start: 2026-09-01
---
# Piano leren spelen

Een tekst.

## Goals

### Een wals spelen ~6m

- [ ] Een leraar zoeken ~2w
- [ ] Spelen ~5w cost:1200.5
"""


def test_the_page_says_whose_words_are_in_which_language() -> None:
    page = render_html(compiled(DUTCH))
    assert '<html lang="en" dir="ltr">' in page
    assert '<h1><span lang="nl">Piano leren spelen</span></h1>' in page
    assert '<p lang="nl">Een tekst.</p>' in page
    assert re.search(r'<strong class="nb" lang="nl">\d+ [a-z]+ 202\d</strong>', page)
    assert "weken" not in page
    assert "2 weeks" in page


@pytest.mark.parametrize("lang", ["en", "de", "de-AT", "en-US"])
def test_a_page_in_one_language_marks_nothing(lang: str) -> None:
    page = render_html(compiled(DUTCH.replace("lang: nl", f"lang: {lang}")))
    assert f'<html lang="{lang}" dir="ltr">' in page
    assert set(re.findall(r'lang="([^"]*)"', page)) <= {lang, "en"}  # findings are in English


def test_only_findings_that_are_said_in_english_bear_that_on_a_german_page(monkeypatch: pytest.MonkeyPatch) -> None:
    german = DUTCH.replace("lang: nl", "lang: de")
    page = render_html(compiled(german))
    assert '<p class="said">' in page
    assert '<p class="said" lang="en">' not in page
    monkeypatch.setattr("plainplan.words.translated.Translated.knows", lambda self, text: not text)
    assert '<p class="said" lang="en">' in render_html(compiled(german))


def test_an_unknown_language_is_on_no_page() -> None:
    assert 'lang="zz"' not in render_html(compiled(DUTCH.replace("lang: nl", "lang: zz")))


def test_what_is_written_from_the_right_keeps_together() -> None:
    page = render_html(compiled(ARABIC))
    assert '<html lang="en" dir="rtl">' in page
    assert "\N{FIRST STRONG ISOLATE}" in page
    for left_to_right in (DUTCH, DUTCH.replace("lang: nl", "lang: de")):
        assert "\N{FIRST STRONG ISOLATE}" not in render_html(compiled(left_to_right))


def test_an_arabic_pdf(tmp_path: Path) -> None:
    needs.pango()
    needs.programs("pdftotext", "fc-list")
    if not subprocess.run(["fc-list", ":lang=ar"], capture_output=True, check=True).stdout:
        pytest.skip("needs a font with Arabic letters")
    made = tmp_path / "a.pdf"
    made.write_bytes(render_pdf(compiled(ARABIC), Options()))
    words = words_of(made)
    # Letters are told as they stand on the paper, from left to right.
    day, month, year = build_view(compiled(ARABIC)).masthead.date.strip(ISOLATES).split()
    assert words[year] < words[month[::-1]] < words[day]
    assert max(words["Now"]) > 0.88  # a heading ends at the right margin
    assert words["Against"] < words["Why"]


def test_english_in_an_arabic_pdf_reads_from_left_to_right(tmp_path: Path) -> None:
    needs.pango()
    needs.programs("pdftotext")
    late = ARABIC.split("---")[0:2]
    text = "---".join((*late, "\n# خطة\n\n## Goals\n\n### تعلم اللغة ~3m\n\n- [ ] اقرأ الكتاب ~2w\n- [ ] تدرب ~2w\n"))
    made = tmp_path / "a.pdf"
    made.write_bytes(render_pdf(compiled(text), Options()))
    raw = subprocess.run(["pdftotext", "-layout", made, "-"], capture_output=True, encoding="utf-8", check=True).stdout
    assert re.search(r"\d+ days overdue", raw)
    assert "0 of 2" in raw


def words_of(pdf: Path) -> dict[str, tuple[float, float]]:
    """Where each word of the first page begins and ends, as parts of the page's width; the first of a kind."""
    made = subprocess.run(
        ["pdftotext", "-bbox", "-l", "1", pdf, "-"], capture_output=True, encoding="utf-8", check=True
    )
    page = re.search(r'<page width="([\d.]+)"', made.stdout)
    assert page
    found: dict[str, tuple[float, float]] = {}
    for left, right, word in re.findall(r'xMin="([\d.]+)" [^>]*xMax="([\d.]+)" [^>]*>([^<]*)<', made.stdout):
        found.setdefault(word.strip(".,"), (float(left) / float(page[1]), float(right) / float(page[1])))
    return found
