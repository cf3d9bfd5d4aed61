"""Editors and the live page tell of a plan in its own language, or in the one that is set."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from plainplan.compile import compile_bytes, compile_text
from plainplan.diagnostics import Severity
from plainplan.words import words_for
from serving import DAY, serving
from watching import text

URI = "file:///nowhere/nurse.plan.md"
PLAN = """\
---
lang: de
start: 2026-11-01
---

# Become a nurse

## Goals

### Get in ~6m ^in

- [/] Prepare for the exam ~6w since:2026-11-02 ^teas
- [ ] Apply ~2w after:tes
"""


def test_findings_are_said_in_the_language_of_the_plan_or_another() -> None:
    pytest.importorskip("pygls")
    from lsp_client import Editor

    told: dict[str, Any] = {}
    workspace = {"configuration": True, "didChangeConfiguration": {"dynamicRegistration": True}}
    own = compile_text("x", PLAN, date(2026, 11, 28)).diagnostics
    german = words_for("de")
    with Editor("--as-of", "2026-11-28") as editor:
        editor.replies["workspace/configuration"] = lambda params: [told for _ in params["items"]]
        editor.start({"workspace": workspace}, initializationOptions=None)
        editor.open(URI, PLAN)
        found = editor.findings(URI)
        assert [(one["code"], one["message"]) for one in found] == [(one.code, german.tell(one.message)) for one in own]
        assert [one["message"] for one in found] != [one.message for one in own]
        told["lang"] = "en"
        editor.notify("workspace/didChangeConfiguration", {"settings": None})
        assert [one["message"] for one in editor.findings(URI)] == [one.message for one in own]


def test_errors_are_said_in_the_language_of_the_plan(tmp_path: Path) -> None:
    path = tmp_path / "a.plan.md"
    path.write_text(text("First"), "utf-8")
    broken = text("Word after:nix").replace("---\n", "---\nlang: de\n", 1)
    with serving(path) as served, served.stream() as states:
        next(states)
        path.write_text(broken, "utf-8")
        [told] = next(states)["errors"]
    [found] = [one for one in compile_bytes("x", broken.encode(), DAY).diagnostics if one.severity is Severity.ERROR]
    tell = words_for("de").tell
    assert told["says"][0] == f"Zeile {told['line']}: {tell(found.message)}"
    assert told["says"][1].casefold() == tell(found.help).casefold()
    assert told["says"][2] == "Die Seite ist noch die von vorher."
