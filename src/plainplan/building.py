"""From a compiled plan to its outputs: the one way of the command, the watch, the live page and whoever else builds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cache, partial
from os.path import abspath
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from plainplan.compile import Compilation
from plainplan.diagnostics import Diagnostic
from plainplan.errors import PlainplanError
from plainplan.project import (
    Output,
    PlanFile,
    make_folder,
    output_options,
    read_output,
    write_changed,
    write_output,
)
from plainplan.render import FORMATS, Options, render
from plainplan.tuples import NamedTuple
from plainplan.values import Reminder

if TYPE_CHECKING:
    from plainplan.draw.curve import Curve
    from plainplan.forecast.result import Forecast
    from plainplan.render.fragment_cache import Pieces

Progress = Callable[[str], None]


class OutputOptions(NamedTuple):
    """How outputs are to look and what they show beyond their plan, whichever plan they are of."""

    template: str = "default"
    paper: str | None = None
    history: bool = False
    forecast: bool = False
    todos: bool = False
    remind: tuple[Reminder, ...] | None = None


class Product(NamedTuple):
    """An output as it was made, or what stood in the way.

    `reads` are the files of the pictures that it asked for, `found` is what only making it could tell.
    """

    output: Output
    data: bytes | None
    reads: frozenset[str]
    found: tuple[Diagnostic, ...] = ()
    trouble: PlainplanError | None = None

    def taken(self) -> bytes:
        """What was made; else what stood in the way is raised."""
        if self.trouble:
            raise self.trouble
        assert self.data is not None
        return self.data


def products(
    compilation: Compilation,
    outputs: Sequence[Output],
    look: OutputOptions,
    progress: Progress | None = None,
    pieces: Pieces | None = None,
) -> Iterator[Product]:
    """The outputs of a plan, each made when its turn comes.

    `progress` is told what is being done where that takes long, and at the end of it an empty text; `pieces` are
    those of the plan's page as it was last made.
    """

    odds = cache(lambda: _odds(compilation))
    for output in outputs:
        reads, letters = set[str](), list[str]()
        extras = _extras(compilation, output, look, odds) | {
            "pieces": lambda: pieces,
            "progress": lambda: progress,
            "unprinted": partial(getattr, letters, "append"),
        }
        needs = FORMATS[output.format].needs
        try:
            options = _noting_pictures(output.plan, output_options(output.plan, look.template, look.paper), reads)
            options = options._replace(**{need: extras[need]() for need in needs})
            data = render(compilation, output.format, options)
            if progress and "progress" in needs:
                progress("")
        except PlainplanError as trouble:
            yield Product(output, None, frozenset(reads), trouble=trouble)
        else:
            yield Product(output, data, frozenset(reads), _without_glyph(compilation, "".join(letters)))


def _extras(
    compilation: Compilation, output: Output, look: OutputOptions, odds: Callable[[], Forecast | None]
) -> dict[str, Callable[[], Any]]:
    """What an output may need beyond its plan, worked out where it does."""
    return {
        "earlier": lambda: output.path and read_output(output.path),
        "forecast": lambda: odds() if look.forecast else None,
        "history": lambda: _past(output.plan, compilation) if look.history else None,
        "remind": lambda: look.remind,
        "todos": lambda: look.todos,
    }


def _odds(compilation: Compilation) -> Forecast | None:
    from plainplan.forecast.forecast import forecast
    from plainplan.forecast.result import Question

    return forecast(compilation.plan, compilation.schedule.today, Question())


def _past(plan: PlanFile, compilation: Compilation) -> Curve | None:
    from plainplan.past import picture_of

    return picture_of(plan, date.fromordinal(compilation.schedule.today))


def _without_glyph(compilation: Compilation, letters: str) -> tuple[Diagnostic, ...]:
    """What is to be said about letters for which there is no font."""
    if not letters:
        return ()
    from plainplan.checks.no_glyph import without_glyph

    return without_glyph(compilation.source.text, compilation.document, compilation.plan, letters)


def _noting_pictures(plan: PlanFile, options: Options, reads: set[str]) -> Options:
    """The same options; the files of the pictures that are asked for are added to `reads`."""
    load = options.load_image
    if load is None or plan.path is None:
        return options
    folder = plan.path.parent

    def noted(address: str) -> bytes | None:
        reads.add(abspath(folder / unquote(address)))  # noqa: PTH100 - compared as text with what the system tells
        return load(address)

    return options._replace(load_image=noted)


def save(output: Output, data: bytes, *, if_changed: bool) -> bool:
    """Write an output, where that is asked for only if it is not there already; whether it was written."""
    assert output.path is not None
    if output.inside is not None and output.inside != output.plan.found_in:
        make_folder(output.path.parent, output.inside)
    if if_changed:
        return write_changed(output, data)
    write_output(output.path, data, output.inside)
    return True
