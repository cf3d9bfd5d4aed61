"""What a file that is replaced keeps: its owner, mode and extended attributes."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from plainplan.errors import FileTrouble

_ACCESS_LIST = "system.posix_acl_access"


def keep_owner_and_mode(path: Path, target: Path, beside: Path, old: os.stat_result) -> None:
    """Give the new file the old one's owner and group, where that is possible, its attributes and its mode.

    With an access list the mode's bits for the group are the most that the list may give, and not what the group has:
    a mode without the list would give it more.
    """
    if hasattr(os, "chown") and (old.st_uid, old.st_gid) != (beside.stat().st_uid, beside.stat().st_gid):
        for owner in (old.st_uid, -1):
            with suppress(PermissionError):  # only an administrator may give a file away
                os.chown(beside, owner, old.st_gid)
                break
    mode, attributes = stat.S_IMODE(old.st_mode), _attributes(target)
    if beside.stat().st_gid != old.st_gid:
        if _ACCESS_LIST in attributes:
            raise FileTrouble(f"`{path}` cannot be written: its access list (ACL) is for a group that is not yours")
        mode = _without_group(mode)
    _keep_attributes(path, beside, attributes)
    beside.chmod(mode)


def _without_group(mode: int) -> int:
    """The mode for a file whose group could not be kept: nothing for the new group.

    Members of the old group now count as others, so others get no more than that group had.
    """
    for_others = mode & 0o007 & (mode >> 3)
    return mode & ~0o2077 | for_others


def _keep_attributes(path: Path, beside: Path, attributes: Mapping[str, bytes]) -> None:
    """Give a new file exactly these extended attributes, the access list (ACL) among them.

    Raises a `FileTrouble` that names the one that it cannot have.
    """
    has = _attributes(beside)
    for name in attributes.keys() | has.keys():
        if attributes.get(name) == has.get(name):
            continue
        try:
            if name in attributes:
                os.setxattr(beside, name, attributes[name])
            else:
                os.removexattr(beside, name)  # such as the list that a folder gives to all that is new in it
        except OSError as error:
            what = "its access list (ACL)" if name == _ACCESS_LIST else f"its attribute `{name}`"
            raise FileTrouble(
                f"`{path}` cannot be written: {what} cannot be kept ({error.strerror or error})"
            ) from error


def _attributes(path: Path) -> dict[str, bytes]:
    """The extended attributes of a file; empty where the system or the file system has none."""
    if not hasattr(os, "listxattr"):
        return {}
    try:
        return {name: os.getxattr(path, name) for name in os.listxattr(path)}
    except OSError as error:
        if error.errno == errno.ENOTSUP:
            return {}
        raise
