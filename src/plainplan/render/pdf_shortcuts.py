"""Shortcuts through WeasyPrint and its parts, where they do the same work again for each page, box or line."""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

from plainplan.plain import is_used
from plainplan.render.pdf_lines import lay_out_quickly
from plainplan.render.pdf_styles import keep_with_styles, style_pages_once

READ = {"weasyprint": "70.0", "pydyf": "0.13.0", "tinyhtml5": "2.1.0"}
"""The versions whose insides these shortcuts know; with any other, the long way leads to the same pages."""


def is_read(more: Mapping[str, str] | None = None) -> bool:
    """Whether the versions that are here are those that were read, WeasyPrint's and those of others."""
    return is_used("weasyprint") and all(
        _version(name) == version for name, version in {**READ, **(more or {})}.items()
    )


def take_shortcuts() -> None:
    """Put functions of ours in the place of WeasyPrint's, which has been imported."""
    if is_read():
        _read_quickly()
        keep_with_styles()
        style_pages_once()
        lay_out_quickly()
        _write_quickly()


def _version(name: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(name)
    except PackageNotFoundError:
        return ""


class _Until(dict[tuple[Any, bool], re.Pattern[str]]):
    """Patterns for the letters up to one of some, or as long as it is one of them. tinyhtml5 keeps them under other
    names than it looks them up by, and so makes a new one for each piece of text."""

    def __missing__(self, key: tuple[Any, bool]) -> re.Pattern[str]:
        letters, among = key
        codes = "".join(f"\\x{ord(letter):02x}" for letter in letters)
        self[key] = re.compile(f"[{'' if among else '^'}{codes}]+")
        return self[key]


def _read_quickly() -> None:
    from tinyhtml5 import inputstream

    inputstream.characters_until_regex = _Until()


def _write_quickly() -> None:
    """Pack what is written as well as most programs do: a fiftieth less would take six times as long."""
    import pydyf

    pydyf.zlib = SimpleNamespace(compressobj=lambda level: zlib.compressobj(min(level, 6)))
    pydyf.PDF.page_references = property(_page_references)


def _page_references(pdf: Any) -> tuple[bytes, ...]:
    """The pages as a PDF refers to them, for which each of its elements asks."""
    numbers = pdf.pages["Kids"][::3]
    known: tuple[bytes, ...] = pdf.__dict__.get("plainplan_pages", ())
    if len(known) != len(numbers):
        known = pdf.__dict__["plainplan_pages"] = tuple(f"{number} 0 R".encode() for number in numbers)
    return known
