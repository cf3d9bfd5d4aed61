"""The live page in a real browser: it follows saves, keeps its place, ticks boxes, shows errors, comes back."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import needs
from edits import edited
from hostile import PAYLOADS, plan_with
from plans import random_plan
from serving import DAY, Served, serving
from watching import text, wait_for

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Dialog, Page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
POKE = """() => {
  for (const one of document.querySelectorAll("details")) one.open = true;
  for (const one of document.querySelectorAll("main *"))
    for (const kind of ["mouseover", "focus", "error", "load", "toggle"]) one.dispatchEvent(new Event(kind));
}"""
LONG = text("First") + "".join(f"- [ ] Step {number} ~1w\n" for number in range(60))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("needs Chromium")
    playwright = pytest.importorskip("playwright.sync_api", reason="needs the Python package playwright")
    with playwright.sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "p.plan.md").write_text(text("First"))
    return tmp_path / "p.plan.md"


@pytest.fixture
def served(path: Path) -> Iterator[Served]:
    with serving(path) as running:
        yield running


@pytest.fixture
def page(browser: Browser, served: Served) -> Iterator[Page]:
    yield from opened(browser, served)


def opened(browser: Browser, served: Served) -> Iterator[Page]:
    """A tab with the page, which must not complain about anything."""
    tab = browser.new_page()
    tab.set_default_timeout(15_000)
    complaints: list[str] = []
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    tab.on("console", lambda said: complaints.append(said.text) if "Content Security" in said.text else None)
    tab.goto(served.url)
    tab.wait_for_selector(BOX)
    yield tab
    tab.close()
    assert complaints == []


BOX = "li.step svg[data-plan-thing]"
BAR = "[data-plan-live] .bar"


def test_a_save_is_shown_without_loading_again(page: Page, served: Served) -> None:
    page.evaluate("window.same = true")
    served.path.write_text(text("Second"))
    page.wait_for_selector("text=Second")
    assert page.locator("text=First").count() == 0
    assert page.evaluate("window.same")


def test_after_many_saves_the_page_is_that_of_a_fresh_tab(page: Page, served: Served, browser: Browser) -> None:
    for content in (
        LONG,
        text("Second"),
        LONG.replace("Step 7 ~1w", "Step 7 ~9w ^seven"),
        text("A") + "\n## Notes\n\nLast.\n",
    ):
        served.path.write_text(content)
        page.wait_for_selector(f"li.step >> nth={content.count('- [ ]') - 1}")
    page.wait_for_selector("text=Last.")
    body = (
        "document.body.innerHTML.replace(/<(script|div) data-plan-live[^]*?<\\/\\1>\\s*/g, '')"
        ".replace(/<!--.?plan.*?-->/g, '').trim()"
    )
    for fresh in opened(browser, served):
        assert page.evaluate(body) == fresh.evaluate(body)
        assert page.title() == fresh.title()


# The page that is open and the one a new tab would get, without what the script puts on boxes.
SAME = """async () => {
  const fresh = new DOMParser().parseFromString(await (await fetch("/")).text(), "text/html");
  const plain = (page) => {
    const body = page.body.cloneNode(true);
    for (const one of body.querySelectorAll("[data-plan-live]")) one.remove();
    for (const box of body.querySelectorAll("svg.box"))
      for (const { name } of [...box.attributes]) box.removeAttribute(name);
    const comments = document.createNodeIterator(body, NodeFilter.SHOW_COMMENT);
    for (let one; (one = comments.nextNode());) one.remove();
    body.normalize();
    body.lastChild.remove();  // blanks around the script
    return body;
  };
  const same = plain(document).isEqualNode(plain(fresh)) && document.title === fresh.title;
  return same && document.documentElement.lang === fresh.documentElement.lang;
}"""


MARKED = "document.createNodeIterator(document.body, NodeFilter.SHOW_COMMENT).nextNode() !== null"


@pytest.mark.parametrize("seed", range(needs.stress(2, 100)))
def test_after_any_edits_the_page_is_that_of_a_fresh_tab(seed: int, page: Page, served: Served) -> None:
    chance = random.Random(seed)
    content = random_plan(seed)
    page.evaluate("window.same = true")
    for _ in range(12):
        before, content, builds = content, edited(content, chance), len(served.events)
        served.path.write_bytes(content.encode())
        wait_for(lambda: content == before or len(served.events) > builds)  # noqa: B023 - it is waited for here
        wait_for(lambda: bool(page.evaluate(SAME)))
    assert page.evaluate("window.same")


def test_only_pieces_that_changed_are_sent_again(browser: Browser, path: Path) -> None:
    goals = [f"### Goal {goal}\n\n" + "".join(f"- [ ] Step {goal}-{n} ~1w\n" for n in range(20)) for goal in range(9)]
    rest = "\n## Short-term goals\n\n" + "\n".join(goals)
    path.write_text(text("Zeroth") + rest)
    sizes: list[int] = []
    with serving(path) as served:
        for page in opened(browser, served):
            page.on("response", lambda answer: sizes.append(len(answer.body())) if "/since/" in answer.url else None)
            page.reload()
            wait_for(lambda: bool(page.evaluate(MARKED)))  # noqa: B023 - it is waited for here
            for word in ("First", "Second"):
                path.write_text(text(word) + rest)
                page.wait_for_selector(f"li.step >> text={word}")
    assert len(sizes) == 3
    assert max(sizes[1:]) < sizes[0] / 2


def test_scroll_open_details_and_focus_stay(page: Page, served: Served) -> None:
    served.path.write_text(LONG)
    page.wait_for_selector("li.step:has-text('Step 59')")
    page.evaluate("document.querySelector('#step-step-40').scrollIntoView()")
    page.locator("#step-step-41 summary").click()
    page.locator("#step-step-42 svg.box").focus()
    top = "document.querySelector('#step-step-40').getBoundingClientRect().top"
    before = page.evaluate(top)
    served.path.write_text(LONG.replace("First", "Zeroth\n  with a note\n\n  and more of it, which takes room\n"))
    page.wait_for_selector("text=which takes room", state="attached")
    assert abs(page.evaluate(top) - before) < 2
    assert page.evaluate("document.querySelector('#step-step-41 details').open")
    assert page.evaluate("document.activeElement.dataset.planThing") == "step-step-42"


def test_a_click_ticks_the_box_and_nothing_else(page: Page, served: Served) -> None:
    page.locator("#step-first svg.box").click()
    page.wait_for_selector("li.step.done#step-first svg[aria-checked=true]")
    ticked = text("First").replace("- [ ] First ~2w", "- [x] First ~2w done:2026-11-01")
    assert served.path.read_text() == ticked
    page.locator("#step-first svg.box").press("Enter")
    page.wait_for_selector("li.step.open#step-first")
    assert served.path.read_text() == text("First")
    page.locator("#step-first svg.box").click(modifiers=["Shift"])
    page.wait_for_selector("li.step.half#step-first svg[aria-checked=mixed]")
    assert "- [/] First ~2w since:2026-11-01\n" in served.path.read_text()


def test_a_tick_tells_what_moved(page: Page, served: Served) -> None:
    page.locator("#step-first svg.box").click()
    for part in ("First: done.", "Finish 8 Nov 2026, 13 days earlier than before.", "One step moved: Other."):
        page.wait_for_selector(f"{BAR}[role=status]:has-text('{part}')")
    page.locator("#step-first svg.box").click()
    page.wait_for_selector(f"{BAR}:has-text('First: to do.')")
    page.keyboard.press("Escape")
    page.wait_for_selector(BAR, state="hidden")
    served.path.write_text(text("Second"))
    page.wait_for_selector("text=Second")
    assert not page.locator(BAR).is_visible()


def test_what_can_be_done_is_told_and_named(page: Page, browser: Browser, path: Path) -> None:
    hint = page.locator("main > [data-plan-live=hint]")
    assert "A click on a box ticks it" in hint.inner_text()
    assert "A click on a row of the road opens it." in hint.inner_text()
    boxes = page.locator(BOX)
    assert boxes.first.get_attribute("aria-label") == "First"
    assert boxes.first.get_attribute("aria-checked") == "false"
    for number in range(boxes.count()):
        place = boxes.nth(number).bounding_box()
        assert place is not None
        assert min(place["width"], place["height"]) >= 24
    with serving(path, read_only=True) as reading:
        other = browser.new_page()
        other.goto(reading.url)
        other.wait_for_selector("[data-plan-live=hint]")
        assert "ticks" not in other.locator("[data-plan-live=hint]").inner_text()
        other.close()


def test_two_tabs_show_the_same(page: Page, served: Served, browser: Browser) -> None:
    for other in opened(browser, served):
        page.locator("#step-first svg.box").click()
        other.wait_for_selector("li.step.done#step-first")
        other.locator("#step-other svg.box").click()
        page.wait_for_selector("li.step.done#step-other")
    assert served.path.read_text().count("[x]") == 2


def test_a_tick_on_an_old_page_is_refused_and_explained(page: Page, served: Served) -> None:
    page.route("**/tick", lambda route: (served.path.write_text(text("Second")), route.continue_()))
    page.locator("#step-other svg.box").click()
    page.wait_for_selector(f"{BAR}:has-text('nothing was written')")
    assert served.path.read_text() == text("Second")


def test_the_key_is_neither_in_sight_nor_in_the_history(browser: Browser, served: Served) -> None:
    window = browser.new_context()
    page = window.new_page()
    asked: list[tuple[str, str | None]] = []
    page.on("request", lambda request: asked.append((request.url, request.headers.get("referer"))))
    page.goto(served.url)
    page.wait_for_selector(BOX)
    assert page.url == served.base
    assert page.evaluate("history.length") == 2  # the empty tab, and the page
    assert (
        page.evaluate("document.cookie + JSON.stringify(localStorage) + document.documentElement.outerHTML").count(
            served.key
        )
        == 0
    )
    assert [url for url, _ in asked].count(served.url) == 1
    assert [referrer for _, referrer in asked if referrer and served.key in referrer] == []
    page.reload()
    page.wait_for_selector(BOX)
    again = window.new_page()
    again.goto(served.base)
    again.wait_for_selector(BOX)
    window.close()
    stranger = browser.new_page()
    answer = stranger.goto(served.base)
    assert answer
    assert answer.status == 403
    heard = (
        "new Promise(done => { const stream = new EventSource('/events');"
        " stream.onmessage = () => done('heard'); stream.onerror = () => done('refused'); })"
    )
    assert stranger.evaluate(heard) == "refused"
    stranger.close()


def test_errors_are_a_banner_that_goes_by_itself(page: Page, served: Served) -> None:
    served.path.write_text(text("Word after:nix"))
    page.wait_for_selector(f"{BAR}.error:has-text('Line 11: after:nix names nothing in this plan')")
    assert page.locator("text=First").count() > 0
    page.keyboard.press("Escape")
    page.wait_for_selector(BAR, state="hidden")
    served.path.write_text(text("Word after:nix,nox"))
    page.wait_for_selector(f"{BAR}.error")
    served.path.write_text(text("Second"))
    page.wait_for_selector(BAR, state="hidden")
    page.wait_for_selector("text=Second")


def test_a_click_on_a_step_shows_its_line(page: Page) -> None:
    page.locator("#step-other .name").click()
    page.wait_for_selector(f"{BAR}:has-text('Line 12: - [ ] Other ~1w')")
    assert page.locator(f"{BAR} button:has-text('Open in the editor')").count() == 0


def test_the_editor_opens_from_the_page(browser: Browser, path: Path) -> None:
    note = path.with_name("note")
    with serving(path, editor=f"sh -c 'echo \"$0:$1\" > {note}' {{file}} {{line}}") as served:
        for page in opened(browser, served):
            page.locator("#step-other .name").click()
            page.click(f"{BAR} button:has-text('Open in the editor')")
            wait_for(lambda: note.exists() and note.read_text() == f"{path}:12\n")
            note.unlink()
            path.write_text(text("First after:nix"))
            page.click(f"{BAR}.error button:has-text('Open in the editor')")
            wait_for(lambda: note.exists() and note.read_text() == f"{path}:11\n")


def test_for_reading_only_no_box_can_be_clicked(browser: Browser, path: Path) -> None:
    with serving(path, read_only=True) as served:
        page = browser.new_page()
        page.goto(served.url)
        page.locator("#step-first svg.box").click()
        page.wait_for_timeout(200)
        assert page.locator(BOX).count() == 0
        page.close()
    assert path.read_text() == text("First")


def test_it_comes_back_by_itself(browser: Browser, path: Path) -> None:
    with serving(path) as served:
        window = browser.new_context()
        page = window.new_page()
        page.goto(served.url)
        page.wait_for_selector(BOX)
    page.wait_for_selector(f"{BAR}.error:has-text('Not connected')")
    path.write_text(text("Meanwhile"))
    with serving(path, port=served.port) as again:  # it opens the browser, as before, and that gets the new key
        window.new_page().goto(again.url)
        page.wait_for_selector("text=Meanwhile", timeout=30_000)
        page.wait_for_selector(BAR, state="hidden")
        window.close()


def test_nothing_in_a_plan_runs_in_the_page(browser: Browser, path: Path) -> None:
    evil = "<script>window.evil=1</script><img src=x onerror=window.evil=1> `<svg onload=window.evil=1>`"
    path.write_text(
        text(f"First {evil}") + f"\n## Notes\n\n{evil} [x](javascript:window.evil=1)\n\n<div data-plan-live></div>\n"
    )
    with serving(path) as served:
        page = browser.new_page()
        page.goto(served.url)
        page.wait_for_selector(BOX)
        page.locator("li.step .name").first.click()
        served.path.write_text(path.read_text().replace("Other", f"Other {evil}"))
        page.wait_for_selector("li.step:nth-child(2) .name:has-text('script')")
        assert page.evaluate("window.evil") is None
        page.close()


def test_no_payload_acts_in_the_page_nor_when_it_is_put_there_later(browser: Browser, path: Path) -> None:
    """All hostile texts, one after the other, swapped into an open page: no dialog, no request, no script of theirs."""
    asked: list[str] = []
    dialogs: list[str] = []

    def dismissed(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    with serving(path) as served:
        page = browser.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("dialog", dismissed)
        page.goto(served.url)
        page.wait_for_selector(BOX)
        for number, payload in enumerate(PAYLOADS.values()):
            path.write_text(plan_with(payload) + f"\n## Sign {number}\n\nSeen.\n", "utf-8")
            page.wait_for_selector(f"h2:has-text('Sign {number}')", state="attached", timeout=30_000)
            page.evaluate(POKE)
        assert page.evaluate("document.querySelectorAll('script').length") == 1
        page.close()
        assert dialogs == []
        assert [url for url in asked if not url.startswith(served.base)] == []


def test_another_page_in_the_same_browser_can_do_nothing(browser: Browser, path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.plan.md"
    other.write_text(text("Other"))
    with serving(path) as served, serving(other) as foreign:
        page = browser.new_page()
        page.goto(foreign.url)
        page.wait_for_selector(BOX)
        blocked = "fetch({url}, {{method: 'POST', body: '{{}}'}}).then(() => 'sent', () => 'blocked')"
        assert page.evaluate(blocked.format(url=repr(served.base + "tick"))) == "blocked"
        page.goto("data:text/html,<p>elsewhere")
        asked = "fetch({url}).then(answer => answer.text(), () => 'blocked')"
        assert page.evaluate(asked.format(url=repr(served.url))) == "blocked"
        listened = (
            "new Promise(done => {{ const stream = new EventSource({url});"
            " stream.onmessage = () => done('heard'); stream.onerror = () => done('blocked'); }})"
        )
        assert page.evaluate(listened.format(url=repr(served.base + "events"))) == "blocked"
        framed = page.evaluate(
            "url => new Promise(done => { const frame = document.createElement('iframe'); frame.src = url;"
            " frame.onload = () => done(frame.contentDocument === null); document.body.append(frame); })",
            served.url,
        )
        assert framed
        page.close()
    assert path.read_text() == text("First")
    assert DAY.isoformat() not in path.read_text().partition("---\n\n")[2]
