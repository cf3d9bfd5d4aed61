"""What the editor tells without asking: what is opened, changed, saved and closed, what is set, what lies beside."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lsprotocol import types as lsp

from plainplan.lsp.server import PlanServer
from plainplan.lsp.settings import DEFAULTS, read_settings
from plainplan.lsp.store import Place

_BESIDE = "**/{plan.toml,*.{ics,png,jpg,jpeg,gif,svg,webp}}"
"""Files that say more about a plan, or that it may name."""


def opened(server: PlanServer, params: lsp.DidOpenTextDocumentParams) -> None:
    server.open(params.text_document)


def changed(server: PlanServer, params: lsp.DidChangeTextDocumentParams) -> None:
    found = server.documents.get(params.text_document.uri)
    if found is None:
        return
    found.version = params.text_document.version
    for change in params.content_changes:
        if isinstance(change, lsp.TextDocumentContentChangePartial):
            start, end = change.range.start, change.range.end
            found.text.replace(Place(start.line, start.character), Place(end.line, end.character), change.text)
        else:
            found.text.replace_all(change.text)
    found.changes += 1
    server.compile_soon([found])


def saved(server: PlanServer, params: lsp.DidSaveTextDocumentParams) -> None:
    found = server.documents.get(params.text_document.uri)
    if found is not None:
        server.in_background(_tell_saved(server, params.text_document.uri))


async def _tell_saved(server: PlanServer, uri: str) -> None:
    found = server.documents.get(uri)
    if found is not None and found.settings.diagnostics == "save":
        await server.settled(found)
        server.publish_findings(found)


def closed(server: PlanServer, params: lsp.DidCloseTextDocumentParams) -> None:
    server.close(params.text_document.uri)


def initialize(server: PlanServer, params: lsp.InitializeParams) -> None:
    server.defaults = read_settings(params.initialization_options, DEFAULTS)


def initialized(server: PlanServer, params: lsp.InitializedParams) -> None:
    """Ask to be told of settings and of files that plans name, where the editor can tell."""
    wanted = []
    if server.can("workspace", "did_change_configuration", "dynamic_registration"):
        options = lsp.DidChangeConfigurationRegistrationOptions(section="plainplan")
        wanted.append(lsp.Registration("settings", lsp.WORKSPACE_DID_CHANGE_CONFIGURATION, options))
    if server.can("workspace", "did_change_watched_files", "dynamic_registration"):
        watched = lsp.DidChangeWatchedFilesRegistrationOptions([lsp.FileSystemWatcher(_BESIDE)])
        wanted.append(lsp.Registration("files", lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES, watched))
    if wanted:
        server.in_background(server.client_register_capability_async(lsp.RegistrationParams(wanted)))


def settings_changed(server: PlanServer, params: lsp.DidChangeConfigurationParams) -> None:
    """Settings that come along count for all documents; where the editor can tell more exactly, it is asked."""
    server.defaults = read_settings(params.settings, server.defaults)
    if server.can("workspace", "configuration"):
        server.ask_for_settings(server.documents.values())
        return
    for one in server.documents.values():
        one.settings = server.defaults
        server.publish_findings(one)
    server.refresh()


def files_changed(server: PlanServer, params: lsp.DidChangeWatchedFilesParams) -> None:
    """A file beside a plan has changed: all plans are compiled again."""
    for one in server.documents.values():
        one.changes += 1
        one.asked_early = True
    server.compile_soon(server.documents.values())


NOTICES: dict[str, Callable[[PlanServer, Any], None]] = {
    lsp.INITIALIZE: initialize,
    lsp.INITIALIZED: initialized,
    lsp.TEXT_DOCUMENT_DID_OPEN: opened,
    lsp.TEXT_DOCUMENT_DID_CHANGE: changed,
    lsp.TEXT_DOCUMENT_DID_SAVE: saved,
    lsp.TEXT_DOCUMENT_DID_CLOSE: closed,
    lsp.WORKSPACE_DID_CHANGE_CONFIGURATION: settings_changed,
    lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES: files_changed,
}
"""What is done about each, by its method."""
