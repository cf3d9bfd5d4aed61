"""Checking many plans on all cores: workers send back only each plan's text and findings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date
from functools import partial

from plainplan.cli.sharing import seconds_for
from plainplan.compile import compile_bytes
from plainplan.defaults import NO_DEFAULTS, Defaults
from plainplan.diagnostics import Diagnostic
from plainplan.errors import FileTrouble, PlainplanError
from plainplan.fixes import vetted
from plainplan.project import PlanFile, compile_plan
from plainplan.source import Source
from plainplan.tuples import NamedTuple
from plainplan.workers import Lost, share


class PlanChecked(NamedTuple):
    """A plan's text, its findings and its language."""

    source: Source
    diagnostics: tuple[Diagnostic, ...]
    lang: str
    defaults: Defaults = NO_DEFAULTS


def judge_many(
    plans: Sequence[PlanFile], as_of: date, workers: int, troubles: list[PlainplanError]
) -> Iterator[PlanChecked]:
    """The findings of each plan that can be read; failures of the others are added to `troubles`."""
    compile_bytes("", b"", as_of)  # load what all workers need before they are forked
    with closing(share(partial(_judge, as_of), plans, workers, seconds_for)) as results:
        for plan, result in zip(plans, results, strict=True):
            if isinstance(result, PlanChecked):
                yield result
            elif isinstance(result, Lost):
                troubles.append(FileTrouble(f"`{plan.name}` could not be checked: {result.why}"))
            else:
                troubles.append(result)


def _judge(as_of: date, plan: PlanFile) -> PlanChecked | PlainplanError:
    try:
        compilation, _ = compile_plan(plan, as_of)
    except PlainplanError as trouble:
        return trouble
    except Exception as wrong:
        mistake = f"{type(wrong).__name__}: {wrong}, a mistake in plainplan; checking it alone shows where"
        return FileTrouble(f"`{plan.name}` could not be checked: {mistake}")
    found = vetted(compilation, as_of).diagnostics
    return PlanChecked(compilation.source, found, compilation.lang, compilation.defaults)
