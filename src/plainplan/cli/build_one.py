"""Compiling one plan, making and writing its outputs, and printing messages about it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from time import perf_counter
from typing import TYPE_CHECKING

from plainplan.building import OutputOptions, Product, products, save
from plainplan.cli.console import Console
from plainplan.compile import Compilation
from plainplan.diagnostics import Severity
from plainplan.errors import PlainplanError
from plainplan.messages import msg
from plainplan.project import Output, PlanFile, compile_plan
from plainplan.render import FORMATS
from plainplan.report.text import FindingCounts, full, tally
from plainplan.tuples import NamedTuple

if TYPE_CHECKING:
    from plainplan.cohort.front import FrontEntry


class BuildJob(NamedTuple):
    """What to build, the same for every plan. For a front page, what it says of each plan `is_listed`."""

    console: Console
    as_of: date
    look: OutputOptions
    strict: bool = False
    is_apart: bool = False
    is_listed: bool = False


class PlanBuilt(NamedTuple):
    """The result of one plan: its findings if it could be read, whether it had errors or something failed, its
    language, and what a front page says of it, if that was asked for."""

    tally: FindingCounts | None
    errors: bool
    trouble: bool
    lang: str = ""
    entry: FrontEntry | None = None


NOT_BUILT = PlanBuilt(None, False, True)

BuildPiece = tuple[PlanFile, tuple[Output, ...]]


def build_one(job: BuildJob, piece: BuildPiece) -> PlanBuilt:
    """Compile one plan, make all its outputs, then write them."""
    began = perf_counter()
    plan, outputs = piece
    try:
        compilation, _ = compile_plan(plan, job.as_of)
    except PlainplanError as error:
        job.console.trouble(error)
        return NOT_BUILT
    words = job.console.words_of(compilation)
    _tell(job.console, compilation)
    if compilation.has_errors:
        told = msg("{plan} is not built: mend its errors first, its last outputs stay as they were", plan=plan.name)
        job.console.note(words.tell(told))
        return PlanBuilt(tally(compilation), True, False, compilation.lang, _entry(job, compilation))
    made = tuple(_made(job, compilation, outputs))
    if found := tuple(one for product in made for one in product.found):
        _tell(job.console, compilation._replace(diagnostics=found))
        compilation = compilation._replace(diagnostics=(*compilation.diagnostics, *found))
    written = [product.output for product in made if _is_written(job.console, product)]
    lost = [loss for output in written if (loss := _loss(job, compilation, output))]
    if not job.is_apart and (paths := [str(output.path) for output in written if output.path]):
        took = f"{perf_counter() - began:.1f}".replace(".", words.catalogue.decimal)
        job.console.note(words.tell(msg("wrote {files} in {seconds} s", files=", ".join(paths), seconds=took)))
    return PlanBuilt(
        tally(compilation),
        (job.strict or compilation.defaults.strict) and bool(lost),
        len(written) < len(outputs),
        compilation.lang,
        _entry(job, compilation),
    )


def _entry(job: BuildJob, compilation: Compilation) -> FrontEntry | None:
    """What a front page says of the plan, if there is to be one."""
    if not job.is_listed:
        return None
    from plainplan.cohort.front import entry_of

    return entry_of(compilation, "")


def _loss(job: BuildJob, compilation: Compilation, output: Output) -> bool:
    """Print what an output format leaves out of the plan, if anything; whether it does."""
    if not FORMATS[output.format].is_partial:
        return False
    from plainplan.exchange.losses import losses, losses_text

    module = FORMATS[output.format].module
    found = losses(compilation, module)
    if found:
        told = losses_text(found, output.path.name if output.path else output.format, module)
        job.console.note(job.console.words_of(compilation).tell(told))
    return bool(found)


def _tell(console: Console, compilation: Compilation) -> None:
    """Print the findings: hints only with `-v`, errors only with `-q`."""
    if console.quiet:
        errors = tuple(one for one in compilation.diagnostics if one.severity is Severity.ERROR)
        compilation = compilation._replace(diagnostics=errors)
    words = console.words_of(compilation)
    console.say(full(compilation, console.err, verbose=console.verbose, hints=console.verbose, words=words))


def _made(job: BuildJob, compilation: Compilation, outputs: tuple[Output, ...]) -> Iterator[Product]:
    """The outputs that could be made; failures are printed."""
    for product in products(compilation, outputs, job.look, job.console.passing):
        if product.trouble:
            job.console.trouble(product.trouble)
        yield product


def _is_written(console: Console, product: Product) -> bool:
    if product.data is None:
        return False
    try:
        if product.output.path is None:
            console.answer_bytes(product.data)
        else:
            save(product.output, product.data, if_changed=False)
    except PlainplanError as error:
        console.trouble(error)
        return False
    return True
