"""The playground in a real browser: type, see, mend, tick, save, go offline, and a plan that means harm."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

import needs
import playground
from hostile import PAYLOADS, plan_with

if TYPE_CHECKING:
    from http.server import ThreadingHTTPServer

    from playwright.sync_api import Browser, BrowserContext, Dialog, FrameLocator, Page

pytestmark = pytest.mark.slow

TEXT = """\
---
start: 2026-11-02
---

# Learn Spanish

## Goals

### Pass the exam ~8w

- [ ] Course ~6w
- [ ] Mock exam ~1w
"""
NOTES = "# Get fit\n\n## Plan\n\n- Run 5 km by 1 May 2027\n- Swim for 6 weeks\n- Join the club (2 weeks)\n"
LONG = 30_000


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[str, ThreadingHTTPServer]]:
    with playground.given(playground.made()) as running:
        yield running


class Tab:
    """A tab with the playground; what it asks for and complains about is kept."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.page: Page = context.new_page()
        self.page.set_default_timeout(LONG)
        self.asked: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        self.page.goto(address)
        self.ready()

    def ready(self) -> None:
        self.page.wait_for_selector("#frame[srcdoc]", state="attached")

    @property
    def shown(self) -> FrameLocator:
        return self.page.frame_locator("#frame")

    def write(self, text: str) -> None:
        """Put a text in the place of the one in the editor, as somebody who pastes it."""
        self.page.click(".cm-content")
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.insert_text(text)

    def text(self) -> str:
        """What stands in the editor, without the dates behind the lines."""
        own = "one => [...one.childNodes].filter(n => !n.classList?.contains('ahead')).map(n => n.textContent).join('')"
        return "\n".join(self.page.locator(".cm-line").evaluate_all(f"all => all.map({own})"))

    def reads(self, text: str) -> None:
        """Wait until a text stands in the editor."""
        self.page.locator("#editor", has_text=text).wait_for()

    def see(self, words: str) -> None:
        self.shown.get_by_text(words).first.wait_for()


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-GB", accept_downloads=True)
    yield made
    made.close()


@pytest.fixture(scope="module")
def tab(context: BrowserContext, server: tuple[str, Any]) -> Iterator[Tab]:
    made = Tab(context, server[0])
    yield made
    made.page.close()
    origin = server[0].split("/dist/")[0]
    assert [one for one in made.asked if not one.startswith((origin, "data:", "blob:", "about:"))] == []
    assert made.complaints == []


def test_what_is_typed_is_seen(tab: Tab) -> None:
    tab.write(TEXT)
    tab.see("Learn Spanish")
    assert tab.page.title().startswith("Learn Spanish")
    tab.page.keyboard.press("ControlOrMeta+End")
    tab.page.keyboard.type("- [ ] Book the ticket ~1w")
    tab.see("Book the ticket")
    tab.page.wait_for_selector(".ahead")
    assert "2026" in tab.page.inner_text(".ahead >> nth=0") or "2027" in tab.page.inner_text(".ahead >> nth=0")


def test_a_finding_leads_to_its_place_and_is_mended(tab: Tab) -> None:
    tab.write(TEXT.replace("exam ~1w", "exam ~1w due: 2027-01-15"))
    mend = tab.page.locator("#list .mend").first
    mend.wait_for()
    tab.page.locator("#list .jump").first.click()
    assert tab.page.evaluate("document.activeElement.className").startswith("cm-content")
    tab.page.locator("#list li", has=tab.page.locator(".mend")).first.locator(".mend").click()
    tab.reads("due:2027-01-15")


def test_words_become_tags(tab: Tab) -> None:
    tab.write(TEXT + "- [ ] Hand in by 15 January 2027\n")
    tab.page.locator("#words").click()
    tab.reads("due:2027-01-15")


def test_an_error_keeps_the_last_page_and_says_so(tab: Tab) -> None:
    tab.write(TEXT)
    tab.see("Learn Spanish")
    tab.write(TEXT.replace("Learn Spanish", "Learn Basque").replace("~6w", "~6w after:nowhere"))
    tab.page.wait_for_selector("#stale:not([hidden])")
    assert tab.page.locator("#list b.error").count() == 1
    tab.see("Learn Spanish")
    tab.write(TEXT.replace("Learn Spanish", "Learn Basque"))
    tab.see("Learn Basque")
    assert tab.page.is_hidden("#stale")


def test_a_tick_in_the_page_writes_the_text_and_is_taken_back(tab: Tab) -> None:
    tab.write(TEXT)
    tab.see("Mock exam")
    box = tab.shown.locator("li.step [data-thing]").first
    box.click()
    tab.reads("[x] Course")
    tab.shown.locator("li.step [aria-checked=true]").first.focus()
    tab.page.keyboard.press("Space")
    tab.reads("[ ] Course")
    assert "done:" not in tab.text()


def test_it_is_saved_and_printed_and_given_to_others(tab: Tab) -> None:
    tab.page.evaluate("delete window.showSaveFilePicker")
    tab.write(TEXT)
    tab.see("Learn Spanish")
    with tab.page.expect_download() as caught:
        tab.page.click("#save")
    assert caught.value.path().read_text("utf-8") == TEXT
    for form, first in (("HTML", b"<!doctype"), ("ICS", b"BEGIN:VCALENDAR"), ("CSV", b""), ("SVG", b"<")):
        tab.page.click("#export")
        with tab.page.expect_download() as caught:
            tab.page.get_by_role("button", name=re.compile(form)).click()
        assert caught.value.path().read_bytes().startswith(first)


def test_notes_become_a_plan(tab: Tab) -> None:
    tab.page.click("#notes")
    tab.page.fill("textarea", NOTES)
    tab.page.get_by_role("button", name="Read the notes").click()
    tab.page.get_by_role("button", name="Take this plan").click()
    tab.reads("due:2027-05-01")
    tab.page.click("#begin")
    assert tab.page.get_by_role("button", name=re.compile("plan.plan.md|nurse")).count() >= 1
    tab.page.keyboard.press("Escape")


def test_a_link_holds_the_plan(tab: Tab, context: BrowserContext) -> None:
    tab.write(TEXT.replace("Spanish", "Straße 🌱"))
    tab.page.click("#share")
    address = tab.page.input_value("dialog .link")
    tab.page.keyboard.press("Escape")
    other = Tab(context, address)
    other.see("Learn Straße 🌱")
    assert other.page.evaluate("location.hash") == ""
    other.page.close()


def test_completion_offers_what_the_plan_has(tab: Tab) -> None:
    tab.write(TEXT)
    tab.page.keyboard.press("ControlOrMeta+End")
    tab.page.keyboard.type("- [ ] Party after:")
    tab.page.wait_for_selector(".cm-tooltip-autocomplete")
    assert "course" in tab.page.inner_text(".cm-tooltip-autocomplete").lower()
    tab.page.keyboard.press("Escape")


def test_a_hostile_plan_runs_nothing_and_goes_nowhere(tab: Tab) -> None:
    dialogs: list[str] = []

    def dismiss(shown: Dialog) -> None:
        dialogs.append(shown.message)
        shown.dismiss()

    tab.page.on("dialog", dismiss)
    for payload in list(PAYLOADS.values())[:: needs.stress(5, 1)]:
        tab.write(plan_with(payload))
        tab.page.wait_for_timeout(250)
        assert dialogs == [], payload
    tab.write(TEXT + "\n[out](https://example.org/) and [file](other.md)\n")
    tab.shown.get_by_role("link", name="out").click()
    tab.page.wait_for_selector("dialog[open] .address")
    tab.page.keyboard.press("Escape")
    tab.shown.get_by_role("link", name="file").click()
    tab.page.locator("#status", has_text="other.md").wait_for()
    assert tab.page.evaluate("document.querySelector('#frame').contentDocument.URL").startswith("about:srcdoc")


def test_it_is_usable_without_the_network_after_a_reload(browser: Browser, server: tuple[str, Any]) -> None:
    context = browser.new_context()
    tab = Tab(context, server[0])
    tab.page.wait_for_selector("body[data-offline=ready]")
    tab.write(TEXT)
    tab.see("Learn Spanish")
    tab.page.wait_for_timeout(500)
    context.set_offline(True)
    tab.page.reload()
    tab.ready()
    tab.see("Learn Spanish")
    assert tab.text().startswith("---\nstart:")
    context.close()


CUT_OFF = """() => [...document.querySelectorAll("header *, #findings *, footer *")].filter((one) =>
  one.matches("button, h1, h2, p, label, li, span, select") && getComputedStyle(one).display !== "inline" &&
  !one.matches(".sr") && one.clientWidth > 1 && one.scrollWidth > one.clientWidth + 1).map((one) => one.outerHTML)"""
"""What does not fit into its own room: a row of buttons may be wider, since it can be moved."""


@pytest.mark.parametrize(
    ("width", "scheme", "locale"),
    [
        (320, "light", "fr-FR"),
        (320, "dark", "de-DE"),
        (390, "dark", "en-GB"),
        (1440, "light", "de-DE"),
        (1440, "dark", "fr-FR"),
    ],
)
def test_nothing_stands_beside_the_window_and_all_can_be_used(
    browser: Browser, server: tuple[str, Any], width: int, scheme: Any, locale: str
) -> None:
    axe = needs.checker("axe-core/axe.min.js").read_text("utf-8")
    shape: Any = {"width": width, "height": 700}
    context = browser.new_context(viewport=shape, color_scheme=scheme, bypass_csp=True, locale=locale)
    tab = Tab(context, server[0])
    tab.page.evaluate(axe)
    assert tab.page.get_attribute("html", "lang") == locale[:2]
    for view in ("text", "page", "findings", "search"):
        if view == "search":
            if width < 900:
                tab.page.click("#tab-text")
            tab.page.click(".cm-content")
            tab.page.keyboard.press("ControlOrMeta+f")
            tab.page.wait_for_selector(".cm-search")
        elif width < 900:
            tab.page.click(f"#tab-{view}")
        assert tab.page.evaluate("document.documentElement.scrollWidth") <= width
        assert tab.page.evaluate(CUT_OFF) == []
        told = "all => all.violations.map(one => [one.id, one.nodes.map(n => n.html)])"
        found = tab.page.evaluate(f"axe.run(document, {{iframes: false}}).then({told})")
        assert found == [], (width, view)
    context.close()
