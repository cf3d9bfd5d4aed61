"""What the server answers: a table of requests, each with what it is told of and the function that answers it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from inspect import isawaitable
from typing import Any

from lsprotocol import types as lsp

from plainplan.language.completion import TRIGGERS
from plainplan.lsp import acting, folders, naming, parts, reading
from plainplan.lsp.documents import Opened
from plainplan.lsp.notices import NOTICES
from plainplan.lsp.server import PlanServer
from plainplan.tuples import NamedTuple


class Question(NamedTuple):
    """A request about a document: answered at once from the last compilation, or, `settled`, once the text as it stands
    is compiled. What stays in sight is `refreshed`, the capability of an editor that can be told to ask again: any
    other is answered once the text is compiled, for it would keep what it was told."""

    answer: Callable[[PlanServer, Opened, Any], Any]
    settled: bool = False
    refreshed: str = ""
    options: Any = None


_FIX_KINDS = ["quickfix", "refactor.rewrite", "source.fixAll.plainplan"]

QUESTIONS = {
    lsp.TEXT_DOCUMENT_HOVER: Question(reading.hover),
    lsp.TEXT_DOCUMENT_INLAY_HINT: Question(reading.inlay_hints, refreshed="inlay_hint"),
    lsp.TEXT_DOCUMENT_COMPLETION: Question(
        reading.completion, options=lsp.CompletionOptions(trigger_characters=list(TRIGGERS))
    ),
    lsp.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL: Question(
        parts.tokens_of_all, refreshed="semantic_tokens", options=parts.LEGEND
    ),
    lsp.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL_DELTA: Question(
        parts.tokens_since, refreshed="semantic_tokens", options=parts.LEGEND
    ),
    lsp.TEXT_DOCUMENT_SEMANTIC_TOKENS_RANGE: Question(
        parts.tokens_of_part, refreshed="semantic_tokens", options=parts.LEGEND
    ),
    lsp.TEXT_DOCUMENT_FORMATTING: Question(acting.formatting, settled=True),
    lsp.TEXT_DOCUMENT_CODE_ACTION: Question(
        acting.code_actions, settled=True, options=lsp.CodeActionOptions(_FIX_KINDS, resolve_provider=True)
    ),
    lsp.TEXT_DOCUMENT_DEFINITION: Question(naming.definition, settled=True),
    lsp.TEXT_DOCUMENT_REFERENCES: Question(naming.references, settled=True),
    lsp.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT: Question(naming.highlights, settled=True),
    lsp.TEXT_DOCUMENT_PREPARE_RENAME: Question(naming.can_rename, settled=True),
    lsp.TEXT_DOCUMENT_RENAME: Question(naming.rename, settled=True, options=lsp.RenameOptions(prepare_provider=True)),
    lsp.TEXT_DOCUMENT_DOCUMENT_SYMBOL: Question(parts.document_symbols, settled=True),
    lsp.TEXT_DOCUMENT_FOLDING_RANGE: Question(parts.folding_ranges, settled=True),
    lsp.TEXT_DOCUMENT_SELECTION_RANGE: Question(parts.selection_ranges, settled=True),
    lsp.TEXT_DOCUMENT_DOCUMENT_LINK: Question(parts.document_links, settled=True),
    lsp.TEXT_DOCUMENT_CODE_LENS: Question(parts.code_lenses, settled=True),
}
"""Each request about a document, by its method."""


def register(server: PlanServer) -> None:
    """Tell pygls what is answered, which it tells the editor in turn."""
    for method, question in QUESTIONS.items():
        answer = _settled if question.settled or question.refreshed else _now
        server.feature(method, question.options)(answer(server, question))
    for method, heed in NOTICES.items():
        server.feature(method)(_heeding(server, heed))
    server.feature(lsp.CODE_ACTION_RESOLVE)(_later(server, acting.resolved))
    server.feature(lsp.WORKSPACE_SYMBOL)(_later(server, folders.workspace_symbols))


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
        can_ask_again = server.can("workspace", question.refreshed, "refresh_support")
        if question.settled or not can_ask_again or opened.compiled is None:  # first there is nothing to answer from
            await server.settled(opened)
        found = question.answer(server, opened, params)
        return await found if isawaitable(found) else found

    return answer


def _heeding(server: PlanServer, heed: Callable[[PlanServer, Any], None]) -> Callable[[Any], None]:
    def heeded(params: Any) -> None:
        heed(server, params)

    return heeded


def _later(
    server: PlanServer, question: Callable[[PlanServer, Any], Awaitable[Any]]
) -> Callable[[Any], Awaitable[Any]]:
    async def answer(params: Any) -> Any:
        return await question(server, params)

    return answer
