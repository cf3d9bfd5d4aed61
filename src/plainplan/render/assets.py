"""Where the looks are found: the `templates` folder of a clone, an editable install or a wheel."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def templates_dir() -> Path:
    """The folder with one folder per look; inside the package when installed, at the top of a checkout."""
    package = Path(__file__).resolve().parent.parent
    checkout = package.parent.parent / "templates"
    if package.parent.name == "src" and checkout.is_dir():
        return checkout
    return package / "templates"
