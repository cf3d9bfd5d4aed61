"""Reading a plan's text: `decode` turns bytes into a source, `read` and `parse` a source into a document.

`incremental.read_again` does so after an edit.
"""

from __future__ import annotations

from plainplan.diagnostics import Diagnostic
from plainplan.syntax.decoding import decode
from plainplan.syntax.document import Document
from plainplan.syntax.read import Parsed, parse, read
from plainplan.syntax.rules import RULES
from plainplan.syntax.tags import TAGS

__all__ = ["RULES", "TAGS", "Document", "Parsed", "decode", "parse", "read", "unfinished_merges"]


def unfinished_merges(document: Document) -> tuple[Diagnostic, ...]:
    """A diagnostic for each merge that git left unfinished; few texts have a mark of one."""
    text = document.source.text
    if "<<<<<<<" not in text and ">>>>>>>" not in text:
        return ()
    from plainplan.syntax.merge import merges_in

    return merges_in(document)
