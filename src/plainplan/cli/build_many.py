"""Building many plans on all cores: each plan's messages are captured in its worker and printed here, in order."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from functools import partial

from plainplan.cli.build_one import NOT_BUILT, BuildJob, BuildPiece, PlanBuilt, build_one
from plainplan.cli.sharing import seconds_for
from plainplan.compile import compile_bytes
from plainplan.render import FORMATS, Options, render
from plainplan.tuples import NamedTuple
from plainplan.workers import Lost, share


class Heard(NamedTuple):
    """The result of one plan: its messages, and the traceback if a bug ended it."""

    built: PlanBuilt
    said: str
    mistake: str = ""


def build_many(job: BuildJob, pieces: Sequence[BuildPiece], workers: int) -> Iterator[PlanBuilt]:
    """Build each plan; one that crashes or hangs its worker is reported, and all others are built."""
    console = job.console
    _get_ready(job, pieces)
    apart = partial(heard_apart, job._replace(console=console.for_pieces()), sys.stderr.encoding)
    with closing(share(apart, pieces, workers, _allowed)) as results:
        for (plan, _), result in zip(pieces, results, strict=True):
            if isinstance(result, Lost):
                console.trouble(f"`{plan.name}` could not be built: {result.why}")
                yield NOT_BUILT
                continue
            console.say_as_it_is(result.said)
            if result.mistake:
                console.trouble(
                    f"`{plan.name}` could not be built: {result.mistake}, a mistake in plainplan; building it alone "
                    "shows where"
                )
            yield result.built


def _get_ready(job: BuildJob, pieces: Sequence[BuildPiece]) -> None:
    """Load what all workers need before they are forked, by building an empty plan."""
    empty = compile_bytes("", b"", job.as_of)
    for output in pieces[0][1]:
        if not FORMATS[output.format].worker:
            render(empty, output.format, Options())


def _allowed(piece: BuildPiece) -> float:
    return seconds_for(piece[0])


def heard_apart(job: BuildJob, encoding: str, piece: BuildPiece) -> Heard:
    """Build one plan in a worker, with its messages captured."""
    heard = io.TextIOWrapper(io.BytesIO(), encoding, errors="backslashreplace", newline="\n", write_through=True)
    before, sys.stderr = sys.stderr, heard
    mistake = ""
    try:
        built = build_one(job, piece)
    except Exception as wrong:
        built, mistake = NOT_BUILT, f"{type(wrong).__name__}: {wrong}"
    finally:
        sys.stderr = before
    heard.seek(0)
    return Heard(built, heard.read(), mistake)
