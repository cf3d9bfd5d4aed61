"""The salt of pseudonyms: secret, the same from one run to the next, and never in the site."""

from __future__ import annotations

import os
import secrets
import sys
from pathlib import Path

from plainplan.errors import FileTrouble, UsageError
from plainplan.project import create_file

_SHORTEST = 16


def salt_of(file: str | None, site: Path) -> bytes:
    """The salt in a file, or in one of the user's own; made where there is none. Raises `UsageError` where it would lie
    in the site, where everybody could read it."""
    path = Path(file) if file else _own_file()
    if Path(os.path.realpath(path)).is_relative_to(os.path.realpath(site)):
        raise UsageError(f"the salt `{path}` lies in the site, for everybody to read: keep it elsewhere, with `--salt`")
    try:
        salt = path.read_bytes().strip()
    except FileNotFoundError:
        return _new(path)
    except OSError as error:
        raise FileTrouble(f"the salt `{path}` cannot be read: {error.strerror or error}") from error
    if len(salt) < _SHORTEST:
        raise UsageError(f"the salt `{path}` has fewer than {_SHORTEST} characters, and could be guessed")
    return salt


def _own_file() -> Path:
    """`plainplan/site-salt` where the user's programs keep what is to last."""
    named = os.environ.get("XDG_STATE_HOME") or (os.environ.get("LOCALAPPDATA") if sys.platform == "win32" else None)
    return Path(named or Path.home() / ".local" / "state", "plainplan", "site-salt")


def _new(path: Path) -> bytes:
    salt = secrets.token_hex(32).encode()
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise FileTrouble(f"the salt `{path}` cannot be kept: {error.strerror or error}") from error
    create_file(path, salt + b"\n")
    path.chmod(0o600)
    return salt
