"""`plan lsp` as an editor sees it: a program that is talked to. What it tells is what the other commands tell."""

from __future__ import annotations

import asyncio
import json
import random
import shutil
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from case_files import read_cases
from edits import edited as changed_at_random
from hostile import PAYLOADS, plan_with
from plans import random_plan

pytest.importorskip("pygls")

import needs
from lsp_client import Editor, Refusal, edited, edits_of, offsets, spot, whole_range
from plainplan.checks.all_rules import ALL_RULES
from plainplan.cli import run
from plainplan.compile import compile_text
from plainplan.language.moved import moved
from plainplan.lsp.answers import register
from plainplan.lsp.server import PlanServer
from plainplan.lsp.worker import Worker

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


def test_what_else_is_asked_of_a_document(shared: Editor, uri: str) -> None:
    text = PLAN.replace("after:tes", "after:teas+1w")
    shared.open(uri, text)
    shared.findings(uri)
    on_name = spot(12, 24)
    [place] = shared.about("definition", uri, position=on_name)
    assert place["range"]["start"] == spot(10, 0)
    places = shared.about("references", uri, position=on_name, context={"includeDeclaration": True})
    assert [one["range"]["start"]["line"] for one in places] == [10, 12]
    assert [one["kind"] for one in shared.about("documentHighlight", uri, position=on_name)] == [3, 2]
    assert shared.about("prepareRename", uri, position=on_name)["placeholder"] == "teas"
    edit = shared.about("rename", uri, position=on_name, newName="exam-prep")
    after = edited(text, edits_of(edit))
    assert "^exam-prep" in after
    assert "after:exam-prep+1w" in after
    with pytest.raises(Refusal, match="already the name"):
        shared.about("rename", uri, position=on_name, newName="in")
    with pytest.raises(Refusal, match="nothing here has a name"):
        shared.about("prepareRename", uri, position=spot(1, 0))
    [top] = shared.about("documentSymbol", uri)
    assert top["children"][0]["children"][0]["name"] == "Get in"
    assert {"startLine": 0, "endLine": 2, "kind": "region"} in shared.about("foldingRange", uri)
    [selection] = shared.about("selectionRange", uri, positions=[on_name])
    assert selection["parent"]
    assert shared.about("documentLink", uri) == []
    assert shared.about("codeLens", uri) == []  # off unless it is asked for


def test_tokens_in_full_in_part_and_since(shared: Editor, uri: str) -> None:
    shared.open(uri, PLAN)
    shared.findings(uri)
    full = shared.about("semanticTokens/full", uri)
    part = shared.about("semanticTokens/range", uri, range={"start": spot(10, 0), "end": spot(11, 0)})
    assert full["data"][:5] == [1, 0, 5, 0, 0]
    assert len(full["data"]) % 5 == len(part["data"]) % 5 == 0
    assert 0 < len(part["data"]) < len(full["data"])
    shared.change(uri, {"range": {"start": spot(10, 0), "end": spot(10, 0)}, "text": "- [ ] New ~2w\n"})
    shared.findings(uri)
    since = shared.about("semanticTokens/full/delta", uri, previousResultId=full["resultId"])
    data = list(full["data"])
    for one in since["edits"]:
        data[one["start"] : one["start"] + one["deleteCount"]] = one.get("data", ())
    assert data == shared.about("semanticTokens/full", uri)["data"]
    assert "data" in shared.about("semanticTokens/full/delta", uri, previousResultId="unknown")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
def test_places_are_counted_as_was_agreed(encoding: str) -> None:
    text = PLAN.replace("- [ ] Apply ~2w", "- [ ] 😀é Apply ~2w").replace("\n", "\r\n")
    line = text.split("\r\n")[12]
    width = {"utf-8": 1, "utf-16": 2, "utf-32": 4}[encoding]
    column = len(line[: line.index("tes")].encode(encoding if width == 1 else f"{encoding}-le")) // width
    with Editor("--as-of", DAY) as editor:
        told = editor.start({"general": {"positionEncodings": [encoding, "utf-16"]}})
        assert told["capabilities"]["positionEncoding"] == encoding
        editor.open(URI, text)
        [found] = [one for one in editor.findings(URI) if one["code"] == "P301"]
        assert found["range"]["start"] == spot(12, column)


def test_settings(tmp_path: Path) -> None:
    told: dict[str, Any] = {"hints": "off", "codeLens": True, "diagnostics": "save"}
    workspace = {
        "configuration": True,
        "didChangeConfiguration": {"dynamicRegistration": True},
        "inlayHint": {"refreshSupport": True},
    }
    with Editor("--as-of", DAY) as editor:
        editor.replies["workspace/configuration"] = lambda params: [told for _ in params["items"]]
        editor.start({"workspace": workspace}, initializationOptions={"plainplan": {"hints": "late"}})
        editor.open(URI, PLAN)
        editor.findings(URI)
        editor.about("documentSymbol", URI)
        assert editor.about("inlayHint", URI, range=whole_range()) == []
        assert len(editor.about("codeLens", URI)) == 1
        registered = [one for one in editor.asked if one["method"] == "client/registerCapability"]
        assert registered
        version = editor.change(URI, PLAN.replace("after:tes", "after:teas"))
        editor.about("documentSymbol", URI)
        assert not [one for one in editor.notices if one["params"].get("version") == version]
        editor.notify("textDocument/didSave", {"textDocument": {"uri": URI}})
        assert "P301" not in {one["code"] for one in editor.findings(URI)}
        told["hints"] = "dates"
        editor.notify("workspace/didChangeConfiguration", {"settings": None})
        while not editor.about("inlayHint", URI, range=whole_range()):
            pass


def test_symbols_of_all_folders(tmp_path: Path) -> None:
    folders = []
    for name in ("one", "two"):
        folder = tmp_path / name
        folder.mkdir()
        (folder / f"{name}.plan.md").write_text(PLAN.replace("Get in", f"Get into {name}"), "utf-8")
        folders.append({"uri": folder.as_uri(), "name": name})
    with Editor("--as-of", DAY) as editor:
        editor.start(workspaceFolders=folders[:1])
        editor.open((tmp_path / "one" / "one.plan.md").as_uri(), PLAN.replace("Get in", "Get into it now"))
        ask = "workspace/symbol"
        assert [one["name"] for one in editor.ask(ask, {"query": "get into"})] == ["Get into it now"]
        editor.notify("workspace/didChangeWorkspaceFolders", {"event": {"added": folders[1:], "removed": []}})
        names = [one["name"] for one in editor.ask(ask, {"query": "GET into"})]
        assert names == ["Get into it now", "Get into two"]
        assert editor.ask(ask, {"query": "no such"}) == []


def test_a_step_is_ticked_as_by_the_command(tmp_path: Path, shared: Editor, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "p.plan.md"
    text = PLAN.replace("after:tes", "after:teas")
    path.write_text(text, "utf-8")
    shared.open(path.as_uri(), text)
    for title, command in (("Done today", "done"), ("Start today", "start")):
        here = {"start": spot(11, 8), "end": spot(11, 8)}
        offered = shared.about("codeAction", path.as_uri(), range=here, context={"diagnostics": []})
        [action] = [one for one in offered if one["title"].startswith(f"{title}: ")]
        after = edited(text, edits_of(shared.ask("codeAction/resolve", action)["edit"]))
        run([command, "sit-the-exam", "-f", str(path), "--as-of", DAY])
        capfd.readouterr()
        assert path.read_text("utf-8") == after
        path.write_text(text, "utf-8")


def test_files_beside_a_plan_are_read(tmp_path: Path, shared: Editor) -> None:
    path = tmp_path / "p.plan.md"
    uri, text = path.as_uri(), PLAN.replace("start:", "holidays: free.ics\nstart:")
    shared.open(uri, text)
    assert "P416" in {one["code"] for one in shared.findings(uri)} or shared.about("documentLink", uri)
    assert shared.about("documentLink", uri)[0]["target"] == (tmp_path / "free.ics").as_uri()


# What nobody would ask


def test_random_messages_are_answered(editor: Editor) -> None:
    """Whatever is asked, in whatever shape: every request has an answer, and the server goes on."""
    editor.start()
    editor.open(URI, PLAN)
    chance = random.Random(19)
    for _ in range(300):
        if (refused := refusal(editor, chance.choice(METHODS), some_params(chance, 3))) is not None:
            assert "Traceback" not in str(refused)
            assert -32803 <= refused.code <= -32600
        if chance.random() < 0.2:
            editor.notify(chance.choice(NOTICES), some_params(chance, 3))
    editor.open("file:///nowhere/last.plan.md", PLAN)
    assert editor.findings("file:///nowhere/last.plan.md")
    assert editor.stop() == 0
    assert editor.process.stderr is not None
    assert editor.process.stderr.read() == b""


def refusal(editor: Editor, method: str, params: Any) -> Refusal | None:
    try:
        editor.ask(method, params)
    except Refusal as refused:
        return refused
    return None


METHODS = [
    *(f"textDocument/{kind}" for kind in (
        "hover", "completion", "inlayHint", "codeAction", "formatting", "definition", "references", "rename",
        "prepareRename", "documentHighlight", "documentSymbol", "foldingRange", "selectionRange", "documentLink",
        "codeLens", "semanticTokens/full", "semanticTokens/range", "semanticTokens/full/delta", "nothing",
    )),
    "codeAction/resolve", "workspace/symbol", "workspace/executeCommand", "$/unknown", "",
]  # fmt: skip

NOTICES = [
    "textDocument/didChange", "textDocument/didSave", "$/cancelRequest", "$/setTrace", "initialized", "no/such",
    "workspace/didChangeConfiguration", "workspace/didChangeWatchedFiles", "workspace/didChangeWorkspaceFolders",
]  # fmt: skip


def some_params(chance: random.Random, depth: int) -> Any:
    """Parameters that are often nearly right."""
    if depth == 3 and chance.random() < 0.7:
        position = spot(chance.randint(-1, 15), chance.randint(-1, 40))
        found: dict[str, Any] = {
            "textDocument": {"uri": chance.choice([URI, "file:///nowhere/other.md", "nonsense:"]), "version": 3},
            "position": position,
            "range": {"start": position, "end": spot(chance.randint(0, 20), chance.randint(0, 40))},
            "positions": [position],
            "context": {
                "diagnostics": [],
                "includeDeclaration": True,
                "only": chance.choice([None, ["quickfix"], ["x"]]),
            },
            "options": {"tabSize": 2, "insertSpaces": True},
            "newName": chance.choice(["teas", "new", "", "\ud800", "a b", "ünïcode", "x" * 5000]),
            "contentChanges": [
                {
                    "range": {"start": position, "end": position},
                    "text": chance.choice(["x", "\r", "😀", "\ud83d", "- [ ] a\n"]),
                }
            ],
            "query": chance.choice(["", "e", "zzz"]),
            "previousResultId": chance.choice(["1", "x"]),
            "title": "t",
            "data": {"uri": URI, "span": [0, 3], "number": chance.randint(-1, 9), "changes": chance.randint(0, 9)},
            "id": chance.choice([1, "x"]),
            "command": "x",
            "value": "off",
            "settings": chance.choice([None, {"plainplan": {"hints": 3}}, "x"]),
            "changes": [],
            "event": {"added": [], "removed": []},
        }
        if chance.random() < 0.3:
            found[chance.choice(list(found))] = some_params(chance, depth - 1)
        return found
    if depth == 0 or chance.random() < 0.5:
        return chance.choice([None, True, 3, -1, 2**40, 1.5, "", "x", URI, [], {}])
    if chance.random() < 0.5:
        return [some_params(chance, depth - 1) for _ in range(chance.randint(0, 3))]
    return {chance.choice(["textDocument", "uri", "range", "x"]): some_params(chance, depth - 1) for _ in range(2)}


def test_a_dead_editor_ends_the_server() -> None:
    """Its end of the pipe is still held by somebody else."""
    other = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    with Editor("--as-of", DAY) as editor:
        editor.start(processId=other.pid)
        editor.open(URI, PLAN)
        editor.findings(URI)
        time.sleep(2.5)  # it is seen once
        other.kill()
        other.wait()
        assert editor.process.wait(5) == 1


def test_a_day_that_ends_is_noticed() -> None:
    """Everything is compiled again, and what is told is of the new day."""

    async def session() -> list[int]:
        today = date.fromisoformat(DAY)
        sent: list[dict[str, Any]] = []

        class Sent:
            def write(self, data: bytes) -> None:
                sent.append(json.loads(data.partition(b"\r\n\r\n")[2]))

            def close(self) -> None: ...

        server = PlanServer(lambda: today)
        register(server)
        server.worker = Worker(asyncio.get_running_loop())
        server.protocol.set_writer(Sent())
        document = {"uri": URI, "languageId": "plainplan", "version": 1, "text": PLAN}
        capabilities: dict[str, Any] = {"processId": None, "rootUri": None, "capabilities": {}}
        server.protocol.take(
            [
                json.dumps({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": capabilities}).encode(),
                json.dumps(
                    {"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": document}}
                ).encode(),
            ]
        )
        counts = []
        for _ in range(2):
            await server.settled(server.documents[URI])
            told = [
                one["params"]["diagnostics"] for one in sent if one.get("method") == "textDocument/publishDiagnostics"
            ]
            counts.append(sum("late" in one["message"] or "finished on" in one["message"] for one in told[-1]))
            today = date(2027, 11, 28)
            server.look_at_the_day()
        return counts

    before, after = asyncio.run(session())
    assert after > before


WATCHED = """
def told(event, arguments):
    if event in ("subprocess.Popen", "os.system", "os.fork", "os.exec", "socket.connect", "socket.bind"):
        sys.stderr.write(f"{event} {arguments}\\n")
    if event == "open" and isinstance(arguments[0], str) and arguments[2] & 3:
        sys.stderr.write(f"{event} {arguments}\\n")
    if event in ("os.remove", "os.rename", "os.mkdir", "os.truncate", "shutil.move"):
        sys.stderr.write(f"{event} {arguments}\\n")
sys.addaudithook(told)
"""


def test_nothing_is_written_started_or_asked(tmp_path: Path) -> None:
    """Python itself tells of every file that is opened to be written, every process and every connection."""
    path = tmp_path / "p.plan.md"
    path.write_text(PLAN, "utf-8")
    with Editor("--as-of", DAY, before=WATCHED, PYTHONDONTWRITEBYTECODE="1") as editor:
        editor.start(rootUri=tmp_path.as_uri())
        editor.open(path.as_uri(), PLAN)
        editor.findings(path.as_uri())
        for action in editor.about("codeAction", path.as_uri(), range=whole_range(), context={"diagnostics": []}):
            refusal(editor, "codeAction/resolve", action)
        editor.about("formatting", path.as_uri(), options={"tabSize": 2, "insertSpaces": True})
        editor.ask("workspace/symbol", {"query": ""})
        assert editor.stop() == 0
        assert editor.process.stderr is not None
        assert editor.process.stderr.read() == b""
    assert path.read_text("utf-8") == PLAN
    assert [one.name for one in tmp_path.iterdir()] == ["p.plan.md"]


def test_a_tick_is_taken_back_to_the_letter(shared: Editor, uri: str) -> None:
    text = PLAN.replace("- [ ] Sit the exam ~1d due:2026-12-01", "- [/] Sit the exam ~1d done:40%")
    shared.open(uri, text)
    here = {"start": spot(11, 8), "end": spot(11, 8)}
    for title in ("Done today", "Undo the tick"):
        offered = shared.about("codeAction", uri, range=here, context={"diagnostics": []})
        [action] = [one for one in offered if one["title"].startswith(title)]
        edits = edits_of(shared.ask("codeAction/resolve", action)["edit"])
        shared.change(uri, *edits_to_changes(edits))
        before, text = text, edited(text, edits)
        assert text != before
    assert "- [/] Sit the exam ~1d done:40%\n" in text


def test_without_pygls_there_is_a_sentence(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    for name in [one for one in sys.modules if one.startswith(("plainplan.lsp", "pygls"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "pygls", None)
    assert run(["lsp"]) == 2
    assert "`pip install plainplan[lsp]`" in capfd.readouterr().err


def test_a_log_is_written_where_it_is_asked_for(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with Editor("--log", str(tmp_path / "lsp.log")) as editor:
        editor.start()
        assert refusal(editor, "textDocument/hover", {"position": "x"}) is not None
        editor.stop()
    assert "unreadable parameters of textDocument/hover" in (tmp_path / "lsp.log").read_text("utf-8")
    assert run(["lsp", "--log", str(tmp_path)]) == 2
    assert "cannot be written" in capfd.readouterr().err


def test_an_editor_that_can_ask_again_is_not_kept_waiting(uri: str) -> None:
    """It is told what is known, and asked to ask again once more is; another waits for what it would keep."""
    text = PLAN + "\n### More ~1y\n\n" + "".join(f"- [ ] Step {number} ~1d\n" for number in range(800))
    now = text.replace("Sit the exam ~1d", "Sit the exam ~9w")
    for can in (True, False):
        with Editor("--as-of", DAY) as editor:
            editor.start({"workspace": {"inlayHint": {"refreshSupport": can}}})
            editor.open(uri, text)
            before = editor.about("inlayHint", uri, range=whole_range())  # nothing is known: the first answer waits
            assert before
            editor.findings(uri)
            editor.change(uri, now)
            told = editor.about("inlayHint", uri, range=whole_range())
            editor.findings(uri)
            after = editor.about("inlayHint", uri, range=whole_range())
            assert labels(before) != labels(after)
            assert labels(told) == (labels(before) if can else labels(after))
            assert can == any(one["method"] == "workspace/inlayHint/refresh" for one in editor.asked)


def labels(hints: list[dict[str, Any]]) -> list[str]:
    return [one["label"][0]["value"] for one in hints]


@pytest.mark.parametrize("seed", range(3))
def test_after_any_edits_findings_are_those_of_the_text(shared: Editor, uri: str, seed: int) -> None:
    """Each edit is sent as the stretch that differs; what is told is what a first look at the text would tell."""
    uri, chance = f"{uri}.plan.md".replace("[", "-").replace("]", ""), random.Random(seed)
    text = (EXAMPLES / "nurse.plan.md").read_text("utf-8") if seed else random_plan(seed)
    shared.open(uri, text)
    for _ in range(needs.stress(12, 200)):
        new = changed_at_random(text, chance)
        change = moved(text, new)
        if (
            "\r\n" in text[change.start - 1 : change.start + 1]
            or "\r\n" in text[change.old_end - 1 : change.old_end + 1]
        ):
            continue
        start, end = (spot_of(text, at) for at in (change.start, change.old_end))
        part = {"range": {"start": start, "end": end}, "text": new[change.start : change.new_end]}
        shared.change(uri, part)
        text = new
        compilation = compile_text(uri.removeprefix("file://"), text, date.fromisoformat(DAY))
        told = [(one["code"], one["message"], *range_in(text, one)) for one in shared.findings(uri)]
        assert told == [(one.code, one.message, *one.span) for one in compilation.diagnostics]


def spot_of(text: str, offset: int) -> dict[str, int]:
    """The position of an offset in UTF-16, which is not between CR and LF: no position is."""
    before = text[:offset].replace("\r\n", "\n").replace("\r", "\n")
    return spot(before.count("\n"), len(before.rpartition("\n")[2].encode("utf-16-le")) // 2)
