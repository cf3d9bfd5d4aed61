"""From a text to another as edits of few characters, so that cursors and folds stay where they are."""

from __future__ import annotations

from collections.abc import Iterator

from plainplan.diagnostics import Edit
from plainplan.language.moved import moved
from plainplan.pattern import pattern
from plainplan.source import Source, Span

_MOST_LINES = 3000
"""Of more lines that differ than these the comparison would take longer than it is worth: they are one edit."""

_LONGEST = 2000
_WORDS = pattern(r"\s|[^\s\[\]]+|[\[\]]")


def edits_between(old: str, new: str) -> tuple[Edit, ...]:
    """Edits that make one text of another, in order and apart from each other; none where they are the same."""
    change = moved(old, new)
    if old == new:
        return ()
    before, after = Source("", old), Source("", new)
    first = before.position(change.start).line - 1
    below = len(before.line_starts) - before.position(change.old_end).line
    rows = len(before.line_starts) - below - first, len(after.line_starts) - below - first
    if max(rows) > _MOST_LINES or min(rows) < 1:
        return (Edit(Span(change.start, change.old_end), new[change.start : change.new_end]),)
    return tuple(_by_line(before, after, first, rows))


def _by_line(before: Source, after: Source, first: int, rows: tuple[int, int]) -> Iterator[Edit]:
    from difflib import SequenceMatcher

    one, other = (_lines(source, first, count) for source, count in zip((before, after), rows, strict=True))
    for kind, start, end, new_start, new_end in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if kind != "equal":
            old, new = "".join(one[start:end]), "".join(other[new_start:new_end])
            yield from _by_word(old, new, _start(before, first + start))


def _by_word(old: str, new: str, at: int) -> Iterator[Edit]:
    """The edits that make one text of another, which stands at a place; of a long text only one."""
    from difflib import SequenceMatcher

    if len(old) + len(new) > _LONGEST:
        inner = moved(old, new)
        yield Edit(Span(at + inner.start, at + inner.old_end), new[inner.start : inner.new_end])
        return
    one, other = _WORDS.findall(old), _WORDS.findall(new)
    for kind, start, end, new_start, new_end in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if kind != "equal":
            begin = at + len("".join(one[:start]))
            yield Edit(Span(begin, begin + len("".join(one[start:end]))), "".join(other[new_start:new_end]))


def _lines(source: Source, first: int, count: int) -> list[str]:
    """Lines with their line ends."""
    return [source.text[_start(source, row) : _start(source, row + 1)] for row in range(first, first + count)]


def _start(source: Source, row: int) -> int:
    return source.line_starts[row] if row < len(source.line_starts) else len(source.text)
