"""A page in Arabic reads from the right, and its time runs from the left."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from page_frames import WIDTHS, found_in
from page_plans import ARABIC
from plainplan.compile import compile_text
from plainplan.render.html import render_html

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
