"""PDFs of hostile plans hold their words and nothing that acts; making one asks for nothing, whatever a look says."""

from __future__ import annotations

import re
import subprocess
import threading
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

import needs
from hostile import PAYLOADS, plan_with
from page_lint import SAFE_ADDRESS, lint
from plainplan.compile import compile_text
from plainplan.render import Options, render
from plainplan.render.pdf_layout import write_pdf
from plainplan.render.pdf_worker import Pressed

TODAY = date(2026, 11, 1)

# All ways in which a document can ask for something; `%` is an address.
SINKS = {
    "picture": '<img src="%">',
    "picture, object": '<object data="%" type="image/png"></object>',
    "picture, embed": '<embed src="%" type="image/png">',
    "style sheet": '<link rel="stylesheet" href="%">',
    "style, import": '<style>@import "%";</style>',
    "style, import by url": "<style>@import url(%);</style>",
    "style, background": '<p style="background: url(%)">x</p>',
    "style, list": '<ul style="list-style-image: url(%)"><li>x</ul>',
    "style, content": '<style>p::before { content: url("%") }</style><p>x</p>',
    "style, border": '<p style="border: 3px solid; border-image: url(%) 1">x</p>',
    "style, page": '<style>@page { background: url("%"); @top-left { content: url("%") } }</style>',
    "font": '<style>@font-face { font-family: f; src: url("%") } p { font-family: f }</style><p>x</p>',
    "drawing, picture": '<svg width="9" height="9"><image href="%" width="9" height="9"/></svg>',
    "drawing, old picture": '<svg width="9" height="9"><image xlink:href="%" width="9" height="9"/></svg>',
    "drawing, use": '<svg width="9" height="9"><use href="%#a"/></svg>',
    "drawing, style": '<svg width="9"><style>@import "%";</style><rect fill="url(%)" width="9"/></svg>',
    "attachment": '<link rel="attachment" href="%">',
    "attachment of a link": '<a rel="attachment" href="%">x</a>',
    "attribute": '<body background="%">',
    "base": '<base href="%"><img src="a.png">',
    "srcset": '<img srcset="% 2x" src="%">',
}  # fmt: skip


@pytest.fixture(scope="module")
def asked() -> Iterator[tuple[str, list[str]]]:
    """The address of a server on this machine, and what is asked of it."""
    paths: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paths.append(self.path)
            self.send_response(404)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", paths
        server.shutdown()


@pytest.mark.parametrize("sink", SINKS)
def test_a_document_asks_for_nothing(sink: str, asked: tuple[str, list[str]], tmp_path: Path) -> None:
    needs.pango()
    server, paths = asked
    (tmp_path / "secret.txt").write_text("the words of the secret", "utf-8")
    for address in (f"{server}/x", (tmp_path / "secret.txt").as_uri()):
        made = write_pdf(f"<!doctype html><html><body>{SINKS[sink].replace('%', address)}</body></html>")
        assert made.startswith(b"%PDF")
        assert b"EmbeddedFile" not in made
        assert b"secret" not in made.replace(address.encode(), b"")
    assert paths == []


def test_the_server_would_have_been_asked(asked: tuple[str, list[str]]) -> None:
    """Without our fetcher most of these ask: the test above can fail."""
    needs.pango()
    import weasyprint

    server, paths = asked
    for index, sink in enumerate(SINKS.values()):
        text = f"<!doctype html><html><body>{sink.replace('%', f'{server}/{index}')}</body></html>"
        weasyprint.HTML(string=text, media_type="print").write_pdf()
    assert len({path for path in paths if path != "/a.png"}) >= 12
    paths.clear()


ALL = "# All\n\n## Goals\n\n### Work ~5y\n\n" + "".join(f"- [ ] {text} ~1w\n" for text in PAYLOADS.values())


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One PDF with every payload in a step, and its inside laid open."""
    needs.pango()
    needs.programs("qpdf", "pdftotext")
    made = tmp_path_factory.mktemp("pdf") / "all.pdf"
    made.write_bytes(render(compile_text("all.plan.md", ALL, TODAY), "pdf", Options()))
    return made


def test_a_pdf_holds_nothing_that_acts(pdf: Path) -> None:
    command = ["qpdf", "--qdf", "--object-streams=disable", "--stream-data=uncompress", str(pdf), "-"]
    inside = subprocess.run(command, capture_output=True, check=True).stdout
    names = set(
        re.findall(rb"/[A-Za-z]+", re.sub(rb"stream\n.*?\nendstream|\(.*?(?<!\\)\)", b"", inside, flags=re.DOTALL))
    )
    assert {b"/Pages", b"/Annot", b"/URI"} <= names
    acting = b"/JavaScript /JS /Launch /OpenAction /AA /EmbeddedFile /GoToR /GoToE /SubmitForm /RichMedia".split()
    assert names.isdisjoint(acting)
    addresses = re.findall(rb"/URI \((.*?)(?<!\\)\)", inside)
    assert addresses
    for address in addresses:
        assert SAFE_ADDRESS.fullmatch(re.sub(rb"\\(.)", rb"\1", address).decode()), address


def test_a_pdf_says_the_words(pdf: Path) -> None:
    said = subprocess.run(["pdftotext", "-raw", str(pdf), "-"], capture_output=True, check=True, text=True).stdout
    said = "".join(said.split())
    for words in (
        "<script>alert(1)</script>",
        "{{7*7}}{%raw%}",
        "=cmd|",
        "Ccalc",
        "!!python/object",
        "JavaScript/JS(app.alert",
    ):
        assert words in said


@pytest.mark.parametrize("name", PAYLOADS)
def test_the_document_for_paper_has_only_what_is_ours(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What WeasyPrint is given, in full: the payload in all slots."""
    given: list[str] = []

    def note(text: str, *more: object, **options: object) -> Pressed:
        given.append(text)
        return Pressed(b"", "")

    monkeypatch.setattr("plainplan.render.pdf.press", note)
    render(compile_text("hostile.plan.md", plan_with(PAYLOADS[name]), TODAY), "pdf", Options())
    wrong, style = lint(given[0])
    assert wrong == []
    assert "evil.example" not in style
