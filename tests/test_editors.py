"""Neovim, Emacs and Vim with what `editors/` has for them: what they show of a plan is what the commands tell."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import needs
from plainplan.syntax.tags import TAGS
from plainplan.words import all_plan_words
from real_editors import DAY, PACKAGES, PLAN, PROBES, Desk, desk

pytestmark = pytest.mark.slow

HINTS = {
    9: "→ 1 May 2027",
    11: "→ 13 Dec 2026",
    12: "→ 14 Dec 2026, 13 days late",
    13: "→ 11 Dec 2026, 14 days overdue",
}
"""The dates at the ends of lines, by line."""


@pytest.fixture
def at(tmp_path: Path) -> Desk:
    return desk(tmp_path)


def told(plan: Path) -> set[tuple[int, str]]:
    """What `plan check` finds: line and sentence."""
    command = [sys.executable, "-m", "plainplan", "check", "--format", "json", "--as-of", DAY, str(plan)]
    done = subprocess.run(command, capture_output=True, timeout=60, check=False)
    return {(one["line"], one["message"]) for one in json.loads(done.stdout)["findings"]}


def changed(found: dict[str, Any], before: set[tuple[int, str]]) -> None:
    """What every client of the protocol finds, whatever it is written in."""
    assert {(one["line"], one["says"].partition("]: ")[2] or one["says"]) for one in found["findings"]} == before
    hover = found["hover"] if isinstance(found["hover"], str) else "\n".join(found["hover"])
    assert "14 Dec 2026; planned 13 Dec 2026" in hover
    assert "it comes after “Prepare for the exam”" in hover
    assert found["offered"][0].startswith("Write `teas`")
    assert found["after_action"] == "- [ ] Apply ~2w after:teas"
    assert {"in", "teas", "sit-the-exam"} < set(found["completed"])
    assert found["renamed"] == ["- [/] Prepare for the exam ~6w since:2026-11-02 ^exam", "- [ ] Apply ~2w after:exam"]
    text = found["text"] if isinstance(found["text"], str) else "".join(f"{line}\n" for line in found["text"])
    assert text == PLAN.replace("^teas", "^exam").replace("after:tes", "after:exam")


@pytest.mark.parametrize(("configuration", "hints"), [("plainplan.lua", True), ("plainplan-0.7.lua", False)])
def test_neovim(at: Desk, configuration: str, hints: bool) -> None:
    program = needs.neovim() if hints else needs.program("nvim")
    before = told(at.plan)
    settings = PACKAGES / "neovim" / configuration
    probe = ("-c", f"luafile {PROBES / 'probe.lua'}")
    found = at.probe(program, "--headless", "-n", "-i", "NONE", "-u", settings, at.plan, *probe, action="teas")
    changed(found, before)
    if hints:
        assert {one["line"]: one["says"].strip() for one in found["hints"]} == HINTS
        assert all(one["at_end"] for one in found["hints"])


def test_emacs(at: Desk) -> None:
    needs.programs("emacs")
    emacs = ("emacs", "-q", "-batch", "--eval", "(package-initialize)")
    try:
        at.run(*emacs, "--eval", "(require 'eglot)")
    except AssertionError:
        pytest.skip("needs eglot for Emacs")
    before = told(at.plan)
    found = at.probe(*emacs, "-l", PACKAGES / "emacs" / "plainplan.el", "-l", PROBES / "probe.el", action="teas")
    changed(found, before)
    assert found["mode"] == "plainplan-mode"
    assert {one["line"]: one["says"].strip() for one in found["hints"]} == HINTS
    assert "font-lock-constant-face" in found["colour"]


COLOURED = """\
# Plan

## Goals

### Get in ~6m ^in #primary

- [x] Visit ~2w done:2026-09-12 @sam
  - Barrier: no car ~4w risk:40%
    - [ ] Solution: the bus
- [ ] Sit it after:teas+2w

Prose: ~3w due:2026-12-05.

```text
- [ ] code ~9w
```
"""


@pytest.mark.parametrize("program", ["vim", "nvim"])
def test_colours_in_vim(tmp_path: Path, program: str) -> None:
    """Tags are coloured in items and headings, and nothing is elsewhere."""
    at = desk(tmp_path, COLOURED)
    needs.programs(program)
    words = ["~6m", "^in", "#primary", "[x]", "done:", "2026-09-12", "@sam", "Barrier:", "40%", "[ ]", "after:", "teas"]
    plain = ["Visit", "Prose", "code", "~9w"]
    out = tmp_path / "groups.json"
    ask = (
        f"call writefile([json_encode(map({json.dumps([*words, *plain])}, "
        "{_, word -> synIDattr(synID(search('\\V' . word, 'cw'), col('.'), 1), 'name')}))], "
        f"'{out}')"
    )
    runtime = f"set runtimepath+={PACKAGES / 'vim' / 'after'}"
    settings = ("--cmd", runtime, "-c", "filetype plugin on", "-c", "syntax on", "-c", f"e {at.plan}", "-c", ask)
    silent = ("--headless",) if program == "nvim" else ("-es", "-N")
    at.run(program, "-u", "NONE", "-i", "NONE", *silent, *settings, "-c", "qa!")
    groups = json.loads(out.read_text())
    kinds = ["Duration", "Name", "Label", "Box", "Key", "Value", "Who", "Barrier", "Value", "Box", "Key", "Value"]
    assert dict(zip(words, groups, strict=False)) == {
        word: f"plan{kind}" for word, kind in zip(words, kinds, strict=True)
    }
    assert not [name for name in groups[len(words) :] if name.startswith("plan")]


def test_vim_reads_findings(at: Desk) -> None:
    """`:make` and the list of what it found."""
    needs.programs("vim")
    out = at.plan.parent / "found.json"
    ask = (
        "call writefile([json_encode(map(getqflist(), "
        f"{{_, one -> [one.lnum, one.type, one.nr, one.text]}}))], '{out}')"
    )
    settings = ("--cmd", f"set runtimepath+={PACKAGES / 'vim' / 'after'}", "-c", "filetype plugin on")
    at.run(
        "vim",
        "-u",
        "NONE",
        "-i",
        "NONE",
        "-es",
        "-N",
        *settings,
        "-c",
        f"e {at.plan}",
        "-c",
        "silent make!",
        "-c",
        ask,
        "-c",
        "qa!",
    )
    found = json.loads(out.read_text())
    assert [13, "e", 301, "`after:tes` names nothing in this plan"] in found
    assert {number for _line, _type, number, _text in found} == {301, 402, 405}


FILES = [
    PACKAGES / "vscode/syntaxes/plainplan.json",
    PACKAGES / "vim/after/syntax/markdown.vim",
    PACKAGES / "emacs/plainplan.el",
]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.suffix)
def test_all_words_are_coloured(path: Path) -> None:
    """What colours plans knows every key of a tag, and the words for barriers and solutions of every language."""
    text = path.read_text("utf-8").lower()
    keys = [kind.sign.removesuffix(":") for kind in TAGS if kind.has_key]
    words = [word for read in all_plan_words() for word in (*read.barrier, *read.solution)]
    assert len(keys) > 8
    assert "hürde" in words
    assert [one for one in (*keys, *words) if one not in text] == []
