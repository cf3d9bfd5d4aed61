"""From a source to its document: the front matter, then Markdown, then everything that looks odd in them."""

from __future__ import annotations

from plainplan.diagnostics import Diagnostic
from plainplan.source import Source
from plainplan.syntax.document import Document
from plainplan.syntax.read import read


def parse(source: Source) -> tuple[Document, tuple[Diagnostic, ...]]:
    """The document that a text holds. Never raises: any text is a document, however odd."""
    parsed = read(source)
    return parsed.document, parsed.found
