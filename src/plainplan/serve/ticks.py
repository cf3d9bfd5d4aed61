"""A tick in the page, written to the file: only the box and its date, and only in the version that the page shows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from threading import Lock

from plainplan.errors import FileTrouble, PlainplanError
from plainplan.facts import anchor_of
from plainplan.kept_ticks import remember, remembered
from plainplan.messages import msg
from plainplan.project import PlanFile, read_plan, write_plan
from plainplan.serve.live import PageState, digest
from plainplan.source import source_bytes
from plainplan.ticking import TickRecord, state_given, tick, tick_made
from plainplan.values import State

_ONE_AT_A_TIME = Lock()


class RequestRefused(PlainplanError):
    """A request of the page that is not carried out; the message says why, and what to do."""


def tick_in_file(
    plan: PlanFile, shown: PageState, anchor: str, state: State, day: date, session: Sequence[TickRecord] = ()
) -> TickRecord | None:
    """Write a tick to the plan's file.

    Returns what it changed, or None where it took a tick back. Raises `RequestRefused` if the file is not what the page
    shows. `session` has the ticks of this page, for systems where none can be kept on disk.
    """
    with _ONE_AT_A_TIME:
        try:
            data = read_plan(plan)
            new, made = ticked_bytes(data, shown, anchor, state, day, (*session, *remembered(plan.path)))
            write_plan(plan, new, unless_changed_from=data)
        except FileTrouble as trouble:
            raise RequestRefused(trouble.text) from trouble
        if made is not None:
            remember(plan.path, (made,))
        return made


def ticked_bytes(
    data: bytes, shown: PageState, anchor: str, state: State, day: date, earlier: Sequence[TickRecord] = ()
) -> tuple[bytes, TickRecord | None]:
    """The plan's bytes after the tick, and what it changed. Raises `RequestRefused` where it cannot be made."""
    if shown.compilation is None or digest(data) != shown.source:
        why = (
            msg("it has errors now: mend them first") if shown.errors else msg("look at the new page, then tick again")
        )
        raise RequestRefused(
            msg("the plan is not what this page shows any more, so nothing was written; {why}", why=why)
        )
    index = next((one.index for one in shown.compilation.plan.things if anchor_of(one) == anchor), None)
    if index is None:
        raise RequestRefused(msg("there is no such step in the plan"))
    source = shown.compilation.source
    if source_bytes(source) != data:
        raise RequestRefused(msg("the file is not clean UTF-8 text, so nothing was written"))
    if not tick(shown.compilation, index, state, day):
        raise RequestRefused(msg("there is nothing to change in the file"))
    after = state_given(shown.compilation, index, state, day, day, earlier)
    if after is None:
        raise RequestRefused(msg("a tick would change more than this step here: tick it in the file itself"))
    made = None if state is State.TO_DO else tick_made(shown.compilation, after, index)
    return source_bytes(after.source), made
