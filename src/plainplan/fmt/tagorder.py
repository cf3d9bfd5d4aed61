"""Tags at the end of the words, always in the same order; a `@who` or `#label` inside a sentence stays there."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from plainplan.compile import Compilation
from plainplan.diagnostics import Edit
from plainplan.pattern import pattern
from plainplan.source import Span
from plainplan.syntax.document import HeadingNode, ItemNode, Tag, TaggedText
from plainplan.syntax.nodes import nodes_of
from plainplan.syntax.tags import BY_KEY

_FOLLOWING = frozenset(".,;:!?")
_BLOCK_START = pattern(r"[0-9]+[.)]|[^\w\"'(“„]")
_KEY = pattern(r"[A-Za-z]+:")


def tag_order(compilation: Compilation) -> list[Edit]:
    """The edits that put the tags of goals, steps, barriers and solutions in their places."""
    plan, text = compilation.plan, compilation.source.text
    doubtful = sorted(
        edit.span for diagnostic in compilation.diagnostics for edit in (diagnostic.fix.edits if diagnostic.fix else ())
    )
    starts = {thing.origin.start for thing in plan.things} | {barrier.origin.start for barrier in plan.barriers}
    edits = []
    for node in nodes_of(compilation.document):
        if isinstance(node, (HeadingNode, ItemNode)) and node.words.tags and node.span.start in starts:
            written = text[slice(*node.words.span)]
            ordered = _ordered(text, node.words, doubtful)
            if ordered != written:
                edits.append(Edit(node.words.span, ordered))
    return edits


def _ordered(text: str, words: TaggedText, doubtful: list[Span]) -> str:
    """The words with every tag that can be moved at their end. One stays that seems to go on in the words behind it
    (`after:teas + 2w`), and so do all where a line in the words looks like an item."""
    written = text[slice(*words.span)]
    near = doubtful[bisect_left(doubtful, words.span) : bisect_right(doubtful, Span(words.span.end, 0))]
    if any(place.start > words.span.start and text[place.start - 1] in "\r\n" for place in near):
        return written
    last = _last_word(text, words)
    free = [tag for tag in words.tags if not any(_goes_on(tag, one) for one in near)]
    moved = [(tag, place) for tag in free if (place := _movable(text, words.span, tag, last))]
    kept = _without(text, words.span, [place for _, place in moved])
    if kept is None:
        return written
    ordered = sorted((tag for tag, _ in moved), key=lambda tag: BY_KEY[tag.key].place)
    return " ".join([*([kept] if kept else []), *(_KEY.sub(_lower, tag.text, count=1) for tag in ordered)])


def _goes_on(tag: Tag, place: Span) -> bool:
    return place.start <= tag.span.start and tag.span.end < place.end


def _lower(match: re.Match[str]) -> str:
    return match[0].lower()


def _last_word(text: str, words: TaggedText) -> int:
    """Where the last letter or digit that is in no tag ends; the start of the words if there is none."""
    at = words.span.end
    for tag in (*reversed(words.tags), None):
        floor = tag.span.end if tag else words.span.start
        while at > floor:
            if text[at - 1].isalnum():
                return at
            at -= 1
        at = min(at, tag.span.start) if tag else at
    return words.span.start


def _movable(text: str, whole: Span, tag: Tag, last: int) -> Span | None:
    """The place of a tag with the brackets that hold nothing else, where it can be taken out as it is read."""
    if BY_KEY[tag.key].many and tag.span.end < last:
        return None
    start, end = tag.span
    while start > whole.start and text[start - 1] == "(" and text[end : end + 1] == ")" and end < whole.end:
        start, end = start - 1, end + 1
    opens = start == whole.start or text[start - 1].isspace()
    closes = end == whole.end or text[end].isspace() or text[end] in _FOLLOWING
    return Span(start, end) if opens and closes else None


def _without(text: str, whole: Span, places: list[Span]) -> str | None:
    """The words without some places and the blanks before them; None where what is left could be read otherwise."""
    kept, at = "", whole.start
    for place in places:
        kept = (kept + text[at : place.start]).rstrip()
        at = place.end
        while not kept and at < whole.end and text[at].isspace():
            at += 1
        if kept.endswith("\\"):
            return None
    kept = (kept + text[at : whole.end]).rstrip()
    if kept[:1] != text[whole.start : whole.start + 1] and _BLOCK_START.match(kept):
        return None
    return None if kept.startswith("[") and "]:" in kept else kept
