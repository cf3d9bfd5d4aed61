"""The overview of many plans as a page, and plan pages that share their styles and fonts with all others."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache

from plainplan.cohort.overview import Overview
from plainplan.compile import Compilation
from plainplan.render.html import encoded_html, render_named
from plainplan.render.looks import font_face, font_files, look_folders
from plainplan.render.options import Options
from plainplan.tuples import NamedTuple

OVERVIEW_PAGE = "overview.html"
_EVERY_SCRIPT = "Āα Я"
_FONTS = re.compile(rb"@font-face\{[^}]*\}\n?")
_ALONE = b"style-src 'unsafe-inline'; font-src data:"
_SHARED = b"style-src 'self' file: 'unsafe-inline'; font-src data:"
_SKIP = re.compile(rb'<a class="skip"[^>]*>[^<]*</a>\n')
_BACK = ".back{max-width:calc(1200px + 2*var(--margin));margin:0 auto;padding:14px var(--margin) 0;font-size:13px}\n"


class Asset(NamedTuple):
    """A file that pages share, named by what is in it."""

    name: str
    data: bytes


class SharedPage(NamedTuple):
    """A plan's page, and the style and fonts that it shares with others; none where it keeps its own."""

    page: bytes
    style: Asset | None = None
    fonts: Asset | None = None


def _asset(data: bytes) -> Asset:
    return Asset(f"{hashlib.sha256(data).hexdigest()[:16]}.css", data)


@lru_cache(maxsize=4)
def font_asset(look: str) -> Asset:
    """All fonts of a look, for every script that it has: a style sheet that holds them, since browsers that open a
    page from the disk do not all follow it to files of fonts."""
    faces = "".join(font_face(file) for file in font_files(look, "page", _EVERY_SCRIPT))
    return _asset(f"{faces}{_BACK}".encode())


def shared_page(compilation: Compilation, options: Options, up: str) -> SharedPage:
    """A plan's page with its styles and fonts in the assets folder of a site; `up` leads to the top of the site. A look
    that writes its own head keeps its page in one file."""
    page = encoded_html(compilation, options)
    start, end = page.find(b"<style>"), page.find(b"</style>")
    if start < 0 or end < 0 or _ALONE not in page[:start] or b"<img" in page[:start]:
        return SharedPage(page)
    style = _asset(_FONTS.sub(b"", page[start + len(b"<style>") : end]))
    fonts = font_asset(options.template)
    links = "".join(f'<link rel="stylesheet" href="{up}assets/{one.name}">\n' for one in (fonts, style))
    head = page[:start].replace(_ALONE, _SHARED) + links.encode()
    return SharedPage(_with_way_back(head, page[end + len(b"</style>") :].lstrip(b"\n"), up), style, fonts)


def _with_way_back(head: bytes, body: bytes, up: str) -> bytes:
    skip = _SKIP.search(body)
    if skip is None:
        return head + body
    back = f'<nav class="back" aria-label="Site"><a href="{up}index.html">All plans</a></nav>\n'.encode()
    return head + body[: skip.end()] + back + body[skip.end() :]


def overview_page(view: Overview, look: str, style: Asset, fonts: Asset) -> bytes:
    """The overview as a page that shares its fonts with the plans'."""
    return render_named(
        OVERVIEW_PAGE, Options(look), overview=view, front=None, style=style.name, fonts=fonts.name
    ).encode()


def overview_style(look: str) -> Asset:
    """The style sheet of the overview, as the look has it."""
    return _asset(render_named("overview.css", Options(look)).encode())


def look_digest(look: str) -> str:
    """What stands for a look as it is now: another one wherever a template, a style or a font is another."""
    from pathlib import Path

    found = hashlib.sha256()
    for folder in map(Path, look_folders(look)):
        for path in sorted(one for one in folder.rglob("*") if one.is_file()):
            found.update(path.relative_to(folder).as_posix().encode("utf-8", "surrogateescape"))
            found.update(path.read_bytes())
    return found.hexdigest()
