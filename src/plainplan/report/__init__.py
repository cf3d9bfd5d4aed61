"""Findings as text or data: a table of formats, each loaded when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from plainplan.report.style import PLAIN, Style

if TYPE_CHECKING:  # whoever only wants a style needs no compiler
    from plainplan.compile import Compilation

FORMATS = ("full", "concise", "json", "github", "sarif")


def report(
    compilations: Sequence[Compilation],
    form: str,
    style: Style = PLAIN,
    *,
    verbose: bool = False,
    quiet: bool = False,
) -> Iterator[str]:
    """What is found in these plans in one of `FORMATS`, line by line; `quiet` is without hints and summary."""
    if form in ("full", "concise"):
        from plainplan.report import text

        write = text.full if form == "full" else text.concise
        for compilation in compilations:
            yield from write(compilation, style, verbose=verbose, hints=not quiet)
        if not quiet:
            yield text.summary(map(text.tally, compilations))
    elif form == "github":
        from plainplan.report.github import workflow_commands

        for compilation in compilations:
            yield from workflow_commands(compilation)
    else:
        from plainplan.report import data

        yield (data.findings_json if form == "json" else data.sarif)(compilations).removesuffix("\n")
