"""The text of one plan file, and where things stand in it."""

from __future__ import annotations

from bisect import bisect_right
from codecs import BOM_UTF8
from itertools import accumulate
from pathlib import PurePath

from plainplan.pattern import pattern
from plainplan.tuples import NamedTuple

# CommonMark's line endings and no others: U+2028, U+0085, VT and FF do not end a line.
_LINE_END = pattern(r"\r\n|\n|\r")


class Span(NamedTuple):
    """A stretch of a source's text: character offsets, `end` not included."""

    start: int
    end: int


class Position(NamedTuple):
    """A place as people count: line and column from 1, in characters."""

    line: int
    column: int


class Source:
    """A plan's text without its byte order mark, with the offsets at which its lines start."""

    def __init__(self, name: str, text: str, bom: bool = False) -> None:
        self.name = name
        self.text = text
        self.bom = bom
        self.line_starts = _line_starts(text)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Source) and (self.name, self.text, self.bom) == (other.name, other.text, other.bom)

    def __repr__(self) -> str:
        return f"Source({self.name!r}, {self.text!r}, {self.bom!r})"

    def __hash__(self) -> int:
        return hash((self.name, self.text, self.bom))

    @property
    def file(self) -> str:
        """The file's own name, without the folders that lead to it: what outputs show."""
        return PurePath(self.name).name

    @property
    def line_end(self) -> str:
        """The line end of the file: that of its first line."""
        return self.text[len(self.line(1)) : self.line_starts[1]] if len(self.line_starts) > 1 else "\n"

    def position(self, offset: int) -> Position:
        """The line and column of a character offset (0 to the text's length)."""
        row = bisect_right(self.line_starts, offset) - 1
        return Position(row + 1, offset - self.line_starts[row] + 1)

    def line(self, number: int) -> str:
        """The text of a line, counted from 1, without its line ending."""
        return self.text[slice(*self.line_span(number))]

    def line_span(self, number: int) -> Span:
        """Where a line stands, counted from 1, without its line ending."""
        start = self.line_starts[number - 1]
        last = number >= len(self.line_starts)
        end = len(self.text) if last else self.line_starts[number]
        while end > start and self.text[end - 1] in "\r\n":
            end -= 1
        return Span(start, end)


def source_bytes(source: Source) -> bytes:
    """The bytes of a source, its byte order mark included."""
    return (BOM_UTF8 if source.bom else b"") + source.text.encode("utf-8", "surrogatepass")


def _line_starts(text: str) -> tuple[int, ...]:
    """Where lines start."""
    if "\r" in text:
        return (0, *(match.end() for match in _LINE_END.finditer(text)))
    ends = accumulate(map(len, text.split("\n")))
    return (0, *[end + row for row, end in enumerate(ends, 1)][:-1])
