"""A copy of the package with some lines added, as somebody would add them who builds on it, run in its own process."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

SRC = Path(__file__).parent.parent / "src" / "plainplan"


def copied(folder: Path) -> Path:
    """The package's copy in a folder."""
    shutil.copytree(SRC.parent.parent / "templates", folder / "templates")
    return shutil.copytree(SRC, folder / "src" / "plainplan", ignore=shutil.ignore_patterns("__pycache__"))


def add_line(path: Path, before: str, line: str) -> None:
    """Put a line in front of one that stands in a file once."""
    text = path.read_text("utf-8")
    assert text.count(before) == 1, f"{before!r} stands {text.count(before)} times in {path.name}"
    path.write_text(text.replace(before, f"{line}\n{before}"), "utf-8")


def told_by(package: Path, code: str) -> Any:
    """What a program prints as JSON that imports the copy."""
    ran = subprocess.run(
        [sys.executable, "-c", code],
        cwd=SRC.parent.parent,
        env={**os.environ, "PYTHONPATH": str(package.parent), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)
