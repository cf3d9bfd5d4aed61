"""A reading: what some words of a text say, as the tag that would say it."""

from __future__ import annotations

from plainplan.source import Span
from plainplan.tuples import NamedTuple


class Reading(NamedTuple):
    """`kind` is a tag's key (`duration`, `due`, `on`, `start`, `every`, `cost`, `done`), `state` (its value is the mark of
    a box) or `after`; `value` is what stands in the tag, of `after` the words that it waits for. `span` counts in the
    text that was read. What is not `sure` has more than one meaning, and this is the likely one."""

    kind: str
    value: str
    span: Span
    sure: bool = True

    @property
    def tag(self) -> str:
        return f"~{self.value}" if self.kind == "duration" else f"{self.kind}:{self.value}"
