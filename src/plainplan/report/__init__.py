"""Findings as text or data: a table of formats, each loaded when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from plainplan.report.style import PLAIN, Style

if TYPE_CHECKING:
    from plainplan.finding_data import Judged

FORMATS = ("full", "concise", "json", "github", "sarif")


def report(
    plans: Sequence[Judged],
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
        for plan in plans:
            yield from write(plan, style, verbose=verbose, hints=not quiet)
        if not quiet:
            yield text.summary(map(text.tally, plans))
    elif form == "github":
        from plainplan.report.github import workflow_commands

        for plan in plans:
            yield from workflow_commands(plan)
    else:
        from plainplan.report import data

        yield (data.findings_json if form == "json" else data.sarif)(plans).removesuffix("\n")
