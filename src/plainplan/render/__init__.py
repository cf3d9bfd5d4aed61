"""The table of outputs: a name, an ending, and the function that makes the bytes, loaded when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import NamedTuple, cast

from plainplan.compile import Compilation


@dataclass(frozen=True, slots=True)
class Options:
    """What outputs want to know beyond the plan.

    `template` is the name of a look or a folder, `paper` overrides the plan's own, `base` is the folder in
    which local images may lie (None: no images, as for a plan read from standard input).
    """

    template: str = "default"
    paper: str | None = None
    base: Path | None = None


class Format(NamedTuple):
    """An output: its ending, and where its function stands (`module:function`)."""

    ending: str
    target: str


FORMATS = {
    "html": Format(".html", "plainplan.render.html:render_html"),
    "pdf": Format(".pdf", "plainplan.render.pdf:render_pdf"),
    "json": Format(".json", "plainplan.render.json:render_json"),
}

PAPERS = ("a4", "letter")


def render(compilation: Compilation, name: str, options: Options) -> bytes:
    """One output of a plan, as bytes."""
    module, _, function = FORMATS[name].target.partition(":")
    made = cast("Callable[[Compilation, Options], str | bytes]", getattr(import_module(module), function))
    output = made(compilation, options)
    return output.encode() if isinstance(output, str) else output
