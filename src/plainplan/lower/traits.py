"""The self-assessment: values, interests, aptitudes and personality."""

from __future__ import annotations

from plainplan import prose
from plainplan.lower.draft import Draft
from plainplan.lower.inlines import take_word
from plainplan.lower.notes import blocks, list_item
from plainplan.lower.vocabulary import meaning, names
from plainplan.model import AssessmentPart, Part, Trait
from plainplan.prose import plain
from plainplan.source import Span
from plainplan.syntax.document import ItemNode, ListNode, Node


def place(draft: Draft, body: list[Part], nodes: tuple[Node, ...]) -> None:
    """Turn every item that starts with a trait's name into a trait; other items stay where they are."""
    for node in nodes:
        if not isinstance(node, ListNode):
            body.extend(blocks((node,)))
            continue
        for item in node.items:
            if trait := _trait(draft, item):
                body.append(AssessmentPart(len(draft.assessment)))
                draft.assessment.append(trait)
            else:
                body.append(prose.List((list_item(item),), item.number, node.tight))


def _trait(draft: Draft, item: ItemNode) -> Trait | None:
    lang = draft.settings.lang
    found = take_word(item.words.written, tuple(names(lang, lambda known: known.traits)))
    if found is None:
        return None
    key = meaning(found.word, lang, lambda known: known.traits) or ""
    body = tuple(blocks(item.children))
    text = plain(found.rest) or "; ".join(_texts(body))
    origin = Span(item.span.start, max(item.words.span.end, item.span.start + 1))
    return Trait(key, found.word, found.rest, text, origin, body)


def _texts(body: tuple[prose.Block, ...]) -> list[str]:
    """The first words of each paragraph or list item, for a trait whose text stands below its name."""
    found: list[str] = []
    for block in body:
        if isinstance(block, prose.Paragraph):
            found.append(plain(block.children))
        elif isinstance(block, prose.List):
            firsts = (item.blocks[0] for item in block.items if item.blocks)
            found.extend(plain(first.children) for first in firsts if isinstance(first, prose.Paragraph))
    return found
