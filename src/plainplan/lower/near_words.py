"""Near misses of tags, filtered once it is known where tags count and which names exist."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plainplan.diagnostics import Diagnostic, Fix, finding, replace
from plainplan.lower.astray import settings_astray
from plainplan.messages import msg
from plainplan.model import Plan, SectionKind
from plainplan.pattern import pattern
from plainplan.source import Span
from plainplan.syntax.document import Document, Tag
from plainplan.syntax.nodes import worded_nodes
from plainplan.syntax.rules import NEAR_MISS, UNKNOWN_KEY, WORK_IN_QUOTE
from plainplan.syntax.tags import Reading, read_tag, tag_words
from plainplan.tuples import NamedTuple

_NAME = r"\w[\w-]*(?:\+[0-9.,]+[a-z]+)?"
_NAMES = pattern(
    r"(?<!\S)(?P<key>after|with)(?P<colon>[ \t]*:[ \t]*|[ \t]+)"
    rf"(?P<names>{_NAME}(?:(?:[ \t]*,[ \t]*|[ \t]+and[ \t]+){_NAME})*)"
    r"(?=[.,;:!?)]*(?:[ \t]*(?:[\r\n]|\Z)|[ \t]+(?:[~^@#]|[a-z]+:)\S))",
    re.IGNORECASE,
)
_BETWEEN = pattern(r"[ \t]*,[ \t]*|[ \t]+and[ \t]+", re.IGNORECASE)
_BLANK = pattern(r"\s")
_LAG = pattern(r"[+-][0-9.,]+[a-z]+$")
_NO_TAGS = frozenset({
    SectionKind.ASSESSMENT, SectionKind.OCCUPATIONS, SectionKind.SOMEDAY, SectionKind.CHECKINS, SectionKind.NOTES,
})  # fmt: skip


class _Text(NamedTuple):
    """The words of a heading or item, its offset, and its tags."""

    span: Span
    start: int
    tags: tuple[Tag, ...]


def without_false_near_misses(
    document: Document, plan: Plan, diagnostics: tuple[Diagnostic, ...]
) -> tuple[Diagnostic, ...]:
    """The parser's diagnostics, without near misses where tags are not read and so are prose.

    In a note a tag would count, but change what the note is: there, fixes are kept but not safe.
    """
    if not any(diagnostic.rule in (NEAR_MISS, UNKNOWN_KEY, WORK_IN_QUOTE) for diagnostic in diagnostics):
        return diagnostics
    astray = settings_astray(document)
    told = list(_texts(document))
    starts = _starts(plan)
    kept = []
    for one in diagnostics:
        if one.rule is WORK_IN_QUOTE and _section(plan, one.span) in _NO_TAGS:
            continue
        if one.rule in (NEAR_MISS, UNKNOWN_KEY) and astray and astray.place.start <= one.span.start < astray.place.end:
            continue  # reported as settings instead
        if one.rule in (NEAR_MISS, UNKNOWN_KEY) and one.fix:
            around = _around(told, one.span)
            if around is None or around.start not in starts:
                if _section(plan, one.span) in _NO_TAGS:
                    continue
                one = one._replace(fix=Fix(one.fix.edits, safe=False))
        kept.append(one)
    return tuple(kept)


def without_doubling(document: Document, diagnostics: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """The diagnostics, with fixes marked unsafe that would give a thing two tags of a kind that is unique."""
    if not any(diagnostic.fix and diagnostic.fix.safe for diagnostic in diagnostics):
        return diagnostics
    told = list(_texts(document))
    given: dict[int, set[str]] = {}
    kept = []
    for one in diagnostics:
        around = _around(told, one.span) if one.fix and one.fix.safe else None
        if one.fix and around:
            others = given.setdefault(around.start, set())
            brought = _brought(one.fix)
            if brought & (others | _left(around, one.fix)):
                one = one._replace(fix=Fix(one.fix.edits, safe=False))
            else:
                others |= brought
        kept.append(one)
    return tuple(kept)


def _brought(fix: Fix) -> set[str]:
    """The keys of unique tags in the text that a fix writes."""
    words = (word for edit in fix.edits for _, word in tag_words(edit.text))
    read = (read_tag(word) for word in words if word)
    return {one.kind.key for one in read if isinstance(one, Reading) and not one.kind.many}


def _left(around: _Text, fix: Fix) -> set[str]:
    """The keys of the tags that a fix does not touch."""
    spans = [edit.span for edit in fix.edits]
    return {tag.key for tag in around.tags if not any(a < tag.span.end and tag.span.start < b for a, b in spans)}


def _around(told: list[_Text], span: Span) -> _Text | None:
    return next((text for text in told if text.span.start <= span.start <= text.span.end), None)


def loose_names(document: Document, plan: Plan) -> Iterator[Diagnostic]:
    """An `after:` or `with:` with blanks in it, all of whose names exist."""
    text = document.source.text
    if not _may_be_loose(text):
        return
    loose = [match for match in _NAMES.finditer(text) if _BLANK.search(match[0])]
    if not loose:
        return
    ids, starts = {"start", *(thing.id for thing in plan.things)}, _starts(plan)
    told = [one for one in _texts(document) if one.start in starts]
    for match in loose:
        names = _BETWEEN.split(match["names"])
        around = next((one for one in told if one.span.start <= match.start() <= one.span.end), None)
        if around is None or not all(name in ids or _LAG.sub("", name) in ids for name in names):
            continue
        if not match["colon"].strip() and not all("-" in name for name in names):
            continue  # `celebrate after work` is a sentence, `after sit-the-exam` is none
        if text.count("`", around.span.start, match.start()) % 2 == 0:
            tag = f"{match['key'].lower()}:{','.join(names)}"
            message = msg("`{text}` looks like a tag, and not all of it is read as one", text=match[0])
            yield finding(NEAR_MISS, Span(*match.span()), message, help=msg("write `{tag}`", tag=tag),
                          fix=replace(Span(*match.span()), tag))  # fmt: skip


def _may_be_loose(text: str) -> bool:
    """Whether a text has an `after` or `with` that names with blanks may follow.

    A cheap test before the pattern, which is slow to compile.
    """
    small = text.lower().replace("\t", " ")
    return any(_is_loose(rest) for key in ("after", "with") for rest in small.split(key)[1:])


def _is_loose(rest: str) -> bool:
    """Whether there are blanks around a colon or between names; without a colon, names have hyphens."""
    line = rest.partition("\n")[0]
    if line.startswith(":"):
        return line.startswith(": ") or " ," in line or ", " in line or " and " in line
    word = line.lstrip().partition(" ")[0] if line.startswith(" ") else ""
    return "-" in word or word.startswith(":")


def _starts(plan: Plan) -> set[int]:
    """Where the things begin whose tags count."""
    return {thing.origin.start for thing in plan.things} | {barrier.origin.start for barrier in plan.barriers}


def _texts(document: Document) -> Iterator[_Text]:
    return (_Text(node.words.span, node.span.start, node.words.tags) for node in worded_nodes(document))


def _section(plan: Plan, span: Span) -> SectionKind | None:
    """The kind of the section that an offset is in."""
    return next((section.kind for section in reversed(plan.sections) if section.origin.start <= span.start), None)
