"""Every page of plans that were written to strain them: at no width does one scroll sideways, and two independent
checkers find nothing wrong."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import needs
from screens import KINDS, PLANS, screen
from test_pages_browser import AXE, told

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SCREENS = [(plan, kind) for plan in PLANS for kind in KINDS]
LARGE = "t04-threehundred"
# Around each width at which the layout changes, and some between; every one in the long runs.
FEW = (320, 321, 360, 390, 480, 560, 600, 680, 760, 761, 820, 900, 901, 1000, 1160, 1161, 1200, 1280, 1440, 1680, 1899)
WIDTHS = range(320, 2561) if needs.stress(0, 1) else (*FEW, 1900, 2240, 2560)

# A frame's width is set in the page itself: a window would take twenty times as long to follow.
WIDE = """async ([html, widths]) => {
const frame = document.createElement('iframe'), loaded = new Promise(done => frame.onload = done);
frame.style = 'border:0;height:900px';
frame.srcdoc = html;
document.body.replaceChildren(frame);
await loaded;
const inside = frame.contentDocument, root = inside.documentElement;
await inside.fonts.ready;
for (const one of inside.querySelectorAll('details')) one.open = true;
return widths.map(width => {
  frame.style.width = width + 'px';
  return [width, root.clientWidth, root.scrollWidth];
}).filter(([width, seen, needed]) => seen !== width || needed > width);
}"""


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(offline=True)
    found = context.new_page()
    found.set_default_timeout(600_000)
    yield found
    context.close()


@pytest.mark.parametrize(("plan", "kind"), SCREENS)
def test_nothing_scrolls_sideways(plan: str, kind: str, tab: Page) -> None:
    tab.set_content("<!doctype html><body>")
    assert tab.evaluate(WIDE, [screen(plan, kind), list(WIDTHS)]) == []


def test_a_page_that_scrolls_is_seen(tab: Page) -> None:
    tab.set_content("<!doctype html><body>")
    assert tab.evaluate(WIDE, ["<!doctype html><body><p style='width:700px'>a", [320, 900]])[0][0] == 320


# The narrow dark page, and the longest plan, of which every row is read by itself: only in the long runs.
VIEWS = ((1440, "light"), (320, "dark"))[: needs.stress(1, 2)]


@pytest.mark.parametrize(
    ("plan", "kind"), [one for one in SCREENS if needs.stress(0, 1) or (one[0] != LARGE and one[1] != "page")]
)
def test_axe_finds_nothing(plan: str, kind: str, tab: Page) -> None:
    axe = needs.checker("axe-core/axe.min.js").read_text("utf-8")
    tab.set_content(screen(plan, kind))
    tab.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    tab.evaluate(axe)
    for width, scheme in VIEWS:
        tab.set_viewport_size({"width": width, "height": 900})
        tab.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        assert tab.evaluate(AXE) == []


def test_the_html_checker_finds_nothing(tmp_path: Path) -> None:
    needs.programs("java")
    jar = needs.checker("vnu-jar/build/dist/vnu.jar")
    for plan, kind in SCREENS:
        (tmp_path / f"{plan}-{kind.replace(' ', '-')}.html").write_text(screen(plan, kind), "utf-8")
    made = subprocess.run(
        ["java", "-jar", str(jar), "--format", "json", "--exit-zero-always", str(tmp_path)],
        capture_output=True, text=True, timeout=600,
    )  # fmt: skip
    assert [told(one) for one in json.loads(made.stderr)["messages"]] == []


def test_progress_is_seen_in_forced_colours(tab: Page) -> None:
    tab.set_content(screen("t06-barriers", "page"))
    tab.emulate_media(forced_colors="active")
    shown = "getComputedStyle(document.querySelector('.ticks .%s')).%s"
    assert "inset" in tab.evaluate(shown % ("open", "boxShadow"))
    assert tab.evaluate(shown % ("done", "backgroundColor")) != tab.evaluate(shown % ("open", "backgroundColor"))
    tab.emulate_media(forced_colors="none")
