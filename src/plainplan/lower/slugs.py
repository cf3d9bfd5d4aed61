"""The name that a title gives its thing where none is written."""

from __future__ import annotations

from plainplan.pattern import pattern

_DROPPED = pattern(r"[^\w\- ]")


def slug(title: str) -> str:
    """A title as forges make heading anchors: lower case, spaces as hyphens, punctuation dropped."""
    return _DROPPED.sub("", title.lower()).replace(" ", "-")
