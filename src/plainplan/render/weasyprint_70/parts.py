"""What WeasyPrint's parts do again and again: tinyhtml5, which reads HTML, pydyf, which writes PDF, and cffi."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

from plainplan.render.weasyprint_70.patch import Patch


class _Until(dict[tuple[Any, bool], re.Pattern[str]]):
    """Patterns for the letters up to one of some, or as long as it is one of them. tinyhtml5 keeps them under other
    names than it looks them up by, and so makes a new one for each piece of text."""

    def __missing__(self, key: tuple[Any, bool]) -> re.Pattern[str]:
        letters, among = key
        codes = "".join(f"\\x{ord(letter):02x}" for letter in letters)
        self[key] = re.compile(f"[{'' if among else '^'}{codes}]+")
        return self[key]


def of_tinyhtml5() -> Iterator[Patch]:
    from tinyhtml5 import inputstream

    yield Patch(inputstream, "characters_until_regex", _Until())


def of_pydyf() -> Iterator[Patch]:
    """Pack what is written as well as most programs do: a fiftieth less would take six times as long."""
    import pydyf

    yield Patch(pydyf, "zlib", SimpleNamespace(compressobj=lambda level: zlib.compressobj(min(level, 6))))
    yield Patch(pydyf.PDF, "page_references", property(_page_references))


def _page_references(pdf: Any) -> tuple[bytes, ...]:
    """The pages as a PDF refers to them, for which each of its elements asks."""
    numbers = pdf.pages["Kids"][::3]
    known: tuple[bytes, ...] = pdf.__dict__.get("plainplan_pages", ())
    if len(known) != len(numbers):
        known = pdf.__dict__["plainplan_pages"] = tuple(f"{number} 0 R".encode() for number in numbers)
    return known


_TYPE = re.compile(r"(\w[\w ]*\w)(?: (\*+)|\[(\d*)\])")


def of_cffi() -> Iterator[Patch]:
    """`PangoRectangle *` and `hb_codepoint_t[57]` are known from the declarations. cffi runs a C parser over all of
    them for each new one, which costs as much as laying out a page; whatever else it is asked still goes there."""
    from cffi import model
    from weasyprint.text.ffi import ffi

    parser = ffi._parser
    declared, parse, own = parser._declarations, parser.parse_type, model.PrimitiveType.ALL_PRIMITIVE_TYPES

    def parse_type(text: str) -> Any:
        found = _TYPE.fullmatch(text)
        known = declared.get(f"typedef {found[1]}") if found else None
        if known is None and found and found[1] in own:
            known = model.PrimitiveType(found[1]), 0
        if found is None or known is None:
            return parse(text)
        base, quals = known
        for _ in found[2] or "":
            base = parser._get_type_pointer(base, quals)
        if found[2]:
            return base
        return model.ArrayType(base, int(found[3]) if found[3] else None)

    yield Patch(parser, "parse_type", parse_type)
