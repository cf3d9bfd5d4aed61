"""Footnotes stand where the part of the plan ends that refers to them first, wherever they are written."""

from __future__ import annotations

from plainplan.lower.draft import Draft
from plainplan.prose import Footnote, Footnotes
from plainplan.syntax.document import Document


def place_footnotes(draft: Draft, document: Document) -> None:
    """Put each footnote at the end of the section that refers to it."""
    placed: dict[int, list[Footnote]] = {}
    for node in document.notes:
        starts = [section.origin.start for section in draft.sections]
        place = max((index for index, start in enumerate(starts) if start <= node.mark), default=0)
        placed.setdefault(place, []).append(node.note)
    for place, notes in placed.items():
        draft.sections[place].body.append(Footnotes(tuple(notes)))
