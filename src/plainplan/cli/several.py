"""Compiling the plans of a command; failures are printed at the end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from plainplan.cli.command import TROUBLE
from plainplan.cli.console import Console
from plainplan.compile import Compilation
from plainplan.errors import PlainplanError
from plainplan.project import compile_plan, find_plans
from plainplan.tuples import NamedTuple


class Several(NamedTuple):
    """Plans that could be read, and the errors of those that could not."""

    compilations: tuple[Compilation, ...]
    troubles: tuple[PlainplanError, ...]

    def told(self, console: Console) -> int:
        """Print the errors, and return the exit status."""
        for trouble in self.troubles:
            console.trouble(trouble)
        return TROUBLE if self.troubles else int(any(one.has_errors for one in self.compilations))


def read_several(paths: Sequence[str], as_of: date) -> Several:
    """Read and compile all plans that these paths mean."""
    found = find_plans(paths)
    troubles: list[PlainplanError] = list(found.troubles)
    compilations = []
    for plan in found.plans:
        try:
            compilations.append(compile_plan(plan, as_of)[0])
        except PlainplanError as error:
            troubles.append(error)
    return Several(tuple(compilations), tuple(troubles))
