"""Parts of notes as Markdown again, for what stays as it was written."""

from __future__ import annotations

from collections.abc import Sequence

from plainplan.importing.outline import Block, Item, Listed, Section


def raw_blocks(blocks: Sequence[Block]) -> list[str]:
    """Blocks as they were written, a text each."""
    return [_raw(block) for block in blocks]


def _raw(block: Block) -> str:
    if isinstance(block, Listed):
        return "\n".join(raw_item(item, number) for number, item in enumerate(block.items, 1))
    if isinstance(block, Item):
        return raw_item(block)
    return block.text


def raw_item(item: Item, number: int = 1) -> str:
    """An item with its bullet, its box and what is nested in it."""
    sign = f"{number}." if item.numbered else "-"
    box = f"[{item.mark}] " if item.mark is not None else ""
    lines = [f"{sign} {box}{item.text}"]
    for block in item.children:
        lines += [f"{' ' * (len(sign) + 1)}{line}" if line else "" for line in _raw(block).split("\n")]
    return "\n".join(lines)


def raw_section(section: Section, level: int) -> list[str]:
    """A section with its heading at a level, and those below it."""
    found = [f"{'#' * min(level, 6)} {section.title}", *raw_blocks(section.blocks)]
    for sub in section.sections:
        found += raw_section(sub, level + 1)
    return found
