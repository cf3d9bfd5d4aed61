"""`plan site` over thousands of plans: time, memory, the site's size, a second run, one core against all, a cluster.

python benchmarks/site.py                 5,000 plans of 20 steps
python benchmarks/site.py --plans 500
python benchmarks/site.py --cluster       a Dask scheduler and a worker for each core on this machine, too
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from generate import plan_text

DAY = "2026-11-02"
PORT = 18787


class Run(NamedTuple):
    """Seconds on the clock and of processors, MiB at the peak of the process that was started."""

    wall: float
    cpu: float
    memory: float


def write_plans(folder: Path, count: int, steps: int) -> None:
    """So many plans of so many steps, each by somebody else, with check-ins, and a few with errors."""
    pick = random.Random(count)
    for number in range(count):
        text = (
            plan_text(steps, number).replace("Jo Rivera", f"Person {number:05}").replace("# A plan", f"# Aim {number}")
        )
        text += f"\n## Check-ins\n\n- 2026-{pick.randint(9, 10):02}-{pick.randint(10, 28)}: done what was to do\n"
        if number % 100 == 99:
            text += "\n## Goals\n\n### Broken after:nothing-there\n"
        path = folder / f"{number // 500:02}" / f"p{number:05}.plan.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def site(folder: Path, out: Path, *words: str, cores: int | None = None) -> Run:
    """One run of `plan site`, on so many cores."""
    command = [sys.executable, "-m", "plainplan", "site", str(folder), "-o", str(out), "--as-of", DAY, "-q", *words]
    pinned = (lambda: os.sched_setaffinity(0, range(cores))) if cores else None
    began, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    ran = subprocess.Popen(command, preexec_fn=pinned)
    _, status, used = os.wait4(ran.pid, 0)
    wall, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    ran.returncode = os.waitstatus_to_exitcode(status)
    if ran.returncode not in (0, 1):
        sys.exit(f"`{' '.join(command)}` ended with {ran.returncode}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(wall, cpu, used.ru_maxrss / 1024)


def size(folder: Path) -> tuple[int, float]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return len(files), sum(path.stat().st_size for path in files) / 1024**2


@contextmanager
def cluster(folder: Path, workers: int) -> Iterator[str]:
    address = f"tcp://127.0.0.1:{PORT}"
    dask = [sys.executable, "-m", "dask"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": folder}
    scheduler = subprocess.Popen([*dask, "scheduler", "--host", "127.0.0.1", "--port", str(PORT)], **quiet)
    worker = subprocess.Popen([*dask, "worker", address, "--nworkers", str(workers), "--nthreads", "1"], **quiet)
    try:
        time.sleep(10.0)
        yield address
    finally:
        for one in (worker, scheduler):
            one.terminate()
            one.wait(30)


def told(what: str, run: Run) -> None:
    print(f"| {what} | {run.wall:.1f} s | {run.cpu:.1f} s | {run.memory:.0f} MiB |", flush=True)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--plans", type=int, default=5000)
    asked.add_argument("--steps", type=int, default=20)
    asked.add_argument("--cluster", action="store_true")
    given = asked.parse_args()
    cores = len(os.sched_getaffinity(0))
    with tempfile.TemporaryDirectory() as name:
        folder, out = Path(name, "plans"), Path(name, "site")
        write_plans(folder, given.plans, given.steps)
        print(f"{given.plans} plans of {given.steps} steps, {cores} cores, load {os.getloadavg()[0]:.1f}\n")
        print("| | on the clock | of processors | memory |\n| --- | --- | --- | --- |")
        site(folder, Path(name, "warm"), "--shard", "1/50")
        told("the overview alone, all cores", site(folder, Path(name, "alone")))
        one = site(folder, Path(name, "one"), "--details", cores=1)
        told("with a page a plan, one core", one)
        all_ = site(folder, out, "--details")
        told("with a page a plan, all cores", all_)
        told("again, nothing changed", site(folder, out, "--details"))
        path = next(folder.rglob("*.md"))
        path.write_text(path.read_text("utf-8") + "- 2026-11-01: one line more\n", "utf-8")
        told("again, one plan changed", site(folder, out, "--details"))
        if given.cluster:
            with cluster(Path(name), cores) as address:
                told(f"by a cluster of {cores} workers", site(folder, Path(name, "c"), "--details", "--on", address))
        files, mebibytes = size(out)
        index = (out / "index.html").stat().st_size / 1024**2
        print(f"\n{files} files, {mebibytes:.0f} MiB, of which the overview {index:.1f}; ", end="")
        print(f"all cores are {one.wall / all_.wall:.2f} times one")
        shutil.rmtree(out)


if __name__ == "__main__":
    main()
