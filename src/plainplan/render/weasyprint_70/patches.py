"""Puts functions of ours in the place of WeasyPrint's: all of them or none, and back again when they fail."""

from __future__ import annotations

from collections.abc import Iterator

from plainplan.render.weasyprint_70.patch import Patch
from plainplan.render.weasyprint_70.versions import CFFI, is_read

_replaced: list[Patch] = []


def apply() -> None:
    """Patch WeasyPrint, which has been imported; nothing is patched where it is not as it was read."""
    if _replaced or not is_read():
        return
    try:
        wanted = list(_wanted())
        before = [patch._replace(replacement=getattr(patch.owner, patch.name)) for patch in wanted]
    except Exception:  # whatever is not there: the long way leads to the same pages
        return
    _replaced.extend(before)
    for patch in wanted:
        setattr(*patch)


def undo() -> bool:
    """Put back what was there; whether there was anything to put back."""
    was_patched = bool(_replaced)
    while _replaced:
        setattr(*_replaced.pop())
    return was_patched


def _wanted() -> Iterator[Patch]:
    from plainplan.render.weasyprint_70 import lines, parts, styles

    if is_read(CFFI):
        yield from parts.of_cffi()
    yield from parts.of_tinyhtml5()
    yield from parts.of_pydyf()
    yield from styles.patches()
    yield from lines.patches()
