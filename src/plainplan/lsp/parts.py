"""Questions about a document's parts: its tree, what can be folded, selected, followed and coloured."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import quote

from lsprotocol import types as lsp

from plainplan.language.lenses import lenses
from plainplan.language.links import links
from plainplan.language.outline import Symbol, around, folds, symbols
from plainplan.language.tokens import KINDS, tokens
from plainplan.lsp.convert import position, range_of
from plainplan.lsp.documents import Opened
from plainplan.lsp.server import PlanServer
from plainplan.source import Span

SYMBOLS = {
    "section": lsp.SymbolKind.Namespace,
    "goal": lsp.SymbolKind.Class,
    "step": lsp.SymbolKind.Method,
    "solution": lsp.SymbolKind.Constructor,
    "barrier": lsp.SymbolKind.Event,
}

LEGEND = lsp.SemanticTokensLegend(list(KINDS), [])

_MOST_AROUND = 40


def document_symbols(
    server: PlanServer, opened: Opened, params: lsp.DocumentSymbolParams
) -> list[lsp.DocumentSymbol] | list[lsp.SymbolInformation]:
    """The document as a tree, or as a list for an editor that knows no trees."""
    if opened.compiled is None:
        return []
    tops = symbols(opened.compiled.compilation, opened.words)
    if server.can("text_document", "document_symbol", "hierarchical_document_symbol_support"):
        return [_tree(opened, one) for one in tops]
    return [
        lsp.SymbolInformation(lsp.Location(opened.uri, range_of(opened, one.own)), one.name, SYMBOLS[one.kind])
        for one in flat(tops)
    ]


def _tree(opened: Opened, one: Symbol) -> lsp.DocumentSymbol:
    return lsp.DocumentSymbol(
        name=one.name,
        kind=SYMBOLS[one.kind],
        range=range_of(opened, one.span),
        selection_range=range_of(opened, one.own),
        detail=one.detail or None,
        children=[_tree(opened, child) for child in one.children],
    )


def flat(some: Sequence[Symbol]) -> Iterator[Symbol]:
    for one in some:
        yield one
        yield from flat(one.children)


def folding_ranges(server: PlanServer, opened: Opened, params: lsp.FoldingRangeParams) -> list[lsp.FoldingRange]:
    found = () if opened.compiled is None else folds(opened.compiled.compilation)
    return [lsp.FoldingRange(one.first - 1, one.last - 1, kind=lsp.FoldingRangeKind(one.kind)) for one in found]


def selection_ranges(server: PlanServer, opened: Opened, params: lsp.SelectionRangeParams) -> list[lsp.SelectionRange]:
    return [_selection(opened, opened.offset(one.line, one.character)) for one in params.positions]


def _selection(opened: Opened, offset: int) -> lsp.SelectionRange:
    whole = (Span(0, len(opened.body)),)
    spans = whole if opened.compiled is None else around(opened.compiled.compilation, offset)
    found: lsp.SelectionRange | None = None
    for span in reversed((*spans[: _MOST_AROUND - 1], spans[-1])):
        found = lsp.SelectionRange(range_of(opened, span), found)
    assert found is not None
    return found


def document_links(server: PlanServer, opened: Opened, params: lsp.DocumentLinkParams) -> list[lsp.DocumentLink]:
    """Links with their addresses in full: those of files count from the plan's folder."""
    found = () if opened.compiled is None else links(opened.compiled.compilation)
    folder = opened.uri.rpartition("/")[0]
    told = []
    for one in found:
        is_whole = ":" in one.address.partition("/")[0]
        if is_whole or opened.plan.path is not None:
            target = one.address if is_whole else f"{folder}/{quote(one.address, safe='/#?%&=')}"
            told.append(lsp.DocumentLink(range_of(opened, one.span), target))
    return told


def code_lenses(server: PlanServer, opened: Opened, params: lsp.CodeLensParams) -> list[lsp.CodeLens]:
    if opened.compiled is None or not opened.settings.code_lens:
        return []
    found = lenses(opened.compiled.compilation, opened.words)
    return [lsp.CodeLens(range_of(opened, one.span), lsp.Command(one.text, "")) for one in found]


# Tokens


def tokens_of_all(server: PlanServer, opened: Opened, params: lsp.SemanticTokensParams) -> lsp.SemanticTokens:
    number, data = _remembered(opened)
    return lsp.SemanticTokens(data=list(data), result_id=number)


def tokens_of_part(server: PlanServer, opened: Opened, params: lsp.SemanticTokensRangeParams) -> lsp.SemanticTokens:
    return lsp.SemanticTokens(data=_data(opened, opened.span(params.range.start, params.range.end)))


def tokens_since(
    server: PlanServer, opened: Opened, params: lsp.SemanticTokensDeltaParams
) -> lsp.SemanticTokens | lsp.SemanticTokensDelta:
    """What has changed since an answer that is known; all of it where that is not."""
    before = opened.tokens
    number, data = _remembered(opened)
    if params.previous_result_id != before[0] or not before[0]:
        return lsp.SemanticTokens(data=list(data), result_id=number)
    old, start, tail = before[1], 0, 0
    most = min(len(old), len(data))
    while start < most and old[start] == data[start]:
        start += 1
    while tail < most - start and old[-1 - tail] == data[-1 - tail]:
        tail += 1
    gone, new = len(old) - start - tail, list(data[start : len(data) - tail])
    edits = [lsp.SemanticTokensEdit(start, gone, new)] if gone or new else []
    return lsp.SemanticTokensDelta(edits=edits, result_id=number)


def _remembered(opened: Opened) -> tuple[str, tuple[int, ...]]:
    data = tuple(_data(opened, None))
    opened.tokens = (str(int(opened.tokens[0] or 0) + 1), data)
    return opened.tokens


def _data(opened: Opened, within: Span | None) -> list[int]:
    """Tokens as the protocol has them: five numbers each, places counted from the token before."""
    opened.asked_early = opened.asked_early or not opened.is_settled
    found = () if opened.compiled is None else tokens(opened.compiled.compilation, opened.body, within)
    data: list[int] = []
    line = column = 0
    for one in found:
        place = position(opened, one.span.start)
        start, end = one.span.start + opened.mark, one.span.end + opened.mark
        data += (
            place.line - line,
            place.character - (column if place.line == line else 0),
            opened.text.length(start, end),
            KINDS.index(one.kind),
            0,
        )
        line, column = place.line, place.character
    return data
