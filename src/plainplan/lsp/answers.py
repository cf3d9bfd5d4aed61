"""What the server answers: a table of requests, each with what it is told of and the function that answers it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from lsprotocol import types as lsp

from plainplan.language.completion import TRIGGERS
from plainplan.lsp import acting, reading
from plainplan.lsp.documents import Opened
from plainplan.lsp.notices import NOTICES
from plainplan.lsp.server import PlanServer
from plainplan.tuples import NamedTuple


class Question(NamedTuple):
    """A request about a document: answered at once from the last compilation, or, `settled`, once the text as it stands
    is compiled."""

    answer: Callable[[PlanServer, Opened, Any], Any]
    settled: bool = False
    options: Any = None


_FIX_KINDS = ["quickfix", "refactor.rewrite", "source.fixAll.plainplan"]

QUESTIONS = {
    lsp.TEXT_DOCUMENT_HOVER: Question(reading.hover),
    lsp.TEXT_DOCUMENT_INLAY_HINT: Question(reading.inlay_hints),
    lsp.TEXT_DOCUMENT_COMPLETION: Question(
        reading.completion, options=lsp.CompletionOptions(trigger_characters=list(TRIGGERS))
    ),
    lsp.TEXT_DOCUMENT_FORMATTING: Question(acting.formatting, settled=True),
    lsp.TEXT_DOCUMENT_CODE_ACTION: Question(
        acting.code_actions, settled=True, options=lsp.CodeActionOptions(_FIX_KINDS, resolve_provider=True)
    ),
}
"""Each request about a document, by its method."""


def register(server: PlanServer) -> None:
    """Tell pygls what is answered, which it tells the editor in turn."""
    for method, question in QUESTIONS.items():
        server.feature(method, question.options)(
            _settled(server, question) if question.settled else _now(server, question)
        )
    for method, heed in NOTICES.items():
        server.feature(method)(_heeding(server, heed))
    server.feature(lsp.CODE_ACTION_RESOLVE)(_resolving(server))


def _now(server: PlanServer, question: Question) -> Callable[[Any], Any]:
    def answer(params: Any) -> Any:
        opened = server.documents.get(params.text_document.uri)
        return None if opened is None else question.answer(server, opened, params)

    return answer


def _settled(server: PlanServer, question: Question) -> Callable[[Any], Awaitable[Any]]:
    async def answer(params: Any) -> Any:
        opened = server.documents.get(params.text_document.uri)
        if opened is None:
            return None
        await server.settled(opened)
        return await question.answer(server, opened, params)

    return answer


def _heeding(server: PlanServer, heed: Callable[[PlanServer, Any], None]) -> Callable[[Any], None]:
    def heeded(params: Any) -> None:
        heed(server, params)

    return heeded


def _resolving(server: PlanServer) -> Callable[[Any], Awaitable[Any]]:
    async def answer(action: Any) -> Any:
        return await acting.resolved(server, action)

    return answer
