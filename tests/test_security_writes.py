"""Whatever happens while a file is written, it is whole: the old text or the new, and a refusal says why."""

from __future__ import annotations

import errno
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import needs
from plainplan.cli import run
from plainplan.errors import FileTrouble
from plainplan.project import PlanFile, create_file, read_plan, write_file

posix = pytest.mark.skipif(sys.platform == "win32", reason="signals, limits and links of POSIX systems")

AS_OF = ("--as-of", "2026-11-01")
SEED = 20261101


def plans_of(folder: Path) -> set[str]:
    """What there is besides what a killed writer may leave behind."""
    return {path.name for path in folder.iterdir() if not (path.name.startswith(".plainplan-"))}


# Killed in the middle

WRITER = """
import sys
from pathlib import Path
from plainplan.project import write_file
path, size = Path(sys.argv[1]), int(sys.argv[2])
texts = [bytes([letter]) * size for letter in b"ab"]
print("ready", flush=True)
while True:
    for text in texts:
        write_file(path, text)
"""


def killed(command: list[str], after: float) -> None:
    """Start it, wait until it says that it is ready, and end it as a power cut would."""
    with subprocess.Popen([sys.executable, *command], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as writer:
        assert writer.stdout
        assert writer.stdout.readline()
        time.sleep(after)
        writer.send_signal(signal.SIGKILL)


@posix
def test_a_killed_writer_leaves_the_old_text_or_the_new(tmp_path: Path) -> None:
    pick = random.Random(SEED)
    target = tmp_path / "nurse.html"
    seen = set()
    for _ in range(needs.stress(15, 700)):
        size = pick.choice([10, 100_000, 2_000_000])
        target.write_bytes(b"0" * size)
        killed(["-c", WRITER, str(target), str(size)], pick.random() * 0.02)
        data = target.read_bytes()
        assert len(data) == size
        assert len(set(data)) == 1
        seen.add(data[:1])
        assert plans_of(tmp_path) == {"nurse.html"}
    assert len(seen) > 1


TICKER = """
import sys, itertools
from plainplan.cli import run
print("ready", flush=True)
for turn in itertools.count():
    run(["done" if turn % 2 == 0 else "undo", "read", "-f", sys.argv[1], "-q", "--as-of", "2026-11-01"])
"""

PLAN = "---\nstart: 2026-11-01\n---\n\n# A plan\n\n## Goals\n\n### Work ~2w\n\n- [ ] Read ~1w\n- [ ] Write ~1w\n"


@posix
def test_a_killed_tick_leaves_a_whole_plan(tmp_path: Path) -> None:
    pick = random.Random(SEED)
    plan = tmp_path / "work.plan.md"
    plan.write_text(PLAN, "utf-8")
    ticked = PLAN.replace("- [ ] Read ~1w", "- [x] Read ~1w done:2026-11-01")
    for _ in range(needs.stress(15, 300)):
        killed(["-c", TICKER, str(plan)], pick.random() * 0.15)
        assert plan.read_text("utf-8") in (PLAN, ticked)
        assert plans_of(tmp_path) == {"work.plan.md"}


# What a command makes of a plan again and again, its text put back each time.
REPEATER = """
import sys
from pathlib import Path
from plainplan.cli import run
from plainplan.project import write_file
path, *words = sys.argv[1:]
before = Path(path).read_bytes()
run([*words, path, "-q"])
print("ready", flush=True)
while True:
    write_file(Path(path), before)
    run([*words, path, "-q"])
"""
SLIPPED = PLAN.replace("~1w\n- [ ] Write ~1w", "~ 1w\n- [ ]  Write  ~1w #late ^write")


@posix
@pytest.mark.parametrize("words", [["check", "--fix", *AS_OF], ["fmt"], ["build", "--to", "html,json", *AS_OF]])
def test_a_killed_command_leaves_whole_files(words: list[str], tmp_path: Path) -> None:
    pick = random.Random(SEED)
    plan = tmp_path / "work.plan.md"
    plan.write_text(SLIPPED, "utf-8")
    assert run([*words, str(plan), "-q"]) == 0
    after = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert len(after) == (3 if words[0] == "build" else 1)
    assert words[0] == "build" or after["work.plan.md"] != SLIPPED.encode()
    for _ in range(needs.stress(4, 100)):
        plan.write_text(SLIPPED, "utf-8")
        killed(["-c", REPEATER, str(plan), *words], pick.random() * 0.1)
        for name, data in after.items():
            found = (tmp_path / name).read_bytes()
            assert found in (data, SLIPPED.encode() if name == plan.name else data)
        assert plans_of(tmp_path) == set(after)


# A disk that fails


FAULTS = {
    "full": (errno.ENOSPC, "the disk is full"),
    "over quota": (errno.EDQUOT, "[Qq]uota exceeded"),
    "read-only": (errno.EROFS, "the disk is read-only"),
    "forbidden": (errno.EACCES, "permission denied"),
    "not permitted": (errno.EPERM, "the system does not permit it"),
    "broken": (errno.EIO, "[Ii]nput/output error"),
}


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("call", ["open", "fdopen", "fsync", "replace"])
def test_every_call_of_a_write_may_fail(call: str, fault: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "a.html"
    target.write_bytes(b"old")
    number, says = FAULTS[fault]

    def fail(*arguments: object, **options: object) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patched:
        owner: object = Path if call == "replace" else os
        patched.setattr(owner, call, fail)
        with pytest.raises(FileTrouble, match=says) as raised:
            write_file(target, b"new")
    assert "a.html" in str(raised.value)
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.html"]


LIMITED = """
import resource, signal, sys
from pathlib import Path
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))
from plainplan.cli import run
sys.exit(run(sys.argv[1:]))
"""


@posix
def test_an_output_that_the_system_cuts_short_is_not_written(tmp_path: Path) -> None:
    """A real limit on the size of files, met in the middle of a page."""
    plan = tmp_path / "work.plan.md"
    plan.write_text(PLAN, "utf-8")
    (tmp_path / "work.html").write_text("the last good page", "utf-8")
    ran = subprocess.run(
        [sys.executable, "-c", LIMITED, "build", str(plan), *AS_OF], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 2
    assert ran.stderr.startswith("error: ") or "\nerror: " in ran.stderr
    assert "Traceback" not in ran.stderr
    assert (tmp_path / "work.html").read_text("utf-8") == "the last good page"
    assert {path.name for path in tmp_path.iterdir()} == {"work.html", "work.plan.md"}


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 KiB, where this user may make one."""
    place = tmp_path / "disk"
    place.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", place], capture_output=True, check=False)
    if made.returncode:
        pytest.skip("needs the right to mount a small disk")
    yield place
    subprocess.run(["umount", place], check=True)


@posix
def test_a_disk_that_is_really_full(small_disk: Path) -> None:
    target = small_disk / "a.html"
    target.write_bytes(b"o" * 20_000)
    with pytest.raises(FileTrouble, match="the disk is full"):
        write_file(target, b"n" * 60_000)
    assert target.read_bytes() == b"o" * 20_000
    assert [path.name for path in small_disk.iterdir()] == ["a.html"]


@pytest.mark.parametrize("call", ["open", "fdopen", "fsync"])
def test_a_new_file_that_fails_is_not_there(call: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*arguments: object, **options: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, call, fail)
        with pytest.raises(FileTrouble, match="the disk is full"):
            create_file(tmp_path / "plan.md", b"new")
    assert list(tmp_path.iterdir()) == []


def test_a_new_file_never_replaces(tmp_path: Path) -> None:
    (tmp_path / "plan.md").write_bytes(b"mine")
    with pytest.raises(FileTrouble, match="there is a file of that name"):
        create_file(tmp_path / "plan.md", b"new")
    assert (tmp_path / "plan.md").read_bytes() == b"mine"
    assert [path.name for path in tmp_path.iterdir()] == ["plan.md"]


# Links


@posix
def test_a_link_out_of_the_folder_is_written_where_it_leads(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a.html").write_bytes(b"old")
    (tmp_path / "a.html").symlink_to("real/a.html")
    write_file(tmp_path / "a.html", b"new")
    assert (tmp_path / "a.html").is_symlink()
    assert (tmp_path / "real" / "a.html").read_bytes() == b"new"


@posix
def test_a_link_that_leads_nowhere_becomes_its_file(tmp_path: Path) -> None:
    (tmp_path / "a.html").symlink_to("gone.html")
    write_file(tmp_path / "a.html", b"new")
    assert (tmp_path / "gone.html").read_bytes() == b"new"


@posix
def test_links_in_a_circle_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.html").symlink_to("b.html")
    (tmp_path / "b.html").symlink_to("a.html")
    with pytest.raises(FileTrouble, match="circle"):
        write_file(tmp_path / "a.html", b"new")
    with pytest.raises(FileTrouble, match="circle"):
        read_plan(PlanFile("a.html", tmp_path / "a.html"))


@posix
@pytest.mark.parametrize("kind", ["fifo", "device"])
def test_what_is_no_file_is_refused(kind: str, tmp_path: Path) -> None:
    target = tmp_path / "a.html"
    if kind == "fifo":
        os.mkfifo(target)
    else:
        target.symlink_to(os.devnull)
    with pytest.raises(FileTrouble):
        write_file(target, b"new")
    assert plans_of(tmp_path) == {"a.html"}


# Two at once

RACER = """
import sys
from pathlib import Path
from plainplan.errors import FileTrouble
from plainplan.project import write_file
path, letter = Path(sys.argv[1]), sys.argv[2].encode()
for _ in range(200):
    write_file(path, letter * 50_000)
"""


@posix
def test_two_writers_at_once_leave_the_text_of_one(tmp_path: Path) -> None:
    target = tmp_path / "a.html"
    target.write_bytes(b"0" * 50_000)
    racers = [subprocess.Popen([sys.executable, "-c", RACER, str(target), letter]) for letter in "ab"]
    seen = set()
    while any(racer.poll() is None for racer in racers):
        data = target.read_bytes()
        assert len(data) == 50_000
        assert len(set(data)) == 1
        seen.add(data[:1])
    assert [racer.returncode for racer in racers] == [0, 0]
    assert {path.name for path in tmp_path.iterdir()} == {"a.html"}
    assert target.read_bytes()[:1] in (b"a", b"b")
    assert len(seen) > 1


def test_a_tick_after_somebody_saved_is_refused(tmp_path: Path) -> None:
    plan = tmp_path / "work.plan.md"
    plan.write_text(PLAN, "utf-8")
    before = plan.read_bytes()
    plan.write_text(PLAN + "\nMore.\n", "utf-8")
    with pytest.raises(FileTrouble, match="changed by another program"):
        write_file(plan, b"ticked", unless_changed_from=before)
    assert plan.read_text("utf-8") == PLAN + "\nMore.\n"
