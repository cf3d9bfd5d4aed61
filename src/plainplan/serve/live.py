"""The state of the open pages: the last good page, its boxes, and the plan's current errors."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from threading import Condition
from typing import Any

from plainplan.compile import Compilation
from plainplan.serve.marks import marks_in, with_holes
from plainplan.serve.says import says
from plainplan.ticking import tickable
from plainplan.tuples import NamedTuple

_REMEMBERED = 8


class PageState(NamedTuple):
    """A state of the live page.

    `page` is the HTML with marks around its pieces; `source` is the digest of the plan's bytes that it was built from;
    `errors` are those of the plan since then. `news` tells what a tick in the page did to the dates. `number` counts
    the states.
    """

    page: bytes
    source: str
    compilation: Compilation | None
    errors: tuple[dict[str, Any], ...] = ()
    trouble: str = ""
    number: int = 0
    news: tuple[str, ...] = ()

    @property
    def revision(self) -> str:
        return digest(self.page)


@dataclass(slots=True)
class Live:
    """The current page state. Requests that wait for a change are answered when it is replaced."""

    shown: PageState
    read_only: bool
    editor: bool
    said: tuple[int, str] = (-1, "")
    _marks: dict[str, frozenset[bytes]] = field(default_factory=dict)  # of the last few pages, by revision
    _changed: Condition = field(default_factory=Condition)
    _ended: bool = False

    def show(self, page: bytes, data: bytes, compilation: Compilation, news: tuple[str, ...] = ()) -> None:
        """Replace the page by that of a newly built plan."""
        self._next(PageState(page, digest(data), compilation, news=news))

    def keep(self, errors: tuple[dict[str, Any], ...], trouble: str = "") -> None:
        """Keep the last good page, and show the errors of a plan that cannot be built."""
        was = self.shown
        self._next(PageState(was.page, was.source, was.compilation, errors, trouble))

    def _next(self, shown: PageState) -> None:
        with self._changed:
            self.shown = shown._replace(number=self.shown.number + 1)
            self._marks = dict([*self._marks.items(), (self.shown.revision, marks_in(self.shown.page))][-_REMEMBERED:])
            self._changed.notify_all()

    def since(self, revision: str) -> tuple[bytes, str]:
        """The page without the pieces that a given revision has already, and its own revision."""
        page = self.shown.page
        known = self._marks.get(revision)
        return page if known is None else with_holes(page, known), digest(page)

    def end(self) -> None:
        """Release all waiting requests."""
        with self._changed:
            self._ended = True
            self._changed.notify_all()

    def after(self, number: int, longest: float) -> PageState | None:
        """The next state after a given one, waiting at most so many seconds. None when serving has ended."""
        with self._changed:
            self._changed.wait_for(lambda: self._ended or self.shown.number > number, longest)
            return None if self._ended else self.shown


def state_json(live: Live, shown: PageState) -> str:
    """The page's state as JSON; the same for all open pages."""
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
            "news": shown.news,
            "says": says(shown.compilation),
            "things": tickable(shown.compilation) if shown.compilation else {},
        }
    )


def digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=16).hexdigest()
