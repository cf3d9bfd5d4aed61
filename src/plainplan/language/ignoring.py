"""Telling a plan to be silent about a finding, here or everywhere: the first way of writing it that does so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from plainplan.compile import Compilation
from plainplan.diagnostics import Diagnostic, Edit
from plainplan.edited import brings_no_error, edited
from plainplan.language.places import node_around, own_lines
from plainplan.source import Span
from plainplan.syntax.document import HeadingNode, ItemNode


def ignored_here(compilation: Compilation, found: Diagnostic, today: date) -> tuple[Edit, ...] | None:
    """The edit after which a finding is not told at its place any more; None where no comment does that."""
    return _first_that_works(compilation, found, _comments(compilation, found), today, everywhere=False)


def ignored_in_plan(compilation: Compilation, found: Diagnostic, today: date) -> tuple[Edit, ...] | None:
    """The edit after which findings of that kind are told nowhere in the plan."""
    return _first_that_works(compilation, found, _settings(compilation, found), today, everywhere=True)


def _comments(compilation: Compilation, found: Diagnostic) -> Iterator[Edit]:
    source = compilation.source
    comment = f"<!-- plan: ignore {found.code} -->"
    node = node_around(compilation, found.span.start)
    if isinstance(node, ItemNode):
        end = own_lines(source, node).end
        yield Edit(Span(end, end), f" {comment}")
    line = source.line_span(source.position(node.span.start if node else found.span.start).line)
    indent = source.text[line.start : line.end]
    indent = indent[: len(indent) - len(indent.lstrip())]
    yield Edit(Span(line.start, line.start), f"{indent}{comment}\n")
    yield Edit(Span(line.start, line.start), f"{indent}{comment}\n\n")
    if isinstance(node, HeadingNode):
        end = own_lines(source, node).end
        yield Edit(Span(end, end), f" {comment}")


def _settings(compilation: Compilation, found: Diagnostic) -> Iterator[Edit]:
    document = compilation.document
    entry = next((one for one in document.front_matter if one.key == "ignore"), None)
    if entry is not None and entry.values:
        end = entry.values[-1].span.end
        yield Edit(Span(end, end), f", {found.code}")
    elif document.front_matter_span is not None:
        line = compilation.source.position(document.front_matter_span.end).line
        start = compilation.source.line_span(line).start
        yield Edit(Span(start, start), f"ignore: {found.code}\n")
    else:
        yield Edit(Span(0, 0), f"---\nignore: {found.code}\n---\n\n")
    yield Edit(Span(0, 0), f"<!-- plan: ignore {found.code} -->\n\n")


def _first_that_works(
    compilation: Compilation, found: Diagnostic, edits: Iterable[Edit], today: date, *, everywhere: bool
) -> tuple[Edit, ...] | None:
    before = _told(compilation)
    for edit in edits:
        after = edited(compilation, (edit,), today)
        now, same = _told(after), _titles(compilation) == _titles(after)
        silent = not any(one.code == found.code for one in after.diagnostics) if everywhere else now < before
        if silent and same and now <= before and brings_no_error(compilation, after):
            return (edit,)
    return None


def _told(compilation: Compilation) -> Counter[str]:
    """How often each kind of finding is told."""
    return Counter(one.code for one in compilation.diagnostics)


def _titles(compilation: Compilation) -> list[tuple[str, str]]:
    return [(one.id, one.title) for one in compilation.plan.things]
