"""The sheet: the plan on exactly one page of paper, and on one page of the screen at every width."""

from __future__ import annotations

import itertools
import re
import subprocess
from datetime import date
from html import unescape
from pathlib import Path

import pytest

import needs
from page_frames import found_in
from page_lint import lint
from page_plans import EXTREMES, generated
from plainplan.compile import Compilation, compile_text
from plainplan.prose import plain
from plainplan.render import Options
from plainplan.render.html import render_html
from plainplan.render.pdf import render_pdf
from plainplan.view import build_view
from plainplan.view.sheet_parts import Wall, WallPicture

EXAMPLES = Path(__file__).parent.parent / "example-plans"
NURSE = (EXAMPLES / "nurse.plan.md").read_text("utf-8")
CSS = (EXAMPLES.parent / "templates" / "sheet" / "page.css").read_text("utf-8")
SHEET = Options(template="sheet")

_HEAD = "---\nauthor: Jo\nstart: 2026-09-01\nreview: weekly\npartner: Sam\n---\n\n# "
_LONG = "a title of many words that goes on and on " * 5

PLANS = {
    "one step": _HEAD + "One\n\n## Goals\n\n### B\n\n- [ ] c ~1w\n",
    "nothing": "# Nothing\n",
    "no dates": "# No dates\n\n## Goals\n\n### B\n\n- [ ] c\n- [ ] d\n",
    "done": _HEAD + "Done\n\n## Goals\n\n### B\n\n- [x] c ~1w done:2026-09-08\n- [x] d ~2w done:2026-09-20\n",
    "forty goals": _HEAD
    + "Forty\n\n## Goals\n\n"
    + "".join(f"### Goal {n} ~{2 + n % 7}m\n\n- [ ] a{n} ~1m\n- [ ] b{n} ~1m\n\n" for n in range(40)),
    "forty far goals": _HEAD
    + "Far\n\n## Goals\n\n"
    + "".join(f"### Goal {n} ~{20 + n}m\n\n- [ ] a{n} ~1m\n- [ ] b{n} ~1m\n\n" for n in range(40)),
    "three hundred steps": _HEAD
    + "Many\n\n## Goals\n\n"
    + "".join(f"### Goal {n}\n\n" + "".join(f"- [ ] s{n}.{m} ~1w\n" for m in range(25)) + "\n" for n in range(12)),
    "long titles": _HEAD
    + f"{_LONG}\n\n## Short-term goals\n\n### {_LONG} ~8m\n\n- [ ] {_LONG} ~2w due:2026-10-10\n"
    + f"  - Barrier: {_LONG} ~3w risk:20%\n- [ ] {'x' * 200} ~3w\n\n## Primary objective\n\n### {_LONG} ~3y\n",
    "wide letters": _HEAD
    + f"{'計画' * 100}\n\n## Goals\n\n### {'目標' * 100} ~8m #primary\n\n- [ ] {'歩' * 200} ~2w\n",
    "late": _HEAD.replace("2026-09", "2024-01") + "Late\n\n## Goals\n\n### B\n\n" + "- [ ] c ~1w due:2024-02\n" * 8,
    "eight goals of three": _HEAD
    + "Mid\n\n## Goals\n\n"
    + "".join(f"### Goal {n} ~{3 + n}m\n\n- [ ] a{n} ~1m\n- [ ] b{n} ~1m\n- [ ] c{n}\n\n" for n in range(8)),
    "right to left": _HEAD.replace("author", "lang: ar\nauthor") + "خطة\n\n## Goals\n\n### هدف\n\n- [ ] خطوة ~2y\n",
    "German": NURSE.replace("pace:", "lang: de\npace:"),
    "days beside decades": "# A\n\n## Goals\n\n### B ~3d start:2026-11-01\n\n### D ~30y\n\n- [ ] e ~9y due:2070\n",
    "titles": EXTREMES["titles"],
    "Japanese": EXTREMES["in Japanese"],
    "random": generated(needs.stress(3, 11)),
} | {path.name: path.read_text("utf-8") for path in sorted(EXAMPLES.glob("*.plan.md"))}


def compiled(text: str) -> Compilation:
    return compile_text("a.plan.md", text, date(2026, 11, 1))


def wall_of(text: str) -> Wall:
    found = build_view(compiled(text), look="sheet").wall
    assert found
    return found


def page(text: str) -> str:
    return render_html(compiled(text), SHEET)


# What it says


def test_goals_have_letters_in_the_order_of_the_timeline() -> None:
    wall = wall_of(NURSE)
    assert wall.whole
    assert [(row.letter, plain(row.lane.title)) for row in wall.whole.rows] == [
        ("A", "Get into a nursing programme"),
        ("B", "Save the first year's fees"),
        ("C", "Earn the BSN"),
        ("D", "Work as a paediatric nurse"),
    ]
    assert [(strip.letter, strip.joined, len(strip.stations)) for strip in wall.strips] == [
        ("A", True, 6),
        ("B", False, 2),
        ("C", False, 2),
        ("D", False, 1),
    ]


def test_the_board_says_what_to_do_by_when_first_due_first() -> None:
    assert [(line.by, line.letter, line.text, line.remark) for line in wall_of(NURSE).departures] == [
        ("8 Nov", "A", "Under way since 14 September", ""),
        ("14 Nov", "A", "Solution to “timed exams are hard with dyslexia”", "34 days overdue"),
        ("14 Nov", "B", "Save the first year’s fees", "48 days overdue"),
        ("5 Dec", "A", "Fixed appointment, Saturday, in 34 days", ""),
        ("14 Dec", "B", "Every month until 14 May 2027", ""),
    ]
    assert wall_of(NURSE).more == ""
    assert wall_of(PLANS["three hundred steps"]).more == "296 things more can be done."


@pytest.mark.parametrize(
    ("lang", "strong"),
    [("en", "Two goals run late, most of all:"), ("de", "Zwei Ziele sind verspätet, am meisten:")],
)
def test_of_several_late_goals_the_latest_is_named_behind_a_colon(lang: str, strong: str) -> None:
    text = f"---\nlang: {lang}\nstart: 2026-09-01\n---\n\n# A\n\n## Goals\n\n### B ~2w\n\n### C ~3w\n"
    late = wall_of(text).late
    assert late
    assert (late.strong, plain(late.title)) == (strong, "B")


def test_the_top_says_when_and_what_runs_late() -> None:
    wall = wall_of(NURSE)
    assert wall.finish
    assert (wall.finish.strong, wall.finish.alarm) == ("On the planned day:", False)
    assert wall.late
    assert wall.late.text == "two months later than planned. The end stays where it is."
    assert (wall.done.strong, wall.done.text) == ("1 of 11", "steps done")
    assert wall.check_in
    assert (wall.check_in.strong, wall.check_in.remark) == ("Today, with Sam Okafor", "Seven have been missed.")


def test_the_pictures_show_the_whole_and_what_is_near() -> None:
    wall = wall_of(NURSE)
    assert wall.whole
    assert wall.months
    assert [(link.first, link.last) for link in wall.whole.links] == [(0, 2), (2, 3)]
    assert [row.letter for row in wall.months.rows if row.letter] == ["A", "B"]
    assert [row.inside for row in wall.months.rows if row.letter] == [6, 2]
    assert wall.whole.picture.window
    assert wall.whole.rows[2].stops
    assert all(row.lane.planned for row in wall.whole.rows)


def test_a_short_road_needs_one_picture() -> None:
    wall = wall_of(PLANS["one step"])
    assert wall.whole is None
    assert wall.months
    assert len(wall.months.rows) == 2


def test_too_many_steps_leave_the_goals_alone() -> None:
    months = wall_of(PLANS["three hundred steps"]).months
    assert months
    assert len(months.rows) == 12
    assert months.hidden == 300


@pytest.mark.parametrize("name", PLANS)
def test_no_mark_leaves_its_picture(name: str) -> None:
    wall = wall_of(PLANS[name])
    for large in filter(None, (wall.whole, wall.months)):
        for row in large.rows:
            assert all(0 <= x <= 100.2 for x in _ends(large, row.lane))


def _ends(large: WallPicture, lane: object) -> list[float]:
    marks = [getattr(lane, name) for name in ("planned", "bar", "done", "fixed", "point", "leader", "due", "threat")]
    ends = [end for mark in marks if mark for end in (mark.x, mark.x + mark.width)]
    return ends + [end for link in large.links for end in (link.start, link.end)]


# On paper

A4, LETTER = (595.28, 841.89), (612.0, 792.0)


@pytest.fixture
def paper_tools() -> None:
    needs.pango()
    needs.programs("pdftotext")


@pytest.mark.usefixtures("paper_tools")
@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("name", PLANS)
def test_it_is_always_one_page(name: str, paper: str, tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(render_pdf(compiled(PLANS[name]), Options(template="sheet", paper=paper)))
    boxes = subprocess.run(
        ["pdftotext", "-bbox", str(file), "-"], capture_output=True, text=True, encoding="utf-8", check=True
    ).stdout
    [size] = re.findall(r'<page width="([\d.]+)" height="([\d.]+)">', boxes)
    width, height = map(float, size)
    assert (width, height) == pytest.approx(A4 if paper == "a4" else LETTER, abs=0.1)
    words = [
        tuple(map(float, box))
        for box in re.findall(r'<word xMin="(\S+)" yMin="(\S+)" xMax="(\S+)" yMax="(\S+)">', boxes)
    ]
    assert words
    for left, top, right, bottom in words:
        assert 30 < left <= right < width - 30
        assert 30 < top <= bottom < height - 25


def test_what_comes_after_the_next_months_is_told() -> None:
    steps = "1. [ ] begin ~2m\n2. [ ] go on ~14m\n3. [ ] rest ~1m\n4. [ ] end ~1m\n"
    goals = f"### Near ~2y\n\n{steps}\n### Far ~9y\n\n- [ ] later ~8y\n"
    months = wall_of(f"---\nstart: 2026-10-01\n---\n# A\n\n## Goals\n\n{goals}").months
    assert months is not None
    assert re.fullmatch(r"and 2 steps later, to \d+ \w+ 2028", months.later)
    assert wall_of("---\nstart: 2026-10-01\n---\n# A\n\n## Goals\n\n### B\n\n- [ ] c ~1w\n").months.later == ""  # type: ignore[union-attr]


def test_an_appointment_is_named_on_the_board() -> None:
    departures = wall_of(
        "---\nstart: 2026-10-01\n---\n# A\n\n## Goals\n\n### B\n\n- [ ] c ~1w\n- [ ] d ~1d on:2026-12-05\n"
    ).departures
    assert [one.fixed for one in departures] == ["", "fixed appointment"]


@pytest.mark.usefixtures("paper_tools")
def test_what_is_left_out_is_counted(tmp_path: Path) -> None:
    for name, total in (("forty goals", 40), ("forty far goals", 40)):
        text = _text(PLANS[name], tmp_path)
        [more] = re.findall(r"and (\d+) goals more", text)
        assert len(set(re.findall(r"\bGoal (\d+)\b", text.partition("The road")[2]))) == total - int(more)
    assert "300 steps more are in them" in _text(PLANS["three hundred steps"], tmp_path)


@pytest.mark.usefixtures("paper_tools")
def test_a_few_goals_too_many_still_show_steps(tmp_path: Path) -> None:
    text = _text(PLANS["eight goals of three"], tmp_path)
    [more] = re.findall(r"(\d+) steps more are in them", text)
    road = text.partition("The road")[2]
    assert len(set(re.findall(r"\b[abc]\d\b", road))) + int(more) == 24


def _text(plan: str, folder: Path) -> str:
    (folder / "a.pdf").write_bytes(render_pdf(compiled(plan), SHEET))
    told = subprocess.run(
        ["pdftotext", "-raw", str(folder / "a.pdf"), "-"], capture_output=True, text=True, encoding="utf-8", check=True
    )
    return told.stdout


# On the screen


def test_the_page_is_small_and_asks_for_nothing() -> None:
    made = page(NURSE)
    assert len(made.encode()) < 300 * 1024
    wrong, styles = lint(made)
    assert not wrong
    assert "default-src 'none'" in made
    assert not re.findall(r"url\((?!data:)|@import|expression", styles)
    assert not re.findall(r'(?:src|href)="(?!#)[^"]*"', made)


@pytest.mark.parametrize("name", PLANS)
def test_it_reads_in_order(name: str) -> None:
    made = re.sub(r"(?s)<style>.*?</style>", "", page(PLANS[name]))
    levels = [int(level) for level in re.findall(r"<h([1-6])", made)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    anchors = re.findall(r' id="([^"]+)"', made)
    assert len(anchors) == len(set(anchors))
    assert {unescape(one) for one in re.findall(r'href="#([^"]+)"', made)} <= set(map(unescape, anchors))
    assert not lint(made)[0]


def test_hostile_words_stay_words() -> None:
    made = page(
        "# <script>x</script> {{ 7 * 7 }}\n\n## Goals\n\n### \"><img src=x onerror=y> #primary\n\n- [ ] a'b&c ~2w\n"
    )
    assert not lint(made)[0]
    assert "&lt;script&gt;" in made


def _luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * one for one in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("dark", [False, True])
def test_colours_stand_out_enough(dark: bool) -> None:
    schemes = [dict(re.findall(r"--([\w-]+):(#\w+)", block)) for block in re.findall(r":root\{(.*?)\}", CSS, re.DOTALL)]
    colours = schemes[0] | (schemes[1] if dark else {})
    assert dark == (_luminance(colours["paper"]) < 0.1)
    for text, ground in (
        ("ink", "paper"),
        ("soft", "paper"),
        ("signal", "paper"),
        ("on-signal", "signal"),
        ("ink", "tint"),
    ):
        assert _contrast(colours[text], colours[ground]) >= 4.5, (text, ground)
    for mark, ground in (("track", "paper"), ("ghost", "paper"), ("track", "tint"), ("ink", "track")):
        assert _contrast(colours[mark], colours[ground]) >= 3, (mark, ground)


LOOK = """
document.fonts.ready.then(() => {
const found = [], wide = document.documentElement.clientWidth;
const box = e => e.getBoundingClientRect();
const seen = e => box(e).width > 0 && getComputedStyle(e).display !== 'none';
const meet = (a, b) => a.right > b.left + 1 && b.right > a.left + 1 && a.bottom > b.top + 3 && b.bottom > a.top + 3;
if (document.documentElement.scrollWidth > wide) found.push('the page scrolls sideways');
for (const e of document.querySelectorAll('h1, .hero, .facts, .board, .key li span, .tag, .foot p'))
  if (box(e).right > wide + 1) found.push('out of the page: ' + e.textContent.trim());
for (const picture of document.querySelectorAll('.pic')) {
  const lane = box(picture.querySelector('.grid'));
  const ticks = [...picture.querySelectorAll('.tick')].filter(seen);
  if (ticks.length < 2) found.push('few labels: ' + ticks.length);
  const groups = [ticks, ...[...picture.querySelectorAll('.row')].map(row =>
    [...row.querySelectorAll('.note, .badge, .name, .when, .kicker, .state')].filter(seen))];
  for (const group of groups) group.forEach((one, index) => {
    if (one.matches('.note, .tick') && (box(one).right > lane.right + 1 || box(one).left < lane.left - 3))
      found.push('out of the picture: ' + one.textContent);
    for (const other of group.slice(index + 1))
      if (meet(box(one), box(other))) found.push(one.textContent + ' meets ' + other.textContent);
  });
  for (const flag of picture.querySelectorAll('.flag'))
    if (box(flag).right > wide || box(flag).left < 0) found.push('out of the page: ' + flag.textContent);
}
document.documentElement.innerHTML = '<body><pre id=found></pre>';
document.getElementById('found').textContent = JSON.stringify(found);
});
"""


@pytest.mark.parametrize("name", PLANS)
def test_nothing_collides(name: str, tmp_path: Path) -> None:
    found = found_in(page(PLANS[name]), tmp_path, LOOK)
    assert not any(found), found
