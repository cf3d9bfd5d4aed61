"""The name that a title gives its thing where none is written."""

from __future__ import annotations

import unicodedata

from plainplan.pattern import pattern

_DROPPED = pattern(r"[^\w\- ]")


def slug(title: str) -> str:
    """A title as forges make heading anchors: lower case, spaces as hyphens, punctuation dropped."""
    small = (title if title.isascii() else unicodedata.normalize("NFC", title)).lower()
    hyphened = small.replace(" ", "-")
    return hyphened if hyphened.replace("-", "").isalnum() else _DROPPED.sub("", small).replace(" ", "-")
