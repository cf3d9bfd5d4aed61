"""The table of outputs: a name, an ending, and the function that makes the bytes, loaded when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, cast

from plainplan.render.options import Options
from plainplan.tuples import NamedTuple

if TYPE_CHECKING:  # a process that only lays out pages needs none of it
    from plainplan.compile import Compilation

__all__ = ["FORMATS", "PAPERS", "Format", "Options", "render"]


class Format(NamedTuple):
    """An output: its ending, and where its function stands (`module:function`)."""

    ending: str
    target: str


FORMATS = {
    "html": Format(".html", "plainplan.render.html:encoded_html"),
    "pdf": Format(".pdf", "plainplan.render.pdf:render_pdf"),
    "json": Format(".json", "plainplan.render.json:render_json"),
    "ics": Format(".ics", "plainplan.render.ics:render_ics"),
}

PAPERS = ("a4", "letter")


def render(compilation: Compilation, name: str, options: Options) -> bytes:
    """One output of a plan, as bytes."""
    module, _, function = FORMATS[name].target.partition(":")
    made = cast("Callable[[Compilation, Options], str | bytes]", getattr(import_module(module), function))
    output = made(compilation, options)
    return output.encode() if isinstance(output, str) else output
