"""The documents: every command they show runs and prints what they say, every link leads somewhere, pages are fresh."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest

import needs
from console_blocks import agree, blocks_of, commands_of, rewritten, run
from plainplan.compile import compile_text
from plainplan.diagnostics import Severity

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
SHOWN = [
    DOCS / "tutorial.md",
    DOCS / "assistants.md",
    DOCS / "format-for-assistants.md",
    DOCS / "forecast.md",
    DOCS / "decide.md",
    DOCS / "time.md",
    DOCS / "following.md",
    DOCS / "holidays.md",
    DOCS / "cohorts.md",
    ROOT / "README.md",
    ROOT / "example-plans" / "README.md",
]
WRITTEN = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md"), *ROOT.glob("example-plans/README.md")])
LINK = re.compile(r"(?<!`)\]\((?!https?:|mailto:)(?P<path>[^)#\s]*)(?:#(?P<part>[^)\s]*))?\)")
HEADING = re.compile(r"^#{1,6} (?P<title>.+)$", re.MULTILINE)
FENCED = re.compile(r"^(`{3,}).*?^\1$", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("path", SHOWN, ids=lambda path: str(path.relative_to(ROOT)))
def test_commands_print_what_is_shown(path: Path, tmp_path: Path, update: bool) -> None:
    for example in (ROOT / "example-plans").glob("*.plan.md"):
        if path.parent.name == "example-plans":
            shutil.copy(example, tmp_path)
    fresh: dict[int, list[str]] = {}
    for block in blocks_of(path):
        if block.file:
            (tmp_path / block.file).write_text("\n".join(block.lines) + "\n", "utf-8")
            continue
        for command in commands_of(block):
            if " pdf" in command.line:
                needs.pango()
            if command.line.startswith("plan holidays"):
                needs.library("holidays")
            ran = run(command.line, tmp_path)
            printed = ran.printed
            assert "Traceback (most recent call last):" not in printed, command.line
            shows_trouble = any(line.startswith("error: ") for line in command.printed)
            assert ran.status in ((2,) if shows_trouble else (0, 1)), "\n".join((command.line, *printed))
            if not update:
                assert agree(command.printed, printed), f"`{command.line}` printed:\n" + "\n".join(printed)
            kept = command.printed if agree(command.printed, printed) else printed
            fresh.setdefault(block.first, []).extend([f"$ {command.line}", *kept])
    if update:
        path.write_text(rewritten(path, fresh), "utf-8")


def test_samples_of_the_reference_compile() -> None:
    """Every piece of a plan that the reference shows is one that compiles."""
    samples = re.findall(r"^```markdown\n(.*?)^```$", (DOCS / "format.md").read_text("utf-8"), re.MULTILINE | re.DOTALL)
    assert len(samples) >= 5
    for sample in samples:
        made = compile_text("sample.md", sample, date(2026, 11, 1))
        assert [one.message for one in made.diagnostics if one.severity is Severity.ERROR] == []


def test_editors_read_concise_findings(tmp_path: Path) -> None:
    """The pattern that the editors' page gives VS Code finds every part of a line."""
    [written] = re.findall(r'"regexp": (".*"),', (DOCS / "editors.md").read_text("utf-8"))
    pattern = re.compile(json.loads(written))
    (tmp_path / "plan.md").write_text("# Plan\n\n## Goals\n\n### Goal ~6\u00a0m after:gaol\n", "utf-8")
    *findings, _summary = run("plan check -v --format concise --as-of 2026-11-01", tmp_path).printed
    assert len(findings) >= 3
    for line in findings:
        found = pattern.fullmatch(line)
        assert found, line
        assert found[1] == "plan.md"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shells_complete_commands(shell: str) -> None:
    """What the editors' page tells to put in a start-up file prints the shell's own completion."""
    assert f"_PLAN_COMPLETE={shell}_source plan" in (DOCS / "editors.md").read_text("utf-8")
    words = {"COMP_WORDS": "plan ch", "COMP_CWORD": "1" if shell != "fish" else "ch"}
    assert "_plan_completion" in complete(f"{shell}_source", {})
    assert "check" in complete(f"{shell}_complete", words)


def complete(instruction: str, words: dict[str, str]) -> str:
    done = subprocess.run(
        [sys.executable, "-c", "import sys; sys.argv[0] = 'plan'; from plainplan.__main__ import main; main()"],
        env={**os.environ, "_PLAN_COMPLETE": instruction, **words},
        capture_output=True, check=True, timeout=60,
    )  # fmt: skip
    return done.stdout.decode()


def slug(title: str) -> str:
    """A heading's anchor, as forges make it."""
    return re.sub(r"[^\w\- ]", "", title.replace("`", "").lower()).replace(" ", "-")


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(path: Path) -> None:
    text = FENCED.sub("", path.read_text("utf-8"))
    for link in LINK.finditer(text):
        target = (path.parent / link["path"]).resolve() if link["path"] else path
        assert target.exists(), f"{link[0]} in {path.name}"
        if link["part"]:
            parts = {slug(heading["title"]) for heading in HEADING.finditer(target.read_text("utf-8"))}
            assert link["part"] in parts, f"{link[0]} in {path.name}"


def test_generated_pages_are_fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    scripts = import_module("generate_docs")
    assert scripts.stale(DOCS) == [], "`make docs` writes them"


def test_the_map_shows_every_part() -> None:
    text = (DOCS / "architecture.md").read_text("utf-8")
    parts = [path for path in (ROOT / "src" / "plainplan").iterdir() if not path.name.startswith(("_", "py.", "."))]
    assert len(parts) > 15
    names = [path.name if path.is_file() else f"{path.name}/" for path in parts]
    assert sorted(name for name in names if f"`{name}`" not in text) == []


def test_index_leads_to_every_document() -> None:
    text = (DOCS / "index.md").read_text("utf-8")
    names = sorted(path.name for path in DOCS.glob("*.*") if path.name != "index.md")
    assert len(names) > 5
    assert [name for name in names if f"]({name})" not in text] == []


def test_every_decision_is_listed() -> None:
    folder = DOCS / "decisions"
    index = (folder / "README.md").read_text("utf-8")
    numbered = sorted(path.name for path in folder.glob("0*.md"))
    assert numbered
    assert [name for name in numbered if f"]({name})" not in index] == []


TEST_NAMED = re.compile(r"`(test_\w+\.py)(?:::(test_\w+))?`")


def test_what_can_be_trusted_is_held_by_tests_that_there_are() -> None:
    named = TEST_NAMED.findall((DOCS / "security.md").read_text("utf-8"))
    assert len(named) > 40
    for file, name in named:
        path = ROOT / "tests" / file
        assert path.is_file(), file
        assert not name or f"\ndef {name}(" in path.read_text("utf-8"), f"{file}::{name}"
