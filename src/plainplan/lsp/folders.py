"""Questions about all plans that an editor can see: those that are open, and those in its folders."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from lsprotocol import types as lsp
from pygls.uris import from_fs_path

from plainplan.errors import PlainplanError
from plainplan.language.outline import Symbol, symbols
from plainplan.lsp.convert import range_of
from plainplan.lsp.documents import Compiled, Opened, file_of
from plainplan.lsp.parts import SYMBOLS, flat
from plainplan.lsp.server import PlanServer
from plainplan.lsp.store import Text
from plainplan.project import PlanFile, compile_plan, find_plans

_MOST_FILES, _MOST = 300, 500


async def workspace_symbols(server: PlanServer, params: lsp.WorkspaceSymbolParams) -> list[lsp.SymbolInformation]:
    """The parts of all plans whose names have the words that are asked for."""
    for opened in list(server.documents.values()):
        await server.settled(opened)
    opened_ones = list(server.documents.values())
    known = {one.plan.path for one in opened_ones}
    others = await server.worker.do(partial(_in_folders, server, known))
    wanted = params.query.casefold().split()
    found: list[lsp.SymbolInformation] = []
    for opened in (*opened_ones, *others):
        found += _matching(opened, wanted)
    return found[:_MOST]


def _matching(opened: Opened, wanted: list[str]) -> Iterator[lsp.SymbolInformation]:
    compilation = None if opened.compiled is None else opened.compiled.compilation
    if compilation is None:
        return
    for one in flat(symbols(compilation)):
        if all(word in one.name.casefold() for word in wanted):
            yield _told(opened, one, compilation.plan.title)


def _told(opened: Opened, one: Symbol, title: str) -> lsp.SymbolInformation:
    place = lsp.Location(opened.uri, range_of(opened, one.own))
    return lsp.SymbolInformation(place, one.name, SYMBOLS[one.kind], container_name=title or opened.plan.name)


def roots(server: PlanServer) -> list[Path]:
    """The folders that the editor has open."""
    folders = list(server.workspace.folders) or [server.workspace.root_uri or ""]
    return [found for one in folders if (found := file_of(one)) is not None]


def _in_folders(server: PlanServer, known: set[Path | None]) -> list[Opened]:
    """The plans in the editor's folders that are not open, each compiled once as long as its file stays the same."""
    found = []
    for root in roots(server):
        for plan in find_plans([str(root)]).plans[:_MOST_FILES]:
            if plan.path is not None and plan.path not in known and (opened := _read(server, plan)) is not None:
                found.append(opened)
    return found


def _read(server: PlanServer, plan: PlanFile) -> Opened | None:
    assert plan.path is not None
    try:
        told = plan.path.stat()
        stamp = (told.st_mtime_ns, told.st_size, server.day().toordinal())
        kept = server.unopened.get(plan.path)
        if kept is not None and kept[0] == stamp:
            return kept[1]
        compilation, _ = compile_plan(plan, server.day())
    except (OSError, PlainplanError):
        return None
    text = Text(compilation.source.text, server.encoding)
    opened = Opened(from_fs_path(str(plan.path.absolute())) or "", plan, text, None)
    opened.compiled = Compiled(compilation, 0, server.day().toordinal())
    server.unopened[plan.path] = (stamp, opened)
    return opened
