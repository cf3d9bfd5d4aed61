"""`--on`: plans built by a scheduler and two workers of Dask on this machine, one of which a hostile plan kills."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest

import needs
from cohort_plans import TODAY, plan_text, write_thirty
from plainplan import __version__
from plainplan.cli import run
from plainplan.cluster import _is_loopback, checked_address
from plainplan.errors import UsageError

DAY = ("--as-of", TODAY)
# What a worker has besides: a plan of that text ends its process.
TRAP = """
import os
from plainplan.site import job
from plainplan.cli import build_one
for module, name in ((job, "compile_input"), (build_one, "compile_plan")):
    def trap(*given, real=getattr(module, name)):
        made = real(*given)
        source = (made if hasattr(made, "source") else made[0]).source
        if "END THIS PROCESS" in source.text:
            os._exit(9)
        return made
    setattr(module, name, trap)
"""
OTHER = "from plainplan import cluster\ncluster.__version__ = '0.0.0'\n"


@pytest.mark.parametrize(
    "address",
    ["tcp://10.1.2.3:8786", "tcp://example.org:8786", "tcp://[2001:db8::1]:8786", "tcp://0.0.0.0:8786", "ucx://a:1",
     "127.0.0.1:8786", "tcp://127.0.0.1", "tls://", "tls://a:b", "tcp://127.0.0.1.example.org:8786", ""],
)  # fmt: skip
def test_what_others_could_read_is_refused(address: str) -> None:
    with pytest.raises(UsageError):
        checked_address(address)


@pytest.mark.parametrize(
    "address", ["tcp://127.0.0.1:8786", "tcp://localhost:8786", "tcp://[::1]:8786", "tls://example.org:8786"]
)
def test_what_nobody_can_read_is_not(address: str) -> None:
    assert checked_address(address) == address


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "localhost"])
def test_this_machine(host: str) -> None:
    assert _is_loopback(host)


def free_port() -> int:
    with closing(socket.socket()) as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@contextmanager
def cluster(folder: Path, preload: str, security: tuple[str, ...] = ()) -> Iterator[str]:
    """A scheduler and two workers; its address."""
    needs.library("distributed")
    (folder / "preloaded.py").write_text(preload, "utf-8")
    scheme, port = ("tls" if security else "tcp"), free_port()
    address = f"{scheme}://127.0.0.1:{port}"
    settings = {
        "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0",
        "DASK_DISTRIBUTED__ADMIN__LOW_LEVEL_LOG_LENGTH": "0",
    }
    environment = {**os.environ, **settings}
    dask = [sys.executable, "-m", "dask"]
    running: list[subprocess.Popen[bytes]] = []

    def start(*words: str) -> None:
        command = [*dask, *words, *security]
        with (folder / f"{words[0]}.log").open("wb") as log:
            running.append(
                subprocess.Popen(command, env=environment, cwd=folder, stdout=log, stderr=log, start_new_session=True)
            )

    try:
        start("scheduler", "--host", f"{scheme}://127.0.0.1", "--port", str(port), "--no-dashboard")
        start("worker", address, "--nworkers", "2", "--nthreads", "1", "--no-dashboard",
              "--preload", str(folder / "preloaded.py"), "--local-directory", str(folder))  # fmt: skip
        until = time.monotonic() + 60
        while (folder / "worker.log").read_bytes().count(b"Registered to") < 2:
            assert time.monotonic() < until, (folder / "worker.log").read_text("utf-8", "replace")
            time.sleep(0.1)
        yield address
    finally:
        for process in reversed(running):
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)  # its workers are of its group
            process.wait()


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write_thirty(Path("plans"))
    return tmp_path


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with cluster(tmp_path_factory.mktemp("dask"), TRAP) as found:
        yield found


def everything(folder: str) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in Path(folder).rglob("*") if path.is_file()
    }


@pytest.mark.slow
def test_the_same_bytes_come_back(address: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("plans/plan.toml").write_text('holidays = "free.ics"\npaper = "letter"\n', "utf-8")
    Path("plans/free.ics").write_text("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261103\nEND:VEVENT\nEND:VCALENDAR\n")
    Path("plans/north/a.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 20)
    ana = Path("plans/north/ana.plan.md")
    ana.write_text(ana.read_text("utf-8").replace("stands here", "![one](a.png) ![two](gone.png)"), "utf-8")
    for words in (["site", "plans", "--details", "-o"], ["build", "plans", "--to", "html,ics", "-o"]):
        capsys.readouterr()
        there = run([*words, "there", "--on", address, *DAY]), capsys.readouterr().err
        here = run([*words, "here", *DAY]), capsys.readouterr().err
        assert there[0] == here[0] == 1
        assert everything("there") == everything("here")
        assert len(everything("there")) > 27
        if words[0] == "build":
            assert findings(there[1]) == findings(here[1])
        shutil.rmtree("there")
        shutil.rmtree("here")


def findings(said: str) -> list[str]:
    return [line for line in said.splitlines() if not line.startswith("wrote ") and not line.endswith(" geschrieben")]


@pytest.mark.slow
def test_a_hostile_plan_costs_only_itself_and_is_named(address: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("plans/north/bad.plan.md").write_text(plan_text(60, "Eve Mal", "END THIS PROCESS"), "utf-8")
    assert run(["site", "plans", "-o", "site", "--details", "--on", address, *DAY]) == 2
    said = capsys.readouterr().err
    assert "`plans/north/bad.plan.md` is left out: the process that was at it has ended" in said
    assert said.count("is left out") == 1
    assert sum(name.startswith("plans/") for name in everything("site")) == 27
    assert "cannot be read" in Path("site/index.html").read_text("utf-8")
    Path("plans/north/bad.plan.md").write_text(plan_text(60, "Eve Mal", "Be good"), "utf-8")
    assert run(["site", "plans", "-o", "site", "--details", "--on", address, *DAY]) == 1
    assert Path("site/plans/north/bad.html").exists()


@pytest.mark.slow
def test_no_scheduler_is_told_within_ten_seconds(capsys: pytest.CaptureFixture[str]) -> None:
    needs.library("distributed")
    for words in (["site", "plans", "-o", "site"], ["build", "plans", "-o", "out"]):
        began = time.monotonic()
        assert run([*words, "--on", f"tcp://127.0.0.1:{free_port()}", *DAY]) == 2
        assert time.monotonic() - began < 10
        assert "there is no scheduler at" in capsys.readouterr().err
    assert not Path("site/index.html").exists()
    assert not Path("out").exists(), "nothing is built here instead"


@pytest.mark.slow
def test_another_version_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "dask"
    folder.mkdir()
    with cluster(folder, OTHER) as address:
        assert run(["site", "plans", "-o", "site", "--on", address, *DAY]) == 2
    assert f"has plainplan 0.0.0, and this is {__version__}" in capsys.readouterr().err
    assert not Path("site/index.html").exists()


@pytest.mark.slow
def test_by_tls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    needs.programs("openssl")
    folder = tmp_path / "dask"
    folder.mkdir()
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1",
         "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", certificate],
        check=True, capture_output=True,
    )  # fmt: skip
    files = ("--tls-ca-file", str(certificate), "--tls-cert", str(certificate), "--tls-key", str(key))
    with cluster(folder, TRAP, files) as address:
        for name, path in (("CA_FILE", certificate), ("CLIENT__CERT", certificate), ("CLIENT__KEY", key)):
            monkeypatch.setenv(f"DASK_DISTRIBUTED__COMM__TLS__{name}", str(path))
        command = [sys.executable, "-m", "plainplan", "site", "plans", "-o", "site", "--on", address, *DAY]
        ran = subprocess.run(command, check=False, capture_output=True, text=True, timeout=120)
        assert ran.returncode == 1, ran.stderr
    assert Path("site/index.html").exists()


def test_what_a_cluster_cannot_do(capsys: pytest.CaptureFixture[str]) -> None:
    where = ["--on", "tcp://127.0.0.1:1"]
    Path("look").mkdir()
    assert run(["build", "plans", "--history", "-o", "out", *where]) == 2
    assert run(["build", "plans/north/ana.plan.md", "-o", "-", *where]) == 2
    assert run(["build", "plans", "--template", "look", "-o", "out", *where]) == 2
    assert run(["site", "plans", "--template", "look", "-o", "site", *where]) == 2
    assert capsys.readouterr().err.count("error: ") == 4
