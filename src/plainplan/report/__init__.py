"""Findings as text or data: a table of formats, each loaded when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from plainplan.report.style import PLAIN, Style

if TYPE_CHECKING:
    from plainplan.finding_data import Judged
    from plainplan.words import Words

FORMATS = ("full", "concise", "json", "github", "sarif")


def report(
    plans: Sequence[Judged],
    form: str,
    style: Style = PLAIN,
    *,
    verbose: bool = False,
    quiet: bool = False,
    words_for: Callable[..., Words] | None = None,
) -> Iterator[str]:
    """What is found in these plans in one of `FORMATS`, line by line; `quiet` is without hints and summary.

    `words_for` gives the words for languages: those of one plan for its findings, those of all for the summary.
    """
    if form in ("full", "concise"):
        from plainplan.report import text

        write = text.full if form == "full" else text.concise
        langs = tuple(plan.lang for plan in plans if plan.lang)
        for plan in plans:
            words = words_for and words_for(*((plan.lang,) if plan.lang else langs))
            yield from write(plan, style, verbose=verbose, hints=not quiet, words=words)
        if not quiet:
            told = text.summary(map(text.tally, plans))
            yield words_for(*langs).tell(told) if words_for else told
    elif form == "github":
        from plainplan.report.github import workflow_commands

        for plan in plans:
            yield from workflow_commands(plan)
    else:
        from plainplan.report import data

        yield (data.findings_json if form == "json" else data.sarif)(plans).removesuffix("\n")
