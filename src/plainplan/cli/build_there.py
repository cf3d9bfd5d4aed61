"""Many plans built by a cluster: each goes out with all files that it names, and only this process writes outputs."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from threading import Lock

from plainplan.building import save
from plainplan.cli.build_many import Heard, heard_apart
from plainplan.cli.build_one import NOT_BUILT, BuildJob, BuildPiece, PlanBuilt
from plainplan.cluster import connected, on_cluster
from plainplan.errors import FileTrouble, PlainplanError, UsageError
from plainplan.project import Output, PlanFile, read_output
from plainplan.render import FORMATS
from plainplan.render.looks import built_in_looks
from plainplan.site.inputs import files_of
from plainplan.tuples import NamedTuple
from plainplan.workers import Lost

_MOST = 100
"""Plans that go out together: each with all of its outputs takes longer than a page of a site."""


class Parcel(NamedTuple):
    """A plan with all files that it is built with, by their places from the folder of its settings on.

    `plan` is its own place, `outputs` its formats with the names of their files, `earlier` what a format goes on from.
    """

    name: str
    plan: str
    files: tuple[tuple[str, bytes], ...]
    outputs: tuple[tuple[str, str], ...]
    earlier: tuple[tuple[str, bytes], ...] = ()


class Returned(NamedTuple):
    """What was said and made of a plan: the bytes of its outputs by the names of their files."""

    heard: Heard
    made: tuple[tuple[str, bytes], ...]


def build_there(job: BuildJob, pieces: Sequence[BuildPiece], address: str) -> Iterator[PlanBuilt]:
    """Build each plan on the cluster of a scheduler; one that ends or hangs its worker is named, all others are built.
    What each has to say is said in the order of the plans."""
    _refuse(job, pieces)
    console, results = job.console, dict[int, Returned | Lost]()
    with connected(address) as client:
        parcels, sent = [], []
        for index, piece in enumerate(pieces):
            try:
                parcels.append(_parcel(piece))
                sent.append(index)
            except FileTrouble as trouble:
                results[index] = Lost(str(trouble))
        work = partial(open_parcel, job._replace(console=console.for_pieces()), sys.stderr.encoding)
        for number, result in on_cluster(client, work, parcels, _MOST):
            results[sent[number]] = result
    for index, piece in enumerate(pieces):
        yield _told(job, piece, results[index])


def _refuse(job: BuildJob, pieces: Sequence[BuildPiece]) -> None:
    if job.look.history:
        raise UsageError("`--history` asks git, which the workers of a cluster cannot: leave out `--on`, or that")
    if job.look.template is not None and job.look.template not in built_in_looks():
        raise UsageError(f"`--template {job.look.template}` is on this machine alone, and a cluster does not have it")
    if any(plan.path is None or any(output.path is None for output in outputs) for plan, outputs in pieces):
        raise UsageError("standard input and output are of this machine: name files, or leave `--on` out")


def _parcel(piece: BuildPiece) -> Parcel:
    plan, outputs = piece
    place, files = files_of(plan)
    names = tuple((output.format, output.path.name) for output in outputs if output.path)
    earlier = [(output.path.name, data) for output in outputs if output.path and (data := _earlier(output))]
    return Parcel(plan.name, place, files, names, tuple(earlier))


def _earlier(output: Output) -> bytes | None:
    assert output.path is not None
    return read_output(output.path) if "earlier" in FORMATS[output.format].needs else None


def _told(job: BuildJob, piece: BuildPiece, result: Returned | Lost) -> PlanBuilt:
    """Write what was made, and say what was said."""
    console, (plan, outputs) = job.console, piece
    if isinstance(result, Lost):
        console.trouble(f"`{plan.name}` could not be built: {result.why}")
        return NOT_BUILT
    console.say_as_it_is(result.heard.said)
    if result.heard.mistake:
        console.trouble(f"`{plan.name}` could not be built: {result.heard.mistake}, a mistake in plainplan")
    made, written = dict(result.made), list[str]()
    for output in outputs:
        if output.path and output.path.name in made:
            try:
                save(output, made[output.path.name], if_changed=False)
                written.append(str(output.path))
            except PlainplanError as trouble:
                console.trouble(trouble)
    if written:
        console.note(f"wrote {', '.join(written)}")
    return result.heard.built._replace(trouble=result.heard.built.trouble or len(written) < len(made))


# On a worker

_ONE_AT_A_TIME = Lock()
"""What is said is heard at the stream of the whole process, which several threads of a worker share."""


def open_parcel(job: BuildJob, encoding: str, parcel: Parcel) -> Returned:
    """Build one plan in a folder of its own, which is gone afterwards."""
    with _ONE_AT_A_TIME, tempfile.TemporaryDirectory(prefix="plainplan-") as name:
        folder = Path(os.path.realpath(name), "plans")
        (folder / ".git").mkdir(parents=True)  # no settings from further up
        for place, data in parcel.files:
            path = folder / place
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        out = Path(os.path.realpath(name), "out")
        out.mkdir()
        for place, data in parcel.earlier:
            (out / place).write_bytes(data)
        plan = PlanFile(parcel.name, folder / parcel.plan)
        outputs = tuple(Output(plan, format, out / place, out) for format, place in parcel.outputs)
        quiet = job._replace(is_apart=True)
        heard = heard_apart(quiet, encoding, (plan, outputs))
        old = dict(parcel.earlier)
        made = [(one.path.name, one.path.read_bytes()) for one in outputs if one.path and one.path.is_file()]
        return Returned(heard, tuple((name, data) for name, data in made if not heard.built.errors or name not in old))
