"""What a PDF tells those who have it read aloud, where its layout leaves that open: dates behind what they are the
dates of, lines of a list as its items, and boxes as words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

MARKS = ("☐", "◪", "☑", "☒")
"""Letters that stand for boxes; the words for them are told in this order."""

_BESIDE = ("/LBody", "/H1", "/H2", "/H3", "/H4", "/H5", "/H6")


def tell(pdf: Any, words: Sequence[str]) -> None:
    """Mend the tags of a PDF that is made but not written, and say its boxes in these words, if there are some."""
    for element in pdf.objects:
        kind = element.get("S") if isinstance(element, dict) else None
        if kind == "/Caption":
            _put_last(pdf, element)
        elif kind == "/L":
            _itemise(pdf, element)
    if len(words) == len(MARKS):
        _say_boxes(pdf.objects, dict(zip(MARKS, words, strict=True)))


def _of(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]


def _put_last(pdf: Any, element: Any) -> None:
    """What floats beside a heading or an item is read after it: the layout has it first."""
    parent = _of(pdf, element["P"])
    if parent["S"] not in _BESIDE:
        return
    element["S"] = "/Span"
    for kid in (_of(pdf, reference) for reference in parent["K"]):
        if kid["S"] == parent["S"]:  # a heading's own words, which would be a heading in one
            kid["S"] = "/NonStruct"
    parent["K"].remove(element.reference)
    parent["K"].append(element.reference)


def _itemise(pdf: Any, element: Any) -> None:
    """A list's lines that are laid out as one text become items of it."""
    kids: list[Any] = []
    for reference in element["K"]:
        kid = _of(pdf, reference)
        if kid["S"] == "/NonStruct":
            kids.extend(_items(pdf, element, kid["K"]))
        else:
            kids.append(reference)
    element["K"][:] = kids


def _items(pdf: Any, parent: Any, pieces: Iterable[Any]) -> list[Any]:
    """Each piece of text begins an item; what stands between, such as a link, belongs to the one before."""
    items: list[Any] = []
    for reference in pieces:
        piece = _of(pdf, reference)
        if not piece["K"]:
            continue  # the place that a link leads to
        if items and piece["S"] != "/Span":
            piece["P"] = items[-1]
            _of(pdf, items[-1])["K"].append(reference)
        else:
            piece["S"], piece["P"] = "/LI", parent.reference
            items.append(reference)
    return items


def _say_boxes(objects: Iterable[Any], words: dict[str, str]) -> None:
    """Letters of boxes stand for words, in all fonts that have them: that is what is read aloud, and copied."""
    said = {
        f"<{letter.encode('utf-16-be').hex()}>": f"<{f'{word}: '.encode('utf-16-be').hex()}>"
        for letter, word in words.items()
    }
    for one in objects:
        lines = getattr(one, "stream", ())
        if not lines or lines[0] != b"/CIDInit /ProcSet findresource begin":
            continue
        for place, line in enumerate(lines):
            glyph, _, letter = line.decode("latin-1").partition(" ")
            if letter in said:
                lines[place] = f"{glyph} {said[letter]}".encode()
