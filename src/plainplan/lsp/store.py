"""The text of an open document as the editor has it: changed piece by piece, with the editor's way of counting.

Lines end at LF, CRLF and CR, and at nothing else, as in the protocol and as in a plan.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable

from plainplan.pattern import pattern
from plainplan.tuples import NamedTuple

_LINE_END = pattern(r"\r\n|\n|\r")
_SURROGATE = pattern("[\ud800-\udfff]")

UNITS: dict[str, Callable[[str], int]] = {
    "utf-8": lambda one: 1 if one < "\x80" else 2 if one < "\u0800" else 3 if one < "\U00010000" else 4,
    "utf-16": lambda one: 1 if one < "\U00010000" else 2,
    "utf-32": lambda one: 1,
}
"""How many units of an encoding a character takes. Half a pair counts as three bytes, as its replacement does."""


class Place(NamedTuple):
    """A line and a column from 0, the column in units of the encoding that was agreed."""

    line: int
    column: int


class Text:
    """A text, where its lines start, and how columns are counted in it."""

    def __init__(self, text: str, encoding: str = "utf-16") -> None:
        self.encoding = encoding
        self._units = UNITS[encoding]
        self.replace_all(text)

    def replace_all(self, text: str) -> None:
        self.text = whole(text)
        self._starts = [0, *(match.end() for match in _LINE_END.finditer(self.text))]

    def replace(self, start: Place, end: Place, new: str) -> None:
        """Put a text in place of a stretch; a stretch whose ends are the wrong way round is taken as it was meant."""
        first, last = sorted((self.offset(start), self.offset(end)))
        text = f"{self.text[:first]}{new}{self.text[last:]}"
        if _SURROGATE.search(new):  # a pair may come in halves
            self.replace_all(text)
            return
        self._move_starts(first, last, new, text)
        self.text = text

    def _move_starts(self, first: int, last: int, new: str, text: str) -> None:
        """Find the lines anew in what was changed, and around it where a CR and an LF may have met or been parted."""
        row = max(bisect_right(self._starts, first) - 2, 0)
        below = bisect_right(self._starts, last + 1)
        by = len(new) - (last - first)
        start = self._starts[row]
        end = self._starts[below] + by if below < len(self._starts) else len(text)
        found = [start + match.end() for match in _LINE_END.finditer(text[start:end])]
        tail = [one + by for one in self._starts[below:]] if by else self._starts[below:]
        if tail and found and found[-1] == tail[0]:
            found.pop()
        self._starts[row + 1 :] = [*found, *tail]

    @property
    def lines(self) -> int:
        return len(self._starts)

    def line_end(self, line: int) -> int:
        """The offset behind a line's last character, before its line end."""
        end = self._starts[line + 1] if line + 1 < len(self._starts) else len(self.text)
        while end > self._starts[line] and self.text[end - 1] in "\r\n":
            end -= 1
        return end

    def offset(self, place: Place) -> int:
        """The character at a place; what lies behind a line's end is its end, within a character its start."""
        if place.line < 0:
            return 0
        if place.line >= len(self._starts):
            return len(self.text)
        start, end = self._starts[place.line], self.line_end(place.line)
        line = self.text[start:end]
        if self.encoding == "utf-32" or line.isascii():
            return min(start + max(place.column, 0), end)
        left = place.column
        for at, one in enumerate(line, start):
            left -= self._units(one)
            if left < 0:
                return at
        return end

    def place(self, offset: int) -> Place:
        """The place of a character; the end of the text for what lies behind it."""
        offset = min(max(offset, 0), len(self.text))
        line = bisect_right(self._starts, offset) - 1
        before = self.text[self._starts[line] : offset]
        if self.encoding == "utf-32" or before.isascii():
            return Place(line, len(before))
        return Place(line, sum(map(self._units, before)))

    def length(self, start: int, end: int) -> int:
        """How many units a stretch takes."""
        part = self.text[start:end]
        return len(part) if self.encoding == "utf-32" or part.isascii() else sum(map(self._units, part))


def whole(text: str) -> str:
    """A text in which halves of a pair that stand together are one character."""
    if text.isascii() or not _SURROGATE.search(text):
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


def compilable(text: str) -> str:
    """A text as a file could hold it, character for character: half a pair is a mark of what is missing."""
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)
