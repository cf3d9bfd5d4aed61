"""The table of outputs: a name, an ending, and the function that makes the bytes, loaded when it is asked for."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, cast

from plainplan.render.options import Options
from plainplan.tuples import NamedTuple

if TYPE_CHECKING:  # a process that only lays out pages needs none of it
    from plainplan.compile import Compilation

__all__ = ["FORMATS", "PAPERS", "Format", "Options", "render", "start_worker"]


class Format(NamedTuple):
    """An output: its ending, where its function stands (`module:function`), and what that needs to be told.

    `needs` are the fields of `Options` that are filled in for it. `worker` is a module whose `start` starts the worker
    that does the longest part. What `is_partial` has no place for all of a plan: its module says under `NOUN` what it
    makes, under `LEAVES_OUT` what that has no place for, and for the documents what it `IS` and its `READERS`.
    """

    ending: str
    target: str
    needs: tuple[str, ...] = ()
    worker: str = ""
    is_partial: bool = False

    @property
    def module(self) -> str:
        return self.target.partition(":")[0]


FORMATS = {
    "html": Format(".html", "plainplan.render.html:encoded_html", ("forecast", "history", "pieces")),
    "pdf": Format(
        ".pdf",
        "plainplan.render.pdf:render_pdf",
        ("forecast", "progress", "unprinted"),
        worker="plainplan.render.pdf_worker",
    ),
    "sheet": Format(
        ".sheet.pdf",
        "plainplan.render.pdf:render_sheet",
        ("progress", "unprinted"),
        worker="plainplan.render.pdf_worker",
    ),
    "json": Format(".json", "plainplan.render.json:render_json"),
    "ics": Format(".ics", "plainplan.render.ics:render_ics", ("earlier", "remind", "todos")),
    "csv": Format(".csv", "plainplan.exchange.csv:render_csv", ("excel",), is_partial=True),
    "xlsx": Format(".xlsx", "plainplan.exchange.xlsx:render_xlsx", is_partial=True),
    "md": Format(".md", "plainplan.exchange.markdown:render_markdown", is_partial=True),
    "svg": Format(".svg", "plainplan.exchange.svg:render_svg", is_partial=True),
    "mermaid": Format(".mmd", "plainplan.exchange.mermaid:render_mermaid", is_partial=True),
    "obsidian": Format(".tasks.md", "plainplan.exchange.obsidian:render_obsidian", is_partial=True),
    "dataview": Format(".dataview.md", "plainplan.exchange.obsidian:render_dataview", is_partial=True),
    "todotxt": Format(".todo.txt", "plainplan.exchange.todotxt:render_todotxt", is_partial=True),
    "taskwarrior": Format(".task.json", "plainplan.exchange.taskwarrior:render_taskwarrior", is_partial=True),
    "msproject": Format(".xml", "plainplan.exchange.msproject:render_msproject", is_partial=True),
    "tjp": Format(".tjp", "plainplan.exchange.tjp:render_tjp", is_partial=True),
}

PAPERS = ("a4", "letter")


def render(compilation: Compilation, name: str, options: Options | None = None) -> bytes:
    """One output of a plan, as bytes: `html`, `pdf`, `json` or `ics`."""
    module, _, function = FORMATS[name].target.partition(":")
    made = cast("Callable[[Compilation, Options], str | bytes]", getattr(import_module(module), function))
    output = made(compilation, options or Options())
    return output.encode() if isinstance(output, str) else output


def start_worker(name: str) -> None:
    """Let the worker of an output that has one get ready: that takes as long as to compile a plan."""
    if FORMATS[name].worker:
        import_module(FORMATS[name].worker).start()


class _Callable(ModuleType):
    """The module's type: `plainplan.render` is both the package's function of that name and this package.

    Calling either renders.
    """

    __call__ = staticmethod(render)


sys.modules[__name__].__class__ = _Callable
