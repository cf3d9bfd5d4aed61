"""The outputs of every example as they were when a person last looked at them; `--update` writes them anew."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from textwrap import wrap
from typing import Any

import pytest

import needs
from plainplan.plain import is_used
from plainplan.render import Options, render
from test_examples import EXAMPLES, example

GOLDEN = Path(__file__).parent / "golden"
STYLES = re.compile(r"<style>.*?</style>", re.DOTALL)
EMBEDDED = re.compile(r"(data:[a-z]+/[a-z0-9.+-]+;base64,)[A-Za-z0-9+/=]+")


def compare(name: str, text: str, update: bool) -> None:
    path = GOLDEN / name
    if update:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    assert text == path.read_text("utf-8")


def made(name: str, form: str) -> bytes:
    return render(example(name), form, Options())


@pytest.mark.parametrize("name", EXAMPLES)
def test_html(name: str, update: bool) -> None:
    """The page, without its style sheet and the bytes of what is embedded in it."""
    page = STYLES.sub("<style>…</style>", made(name, "html").decode())
    compare(f"{name}.html", EMBEDDED.sub(r"\1…", page), update)


@pytest.mark.parametrize("name", EXAMPLES)
def test_json(name: str, update: bool) -> None:
    compare(f"{name}.json", made(name, "json").decode(), update)


@pytest.mark.parametrize("name", EXAMPLES)
def test_pdf(name: str, update: bool, tmp_path: Path) -> None:
    """How many pages, the outline, and the words of each page as they are drawn: how `pdftotext` orders them
    otherwise, and where lines end, differs between machines."""
    needs.pango()
    needs.programs("pdftotext", "qpdf")
    path = tmp_path / "plan.pdf"
    path.write_bytes(made(name, "pdf"))
    pages = tool("pdftotext", "-raw", str(path), "-").removesuffix("\f").split("\f")
    outline = json.loads(tool("qpdf", "--json", "--json-key=outlines", str(path)))["outlines"]
    parts = [f"{len(pages)} pages", "", *outline_lines(outline, 0), ""]
    for number, page in enumerate(pages, 1):
        parts += [f"--- page {number} ---", *wrap(" ".join(page.split()), 100, break_on_hyphens=False), ""]
    text = "\n".join(parts)
    if is_used("weasyprint") or update:
        compare(f"{name}.pdf.txt", text, update)
    else:  # by itself WeasyPrint draws a tab a fortieth wider, and `pdftotext` puts other blanks, or another order
        assert letters(text) == letters((GOLDEN / f"{name}.pdf.txt").read_text("utf-8"))


def letters(text: str) -> list[list[str]]:
    """The letters of each page, whatever their order."""
    return [sorted("".join(page.split())) for page in text.split("--- page ")]


def tool(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, timeout=60).stdout.decode()


def outline_lines(items: list[dict[str, Any]], depth: int) -> list[str]:
    lines = []
    for item in items:
        lines.append(f"{'  ' * depth}{item['title']} ({item['destpageposfrom1']})")
        lines += outline_lines(item["kids"], depth + 1)
    return lines


def test_no_golden_is_left_over() -> None:
    names = {f"{name}{ending}" for name in EXAMPLES for ending in (".html", ".json", ".pdf.txt")}
    assert {path.name for path in GOLDEN.iterdir() if path.is_file()} == names
