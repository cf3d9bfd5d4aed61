"""What a served plan answers, to whom, and what a tick writes."""

from __future__ import annotations

import os
import re
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import date
from pathlib import Path
from threading import Thread, active_count
from typing import IO, Any
from urllib.request import urlopen

import pytest

from plainplan.cli import run
from plainplan.compile import Compilation, compile_bytes
from plainplan.errors import FileTrouble, UsageError
from plainplan.project import PlanFile, compile_read
from plainplan.render import Options, render
from plainplan.serve import server as server_module
from plainplan.serve import session as session_module
from plainplan.serve.live import digest
from plainplan.serve.marks import marks_in, with_holes, without_marks
from plainplan.serve.session import ServeJob, ServeSession, open_in_editor
from plainplan.serve.ticks import RequestRefused
from plainplan.watch import build as build_module
from plainplan.watch import session as watch_session
from plainplan.watch.session import LostPlan
from serving import DAY, Served, serving
from watching import Heard, text, wait_for

posix = pytest.mark.skipif(sys.platform == "win32", reason="signals and modes of POSIX systems")

FIRST = text("First")
TICKED = FIRST.replace("- [ ] First ~2w", "- [x] First ~2w done:2026-11-01")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "p.plan.md").write_text(FIRST)
    return tmp_path / "p.plan.md"


@pytest.fixture
def served(path: Path) -> Iterator[Served]:
    with serving(path) as running:
        yield running


# The page


def test_the_page_is_the_built_one_with_one_script(served: Served) -> None:
    own = re.compile(r"<script data-plan-live .*?</script>\n", re.DOTALL)
    policy = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>\n')
    built = render(compile_bytes(str(served.path), FIRST.encode(), DAY), "html", Options()).decode()
    assert own.sub("", served.page) == policy.sub("", built)
    assert len(own.findall(served.page)) == 1
    assert list(served.path.parent.iterdir()) == [served.path]


SECOND = text("First") + "\n## Short-term goals\n\n### Another\n\n- [ ] Something ~1w\n"


def test_a_page_that_is_open_gets_what_it_has_not_got(served: Served) -> None:
    def ask(revision: str) -> tuple[bytes, str]:
        body = served.ask("GET", f"/since/{revision}").body
        [found] = re.findall(rb'<script data-plan-live data-revision="([0-9a-f]+)" data-token="[^"]+"></script>', body)
        return body, found.decode()

    served.path.write_text(SECOND)
    wait_for(lambda: "Something" in served.page)
    whole, revision = ask("")
    assert marks_in(whole)
    same, _ = ask(revision)
    assert with_holes(whole, marks_in(whole)) == same
    served.path.write_text(SECOND.replace("Something", "Some other thing"))
    wait_for(lambda: "Some other thing" in served.page)
    new, _ = ask(revision)
    assert b"<h3" in new
    assert b'id="step-first"' not in new
    assert marks_in(new) > marks_in(new) & marks_in(whole) > frozenset()
    assert ask("0" * 32)[0] == ask("")[0]
    assert b"<!--" not in without_marks(ask("")[0])
    assert "<!--" not in served.page


def test_no_other_revision_is_an_address(served: Served) -> None:
    for revision in ("..", "../page", "%2e%2e%2f", "x", "0" * 33, "?", "0\0"):
        assert served.ask("GET", f"/since/{revision}".replace("\0", "%00")).status == 404


def test_every_answer_is_guarded(served: Served) -> None:
    for answer in (served.ask("GET", "/"), served.ask("GET", "/none"), served.ask("GET", "/", Host="evil.example")):
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"
        assert "default-src 'none'; script-src 'sha256-" in answer.headers["content-security-policy"]
        assert "access-control-allow-origin" not in answer.headers
        assert "set-cookie" not in answer.headers
        assert answer.headers["server"].strip() == "plainplan"


def test_it_listens_on_the_loopback_only(served: Served) -> None:
    assert served.base == f"http://127.0.0.1:{served.port}/"
    for kind, *_, address in socket.getaddrinfo(socket.gethostname(), served.port, socket.AF_INET, socket.SOCK_STREAM):
        if not str(address[0]).startswith("127."):
            with socket.socket(kind) as other:
                assert other.connect_ex(address) != 0


def test_the_next_free_port_is_taken(path: Path) -> None:
    with serving(path) as first, serving(path, port=first.port) as second:
        assert first.port < second.port <= first.port + 20


def test_no_free_port_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_module, "_NEXT_PORTS", 0)
    with serving(path) as first, pytest.raises(UsageError, match=f"no port from {first.port} to {first.port} is free"):
        list(ServeSession(ServeJob((str(path),), lambda: DAY, port=first.port)).run())


def test_errors_keep_the_last_good_page(served: Served) -> None:
    page = served.page
    with served.stream() as states:
        assert next(states)["errors"] == []
        served.path.write_text(text("Word after:nix"))
        found = next(states)
        assert [(one["code"], one["line"]) for one in found["errors"]] == [("P301", 11)]
        assert served.page == page
        served.path.write_text(text("Second"))
        assert next(states)["errors"] == []
    assert "Second" in served.page


def test_a_plan_with_errors_from_the_start_waits_for_its_page(tmp_path: Path) -> None:
    path = tmp_path / "a <b>.plan.md"
    path.write_text(text("Word after:nix"))
    with serving(path) as served, served.stream() as states:
        assert "as soon as the plan has no errors" in served.page
        assert "a &lt;b&gt;.plan.md" in served.page
        assert len(next(states)["errors"]) == 1
        path.write_text(FIRST)
        assert next(states)["errors"] == []
        assert "First" in served.page


def test_a_plan_that_goes_is_told_to_the_page(served: Served) -> None:
    with served.stream() as states:
        next(states)
        served.path.unlink()
        assert "there is no such file" in next(states)["trouble"]
        served.path.write_text(text("Back"))
        assert next(states)["trouble"] == ""
    assert "Back" in served.page


def test_a_mistake_of_ours_is_told_and_outlived(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    def trips(plan: PlanFile, data: bytes, *more: Any) -> Compilation:
        if b"Trip" in data:
            raise IndexError("tuple index out of range")
        return compile_read(plan, data, *more)

    monkeypatch.setattr(build_module, "compile_read", trips)
    page = served.page
    with served.stream() as states:
        next(states)
        served.path.write_text(text("Trip"))
        assert "IndexError: tuple index out of range, a mistake in plainplan" in next(states)["trouble"]
        assert served.page == page
        served.path.write_text(text("Back"))
        assert next(states)["trouble"] == ""
    assert "Back" in served.page


def test_a_mistake_of_ours_in_a_tick_is_told(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    def trips(*given: Any) -> None:
        raise ValueError("no such thing")

    monkeypatch.setattr(session_module, "tick_in_file", trips)
    answer = served.tick("step-first", "done")
    assert answer.status == 409
    assert "could not be ticked: ValueError: no such thing, a mistake in plainplan" in answer.message


def test_a_plan_that_has_gone_is_not_built_from_memory(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    look, days, asked = path.parent / "look", [DAY], list[date]()
    look.mkdir()
    (look / "page.html").write_text("<!doctype html><html><body>{{ plan.title }} one</body></html>")
    monkeypatch.setattr(watch_session, "A_WHILE", 0.1)

    def day() -> date:
        asked.append(days[-1])
        return days[-1]

    with serving(path, template=str(look), day=day) as served:
        heard = Heard(served._session._watch)
        path.unlink()
        wait_for(lambda: isinstance(served.events[-1], LostPlan))
        told = len(served.events)
        (look / "page.html").write_text("<!doctype html><html><body>{{ plan.title }} two</body></html>")
        marks = heard.new_marks(look)
        wait_for(lambda: heard.nothing_after(marks))
        days.append(date(2026, 11, 5))
        turns = len(asked)
        wait_for(lambda: len(asked) > turns + 1)  # it has looked at the calendar, and made what there was to make
        assert len(served.events) == told
        assert "there is no such file" in served.state["trouble"]
        path.write_text(text("Back"))
        wait_for(lambda: "two" in served.page)
        assert served.state["trouble"] == ""


# Ticking


def test_a_tick_changes_the_box_and_its_date(served: Served) -> None:
    with served.stream() as states:
        next(states)
        assert served.tick("step-first", "done").status == 200
        assert served.path.read_text() == TICKED
        assert next(states)["things"]["step-first"]["state"] == "done"
        assert served.tick("step-first", "to do").status == 200
        assert served.path.read_text() == FIRST
        next(states)
        assert served.tick("step-first", "under way").status == 200
        assert "- [/] First ~2w since:2026-11-01\n" in served.path.read_text()


def test_a_goal_can_be_ticked_at_its_heading(served: Served) -> None:
    served.path.write_text(FIRST.replace("### G", "### [ ] G"))
    wait_for(lambda: served.state["things"]["goal-g"]["tick"])
    assert served.tick("goal-g", "done").status == 200
    assert "### [x] G done:2026-11-01\n" in served.path.read_text()


def test_other_bytes_mode_and_link_stay(tmp_path: Path) -> None:
    data = b"\xef\xbb\xbf" + FIRST.replace("\n", "\r\n").replace("Other", "Ot\u2028her").encode()
    real = tmp_path / "real.md"
    real.write_bytes(data)
    real.chmod(0o640)
    link = tmp_path / "p.plan.md"
    link.symlink_to(real)
    with serving(link) as served:
        assert served.tick("step-first", "done").status == 200
    assert real.read_bytes() == data.replace(b"[ ] First ~2w", b"[x] First ~2w done:2026-11-01")
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    assert link.is_symlink()


def test_a_tick_on_another_text_is_refused(served: Served) -> None:
    old = served.state["source"]
    served.path.write_text(text("Second"))
    asked = {"id": "step-first", "source": old, "state": "done"}
    answer = served.write("/tick", asked)
    assert answer.status == 409
    assert "not what this page shows any more, so nothing was written" in answer.message
    assert served.path.read_text() == text("Second")


def test_a_tick_while_the_plan_has_errors_says_why_not(served: Served) -> None:
    broken = text("Word after:nix")
    served.path.write_text(broken)
    wait_for(lambda: bool(served.state["errors"]))
    answer = served.tick("step-first", "done")
    assert (answer.status, "mend them first" in answer.message) == (409, True)
    assert served.path.read_text() == broken


def test_a_file_saved_between_the_check_and_the_write_is_not_overwritten(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    from plainplan.project import write_plan as write
    from plainplan.serve import ticks

    def late(plan: PlanFile, data: bytes, *, unless_changed_from: bytes) -> None:
        served.path.write_text(text("Editor"))
        write(plan, data, unless_changed_from=unless_changed_from)

    monkeypatch.setattr(ticks, "write_plan", late)
    answer = served.tick("step-first", "done")
    assert (answer.status, "changed by another program" in answer.message) == (409, True)
    assert served.path.read_text() == text("Editor")


def test_two_pages_and_an_editor_at_the_same_moment_lose_nothing(served: Served) -> None:
    saved: list[str] = []

    def click(anchor: str) -> None:
        for state in ("done", "to do") * 4:
            served.tick(anchor, state)

    def edit() -> None:
        for number in range(8):
            before = served.path.read_text()
            saved.append(before + f"\nNote {number}.\n")
            beside = served.path.with_name("beside")
            beside.write_text(saved[-1])
            beside.replace(served.path)
            time.sleep(0.02)

    threads = [
        Thread(target=click, args=("step-first",)),
        Thread(target=click, args=("step-other",)),
        Thread(target=edit),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    final = served.path.read_text()
    plain = re.sub(r" done:2026-11-01", "", final.replace("[x]", "[ ]"))
    notes = re.findall(r"Note \d\.", plain)
    assert plain == FIRST + "".join(f"\n{note}\n" for note in notes)
    assert "Note 7." in notes


def test_what_cannot_be_ticked(served: Served) -> None:
    assert served.tick("step-nowhere", "done").status == 409
    assert served.tick("step-first", "to do").message == "there is nothing to change in the file"
    asked = {"id": "step-first", "source": served.state["source"], "state": "gone"}
    wrongs: list[object] = [{}, [], 3, asked, b"{", b"[" * 4000]
    for wrong in wrongs:
        assert served.write("/tick", wrong).status == 400
    served.path.chmod(0o444)
    answer = served.tick("step-first", "done")
    assert (answer.status, "read-only" in answer.message) == (409, True)
    assert served.path.read_text() == FIRST


def test_for_reading_only(path: Path) -> None:
    with serving(path, read_only=True, editor="true") as served:
        assert served.state["readOnly"]
        assert served.tick("step-first", "done").message == "this page is for reading only"
        assert served.write("/open", {"line": 3}).status == 409
    assert path.read_text() == FIRST


def test_a_plan_that_is_not_clean_text_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "p.plan.md"
    path.write_bytes(FIRST.encode("utf-16"))
    with serving(path) as served:
        answer = served.tick("step-first", "done")
        assert answer.status == 409
    assert path.read_bytes() == FIRST.encode("utf-16")


def test_killed_at_any_moment_the_file_is_the_old_or_the_new_one(path: Path) -> None:
    program = """
import sys
from datetime import date
from pathlib import Path
from plainplan.compile import compile_bytes
from plainplan.project import PlanFile
from plainplan.serve.live import Shown, digest
from plainplan.serve.ticks import tick_in_file
from plainplan.values import State
path, day = Path(sys.argv[1]), date(2026, 11, 1)
print("ready", flush=True)
while True:
    for state in (State.DONE, State.TO_DO):
        data = path.read_bytes()
        shown = Shown(b"", digest(data), compile_bytes(str(path), data, day))
        tick_in_file(PlanFile(str(path), path), shown, "step-first", state, day)
"""
    for number in range(100 if os.environ.get("PLAINPLAN_STRESS") else 5):
        with subprocess.Popen([sys.executable, "-c", program, str(path)], stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(0.01 + 0.007 * (number % 13))
            process.kill()
        assert path.read_text() in (FIRST, TICKED)


# The editor


def test_an_editor_is_opened_at_a_line(path: Path, tmp_path: Path) -> None:
    note = tmp_path / "note"
    program = "import sys; open(sys.argv[1], 'w').write('|'.join(sys.argv[2:]))"
    editor = f'{sys.executable} -c "{program}" {note} -g {{file}}:{{line}}'
    with serving(path, editor=editor) as served:
        assert served.state["editor"]
        assert served.write("/open", {"line": 11}).status == 200
        wait_for(lambda: note.exists() and note.read_text() == f"-g|{path}:11")
        for wrong in ({"line": "11; rm"}, {"line": True}, {"line": 0}, {"line": -1}, {}):
            assert served.write("/open", wrong).status == 400


def test_no_shell_reads_an_editor_command(tmp_path: Path) -> None:
    file = tmp_path / "a; touch evil {line}.md"
    note = tmp_path / "note"
    program = f"import sys; open({str(note)!r}, 'w').write(sys.argv[1])"
    open_in_editor(f'{sys.executable} -c "{program}"', str(file), 7)
    wait_for(lambda: note.exists() and note.read_text() == str(file))
    with pytest.raises(RequestRefused, match="cannot be started"):
        open_in_editor("no-such-editor-here", str(file), 1)


def test_without_an_editor_the_page_is_told(served: Served) -> None:
    assert not served.state["editor"]
    assert "PLAN_EDITOR" in served.write("/open", {"line": 1}).message


# Attacks


ADDRESSES = ["/", "/events", "/since/", "/tick", "/open", "/none", "/?key=", "/?key=guess", "/?key=a&key=b"]


@pytest.mark.parametrize(
    "cookie", ["", "plan=KEY", "plan-1=KEY", "plan-PORT=guess", "plan-PORT=", "KEY", "plan-PORT=KEY2"]
)
def test_without_the_key_nothing_is_answered(cookie: str, served: Served) -> None:
    said = cookie.replace("PORT", str(served.port)).replace("KEY", served.key)
    page = {"Origin": served.base[:-1], "X_Plan_Token": served.token, "Content_Type": "application/json"}
    for address in ADDRESSES:
        for method, body in (("GET", None), ("HEAD", None), ("POST", b"{}")):
            answer = served.ask(method, address, body, **{**page, "Cookie": said})
            assert answer.status == 403
            assert b"First" not in answer.body
            assert "set-cookie" not in answer.headers
    assert served.path.read_text() == FIRST


def test_the_key_is_no_secret_anywhere_else(served: Served) -> None:
    for header in ("X_Plan_Token", "Authorization", "Referer", "X_Key"):
        assert served.ask("GET", "/", None, **{"Cookie": "", header: served.key}).status == 403
    for address in (f"/{served.key}", f"/since/?key={served.key}", f"/?key={served.key}&", f"/?x=1&key={served.key}"):
        assert served.ask("GET", address, Cookie="").status == 403
    assert served.ask("GET", "/", Cookie=f"plan-{served.port}=\xe9").status == 403


def test_a_program_gets_the_page_by_the_printed_address(served: Served) -> None:
    with urlopen(served.url) as answer:
        assert b"First" in answer.read()
        assert "set-cookie" not in answer.headers


def test_a_browser_keeps_the_key_and_goes_on_to_the_page(served: Served) -> None:
    asked = served.url.removeprefix(served.base[:-1])
    answer = served.ask("GET", asked, Cookie="", Accept="text/html,application/xhtml+xml,*/*;q=0.8")
    assert (answer.status, answer.headers["location"], answer.body) == (303, "/", b"")
    assert answer.headers["set-cookie"] == f"plan-{served.port}={served.key}; HttpOnly; SameSite=Strict; Path=/"
    assert (answer.headers["referrer-policy"], answer.headers["cache-control"]) == ("no-referrer", "no-store")
    assert served.key not in served.page


def test_cookies_of_other_ports_do_no_harm(served: Served) -> None:
    """An address has one box of cookies for all of its ports, and others may put into it what they like."""
    for cookies in (f"a=b; plan-1=x; {served.cookie}", f"plan-{served.port}=forged; {served.cookie}; {served.cookie}x"):
        assert served.ask("GET", "/", Cookie=cookies).status == 200
    many = "; ".join(f"plan-{number}=x" for number in range(3000))
    assert served.ask("GET", "/", Cookie=f"{many}; {served.cookie}").status == 200
    assert _raw(served, f"GET / HTTP/1.1\r\nCookie: {'x' * 70_000}\r\n{served.head}\r\n".encode())[9:12] == b"431"


def test_the_key_is_another_in_each_run(path: Path) -> None:
    with serving(path) as one, serving(path) as other:
        assert one.key != other.key
        assert len(one.key) >= 43
        assert other.ask("GET", "/", Cookie=f"plan-{other.port}={one.key}").status == 403


CLIENT = """
import os, socket, sys
account, family, address, port, cookie = sys.argv[1:]
os.setuid(int(account))
with socket.socket(getattr(socket, family)) as client:
    client.connect((address, int(port)))
    client.sendall(f"GET / HTTP/1.1\\r\\nHost: 127.0.0.1:{port}\\r\\nCookie: {cookie}\\r\\n\\r\\n".encode())
    print(client.recv(12).decode())
"""


@pytest.mark.skipif(not Path("/proc/net/tcp").is_file(), reason="needs a system that tells whose a connection is")
@pytest.mark.parametrize("way", [("AF_INET", "127.0.0.1"), ("AF_INET6", "::ffff:127.0.0.1")])
def test_another_account_is_refused_even_with_the_key(way: tuple[str, str], served: Served) -> None:
    """The list of processes shows to all of them the address with which a browser was started."""
    if os.getuid() != 0:
        pytest.skip("needs the right to act for another account")
    told = {}
    for account in (0, 65534):
        command = [sys.executable, "-c", CLIENT, str(account), *way, str(served.port), served.cookie]
        told[account] = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert told == {0: "HTTP/1.1 200\n", 65534: "HTTP/1.1 403\n"}


def test_two_equal_origins_are_refused(served: Served) -> None:
    head = f"{served.head}X-Plan-Token: {served.token}\r\nContent-Type: application/json\r\nContent-Length: 2\r\n"
    origin = f"Origin: {served.base[:-1]}\r\n"
    assert _raw(served, f"POST /tick HTTP/1.1\r\n{head}{origin}\r\n{{}}".encode()).startswith(b"HTTP/1.1 400")
    for method, address in (("POST", "/tick"), ("GET", "/"), ("GET", "/events")):
        said = f"{method} {address} HTTP/1.1\r\n{head}{origin}{origin}\r\n{{}}"
        assert _raw(served, said.encode()).startswith(b"HTTP/1.1 403")


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "127.0.0.1",
        "127.0.0.1:1",
        "localhost.evil.example:{port}",
        "127.0.0.1:{port}@x",
        "0.0.0.0:{port}",
        "",
    ],
)
def test_another_host_is_refused(served: Served, host: str) -> None:
    answer = served.ask("GET", "/", Host=host.format(port=served.port))
    assert answer.status in (400, 421)
    assert b"First" not in answer.body


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST", "[::1]"])
def test_its_own_names_are_answered(served: Served, host: str) -> None:
    assert served.ask("GET", "/", Host=f"{host}:{served.port}").status == 200


def test_two_hosts_are_refused(served: Served) -> None:
    own = f"127.0.0.1:{served.port}"
    raw = _raw(served, f"GET / HTTP/1.1\r\nHost: {own}\r\nHost: evil.example\r\n\r\n".encode())
    assert raw.startswith(b"HTTP/1.1 421")
    assert _raw(served, b"GET / HTTP/1.0\r\n\r\n").startswith(b"HTTP/1.1 421")


@pytest.mark.parametrize(
    "origin",
    ["null", "http://evil.example", "http://127.0.0.1:1", "https://127.0.0.1:{port}", "http://localhost:{port}"],
)
@pytest.mark.parametrize("address", ["/", "/events", "/tick"])
def test_another_origin_is_refused(served: Served, origin: str, address: str) -> None:
    other = origin.format(port=served.port)
    if address == "/tick":
        assert served.tick("step-first", "done", Origin=other).status == 403
        assert served.path.read_text() == FIRST
    else:
        assert served.ask("GET", address, Origin=other).status == 403


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_what_a_browser_calls_another_site_is_refused(served: Served, site: str) -> None:
    assert served.ask("GET", "/", Sec_Fetch_Site=site).status == 403
    assert served.ask("GET", "/events", Sec_Fetch_Site=site).status == 403
    assert served.tick("step-first", "done", Sec_Fetch_Site=site).status == 403


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": ""}, 403),
        ({"X_Plan_Token": ""}, 403),
        ({"X_Plan_Token": "guess"}, 403),
        ({"Content_Type": "text/plain"}, 415),
        ({"Content_Type": "application/x-www-form-urlencoded"}, 415),
        ({"Content_Type": ""}, 415),
        ({"Content_Length": str(10 * 1024 * 1024)}, 413),
        ({"Content_Length": "9" * 5000}, 413),
        ({"Content_Length": "-1"}, 411),
        ({"Transfer_Encoding": "chunked"}, 411),
    ],
)
def test_a_write_that_no_page_of_ours_sends_is_refused(served: Served, headers: dict[str, str], status: int) -> None:
    assert served.tick("step-first", "done", **headers).status == status
    assert served.path.read_text() == FIRST
    assert served.ask("GET", "/").status == 200


def test_a_body_of_ten_megabytes_is_refused_unread(served: Served) -> None:
    """Sent for real, with all headers as they should be: answered before it has come, and the next one is served."""
    own = f"127.0.0.1:{served.port}"
    head = (
        f"POST /tick HTTP/1.1\r\n{served.head}Origin: http://{own}\r\nX-Plan-Token: {served.token}\r\n"
        f"Sec-Fetch-Site: same-origin\r\nContent-Type: application/json\r\nContent-Length: {10 << 20}\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", served.port), timeout=10) as raw:
        raw.sendall(head.encode())
        assert raw.recv(12) == b"HTTP/1.1 413"
        with suppress(ConnectionError):
            for _ in range(10):
                raw.sendall(b"x" * (1 << 20))
    assert served.path.read_text() == FIRST
    assert served.tick("step-first", "done").status == 200


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "PATCH", "CONNECT", "TRACE", "POST"])
def test_other_methods_are_refused(served: Served, method: str) -> None:
    assert served.ask(method, "/", Origin=f"http://127.0.0.1:{served.port}").status in (403, 405)


@pytest.mark.parametrize(
    "address",
    [
        "/p.plan.md", "/../p.plan.md", "/..%2fp.plan.md", "/%2e%2e/etc/passwd", "//etc/passwd", "/\\etc\\passwd",
        "/?raw", "/index.html", "/%00", "//evil.example/", "http://evil.example/", "*", "/tick",
        "/events/", "/" + "a" * 3000,
    ],
)  # fmt: skip
def test_nothing_but_its_addresses_is_there(served: Served, address: str) -> None:
    answer = served.ask("GET", address)
    assert answer.status == 404
    assert b"First" not in answer.body
    assert b"root:" not in answer.body


def test_a_head_has_no_body(served: Served) -> None:
    answer = served.ask("HEAD", "/")
    assert (answer.status, answer.body) == (200, b"")
    assert int(answer.headers["content-length"]) > 1000


def test_the_token_is_another_in_each_run(path: Path) -> None:
    with serving(path) as one, serving(path) as other:
        assert one.token != other.token
        assert len(one.token) >= 32
        assert other.tick("step-first", "done", X_Plan_Token=one.token).status == 403


def test_two_hundred_streams_and_slow_clients_leave_it_serving(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_module, "SLOWEST", 1.0)
    with serving(path) as served, ExitStack() as stack:
        request = f"GET /events HTTP/1.1\r\n{served.head}\r\n".encode()
        before = active_count()
        for number in range(200):
            one = stack.enter_context(socket.create_connection(("127.0.0.1", served.port), timeout=5))
            one.sendall(request if number % 2 else b"GET / HT")
            assert active_count() - before <= server_module.MOST_CONNECTIONS + 8  # a thread ends after its connection
        assert served.ask("GET", "/").status == 200
        wait_for(lambda: active_count() - before <= server_module.MOST_CONNECTIONS)
        source = digest(path.read_bytes())
        assert served.write("/tick", {"id": "step-first", "source": source, "state": "done"}).status == 200
    assert path.read_text() == TICKED


def test_a_client_that_says_nothing_is_let_go(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_module, "SLOWEST", 0.3)
    with serving(path) as served, socket.create_connection(("127.0.0.1", served.port), timeout=10) as slow:
        wait_for(lambda: not _takes(slow, b"G"))


def test_a_flood_of_slow_clients_has_a_few_threads(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_module, "MOST_CONNECTIONS", 8)
    with serving(path) as served, ExitStack() as stack:
        before = active_count()
        for _ in range(100):
            stack.enter_context(socket.create_connection(("127.0.0.1", served.port), timeout=5)).sendall(b"GET / HT")
            assert active_count() - before <= 16  # a thread ends a little after its connection
        wait_for(lambda: active_count() - before <= 8)
        assert served.ask("GET", "/").status == 200


def test_a_thread_that_cannot_be_started_takes_no_place(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def none_left(thread: Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(server_module, "MOST_CONNECTIONS", 2)
    with serving(path) as served:
        with monkeypatch.context() as patched:
            patched.setattr(Thread, "start", none_left)
            for _ in range(5):
                assert (
                    _raw(
                        served,
                        f"GET / HTTP/1.1\r\n{served.head}\r\n".encode(),
                    )
                    == b""
                )
        assert served.ask("GET", "/").status == 200
    assert capsys.readouterr().err == ""


def test_nonsense_is_answered_and_survived(served: Served) -> None:
    for said in (
        b"\x16\x03\x01\x02\x00\x01\x00",
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"\r\n\r\n",
        b"A" * 70000 + b"\r\n\r\n",
    ):
        answer = _raw(served, said)
        assert b"First" not in answer
        assert b"Traceback" not in answer
    many = "".join(f"X-{number}: y\r\n" for number in range(500))
    assert b"First" not in _raw(served, f"GET / HTTP/1.1\r\n{served.head}{many}\r\n".encode())
    assert served.ask("GET", "/").status == 200


def _takes(client: socket.socket, said: bytes) -> bool:
    try:
        client.sendall(said)
    except ConnectionError:
        return False
    return True


def _raw(served: Served, said: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", served.port), timeout=10) as raw:
        try:
            raw.sendall(said)
            raw.shutdown(socket.SHUT_WR)
            return b"".join(iter(lambda: raw.recv(65536), b""))
        except OSError:
            return b""


# The command


@contextmanager
def commanded(path: Path, out: int | IO[bytes]) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "plainplan", "serve", str(path), "--no-open", "--port", "0"]
    with subprocess.Popen(command, stdout=out, stderr=subprocess.PIPE) as running:
        yield running
        running.send_signal(signal.SIGINT)
        assert running.wait(20) == 130


@posix
def test_without_a_browser_the_printed_address_works(path: Path) -> None:
    with commanded(path, subprocess.PIPE) as running:
        assert running.stdout
        said = running.stdout.readline().decode()
        with urlopen(said.split(" is at ")[1].strip()) as answer:
            assert b"First" in answer.read()


@posix
@pytest.mark.parametrize(("mode", "whole"), [(0o644, False), (0o640, False), (0o600, True)])
def test_the_key_goes_to_no_file_that_others_read(mode: int, whole: bool, path: Path, tmp_path: Path) -> None:
    log = tmp_path / "log"
    log.touch()
    log.chmod(mode)
    with log.open("wb") as out, commanded(path, out) as running:
        assert running.stderr
        wait_for(lambda: b" is at http://127.0.0.1:" in log.read_bytes())
        assert (b"key=" in log.read_bytes()) is whole


def test_what_cannot_be_served(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["serve", str(tmp_path), "--no-open"]) == 2
    assert run(["serve", "-", "--no-open"]) == 2
    assert run(["serve", str(tmp_path / "none.md"), "--no-open"]) == 2
    assert "is a folder: name one plan" in capsys.readouterr().err
    with pytest.raises(FileTrouble):
        list(ServeSession(ServeJob((str(tmp_path / "none.md"),), lambda: DAY)).run())
