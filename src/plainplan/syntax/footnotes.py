"""Footnotes, numbered by first reference."""

from __future__ import annotations

from plainplan.diagnostics import Diagnostic, finding, replace
from plainplan.messages import msg
from plainplan.prose import Block, Footnote
from plainplan.source import Span
from plainplan.syntax.document import NoteNode
from plainplan.syntax.inline import Env
from plainplan.syntax.rules import UNUSED_DEFINITION
from plainplan.tuples import NamedTuple


class WrittenNote(NamedTuple):
    """A footnote as it is written, wherever it stands."""

    label: str
    span: Span
    blocks: tuple[Block, ...]


def read_notes(env: Env, written: list[WrittenNote], diagnostics: list[Diagnostic]) -> tuple[NoteNode, ...]:
    """The footnotes that are referred to, by number; unused ones and duplicate labels are reported."""
    notes: dict[int, NoteNode] = {}
    for note in written:
        number = env["footnotes"]["refs"][f":{note.label}"] + 1
        mark = env.get("marks", {}).get(number)
        if mark is not None and number not in notes:
            notes[number] = NoteNode(note.span, mark, Footnote(number, note.blocks))
            continue
        message = msg("nothing refers to this footnote with `[^{label}]`, so it is in no output", label=note.label)
        if number in notes:
            message = msg("there is a footnote `[^{label}]` already, so this one is in no output", label=note.label)
        begin = Span(note.span.start, note.span.start)
        help = msg("put a backslash before it to make it text")
        diagnostics.append(
            finding(UNUSED_DEFINITION, note.span, message, help=help, fix=replace(begin, "\\", safe=False))
        )
    return tuple(notes[number] for number in sorted(notes))
