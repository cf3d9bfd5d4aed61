"""The switch that rewrites what is expected, and a calm setting for Hypothesis."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

import needs

if TYPE_CHECKING:
    from playwright.sync_api import Browser

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # as in a shell's background: programs that we stop would hang
    signal.signal(signal.SIGINT, signal.default_int_handler)

settings.register_profile(
    "default", derandomize=True, max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("stress", max_examples=5000, deadline=None, suppress_health_check=list(HealthCheck))
settings.load_profile("stress" if os.environ.get("PLAINPLAN_STRESS") else "default")


# What starts programs or servers, makes PDFs, drives a browser, or tries many random plans.
SLOW = frozenset((
    "again", "anchors", "api", "bytes_inputs", "ci", "cli", "cli_bad_inputs", "corpora", "docs",
    "environment", "exchange", "fixing", "fmt", "following_changes", "following_shell", "forecast", "forecast_command",
    "forecast_independent", "forecast_runs", "git", "happened", "html", "lsp", "outlook", "packaging", "pages_browser",
    "paper", "patterns", "pdf", "pictures", "pipeline_properties", "plain", "project", "right_to_left_browser",
    "security_access", "security_browser", "security_cache", "security_following", "security_links",
    "screens_browser", "security_outputs", "security_pdf", "security_templates", "security_world", "security_writes",
    "serve", "serve_browser", "sheet", "startup", "streams", "syntax_properties", "tag_neighbours", "time_properties",
    "time_schedulers", "undo", "view", "watch", "watch_editors", "watch_lines", "weasyprint_70",
))  # fmt: skip


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A Chromium without a window, for the tests of one module."""
    command = needs.browser()
    playwright = pytest.importorskip("playwright.sync_api", reason="needs the Python package playwright")
    with playwright.sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=command, args=["--no-sandbox", "--disable-gpu"])
        yield running
        running.close()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.stem.removeprefix("test_") in SLOW:
            item.add_marker(pytest.mark.slow)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="rewrite what case files and goldens expect")


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    """Whether to rewrite what is expected instead of comparing with it."""
    return bool(request.config.getoption("--update"))
