"""What commands say about the `plan.toml` of a folder: what is wrong with it, and where each setting comes from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from plainplan.cli.console import Console
from plainplan.folder_settings import FolderSettings
from plainplan.project import PlanFile, settings_of
from plainplan.report.text import full


def settings_findings(plans: Iterable[PlanFile]) -> tuple[FolderSettings, ...]:
    """The `plan.toml` files of these plans in which something is found."""
    return tuple(one for one in settings_of(plans) if one.diagnostics)


def tell_settings(console: Console, plans: Iterable[PlanFile]) -> bool:
    """Say what is wrong in the `plan.toml` files of these plans; whether any has errors."""
    found = settings_findings(plans)
    console.say(_told(console, found))
    return any(one.defaults.has_errors for one in found)


def _told(console: Console, found: Iterable[FolderSettings]) -> Iterator[str]:
    for one in found:
        yield from full(one, console.err, verbose=console.verbose, words=console.words_for(one.lang))
