"""Building one plan after a save: its outputs, and what moved since the last time it could be built."""

from __future__ import annotations

import gc
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from time import perf_counter

from plainplan.building import OutputOptions, products, save
from plainplan.compile import Compilation, compile_bytes
from plainplan.errors import PlainplanError
from plainplan.project import Output, PlanFile, companion_files, compile_read
from plainplan.render.fragment_cache import Pieces
from plainplan.tuples import NamedTuple

_REMEMBERED = 16


class BuiltAgain(NamedTuple):
    """A plan after a save. `before` is how it was when it was last built; `reads` are the files that it asked for.

    With errors in the plan there are no outputs. `ms` is the time from its bytes to its pages on the disk;
    `unwritten` are the outputs that no file was named for, `data` are the bytes of the plan.
    """

    plan: PlanFile
    compilation: Compilation
    before: Compilation | None
    ms: float
    written: tuple[Path, ...] = ()
    unwritten: tuple[bytes, ...] = ()
    reads: frozenset[str] = frozenset()
    troubles: tuple[PlainplanError, ...] = ()
    data: bytes = b""


class Memory(NamedTuple):
    """What the last build of a plan left behind, to make the next one quick."""

    compilation: Compilation | None
    pieces: Pieces | None


def settle() -> None:
    """From now on this process builds again and again: what is loaded stays, and what is left behind is collected."""
    gc.collect()
    gc.freeze()  # each collection would walk it for nothing
    gc.enable()  # it rests in a command that ends by itself


def build(
    plan: PlanFile, data: bytes, day: date, outputs: Sequence[Output], look: OutputOptions, memory: Memory
) -> BuiltAgain:
    """Compile a plan and make its outputs; those that have a path are written, unless they came out the same."""
    began = perf_counter()
    unwritten: list[bytes] = []
    written: list[Path] = []
    troubles: list[PlainplanError] = []
    reads: set[str] = set()
    with _no_collecting():
        compilation = compile_read(plan, data, day, memory.compilation)
        reads |= companion_files(plan, compilation)
        wanted = () if compilation.has_errors else outputs
        for product in products(compilation, wanted, look, pieces=memory.pieces):
            reads |= product.reads
            path = product.output.path
            try:
                made = product.taken()
                if path is None:
                    unwritten.append(made)
                elif save(product.output, made, if_changed=True):
                    written.append(path)
            except PlainplanError as trouble:
                troubles.append(trouble)
    ms = (perf_counter() - began) * 1000
    return BuiltAgain(
        plan,
        compilation,
        None,
        ms,
        written=tuple(written),
        unwritten=tuple(unwritten),
        reads=frozenset(reads),
        troubles=tuple(troubles),
        data=data,
    )


@contextmanager
def _no_collecting() -> Iterator[None]:
    """While a plan is built all that is made is in use: the collector would walk it for nothing."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class History:
    """The last good build of each plan: the bytes of every plan, and of those that were built last the compilation and
    what `new_pieces` has made to keep the pieces of the page."""

    def __init__(self, new_pieces: Callable[[], Pieces | None]) -> None:
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

    def exchange(self, built: BuiltAgain, memory: Memory) -> BuiltAgain:
        """`built` with its `before` filled in, as of the same day; it is remembered as the next `before`."""
        path, now = built.plan.path, built.compilation
        assert path is not None
        before, old = memory.compilation, self._data.get(path)
        if old is not None and (before is None or before.schedule.today != now.schedule.today):
            before = compile_bytes(now.source.name, old, date.fromordinal(now.schedule.today), now, now.companions)
        if not now.has_errors:
            self._data[path] = built.data
        self._remember(path, memory._replace(compilation=before if now.has_errors else now))
        return built._replace(before=before)

    def _remember(self, path: Path, memory: Memory) -> None:
        self._recent[path] = memory
        self._recent.move_to_end(path)
        if len(self._recent) > _REMEMBERED:
            self._recent.popitem(last=False)
