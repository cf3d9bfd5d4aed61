"""Findings that the writer doesn't want to hear: `ignore:` in the front matter, and directives in comments."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice

from plainplan.defaults import Defaults
from plainplan.diagnostics import Diagnostic, Rule, Severity, finding
from plainplan.messages import msg
from plainplan.model import Plan
from plainplan.pattern import pattern
from plainplan.source import Span
from plainplan.syntax.document import CommentNode, Document, HeadingNode, ListNode, Node

RULE = Rule(
    "P117",
    "idle-ignore",
    Severity.HINT,
    "An `ignore` ignores nothing.",
    "`ignore:` in the front matter, or `<!-- plan: ignore P204 -->` in a comment, silences a kind of finding. One "
    "that has nothing to silence any more is best taken out, so that it does not hide something later. Errors can't "
    "be ignored.",
    "---\nignore: P204\nstart: 2026-11-01\n---\n\n# Become a nurse\n\n## Primary objective\n\n### Be hired ~6m\n\n"
    "- [ ] Apply ~5m\n",
    "---\nignore: P501\nstart: 2026-11-01\n---\n\n# Become a nurse\n\n## Primary objective\n\n### Be hired ~6m\n\n"
    "- [ ] Apply ~5m\n",
)

_DIRECTIVE = pattern(r"\s*plan\s*:\s*ignore\s+(?P<codes>[\w\s,-]+?)\s*", re.IGNORECASE)

_TOLD_ELSEWHERE = ("P121", "PICTURE-NOT-SHOWN", "P235", "UNREAD-PLAN", "P236", "NO-GLYPH")
"""What is told by whoever looks at other files or makes a PDF: only there is known whether an `ignore` had to do."""

# Every finding is held against every directive, so a file full of them would take its time.
MOST = 1000


class Ignore:
    """One code or name to ignore: in which stretch of the file, and where that is written."""

    def __init__(
        self,
        code: str,
        scope: Span,
        place: Span,
        used: bool = False,
    ) -> None:
        self.code = code
        self.scope = scope
        self.place = place
        self.used = used

    def covers(self, found: Diagnostic) -> bool:
        names = (found.code, found.rule.name.upper())
        return self.code in names and self.scope.start <= found.span.start <= self.scope.end


def without_ignored(document: Document, plan: Plan, found: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The findings that are left, and a hint for each `ignore` that had nothing to do."""
    ignores = [*_of_settings(document, plan), *islice(_of_comments(document), MOST)]
    if not ignores:
        return tuple(found)
    left = [one for one in found if not _is_ignored(one, ignores)]
    return (*left, *(_idle(one, found) for one in ignores if not one.used and one.code not in _TOLD_ELSEWHERE))


def of_folder(defaults: Defaults, found: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The findings that a folder wants to hear: those it selects, where it selects any, and does not ignore. Errors are
    always told; one more tells that the settings themselves have some."""
    if not defaults.name:
        return tuple(found)
    kept = tuple(one for one in found if one.severity is Severity.ERROR or _is_wanted(defaults, one.code))
    if not defaults.has_errors:
        return kept
    message = msg("the settings in `{name}` have errors, so the dates of this plan may be wrong", name=defaults.name)
    help = msg("`plan check` tells what is wrong in `{name}`", name=defaults.name)
    from plainplan.lower.folder_rules import FOLDER_WITH_ERRORS  # few folders have one

    return (*kept, finding(FOLDER_WITH_ERRORS, Span(0, 0), message, help=help))


def _is_wanted(defaults: Defaults, code: str) -> bool:
    return code.startswith(defaults.select or "") and not code.startswith(defaults.ignore or "\0")


def _is_ignored(found: Diagnostic, ignores: list[Ignore]) -> bool:
    if found.severity is Severity.ERROR:
        return False
    covering = [one for one in ignores if one.covers(found)]
    for one in covering:
        one.used = True
    return bool(covering)


def _idle(ignore: Ignore, found: Sequence[Diagnostic]) -> Diagnostic:
    if any(ignore.covers(one) for one in found):
        return finding(
            RULE, ignore.place, msg("`{code}` is an error here, and errors can't be ignored", code=ignore.code)
        )
    return finding(
        RULE,
        ignore.place,
        msg("there is no `{code}` here to ignore", code=ignore.code),
        help=msg("take it out, or correct the code: `plan explain` lists them all"),
    )


def _of_settings(document: Document, plan: Plan) -> Iterator[Ignore]:
    whole = Span(0, len(document.source.text))
    for code in plan.settings.ignore:
        yield Ignore(code, whole, plan.settings.span_of("ignore"))


def _of_comments(document: Document) -> Iterator[Ignore]:
    """The directives of the whole file; those above everything else speak of all of it. No recursion here."""
    whole = Span(0, len(document.source.text))
    first = next((at for at, node in enumerate(document.nodes) if not isinstance(node, CommentNode)), 0)
    for node in document.nodes[:first]:
        if isinstance(node, CommentNode):
            yield from _directives(node, lambda: whole)
    waiting = [(document.nodes[first:], whole, 0)]
    while waiting:
        nodes, around, own_line = waiting.pop()
        for at, node in enumerate(nodes):
            if isinstance(node, CommentNode):
                yield from _directives(node, partial(_spoken_of, nodes, at, around, own_line))
            elif isinstance(node, ListNode):
                waiting.extend((item.children, item.span, item.words.span.end) for item in node.items)


def _spoken_of(nodes: tuple[Node, ...], at: int, around: Span, own_line: int) -> Span:
    """What a comment in a line of text speaks of is that text; on a line of its own, it is what comes next.

    `own_line` is where the first words of the item end in which the comment stands."""
    if nodes[at].span.start < own_line:
        return around
    above = next((place for place in range(at - 1, -1, -1) if not isinstance(nodes[place], CommentNode)), None)
    if above is not None and nodes[at].span.start < nodes[above].span.end:
        return _scope(nodes, above, around.end)
    for later in range(at + 1, len(nodes)):
        if not isinstance(nodes[later], CommentNode):
            return _scope(nodes, later, around.end)
    return around if above is None else Span(around.end, around.end)


def _directives(comment: CommentNode, scope: Callable[[], Span]) -> Iterator[Ignore]:
    match = _DIRECTIVE.fullmatch(comment.text)
    for code in re.split(r"[\s,]+", match["codes"]) if match else ():
        if code:
            yield Ignore(code.upper(), scope(), comment.span)


def _scope(nodes: tuple[Node, ...], at: int, end: int) -> Span:
    """A block, or a heading with all that stands under it."""
    node = nodes[at]
    if not isinstance(node, HeadingNode):
        return node.span
    for later in range(at + 1, len(nodes)):
        other = nodes[later]
        if isinstance(other, HeadingNode) and other.level <= node.level:
            return Span(node.span.start, max(node.span.start, other.span.start - 1))
    return Span(node.span.start, end)
