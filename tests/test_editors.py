"""Neovim, Emacs and Vim with what `editors/` has for them: what they show of a plan is what the commands tell."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

import needs
from plainplan.syntax.tags import TAGS
from plainplan.words import all_plan_words
from real_editors import HINTS, PACKAGES, PLAN, PROBES, ROOT, Desk, Terminal, desk, findings_of

pytestmark = pytest.mark.slow


@pytest.fixture
def at(tmp_path: Path) -> Desk:
    return desk(tmp_path)


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
    before = findings_of(at.plan)
    settings = PACKAGES / "neovim" / configuration
    probe = ("-c", f"luafile {PROBES / 'probe.lua'}")
    found = at.probe(program, "--headless", "-n", "-i", "NONE", "-u", settings, at.plan, *probe, action="teas")
    changed(found, before)
    if hints:
        assert {one["line"]: one["says"].strip() for one in found["hints"]} == HINTS
        assert all(one["at_end"] for one in found["hints"])


def test_neovim_shows_new_dates(at: Desk) -> None:
    """Dates are on the screen without a key being pressed, and change when the plan does."""
    needs.library("pyte")
    command = (needs.neovim(), "-n", "-i", "NONE", "-u", PACKAGES / "neovim" / "plainplan.lua", at.plan.name)
    with Terminal(at, *command) as nvim:
        nvim.await_words("→ 14 Dec 2026, 13 days late")
        nvim.type(":%s/\\~6w/\\~10w/\r")
        nvim.await_words("→ 11 Jan 2027, 41 days late")


def test_emacs(at: Desk) -> None:
    needs.programs("emacs")
    emacs = ("emacs", "-q", "-batch", "--eval", "(package-initialize)")
    try:
        at.run(*emacs, "--eval", "(require 'eglot)")
    except AssertionError:
        pytest.skip("needs eglot for Emacs")
    before = findings_of(at.plan)
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


# The page that tells how to set them up

PAGE = (ROOT / "docs" / "editors.md").read_text("utf-8")
BLOCKS = {
    "lua": "neovim/plainplan.lua",
    "vim": "vim/after/ftplugin/markdown.vim",
    "toml": "helix/languages.toml",
    "json": "kate/settings.json",
}


def blocks(kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("kind", BLOCKS)
def test_the_page_shows_the_files(kind: str) -> None:
    assert (PACKAGES / BLOCKS[kind]).read_text("utf-8") in blocks(kind)


def test_settings_that_the_page_shows() -> None:
    """They can be read, and VS Code knows those that are ours."""
    [settings, *others] = [json.loads(block) for block in blocks("json")]
    assert len(others) == 2
    manifest = json.loads((PACKAGES / "vscode" / "package.json").read_text("utf-8"))
    ours = [name for name in settings if not name.startswith("[")]
    assert ours == ["plainplan.command"]
    assert set(ours) <= set(manifest["contributes"]["configuration"]["properties"])
    assert "source.fixAll.plainplan" in settings["[markdown]"]["editor.codeActionsOnSave"]
    [helix] = [tomllib.loads(block) for block in blocks("toml")]
    assert helix["language-server"]["plainplan"] == {"command": "plan", "args": ["lsp"]}


def test_emacs_as_the_page_tells(at: Desk) -> None:
    """The line for the init file and the one for a program elsewhere."""
    needs.programs("emacs")
    [load] = blocks("lisp")
    [program] = re.findall(r"after that line: `(.*?)`, inside of", PAGE)
    init = at.plan.parent / "init.el"
    load = load.replace("/home/you/plainplan/editors", str(PACKAGES))
    init.write_text(f"{load}(with-eval-after-load 'eglot {program})\n(require 'eglot)\n", "utf-8")
    tell = "(princ (cdr (assq 'plainplan-mode eglot-server-programs)))"
    emacs = ("emacs", "-q", "-batch", "--eval", "(package-initialize)")
    if "t" not in at.run(*emacs, "--eval", '(princ (locate-library "eglot"))'):
        pytest.skip("needs eglot for Emacs")
    said = at.run(*emacs, "-l", init, "--eval", tell)
    assert "(/home/you/plainplan/.venv/bin/plan lsp)" in said


def test_the_page_names_what_exists() -> None:
    named = set(re.findall(r"editors/[\w./-]+\w", PAGE))
    assert len(named) > 3
    assert [name for name in named if not (ROOT / name).exists()] == []
    targets = set(re.findall(r"^make ([\w-]+)$", PAGE, re.MULTILINE))
    assert targets == {"vscode"}
    assert "\nvscode:" in (ROOT / "Makefile").read_text("utf-8")
