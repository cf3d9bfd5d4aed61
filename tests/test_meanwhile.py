"""A text made by a copy of the process: the same text, and the same trouble, as without one."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from plainplan.compile import compile_text
from plainplan.errors import TemplateTrouble
from plainplan.render import Options, render
from plainplan.render.html import begin_goals

linux = pytest.mark.skipif(sys.platform != "linux", reason="copies of processes are made on Linux only")

# Makes a text in a copy; in the process that asks, the texts begin with `here`.
PROGRAM = """
import os, sys, threading
from plainplan import meanwhile as m
here = os.getpid()
os.sched_getaffinity = lambda process: {0, 1}
def text():
    return ("here " if os.getpid() == here else "there ") + "ä" * 200_000
def dies():
    return text() if os.getpid() == here else os._exit(9)
def is_killed():
    return text() if os.getpid() == here else os.kill(os.getpid(), 9)
def is_wrong():
    raise ValueError("wrong " + text()[:5].strip())
def is_half_done():
    if os.getpid() == here:
        return text()
    os.write(3, b"half"); os.write(4, b"half"); os._exit(1)
def waits():
    threading.Thread(target=threading.Event().wait, daemon=True).start()
    return m.meanwhile(text)()
def forbidden():
    def fork():
        raise BlockingIOError(11, "no more processes")
    os.fork = fork
    return m.meanwhile(text)()
try:
    print(eval(sys.argv[1])[:9].strip("ä "))
except ValueError as wrong:
    print(wrong)
print(len(os.listdir("/proc/self/fd")))
try:
    os.waitpid(-1, os.WNOHANG)
    print("somebody is left")
except ChildProcessError:
    pass
"""


def said(tmp_path: Path, what: str) -> list[str]:
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM, what], capture_output=True, text=True, cwd=tmp_path, check=True
    )
    assert ran.stderr == ""
    return ran.stdout.splitlines()


@linux
@pytest.mark.parametrize(
    ("what", "expected"),
    [
        ("m.meanwhile(text)()", "there"),
        ("m.meanwhile(dies)()", "here"),
        ("m.meanwhile(is_killed)()", "here"),
        ("m.meanwhile(is_half_done)()", "here"),
        ("m.meanwhile(is_wrong)()", "wrong here"),
        ("waits()", "here"),
        ("forbidden()", "here"),
    ],
)
def test_a_text_comes_from_a_copy_or_from_here(tmp_path: Path, what: str, expected: str) -> None:
    (nothing,) = said(tmp_path, "'nothing'")[1:]
    assert said(tmp_path, what) == [expected, nothing]


# Pages of long plans

LONG = "# A *long* plan\n\n## Goals\n\n" + "".join(
    f"### Goal {goal} ~4w\n\nSome <b>words</b>.\n\n"
    + "".join(f"- [ ] Step {goal}.{step} & more ~2d\n" for step in range(9))
    + "- Barrier: no time ~1w\n  - [ ] Solution: get up early ~1d\n\n"
    for goal in range(40)
)


def page(text: str, options: Options) -> bytes:
    return render(compile_text("long.plan.md", text, date(2026, 11, 1)), "html", options)


def page_by_two(text: str, options: Options) -> bytes:
    """The page, with its goals made apart; made later here, and not by another process."""
    plan = compile_text("long.plan.md", text, date(2026, 11, 1))
    goals = begin_goals(plan, options, lambda make: make)
    assert goals is not None
    return render(plan, "html", options._replace(goals=goals))


@pytest.mark.parametrize("lang", ["", "---\nlang: de\n---\n", "---\nlang: fr\n---\n", "---\nlang: ar\n---\n"])
def test_a_long_page_is_the_same_whoever_makes_its_goals(lang: str) -> None:
    assert page_by_two(lang + LONG, Options()) == page(lang + LONG, Options())


def test_short_pages_and_looks_of_others_are_made_alone(tmp_path: Path) -> None:
    short = compile_text("a.plan.md", "# A plan\n\n## Goals\n\n### Learn ~2w\n", date(2026, 11, 1))
    long = compile_text("a.plan.md", LONG, date(2026, 11, 1))
    assert begin_goals(short, Options(), lambda make: make) is None
    assert begin_goals(long, Options("sheet"), lambda make: make) is None
    assert begin_goals(long, Options(str(tmp_path)), lambda make: make) is None


def test_what_is_wrong_with_a_part_is_told_as_without_others(monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(*_: object, **__: object) -> str:
        raise ValueError("wrong")

    monkeypatch.setattr("plainplan.render.html.prose_html", wrong)
    with pytest.raises(TemplateTrouble, match="wrong"):
        page_by_two(LONG, Options())


@linux
def test_the_program_makes_the_same_page_on_any_number_of_cores(tmp_path: Path) -> None:
    (tmp_path / "long.plan.md").write_text(LONG, "utf-8")
    program = (
        "import os, sys; os.sched_getaffinity = lambda process: set(range(int(sys.argv[1])));"
        "from plainplan.cli import run; sys.exit(run(['build', 'long.plan.md', '-o', '-', '--as-of', '2026-11-01']))"
    )
    pages = [
        subprocess.run([sys.executable, "-c", program, cores], cwd=tmp_path, capture_output=True, check=True).stdout
        for cores in "12"
    ]
    assert pages[0] == pages[1]
    assert pages[0].count(b'<article class="goal"') == 40
