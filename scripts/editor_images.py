"""Takes the pictures of docs/editors.md from the real editors: VS Code in Chromium, Neovim and Emacs in a terminal.

PYTHONPATH=tests python scripts/editor_images.py [vscode] [neovim] [emacs]

Needs `sh scripts/setup.sh browser editors code-server`.
"""

from __future__ import annotations

import html
import json
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from PIL import Image

from real_editors import PACKAGES, ROOT, Desk, Terminal, desk
from real_vscode import window

IMAGES = ROOT / "docs" / "images"
PLAN = (ROOT / "example-plans" / "nurse.plan.md").read_text("utf-8")
COLUMNS, ROWS = 104, 24
FIRST = "Short-term goals"
"""The heading at the top of each picture."""

COLOURS = 96


def save(raw: Path, name: str) -> None:
    with Image.open(raw) as image:
        image.convert("RGB").quantize(COLOURS).save(IMAGES / name, optimize=True)
    print(f"wrote docs/images/{name}, {(IMAGES / name).stat().st_size // 1024} KiB")


def vscode(at: Desk, folder: Path) -> None:
    """The text with its dates; the text with the page beside it."""
    os.environ["PLAINPLAN_VSCODE"] = "1"
    raw = folder / "raw.png"
    with window(at, folder, 1440, 640) as shown:
        shown.page.keyboard.press("Control+b")
        shown.go(first_line(PLAN) + 14, 1)
        shown.await_words("→")
        time.sleep(3)
        shown.page.screenshot(path=raw)
        save(raw, "vscode.png")
        shown.open_page().get_by_role("checkbox").first.wait_for()
        time.sleep(3)
        shown.page.screenshot(path=raw)
        save(raw, "vscode-page.png")


def first_line(text: str) -> int:
    return text[: text.index(FIRST)].count("\n") + 1


def screen(at: Desk, *command: str | Path) -> Any:
    """What an editor shows in a terminal once dates are there."""
    with Terminal(at, *command, rows=ROWS, columns=COLUMNS) as terminal:
        terminal.await_words("→")
        terminal.listen(5)
        return terminal.shown


NAMES = {"brown": "#b58900", "brightblack": "#666666", "default": ""}
"""Colours that pyte calls otherwise than CSS does."""


def colour(name: str, default: str) -> str:
    if len(name) == 6 and all(one in "0123456789abcdef" for one in name):
        return f"#{name}"
    return NAMES.get(name, name) or default


def page_of(shown: Any, ink: str, paper: str) -> str:
    """A terminal's screen as HTML."""
    lines = []
    for row in range(shown.lines):
        parts = []
        for column in range(shown.columns):
            one = shown.buffer[row][column]
            front, back = colour(one.fg, ink), colour(one.bg, paper)
            if one.reverse:
                front, back = back, front
            style = f"color:{front};background:{back}"
            style += ";font-weight:bold" if one.bold else ""
            style += ";text-decoration:underline" if one.underscore else ""
            parts.append(f'<span style="{style}">{html.escape(one.data)}</span>')
        lines.append("".join(parts))
    rules = f"body{{margin:0;background:{paper}}} pre{{margin:14px;font:15px/20px 'DejaVu Sans Mono',monospace}}"
    return f"<!doctype html><meta charset=utf-8><style>{rules}</style><pre>{chr(10).join(lines)}</pre>"


def photograph(shown: Any, folder: Path, name: str, ink: str, paper: str) -> None:
    from playwright.sync_api import sync_playwright

    import needs

    raw = folder / "raw.png"
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=needs.browser(), args=["--no-sandbox"])
        page = browser.new_page()
        page.set_content(page_of(shown, ink, paper))
        box = page.locator("pre").bounding_box()
        page.set_viewport_size({"width": int(shown.columns * 9.04) + 28, "height": int(box["height"]) + 28})
        page.screenshot(path=raw)
        browser.close()
    save(raw, name)


def neovim(at: Desk, folder: Path) -> None:
    import needs

    settings = ["--cmd", f"set runtimepath+={PACKAGES / 'vim' / 'after'}", "-u", str(PACKAGES / "neovim/plainplan.lua")]
    look = ["-c", "set termguicolors nowrap number background=dark laststatus=0 scrolloff=0"]
    place = ["-c", f"normal! {first_line(PLAN)}Gzt4j"]
    command = [str(needs.neovim()), "-n", "-i", "NONE", *settings, *look, str(at.plan), *place]
    photograph(screen(at, *command), folder, "neovim.png", "#e0e2ea", "#14161b")


def emacs(at: Desk, folder: Path) -> None:
    forms = [
        "(package-initialize)", "(setq inhibit-startup-screen t native-comp-async-report-warnings-errors nil)",
        "(menu-bar-mode -1)", "(setq-default truncate-lines t)",
    ]  # fmt: skip
    start = [part for form in forms for part in ("--eval", form)]
    plugin = str(PACKAGES / "emacs/plainplan.el")
    place = [
        "--eval",
        f"(progn (find-file {json.dumps(str(at.plan))}) (search-forward {json.dumps(FIRST)}) (recenter 0))",
    ]
    shown = screen(at, "emacs", "-q", "-nw", *start, "-l", plugin, *place)
    photograph(shown, folder, "emacs.png", "#222222", "#ffffff")


EDITORS = {"vscode": vscode, "neovim": neovim, "emacs": emacs}


def main() -> None:
    for name in sys.argv[1:] or EDITORS:
        with tempfile.TemporaryDirectory() as folder:
            at = desk(Path(folder), PLAN)
            own = Path(folder, "own")
            own.mkdir()
            EDITORS[name](at, own)


if __name__ == "__main__":
    main()
