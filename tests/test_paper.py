"""The extremes on paper: the first page is the whole plan, the last one the sheet, and no word leaves its page."""

from __future__ import annotations

import random
import re
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

import needs
from plainplan.compile import compile_text
from plainplan.render import Options
from plainplan.render.pdf import render_pdf
from plainplan.view import build_view
from test_examples import EXAMPLES, FOLDER

HEAD = "---\nstart: 2026-09-01\nreview: weekly\nauthor: Jo Rivera\n---\n\n# {title}\n\n## Short-term goals\n"


def goal(name: str, length: str, *steps: str) -> str:
    return f"\n### {name} ~{length}\n\n" + "".join(f"- {step}\n" for step in steps)


def plan(*goals: str, title: str = "A plan", head: str = HEAD) -> str:
    return head.format(title=title) + "".join(goals)


BARRIERS = "".join(
    f"  - Barrier: trouble {one} ~{one + 1}w risk:30%\n    - Solution: cure {one}\n" for one in range(12)
)
LONG = "an endless title of many words that goes on and on " * 4
EXTREMES = {
    "one step": plan(goal("Read", "2w", "[ ] Read the book ~2w")),
    "nothing": "",
    "500 steps": plan(
        *(goal(f"Goal {one}", "1y", *(f"[ ] Step {one}-{n} ~1w" for n in range(10))) for one in range(50))
    ),
    "80 goals": plan(*(goal(f"Goal {one}", "1y") for one in range(80))),
    "3 days beside 30 years": plan(goal("Short", "3d", "[ ] Do it ~3d"), goal("Long", "30y", "[ ] Begin ~2w")),
    "long titles": plan(goal(LONG, "1y", f"[ ] {LONG} ~2w", f"[ ] {'W' * 200} ~2w"), title=LONG),
    "one emoji": plan(goal("🎯", "3m", "[ ] 🙂 ~2w"), title="🌱"),
    "right to left": plan(
        goal("تعلم اللغة", "3m", "[ ] اقرأ الكتاب ~2w @سلمى", "[ ] تدرب كل يوم ~2w"),
        title="خطة جديدة",
        head=HEAD.replace("start", "lang: ar\nstart"),
    ),
    "no dates": "# A plan\n\n## Goals\n\n### Read\n\n- [ ] Find a book\n- [ ] Read it\n",
    "all done": plan(goal("Read", "2w", *(f"[x] Chapter {one} ~1d done:2026-09-{one:02}" for one in range(1, 20)))),
    "all late": plan(goal("Read", "2w", *(f"[ ] Chapter {one} ~1d due:2026-09-{one:02}" for one in range(1, 20)))),
    "12 barriers": plan(goal("Read", "3m", f"[ ] Read the book ~2w\n{BARRIERS.rstrip()}", "[ ] Tell of it ~1w")),
}


def any_plan(seed: int) -> str:
    """Goals and steps by chance: few or many, with short and long names, done, late, barred."""
    pick = random.Random(seed)

    def name() -> str:
        return " ".join(pick.choice(("read", "Write", "MEASURE", "überlegen", "a")) for _ in range(pick.randint(1, 30)))

    def step() -> str:
        barred = f"\n  - Barrier: {name()} ~2w" if pick.random() < 0.2 else ""
        return f"[{pick.choice(' x-/')}] {name()} ~{pick.randint(1, 400)}d{barred}"

    goals = (goal(name(), f"{pick.randint(1, 20)}y", *(step() for _ in range(pick.randint(0, 12)))) for _ in range(9))
    return plan(*goals, title=name())


class Word(NamedTuple):
    page: int
    left: float
    top: float
    right: float
    bottom: float
    text: str


class Pdf(NamedTuple):
    path: Path
    size: tuple[float, float]
    pages: int

    def words(self) -> Iterator[Word]:
        made = told("pdftotext", "-bbox", str(self.path), "-")
        for page, part in enumerate(made.split("<page ")[1:], 1):
            for found in re.finditer(r'xMin="(\S+)" yMin="(\S+)" xMax="(\S+)" yMax="(\S+)">(.*?)</word>', part):
                left, top, right, bottom = (float(found[place]) for place in (1, 2, 3, 4))
                yield Word(page, left, top, right, bottom, found[5])

    def text(self, page: int) -> str:
        return told("pdftotext", "-raw", "-f", str(page), "-l", str(page), str(self.path), "-")


def told(*command: str) -> str:
    return subprocess.run(command, capture_output=True, check=True, timeout=60).stdout.decode("utf-8", "replace")


def printed(text: str, paper: str, folder: Path) -> Pdf:
    needs.pango()
    needs.programs("pdftotext", "pdfinfo")
    path = folder / "plan.pdf"
    path.write_bytes(render_pdf(compile_text("a.plan.md", text, date(2026, 11, 1)), Options(paper=paper)))
    facts = dict(line.split(":", 1) for line in told("pdfinfo", str(path)).splitlines() if ":" in line)
    width, _, height = facts["Page size"].split()[:3]
    return Pdf(path, (float(width), float(height)), int(facts["Pages"]))


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("name", EXTREMES)
def test_no_word_leaves_its_page(name: str, paper: str, tmp_path: Path) -> None:
    check_pages(printed(EXTREMES[name], paper, tmp_path))


@pytest.mark.parametrize("seed", range(6))
def test_nor_in_any_plan(seed: int, tmp_path: Path) -> None:
    check_pages(printed(any_plan(seed), "a4" if seed % 2 else "letter", tmp_path))


@pytest.mark.parametrize("name", EXAMPLES)
def test_nor_in_the_examples_on_letter_paper(name: str, tmp_path: Path) -> None:
    pdf = printed((FOLDER / f"{name}.plan.md").read_text("utf-8"), "letter", tmp_path)
    check_pages(pdf)
    assert "Finishes" in pdf.text(1)


def check_pages(pdf: Pdf) -> None:
    width, height = pdf.size
    words = list(pdf.words())
    outside = [
        word
        for word in words
        if word.left < 36 or word.top < 12 or word.right > width - 36 or word.bottom > height - 12
    ]
    assert not outside
    assert {word.page for word in words} == set(range(1, pdf.pages + 1))


WITH_A_ROAD = sorted(set(EXTREMES) - {"nothing", "no dates", "right to left"})


@pytest.mark.parametrize("name", WITH_A_ROAD)
def test_the_first_page_is_the_whole_plan_and_the_last_one_a_sheet(name: str, tmp_path: Path) -> None:
    pdf = printed(EXTREMES[name], "a4", tmp_path)
    first = pdf.text(1)
    assert "Now" in first
    assert "Finishes" in first, "the picture of the road has gone to another page"
    assert "Check-in sheet" in pdf.text(pdf.pages)


def test_what_is_not_on_the_first_page_is_told_there(tmp_path: Path) -> None:
    pdf = printed(EXTREMES["80 goals"], "a4", tmp_path)
    left = re.search(r"(\d+) more goals are on the pages that follow", pdf.text(1))
    assert left
    shown = set(re.findall(r"Goal \d+", pdf.text(1).partition("Finishes")[2]))
    assert len(shown) == 80 - int(left[1])
    assert len(shown | set(re.findall(r"Goal \d+", pdf.text(2) + pdf.text(3)))) == 80


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("name", ["80 goals", "all late", "3 days beside 30 years", "500 steps"])
def test_no_row_is_drawn_twice(name: str, paper: str) -> None:
    road = build_view(compile_text("a.plan.md", EXTREMES[name], date(2026, 11, 1)), paper=paper).road
    first = [label.text for sheet in road.sheets for label in sheet.labels if label.kind != "goal"]
    later = [label.text for sheet in road.pages for label in sheet.labels if label.kind != "goal"]
    assert not set(first) & set(later)


def test_a_small_plan_takes_few_pages(tmp_path: Path) -> None:
    steps = [f"[ ] Step {one} ~1w" for one in range(10)]
    assert printed(plan(goal("One", "3m", *steps), goal("Two", "3m", *steps)), "a4", tmp_path).pages <= 4
    assert printed(EXTREMES["500 steps"], "a4", tmp_path).pages <= 25


def test_a_long_plan_says_what_would_come_of_a_barrier(tmp_path: Path) -> None:
    barrier = "[ ] Tell of it ~1w\n  - Barrier: no time ~2w risk:20%\n    - Solution: ask for help"
    steps = [f"[ ] Chapter {one} ~1w" for one in range(45)]
    pdf = printed(plan(goal("Read", "1y", *steps, barrier)), "a4", tmp_path)
    said = " ".join("\n".join(map(pdf.text, range(2, pdf.pages + 1))).split())
    assert re.search(
        r"20 % likely · 2 weeks more Tell of it would finish on 2 October 2027\. Solution: Ask for help", said
    )


def occupations(seed: int) -> str:
    """A table of occupations with words of many lengths in columns of many numbers."""
    pick = random.Random(seed)
    letters = "abcdefghijklmnopqrstuvwxyz"
    count = pick.randint(2, 9)
    longest = pick.randint(4, 24)

    def word() -> str:
        return "".join(pick.choice(letters) for _ in range(pick.randint(1, longest)))

    def row(first: str) -> str:
        cells = (" ".join(word() for _ in range(pick.randint(1, 4))) for _ in range(count))
        return f"| {first} | {' | '.join(cells)} |"

    heads = f"| Occupation | Stage | {' | '.join(f'{word()} {number}' for number in range(count - 1))} |"
    rows = [row(f"{word()} {word()}") for _ in range(5)]
    return "\n".join(["# A plan", "", "## Occupations", "", heads, "| --- " * (count + 1) + "|", *rows, ""])


@pytest.mark.parametrize("seed", range(8))
def test_tables_of_occupations_break_no_word(seed: int, tmp_path: Path) -> None:
    text = occupations(seed)
    pdf = printed(text, "letter" if seed % 2 else "a4", tmp_path)
    check_pages(pdf)
    said = {word.text.strip(".:,").lower() for word in pdf.words()}
    written = {word for line in text.split("## Occ")[1].splitlines()[2:] for word in line.split() if word.isalpha()}
    assert {word.lower() for word in written} - said == set()
