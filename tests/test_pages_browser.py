"""The page in a real browser: nothing overflows, no label meets another or leaves its picture, nothing is asked for."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from datetime import date
from html import unescape
from pathlib import Path

import pytest

from plainplan.compile import compile_text
from plainplan.render.html import render_html

EXAMPLES = Path(__file__).parent.parent / "example-plans"
BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(BROWSER is None, reason="needs Chromium")

WIDTHS = (320, 768, 1000, 1440)
LOOK = """
document.fonts.ready.then(() => {
const found = [], wide = document.documentElement.clientWidth;
const seen = e => e.getBoundingClientRect().width > 0 && getComputedStyle(e).display !== 'none';
const meet = (a, b) => a.right > b.left + 1 && b.right > a.left + 1 && a.bottom > b.top + 3 && b.bottom > a.top + 3;
if (document.documentElement.scrollWidth > wide) found.push('the page scrolls sideways');
for (const table of document.querySelectorAll('.occupations'))
  if (table.getBoundingClientRect().right > table.parentElement.getBoundingClientRect().right + 1)
    found.push('the table of occupations leaves its place');
for (const picture of document.querySelectorAll('.pic')) {
  const lane = picture.querySelector('.grid').getBoundingClientRect();
  const ticks = [...picture.querySelectorAll('.tick')].filter(seen);
  if (ticks.length < (wide < 800 ? 3 : 4)) found.push('few labels: ' + ticks.length);
  const groups = [ticks, ...[...picture.querySelectorAll('.row')].map(row =>
    [...row.querySelectorAll('.note, .letter, .tag a, .tag .fin, .second')].filter(seen))];
  for (const group of groups) group.forEach((one, index) => {
    const box = one.getBoundingClientRect();
    if (one.matches('.note, .letter, .tick') && (box.right > lane.right + 1 || box.left < lane.left - 1))
      found.push('out of the picture: ' + one.textContent);
    for (const other of group.slice(index + 1))
      if (meet(box, other.getBoundingClientRect())) found.push(one.textContent + ' meets ' + other.textContent);
  });
}
document.documentElement.innerHTML = '<body><pre id=found></pre>';
document.getElementById('found').textContent = JSON.stringify(found);
});
"""

OCCUPATIONS = (
    "| Occupation | Stage | Duties | Education | Earnings | Outlook | Pros | Cons | Way (min) | Fit |\n"
    + "|" + " --- |" * 10 + "\n"
    + "".join(
        f"| Social worker with families {number} | {'chosen' if number == 4 else 'candidate'} "
        f"| {'care, reports ' * number} | MSc, 2y | {48000 + number} | +{number}% "
        f"| {'Donaudampfschifffahrt' * (number % 3)} | nights | {number} | 3 |\n"
        for number in range(15)
    )
    + "| Weight | | | | 3 | 2 | | | 1 | 5 |\n"
)  # fmt: skip

ARABIC = """---
lang: ar
author: ليلى
start: 2026-09-01
review: weekly
partner: سامي
currency: EGP
---
# من مقهى إلى مستشفى

Why: عمل ثابت يساعد الناس.

## Occupations

| المهنة | Stage | Duties | Earnings |
| --- | --- | --- | --- |
| ممرضة مسجلة | chosen | رعاية المرضى | 86000 |
| مسعفة | shortlist | رعاية ميدانية | 53000 |
| Weight | | | 2 |

## Goals

### القبول في برنامج التمريض ~10m ^in

- [x] زيارة جامعتين ~2w done:2026-09-12
- [/] الاستعداد لامتحان القبول ~8w since:2026-09-14 cost:150.5
   - Barrier: الامتحانات صعبة ~4w risk:40%
     - [ ] Solution: طلب وقت إضافي ~2w
- [ ] أداء الامتحان ~1d on:2026-12-05

### الحصول على البكالوريوس ~7y after:in

- [ ] السنتان الأولى والثانية ~2y
"""

PLANS = {
    "from right to left": ARABIC,
    "fifteen occupations": f"# A\n\n## Occupations\n\n{OCCUPATIONS}\n## Goals\n\n### B\n\n- [ ] c ~9w\n- [ ] d ~9w\n",
    "four occupations": "# A\n\n## Occupations\n\n"
    + "\n".join(OCCUPATIONS.splitlines()[:6])
    + "\n\n## Goals\n\n### B\n\n- [ ] c ~9w\n- [ ] d ~9w\n",
    "three weeks": "---\nstart: 2026-11-01\n---\n# A\n\n## Goals\n\n### B\n\n- [ ] c ~1w\n- [ ] d ~2w\n",
    "days beside decades": "# A\n\n## Goals\n\n### B ~3d start:2026-11-01\n\n### D ~30y\n\n- [ ] e ~9y due:2070\n",
    "forty years": "---\nstart: 2026-11-01\n---\n# A\n\n## Goals\n\n### B\n\n" + "- [ ] c ~10y\n" * 4,
    "long and other names": "# A\n\n## Goals\n\n### "
    + "goal words " * 18
    + "\n\n- [ ] "
    + "step " * 40
    + "~2w\n- [ ] \U0001f389 ~1w\n- [ ] שלום עולם ~2w\n- [ ] "
    + "x" * 200
    + " ~1w\n",
    "twelve barriers": "# A\n\n## Goals\n\n### B\n\n- [ ] c ~2m\n" + "  - Barrier: d ~3w risk:20%\n" * 12,
    "late": "---\nstart: 2024-01-01\nreview: weekly\n---\n# A\n\n## Goals\n\n### B\n\n"
    + "- [ ] c ~1w due:2024-02\n" * 5,
}


def plans() -> dict[str, str]:
    return PLANS | {path.name: path.read_text() for path in sorted(EXAMPLES.glob("*.plan.md"))}


@pytest.mark.parametrize("name", plans())
def test_nothing_collides(name: str, tmp_path: Path) -> None:
    page = render_html(compile_text("a.plan.md", plans()[name], date(2026, 11, 1)))
    assert found_in(page, tmp_path) == [[] for _ in WIDTHS]


FROM_THE_RIGHT = """
document.fonts.ready.then(() => {
const found = [], box = e => e.getBoundingClientRect(), one = s => box(document.querySelector(s));
const tell = (wrong, what) => wrong && found.push(what), wide = document.documentElement.clientWidth;
tell(one('#now h2').right < wide * 0.7, 'a heading stands on the left');
tell(one('.step .box').left < one('.step .name').left, 'a box stands left of its step');
tell(one('.factlist dt').left < one('.factlist dd').left, 'a label stands left of its fact');
if (wide > 760) {
  tell(one('.tag').left < one('.lane').right, 'names stand left of the timeline');
  tell(one('.step .when').left > one('.step .name').left, 'dates stand on the right');
  tell(one('.barrier').left < one('.solution').left, 'a barrier stands left of its solution');
}
const ticks = [...document.querySelectorAll('.ticks')].map(t => [...t.querySelectorAll('.tick')].map(e => box(e).left));
tell(!ticks.some(row => row.length > 2), 'no labels');
for (const row of ticks) tell(row.some((x, i) => i && x > 0 && x < row[i - 1]), 'time does not run to the right');
document.documentElement.innerHTML = '<body><pre id=found></pre>';
document.getElementById('found').textContent = JSON.stringify(found);
});
"""


def test_arabic_reads_from_the_right_and_time_runs_from_the_left(tmp_path: Path) -> None:
    page = render_html(compile_text("a.plan.md", ARABIC, date(2026, 11, 1)))
    assert found_in(page, tmp_path, FROM_THE_RIGHT) == [[] for _ in WIDTHS]


def found_in(page: str, folder: Path, look: str = LOOK) -> list[list[str]]:
    """What the browser finds wrong at each width, by a script that only this test puts into the page; frames set the
    widths, since a headless window has a least one of its own."""
    page = re.sub(r"<meta http-equiv[^>]*>", "", page).replace("</body>", f"<script>{look}</script></body>")
    (folder / "page.html").write_text(page)
    frame = folder / "frame.html"
    frame.write_text(
        "".join(f"<iframe src=page.html style='width:{width}px;height:900px;border:0'></iframe>" for width in WIDTHS)
        + "<pre id=out></pre><script>onload = () => setTimeout(() => { out.textContent = '[' + "
        "[...document.querySelectorAll('iframe')].map(f => f.contentDocument.getElementById('found').textContent)"
        " + ']' }, 2000)</script>"
    )
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
    options += [
        "--disable-background-networking",
        "--allow-file-access-from-files",
        f"--user-data-dir={folder / 'user'}",
        "--virtual-time-budget=4000",
    ]
    assert BROWSER is not None
    made = subprocess.run(
        [BROWSER, *options, "--window-size=1600,1000", "--dump-dom", frame.as_uri()],
        capture_output=True, text=True, timeout=60,
    ).stdout  # fmt: skip
    match = re.search(r'<pre id="out">(.*?)</pre>', made, re.DOTALL)
    assert match, made[-2000:]
    found: list[list[str]] = json.loads(unescape(match[1]))
    return found
