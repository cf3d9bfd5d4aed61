"""Access control of the live page: the key, and in a browser the page's own origin. Everything else is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from hmac import compare_digest

from plainplan.tuples import NamedTuple

NAMES = ("127.0.0.1", "localhost", "[::1]")
LARGEST_BODY = 4096

_KEYED = re.compile(r"/\?key=(?P<key>[A-Za-z0-9_-]+)")


class Request(NamedTuple):
    """A request without its body. `headers` returns all values of a header by its name."""

    method: str
    address: str
    headers: Mapping[str, Sequence[str]]

    def only(self, name: str) -> str | None:
        """The value of a header that is present exactly once, else None."""
        values = self.headers.get(name, ())
        return values[0] if len(values) == 1 else None


class Refusal(NamedTuple):
    """Why a request is refused, with its HTTP status."""

    status: int
    why: str


def is_keyed(address: str) -> bool:
    """Whether the path is the page's address with any key in it: the printed one, or a guess."""
    return _KEYED.fullmatch(address) is not None


def keyed(key: str) -> str:
    return f"/?key={key}"


def cookie(port: int, key: str) -> str:
    """The `Set-Cookie` value that keeps the key for a browser session, hidden from scripts and other sites.

    The port is part of its name, since all ports of a host share their cookies.
    """
    return f"{_cookie_name(port)}={key}; HttpOnly; SameSite=Strict; Path=/"


def _cookie_name(port: int) -> str:
    return f"plan-{port}"


def refusal(asked: Request, port: int, key: str, token: str) -> Refusal | None:
    """Why to refuse a request, or None; writes have further conditions."""
    hosts = {f"{name}:{port}" for name in NAMES}
    host = asked.only("host")
    if host is None or host.lower() not in hosts:
        return Refusal(421, "this is not the address of this page")
    origins = asked.headers.get("origin", ())
    if any(origin.lower() != f"http://{host.lower()}" for origin in origins) or len(origins) > 1:
        return Refusal(403, "another page may not ask")
    if any(site not in ("same-origin", "none") for site in asked.headers.get("sec-fetch-site", ())):
        return Refusal(403, "another page may not ask")
    if not any(compare_digest(said.encode(), key.encode()) for said in _keys(asked, port)):
        return Refusal(403, "open the address that `plan serve` has printed: there is a key in it")
    if asked.method == "POST":
        return _write_refusal(asked, token)
    return None if asked.method in ("GET", "HEAD") else Refusal(405, "only GET, HEAD and POST are known here")


def _keys(asked: Request, port: int) -> Iterator[str]:
    """The keys that a request presents: in its path, and in cookies, of which other ports may have set some."""
    if found := _KEYED.fullmatch(asked.address):
        yield found["key"]
    for line in asked.headers.get("cookie", ()):
        for one in line.split(";"):
            name, _, value = one.partition("=")
            if name.strip() == _cookie_name(port):
                yield value.strip()


def _write_refusal(asked: Request, token: str) -> Refusal | None:
    if asked.only("origin") is None:
        return Refusal(403, "only the page itself may write")
    if not compare_digest((asked.only("x-plan-token") or "").encode(), token.encode()):
        return Refusal(403, "the page is of an earlier run: load it again")
    if (asked.only("content-type") or "").partition(";")[0].strip().lower() != "application/json":
        return Refusal(415, "what is written comes as JSON")
    length = asked.only("content-length")
    if asked.headers.get("transfer-encoding") or length is None or not (length.isascii() and length.isdigit()):
        return Refusal(411, "how long it is has to be said first")
    if len(length) > 9 or int(length) > LARGEST_BODY:
        return Refusal(413, "that is more than a tick takes")
    return None
