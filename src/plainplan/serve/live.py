"""What the open pages show: the last good page, what is known of its boxes, and the errors of the plan right now."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from threading import Condition
from typing import Any

from plainplan.compile import Compilation
from plainplan.diagnostics import Diagnostic, Severity
from plainplan.facts import anchor_of
from plainplan.model import Kind, Thing
from plainplan.serve.marks import marks_in, with_holes
from plainplan.ticking import can_tick
from plainplan.tuples import NamedTuple

_REMEMBERED = 8


class PageState(NamedTuple):
    """One state of the live page. `page` is the page as it is built, with marks around its pieces; `source` is the
    digest of the plan it was built from; `errors` are those of the plan since then. `number` counts the states."""

    page: bytes
    source: str
    compilation: Compilation | None
    errors: tuple[dict[str, Any], ...] = ()
    trouble: str = ""
    number: int = 0

    @property
    def revision(self) -> str:
        return digest(self.page)


@dataclass(slots=True)
class Live:
    """The state that the page shows. A request that waits for a change is answered when the state is replaced."""

    shown: PageState
    read_only: bool
    editor: bool
    said: tuple[int, str] = (-1, "")
    _marks: dict[str, frozenset[bytes]] = field(default_factory=dict)  # of the last few pages, by their revision
    _changed: Condition = field(default_factory=Condition)
    _ended: bool = False

    def show(self, page: bytes, data: bytes, compilation: Compilation) -> None:
        """A plan that could be built: its page takes the place of the last one."""
        self._next(PageState(page, digest(data), compilation))

    def keep(self, errors: tuple[dict[str, Any], ...], trouble: str = "") -> None:
        """A plan that cannot be built: the last good page stays, with what is wrong."""
        was = self.shown
        self._next(PageState(was.page, was.source, was.compilation, errors, trouble))

    def _next(self, shown: PageState) -> None:
        with self._changed:
            self.shown = PageState(
                shown.page, shown.source, shown.compilation, shown.errors, shown.trouble, self.shown.number + 1
            )
            self._marks = dict([*self._marks.items(), (self.shown.revision, marks_in(self.shown.page))][-_REMEMBERED:])
            self._changed.notify_all()

    def since(self, revision: str) -> tuple[bytes, str]:
        """The page without the pieces that the one of that revision has, and its own revision."""
        page = self.shown.page
        known = self._marks.get(revision)
        return page if known is None else with_holes(page, known), digest(page)

    def end(self) -> None:
        """Let go of all who wait."""
        with self._changed:
            self._ended = True
            self._changed.notify_all()

    def after(self, number: int, longest: float) -> PageState | None:
        """The state after that one: at once if it is there, else after up to so many seconds. None when it is over."""
        with self._changed:
            self._changed.wait_for(lambda: self._ended or self.shown.number > number, longest)
            return None if self._ended else self.shown


def state_json(live: Live, shown: PageState) -> str:
    """What a page needs to know besides itself; the same for all pages that are open."""
    number, said = live.said
    if number != shown.number:
        said = _state_json(live, shown)
        live.said = shown.number, said
    return said


def _state_json(live: Live, shown: PageState) -> str:
    return json.dumps(
        {
            "revision": shown.revision,
            "source": shown.source,
            "readOnly": live.read_only,
            "editor": live.editor,
            "errors": shown.errors,
            "trouble": shown.trouble,
            "things": _things(shown.compilation) if shown.compilation else {},
        }
    )


def _things(compilation: Compilation) -> dict[str, dict[str, Any]]:
    """Each thing by its address in the page: its line, that line's text, its state, whether it can be ticked."""
    found, can = {}, can_tick(compilation)
    for thing in compilation.plan.things:
        line = compilation.source.position(thing.origin.start).line
        found[anchor_of(thing)] = {
            "line": line,
            "text": compilation.source.line(line).strip()[:200],
            "state": compilation.schedule.things[thing.index].state.value,
            "tick": thing.index in can and not _is_decided_by_contents(thing),
        }
    return found


def _is_decided_by_contents(thing: Thing) -> bool:
    """Whether a click on its box has no meaning: what is in it says how far it is."""
    return bool(thing.contents) and thing.box is None and thing.kind is not Kind.SOLUTION


def errors_of(compilation: Compilation) -> tuple[dict[str, Any], ...]:
    """The errors of a plan as its page shows them: place, message, help."""
    grave = [found for found in compilation.diagnostics if found.severity is Severity.ERROR]
    return tuple(_error(compilation, found) for found in grave)


def _error(compilation: Compilation, found: Diagnostic) -> dict[str, Any]:
    line, column = compilation.source.position(found.span.start)
    return {"code": found.code, "message": found.message, "help": found.help, "line": line, "column": column}


def digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=16).hexdigest()
