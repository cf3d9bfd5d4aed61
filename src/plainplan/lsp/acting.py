"""Questions whose answers are edits: fixes, ticks, formatting. They are made of the text as it stands, by compiling."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from lsprotocol import types as lsp

from plainplan.compile import Compilation
from plainplan.diagnostics import Edit
from plainplan.fixes import vetted
from plainplan.kept_ticks import remembered
from plainplan.language.actions import Action, Layout, actions, fix_all, layout, tick_of
from plainplan.lsp.convert import diagnostic, text_edits, workspace_edit
from plainplan.lsp.documents import Compiled, Opened
from plainplan.lsp.protocol import Outdated, Refused
from plainplan.lsp.server import PlanServer
from plainplan.messages import msg
from plainplan.source import Span
from plainplan.tuples import NamedTuple

_NO_TEXT = msg("the plan has characters that no plan has, so it is left as it is: the findings show where")
_MOST_TICKS = 500
_MORE_THAN_THAT = msg("this would change more in the plan than it is to: do it by hand")


class Asked(NamedTuple):
    """A document as it was when something was asked about a stretch of it."""

    compilation: Compilation
    changes: int
    place: Span
    day: date


async def formatting(server: PlanServer, opened: Opened, params: lsp.DocumentFormattingParams) -> list[lsp.TextEdit]:
    """What `plan fmt` would write; nothing where it would leave the plan as it is, which is then said."""
    compilation = clean(opened)
    if compilation is None:
        raise Refused(opened.words.tell(_NO_TEXT))
    found: Layout = await server.work(opened, partial(layout, compilation, server.day()))
    if found.trouble:
        raise Refused(opened.words.tell(msg("the plan is left as it is: {trouble}", trouble=found.trouble)))
    return text_edits(opened, found.edits)


async def code_actions(server: PlanServer, opened: Opened, params: lsp.CodeActionParams) -> list[lsp.CodeAction] | None:
    """What can be done about a stretch. What an action writes is told at once only to an editor that does not ask for
    it later, since some of them take several compilations."""
    compilation = clean(opened)
    if compilation is None:
        return None
    asked = Asked(compilation, opened.changes, opened.span(params.range.start, params.range.end), server.day())
    wants = partial(_is_wanted, params.context.only)
    found = await server.work(opened, partial(_offered, opened, asked, wants))
    later = _asks_later(server)
    data = {"uri": opened.uri, "changes": opened.changes, "span": list(asked.place)}
    told = []
    for number, one in found:
        edits = None if later else await server.work(opened, one.edits)
        if later or edits:
            told.append(_told(server, opened, one, edits, {**data, "number": number}))
    return told


async def resolved(server: PlanServer, action: lsp.CodeAction) -> lsp.CodeAction:
    """An action that was offered, with its edits."""
    data = action.data if isinstance(action.data, dict) else {}
    opened = server.documents.get(str(data.get("uri")))
    try:
        start, end = map(int, data["span"])
        number, changes = int(data["number"]), int(data["changes"])
    except (KeyError, TypeError, ValueError) as error:
        raise Refused("this action was not offered here") from error
    compilation = None if opened is None else clean(opened)
    if opened is None or compilation is None or opened.changes != changes:
        raise Outdated("the plan has changed since this was offered")
    asked = Asked(compilation, changes, Span(start, end), server.day())
    found = dict(await server.work(opened, partial(_offered, opened, asked, lambda kind: True)))
    if number not in found:
        raise Refused("this action was not offered here")
    edits = await server.work(opened, found[number].edits)
    if not edits:
        raise Refused(opened.words.tell(_MORE_THAN_THAT))
    tick = await server.work(opened, partial(tick_of, compilation, found[number], edits, asked.day))
    if tick is not None:
        opened.ticks = (*opened.ticks, tick)[-_MOST_TICKS:]
    action.edit = workspace_edit(opened, edits, versioned=knows_versions(server))
    return action


def _offered(opened: Opened, asked: Asked, wants: Callable[[str], bool]) -> list[tuple[int, Action]]:
    """The actions of kinds that are wanted, each with its number among all."""
    compilation = _vetted(opened, asked)
    earlier = (*remembered(opened.plan.path), *opened.ticks)
    found = list(actions(compilation, asked.place, asked.day, earlier, opened.words))
    whole = fix_all(compilation, asked.day, opened.words)
    if whole is not None:
        found.append(whole)
    return [(number, one) for number, one in enumerate(found) if wants(one.kind)]


def _vetted(opened: Opened, asked: Asked) -> Compilation:
    """The compilation with only those fixes told as safe that are; an editor asks again wherever the cursor goes."""
    known, day = opened.vetted, asked.day.toordinal()
    if known is None or (known.changes, known.day) != (asked.changes, day):
        known = opened.vetted = Compiled(vetted(asked.compilation, asked.day), asked.changes, day)
    return known.compilation


def _is_wanted(only: Sequence[str] | None, kind: str) -> bool:
    """Whether a kind is asked for. What mends a whole file is offered to who asks for it alone, or for everything."""
    asked = (str(getattr(one, "value", one)) for one in only or ())
    return only is None or any(kind == one or kind.startswith(f"{one}.") for one in asked)


def _told(
    server: PlanServer, opened: Opened, action: Action, edits: tuple[Edit, ...] | None, data: dict[str, object]
) -> lsp.CodeAction:
    edit = None if edits is None else workspace_edit(opened, edits, versioned=knows_versions(server))
    return lsp.CodeAction(
        title=action.title,
        kind=action.kind,
        diagnostics=None if action.found is None else [diagnostic(opened, action.found)],
        is_preferred=True if action.preferred else None,
        edit=edit,
        data=data if edits is None else None,
    )


def clean(opened: Opened) -> Compilation | None:
    """The compilation of a document, where it is of the text to the letter; None where something was replaced."""
    compilation = None if opened.compiled is None else opened.compiled.compilation
    return compilation if compilation is not None and compilation.source.text == opened.body else None


def _asks_later(server: PlanServer) -> bool:
    support = server.can("text_document", "code_action", "resolve_support")
    has_data = server.can("text_document", "code_action", "data_support")
    return bool(has_data) and support is not None and "edit" in support.properties


def knows_versions(server: PlanServer) -> bool:
    return bool(server.can("workspace", "workspace_edit", "document_changes"))
