"""From what `language` answers to what the protocol says, and back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lsprotocol import types as lsp

from plainplan.diagnostics import Diagnostic, Edit, Severity
from plainplan.language.speech import Piece, as_markdown, as_plain
from plainplan.lsp.documents import Opened
from plainplan.source import Source, Span

SOURCE = "plainplan"

_SEVERITY = {
    Severity.ERROR: lsp.DiagnosticSeverity.Error,
    Severity.WARNING: lsp.DiagnosticSeverity.Warning,
    Severity.HINT: lsp.DiagnosticSeverity.Information,
}


def position(opened: Opened, offset: int) -> lsp.Position:
    place = opened.place(offset)
    return lsp.Position(place.line, place.column)


def range_of(opened: Opened, span: Span) -> lsp.Range:
    return lsp.Range(position(opened, span.start), position(opened, span.end))


def diagnostic(opened: Opened, found: Diagnostic) -> lsp.Diagnostic:
    """A finding, with the other places that it is about."""
    tell = opened.words.tell
    places = [
        lsp.DiagnosticRelatedInformation(lsp.Location(opened.uri, range_of(opened, one.span)), tell(one.text))
        for one in opened.related.get(found, ())
    ]
    return lsp.Diagnostic(
        range=range_of(opened, found.span),
        message=tell(found.message),
        severity=_SEVERITY[found.severity],
        code=found.code,
        source=SOURCE,
        related_information=places or None,
    )


def workspace_edit(opened: Opened, edits: Iterable[Edit], *, versioned: bool) -> lsp.WorkspaceEdit:
    """Edits of a document, for the version that they were made for where the editor can say so."""
    changes = text_edits(opened, edits)
    if not versioned:
        return lsp.WorkspaceEdit(changes={opened.uri: changes})
    document = lsp.OptionalVersionedTextDocumentIdentifier(opened.uri, opened.version)
    return lsp.WorkspaceEdit(document_changes=[lsp.TextDocumentEdit(document, changes)])


def text_edits(opened: Opened, edits: Iterable[Edit]) -> list[lsp.TextEdit]:
    """Edits by place; line ends that they bring are the file's own."""
    source = Source("", opened.body)
    return [lsp.TextEdit(range_of(opened, edit.span), with_line_ends(edit.text, source.line_end)) for edit in edits]


def with_line_ends(text: str, line_end: str) -> str:
    """A text whose lines end as those of the file do, as far as they ended with LF."""
    return text if line_end == "\n" or "\r" in text else text.replace("\n", line_end)


def markup(pieces: Iterable[Piece], formats: Sequence[str] | None) -> lsp.MarkupContent:
    """What is told, in the first form that the editor can show; Markdown where it does not say."""
    if formats and lsp.MarkupKind.Markdown not in formats:
        return lsp.MarkupContent(lsp.MarkupKind.PlainText, as_plain(pieces))
    return lsp.MarkupContent(lsp.MarkupKind.Markdown, as_markdown(pieces))
