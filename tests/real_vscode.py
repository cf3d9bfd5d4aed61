"""A real VS Code without a screen: code-server with our extension packed and installed, in a headless Chromium."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import needs
from real_editors import Desk

WAIT = 120
"""Seconds: it is a large program, and may start on a busy machine."""

SETTINGS = {
    "workbench.startupEditor": "none",
    "workbench.secondarySideBar.defaultVisibility": "hidden",
    "workbench.layoutControl.enabled": False,
    "window.commandCenter": False,
    "chat.disableAIFeatures": True,
    "editor.minimap.enabled": False,
    "[markdown]": {"editor.wordWrap": "off"},
    "files.autoSave": "off",
    "git.enabled": False,
    "remote.autoForwardPorts": False,
    "telemetry.telemetryLevel": "off",
    "update.mode": "none",
    "extensions.autoCheckUpdates": False,
}
"""Nothing but the text, and nothing that asks the network."""


def packed(folder: Path) -> Path:
    """Our extension, packed."""
    package = folder / "plainplan.vsix"
    command = ["npm", "run", "--silent", "package", "--", "--out", str(package)]
    subprocess.run(command, cwd=needs.extension(), check=True, capture_output=True, timeout=WAIT)
    return package


@contextmanager
def served(desk: Desk, folder: Path) -> Iterator[str]:
    """VS Code at an address of this machine, with our extension."""
    command = [*needs.code_server(), "--user-data-dir", str(folder / "data"), "--extensions-dir", str(folder / "more")]
    program = Path(desk.environment["PATH"].partition(os.pathsep)[0]) / "plan"
    settings = folder / "data" / "User" / "settings.json"
    settings.parent.mkdir(parents=True)
    settings.write_text(json.dumps({**SETTINGS, "plainplan.command": str(program)}))
    desk.run(*command, "--install-extension", packed(folder))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    flags = ("--auth", "none", "--disable-telemetry", "--disable-update-check", "--disable-workspace-trust")
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [*command, *flags, "--bind-addr", address],
            env=desk.environment, stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip
    try:
        until(lambda: "HTTP server listening" in (folder / "log").read_text(errors="replace"), "code-server")
        yield f"http://{address}/?folder={desk.plan.parent}"
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def until(is_so: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + WAIT
    while not is_so():
        assert time.monotonic() < end, f"{what} did not come"
        time.sleep(0.2)


class Window:
    """A window of VS Code with a plan in it."""

    def __init__(self, page: Any, desk: Desk) -> None:
        self.page = page
        self.desk = desk
        page.set_default_timeout(WAIT * 1000)
        self.editor = page.locator(".monaco-editor[data-uri$='.plan.md']").first

    def open(self, address: str) -> None:
        self.page.goto(address)
        self.page.locator(".explorer-folders-view").get_by_text(self.desk.plan.name).click()
        self.editor.wait_for()

    @property
    def lines(self) -> list[str]:
        """The lines as they are shown, with what stands at their ends."""
        found = [
            (float(re.findall(r"top: *([\d.]+)px", one.get_attribute("style") or "")[0]), one.inner_text())
            for one in self.editor.locator(".view-lines").first.locator(".view-line").all()
        ]
        return [text.replace("\u00a0", " ") for _top, text in sorted(found)]

    def await_words(self, words: str) -> None:
        until(lambda: any(words in line for line in self.lines), words)

    def go(self, line: int, column: int) -> None:
        self.editor.locator(".view-line").first.click()
        self.page.keyboard.press("Control+g")
        self.page.locator(".quick-input-widget input").first.fill(f":{line}:{column}")
        self.page.keyboard.press("Enter")
        self.page.locator(".quick-input-widget").wait_for(state="hidden")

    def save(self, words: str) -> None:
        """Save; the file then has these words in it."""
        self.page.keyboard.press("Control+s")
        until(lambda: words in self.desk.plan.read_text("utf-8"), words)

    def findings(self) -> set[str]:
        """The sentences of the list of problems."""
        self.page.keyboard.press("Control+Shift+m")
        rows = self.page.locator(".markers-panel .monaco-list-row")
        rows.nth(1).wait_for()
        found = {row.split("\n")[0] for row in rows.all_inner_texts()[1:]}
        self.page.keyboard.press("Control+Shift+m")
        return found

    def hover(self, words: str) -> str:
        self.editor.locator(".view-line span span", has_text=words).last.hover()
        shown = self.page.locator(".monaco-hover:visible .hover-contents").first
        shown.wait_for()
        said: str = shown.inner_text()
        return said.replace("\u00a0", " ")

    def rename(self, line: int, column: int, name: str) -> None:
        self.go(line, column)
        self.page.keyboard.press("F2")
        field = self.page.locator(".rename-box input").first
        field.wait_for()
        field.fill(name)
        field.press("Enter")

    def actions(self, line: int, column: int) -> Any:
        """The list of quick fixes at a place."""
        self.go(line, column)
        self.page.keyboard.press("Control+.")
        shown = self.page.locator(".action-widget").first
        shown.wait_for()
        return shown

    def open_page(self) -> Any:
        """The page beside the text; what is in it."""
        self.page.locator(".editor-actions [aria-label^='Open the Page']").first.click()
        return self.page.frame_locator("iframe.webview").frame_locator("iframe#active-frame")


@contextmanager
def window(desk: Desk, folder: Path, width: int = 1280, height: int = 720, scale: float = 1) -> Iterator[Window]:
    """A window of a VS Code of its own, with the desk's plan open."""
    from playwright.sync_api import sync_playwright

    with served(desk, folder) as address, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=needs.browser(), args=["--no-sandbox"])
        try:
            page = browser.new_page(viewport={"width": width, "height": height}, device_scale_factor=scale)
            shown = Window(page, desk)
            shown.open(address)
            yield shown
        finally:
            browser.close()
