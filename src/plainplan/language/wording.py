"""Words of a plan that say a time, as tags that would say it: one by one, or all that is in a goal."""

from __future__ import annotations

from collections.abc import Iterator

from plainplan.checks.context import CheckContext
from plainplan.checks.in_words import Said, missing, worded
from plainplan.compile import Compilation, near_misses
from plainplan.diagnostics import Edit
from plainplan.messages import msg
from plainplan.model import Thing
from plainplan.tuples import NamedTuple

_SHORT = 40


class InWords(NamedTuple):
    """Words that could be tags: what to call the change, its edits, whether they have only one meaning, and whether
    they are the words of the thing itself."""

    title: str
    edits: tuple[Edit, ...]
    sure: bool
    is_own: bool


def in_words(compilation: Compilation, thing: Thing) -> Iterator[InWords]:
    """What a thing says in words and not in tags, and what all that is in it does."""
    context = CheckContext(
        compilation.document, compilation.plan, compilation.schedule, near_misses(compilation.parsed)
    )
    inside = _inside(compilation, thing)
    found = [said for one in worded(context) if one.thing.index in inside and (said := missing(context, one))]
    own = [said for said in found if said.thing.index == thing.index]
    for said in own:
        yield InWords(msg("Write `{tags}`", tags=short(said.tags)), said.edits, said.sure, is_own=True)
    for sure in (True, False):
        some = [said for said in found if said.sure is sure]
        if len(some) > 1 or (some and not own):
            yield _together(thing, some, sure)


def _together(thing: Thing, some: list[Said], sure: bool) -> InWords:
    edits = tuple(sorted((edit for said in some for edit in said.edits), key=lambda edit: edit.span))
    told = {"title": short(thing.title), "number": len(some)}
    if sure:
        title = msg("Write tags for the sure times in words in “{title}” ({number})", **told)
    else:
        title = msg("Write tags for the likely times in words in “{title}” ({number})", **told)
    return InWords(title, edits, sure, is_own=False)


def _inside(compilation: Compilation, thing: Thing) -> frozenset[int]:
    """A thing and all that is in it; what holds others stands before them."""
    found = {thing.index}
    found.update(one.index for one in compilation.plan.things[thing.index :] if _holds(found, one))
    return frozenset(found)


def _holds(found: set[int], one: Thing) -> bool:
    if one.parent in found:
        found.add(one.index)
    return one.index in found


def short(text: str) -> str:
    """Words of a plan as a menu can show them."""
    line = " ".join(text.split())
    return line if len(line) <= _SHORT else line[: _SHORT - 1].rstrip() + "…"
