"""A patch: what is put in the place of something of another library."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

from plainplan.tuples import NamedTuple


class Patch(NamedTuple):
    """The module, class or object, the name of what is replaced there, and what takes its place."""

    owner: Any
    name: str
    replacement: Any


def everywhere(function: Any, other: Any) -> Iterator[Patch]:
    """Another function for one of WeasyPrint's, wherever it is known by its name."""
    known: str = function.__name__
    for name, module in tuple(sys.modules.items()):
        if name.startswith("weasyprint.") and getattr(module, known, None) is function:
            yield Patch(module, known, other)
