"""Compiling a stranger's plan touches nothing but the plan, its pictures, the program and the outputs."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

import needs
from hostile import PAYLOADS, hostile

AS_OF = ("--as-of", "2026-11-01")

# Runs a command under an audit hook, which hears of every file, socket and process that Python code asks for.
WATCHED = """
import json, os, sys
os.sched_getaffinity = lambda process: {0}  # one process, which hears all
os.cpu_count = lambda: 1
heard = []
def hear(event, arguments):
    if event == "open":
        path, mode, flags = arguments
        writes = bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)) if isinstance(flags, int) else mode != "rb"
        if isinstance(path, (str, bytes, os.PathLike)):
            heard.append(["write" if writes else "read", os.path.realpath(os.fsdecode(path))])
    elif event.split(".")[0] in TALKS or event in STARTS:
        heard.append([event, repr(arguments)])
    elif event in CHANGES:
        heard.append([event, os.path.realpath(os.fsdecode(arguments[event == "os.rename"]))])
TALKS = {"socket", "subprocess", "ftplib", "http", "urllib", "webbrowser", "smtplib", "pty"}
STARTS = {"os." + name for name in ("system", "exec", "fork", "forkpty", "posix_spawn", "spawn", "startfile")}
CHANGES = {"os." + name for name in "remove rename rmdir mkdir link symlink chmod chown truncate".split()}
sys.addaudithook(hear)
from plainplan.cli import run
statuses = [run(arguments) for arguments in json.loads(sys.argv[1])]
sys.stdout.flush()
print("\\n" + json.dumps([statuses, heard]))
"""  # fmt: skip

PROGRAM = [
    os.path.realpath(path)
    for path in (
        sys.prefix, sys.base_prefix, Path(__file__).parent.parent / "src", Path(__file__).parent.parent / "templates",
        "/dev/null", "/dev/urandom", "/proc/self", "/proc/cpuinfo", "/proc/meminfo", "/etc/localtime",
        "/usr/share/zoneinfo", "/usr/share/fonts", "/etc/fonts", "/usr/lib", "/lib", "/etc/ld.so.cache",
    )
]  # fmt: skip


def heard(folder: Path, *commands: list[str]) -> list[tuple[str, str]]:
    """What these commands, run in one process in the folder, ask of the world, the program's own files aside."""
    caches = folder.parent / "caches"  # compiled templates, as compiled Python: the program's, not the plan's
    ran = subprocess.run(
        [sys.executable, "-B", "-c", WATCHED, json.dumps(commands)],
        cwd=folder,
        env=os.environ | {"XDG_CACHE_HOME": str(caches)}, capture_output=True, text=True, encoding="utf-8", check=True,
    )  # fmt: skip
    statuses, events = json.loads(ran.stdout.rpartition("\n")[2] or ran.stdout.splitlines()[-1])
    assert set(statuses) == {0}, ran.stderr
    own = tuple(path + os.sep for path in PROGRAM)
    told = {(kind, what) for kind, what in events if not (kind == "read" and (what + os.sep).startswith(own))}
    return sorted(event for event in told if not event[1].startswith(str(caches)))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A plan's folder, with a secret beside it and links that lead there."""
    place = Path(os.path.realpath(tmp_path / "plans"))
    place.mkdir()
    picture = b"\x89PNG\r\n\x1a\n" + b"0" * 50
    (place / "inside.png").write_bytes(picture)
    (place.parent / "secret.png").write_bytes(picture)
    (place / "link.png").symlink_to(place.parent / "secret.png")
    (place / "page.html").write_text("{{ 7 * 7 }}", "utf-8")  # a template only for who asks for it
    return place


def test_pages_and_data(folder: Path) -> None:
    for index, name in enumerate(PAYLOADS):
        pictures = (
            "\n![a](inside.png) ![b](link.png) ![c](../secret.png) ![d](/etc/passwd) ![e](http://evil.example/)\n"
        )
        (folder / f"{index}.plan.md").write_text(hostile(name).text + pictures, "utf-8")
    before = {path.name for path in folder.iterdir()}
    events = heard(folder, ["build", ".", "--to", "html,json", "-q", *AS_OF], ["check", ".", "-q", *AS_OF])
    asked = [event for event in events if event[0] not in ("read", "write", "os.rename")]
    assert asked == []
    assert {what for kind, what in events if kind == "read"} <= {str(folder / name) for name in before} | {str(folder)}
    written = {Path(what) for kind, what in events if kind in ("write", "os.rename")}
    outputs = {folder / f"{index}.{ending}" for index in range(len(PAYLOADS)) for ending in ("html", "json")}
    assert outputs <= written
    assert all(path.parent == folder and path.name.startswith(".plainplan-") for path in written - outputs)
    assert {path.name for path in folder.iterdir()} - before == {path.name for path in outputs}
    secret = "base64,iVBORw0KGgow"
    assert (folder / "0.html").read_text("utf-8").count(secret) == 1


def test_paper(folder: Path) -> None:
    needs.pango()
    plan = "# Plan\n\n![d](/etc/passwd) ![e](http://evil.example/) ![f](inside.png)\n\n## Goals\n\n### Work ~1w\n"
    (folder / "a.plan.md").write_text(plan, "utf-8")
    events = heard(folder, ["build", "a.plan.md", "--to", "pdf", "-q", *AS_OF])
    talking = ("socket", "http", "urllib", "smtplib", "ftplib", "webbrowser")
    assert [event for event in events if event[0].startswith(talking) and "'data:image/png;" not in event[1]] == []
    started = [what for kind, what in events if kind in ("subprocess.Popen", "os.exec", "os.posix_spawn", "os.system")]
    assert all(sys.executable in what for what in started)  # itself, to be stopped when it takes too long
    read = {what for kind, what in events if kind == "read"} - {str(folder / "a.plan.md"), str(folder / "inside.png")}
    assert [
        what for what in read - {str(folder), "/etc/mime.types"} if what.startswith(("/etc", str(folder.parent)))
    ] == []


def test_the_hook_hears(folder: Path) -> None:
    """A template that is asked for is read, and so is what a plan says: the tests above can fail."""
    (folder / "a.plan.md").write_text("# Plan\n", "utf-8")
    events = heard(folder, ["build", "a.plan.md", "-q", "--template", ".", *AS_OF])
    assert ("read", str(folder / "page.html")) in events
    assert ("write", str(folder / "a.html")) not in events
    assert ("os.rename", str(folder / "a.html")) in events


def test_no_network_is_needed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from plainplan.cli import run

    def refuse(*arguments: object, **options: object) -> None:
        raise AssertionError(f"asked the network: {arguments}")

    for name in ("connect", "connect_ex", "bind", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    (folder / "a.plan.md").write_text(hostile("link to script").text, "utf-8")
    monkeypatch.chdir(folder)
    assert run(["build", "a.plan.md", "--to", "html,json", "-q", *AS_OF]) == 0
