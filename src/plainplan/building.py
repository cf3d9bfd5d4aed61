"""From a compiled plan to its outputs: shared by the build command, the watch, the live page and other callers."""

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
    """How outputs look and what they contain beyond the plan, the same for all plans; without a `template`, the look is
    the one that the folder of each says."""

    template: str | None = None
    paper: str | None = None
    history: bool = False
    forecast: bool = False
    todos: bool = False
    remind: tuple[Reminder, ...] | None = None
    excel: bool = False


class Product(NamedTuple):
    """An output that was made, or why it could not be.

    `reads` are the paths of the pictures that it asked for; `found` are findings that only rendering can make.
    """

    output: Output
    data: bytes | None
    reads: frozenset[str]
    found: tuple[Diagnostic, ...] = ()
    trouble: PlainplanError | None = None

    def taken(self) -> bytes:
        """The bytes; raises the trouble if there was any."""
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
    """The outputs of a plan, made lazily, one after another.

    `progress` is called with what is being done where that takes long, and at the end with an empty text; `pieces` is
    the fragment cache of the plan's page.
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
    """The fields of `Options` that an output's format needs, computed on demand."""
    return {
        "excel": lambda: look.excel,
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
    """The findings about characters for which no font has a glyph."""
    if not letters:
        return ()
    from plainplan.checks.no_glyph import without_glyph

    return without_glyph(compilation.source.text, compilation.document, compilation.plan, letters)


def _noting_pictures(plan: PlanFile, options: Options, reads: set[str]) -> Options:
    """The same options with a picture loader that adds the paths it is asked for to `reads`."""
    load = options.load_image
    if load is None or plan.path is None:
        return options
    folder = plan.path.parent

    def noted(address: str) -> bytes | None:
        reads.add(abspath(folder / unquote(address)))  # noqa: PTH100 - compared as text with what the system tells
        return load(address)

    return options._replace(load_image=noted)


def save(output: Output, data: bytes, *, if_changed: bool) -> bool:
    """Write an output, with `if_changed` only if its file differs; whether it was written."""
    assert output.path is not None
    if output.inside is not None and output.inside != output.plan.found_in:
        make_folder(output.path.parent, output.inside)
    if if_changed:
        return write_changed(output, data)
    write_output(output.path, data, output.inside)
    return True
