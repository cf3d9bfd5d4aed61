"""Building one plan after a save: its outputs, and the comparison with its last good build."""

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
    """A build of a plan. `before` is its last good build; `reads` are the files that its outputs asked for.

    With errors in the plan there are no outputs. `ms` is the time from reading its bytes to having written its pages;
    `unwritten` are outputs without a path; `data` is the plan's bytes.
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
    """What the last build of a plan leaves for the next one, to make it faster."""

    compilation: Compilation | None
    pieces: Pieces


def settle() -> None:
    """Prepare the garbage collector for a process that builds repeatedly: freeze what is loaded, and switch it on."""
    gc.collect()
    gc.freeze()  # loaded modules stay; collections need not scan them
    gc.enable()  # `__main__` switches it off for commands that end


def build(
    plan: PlanFile, data: bytes, day: date, outputs: Sequence[Output], look: OutputOptions, memory: Memory
) -> BuiltAgain:
    """Compile a plan and make its outputs; those with a path are written unless unchanged."""
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
    """Switch off the garbage collector during a build, in which everything allocated is in use."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class History:
    """The last good build of each plan.

    Bytes are kept for every plan; the compilation and the page's fragment cache (made by `new_pieces`) only for the
    most recently built, to bound memory.
    """

    def __init__(self, new_pieces: Callable[[], Pieces]) -> None:
        self._new_pieces = new_pieces
        self._data: dict[Path, bytes] = {}
        self._recent: OrderedDict[Path, Memory] = OrderedDict()

    def recall(self, plan: PlanFile) -> Memory:
        """What is kept of a plan's last build."""
        assert plan.path is not None
        return self._recent.get(plan.path) or Memory(None, self._new_pieces())

    def forget_pieces(self) -> None:
        """Drop all fragment caches: a picture or a template that pages show may have changed."""
        for path, memory in self._recent.items():
            self._recent[path] = memory._replace(pieces=self._new_pieces())

    def forget(self, plan: PlanFile) -> None:
        """Drop what is kept of a plan: its next build starts from nothing."""
        assert plan.path is not None
        self._recent.pop(plan.path, None)

    def exchange(self, built: BuiltAgain, memory: Memory) -> BuiltAgain:
        """`built` with `before` filled in, compiled as of the same day; then `built` is kept as the next `before`."""
        path, now = built.plan.path, built.compilation
        assert path is not None
        before, old = memory.compilation, self._data.get(path)
        if old is not None and (before is None or before.schedule.today != now.schedule.today):
            day = date.fromordinal(now.schedule.today)
            before = compile_bytes(now.source.name, old, day, now, now.companions, now.defaults)
        if not now.has_errors:
            self._data[path] = built.data
        self._remember(path, memory._replace(compilation=before if now.has_errors else now))
        return built._replace(before=before)

    def _remember(self, path: Path, memory: Memory) -> None:
        self._recent[path] = memory
        self._recent.move_to_end(path)
        if len(self._recent) > _REMEMBERED:
            self._recent.popitem(last=False)
