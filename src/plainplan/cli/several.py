"""Compiling the plans of a command; failures are printed at the end."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Generic, TypeVar

from plainplan.cli.command import TROUBLE
from plainplan.cli.console import Console
from plainplan.cli.sharing import seconds_for, workers_for
from plainplan.compile import Compilation, compile_bytes
from plainplan.errors import FileTrouble, PlainplanError
from plainplan.project import FoundPlans, PlanFile, compile_plan
from plainplan.tuples import NamedTuple


class Several(NamedTuple):
    """Plans that could be read, and the errors of those that could not."""

    files: tuple[PlanFile, ...]
    compilations: tuple[Compilation, ...]
    troubles: tuple[PlainplanError, ...]

    def told(self, console: Console) -> int:
        """Print the errors, and return the exit status."""
        for trouble in self.troubles:
            console.trouble(trouble)
        return TROUBLE if self.troubles else int(any(one.has_errors for one in self.compilations))


def read_several(found: FoundPlans, as_of: date) -> Several:
    """Read and compile all these plans."""
    troubles: list[PlainplanError] = list(found.troubles)
    files, compilations = [], []
    for plan in found.plans:
        try:
            compilations.append(compile_plan(plan, as_of)[0])
            files.append(plan)
        except PlainplanError as error:
            troubles.append(error)
    return Several(tuple(files), tuple(compilations), tuple(troubles))


Told = TypeVar("Told")
_COLLECTED_EVERY = 50


@dataclass(frozen=True, slots=True)
class Gathered(Generic[Told]):
    """What was found out about each plan that could be read, and the trouble with the others."""

    files: tuple[PlanFile, ...]
    told: tuple[Told, ...]
    troubles: tuple[PlainplanError, ...]


def gather(plans: Sequence[PlanFile], as_of: date, ask: Callable[[Compilation], Told]) -> Gathered[Told]:
    """What `ask` says of each plan, many of them asked by all cores; questions and answers must be picklable. A plan
    that ends or hangs its process is named, and all others are told about."""
    files, told, troubles = [], [], list[PlainplanError]()
    for plan, answer in zip(plans, _answers(plans, as_of, ask), strict=True):
        if isinstance(answer, PlainplanError):
            troubles.append(answer)
        else:
            files.append(plan)
            told.append(answer)
    return Gathered(tuple(files), tuple(told), tuple(troubles))


def _answers(
    plans: Sequence[PlanFile], as_of: date, ask: Callable[[Compilation], Told]
) -> Iterator[Told | PlainplanError]:
    workers = workers_for(plans)
    if not workers:
        for number, plan in enumerate(plans, 1):
            yield _asked(as_of, ask, plan)
            if number % _COLLECTED_EVERY == 0:
                gc.collect()  # the collector is off while a command runs, and there may be thousands of plans
        return
    from plainplan.workers import Lost, share

    ask(compile_bytes("", b"", as_of))  # what all need is loaded before there are workers
    with closing(share(partial(_asked_apart, as_of, ask), plans, workers, seconds_for)) as results:
        for plan, result in zip(plans, results, strict=True):
            yield FileTrouble(f"`{plan.name}` could not be read: {result.why}") if isinstance(result, Lost) else result


def _asked(as_of: date, ask: Callable[[Compilation], Told], plan: PlanFile) -> Told | PlainplanError:
    try:
        compilation, _ = compile_plan(plan, as_of)
    except PlainplanError as trouble:
        return trouble
    return ask(compilation)


def _asked_apart(as_of: date, ask: Callable[[Compilation], Told], plan: PlanFile) -> Told | PlainplanError:
    """The same where a mistake of ours may cost no more than one plan."""
    try:
        return _asked(as_of, ask, plan)
    except Exception as wrong:
        mistake = f"{type(wrong).__name__}: {wrong}, a mistake in plainplan; `plan status` on it alone shows where"
        return FileTrouble(f"`{plan.name}` could not be read: {mistake}")
