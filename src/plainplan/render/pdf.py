"""A plan as a PDF for paper: the print template laid out by WeasyPrint, which may fetch nothing but our own fonts."""

from __future__ import annotations

import gc
from functools import lru_cache
from types import ModuleType
from typing import Any

from plainplan.compile import Compilation
from plainplan.render import Options
from plainplan.render.assets import templates_dir
from plainplan.render.html import font_files, render_template, scripts_in
from plainplan.render.pdf_loading import load_weasyprint
from plainplan.view import build_view

PRINT = "print.html"
_SCHEME = "plainplan:fonts/"

_MARKS = ("marks.ttf", "Plainplan Marks", "normal", 400)
"""Boxes as letters: a drawing for each costs more than the step's words."""


def render_pdf(compilation: Compilation, options: Options | None = None) -> bytes:
    """The PDF of a plan: the same plan and day give the same bytes."""
    options = options or Options()
    view = build_view(compilation, options.forecast)
    scripts = scripts_in(compilation.source.text + compilation.source.file)
    text = render_template(
        PRINT,
        view,
        options,
        fonts=_font_css(scripts),
        paper=options.paper or view.paper,
        pages=_page_words(view.labels["page of"]),
    )
    return write_pdf(text)


def write_pdf(text: str) -> bytes:
    """A document as PDF, tagged; the collector rests meanwhile, since it would walk the growing tree of boxes."""
    weasyprint = load_weasyprint()
    was_on = gc.isenabled()
    gc.disable()
    try:
        document = weasyprint.HTML(string=text, url_fetcher=_fetcher(weasyprint), media_type="print")
        made = document.write_pdf(pdf_tags=True)
    finally:
        if was_on:
            gc.enable()
    assert isinstance(made, bytes)
    return made


def _page_words(message: str) -> tuple[str, str, str]:
    """`Page {page} of {pages}` as what stands before, between and after the numbers."""
    before, _, rest = message.partition("{page}")
    between, _, after = rest.partition("{pages}")
    return before, between, after


def _font_css(scripts: tuple[str, ...]) -> Any:
    from markupsafe import Markup

    return Markup(
        "".join(
            f'@font-face{{font-family:"{family}";font-style:{style};font-weight:{weight};src:url({_SCHEME}{plain_file(file)})}}\n'
            for file, family, style, weight in (*font_files(scripts), _MARKS)
        )
    )


def plain_file(file: str) -> str:
    """A font's file that needs no unpacking, which takes longer than the page."""
    return file.replace(".woff2", ".ttf")


@lru_cache(maxsize=64)
def _font(file: str) -> bytes:
    known = {plain_file(name) for name, *_ in (*font_files(("ext", "greek", "cyrillic")), _MARKS)}
    if file not in known:
        raise ValueError(f"no such font: {file}")
    return (templates_dir() / "default" / "fonts" / file).read_bytes()


def _fetcher(weasyprint: ModuleType) -> Any:
    """What WeasyPrint may fetch: our fonts, and pictures that are in the document already."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OnlyOurs(URLFetcher):  # type: ignore[misc]
        """Refuses every address but those of our fonts and inlined data."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            if url.startswith(_SCHEME):
                return URLFetcherResponse(url, _font(url.removeprefix(_SCHEME)), {"Content-Type": "font/ttf"})
            return super().fetch(url, headers)

    return OnlyOurs(allowed_protocols=("data",), allow_redirects=False)
