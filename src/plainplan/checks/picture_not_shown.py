"""Pictures that cannot be shown: told by whatever reads the plan's file, which alone can look at others."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from plainplan.checks.ignore import without_ignored
from plainplan.diagnostics import Diagnostic, Rule, Severity, finding
from plainplan.messages import msg
from plainplan.model import Plan
from plainplan.prose import Image
from plainplan.syntax.document import Document

RULE = Rule(
    "P121",
    "picture-not-shown",
    Severity.WARNING,
    "A picture cannot be shown.",
    "Pictures in the plan's folder and below are put into page and PDF: PNG, JPEG, GIF and WebP, up to 2 MiB each. "
    "One that is missing, larger or of another kind is a link with its words instead, and a link to nothing where "
    "it is missing. Pictures on the web are links as well, which is nothing to tell. Only what reads the plan from a "
    "file tells this finding.",
    "---\nstart: 2026-11-01\nreview: weekly\n---\n\n# Be a nurse\n\nOur ![campus](missing.png)\n\n"
    "## Primary objective\n\n### Be hired ~3m\n\n- [ ] Apply ~3m\n- Barrier: no time ~1w\n  - Solution: mornings\n",
    "---\nstart: 2026-11-01\nreview: weekly\n---\n\n# Be a nurse\n\nOur campus\n\n"
    "## Primary objective\n\n### Be hired ~3m\n\n- [ ] Apply ~3m\n- Barrier: no time ~1w\n  - Solution: mornings\n",
)

WhyNot = Callable[[str], str]
"""Why the picture at an address cannot be shown; empty where it can."""


def not_shown(document: Document, plan: Plan, why_not: WhyNot) -> tuple[Diagnostic, ...]:
    """A finding for each picture that cannot be shown, at the first place that names it, unless it is ignored."""
    first: dict[str, Image] = {}
    for picture in sorted(_pictures(document.nodes), key=lambda one: one.span):
        first.setdefault(picture.src, picture)
    found = tuple(_found(one, why) for one in first.values() if (why := why_not(one.src)))
    left = without_ignored(document, plan, found)
    return tuple(one for one in found if one in left)


def _pictures(nodes: tuple[Any, ...]) -> Iterator[Image]:
    """Every picture in these nodes; no recursion here."""
    stack: list[Any] = [nodes]
    while stack:
        value = stack.pop()
        if isinstance(value, Image):
            yield value
        elif isinstance(value, tuple):
            stack.extend(value)


def _found(picture: Image, why: str) -> Diagnostic:
    message = msg("the picture `{file}` cannot be shown: {reason}", file=picture.src or picture.alt, reason=why)
    help = msg("write its address as seen from this plan's folder, and keep it there or below; PNG, JPEG, GIF or WebP")
    return finding(RULE, picture.span, message, help=help)
