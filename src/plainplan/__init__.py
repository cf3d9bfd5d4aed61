"""plainplan: a compiler for plans written in plain Markdown.

What other programs may rely on is named here, and loaded at its first use: `docs/api.md` tells how to use it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plainplan.compile import Compilation, compile_text, facts_of
    from plainplan.finding_data import findings
    from plainplan.render import Options, render

__version__ = "0.1.0"

__all__ = ["Compilation", "Options", "compile_text", "facts_of", "findings", "render"]

_HOMES = {
    "Compilation": "plainplan.compile",
    "Options": "plainplan.render",
    "compile_text": "plainplan.compile",
    "facts_of": "plainplan.compile",
    "findings": "plainplan.finding_data",
    "render": "plainplan.render",
}


def __getattr__(name: str) -> object:
    """What is named above, from its own module: a bare `import plainplan` loads none."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
