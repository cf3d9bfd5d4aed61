"""Marks around the pieces of a page, so that an open page is sent only the pieces that changed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Set
from hashlib import blake2b

_START, _CLOSED, _END = b"<!--plan:", b"-->", b"<!--/plan-->"
_MARKS = re.compile(rb"<!--plan:[0-9a-f]{16}-->|<!--/plan-->")


def marked(piece: str) -> str:
    """A piece of a page between two comments that hold its digest."""
    return f"<!--plan:{blake2b(piece.encode(), digest_size=8).hexdigest()}-->{piece}<!--/plan-->"


def without_marks(page: bytes) -> bytes:
    return _MARKS.sub(b"", page)


def marks_in(page: bytes) -> frozenset[bytes]:
    """The digests of pieces that occur once in a page; repeated ones could not be told apart."""
    digests = Counter(part.partition(_CLOSED)[0] for part in page.split(_START)[1:])
    return frozenset(digest for digest, count in digests.items() if count == 1)


def with_holes(page: bytes, known: Set[bytes]) -> bytes:
    """The page without the contents of the pieces that the receiver has."""
    first, *rest = page.split(_START)
    known = known & marks_in(page)
    return _START.join((first, *(_hollow(part, known) for part in rest)))


def _hollow(part: bytes, known: Set[bytes]) -> bytes:
    digest, closed, after = part.partition(_CLOSED)
    if digest not in known:
        return part
    _, end, following = after.partition(_END)
    return b"".join((digest, closed, end, following)) if end else part
