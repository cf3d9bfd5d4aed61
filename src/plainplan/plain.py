"""Which parts that exist for speed only are left out: those that the environment's `PLAINPLAN_PLAIN` names.

`1` leaves out all; names with commas between them leave out these. What comes out is the same, later. It is read here
and nowhere else, once, since classes and patterns are defined before anybody could hand the answer on.
"""

from __future__ import annotations

import os

PARTS = {
    "ending": "leave at once with what is in memory, and collect no garbage before",
    "fragments": "keep the pieces of a page that is made again",
    "patterns": "compile a pattern at its first use",
    "reading": "read only the sections around an edit again",
    "templates": "keep compiled templates from one run to the next",
    "tuples": "define named tuples without the compiler",
    "weasyprint": "load less of WeasyPrint, and let it work out the same thing once",
    "words": "keep dates and lengths in words",
}
"""What each of them does. `docs/performance.md` has what each of them gains."""


def left_out(asked: str) -> frozenset[str]:
    """The parts that a value of the variable leaves out."""
    return frozenset(PARTS) if asked.strip() == "1" else frozenset(asked.replace(",", " ").split()) & PARTS.keys()


_LEFT_OUT = left_out(os.environ.get("PLAINPLAN_PLAIN", ""))


def is_used(part: str) -> bool:
    """Whether a part that exists for speed is in use; asked when its module is loaded, or at its first use."""
    return part not in _LEFT_OUT
