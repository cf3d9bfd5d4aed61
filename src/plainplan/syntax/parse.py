"""From a source to its document: the front matter, then Markdown, then everything that looks odd in them."""

from __future__ import annotations

from plainplan.diagnostics import Diagnostic
from plainplan.source import Source
from plainplan.syntax.document import Document
from plainplan.syntax.frontmatter import read_front_matter
from plainplan.syntax.markdown import Blocks
from plainplan.syntax.tree import read_tree
from plainplan.syntax.unread import unread_lines


def parse(source: Source) -> tuple[Document, tuple[Diagnostic, ...]]:
    """The document that a text holds. Never raises: any text is a document, however odd."""
    found: list[Diagnostic] = []
    front = read_front_matter(source, found)
    row = front.rows
    blocks = Blocks(source, row)
    tree = read_tree(blocks, found)
    unread_lines(blocks, tree.covered, len(source.line_starts) - row, found)
    document = Document(source, front.entries, front.span, tree.nodes)
    return document, tuple(found)
