"""Writing check-ins: the edits that put a dated entry where the plan keeps them, or make the first one longer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from plainplan.compile import Compilation
from plainplan.diagnostics import Edit
from plainplan.lower.vocabulary import own_word
from plainplan.model import CheckIn, CheckInPart, Section, SectionKind
from plainplan.pattern import pattern
from plainplan.source import Source, Span
from plainplan.syntax.document import HeadingNode, ItemNode, ListNode, Node

_NUMBER = pattern(r"(\d{1,9})([.)])")
_DAY = pattern(r"\d{4}-\d{1,2}-\d{1,2}")


def entry_text(day: date, who: Sequence[str], text: str) -> str:
    """`2026-11-01 @sam @ann: what was done`, on one line."""
    return f"{' '.join((day.isoformat(), *(f'@{name}' for name in who)))}: {' '.join(text.split())}"


def new_entry(compilation: Compilation, text: str) -> tuple[Edit, ...]:
    """The edit that adds an entry: beside the others and in their order, else in the section for them, else in a new
    section at the end."""
    section = _section(compilation)
    if section is None:
        return (_new_section(compilation, text),)
    entries = [compilation.plan.checkins[part.index] for part in section.body if isinstance(part, CheckInPart)]
    if not entries:
        return (_in_empty_section(compilation, section, text),)
    newest_first = len(entries) > 1 and entries[0].date > entries[-1].date
    beside = entries[0] if newest_first else entries[-1]
    found = _item(compilation.document.nodes, beside)
    if found is None:  # entries are headings
        return (_as_heading(compilation, section, beside, text, newest_first),)
    return (_as_item(compilation.source, *found, text, newest_first),)


def longer_entry(entry: CheckIn, text: str) -> tuple[Edit, ...]:
    """The edit that adds words to an entry."""
    return (Edit(Span(entry.origin.end, entry.origin.end), f"; {' '.join(text.split())}"),)


def with_partner(source: Source, entry: CheckIn, who: str) -> tuple[Edit, ...]:
    """The edit that names somebody in an entry: behind those who are named, else behind its day."""
    day = _DAY.search(source.text, entry.origin.start, entry.origin.end)
    if day is None:
        return ()
    place = day.end() + (source.text[day.end() : day.end() + 1] == ".")
    for other in entry.who:
        place = source.text.index(f"@{other}", place) + 1 + len(other)
    return (Edit(Span(place, place), f" @{who}"),)


def _section(compilation: Compilation) -> Section | None:
    """The first section of check-ins that has entries, else the first one."""
    sections = [section for section in compilation.plan.sections if section.kind is SectionKind.CHECKINS]
    full = [section for section in sections if any(isinstance(part, CheckInPart) for part in section.body)]
    return next(iter((*full, *sections)), None)


def _item(nodes: tuple[Node, ...], entry: CheckIn) -> tuple[ListNode, ItemNode] | None:
    for node in nodes:
        if isinstance(node, ListNode):
            for item in node.items:
                if item.span.start == entry.origin.start:
                    return node, item
    return None


def _as_item(source: Source, beside: ListNode, item: ItemNode, text: str, before: bool) -> Edit:
    row = source.position(item.span.start).line
    margin = source.text[source.line_span(row).start : item.span.start]
    gap = "\n" if beside.tight else "\n\n"
    if before:
        return Edit(Span(item.span.start, item.span.start), f"{_marker(source, item, 0)}{text}{gap}{margin}")
    end = _end_of(source, item.span)
    return Edit(Span(end, end), f"{gap}{margin}{_marker(source, item, 1)}{text}")


def _marker(source: Source, item: ItemNode, more: int) -> str:
    """The bullet of an item with the blank behind it, or the number that follows its own."""
    start = source.text[item.span.start :]
    number = _NUMBER.match(start)
    return f"{int(number[1]) + more}{number[2]} " if number else f"{start[:1]} "


def _end_of(source: Source, span: Span) -> int:
    """The end of a stretch of text, its last line ends and blanks aside."""
    return span.start + len(source.text[slice(*span)].rstrip())


def _as_heading(compilation: Compilation, section: Section, beside: CheckIn, text: str, before: bool) -> Edit:
    head, _, words = text.partition(": ")
    written = f"### {head}\n\n{words}"
    if before:
        return Edit(Span(beside.origin.start, beside.origin.start), f"{written}\n\n")
    return _at_end_of(compilation, section, written)


def _in_empty_section(compilation: Compilation, section: Section, text: str) -> Edit:
    return _at_end_of(compilation, section, f"- {text}")


def _at_end_of(compilation: Compilation, section: Section, written: str) -> Edit:
    """After all that stands in a section, with an empty line between."""
    source = compilation.source
    headings = [node for node in compilation.document.nodes if isinstance(node, HeadingNode)]
    later = [node for node in headings if node.span.start > section.origin.start and node.level <= section.level]
    stop = later[0].span.start if later else len(source.text)
    end = _end_of(source, Span(section.origin.start, stop))
    return Edit(Span(end, end), f"\n\n{written}" + ("" if later or end < len(source.text) else "\n"))


def _new_section(compilation: Compilation, text: str) -> Edit:
    source = compilation.source
    title = own_word(compilation.plan.settings.lang, lambda known: known.sections.get("checkins", ()))
    lines = len(source.line_starts)
    ends = [source.line(number).strip() for number in range(max(1, lines - 1), lines + 1)]
    gap = "" if not any(ends) else "\n" if not ends[-1] else "\n\n"
    return Edit(Span(len(source.text), len(source.text)), f"{gap}## {title}\n\n- {text}\n")
