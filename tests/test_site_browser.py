"""The overview in a real browser, opened from the disk: nothing overflows, nothing is asked for, the order follows the
address, and an independent checker finds nothing wrong."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import needs
from cohort_plans import TODAY, write_thirty
from plainplan.cli import run
from test_pages_browser import AXE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.slow
ORDER = """() => [...document.querySelectorAll('.all tbody tr')].map(row =>
  [row.getBoundingClientRect().top, row.querySelector('.who').textContent])
  .sort((a, b) => a[0] - b[0]).map(one => one[1])"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cohort")
    people = write_thirty(folder / "plans")
    where = ["-o", str(folder / "site"), "--roster", str(people), "--as-of", TODAY]
    assert run(["site", str(folder / "plans"), "--details", *where]) == 1
    return folder / "site"


def opened(browser: Browser, page: Path, width: int, scheme: str, part: str = "") -> Page:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, offline=True)  # type: ignore[arg-type]
    tab = context.new_page()
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(f"{page.as_uri()}{part}")
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    return tab


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 768, 1440])
def test_it_fits_and_axe_finds_nothing(browser: Browser, site: Path, width: int, scheme: str) -> None:
    tab = opened(browser, site / "index.html", width, scheme)
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    loaded = tab.evaluate("[...document.fonts].filter(font => font.status === 'loaded').length")
    assert loaded >= 3, "the fonts that all pages share are found from the disk"
    tab.evaluate(needs.checker("axe-core/axe.min.js").read_text("utf-8"))
    assert tab.evaluate(AXE) == []
    tab.context.close()


def test_a_page_shares_its_style(browser: Browser, site: Path) -> None:
    tab = opened(browser, site / "plans" / "north" / "ida.html", 1440, "light")
    assert tab.evaluate("getComputedStyle(document.querySelector('h1')).fontFamily").startswith('"Plainplan Display"')
    tab.click("nav.back a")
    assert tab.url == (site / "index.html").as_uri()
    tab.context.close()


def test_the_order_follows_the_address(browser: Browser, site: Path) -> None:
    tab = opened(browser, site / "index.html", 1440, "light", "#by-name")
    names = tab.evaluate(ORDER)
    assert names == sorted(names, key=str.casefold)
    by_need = opened(browser, site / "index.html", 1440, "light")
    assert by_need.evaluate(ORDER)[0] == "Elif Kaya"
    by_need.context.close()
    tab.context.close()


def test_the_html_checker_finds_nothing(site: Path) -> None:
    needs.programs("java")
    jar = needs.checker("vnu-jar/build/dist/vnu.jar")
    pages = [site / "index.html", site / "plans" / "north" / "ida.html"]
    ran = subprocess.run(
        ["java", "-jar", str(jar), "--errors-only", *map(str, pages)], capture_output=True, text=True, check=False
    )
    assert ran.stderr == ""
