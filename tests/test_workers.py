"""A folder of plans on all cores: the same as by one process, and what ends or hangs a process costs one plan."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import needs
from plainplan.workers import Lost, _Pool, share

posix = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX systems")

PLAN = "# Plan {n}\n\n## Goals\n\n### Learn ~3w ^learn\n\n- [ ] Read ~1w after:nothing{n}\n"

# The program on so many cores, with traps for plans of some names: what happens to them happens to their process.
PROGRAM = """
import os, signal, sys, time
import plainplan.workers
import plainplan.cli.build_one as build
import plainplan.cli.sharing as sharing
import plainplan.cli.check as check
import plainplan.cli.check_many as check_many
workers, seconds, *arguments = sys.argv[1:]
plainplan.workers.cores = lambda: int(workers)
if float(seconds):
    sharing._SECONDS = float(seconds)
compile_plan = build.compile_plan
def trap(plan, day):
    name = plan.path.name
    if "killed" in name:
        os.kill(os.getpid(), signal.SIGKILL)
    if "exits" in name:
        os._exit(7)
    if "hangs" in name:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        time.sleep(1000)
    if "slow" in name:
        print("at", os.getpid(), flush=True)
        time.sleep(1000)
    if "mistake" in name:
        raise KeyError("a mistake")
    return compile_plan(plan, day)
build.compile_plan = check.compile_plan = check_many.compile_plan = trap
from plainplan.cli import run
sys.exit(run(arguments))
"""


def folder_of(tmp_path: Path, *, broken: int = 0, names: tuple[str, ...] = (), count: int = 40) -> Path:
    """Plans in a folder, some with an error, and some with names that the program stumbles over."""
    folder = tmp_path / "plans"
    folder.mkdir()
    for number in range(count):
        text = PLAN.format(n=number)
        (folder / f"{number:03}.plan.md").write_text(
            text if number < broken else text.replace(" after:", " #"), "utf-8"
        )
    for name in names:
        (folder / f"{name}.plan.md").write_text("# P\n", "utf-8")
    return folder


def command(folder: Path, *more: str, workers: int = 2, seconds: float = 0) -> list[str]:
    words = ("build", str(folder), "--as-of", "2026-11-01", *more)
    return [sys.executable, "-c", PROGRAM, str(workers), str(seconds), *words]


def built(folder: Path, *more: str, workers: int = 2, seconds: float = 0) -> tuple[int, str]:
    """Exit status, and what was said, times and all."""
    ran = subprocess.run(command(folder, *more, workers=workers, seconds=seconds), capture_output=True, text=True)
    assert "Traceback" not in ran.stderr
    assert ran.stdout == ""
    return ran.returncode, re.sub(r" in \d+\.\d s", "", ran.stderr)


def outputs(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix in (".html", ".json")}


@pytest.mark.parametrize("options", [(), ("-q",), ("-v", "--color", "always"), ("--to", "html,json")], ids=str)
def test_it_is_as_if_one_process_had_done_it(options: tuple[str, ...], tmp_path: Path) -> None:
    folder = folder_of(tmp_path, broken=7)
    (folder / "nowhere.plan.md").symlink_to("gone")
    alone = built(folder, *options, workers=1)
    made = outputs(folder)
    for path in folder.glob("*.html"):
        path.unlink()
    assert built(folder, *options, workers=3) == alone
    assert outputs(folder) == made
    assert len(made) >= 33
    assert alone[0] == 2


@posix
def test_other_processes_do_it(tmp_path: Path) -> None:
    """What is compared above is not the same thing twice: alone, a program that is killed builds nothing more."""
    folder = folder_of(tmp_path, names=("000-killed",))
    assert built(folder, workers=1)[0] == -signal.SIGKILL
    assert not outputs(folder).keys() - {"000.html"}
    assert built(folder, workers=2)[0] == 2
    assert len(outputs(folder)) == 40


@posix
@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("020-killed", "ended by SIGKILL, most likely for want of memory"),
        ("020-exits", "ended with status 7"),
        ("020-hangs", "longer than 2 seconds and was stopped"),
        ("020-mistake", "KeyError: 'a mistake', a mistake in plainplan"),
        ("000-killed", "ended by SIGKILL"),
        ("zzz-killed", "ended by SIGKILL"),
    ],
)
def test_one_plan_that_takes_its_process_along_costs_that_plan(name: str, why: str, tmp_path: Path) -> None:
    folder = folder_of(tmp_path, names=(name,))
    status, said = built(folder, "-q", workers=2, seconds=2)
    assert status == 2
    errors = [line for line in said.splitlines() if line.startswith("error:")]
    assert len(errors) == 1
    assert f"{name}.plan.md` could not be built: " in errors[0]
    assert why in errors[0]
    assert len(outputs(folder)) == 40


@posix
def test_when_each_costs_a_process_the_others_are_built(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, names=tuple(f"{number:03}-killed" for number in range(0, 40, 4)))
    status, said = built(folder, "-q", workers=2)
    assert status == 2
    assert re.findall(r"(\d+)-killed.plan.md` could", said) == [f"{number:03}" for number in range(0, 40, 4)]
    assert len(outputs(folder)) == 40


def alive(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def interrupted(folder: Path, tell: Callable[[subprocess.Popen[str]], None]) -> tuple[int, str, list[int]]:
    """End a build in its midst: its status, what it said, and the processes that were at work."""
    ran = subprocess.Popen(
        command(folder, "-q", workers=2),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert ran.stdout is not None
    at_work = [int(ran.stdout.readline().split()[1]) for _ in range(2)]
    tell(ran)
    said = ran.communicate(timeout=30)[1]
    deadline = time.monotonic() + 20
    while any(map(alive, at_work)) and time.monotonic() < deadline:
        time.sleep(0.05)
    return ran.returncode, said, [worker for worker in at_work if alive(worker)]


@posix
@pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc")
@pytest.mark.parametrize(
    ("tell", "status"),
    [
        (lambda ran: os.killpg(ran.pid, signal.SIGINT), 130),
        (lambda ran: os.kill(ran.pid, signal.SIGINT), 130),
        (lambda ran: os.kill(ran.pid, signal.SIGTERM), 143),
    ],
    ids=["by the keyboard", "alone", "politely"],
)
def test_who_ends_it_ends_it_all(tell: Callable[[subprocess.Popen[str]], None], status: int, tmp_path: Path) -> None:
    folder = folder_of(tmp_path, names=("000-slow", "015-slow"), count=30)
    before = set(folder.glob("*.plan.md"))
    found, said, left = interrupted(folder, tell)
    assert (found, said.strip(), left) == (status, "", [])
    assert {path for path in folder.iterdir() if path.suffix != ".html"} == before


@posix
def test_interrupted_at_any_moment_it_says_nothing(tmp_path: Path) -> None:
    """Ctrl-C while processes start, while they work, while they end: no traceback, and no file that is not whole."""
    folder = folder_of(tmp_path, count=60)
    for turn in range(needs.stress(8, 200)):
        ran = subprocess.Popen(
            command(folder, "-q"), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
        )
        time.sleep(0.35 + 0.05 * (turn % 8))
        os.killpg(ran.pid, signal.SIGINT)
        said = ran.communicate(timeout=30)[1]
        assert ran.returncode in (0, 130, -signal.SIGINT), said
        if ran.returncode == 130:
            assert "Traceback" not in said
        assert all(page.endswith(b"</html>\n") for page in outputs(folder).values())
        assert list(folder.glob(".plainplan-*")) == []


SPAWNED = """
import sys
sys.path.remove("")
import plainplan.workers as workers
workers._START_METHOD, workers.cores = "spawn", lambda: 2
from plainplan.cli import run
sys.exit(run(sys.argv[1:]))
"""


def test_a_worker_that_is_spawned_imports_nothing_beside_a_plan(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, count=20)
    for name in ("multiprocessing", "socket", "plainplan"):
        (folder / f"{name}.py").write_text(f"import pathlib\npathlib.Path('{name}-was-here').touch()\n", "utf-8")
    ran = subprocess.run(
        [sys.executable, "-c", SPAWNED, "build", ".", "-q", "--to", "json"], cwd=folder, capture_output=True, text=True
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    assert len(outputs(folder)) == 20
    assert list(folder.glob("*-was-here")) == []


def test_pdfs_of_a_folder(tmp_path: Path) -> None:
    needs.pango()
    folder = folder_of(tmp_path, count=6)
    status, said = built(folder, "--to", "pdf", "-q", workers=2)
    assert (status, said.count("error:")) == (0, 0)
    assert all(path.read_bytes().startswith(b"%PDF") for path in folder.glob("*.pdf"))
    assert len(list(folder.glob("*.pdf"))) == 6


@posix
def test_a_worker_is_started_beside_one_that_makes_pdfs() -> None:
    """In a fork, the lock of the thread that listens to the other worker is held for ever."""
    needs.pango()
    script = """
import plainplan.workers
from plainplan.render import pdf_worker
worker = pdf_worker.start()
for turn in range(5):
    assert list(plainplan.workers.share(abs, [-1, -2, -3], 2, lambda task: 10.0)) == [1, 2, 3]
print(worker.process.poll())
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60)
    assert (done.stdout, done.stderr) == ("None\n", "")


def test_without_processes_each_result_is_that_of_its_task(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two processes are lost, no more can be started: what they had waits behind others and is done here."""
    started: list[int] = []
    start = _Pool._start_worker

    def twice(pool: _Pool) -> bool:
        started.append(1)
        return len(started) <= 2 and start(pool)

    monkeypatch.setattr(_Pool, "_start_worker", twice)
    pieces = [(os.getpid(), number) for number in range(40)]
    results = list(share(_doubled_or_dead, pieces, 2, lambda piece: 60.0))
    lost = [number for number, result in enumerate(results) if isinstance(result, Lost)]
    assert len(lost) == 2
    assert lost[0] == 0
    assert [result for result in results if not isinstance(result, Lost)] == [
        2 * number for number in range(40) if number not in lost
    ]


def _doubled_or_dead(piece: tuple[int, int]) -> int:
    parent, number = piece
    if os.getpid() != parent:
        os._exit(1)
    return 2 * number


@pytest.mark.parametrize("command", ["check", "build"])
def test_standard_input_among_many(command: str, tmp_path: Path) -> None:
    folder = folder_of(tmp_path, count=20)
    words = [sys.executable, "-m", "plainplan", command, "-", str(folder), "-q"]
    words += ["-o", str(tmp_path / "out")] if command == "build" else []
    ran = subprocess.run(words, input="# P\n\n- [ ] Read after:nothing\n", capture_output=True, text=True, cwd=tmp_path)
    assert ran.returncode == 1
    assert "P301" in ran.stdout + ran.stderr


# Checking


def checked(folder: Path, *more: str, workers: int = 2, seconds: float = 0) -> tuple[int, str, str]:
    """Exit status, the answer, and what was said besides."""
    words = ["check", str(folder), "--as-of", "2026-11-01", *more]
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(workers), str(seconds), *words], capture_output=True, text=True
    )
    assert "Traceback" not in ran.stderr
    return ran.returncode, ran.stdout, ran.stderr


@pytest.mark.parametrize(
    "options",
    [
        (), ("-q",), ("-v", "--color", "always"), ("--strict",), ("--format", "concise"), ("--format", "github"),
        ("--format", "json"), ("--format", "sarif"), ("--diff",), ("--fail-if", "finish > 2020-01-01"),
    ],
    ids=str,
)  # fmt: skip
def test_many_are_checked_as_if_by_one_process(options: tuple[str, ...], tmp_path: Path) -> None:
    folder = folder_of(tmp_path, broken=7)
    (folder / "unread.plan.md").write_bytes(b"# \xff\n")
    (folder / "nowhere.plan.md").symlink_to("gone")
    alone = checked(folder, *options, workers=1)
    assert checked(folder, *options, workers=3) == alone
    assert alone[0] == 2
    assert "nowhere.plan.md" in alone[2]


def test_many_without_trouble(tmp_path: Path) -> None:
    assert checked(folder_of(tmp_path, broken=1))[0] == 1
    (tmp_path / "plans" / "000.plan.md").unlink()
    assert checked(tmp_path / "plans")[0] == 0
    (tmp_path / "plans" / "w.plan.md").write_text(PLAN.replace("after", "#") + "- Barrier: no time\n", "utf-8")
    assert checked(tmp_path / "plans")[0] == 0
    assert checked(tmp_path / "plans", "--strict")[0] == 1


@posix
@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("020-killed", "ended by SIGKILL, most likely for want of memory"),
        ("020-hangs", "longer than 2 seconds and was stopped"),
        ("020-mistake", "KeyError: 'a mistake', a mistake in plainplan"),
    ],
)
def test_a_plan_that_cannot_be_checked_costs_that_plan(name: str, why: str, tmp_path: Path) -> None:
    folder = folder_of(tmp_path, names=(name,))
    status, answer, said = checked(folder, "--format", "json", seconds=2)
    assert status == 2
    assert f"{name}.plan.md` could not be checked: " in said
    assert why in said
    assert said.count("error:") == 1
    (folder / f"{name}.plan.md").unlink()
    assert answer == checked(folder, "--format", "json", workers=1)[1]
