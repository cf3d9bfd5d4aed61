"""Building one plan after a save: its outputs, and what moved since the last time it could be built."""

from __future__ import annotations

import gc
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from os.path import abspath
from pathlib import Path
from time import perf_counter
from urllib.parse import unquote

from plainplan.compile import Compilation, compile_bytes
from plainplan.errors import PlainplanError
from plainplan.extras import Look, with_extras, with_forecast
from plainplan.project import Output, PlanFile, make_folder, output_options, told_of_pictures, write_changed
from plainplan.render import Options, render
from plainplan.render.kept import Pieces
from plainplan.tuples import NamedTuple

_REMEMBERED = 16


class Built(NamedTuple):
    """A plan after a save. `before` is how it was when it was last built; `reads` are the pictures it asked for.

    With errors in the plan there are no outputs. `ms` is the time from its bytes to its pages on the disk.
    """

    plan: PlanFile
    compilation: Compilation
    before: Compilation | None
    ms: float
    written: tuple[Path, ...] = ()
    reads: frozenset[str] = frozenset()
    troubles: tuple[PlainplanError, ...] = ()


class Memory(NamedTuple):
    """What the last build of a plan left behind, to make the next one quick."""

    compilation: Compilation | None
    pieces: Pieces


def settle() -> None:
    """From now on this process builds again and again: what is loaded stays, and what is left behind is collected."""
    gc.collect()
    gc.freeze()  # each collection would walk it for nothing
    gc.enable()  # it rests in a command that ends by itself


def build(plan: PlanFile, data: bytes, day: date, outputs: Sequence[Output], look: Look, memory: Memory) -> Built:
    """Compile a plan and write its outputs, those that came out the same aside."""
    began = perf_counter()
    written: list[Path] = []
    troubles: list[PlainplanError] = []
    options, reads = noting_pictures(plan, output_options(plan, look.template, look.paper))
    options = options._replace(pieces=memory.pieces)
    with no_collecting():
        compilation = told_of_pictures(plan, compile_bytes(plan.name, data, day, memory.compilation))
        outputs = () if compilation.has_errors else outputs
        options = with_forecast(options, outputs, compilation, look)
        for output in outputs:
            assert output.path is not None
            try:
                made = render(compilation, output.format, with_extras(options, output, compilation, look))
                if look.folder:
                    make_folder(output.path.parent, look.folder)
                written += [output.path] if write_changed(output, made) else []
            except PlainplanError as trouble:
                troubles.append(trouble)
    ms = (perf_counter() - began) * 1000
    return Built(plan, compilation, None, ms, tuple(written), frozenset(reads), tuple(troubles))


@contextmanager
def no_collecting() -> Iterator[None]:
    """While a plan is built all that is made is in use: the collector would walk it for nothing."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def noting_pictures(plan: PlanFile, options: Options) -> tuple[Options, set[str]]:
    """The same options, and a set that is filled with the files of the pictures that are asked for."""
    load, reads = options.load_image, set[str]()
    if load is None or plan.path is None:
        return options, reads
    folder = plan.path.parent

    def noted(address: str, load: Callable[[str], bytes | None] = load) -> bytes | None:
        reads.add(abspath(folder / unquote(address)))
        return load(address)

    return options._replace(load_image=noted), reads


class History:
    """The last good build of each plan: the bytes of every plan, and of those that were built last the compilation and
    the pieces of the page."""

    def __init__(self, new_pieces: Callable[[], Pieces] = Pieces) -> None:
        self._new_pieces = new_pieces
        self._data: dict[Path, bytes] = {}
        self._recent: OrderedDict[Path, Memory] = OrderedDict()

    def recall(self, plan: PlanFile) -> Memory:
        """What is known of a plan's last build."""
        assert plan.path is not None
        return self._recent.get(plan.path) or Memory(None, self._new_pieces())

    def forget_pieces(self) -> None:
        """Drop the kept pieces of pages: a picture or a template that they show may have changed."""
        for path, memory in self._recent.items():
            self._recent[path] = memory._replace(pieces=self._new_pieces())

    def forget(self, plan: PlanFile) -> None:
        """Drop what is kept of a plan's last build: the next one begins anew."""
        assert plan.path is not None
        self._recent.pop(plan.path, None)

    def exchange(self, built: Built, data: bytes, memory: Memory) -> Built:
        """`built` with its `before` filled in, as of the same day; it is remembered as the next `before`."""
        path, now = built.plan.path, built.compilation
        assert path is not None
        before, old = memory.compilation, self._data.get(path)
        if old is not None and (before is None or before.schedule.today != now.schedule.today):
            before = compile_bytes(now.source.name, old, date.fromordinal(now.schedule.today), now)
        if not now.has_errors:
            self._data[path] = data
        self._remember(path, memory._replace(compilation=before if now.has_errors else now))
        return built._replace(before=before)

    def _remember(self, path: Path, memory: Memory) -> None:
        self._recent[path] = memory
        self._recent.move_to_end(path)
        if len(self._recent) > _REMEMBERED:
            self._recent.popitem(last=False)
