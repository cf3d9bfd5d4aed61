"""Names, people and labels of a plan: where each is given and used, and another name for a thing everywhere."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from datetime import date

from plainplan.compile import Compilation
from plainplan.diagnostics import Edit
from plainplan.edited import brings_no_error, edited
from plainplan.language.places import name_around, references, tag_around, worded_around, written_at
from plainplan.messages import msg, msg_join
from plainplan.model import START, Plan, Reference, Thing
from plainplan.source import Span
from plainplan.syntax.nodes import node_at, worded_nodes
from plainplan.syntax.outcome import Unread
from plainplan.syntax.readers import read_name
from plainplan.tuples import NamedTuple

_MARKS = ("who", "label")


class Meant(NamedTuple):
    """What a place means: a thing by its index, a barrier, or a person or label by the text of its tag; and the stretch
    of the text that says so."""

    span: Span
    thing: int | None = None
    barrier: int | None = None
    mark: str = ""


def meant(compilation: Compilation, offset: int) -> Meant | None:
    """What is named at a place of a compiled text; None where nothing is."""
    node = worded_around(compilation, offset)
    written = None if node is None else written_at(compilation, node)
    if node is None or written is None or offset > max(node.words.span.end, node.span.end):
        return None
    tag = tag_around(node, offset)
    if tag is None:
        return Meant(node.words.span, written.index) if isinstance(written, Thing) else None
    if tag.key == "name":
        is_thing = isinstance(written, Thing)
        return Meant(tag.span, *((written.index, None) if is_thing else (None, written.index)))
    if tag.key in _MARKS:
        return Meant(tag.span, mark=tag.text)
    name = name_around(tag, offset)
    named = None if name is None or not isinstance(written, Thing) else _reference(written, name.span)
    return None if named is None or named.target == START else Meant(_bare(named), named.target)


def _reference(thing: Thing, span: Span) -> Reference | None:
    return next((one for one in references(thing) if one.span == span), None)


def _bare(reference: Reference) -> Span:
    """Where a name stands without its lag."""
    lag = 0 if reference.lag is None else len(reference.lag.text)
    return Span(reference.span.start, reference.span.end - lag)


def declared(compilation: Compilation, what: Meant) -> Span | None:
    """Where something is given its name: a thing's `^name`, else its words. People and labels have no such place."""
    plan = compilation.plan
    if what.mark:
        return None
    written = plan.barriers[what.barrier] if what.barrier is not None else plan.things[what.thing or 0]
    at = next((span for key, span in written.spans if key == "name"), None)
    node = None if at is not None else node_at(compilation.document, written.origin.start)
    return at if at is not None else (written.origin if node is None else node.words.span)


def place_of(compilation: Compilation, what: Meant) -> Span | None:
    """Where something is written, for whoever goes there."""
    plan = compilation.plan
    if what.mark:
        return None
    return plan.barriers[what.barrier].origin if what.barrier is not None else plan.things[what.thing or 0].origin


def uses(compilation: Compilation, what: Meant) -> tuple[Span, ...]:
    """Where something is named, but for the place where it gets its name; in the order of the text."""
    if what.mark:
        nodes = worded_nodes(compilation.document)
        return tuple(tag.span for node in nodes for tag in node.words.tags if tag.text == what.mark)
    if what.thing is None:
        return ()
    named = (one for thing in compilation.plan.things for one in references(thing) if one.target == what.thing)
    return tuple(sorted(_bare(one) for one in named))


# Another name


class Renamed(NamedTuple):
    """The edits that give something another name, or in a sentence why it cannot have it."""

    edits: tuple[Edit, ...] = ()
    trouble: str = ""


def can_rename(compilation: Compilation, what: Meant) -> str:
    """Why something cannot have another name; empty where it can."""
    if what.mark:
        return msg("only goals, steps and barriers have names that can be changed everywhere")
    if what.thing is not None and declaration(compilation, what.thing) is None:
        return msg("this has no line of its own that a name could stand on")
    return ""


def old_name(compilation: Compilation, what: Meant) -> str:
    if what.barrier is not None:
        at = declared(compilation, what) or Span(0, 0)
        return compilation.source.text[slice(*at)].removeprefix("^")
    return compilation.plan.things[what.thing or 0].id


def renamed(compilation: Compilation, what: Meant, new: str, today: date) -> Renamed:
    """Another name for a thing, and in all that name it; its `^name` is written where none stands. Everything else
    stays what it is: where that cannot be, nothing is changed."""
    if trouble := can_rename(compilation, what):
        return Renamed(trouble=trouble)
    read = read_name(new.strip().removeprefix("^") or "^")
    if isinstance(read, Unread):
        return Renamed(trouble=msg_join(": ", (read.message, read.help)))
    if read == unicodedata.normalize("NFC", old_name(compilation, what)):
        return Renamed()
    if read in _taken(compilation):
        return Renamed(trouble=msg("`{name}` is already the name of something else: choose another", name=read))
    edits = tuple(sorted(_edits(compilation, what, read), key=lambda edit: edit.span))
    after = edited(compilation, edits, today)
    if trouble := _harm(compilation, after, what, read):
        return Renamed(trouble=trouble)
    return Renamed(edits)


def _edits(compilation: Compilation, what: Meant, name: str) -> Iterator[Edit]:
    if what.barrier is not None:
        yield Edit(declared(compilation, what) or Span(0, 0), f"^{name}")
        return
    assert what.thing is not None
    declaring = declaration(compilation, what.thing)
    if declaring is not None:
        yield Edit(declaring, f"^{name}" if declaring.start < declaring.end else f" ^{name}")
    yield from (Edit(span, name) for span in uses(compilation, what))


def declaration(compilation: Compilation, index: int) -> Span | None:
    """Where a thing's `^name` stands, or would stand; None where it has no line of its own."""
    thing = compilation.plan.things[index]
    written = next((span for key, span in thing.spans if key == "name"), None)
    node = node_at(compilation.document, thing.origin.start)
    if written is not None or node is None:
        return written
    end = node.words.span.end
    return Span(end, end) if written_at(compilation, node) == thing else None


def _taken(compilation: Compilation) -> set[str]:
    """All names that stand in a plan or follow from titles."""
    tags = (tag for node in worded_nodes(compilation.document) for tag in node.words.tags if tag.key == "name")
    return {one.id for one in compilation.plan.things} | {str(tag.value) for tag in tags if tag.value is not None}


def _harm(before: Compilation, after: Compilation, what: Meant, name: str) -> str:
    """What else another name would change, as a sentence; empty where nothing is."""
    for one, other in zip(before.plan.things, after.plan.things, strict=False):
        if one.index != what.thing and one.id != other.id:
            return msg(
                "with that, `{name}` would be called `{other}`: give it a name of its own first, with `^`",
                name=one.id,
                other=other.id,
            )
    if before.schedule != after.schedule or _targets(before.plan) != _targets(after.plan):
        return msg("with `{name}`, something else in the plan would read differently: choose another name", name=name)
    if brings_no_error(before, after):
        return ""
    return msg("`{name}` would bring an error into the plan: choose another name", name=name)


def _targets(plan: Plan) -> list[tuple[tuple[int, str], ...]]:
    return [tuple((one.target, one.lag.text if one.lag else "") for one in references(thing)) for thing in plan.things]
