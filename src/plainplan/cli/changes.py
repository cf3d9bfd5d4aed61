"""Changes to a file as a unified diff."""

from __future__ import annotations

from collections.abc import Iterator

from plainplan.cli.console import Console
from plainplan.safe_text import safe_text
from plainplan.source import Source


def changes(name: str, before: Source, after: Source, console: Console) -> Iterator[str]:
    """A unified diff; for a terminal, with control characters escaped."""
    from difflib import unified_diff

    name = safe_text(name)
    for line in unified_diff(_lines(before), _lines(after), name, name):
        text = line.removesuffix("\n")
        shown = safe_text(text.removesuffix("\r")) if console.shows_terminal else text
        color = {"+": "green", "-": "red", "@": "cyan"}.get(line[:1])
        yield console.out.paint(shown, color) if color else shown
        if not line.endswith("\n"):
            yield "\\ No newline at end of file"


def _lines(source: Source) -> list[str]:
    """Lines as `diff` and `patch` split them: at LF only."""
    *lines, last = (("\ufeff" if source.bom else "") + source.text).split("\n")
    return [*(f"{line}\n" for line in lines), *([last] if last else [])]
