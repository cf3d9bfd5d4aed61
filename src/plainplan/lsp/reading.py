"""Questions that are answered at once, from the last compilation and the text as it stands."""

from __future__ import annotations

from lsprotocol import types as lsp

from plainplan.language import completion as of_completion
from plainplan.language import hints as of_hints
from plainplan.language import hover as of_hover
from plainplan.language.suggested import Suggestion
from plainplan.lsp.convert import markup, position, range_of
from plainplan.lsp.documents import Opened
from plainplan.lsp.server import PlanServer

_KINDS = {
    "name": lsp.CompletionItemKind.Reference,
    "tag": lsp.CompletionItemKind.Property,
    "value": lsp.CompletionItemKind.Value,
    "date": lsp.CompletionItemKind.Value,
    "person": lsp.CompletionItemKind.Text,
    "label": lsp.CompletionItemKind.Keyword,
    "section": lsp.CompletionItemKind.Struct,
    "setting": lsp.CompletionItemKind.Property,
    "mark": lsp.CompletionItemKind.Keyword,
}


def hover(server: PlanServer, opened: Opened, params: lsp.HoverParams) -> lsp.Hover | None:
    if opened.compiled is None:
        return None
    offset = opened.offset(params.position.line, params.position.character)
    found = of_hover.hover(opened.compiled.compilation, opened.body, offset, opened.words)
    if found is None:
        return None
    formats = server.can("text_document", "hover", "content_format")
    return lsp.Hover(markup(found.pieces, formats), range_of(opened, found.span))


def inlay_hints(server: PlanServer, opened: Opened, params: lsp.InlayHintParams) -> list[lsp.InlayHint]:
    opened.asked_early = opened.asked_early or not opened.is_settled
    if opened.compiled is None:
        return []
    compilation, words = opened.compiled.compilation, opened.words
    within = opened.span(params.range.start, params.range.end)
    found = of_hints.hints(compilation, opened.body, opened.settings.hints, within, words)
    return [_inlay_hint(opened, one, of_hints.reason(compilation, one.thing, words)) for one in found]


def _inlay_hint(opened: Opened, hint: of_hints.Hint, reason: str) -> lsp.InlayHint:
    place = None if hint.cause is None else lsp.Location(opened.uri, range_of(opened, hint.cause))
    label = lsp.InlayHintLabelPart(hint.label, tooltip=reason or None, location=place)
    return lsp.InlayHint(position(opened, hint.offset), [label], padding_left=True)


def completion(server: PlanServer, opened: Opened, params: lsp.CompletionParams) -> lsp.CompletionList | None:
    if opened.compiled is None:
        return None
    offset = opened.offset(params.position.line, params.position.character)
    found = of_completion.completions(opened.compiled.compilation, opened.body, offset, server.day(), opened.words)
    if found is None:
        return None
    where = range_of(opened, found.span)
    items = [_item(one, place, where) for place, one in enumerate(found.items)]
    return lsp.CompletionList(is_incomplete=not found.whole, items=items)


def _item(one: Suggestion, place: int, where: lsp.Range) -> lsp.CompletionItem:
    return lsp.CompletionItem(
        label=one.label,
        kind=_KINDS[one.kind],
        detail=one.detail or None,
        sort_text=f"{place:04}",
        filter_text=f"{one.label} {one.words}" if one.words else None,
        text_edit=lsp.TextEdit(where, one.written),
    )
