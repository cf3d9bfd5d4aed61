"""Tables of figures, and where they stand in `docs/performance.md`."""

from __future__ import annotations

import os
import platform
import sys
from datetime import date
from pathlib import Path

DOCS = Path(__file__).parent.parent / "docs" / "performance.md"


def machine() -> str:
    """The day and the machine, as a line above a table."""
    system = (
        platform.freedesktop_os_release().get("PRETTY_NAME", platform.platform())
        if sys.platform == "linux"
        else platform.platform()
    )
    day = date.today()  # noqa: DTZ011 - the day on the wall
    return f"{day}, {os.cpu_count()} cores, {system}, {platform.python_implementation()} {platform.python_version()}"


def write_docs(parts: dict[str, str]) -> None:
    """Put tables between their marks, by name."""
    text = DOCS.read_text("utf-8")
    for name, table in parts.items():
        before, _, rest = text.partition(f"<!-- {name} -->\n")
        _, end, after = rest.partition(f"<!-- end of {name} -->")
        text = f"{before}<!-- {name} -->\n\n{table}\n{end}{after}"
    DOCS.write_text(text, "utf-8")
