"""The watch loop as a stream of events: build all, wait for a change, build what changed."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from datetime import date
from itertools import chain
from time import perf_counter
from typing import Union

from plainplan.building import OutputOptions
from plainplan.errors import OwnMistake, PlainplanError, UsageError
from plainplan.project import Output, PlanFile, is_there, outputs_of
from plainplan.render import FORMATS
from plainplan.render.fragment_cache import Pieces
from plainplan.render.looks import look_folders
from plainplan.tuples import NamedTuple
from plainplan.watch.build import BuiltAgain, History, build, settle
from plainplan.watch.pdf_queue import PdfOrder, PdfQueue, PdfResult
from plainplan.watch.watcher import POLL_PERIOD, FileChange, Watcher

A_WHILE = 60.0  # seconds between two checks whether a new day has begun


class WatchJob(NamedTuple):
    """What to watch and build.

    `day` returns the current day at each call. `new_pieces` makes a fragment cache for a page.
    """

    paths: tuple[str, ...]
    formats: tuple[str, ...]
    out: str | None
    look: OutputOptions
    day: Callable[[], date]
    poll: float | None = None
    new_pieces: Callable[[], Pieces] = Pieces


class Watching(NamedTuple):
    """Event: all plans are built and watched from now on."""

    plans: int
    ms: float


class LostPlan(NamedTuple):
    """Event: a plan cannot be read, or building it failed, perhaps by a bug; it is retried when it changes."""

    plan: PlanFile
    trouble: PlainplanError


class Polling(NamedTuple):
    """Event: the system gives no notices of changes; plans are polled every `seconds` instead."""

    seconds: float
    why: str


Event = Union[BuiltAgain, PdfResult, LostPlan, Watching, Polling]


class WatchSession:
    """A watch: `run` yields events until `end` is called. It raises only what keeps it from watching at all."""

    def __init__(self, job: WatchJob) -> None:
        self._job = job
        self._watcher = Watcher(job.paths, job.poll)
        self._pdfs = PdfQueue(self._watcher.wake)
        self._history = History(job.new_pieces)
        self._data: dict[PlanFile, bytes] = {}
        self._reads: dict[
            tuple[PlanFile, type[Event]], frozenset[str]
        ] = {}  # the pictures of its pages, and of its PDFs
        self._outputs: dict[PlanFile, list[Output]] = {}
        self._refused: dict[PlanFile, FileChange] = {}  # plans whose outputs would overwrite another plan's
        self._day = job.day()
        self._ended = False

    def end(self) -> None:
        """Make `run` return; from any thread."""
        self._ended = True
        self._watcher.wake()

    @property
    def day(self) -> date:
        """The current day."""
        return self._day

    def run(self) -> Generator[Event, None, None]:
        try:
            yield from self._begin()
            yield from self._follow()
        finally:
            self._pdfs.close()
            self._watcher.close()

    def _begin(self) -> Iterator[Event]:
        began = perf_counter()
        for folder in look_folders(self._job.look.template or "default"):
            self._watcher.read_folder(folder)
        first = self._watcher.start()
        if len(first) == 1 and first[0].trouble:
            raise first[0].trouble
        self._place(self._watcher.plans)
        formats = {output.format for outputs in self._outputs.values() for output in outputs}
        if with_worker := [name for name in formats if FORMATS[name].worker]:
            self._pdfs.warm_up(with_worker)
        yield from self._build(first)
        yield Watching(len(first), (perf_counter() - began) * 1000)
        settle()

    def _follow(self) -> Iterator[Event]:
        polling = False
        while not self._ended:
            if self._watcher.why_polling and not polling:
                polling = True
                yield Polling(POLL_PERIOD, self._watcher.why_polling)
            changes = self._watcher.wait(A_WHILE)
            if changes.inputs:
                self._history.forget_pieces()
            yield from self._build(changes.plans)
            yield from self._build(self._again(changes.inputs, changes.plans))
            for result in self._pdfs.made():
                self._note_reads(result.order.plan, result, whole=result.trouble is None)
                yield result

    def _again(self, inputs: frozenset[str], done: tuple[FileChange, ...]) -> list[FileChange]:
        """The plans to rebuild because a picture, a template, or the day has changed."""
        today = self._job.day()
        readers = {plan for path in inputs for plan in self._readers(path)}
        if today != self._day:
            self._day, readers = today, set(self._data)
        again = readers - {change.plan for change in done}
        return [FileChange(plan, data) for plan, data in self._data.items() if plan in again] if again else []

    def _readers(self, path: str) -> Iterable[PlanFile]:
        """The plans that show a picture; all plans if the path is a template."""
        return {plan for (plan, _), reads in self._reads.items() if path in reads} or self._data

    def _build(self, changes: Iterable[FileChange]) -> Iterator[Event]:
        waiting = deque(
            sorted(changes, key=lambda change: change.data is not None)
        )  # removed plans first, since they free output paths
        while waiting:
            change = waiting.popleft()
            plan, data, trouble = change
            if data is None:
                assert trouble is not None
                self._let_go(plan)
                waiting += self._refused.values()
                self._refused.clear()
                yield LostPlan(plan, trouble)
                continue
            try:
                outputs = self._outputs_of(plan)
            except UsageError as clash:
                self._refused[plan] = change
                yield LostPlan(plan, clash)
                continue
            self._refused.pop(plan, None)
            self._data[plan] = data
            try:
                yield self._built(plan, data, outputs)
            except Exception as wrong:
                self._history.forget(plan)
                yield LostPlan(plan, OwnMistake(plan.name, wrong))

    def _built(self, plan: PlanFile, data: bytes, outputs: Sequence[Output]) -> BuiltAgain:
        """The event for a built plan, after its pages are written and its PDFs are ordered."""
        pages = [output for output in outputs if not FORMATS[output.format].worker]
        memory = self._history.recall(plan)
        built = build(plan, data, self._day, pages, self._job.look, memory)
        if not built.compilation.has_errors:
            self._order_pdfs(built, outputs)
        self._note_reads(plan, built, whole=not (built.compilation.has_errors or built.troubles))
        return self._history.exchange(built, memory)

    def _let_go(self, plan: PlanFile) -> None:
        """Forget the outputs and pictures of a plan that cannot be read, until it can."""
        self._data.pop(plan, None)  # else a new day or template would rebuild it from the kept bytes
        self._outputs.pop(plan, None)
        self._refused.pop(plan, None)
        self._reads = {key: reads for key, reads in self._reads.items() if key[0] != plan}
        self._watcher.read_too(chain.from_iterable(self._reads.values()))

    def _note_reads(self, plan: PlanFile, made: BuiltAgain | PdfResult, *, whole: bool) -> None:
        """Watch the pictures that a build asked for, and its earlier ones too unless it is `whole`."""
        before = self._reads.get((plan, type(made)), frozenset())
        now = made.reads if whole else before | made.reads
        if now != before:
            self._reads[plan, type(made)] = now
            self._watcher.read_too(chain.from_iterable(self._reads.values()))

    def _order_pdfs(self, built: BuiltAgain, outputs: Sequence[Output]) -> None:
        for output in outputs:
            if FORMATS[output.format].worker:
                self._pdfs.order(PdfOrder(output, built.compilation, self._job.look))

    def _outputs_of(self, plan: PlanFile) -> list[Output]:
        """The outputs of a plan; raises where they would overwrite another plan's."""
        if plan not in self._outputs:
            known = [one for one in self._watcher.plans if one in self._outputs and is_there(one)]
            self._place((*known, plan))
        return self._outputs[plan]

    def _place(self, plans: Sequence[PlanFile]) -> None:
        placed: dict[PlanFile, list[Output]] = {plan: [] for plan in plans}
        for output in outputs_of(plans, self._job.formats, self._job.out):
            placed[output.plan].append(output)
        self._outputs = placed
