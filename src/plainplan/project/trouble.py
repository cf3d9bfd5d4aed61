"""Errors of the system about files, as sentences for people."""

from __future__ import annotations

import errno

from plainplan.errors import FileTrouble
from plainplan.messages import msg

_REASONS = {
    errno.ENOENT: msg("there is no such file"),
    errno.EACCES: msg("permission denied"),
    errno.EPERM: msg("the system does not permit it"),
    errno.EISDIR: msg("it is a folder"),
    errno.ENOTDIR: msg("a part of its path is not a folder"),
    errno.EEXIST: msg("there is a file of that name"),
    errno.ELOOP: msg("its symbolic links go round in a circle"),
    errno.ENOSPC: msg("the disk is full"),
    errno.EROFS: msg("the disk is read-only"),
    errno.ENAMETOOLONG: msg("the name is too long"),
}


def file_trouble(name: str, error: Exception, what: str = "cannot be read") -> FileTrouble:
    """The error to raise for a file that an `OSError` or `ValueError` kept from being read or written."""
    reason = reason_of(error)
    if isinstance(error, OSError) and error.errno == errno.ENOENT and what == "cannot be written":
        reason = msg("its folder does not exist")
    return FileTrouble(_told(name, what, reason))


def _told(name: str, what: str, reason: str) -> str:
    if what == "cannot be written":
        return msg("`{file}` cannot be written: {reason}", file=name, reason=reason)
    if what == "cannot be made a folder":
        return msg("`{file}` cannot be made a folder: {reason}", file=name, reason=reason)
    return msg("`{file}` cannot be read: {reason}", file=name, reason=reason)


def reason_of(error: Exception) -> str:
    """What went wrong, in English whatever the system speaks, where the error is a common one."""
    if not isinstance(error, OSError):
        return str(error)
    return _REASONS.get(error.errno or 0) or error.strerror or str(error)
