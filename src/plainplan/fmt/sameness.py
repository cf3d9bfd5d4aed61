"""Whether two plans mean the same: everything but the places in the text, and how many blanks are between words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from plainplan.compile import Compilation
from plainplan.fmt.nodes import every_node
from plainplan.prose import Text
from plainplan.source import Span
from plainplan.syntax.document import CommentNode


def same_meaning(one: Compilation, other: Compilation) -> bool:
    """Whether two compilations have equal plans, dates, comments and kinds of findings."""
    return (
        one.schedule == other.schedule
        and _codes(one) == _codes(other)
        and _comments(one) == _comments(other)
        and all(a == b for a, b in zip(_leaves(one.plan), _leaves(other.plan), strict=False))
        and sum(1 for _ in _leaves(one.plan)) == sum(1 for _ in _leaves(other.plan))
    )


def _codes(compilation: Compilation) -> Counter[str]:
    return Counter(found.code for found in compilation.diagnostics)


def _comments(compilation: Compilation) -> list[str]:
    return [node.text for node in every_node(compilation.document) if isinstance(node, CommentNode)]


def _leaves(value: Any) -> Iterator[Any]:
    """The plain values in a value, with the kinds of what holds them; no recursion, prose may be nested deeply."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Span):
            continue
        if isinstance(one, Text):
            yield " ".join(f".{one.text}.".split())
        elif isinstance(one, tuple):
            yield type(one).__name__, len(one)
            waiting.extend(_without_places(one))
        else:
            yield one


def _without_places(value: Any) -> tuple[Any, ...]:
    """A tuple's parts; of the places of tags and settings only the keys."""
    spans = getattr(value, "spans", None)
    return tuple(value if spans is None else value._replace(spans=tuple(sorted(key for key, _ in spans))))
