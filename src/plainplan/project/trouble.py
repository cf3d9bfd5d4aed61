"""Errors of the system about files, as sentences for people."""

from __future__ import annotations

import errno

from plainplan.errors import FileTrouble

_REASONS = {
    errno.ENOENT: "there is no such file",
    errno.EACCES: "permission denied",
    errno.EPERM: "the system does not permit it",
    errno.EISDIR: "it is a folder",
    errno.ENOTDIR: "a part of its path is not a folder",
    errno.EEXIST: "there is a file of that name",
    errno.ELOOP: "its symbolic links go round in a circle",
    errno.ENOSPC: "the disk is full",
    errno.EROFS: "the disk is read-only",
    errno.ENAMETOOLONG: "the name is too long",
}


def file_trouble(name: str, error: Exception, what: str = "cannot be read") -> FileTrouble:
    """The error to raise for a file that an `OSError` or `ValueError` kept from being read or written."""
    reason = reason_of(error)
    if isinstance(error, OSError) and error.errno == errno.ENOENT and what == "cannot be written":
        reason = "its folder does not exist"
    return FileTrouble(f"`{name}` {what}: {reason}")


def reason_of(error: Exception) -> str:
    """What went wrong, in English whatever the system speaks, where the error is a common one."""
    if not isinstance(error, OSError):
        return str(error)
    return _REASONS.get(error.errno or 0) or error.strerror or str(error)
