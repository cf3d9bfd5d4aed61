"""A tick in the page, written to the file: exactly the box and its date, and only in the file that the page shows."""

from __future__ import annotations

from datetime import date
from threading import Lock

from plainplan.compile import Compilation, compile_bytes
from plainplan.edited import apply_edits
from plainplan.errors import FileTrouble, PlainplanError
from plainplan.project import PlanFile, read_plan, write_plan
from plainplan.serve.live import Shown, digest
from plainplan.source import Source, source_bytes
from plainplan.ticking import tick
from plainplan.values import State
from plainplan.view.context import anchor_of

_ONE_AT_A_TIME = Lock()


class Refused(PlainplanError):
    """A tick that is not made; the text says why, and what to do."""


def tick_in_file(plan: PlanFile, shown: Shown, anchor: str, state: State, day: date) -> None:
    """Tick in the plan's file, unless it is not what the page shows any more."""
    with _ONE_AT_A_TIME:
        try:
            data = read_plan(plan)
            new = ticked(plan, data, shown, anchor, state, day)
            write_plan(plan, new, unless_changed_from=data)
        except FileTrouble as trouble:
            raise Refused(str(trouble)) from trouble


def ticked(plan: PlanFile, data: bytes, shown: Shown, anchor: str, state: State, day: date) -> bytes:
    """The bytes after the tick, or why there are none."""
    if shown.compilation is None or digest(data) != shown.source:
        why = "it has errors now: mend them first" if shown.errors else "look at the new page, then tick again"
        raise Refused(f"the plan is not what this page shows any more, so nothing was written; {why}")
    index = next((one.index for one in shown.compilation.plan.things if anchor_of(one) == anchor), None)
    if index is None:
        raise Refused("there is no such step in the plan")
    source = shown.compilation.source
    if source_bytes(source) != data:
        raise Refused("the file is not clean UTF-8 text, so nothing was written")
    edits = tick(shown.compilation, index, state, day)
    if not edits:
        raise Refused("there is nothing to change in the file")
    new = source_bytes(Source(source.name, apply_edits(source, edits), source.bom))
    if not _is_only_a_tick(shown.compilation, compile_bytes(plan.name, new, day)):
        raise Refused("a tick would change more than this step here: tick it in the file itself")
    return new


def _is_only_a_tick(before: Compilation, after: Compilation) -> bool:
    """Whether the same things stand there under the same names."""
    names = [[(thing.kind, thing.id, thing.title) for thing in one.plan.things] for one in (before, after)]
    return names[0] == names[1] and after.has_errors == before.has_errors
