"""The page in a real browser: nothing overflows, no label meets another or leaves its picture, nothing is asked for,
everything can be reached by keyboard, and two independent checkers find nothing wrong."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import needs
from page_plans import EXTREMES, WIDE, generated
from plainplan.compile import compile_text
from plainplan.render import Options
from plainplan.render.html import render_html

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

EXAMPLES = Path(__file__).parent.parent / "example-plans"
WIDTHS = (320, 768, 1000, 1440)
SCHEMES = ("light", "dark")
NAMES = (
    *sorted(path.name for path in EXAMPLES.glob("*.plan.md")),
    *EXTREMES,
    *(f"random {seed}" for seed in range(needs.stress(4, 30))),
)
# The checkers read every row of the longest by itself: only in the long runs.
CHECKED = tuple(name for name in NAMES if needs.stress(0, 1) or name != "five hundred steps")
SHEETS = tuple(f"sheet: {name}" for name in CHECKED if not name.startswith("random "))

# What is wrong at this width. Labels may share a little of their line boxes, but no letter of theirs.
LOOK = """() => {
const found = [], wide = document.documentElement.clientWidth;
const seen = e => e.getBoundingClientRect().width > 0 && getComputedStyle(e).visibility !== 'hidden';
const meet = (a, b) => a.right > b.left + 1 && b.right > a.left + 1 && a.bottom > b.top + 3 && b.bottom > a.top + 3;
const named = e => (e.textContent || e.getAttribute('class') || e.parentNode.getAttribute('class')).slice(0, 40);
if (document.documentElement.scrollWidth > wide) found.push('the page scrolls sideways');
for (const table of document.querySelectorAll('.occupations'))
  if (table.getBoundingClientRect().right > table.parentElement.getBoundingClientRect().right + 1)
    found.push('the table of occupations leaves its place');
for (const picture of document.querySelectorAll('.pic')) {
  const lane = picture.querySelector('.grid').getBoundingClientRect();
  const inside = e => { const box = e.getBoundingClientRect();
    if (box.right > lane.right + 1 || box.left < lane.left - 1) found.push('out of the picture: ' + named(e)); };
  const ticks = [...picture.querySelectorAll('.tick')].filter(seen);
  if (ticks.length < 3) found.push('few labels: ' + ticks.length);
  const labels = row => [...row.querySelectorAll('.note, .letter, .tag button, .tag .fin, .second')].filter(seen);
  const rows = [...picture.querySelectorAll('.row, .group')].map(
    row => row.matches('.group') ? [row.firstElementChild] : labels(row));
  const flags = [...picture.querySelectorAll('.flag')].filter(seen);
  [...flags, ...ticks, ...rows.flat().filter(e => e.matches('.note, .letter'))].forEach(inside);
  const groups = [[...ticks, ...flags], ...rows.map((row, index) => [...row, ...(rows[index + 1] || [])])];
  for (const group of groups) group.forEach((one, index) => {
    for (const other of group.slice(index + 1))
      if (meet(one.getBoundingClientRect(), other.getBoundingClientRect()))
        found.push(named(one) + ' meets ' + named(other));
  });
  for (const row of picture.querySelectorAll('.row')) {
    const marks = [...row.querySelectorAll('.marks path, .marks circle')];
    for (const label of [...row.querySelectorAll('.note, .letter')].filter(seen)) for (const mark of marks)
      if (meet(label.getBoundingClientRect(), mark.getBoundingClientRect()))
        found.push(named(label) + ' meets the mark ' + named(mark));
  }
}
return [...new Set(found)];
}"""

AXE = """() => axe.run(document, {resultTypes: ['violations']}).then(result => result.violations.map(
  one => one.id + ': ' + one.help + ' | ' + one.nodes.slice(0, 3).map(node => node.html.slice(0, 160)).join(' | ')))"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pages")


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    """A tab without a network, in which a page must ask for nothing but itself."""
    context = browser.new_context(offline=True)
    asked: list[str] = []
    found = context.new_page()
    found.on("request", lambda request: asked.append(request.url))
    yield found
    assert [address for address in asked if not address.startswith(("file:", "data:"))] == []
    assert sum(address.startswith("file:") for address in asked) == 1
    context.close()


def text_of(name: str) -> str:
    if name in EXTREMES or name in WIDE:
        return (EXTREMES | WIDE)[name]
    return generated(int(name.split()[1])) if name.startswith("random ") else (EXAMPLES / name).read_text("utf-8")


def written(name: str, folder: Path) -> Path:
    """The page of a plan as a file; a look's name may stand before the plan's."""
    path = folder / f"{name.replace(' ', '-').replace(':', '')}.html"
    if not path.exists():
        look, _, plan = name.rpartition(": ")
        compilation = compile_text("a.plan.md", text_of(plan), date(2026, 11, 1))
        path.write_text(render_html(compilation, Options(template=look or "default")), "utf-8")
    return path


def opened(tab: Page, name: str, folder: Path) -> Page:
    tab.goto(written(name, folder).as_uri())
    tab.evaluate("document.fonts.ready.then(() => 0)")
    return tab


def shown(tab: Page, width: int, scheme: str) -> None:
    tab.set_viewport_size({"width": width, "height": 900})
    tab.emulate_media(color_scheme="dark" if scheme == "dark" else "light")


@pytest.mark.parametrize("name", NAMES)
def test_nothing_collides(name: str, tab: Page, folder: Path) -> None:
    opened(tab, name, folder)
    found = {}
    for width in WIDTHS:
        for scheme in SCHEMES:
            shown(tab, width, scheme)
            found[width, scheme] = tab.evaluate(LOOK)
    assert {place: wrong for place, wrong in found.items() if wrong} == {}


SCREENS = (320, 390, 600, 761, 901, 1161, 1200, 1280, 1440, 1900, 2560)


@pytest.mark.parametrize("name", [*(name for name in NAMES if name != "five hundred steps"), *WIDE])
def test_no_page_scrolls_sideways(name: str, tab: Page, folder: Path) -> None:
    opened(tab, name, folder)
    wide = []
    for width in SCREENS:
        shown(tab, width, "light")
        if tab.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            wide.append(width)
    assert wide == []


def test_what_is_asked_for_is_shown_alone(tab: Page, folder: Path) -> None:
    opened(tab, "c-level.plan.md", folder)
    shown(tab, 1440, "light")
    rows = tab.locator(".road .row:visible")
    everything = rows.count()
    tab.locator("#f-critical").check()
    assert 0 < rows.count() < everything
    assert rows.count() == tab.locator(".road .row.critical:visible").count()
    tab.locator("#f-all").check()
    tab.locator("#s-whole").check()
    assert not tab.locator("#road-next").is_visible()
    tab.locator("#s-all").check()
    assert rows.count() == everything


@pytest.fixture(scope="module")
def axe() -> str:
    """The checker's script; where it is missing, no tab is opened for it."""
    return needs.checker("axe-core/axe.min.js").read_text("utf-8")


@pytest.mark.parametrize("name", CHECKED + SHEETS)
def test_axe_finds_nothing(name: str, axe: str, tab: Page, folder: Path) -> None:
    opened(tab, name, folder)
    tab.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    tab.evaluate(axe)
    found = {}
    # The narrow dark page of a plan that is no example: only in the long runs.
    views = [(1440, "light"), (320, "dark")][: 2 if name.endswith(".plan.md") else needs.stress(1, 2)]
    for width, scheme in views:
        shown(tab, width, scheme)
        found[width, scheme] = tab.evaluate(AXE)
    assert {place: wrong for place, wrong in found.items() if wrong} == {}


def test_the_html_checker_finds_nothing(folder: Path) -> None:
    needs.programs("java")
    jar = needs.checker("vnu-jar/build/dist/vnu.jar")
    pages = [str(written(name, folder)) for name in CHECKED + SHEETS]
    broken = folder / "broken.htm"
    broken.write_text("<!doctype html><title>a</title><p><div></p>")
    made = subprocess.run(
        ["java", "-jar", str(jar), "--format", "json", "--exit-zero-always", *pages, str(broken)],
        capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    messages: list[dict[str, Any]] = json.loads(made.stderr)["messages"]
    assert any(one["url"].endswith("broken.htm") for one in messages)
    assert [told(one) for one in messages if not one["url"].endswith("broken.htm")] == []


def told(message: dict[str, Any]) -> str:
    return f"{Path(message['url']).name}: {message['message']} {message.get('extract', '')}"


# By keyboard


def test_the_first_tab_stop_leads_past_the_top(tab: Page, folder: Path) -> None:
    opened(tab, "nurse.plan.md", folder)
    tab.keyboard.press("Tab")
    skip = tab.locator(":focus")
    assert skip.get_attribute("href") == "#plan"
    box = skip.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    tab.keyboard.press("Enter")
    assert tab.evaluate("location.hash") == "#plan"


def test_whatever_takes_the_focus_shows_it(tab: Page, folder: Path) -> None:
    opened(tab, "nurse.plan.md", folder)
    outlines = []
    while True:
        tab.keyboard.press("Tab")
        if tab.evaluate("document.activeElement === document.body"):
            break
        outlines.append(tab.evaluate("getComputedStyle(document.activeElement).outlineStyle"))
    assert len(outlines) > 20
    assert set(outlines) == {"solid"}


def test_a_row_in_focus_or_under_the_pointer_shows_its_arrows(tab: Page, folder: Path) -> None:
    opened(tab, "nurse.plan.md", folder)
    for width in WIDTHS:
        tab.set_viewport_size({"width": width, "height": 900})
        row = tab.locator("#road-next .row", has_text="Prepare for the TEAS exam")
        arrows = tab.locator("#road-next .row:has-text('Prepare for the TEAS exam') + .deps i")
        tab.mouse.move(0, 0)
        tab.evaluate("document.activeElement.blur()")
        assert arrows.count() == 3
        assert not arrows.first.is_visible()
        row.locator("button").focus()
        assert [arrows.nth(number).bounding_box() is not None for number in range(3)] == [True, True, True]
        assert tab.evaluate(LOOK) == []
        tab.evaluate("document.activeElement.blur()")
        row.hover()
        assert arrows.last.bounding_box() is not None


@pytest.mark.parametrize("width", WIDTHS)
def test_an_arrow_runs_from_bar_to_bar(width: int, tab: Page, folder: Path) -> None:
    opened(tab, "nurse.plan.md", folder)
    tab.set_viewport_size({"width": width, "height": 900})
    tab.locator("#road-next .row:has-text('Wait for the decision') button").focus()
    arrow = tab.locator("#road-next .row:has-text('Wait for the decision') + .deps i").bounding_box()
    before, bar = (
        tab.locator(f"#road-next .row:has-text('{title}') .bar").bounding_box()
        for title in ("Apply to three programmes", "Wait for the decision")
    )
    assert arrow is not None
    assert before is not None
    assert bar is not None
    assert abs(arrow["x"] - bar["x"]) < 2
    assert before["y"] <= arrow["y"] <= before["y"] + before["height"]
    assert bar["y"] - 8 <= arrow["y"] + arrow["height"] <= bar["y"] + bar["height"]


def test_the_road_as_a_table_opens_by_keyboard(tab: Page, folder: Path) -> None:
    opened(tab, "nurse.plan.md", folder)
    tab.locator("#road summary").focus()
    tab.keyboard.press("Enter")
    assert tab.locator("#road table").is_visible()
    assert tab.locator("#road table th[scope=row]").count() == 14


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_row_opens_its_card(scheme: str, tab: Page, folder: Path) -> None:
    opened(tab, "nurse.plan.md", folder)
    card, row = tab.locator("dialog:visible"), tab.locator("#road-next .row", has_text="Prepare for the TEAS exam")
    for width in WIDTHS:
        shown(tab, width, scheme)
        assert card.count() == 0
        row.locator("button").focus()
        tab.keyboard.press("Enter")
        assert tab.evaluate("document.activeElement.hash") == "#step-teas"
        name = tab.evaluate("document.querySelector(':popover-open').ariaLabel")
        assert card.get_by_role("link", name=name, exact=True).count() == 1
        said = card.inner_text()
        for part in (
            "planned 29",
            "26 days to spare",
            "It started",
            "dyslexia Solution: Ask",
            "What waits for it: Sit the exam",
        ):
            assert part in said, (part, said)
        box = card.bounding_box()
        assert box is not None
        assert 0 <= box["x"] < box["x"] + box["width"] <= width
        assert tab.evaluate("document.documentElement.scrollWidth") <= width
        tab.keyboard.press("Escape")
        assert card.count() == 0
        assert tab.evaluate("document.activeElement.getAttribute('popovertarget')") == "c-step-teas"
    row.locator(".lane").click(force=True)
    card.get_by_role("link").first.click()
    assert tab.evaluate("location.hash") == "#step-teas"
    tab.wait_for_function("document.querySelector('#step-teas').getBoundingClientRect().top < innerHeight")
    box = card.bounding_box() if card.count() else None
    assert box is None or box["y"] + box["height"] < 0


def test_each_row_has_a_card_and_none_is_printed(tab: Page, folder: Path) -> None:
    opened(tab, "returning-parent.plan.md", folder)
    assert tab.evaluate("""() => {
        const of = button => document.getElementById(button.getAttribute('popovertarget'));
        const buttons = [...document.querySelectorAll('.row button')];
        return buttons.length > 10 && buttons.every(one => of(one)?.popover === 'auto')
          && new Set(buttons.map(of)).size === document.querySelectorAll('dialog').length;
    }""")
    tab.locator(".row button").first.click()
    assert tab.locator("dialog:visible").count() == 1
    tab.emulate_media(media="print")
    assert tab.locator("dialog:visible").count() == 0


def test_on_paper_there_is_no_sideways_cut(tab: Page, folder: Path) -> None:
    opened(tab, "nurse.plan.md", folder)
    tab.emulate_media(media="print", color_scheme="dark")
    tab.set_viewport_size({"width": 718, "height": 1000})
    assert tab.evaluate(LOOK) == []
    assert tab.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert tab.evaluate("getComputedStyle(document.body).color") == "rgb(35, 32, 26)"


@pytest.mark.parametrize("name", ["nurse", "returning-parent"])
def test_the_sheet_is_printed_on_two_pages_and_light(name: str, tab: Page, folder: Path) -> None:
    text = (EXAMPLES / f"{name}.plan.md").read_text("utf-8")
    page = folder / "sheet.html"
    made = compile_text("a.plan.md", text, date(2026, 11, 1))
    page.write_text(render_html(made, Options(template="sheet")), "utf-8")
    tab.goto(page.as_uri())
    tab.emulate_media(media="print", color_scheme="dark")
    assert tab.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    pages = tab.pdf(format="A4", prefer_css_page_size=True).count(b"/Type /Page\n")
    assert 1 <= pages <= 2
