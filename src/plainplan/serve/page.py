"""The served page: the built one with our script added, and a content security policy that allows nothing else."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import lru_cache
from html import escape
from pathlib import Path

_ASSETS = Path(__file__).parent / "assets"
_POLICY_TAG = re.compile(rb"<meta http-equiv=\"?content-security-policy\"?[^>]*>\n?", re.IGNORECASE)

HEADERS = (
    ("Cache-Control", "no-store"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
)
"""What every answer says, whatever it is."""


@lru_cache(maxsize=1)
def _script() -> str:
    return (_ASSETS / "live.js").read_text("utf-8")


@lru_cache(maxsize=1)
def policy() -> str:
    """A content security policy that allows only our script, and connections only to this server."""
    found = base64.b64encode(hashlib.sha256(_script().encode()).digest()).decode()
    return (
        f"default-src 'none'; script-src 'sha256-{found}'; connect-src 'self'; style-src 'unsafe-inline'; "
        "font-src data:; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


def waiting_page(name: str) -> bytes:
    """The page to serve until the plan can be built for the first time."""
    return (_ASSETS / "waiting.html").read_bytes().replace(b"NAME", escape(name).encode())


def with_script(page: bytes, revision: str, token: str, *, hollow: bool = False) -> bytes:
    """A page with our script and policy instead of its own policy.

    A `hollow` one has an empty script element: the receiving page runs the script already.
    """
    script = "" if hollow else _script()
    tag = f'<script data-plan-live data-revision="{revision}" data-token="{token}">{script}</script>\n'.encode()
    page = _POLICY_TAG.sub(b"", page, count=1)
    before, end, after = page.rpartition(b"</body>")
    return before + tag + end + after if end else page + tag
