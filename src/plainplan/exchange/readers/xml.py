"""XML of other programs, record by record: nothing outside of the file is fetched, and nothing in it can grow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.parsers import expat

from plainplan.exchange.incoming import Unreadable

_CHUNK = 1 << 16
_DEEPEST = 64
_MOST_IN_RECORD = 300_000


class Element:
    """An element: its name without a namespace, its line, its text, what is in it."""

    __slots__ = ("children", "line", "name", "parts")

    def __init__(self, name: str, line: int) -> None:
        self.name = name
        self.line = line
        self.parts: list[str] = []
        self.children: list[Element] = []

    @property
    def text(self) -> str:
        return "".join(self.parts)

    def get(self, name: str) -> str:
        """The text of the first child of that name."""
        return next((child.text.strip() for child in self.children if child.name == name), "")

    def all(self, name: str) -> Iterator[Element]:
        return (child for child in self.children if child.name == name)


def records(data: bytes, root: str, wanted: Iterable[str]) -> Iterator[Element]:
    """The outermost elements of the wanted names, in their order; and at once each plain child of the root.

    Raises `Unreadable` where it is no sound XML, has another root, or declares a document type of its own.
    """
    parser = _Parser(root, frozenset(wanted))
    for start in range(0, len(data), _CHUNK):
        parser.feed(data[start : start + _CHUNK], is_last=start + _CHUNK >= len(data))
        yield from parser.taken()
    if not data:
        raise Unreadable("is empty")


class _Parser:
    def __init__(self, root: str, wanted: frozenset[str]) -> None:
        self.root = root
        self.wanted = wanted
        self.depth = 0
        self.path: list[Element] = []
        self.count = 0
        self.found: list[Element] = []
        self.expat = expat.ParserCreate(namespace_separator=" ")
        self.expat.buffer_text = True
        self.expat.StartElementHandler = self._start
        self.expat.EndElementHandler = self._end
        self.expat.CharacterDataHandler = self._text
        self.expat.StartDoctypeDeclHandler = self._doctype

    def feed(self, data: bytes, *, is_last: bool) -> None:
        try:
            self.expat.Parse(data, is_last)
        except expat.ExpatError as error:
            raise Unreadable(f"is no sound XML: line {error.lineno}: {expat.ErrorString(error.code)}") from error
        except (LookupError, ValueError) as error:
            raise Unreadable("is XML in an encoding that is not known") from error

    def taken(self) -> list[Element]:
        found, self.found = self.found, []
        return found

    def _doctype(self, *_: object) -> None:
        raise Unreadable("declares a document type of its own, and such XML is not read")

    def _start(self, name: str, _: object) -> None:
        name = name.rpartition(" ")[2]
        self.depth += 1
        if self.depth > _DEEPEST:
            raise Unreadable(f"is nested more than {_DEEPEST} deep in line {self.expat.CurrentLineNumber}")
        if self.depth == 1 and name != self.root:
            raise Unreadable(f"is other XML: it begins with <{name[:40]}>, where <{self.root}> is read")
        if self.path or name in self.wanted or self.depth == 2:
            self._grow(Element(name, self.expat.CurrentLineNumber))

    def _grow(self, element: Element) -> None:
        self.count = self.count + 1 if self.path else 0
        if self.count > _MOST_IN_RECORD:
            raise Unreadable(f"has more than {_MOST_IN_RECORD:,} parts in one, at line {element.line}")
        if self.path and not self._is_holder(self.path[-1]):
            self.path[-1].children.append(element)
        self.path.append(element)

    def _is_holder(self, element: Element) -> bool:
        """Whether it only holds records: a child of the root that is none itself."""
        return len(self.path) == 1 and self.depth == 3 and element.name not in self.wanted

    def _end(self, name: str) -> None:
        self.depth -= 1
        if not self.path:
            return
        element = self.path.pop()
        if element.name in self.wanted and not any(one.name in self.wanted for one in self.path):
            self.found.append(element)
            self.count = 0
        elif self.depth == 1 and not element.children and element.text.strip():
            self.found.append(element)

    def _text(self, text: str) -> None:
        if self.path:
            self.path[-1].parts.append(text)
