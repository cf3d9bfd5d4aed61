"""Questions about what is named where, and another name for it."""

from __future__ import annotations

from functools import partial

from lsprotocol import types as lsp

from plainplan.compile import Compilation
from plainplan.language import mentions
from plainplan.language.mentions import Meant, Renamed
from plainplan.lsp.acting import clean, knows_versions
from plainplan.lsp.convert import range_of, workspace_edit
from plainplan.lsp.documents import Opened
from plainplan.lsp.protocol import Refused
from plainplan.lsp.server import PlanServer
from plainplan.messages import msg
from plainplan.source import Span

_NOTHING = msg("nothing here has a name: put the cursor on a goal, a step or a name")


def _meant(opened: Opened, position: lsp.Position) -> tuple[Compilation, Meant] | None:
    """What a position means, in a document that is compiled as it stands."""
    compilation = clean(opened)
    found = None
    if compilation is not None:
        found = mentions.meant(compilation, opened.offset(position.line, position.character))
    return None if compilation is None or found is None else (compilation, found)


def _location(opened: Opened, span: Span) -> lsp.Location:
    return lsp.Location(opened.uri, range_of(opened, span))


def definition(server: PlanServer, opened: Opened, params: lsp.DefinitionParams) -> list[lsp.Location]:
    found = _meant(opened, params.position)
    place = None if found is None else mentions.place_of(*found)
    return [] if place is None else [_location(opened, place)]


def references(server: PlanServer, opened: Opened, params: lsp.ReferenceParams) -> list[lsp.Location]:
    found = _meant(opened, params.position)
    if found is None:
        return []
    spans = list(mentions.uses(*found))
    given = mentions.declared(*found)
    if params.context.include_declaration and given is not None:
        spans.append(given)
    return [_location(opened, span) for span in sorted(spans)]


def highlights(server: PlanServer, opened: Opened, params: lsp.DocumentHighlightParams) -> list[lsp.DocumentHighlight]:
    found = _meant(opened, params.position)
    if found is None:
        return []
    given, kinds = mentions.declared(*found), lsp.DocumentHighlightKind
    told = [lsp.DocumentHighlight(range_of(opened, span), kinds.Read) for span in mentions.uses(*found)]
    return told if given is None else [lsp.DocumentHighlight(range_of(opened, given), kinds.Write), *told]


def can_rename(server: PlanServer, opened: Opened, params: lsp.PrepareRenameParams) -> lsp.PrepareRenamePlaceholder:
    found = _meant(opened, params.position)
    if found is None:
        raise Refused(opened.words.tell(_NOTHING))
    if trouble := mentions.can_rename(*found):
        raise Refused(opened.words.tell(trouble))
    return lsp.PrepareRenamePlaceholder(range_of(opened, found[1].span), mentions.old_name(*found))


async def rename(server: PlanServer, opened: Opened, params: lsp.RenameParams) -> lsp.WorkspaceEdit | None:
    found = _meant(opened, params.position)
    if found is None:
        raise Refused(opened.words.tell(_NOTHING))
    answer: Renamed = await server.work(opened, partial(mentions.renamed, *found, params.new_name, server.day()))
    if answer.trouble:
        raise Refused(opened.words.tell(answer.trouble))
    return workspace_edit(opened, answer.edits, versioned=knows_versions(server)) if answer.edits else None
