"""A plan made of notes: read as an outline, understood by its words, written in the canonical layout, and compiled.

`markdown` reads notes in Markdown; whatever else makes an `outline.Notes` goes the same way from there.
"""

from __future__ import annotations

from plainplan.importing.imported import Imported, Refused, imported

__all__ = ["Imported", "Refused", "imported"]
