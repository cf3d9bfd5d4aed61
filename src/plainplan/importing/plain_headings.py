"""Headings that are written without a sign: a short line of its own above a list, `RISKS`, `Phase 1 (6 weeks)`."""

from __future__ import annotations

from collections.abc import Sequence

from plainplan.importing.outline import LABEL_LEVEL, Block, Item, Listed, Notes, Prose, Rows, Section
from plainplan.readings import Lexicon
from plainplan.readings.labels import is_label, read_label
from plainplan.readings.sections import is_conditional, read_period, section_role

_MOST_WORDS = 8
_LONGEST = 72
_SIGNS = "■◆●▼★☆◇□▶"
_OPENING, _CLOSING = tuple("【［〔〈《["), tuple("】］〕〉》]")
_ENDS = (".", "!", "?", ",", ";", "。", "！", "？")


def with_plain_headings(notes: Notes, words: Lexicon) -> Notes:
    """The notes with what stands below such lines as sections; the first line of such notes is their title."""
    blocks, made = _split(notes.blocks, words)
    sections = (*made, *(part for one in notes.sections for part in _in_section(one, words)))
    first = blocks[0] if len(blocks) == 1 else None
    if made and not notes.title and isinstance(first, Prose) and _heading(first):
        return notes._replace(title=_heading(first), title_line=first.line, blocks=(), sections=sections)
    return notes._replace(blocks=blocks, sections=sections)


def _in_section(section: Section, words: Lexicon) -> tuple[Section, ...]:
    """A section with what stands below such lines as sections in it, or beside it where its own heading is one."""
    blocks, made = _split(section.blocks, words)
    below = tuple(part for one in section.sections for part in _in_section(one, words))
    if section.level < LABEL_LEVEL:
        return (section._replace(blocks=blocks, sections=(*made, *below)),)
    return (section._replace(blocks=blocks, sections=below), *made)


def _split(blocks: Sequence[Block], words: Lexicon) -> tuple[tuple[Block, ...], tuple[Section, ...]]:
    """The blocks above the first such line, and a section for each; none where no line is known for a heading."""
    flat = [part for block in blocks for part in _in_two(block, words)]
    if not any(_is_known(flat, place, words) for place in range(len(flat))):
        return tuple(flat if any(isinstance(one, Listed) for one in flat) else blocks), ()
    parts: list[list[Block]] = [[]]
    for place, one in enumerate(flat):
        if _is_known(flat, place, words) or (_heading(one) and _is_above_list(flat, place)):
            parts.append([one])
        else:
            parts[-1].append(one)
    sections = [
        Section(_heading(head) or _heading(head, may_ask=True), head.line, LABEL_LEVEL, tuple(rest))
        for head, *rest in parts[1:]
        if isinstance(head, Prose)
    ]
    return tuple(parts[0]), tuple(sections)


def _in_two(block: Block, words: Lexicon) -> list[Block]:
    """A paragraph whose first line is in capitals as that line and the others, one of numbered periods as a list."""
    if isinstance(block, Prose) and block.is_paragraph and "\n" in block.text:
        lines = block.text.split("\n")
        if all(_has_place(line, words) for line in lines):
            return [Listed(tuple(Item(line.strip(), block.line + at) for at, line in enumerate(lines)), block.line)]
    if isinstance(block, Prose) and block.is_paragraph and "\n" in block.text:
        first, rest = block.text.split("\n", 1)
        if first.isupper():
            return [Prose(first.strip(), block.line), Prose(rest, block.line + 1)]
    return [block]


def _has_place(line: str, words: Lexicon) -> bool:
    """Whether a line of text is one of a row of things to do: `Week 3: hills`, `Finally: sell it`."""
    period = read_period(line.strip(), words)
    if period is not None:
        return bool(period.rest)
    label = read_label(line, words)
    return label is not None and is_label(label.name, "sequence", words) and label.value.start < len(line.rstrip())


def _is_known(blocks: Sequence[Block], place: int, words: Lexicon) -> bool:
    """Whether a line says by its words what stands below it, and something does."""
    title = _heading(blocks[place])
    if not title:
        asked = _heading(blocks[place], may_ask=True)
        is_case = section_role(asked, words) in ("barriers", "solutions") or is_conditional(asked, words)
        return bool(asked) and is_case and _is_above_list(blocks, place)
    if read_period(title, words):
        return True
    if ":" in title or not section_role(title, words):
        return False
    return title.isupper() or _is_above_list(blocks, place) or _is_above_period(blocks, place, words)


def _is_above_list(blocks: Sequence[Block], place: int) -> bool:
    return isinstance(_next(blocks, place), (Listed, Rows))


def _is_above_period(blocks: Sequence[Block], place: int, words: Lexicon) -> bool:
    following = _next(blocks, place)
    return following is not None and read_period(_heading(following), words) is not None


def _next(blocks: Sequence[Block], place: int) -> Block | None:
    return blocks[place + 1] if place + 1 < len(blocks) else None


def _heading(block: Block, *, may_ask: bool = False) -> str:
    """The words of a line that may be a heading by its shape, a question only where it may be one; else nothing."""
    if not isinstance(block, Prose) or not block.is_paragraph:
        return ""
    title = block.text.strip().lstrip(_SIGNS).strip()
    title = title.strip("¿?？… ") if may_ask else title
    if title[:1] in _OPENING and title.endswith(_CLOSING):
        title = title[1:-1].strip()
    is_short = "\n" not in title and len(title) <= _LONGEST and len(title.split()) <= _MOST_WORDS
    return title if is_short and title[:1].isalnum() and not title.endswith(_ENDS) else ""
