"""The extension for VS Code: what it colours, what is in the package, and what it is told about the server.

That it works in a real VS Code is `make test-vscode`.
"""

from __future__ import annotations

import json
import re
import subprocess
import zipfile
from pathlib import Path

import pytest

import needs
from plainplan.language.hints import KINDS
from plainplan.lsp.settings import DEFAULTS, WHEN
from real_editors import PACKAGES, ROOT

pytestmark = pytest.mark.slow

FOLDER = PACKAGES / "vscode"
MANIFEST = json.loads((FOLDER / "package.json").read_text("utf-8"))


def npm(script: str, *arguments: str) -> str:
    done = subprocess.run(
        ["npm", "run", "--silent", script, "--", *arguments],
        cwd=needs.extension(), capture_output=True, timeout=120, check=False,
    )  # fmt: skip
    said = (done.stdout + done.stderr).decode(errors="replace")
    assert done.returncode == 0, said
    return said


def test_grammar() -> None:
    """What `editors/vscode/grammar-tests` says of colours."""
    said = npm("test")
    assert "tags.plan.md run success" in said


def test_package(tmp_path: Path) -> None:
    """All that runs is in the package, with the licences of what is bundled, and nothing else is."""
    npm("package", "--out", str(tmp_path / "plainplan.vsix"))
    with zipfile.ZipFile(tmp_path / "plainplan.vsix") as package:
        names = {name.removeprefix("extension/") for name in package.namelist()}
        bundle = package.read("extension/dist/extension.js").decode()
        licences = package.read("extension/dist/LICENSES.txt").decode()
    assert names == {
        "[Content_Types].xml", "LICENSE.txt", "dist/LICENSES.txt", "dist/extension.js", "extension.vsixmanifest",
        "package.json", "readme.md", "snippets/plainplan.json", "syntaxes/plainplan.json",
    }  # fmt: skip
    required = set(re.findall(r'require\("([^".]+)"\)', bundle))
    assert "vscode" in required
    assert {name for name in required if not name.startswith("node:")} <= {
        "vscode", "child_process", "crypto", "fs", "net", "os", "path", "readline", "url", "util",
    }  # fmt: skip
    assert "vscode-languageclient 11.0.0 (MIT)" in licences


def test_settings_are_the_servers() -> None:
    """The settings that VS Code offers are those that the server reads, with its defaults."""
    settings = MANIFEST["contributes"]["configuration"]["properties"]
    assert set(settings["plainplan.hints"]["enum"]) == set(KINDS)
    assert set(settings["plainplan.diagnostics"]["enum"]) == set(WHEN)
    told = {name.removeprefix("plainplan."): setting["default"] for name, setting in settings.items()}
    assert told == {"hints": DEFAULTS.hints, "diagnostics": DEFAULTS.diagnostics, "codeLens": DEFAULTS.code_lens} | {
        "lang": DEFAULTS.lang,
        "command": "plan",
    }


def test_files_of_the_manifest_exist() -> None:
    contributes = MANIFEST["contributes"]
    paths = [one["path"] for kind in ("grammars", "snippets") for one in contributes[kind]]
    assert len(paths) == 2
    assert all((FOLDER / path).is_file() for path in paths)
    assert not list(FOLDER.glob("package-lock.json"))


def test_versions_are_pinned() -> None:
    assert all(re.fullmatch(r"[\d.]+", version) for version in MANIFEST["devDependencies"].values())
    assert str(ROOT) not in json.dumps(MANIFEST)


def test_folders_that_are_not_trusted() -> None:
    """Which program is started is not said by whoever made the folder."""
    untrusted = MANIFEST["capabilities"]["untrustedWorkspaces"]
    assert untrusted["restrictedConfigurations"] == ["plainplan.command"]
    command = MANIFEST["contributes"]["configuration"]["properties"]["plainplan.command"]
    assert command["scope"] == "machine-overridable"
