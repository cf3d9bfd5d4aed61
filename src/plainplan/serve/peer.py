"""Which account a connection comes from, as far as the system tells."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

_TABLES = ("/proc/net/tcp", "/proc/net/tcp6")  # the kernel's tables of sockets, on Linux only
_MAPPED = "0000000000000000FFFF0000"  # prefix of an IPv4 address mapped to IPv6


def is_a_stranger(peer: tuple[str, int], own: tuple[str, int]) -> bool:
    """Whether the client runs under another account of this machine; root does not count as one."""
    account = _account(peer, own)
    return account is not None and account not in (0, os.getuid())


def _account(peer: tuple[str, int], own: tuple[str, int]) -> int | None:
    """The user id of the socket connected from `peer` to `own`; None where the system does not tell."""
    ends = [_written(peer), _written(own)]
    for line in _sockets():
        fields = line.split()
        if [field.removeprefix(_MAPPED) for field in fields[1:3]] == ends:
            return int(fields[7])
    return None


def _sockets() -> Iterator[str]:
    for table in _TABLES:
        try:
            yield from Path(table).read_text("ascii").splitlines()[1:]
        except OSError:
            continue


def _written(end: tuple[str, int]) -> str:
    """An address and port in the hexadecimal form of those tables."""
    host, port = end
    return f"{int.from_bytes(socket.inet_aton(host), sys.byteorder):08X}:{port:04X}"
