"""The server: what is open, what is to be compiled next, and what is told without being asked."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer

from plainplan import __version__
from plainplan.diagnostics import Diagnostic
from plainplan.errors import OwnMistake, PlainplanError
from plainplan.language.related import Related
from plainplan.lsp.documents import Compiled, Opened, plan_of
from plainplan.lsp.protocol import Outdated, Protocol
from plainplan.lsp.settings import DEFAULTS, SECTION, Settings, read_settings
from plainplan.lsp.store import Text, compilable
from plainplan.lsp.worker import Worker
from plainplan.tuples import NamedTuple

log = logging.getLogger("plainplan.lsp")

_LOOK_AT_CLOCK = 20.0
"""Seconds: a machine that slept past midnight is told soon after it woke."""

Answer = TypeVar("Answer")


class Made(NamedTuple):
    """What the worker makes of a text: it is compiled, and what its findings are about besides their place."""

    compiled: Compiled
    related: Mapping[Diagnostic, tuple[Related, ...]]


class PlanServer(LanguageServer):
    """A language server for plans. Everything but compiling happens in one thread, message by message."""

    protocol: Protocol

    def __init__(self, day: Callable[[], date]) -> None:
        super().__init__(SECTION, __version__, protocol_cls=Protocol)
        self.day = day
        self.documents: dict[str, Opened] = {}
        self.defaults: Settings = DEFAULTS
        self.worker: Worker
        self.unopened: dict[Path, tuple[tuple[int, ...], Opened]] = {}
        self._pending: dict[Opened, None] = {}
        self._is_compiling = False
        self._told_day = 0
        self._background: set[asyncio.Task[Any]] = set()

    def report_server_error(self, error: Exception, source: Any) -> None:
        """Nobody is helped by a window with an error of ours in it: it goes to the log."""
        log.error("%s", error)

    def can(self, *names: str) -> Any:
        """A capability of the editor by the names that lead to it; None where it does not say."""
        found: Any = self.client_capabilities
        for name in names:
            found = getattr(found, name, None)
        return found

    @property
    def encoding(self) -> str:
        """How columns are counted, as was agreed."""
        agreed = self.server_capabilities.position_encoding or lsp.PositionEncodingKind.Utf16
        return str(getattr(agreed, "value", agreed))

    # Documents

    def open(self, document: lsp.TextDocumentItem) -> None:
        plan = plan_of(document.uri, document.language_id)
        if plan is None:
            return
        self._forget(document.uri)
        text = Text(document.text, self.encoding)
        opened = Opened(document.uri, plan, text, document.version, settings=self.defaults)
        self.documents[document.uri] = opened
        self.compile_soon([opened])
        self.ask_for_settings([opened])

    def close(self, uri: str) -> None:
        """Forget a document, and take its findings back."""
        opened = self._forget(uri)
        if opened is not None:
            self.publish(opened, [])

    def _forget(self, uri: str) -> Opened | None:
        """Forget a document; whoever waits for it waits for nothing."""
        opened = self.documents.pop(uri, None)
        if opened is not None:
            self._pending.pop(opened, None)
            for one in opened.waiting:
                one.cancel()
        return opened

    def compile_soon(self, some: Iterable[Opened]) -> None:
        """Compile documents once all messages that came in together are taken; not twice what changes meanwhile."""
        self._pending.update(dict.fromkeys(some))
        asyncio.get_running_loop().call_soon(self._compile_next)

    def _compile_next(self) -> None:
        if self._is_compiling or not self._pending:
            return
        opened = next(iter(self._pending))
        del self._pending[opened]
        self._is_compiling = True
        job = partial(_made, opened, opened.text.text, opened.changes, self.day())
        self.worker.do(job).add_done_callback(partial(self._compiled, opened))

    def _compiled(self, opened: Opened, answer: asyncio.Future[Made]) -> None:
        """A document is compiled; what has changed meanwhile is not told of, and compiled next."""
        self._is_compiling = False
        if not answer.cancelled() and answer.exception() is None and self.documents.get(opened.uri) is opened:
            made = answer.result()
            opened.compiled = made.compiled
            if opened.is_settled:
                opened.related = made.related
                self._settled(opened)
            else:
                self._pending[opened] = None
        elif not answer.cancelled() and (error := answer.exception()) is not None:
            log.error("a plan could not be compiled", exc_info=error)
            self.tell_trouble(opened, error)
            _let_go(opened, error)
        self._compile_next()

    def _settled(self, opened: Opened) -> None:
        if opened.settings.diagnostics == "type" or opened.told_version is None:
            self.publish_findings(opened)
        _let_go(opened)
        if opened.asked_early:
            opened.asked_early = False
            self.refresh()

    async def settled(self, opened: Opened) -> Compiled:
        """The document as it stands, compiled."""
        while not opened.is_settled:
            waiting = asyncio.get_running_loop().create_future()
            opened.waiting.append(waiting)
            if opened not in self._pending and not self._is_compiling:
                self.compile_soon([opened])
            await waiting
        assert opened.compiled is not None
        return opened.compiled

    async def work(self, opened: Opened, job: Callable[[], Answer]) -> Answer:
        """What takes longer, made of the document as it stands; an error where that changes before it is done."""
        changes = opened.changes
        answer = await self.worker.do(job)
        if opened.changes != changes:
            raise Outdated("the plan has changed meanwhile")
        return answer

    # Telling

    def publish_findings(self, opened: Opened) -> None:
        from plainplan.lsp.convert import diagnostic

        if opened.compiled is None:
            return
        opened.told_version = opened.changes
        found = opened.compiled.compilation.diagnostics
        self.publish(opened, [diagnostic(opened, one) for one in found])

    def publish(self, opened: Opened, found: list[lsp.Diagnostic]) -> None:
        self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(opened.uri, found, opened.version))

    def tell_trouble(self, opened: Opened, error: BaseException) -> None:
        """Say in the editor's log why a document is not compiled: what is wrong beside it, or a mistake of ours."""
        own = OwnMistake(opened.plan.name, error if isinstance(error, Exception) else Exception(), "compiled")
        said = str(error if isinstance(error, PlainplanError) else own)
        self.window_log_message(lsp.LogMessageParams(lsp.MessageType.Error, said))

    def refresh(self) -> None:
        """Have the editor ask again for what it was told from an older text."""
        for method, names in _REFRESHED.items():
            if self.can("workspace", *names):
                self.protocol.send_request(method, None)

    # Settings

    def ask_for_settings(self, some: Iterable[Opened]) -> None:
        """Ask the editor what is set for these documents, where it can tell."""
        documents = list(some)
        if documents and self.can("workspace", "configuration"):
            items = [lsp.ConfigurationItem(scope_uri=one.uri, section=SECTION) for one in documents]
            self.in_background(self._take_settings(documents, items))

    async def _take_settings(self, some: list[Opened], items: list[lsp.ConfigurationItem]) -> None:
        told = await self.workspace_configuration_async(lsp.ConfigurationParams(items))
        for opened, values in zip(some, told or (), strict=False):
            before, opened.settings = opened.settings, read_settings(values, self.defaults)
            if opened.settings != before:
                self.refresh()
                now = opened.settings
                if opened.is_settled and (before.diagnostics, before.lang) != (now.diagnostics, now.lang):
                    self.publish_findings(opened)

    def in_background(self, doing: Any) -> None:
        """Do something that nobody awaits; what goes wrong is noted."""
        task = asyncio.ensure_future(_noting(doing))
        self._background.add(task)
        task.add_done_callback(self._background.discard)

    # The clock

    async def watch_the_day(self) -> None:
        """Compile everything again when a day has ended."""
        self._told_day = self.day().toordinal()
        while True:
            await asyncio.sleep(_LOOK_AT_CLOCK)
            self.look_at_the_day()

    def look_at_the_day(self) -> None:
        day = self.day().toordinal()
        if day != self._told_day:
            self._told_day = day
            for opened in self.documents.values():
                opened.changes += 1
                opened.asked_early = True
            self.compile_soon(self.documents.values())


_REFRESHED = {
    lsp.WORKSPACE_INLAY_HINT_REFRESH: ("inlay_hint", "refresh_support"),
    lsp.WORKSPACE_SEMANTIC_TOKENS_REFRESH: ("semantic_tokens", "refresh_support"),
    lsp.WORKSPACE_CODE_LENS_REFRESH: ("code_lens", "refresh_support"),
}


def _made(opened: Opened, text: str, changes: int, day: date) -> Made:
    """Compile a text, in the worker: the same call, and the same files beside it, as `plan check`."""
    from plainplan.language.related import related
    from plainplan.project import compile_read

    before = None if opened.compiled is None else opened.compiled.compilation
    data = compilable(text).encode()
    compilation = compile_read(opened.plan, data, day, before)
    return Made(Compiled(compilation, changes, day.toordinal()), related(compilation))


def _let_go(opened: Opened, error: BaseException | None = None) -> None:
    waiting, opened.waiting = opened.waiting, []
    for one in waiting:
        if not one.done():
            if error is None:
                one.set_result(None)
            else:
                one.set_exception(error)


async def _noting(doing: Any) -> None:
    with suppress(asyncio.CancelledError):
        try:
            await doing
        except Exception:
            log.exception("something in the background went wrong")
