"""The table of outputs: a name, an ending, and the function that makes the bytes, loaded when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from plainplan.tuples import NamedTuple

if TYPE_CHECKING:  # a process that only lays out pages needs none of it
    from plainplan.compile import Compilation
    from plainplan.draw.curve import Curve
    from plainplan.forecast.result import Forecast
    from plainplan.render.kept import Pieces


class Options(NamedTuple):
    """What outputs want to know beyond the plan.

    `template` is the name of a look or a folder, `paper` overrides the plan's own; `load_image` gives the bytes of
    a picture by its address in the plan, None where it may not be read (no function: there are no pictures, as for
    a plan read from standard input). `todos` makes to-dos of the steps in a calendar,
    and `earlier` is the calendar that was made before, whose entries it goes on from;
    `history` is a picture of how the finish moved, for the page; `forecast` is how likely dates are, for page and PDF.
    `progress` is told what is being done when a PDF takes long, `unprinted` for which letters there is no font.
    `pieces` keeps those of a page that is made again; `anchors` is where links inside the plan lead.
    """

    template: str = "default"
    paper: str | None = None
    load_image: Callable[[str], bytes | None] | None = None
    todos: bool = False
    earlier: bytes | None = None
    history: Curve | None = None
    progress: Callable[[str], None] | None = None
    unprinted: Callable[[str], None] | None = None
    forecast: Forecast | None = None
    pieces: Pieces | None = None
    anchors: Mapping[str, str] = MappingProxyType({})


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
