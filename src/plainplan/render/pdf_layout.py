"""Lays out documents as PDF, in a process of its own: `python -m plainplan.render.pdf_layout` serves its parent.

A frame is a letter, eight bytes of length and that many bytes. In come `i`, a picture after its address and a line
end, as often as there are some, and `t`, the text of the document that shows them; out go `p`, what is being done, and
at the end `g`, the letters for which there is no font, and `d`, the PDF, or `e` or `m`, what went wrong (`m`: a library
is missing). Ahead of the first document may come `w`: there is time to warm up.
"""

from __future__ import annotations

import gc
import logging
import os
import re
import select
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from threading import Thread
from types import MappingProxyType, ModuleType
from typing import IO, Any, BinaryIO

from plainplan.errors import MissingLibrary
from plainplan.render.assets import templates_dir
from plainplan.render.pdf_loading import load_weasyprint
from plainplan.render.pdf_tags import tell
from plainplan.render.weasyprint_70 import patches
from plainplan.tuples import NamedTuple

SCHEME = "plainplan:fonts/"
MEMORY = 4 * 1024**3
"""What a layout may use; the largest plans that people write take a tenth of it."""

_FONT = re.compile(r"([a-z]+)/([a-z]+(?:-[a-z]+)*\.ttf)")


Pictures = Mapping[str, bytes]
"""By the address at which a document shows them."""

_NONE: Pictures = MappingProxyType({})


class PdfWritten(NamedTuple):
    """A document as PDF, and all that it was made of: to take that apart lasts a while, for which nobody need wait."""

    pdf: bytes
    remains: list[Any]


def write_pdf(text: str, pictures: Pictures = _NONE) -> bytes:
    return written(text, pictures).pdf


def written(text: str, pictures: Pictures) -> PdfWritten:
    """A document as PDF; if the patched WeasyPrint fails, it is retried unpatched, and so are all that follow."""
    weasyprint = load_weasyprint()
    try:
        return _written(weasyprint, text, pictures)
    except MemoryError:
        raise
    except Exception:
        if not patches.undo():
            raise
        return _written(weasyprint, text, pictures)


def _written(weasyprint: ModuleType, text: str, pictures: Pictures) -> PdfWritten:
    """A tagged PDF; the garbage collector is off meanwhile, since it would scan the growing tree of boxes."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        with _own_folder():
            html = weasyprint.HTML(string=text, url_fetcher=_fetcher(pictures), media_type="print")
            document = html.render()
            remains = [html, document]
            made = document.write_pdf(finisher=_finisher(html, remains), pdf_tags=True)
    finally:
        if was_on:
            gc.enable()
    assert isinstance(made, bytes)
    return PdfWritten(made, remains)


def _finisher(html: Any, remains: list[Any]) -> Callable[[Any, Any], None]:
    """What is done to a PDF before it is written: what it says about itself stands in it as XMP, too, and is mended
    for those who have it read aloud."""
    body = html.etree_element.find("body")
    words = body.attrib.get("data-boxes", "").split("|") if body is not None else ()

    def finish(document: Any, pdf: Any) -> None:
        tell(pdf, words)
        document.metadata.include_in_pdf(pdf, "a", None, None, False)
        remains.append(pdf)

    return finish


@contextmanager
def _own_folder() -> Iterator[None]:
    """WeasyPrint writes fonts to a temporary folder and removes it late, when nobody waits for it any more."""
    before = tempfile.tempdir
    with tempfile.TemporaryDirectory(prefix="plainplan-", ignore_cleanup_errors=True) as folder:
        tempfile.tempdir = folder
        try:
            yield
        finally:
            tempfile.tempdir = before


@lru_cache(maxsize=64)
def _font(file: str) -> bytes:
    """A font of a look of ours, as `default/sans-latin.ttf`."""
    named = _FONT.fullmatch(file)
    if not named:
        raise ValueError(f"no such font: {file}")
    return (templates_dir() / named[1] / "fonts" / named[2]).read_bytes()


def _fetcher(pictures: Pictures) -> Any:
    """What WeasyPrint may fetch: our fonts, and pictures that came with the document or are in it already."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OnlyOurs(URLFetcher):  # type: ignore[misc]
        """Refuses every address but those of our fonts, of these pictures and of inlined data."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            if url.startswith(SCHEME):
                return URLFetcherResponse(url, _font(url.removeprefix(SCHEME)), {"Content-Type": "font/ttf"})
            if url in pictures:
                return URLFetcherResponse(url, pictures[url])
            return super().fetch(url, headers)

    return OnlyOurs(allowed_protocols=("data",), allow_redirects=False)


_USUAL = """<html lang=en><style>
@font-face{font-family:"Plainplan Sans";src:url(plainplan:fonts/default/sans-latin.ttf)}
@page{@bottom-left{content:string(a)}@bottom-right{content:counter(page) counter(pages)}}
body{string-set:a attr(lang)} p{font:700 8pt/9pt "Plainplan Sans";border-top:1pt solid;white-space:pre-line}
.a{position:absolute;top:0} .f{float:left;width:9mm} .f:after{content:"";clear:both} pre{tab-size:9mm}
</style><h1>A</h1><div class=f><p><b id=x>b</b> some words
and more</p></div><p class=a><a href="#x">x</a></p><pre>1\t2
3</pre><table><tr><td>c</table><svg viewBox="0 0 9 9"><title>t</title><path stroke="#000" d="M0 0h1v1zM2 2L3 3"/></svg>
"""
"""Of everything that plans have on paper, a little: what is loaded or looked up once is there afterwards."""


# The other side of `pdf_worker`


def read_frame(stream: BinaryIO) -> tuple[bytes, bytes] | None:
    """The next frame, None where the stream ends."""
    head = stream.read(9)
    if len(head) < 9:
        return None
    length = int.from_bytes(head[1:], "big")
    body = stream.read(length)
    return (head[:1], body) if len(body) == length else None


def write_frame(stream: IO[bytes], kind: bytes, body: bytes) -> None:
    stream.write(kind + len(body).to_bytes(8, "big") + body)
    stream.flush()


class _Unprinted(logging.Handler):
    """Takes note of the letters that WeasyPrint complains about, for no font has a glyph for them."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.letters: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        if str(record.msg).startswith(".notdef glyph") and isinstance(record.args, tuple):
            self.letters.update(str(record.args[0]))


class _Steps(logging.Handler):
    """Passes on what WeasyPrint says it is doing."""

    def __init__(self, out: BinaryIO) -> None:
        super().__init__(logging.INFO)
        self.out = out

    def emit(self, record: logging.LogRecord) -> None:
        write_frame(self.out, b"p", record.getMessage().encode())


def _limit_memory(most: int) -> None:
    try:
        import resource
    except ImportError:  # only on POSIX; elsewhere the time alone is limited
        return
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def serve(incoming: BinaryIO, out: BinaryIO) -> None:
    """Lay out what comes in, until nothing more does."""
    missing = ""
    try:
        load_weasyprint()
    except MissingLibrary as trouble:
        missing = str(trouble)
    progress = logging.getLogger("weasyprint.progress")
    progress.setLevel(logging.INFO)
    progress.addHandler(_Steps(out))
    unprinted = _Unprinted()
    logging.getLogger("weasyprint").addHandler(unprinted)
    gc.freeze()  # what is loaded by now stays
    warm = bool(missing)
    pictures: dict[str, bytes] = {}
    while frame := read_frame(incoming):
        kind, text = frame
        if kind == b"w":
            if not warm:
                write_pdf(_USUAL)
            warm = True
            continue
        if kind == b"i":
            address, _, data = text.partition(b"\n")
            pictures[address.decode()] = data
            continue
        if missing:
            write_frame(out, b"m", missing.encode())
            continue
        warm = True
        unprinted.letters.clear()
        _answer(out, text.decode(), pictures, unprinted)
        pictures.clear()
        gc.collect()  # the boxes of a document hold each other; its PDF is on its way already


def _answer(out: BinaryIO, text: str, pictures: Pictures, unprinted: _Unprinted) -> None:
    try:
        made = written(text, pictures)
    except MemoryError:
        write_frame(out, b"e", b"memory")
    except Exception as wrong:  # any failure is reported by the parent, which goes on with other outputs
        write_frame(out, b"e", f"{type(wrong).__name__}: {wrong}".encode())
    else:
        write_frame(out, b"g", "".join(sorted(unprinted.letters)).encode("utf-8", "replace"))
        write_frame(out, b"d", made.pdf)


def _end_with_parent(folder: str) -> None:
    """End also in the middle of a PDF, as soon as nobody is there any more to take it."""
    if hasattr(select, "poll"):
        ends = select.poll()
        ends.register(sys.stdin.fileno(), 0)  # the parent sends nothing here but end of file
        ends.poll()
        shutil.rmtree(folder, ignore_errors=True)
        os._exit(0)


def main(memory: str, folder: str) -> None:
    """Lay out for the parent. The folder for temporary files is its own: it removes it after it has ended this
    process, and this process where there is no parent any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent gets it too, and ends this process
    _limit_memory(int(memory))
    gc.disable()
    tempfile.tempdir = folder
    Thread(target=_end_with_parent, args=(folder,), daemon=True).start()
    try:
        serve(sys.stdin.buffer, sys.stdout.buffer)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
