"""Whether two plans mean the same: everything but the places in the text, and how many blanks are between words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
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
            waiting.extend(one)
        elif is_dataclass(one):
            yield type(one).__name__
            waiting.extend(_field(one, field.name) for field in fields(one))
        else:
            yield one


def _field(holder: Any, name: str) -> Any:
    value = getattr(holder, name)
    return tuple(sorted(key for key, _ in value)) if name == "spans" else value
