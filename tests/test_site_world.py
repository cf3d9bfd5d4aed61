"""What may happen to `plan site` in the middle: a plan that ends its process, a kill, an interrupt."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cohort_plans import TODAY, plan_text, write_thirty

pytestmark = pytest.mark.slow
TRAP = """
import os, sys, time
from plainplan.site import build
read_input = build.read_input
parent = os.getpid()

def trap(plan, folder):
    found = read_input(plan, folder)
    if os.getpid() != parent:
        if b"END THIS PROCESS" in found.data:
            os.kill(os.getpid(), 9)
        time.sleep(float(os.environ.get("SLOWLY", "0")))
    return found

build.read_input = trap
from plainplan.cli import sharing
sharing.cores = lambda: 2
from plainplan import workers
workers.cores = lambda: 2
from plainplan.cli import run
sys.exit(run(sys.argv[1:]))
"""


def program(folder: Path, *words: str, slowly: float = 0.0) -> subprocess.Popen[str]:
    environment = {**os.environ, "SLOWLY": str(slowly)}
    command = [sys.executable, "-c", TRAP, "site", *words, "--as-of", TODAY]
    return subprocess.Popen(command, cwd=folder, env=environment, stderr=subprocess.PIPE, text=True, encoding="utf-8")


def everything(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_one_hostile_plan_costs_only_its_page_and_is_named(tmp_path: Path) -> None:
    write_thirty(tmp_path / "plans")
    (tmp_path / "plans" / "north" / "bad.plan.md").write_text(plan_text(60, "Eve Mal", "END THIS PROCESS"), "utf-8")
    run = program(tmp_path, "plans", "-o", "site", "--details")
    _, said = run.communicate(timeout=120)
    assert run.returncode == 2
    assert "`plans/north/bad.plan.md` is left out: the process that was at it has ended by SIGKILL" in said
    pages = [name for name in everything(tmp_path / "site") if name.startswith("plans/")]
    assert len(pages) == 27
    assert "cannot be read" in (tmp_path / "site" / "index.html").read_text("utf-8")
    (tmp_path / "plans" / "north" / "bad.plan.md").write_text(plan_text(60, "Eve Mal", "Be good"), "utf-8")
    again = program(tmp_path, "plans", "-o", "site", "--details")
    again.communicate(timeout=120)
    assert (tmp_path / "site" / "plans" / "north" / "bad.html").exists()


def test_killed_in_the_middle_nothing_is_torn_and_the_next_run_completes(tmp_path: Path) -> None:
    write_thirty(tmp_path / "plans")
    whole = program(tmp_path, "plans", "-o", "whole", "--details")
    whole.communicate(timeout=120)
    run = program(tmp_path, "plans", "-o", "site", "--details", slowly=0.2)
    until = time.monotonic() + 60
    while len(list((tmp_path / "site").rglob("plans/**/*.html"))) < 5 and time.monotonic() < until:
        time.sleep(0.02)
    os.kill(run.pid, signal.SIGKILL)
    run.communicate(timeout=60)
    time.sleep(1.0)  # workers notice that their parent is gone
    torn = everything(tmp_path / "site")
    finished = everything(tmp_path / "whole")
    assert 5 <= sum(name.endswith(".html") for name in torn) < 27
    assert {name for name in torn if not name.endswith(".tmp") and torn[name] != finished.get(name)} == set()
    again = program(tmp_path, "plans", "-o", "site", "--details")
    again.communicate(timeout=120)
    assert everything(tmp_path / "site") == finished


def test_interrupted_it_leaves_what_was_there(tmp_path: Path) -> None:
    write_thirty(tmp_path / "plans")
    program(tmp_path, "plans", "-o", "site", "--details").communicate(timeout=120)
    index = (tmp_path / "site" / "index.html").read_bytes()
    for path in (tmp_path / "plans").rglob("*.md"):
        path.write_text(path.read_text("utf-8").replace("Carry on", "Go on"), "utf-8")
    run = program(tmp_path, "plans", "-o", "site", "--details", slowly=0.3)
    time.sleep(3.0)
    run.send_signal(signal.SIGINT)
    run.communicate(timeout=60)
    assert run.returncode == 130
    assert (tmp_path / "site" / "index.html").read_bytes() == index
    assert not list((tmp_path / "site").rglob("*.tmp"))


def test_the_documents_way_to_share_it_out(tmp_path: Path) -> None:
    """The lines that the documents give to a shell, run by one."""
    docs = (Path(__file__).parent.parent / "docs" / "cohorts.md").read_text("utf-8")
    script = docs[docs.index("seq 4 | xargs") :].partition("```")[0]
    write_thirty(tmp_path / "plans")
    bin_ = tmp_path / "bin"
    bin_.mkdir()
    plan = bin_ / "plan"
    plan.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m plainplan "$@"\n', "utf-8")
    plan.chmod(0o755)
    environment = {**os.environ, "PATH": f"{bin_}:{os.environ['PATH']}"}
    subprocess.run(["sh", "-c", script], cwd=tmp_path, env=environment, check=False, timeout=300)
    whole = program(tmp_path, "plans", "-o", "whole")
    whole.communicate(timeout=120)
    assert everything(tmp_path / "site") == everything(tmp_path / "whole")
    assert len(list((tmp_path / "parts").iterdir())) == 4


def test_a_job_array_knows_its_number(tmp_path: Path) -> None:
    docs = (Path(__file__).parent.parent / "docs" / "cohorts.md").read_text("utf-8")
    script = (
        docs[docs.index("#SBATCH") :].partition("```")[0].replace("plan site", f'"{sys.executable}" -m plainplan site')
    )
    write_thirty(tmp_path / "plans")
    for task in ("1", "8"):
        environment = {**os.environ, "SLURM_ARRAY_TASK_ID": task}
        subprocess.run(["sh", "-c", script], cwd=tmp_path, env=environment, check=False, timeout=120)
    assert sorted(path.name for path in (tmp_path / "parts").iterdir()) == ["1", "8"]
