"""The documents that an editor has open: their text, their version, and how they were compiled last."""

from __future__ import annotations

from asyncio import Future
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pygls.uris import to_fs_path

from plainplan.compile import Compilation
from plainplan.diagnostics import Diagnostic
from plainplan.language.related import Related
from plainplan.lsp.settings import DEFAULTS, Settings
from plainplan.lsp.store import Place, Text
from plainplan.project import PlanFile, is_plan_name
from plainplan.source import Span
from plainplan.ticking import TickRecord
from plainplan.tuples import NamedTuple
from plainplan.words import Words, sentences_for

LANGUAGE = "plainplan"
_MARK = "\ufeff"


class Compiled(NamedTuple):
    """A document as it was compiled: after how many changes, and on which day (as an ordinal)."""

    compilation: Compilation
    changes: int
    day: int


@dataclass(slots=True, eq=False)
class Opened:
    """An open document that is a plan. `changes` counts what was done to its text, whatever the editor's versions are.

    Offsets are those of a compiled text, which has no byte order mark.
    """

    uri: str
    plan: PlanFile
    text: Text
    version: int | None
    changes: int = 0
    compiled: Compiled | None = None
    related: Mapping[Diagnostic, tuple[Related, ...]] = field(default_factory=dict)  # to what is found in it
    vetted: Compiled | None = None  # with only those fixes told as safe that are, worked out when it is asked for
    settings: Settings = DEFAULTS
    waiting: list[Future[None]] = field(default_factory=list)
    asked_early: bool = False  # for something that is told from the last compilation while the next one is awaited
    told_version: int | None = None
    tokens: tuple[str, tuple[int, ...]] = ("", ())
    ticks: tuple[TickRecord, ...] = ()

    @property
    def body(self) -> str:
        """The text without its byte order mark."""
        return self.text.text[self.mark :]

    @property
    def mark(self) -> int:
        """How many characters stand before the text that is compiled."""
        return 1 if self.text.text.startswith(_MARK) else 0

    @property
    def is_settled(self) -> bool:
        """Whether it is compiled as it stands."""
        return self.compiled is not None and self.compiled.changes == self.changes

    @property
    def words(self) -> Words:
        """The words to answer in: of the language that is set, else of the plan's."""
        own = "en" if self.compiled is None else self.compiled.compilation.lang
        return sentences_for(self.settings.lang or own)

    def offset(self, line: int, column: int) -> int:
        return max(self.text.offset(Place(line, column)) - self.mark, 0)

    def place(self, offset: int) -> Place:
        return self.text.place(offset + self.mark)

    def span(self, start: Any, end: Any) -> Span:
        """The stretch between two positions of the protocol."""
        first, last = sorted((self.offset(start.line, start.character), self.offset(end.line, end.character)))
        return Span(first, last)


def plan_of(uri: str, language: str) -> PlanFile | None:
    """The plan that a document is; None for what is no plan, and nobody's business here."""
    name = uri.rpartition("/")[2]
    path = file_of(uri)
    if language != LANGUAGE and not is_plan_name(name if path is None else path.name):
        return None
    return PlanFile(name if path is None else str(path), path)


def file_of(uri: str) -> Path | None:
    """The file of an address; None where it has none, as a text that was never saved."""
    if not uri.startswith("file:"):
        return None
    try:
        found = to_fs_path(uri)
    except ValueError:
        return None
    return Path(found) if found and "\0" not in found else None
