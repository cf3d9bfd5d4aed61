"""Rows of the road on paper, in every script: a name, its date and its note stand beside their own bar."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

import needs
from plainplan.compile import Compilation, compile_text
from plainplan.render import Options
from plainplan.render.pdf import render_pdf
from plainplan.view import build_view
from test_paper import Pdf, Word

NAMES = {
    "en": "Learn the basics of pottery",
    "ru": "Изучить основы гончарного дела",
    "el": "Μάθε τα βασικά της κεραμικής",
    "he": "ללמוד את יסודות הקדרות",
    "ar": "تعلم أساسيات صناعة الفخار",
    "vi": "Học những điều cơ bản về gốm",
    "zh": "学习陶艺的基础知识",
    "ja": "陶芸の基本を学ぶ",
    "ko": "도자기 기초 배우기",
    "th": "เรียนรู้พื้นฐานการปั้นดินเผา",
    "hi": "मिट्टी के बर्तन बनाना सीखें",
}
ROWS = 40
POINTS = 72 / 25.4


def plan(lang: str) -> str:
    """Forty goals, each with a name that begins with its number, and a promised day, which is a note beside its bar."""
    goals = (f"### x{n:02} {NAMES[lang]} ~{n}w due:2027-{1 + n // 4:02}-10\n\nSo it is.\n" for n in range(1, ROWS + 1))
    return f"---\nlang: {lang}\nstart: 2026-12-01\n---\n\n# Plan: {NAMES[lang]}\n\n## Goals\n\n" + "\n".join(goals)


def compiled(lang: str) -> Compilation:
    return compile_text("a.plan.md", plan(lang), date(2026, 11, 1))


def rows_in(folder: Path, lang: str, look: str) -> list[tuple[float, float]]:
    """For each row of the road on the first page the middles of its name's number and of its date."""
    needs.pango()
    needs.programs("pdftotext")
    path = folder / f"{lang}.pdf"
    path.write_bytes(render_pdf(compiled(lang), Options(template=look)))
    words = [word for word in Pdf(path, (0, 0), 0).words() if word.page == 1]
    names: dict[int, Word] = {}
    for word in words:
        if word.left < 250 and re.fullmatch(r"x\d\d", word.text.lower()):
            names[int(word.text[1:])] = word  # the last time is in the road, which stands below
    digits = [word for word in words if 150 < word.left < 260 and re.search(r"\d", word.text)]
    rows = sorted(map(middle, names.values()))
    dates = [middle(word) for word in digits if word not in names.values()]
    return [(row, nearest(row, dates)) for row in rows]


def nearest(row: float, places: Sequence[float]) -> float:
    return row + min((place - row for place in places), key=abs)


def middle(word: Word) -> float:
    return (word.top + word.bottom) / 2


def drift(places: Sequence[float], row: float) -> float:
    """By how much any of these places is away from where it stands if all rows are of that height."""
    return max(abs(place - places[0] - index * row) for index, place in enumerate(places))


@pytest.mark.parametrize("lang", NAMES)
def test_names_and_dates_stand_beside_their_bars(lang: str, tmp_path: Path) -> None:
    sheet = build_view(compiled(lang), paper="a4").road.sheets[0]
    rows = rows_in(tmp_path, lang, "default")
    assert drift([name for name, _ in rows], sheet.row * POINTS) < 0.5
    assert max(abs(name - dated) for name, dated in rows) < sheet.row * POINTS / 2


@pytest.mark.parametrize("lang", NAMES)
def test_rows_of_the_sheet_are_of_one_height(lang: str, tmp_path: Path) -> None:
    names = [name for name, _ in rows_in(tmp_path, lang, "sheet")]
    assert len(names) > ROWS / 2
    assert drift(names, (names[-1] - names[0]) / (len(names) - 1)) < 0.5


@pytest.mark.parametrize("lang", ["ja", "th"])
def test_notes_stand_beside_their_bars(lang: str) -> None:
    sheet, *_ = build_view(compiled(lang), paper="a4").road.sheets
    assert sheet.apart
    places = [note.y for note in sheet.notes]
    assert len(places) > ROWS / 4
    assert all(round(place / sheet.row, 3) == round(place / sheet.row) for place in places)
