"""`plan lsp` as an editor sees it: a program that is talked to. What it tells is what the other commands tell."""

from __future__ import annotations

import json
import shutil
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from case_files import read_cases
from hostile import PAYLOADS, plan_with
from plans import random_plan

pytest.importorskip("pygls")

import needs
from lsp_client import Editor, Refusal, edited, edits_of, offsets, spot, whole_range
from plainplan.checks import ALL_RULES
from plainplan.cli import run

DAY = "2026-11-28"
EXAMPLES = Path(__file__).parent.parent / "example-plans"
FIRST = 60
"""The examples and many of the samples of findings, which are all looked at."""

SEVERITY = {"error": 1, "warning": 2, "hint": 3}
URI = "file:///nowhere/nurse.plan.md"

PLAN = """\
---
start: 2026-11-01
---

# Become a nurse

## Goals

### Get in ~6m ^in

- [/] Prepare for the exam ~6w since:2026-11-02 ^teas
- [ ] Sit the exam ~1d due:2026-12-01
- [ ] Apply ~2w after:tes
"""


def texts() -> Iterator[bytes]:
    """All plans that are at hand and that an editor could hold."""
    for path in sorted(EXAMPLES.glob("*.plan.md")):
        yield path.read_bytes()
    for rule in ALL_RULES:
        yield rule.bad.encode()
    for case in read_cases():
        yield case.data
    for payload in PAYLOADS.values():
        yield plan_with(payload).encode("utf-8", "replace")
    for seed in range(30):
        yield random_plan(seed).encode()


def write_plans(folder: Path, every: int) -> Path:
    """A folder with every so manieth of them; what is no UTF-8 no editor hands on as it is."""
    for number, data in enumerate(texts()):
        if number >= FIRST and number % every:
            continue
        try:
            data.decode()
        except UnicodeDecodeError:
            continue
        (folder / f"{number:04}.plan.md").write_bytes(data)
    return folder


@pytest.fixture
def editor() -> Iterator[Editor]:
    """An editor with a server of its own, which is not started yet."""
    with Editor("--as-of", DAY) as found:
        yield found


@pytest.fixture(scope="module")
def shared() -> Iterator[Editor]:
    """An editor that several tests share; each has an address of its own."""
    with Editor("--as-of", DAY) as found:
        found.start()
        yield found


@pytest.fixture
def uri(request: pytest.FixtureRequest) -> str:
    return f"file:///nowhere/{request.node.name}.plan.md"


def range_in(text: str, one: dict[str, Any]) -> tuple[int, int]:
    return offsets(text, one["range"]["start"]), offsets(text, one["range"]["end"])


def test_findings_are_those_of_plan_check(tmp_path: Path, editor: Editor, capfd: pytest.CaptureFixture[str]) -> None:
    plans = write_plans(tmp_path, needs.stress(4, 1))
    run(["check", str(plans), "--format", "json", "--as-of", DAY])
    expected: dict[str, list[Any]] = defaultdict(list)
    for one in json.loads(capfd.readouterr().out)["findings"]:
        expected[Path(one["file"]).name].append(one)
    editor.start()
    seen = 0
    for path in sorted(plans.iterdir()):
        text = path.read_bytes().decode()
        editor.open(path.as_uri(), text)
        told = editor.findings(path.as_uri())
        lines = Lines(text.removeprefix("\ufeff"))
        wanted = [
            (one["code"], one["message"], SEVERITY[one["severity"]], *lines.span(one)) for one in expected[path.name]
        ]
        mark = len(text) - len(text.removeprefix("\ufeff"))
        found = [
            (one["code"], one["message"], one["severity"], *(at - mark for at in range_in(text, one))) for one in told
        ]
        assert found == wanted, path.name
        seen += len(found)
    assert seen > 300
    assert editor.stop() == 0


class Lines:
    """Where the places of the JSON are in a text: lines end at CR, LF and CRLF."""

    def __init__(self, text: str) -> None:
        self.starts = [0]
        for at, one in enumerate(text):
            if one == "\n" or (one == "\r" and text[at + 1 : at + 2] != "\n"):
                self.starts.append(at + 1)

    def span(self, one: dict[str, Any]) -> tuple[int, int]:
        start = self.starts[one["line"] - 1] + one["column"] - 1
        return start, self.starts[one["end_line"] - 1] + one["end_column"] - 1


def test_fixes_and_layout_are_those_of_the_commands(
    shared: Editor, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    editor = shared
    (tmp_path / "plans").mkdir()
    plans = write_plans(tmp_path / "plans", needs.stress(12, 1))
    fixed, laid_out = (Path(shutil.copytree(plans, tmp_path / name)) for name in ("fixed", "laid-out"))
    run(["check", str(fixed), "--fix", "--as-of", DAY])
    run(["fmt", str(laid_out)])
    capfd.readouterr()
    changed = [0, 0]
    for path in sorted(plans.iterdir()):
        text, uri = path.read_bytes().decode(), path.as_uri()
        editor.open(uri, text)
        after = text
        for action in (
            editor.about("codeAction", uri, range=whole_range(), context={"diagnostics": [], "only": ["source.fixAll"]})
            or ()
        ):
            assert action["kind"] == "source.fixAll.plainplan"
            after = edited(text, edits_of(editor.ask("codeAction/resolve", action)["edit"]))
        assert after.encode() == (fixed / path.name).read_bytes(), path.name
        changed[0] += after != text
        try:
            edits = editor.about("formatting", uri, options={"tabSize": 4, "insertSpaces": True})
        except Refusal:
            edits = []
        after = edited(text, edits)
        assert after.encode() == (laid_out / path.name).read_bytes(), path.name
        changed[1] += after != text
    assert min(changed) > 3


# What else is asked


def test_what_the_server_can_do(editor: Editor) -> None:
    told = editor.start()["capabilities"]
    assert told["positionEncoding"] == "utf-16"
    assert told["textDocumentSync"]["change"] == 2
    assert told["codeActionProvider"]["resolveProvider"]


def test_a_session(editor: Editor) -> None:
    editor.start()
    editor.open(URI, PLAN)
    assert "P301" in {one["code"] for one in editor.findings(URI)}
    said = editor.about("hover", URI, position=spot(10, 10))["contents"]
    assert said["kind"] == "markdown"
    assert said["value"].startswith("**Prepare for the exam**")
    found = editor.about("inlayHint", URI, range=whole_range())
    assert {one["position"]["line"] for one in found} == {8, 10, 11, 12}
    assert all(one["label"][0]["value"].startswith("→ ") for one in found)
    items = editor.about("completion", URI, position=spot(12, 24))["items"]
    assert [one["label"] for one in items] == ["teas"]
    actions = editor.about(
        "codeAction", URI, range={"start": spot(12, 23), "end": spot(12, 23)}, context={"diagnostics": []}
    )
    fix = next(one for one in actions if one["title"].startswith("Write `teas`"))
    edit = editor.ask("codeAction/resolve", fix)["edit"]
    assert edit["documentChanges"][0]["textDocument"] == {"uri": URI, "version": 1}
    editor.change(URI, *edits_to_changes(edits_of(edit)))
    assert "P301" not in {one["code"] for one in editor.findings(URI)}
    assert editor.stop() == 0


def edits_to_changes(edits: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"range": one["range"], "text": one["newText"]} for one in reversed(edits)]


def test_an_editor_that_asks_for_no_edits_later_gets_them_at_once(editor: Editor) -> None:
    editor.start({"general": {"positionEncodings": ["utf-8"]}})
    editor.open(URI, PLAN.replace("Become", "Böcome 😀"))
    found = editor.about(
        "codeAction", URI, range={"start": spot(4, 0), "end": spot(12, 20)}, context={"diagnostics": []}
    )
    assert found
    assert all(list(one["edit"]["changes"]) == [URI] for one in found)
    said = editor.about("hover", URI, position=spot(10, 10))["contents"]
    assert said["value"].startswith("**Prepare")


def test_only_plans_are_served(shared: Editor, uri: str) -> None:
    shared.open("file:///nowhere/notes.md", PLAN, "markdown")
    assert shared.about("hover", "file:///nowhere/notes.md", position=spot(10, 10)) is None
    shared.open("file:///nowhere/plan.md", PLAN, "markdown")
    assert shared.findings("file:///nowhere/plan.md")
    shared.open("untitled:Untitled-1", PLAN)
    assert shared.findings("untitled:Untitled-1")
    assert all(one["params"]["uri"] != "file:///nowhere/notes.md" for one in shared.notices)


def test_closing_takes_findings_back(shared: Editor, uri: str) -> None:
    shared.open(uri, PLAN)
    assert shared.findings(uri)
    shared.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
    assert shared.findings(uri) == []


def test_changes_that_come_together_are_compiled_once(shared: Editor, uri: str) -> None:
    shared.open(uri, PLAN)
    shared.findings(uri)
    here = {"start": spot(12, 0), "end": spot(12, 0)}
    changes = [
        {
            "method": "textDocument/didChange",
            "params": {
                "textDocument": {"uri": uri, "version": version},
                "contentChanges": [{"range": here, "text": f"- [ ] More {version} ~1w\n"}],
            },
        }
        for version in range(2, 60)
    ]
    shared.send(*changes)
    told = shared.notice("textDocument/publishDiagnostics", lambda one: one["version"] == 59)
    assert told["diagnostics"]
    others = [one for one in shared.notices if one["params"].get("uri") == uri]
    assert len(others) <= 1  # the pipe may have been read while it was written


# What comes in wrong


def test_malformed_messages_are_answered(editor: Editor) -> None:
    def error(data: bytes, number: Any) -> int:
        editor.send_bytes(data)
        with pytest.raises(Refusal) as refused:
            editor.answer(number)
        return refused.value.code

    def framed(body: str) -> bytes:
        return b"Content-Length: %d\r\n\r\n%s" % (len(body.encode()), body.encode())

    assert error(framed('{"jsonrpc":"2.0","id":7,"method":"textDocument/hover","params":{}}'), 7) == -32002
    editor.start()
    assert error(framed("{"), None) == -32700
    assert error(framed("[]"), None) == -32700
    assert error(b"Content-Length: oh\r\n\r\n", None) == -32700
    assert error(framed('{"jsonrpc":"2.0"}'), None) == -32600
    assert error(framed('{"id":8,"method":"textDocument/hover"}'), 8) == -32600
    assert error(framed('{"jsonrpc":"2.0","id":9,"method":"no/such"}'), 9) == -32601
    assert (
        error(framed('{"jsonrpc":"2.0","id":10,"method":"textDocument/hover","params":{"position":3}}'), 10) == -32602
    )
    assert error(framed('{"jsonrpc":"2.0","id":11,"method":"textDocument/hover"}'), 11) == -32602
    assert error(framed('{"jsonrpc":"2.0","id":true,"method":"textDocument/hover","params":{}}'), None) == -32600
    assert error(framed('{"jsonrpc":"2.0","id":12,"method":"initialize","params":{"capabilities":{}}}'), 12) == -32600
    editor.open(URI, PLAN)
    assert editor.findings(URI)


def test_what_is_taken_back_at_once_is_not_begun(shared: Editor, uri: str) -> None:
    shared.open(uri, PLAN)
    shared.findings(uri)
    hover = {"textDocument": {"uri": uri}, "position": spot(10, 10)}
    shared.send(
        {"id": "a", "method": "textDocument/hover", "params": hover},
        {"id": "b", "method": "textDocument/hover", "params": hover},
        {"method": "$/cancelRequest", "params": {"id": "a"}},
    )
    with pytest.raises(Refusal) as refused:
        shared.answer("a")
    assert refused.value.code == -32800
    assert shared.answer("b")


def test_the_end_of_input_ends_the_server(editor: Editor) -> None:
    editor.start()
    editor.open(URI, PLAN * 200)  # it may well be compiling
    assert editor.process.stdin is not None
    editor.process.stdin.close()
    assert editor.process.wait(5) == 1
    assert editor.process.stderr is not None
    assert editor.process.stderr.read() == b""
