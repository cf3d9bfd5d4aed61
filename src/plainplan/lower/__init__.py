"""From the document to the plan: `lower(document, companions)` returns the plan and diagnostics."""

from __future__ import annotations

from plainplan.companions import NONE, Companions
from plainplan.defaults import NO_DEFAULTS, Defaults
from plainplan.diagnostics import Diagnostic
from plainplan.lower.draft import Draft
from plainplan.lower.finish import to_plan
from plainplan.lower.near_words import loose_names, without_doubling, without_false_near_misses
from plainplan.lower.outline import find_title, outline
from plainplan.lower.settings import read_settings
from plainplan.model import Plan
from plainplan.syntax.document import Document
from plainplan.syntax.frontmatter import MAX_BYTES

__all__ = ["companion_names", "lower", "without_doubling", "without_false_near_misses"]


def lower(
    document: Document, companions: Companions = NONE, defaults: Defaults = NO_DEFAULTS
) -> tuple[Plan, tuple[Diagnostic, ...]]:
    """The plan that a document means. Never raises: what cannot be understood is reported and left out."""
    settings, of_settings = read_settings(document, companions, defaults)
    draft = Draft(document.source, settings)
    title = find_title(document, settings.title)
    outline(draft, document, title)
    if document.notes:
        from plainplan.lower.footnotes import place_footnotes

        place_footnotes(draft, document)
    plan = to_plan(draft, title.words, title.heading.words.span if title.heading else None)
    return plan, (*of_settings, *draft.found, *loose_names(document, plan))


def companion_names(data: bytes) -> tuple[str, ...]:
    """The distinct names of files in a plan's front matter, read from its bytes without parsing the rest."""
    head = data[: MAX_BYTES + 64]
    if b"holidays" not in head and b".ics" not in head.lower():
        return ()
    from plainplan.lower.holidays import files_named

    return files_named(head)
