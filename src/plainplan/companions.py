"""Files that a plan names and that lie beside it: read by whoever calls the compiler, which reads none itself."""

from __future__ import annotations

from collections.abc import Mapping

from plainplan.tuples import NamedTuple


class Companion(NamedTuple):
    """A file beside a plan: its bytes, or why it cannot be read."""

    data: bytes
    trouble: str = ""


Companions = Mapping[str, Companion]
"""The files beside a plan by the names that the plan gives them."""

NONE: Companions = {}
"""No file at all: what a plan names then cannot be read."""
