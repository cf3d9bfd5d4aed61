"""A language is whole: in every output of every example made in it, no English sentence of ours is left."""

from __future__ import annotations

import re
import subprocess
from datetime import date
from functools import cache
from html import unescape
from pathlib import Path

import catalogues
import pytest
from click.testing import CliRunner

import needs
from plainplan.cli import group
from plainplan.words import LANGUAGES

EXAMPLES = sorted((Path(__file__).parent.parent / "example-plans").glob("*.plan.md"))
OTHERS = [code for code in LANGUAGES if code != "en"]
TRIED = [
    (code, path)
    for code in OTHERS
    for path in EXAMPLES[: needs.stress(len(EXAMPLES) if code == "de" else 1, len(EXAMPLES))]
]
TODAY = date(2026, 11, 1)
SENTENCE = re.compile(r"\S+ \S+ \S+")
"""What three words make is found nowhere by chance."""

HTML = ("build", "--to", "html", "-o", "-")
ANSWERS = (
    ("status",), ("next",), ("why",), ("forecast", "--runs", "200"), ("decide",), ("check",), ("check", "-v"),
    ("review", "--no-questions"), ("review", "--no-questions", "--note", "html"), (*HTML, "--forecast"),
    (*HTML, "--template", "sheet"), ("build", "--to", "ics", "-o", "-"), ("build", "--to", "svg", "-o", "-"),
    ("build", "--to", "mermaid", "-o", "-"),
)  # fmt: skip


@cache
def english(code: str) -> dict[str, str]:
    """The sentences of ours, names filled in and code aside, that a language says otherwise, with their message."""
    found: dict[str, str] = {}
    own: list[str] = []
    for message in catalogues.catalogue(code):
        asked, said = (forms if isinstance(forms, tuple | list) else (forms,) for forms in (message.id, message.string))
        own += map(str, said)
        for text in map(str, asked):
            for piece in re.split(r"\{\w*\}|`[^`]*`", text):
                if SENTENCE.search(piece) and len(piece) > 14:
                    found[piece.strip()] = text
    everything = "\n".join(own)
    return {piece: text for piece, text in found.items() if piece not in everything}


def in_language(path: Path, code: str) -> str:
    text = path.read_text("utf-8")
    assert text.startswith("---\n")
    assert "\nlang:" not in text
    return text.replace("---\n", f"---\nlang: {code}\n", 1)


def left_in_english(shown: str, plan: str, code: str) -> list[str]:
    """The English sentences in a text that are not the plan's own."""
    flat = " ".join(unescape(re.sub(r"<style.*?</style>|<[^>]+>", " ", shown, flags=re.DOTALL)).split())
    return [text for piece, text in english(code).items() if piece in flat and piece not in plan]


def told(arguments: tuple[str, ...], plan: Path) -> str:
    command, *rest = arguments
    named = [str(plan)] if command in ("build", "check") else ["-f", str(plan)]
    ran = CliRunner().invoke(group, [command, *named, "--as-of", TODAY.isoformat(), *rest])
    assert ran.exit_code in (0, 1), (arguments, ran.output)
    assert not isinstance(ran.exception, Exception), (arguments, ran.exception)
    return ran.output


@pytest.mark.parametrize(("code", "path"), TRIED, ids=str)
def test_no_english_is_left_in_what_is_told(code: str, path: Path, tmp_path: Path) -> None:
    text = in_language(path, code)
    plan = tmp_path / path.name
    plan.write_text(text, "utf-8")
    left = {arguments: left_in_english(told(arguments, plan), text, code) for arguments in ANSWERS}
    assert {arguments: found for arguments, found in left.items() if found} == {}


@pytest.mark.parametrize("look", ["default", "sheet"])
@pytest.mark.parametrize("code", OTHERS)
def test_no_english_is_left_in_a_pdf(code: str, look: str, tmp_path: Path) -> None:
    needs.pango()
    extract = needs.program("pdftotext")
    text = in_language(EXAMPLES[-1], code)
    plan, made = tmp_path / "plan.md", tmp_path / "plan.pdf"
    plan.write_text(text, "utf-8")
    told(("build", "--template", look, "--forecast", "-o", str(made)), plan)
    shown = subprocess.run([extract, "-raw", made, "-"], capture_output=True, check=True, timeout=60).stdout.decode()
    assert left_in_english(shown, text, code) == []


def test_english_would_be_found() -> None:
    left = left_in_english("<p>and then: in the week of 3 May the plan asks for 4 hours</p>", "", "de")
    assert any(text.startswith("in the week of") for text in left)
