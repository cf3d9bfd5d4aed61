"""Files beside a plan that it names; read by the compiler's caller, since the compiler reads no files."""

from __future__ import annotations

from collections.abc import Mapping

from plainplan.tuples import NamedTuple


class Companion(NamedTuple):
    """A file beside a plan: its bytes, or why it could not be read."""

    data: bytes
    trouble: str = ""


Companions = Mapping[str, Companion]
"""The files beside a plan by the names that the plan gives them."""

NONE: Companions = {}
"""No file at all: what a plan names then cannot be read."""
