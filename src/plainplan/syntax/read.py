"""Parsing a text: its front matter, then the rows below it, with diagnostics."""

from __future__ import annotations

from plainplan.diagnostics import Diagnostic
from plainplan.source import Source
from plainplan.syntax.document import Document, Node, NoteNode
from plainplan.syntax.frontmatter import FrontMatter, read_front_matter
from plainplan.syntax.markdown import Blocks
from plainplan.syntax.tree import Tree, read_tree
from plainplan.syntax.unread import unread_lines, unused_definitions
from plainplan.tuples import NamedTuple


class Parsed(NamedTuple):
    """A document with its diagnostics.

    `body` is the offset below its front matter; `defines` says that it has link reference definitions, which apply to
    the whole text.
    """

    document: Document
    found: tuple[Diagnostic, ...]
    body: int
    defines: bool


class Part(NamedTuple):
    """Some rows of a text, read on their own."""

    nodes: tuple[Node, ...]
    notes: tuple[NoteNode, ...]
    found: list[Diagnostic]
    defines: bool


def parse(source: Source) -> tuple[Document, tuple[Diagnostic, ...]]:
    """The document of a text, and everything that looks odd in it. Never raises: any text is a document."""
    parsed = read(source)
    return parsed.document, parsed.found


def read(source: Source) -> Parsed:
    """The document of a text. Never raises: any text is a document, however odd."""
    diagnostics: list[Diagnostic] = []
    return read_below(source, read_front_matter(source, diagnostics), diagnostics)


def read_below(source: Source, front: FrontMatter, diagnostics: list[Diagnostic]) -> Parsed:
    """The document of a text whose front matter is read already, with the `diagnostics` about it."""
    part = read_rows(source, front.rows, len(source.line_starts))
    assert part is not None
    document = Document(source, front.entries, front.span, part.nodes, part.notes)
    return Parsed(document, (*diagnostics, *part.found), offset_of(source, front.rows), part.defines)


def read_rows(source: Source, first: int, last: int, *, until_heading: bool = False) -> Part | None:
    """The nodes of some rows. With `until_heading`, the row after them must be a heading nested in nothing."""
    blocks = Blocks(source, first, last + 1 if until_heading else last)
    if until_heading:
        if not _ends_with_heading(blocks, last - first):
            return None
        del blocks.tokens[-3:]
    diagnostics: list[Diagnostic] = []
    tree = read_tree(blocks, diagnostics)
    unread_lines(blocks, tree.covered, last - first, diagnostics)
    unused_definitions(blocks, diagnostics)
    notes = _notes(blocks, tree, diagnostics) if tree.notes else ()
    defines = bool(tree.notes or blocks.env["references"] or blocks.env.get("duplicate_refs"))
    return Part(tree.nodes, notes, diagnostics, defines)


def _notes(blocks: Blocks, tree: Tree, diagnostics: list[Diagnostic]) -> tuple[NoteNode, ...]:
    from plainplan.syntax.footnotes import read_notes  # few plans have footnotes

    return read_notes(blocks.env, tree.notes, diagnostics)


def _ends_with_heading(blocks: Blocks, row: int) -> bool:
    opening = blocks.tokens[-3:][0] if blocks.tokens else None
    return (
        opening is not None and opening.type == "heading_open" and opening.level == 0 and opening.map == [row, row + 1]
    )


def offset_of(source: Source, row: int) -> int:
    """Where a row begins; the end of the text for the one after the last."""
    return source.line_starts[row] if row < len(source.line_starts) else len(source.text)
