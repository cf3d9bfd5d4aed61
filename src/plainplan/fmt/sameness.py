"""Whether two plans mean the same: everything but the places in the text, and how many blanks are between words."""

from __future__ import annotations

from collections import Counter

from plainplan.compile import Compilation
from plainplan.edited import reads_alike
from plainplan.syntax.document import CommentNode
from plainplan.syntax.nodes import nodes_of


def same_meaning(one: Compilation, other: Compilation) -> bool:
    """Whether two compilations have equal plans, dates, comments and kinds of findings."""
    return (
        one.schedule == other.schedule
        and _codes(one) == _codes(other)
        and _comments(one) == _comments(other)
        and reads_alike(one.plan, other.plan)
    )


def _codes(compilation: Compilation) -> Counter[str]:
    return Counter(found.code for found in compilation.diagnostics)


def _comments(compilation: Compilation) -> list[str]:
    return [node.text for node in nodes_of(compilation.document) if isinstance(node, CommentNode)]
