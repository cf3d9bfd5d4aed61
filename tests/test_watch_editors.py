"""Every way in which editors save ends in the right page, with no more builds than saves."""

from __future__ import annotations

import fcntl
import os
import pty
import random
import select
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from needs import programs, stress
from watching import Watch, folder_at_home, shows, text, watching

SAVES = stress(300, 3000)


@pytest.fixture
def home() -> Iterator[Path]:
    with folder_at_home() as folder:
        (folder / "p.plan.md").write_text(text("First"))
        yield folder


def write(path: Path, content: str) -> None:
    """VS Code, nano: empty the file, then write it."""
    path.write_text(content)


def write_slowly(path: Path, content: str) -> None:
    with path.open("w") as file:
        for start in range(0, len(content), 40):
            file.write(content[start : start + 40])
            file.flush()
            time.sleep(0.02)


def write_late(path: Path, content: str) -> None:
    """Emptied and closed, then written after a while."""
    path.write_text("")
    time.sleep(0.08)
    path.write_text(content)


def rename_over(path: Path, content: str) -> None:
    """gedit, sed, programs that keep folders in step."""
    beside = path.with_name(".goutputstream-X")
    beside.write_text(content)
    beside.replace(path)


def rename_from_elsewhere(path: Path, content: str) -> None:
    away = path.parent.parent / f"{path.parent.name}.tmp"
    away.write_text(content)
    away.replace(path)


def like_vim(path: Path, content: str) -> None:
    """Its way with a backup: a probe, the old file renamed, a new one written, the old one deleted."""
    probe = path.with_name("4913")
    probe.touch()
    probe.unlink()
    backup = path.with_name(path.name + "~")
    path.rename(backup)
    path.write_text(content)
    backup.unlink()


def like_jetbrains(path: Path, content: str) -> None:
    new, old = path.with_name(path.name + "___jb_tmp___"), path.with_name(path.name + "___jb_old___")
    new.write_text(content)
    path.rename(old)
    new.rename(path)
    old.unlink()


def like_emacs(path: Path, content: str) -> None:
    lock = path.with_name(".#" + path.name)
    lock.symlink_to("jo@home.1234:1700000000")
    path.rename(path.with_name(path.name + "~"))
    path.write_text(content)
    lock.unlink()


def delete_and_return(path: Path, content: str) -> None:
    path.unlink()
    time.sleep(0.1)
    path.write_text(content)


WAYS = (
    write, write_slowly, write_late, rename_over, rename_from_elsewhere, like_vim, like_jetbrains, like_emacs,
    delete_and_return,
)  # fmt: skip


@pytest.mark.parametrize("save", WAYS)
def test_a_save_is_one_build(home: Path, save: Callable[[Path, str], None]) -> None:
    path = home / "p.plan.md"
    with watching(home) as watch:
        before = len(watch.built)
        for word in ("Second", "Third"):
            save(path, text(word))
            watch.wait_for(shows(path, text(word)))
        watch.quiet()
        assert len(watch.built) - before == 2


def edit_with(*command: str) -> Callable[[Path, str, str], None]:
    def edit(path: Path, old: str, new: str) -> None:
        filled = [part.format(file=path, old=old, new=new) for part in command]
        subprocess.run(filled, check=True, capture_output=True, timeout=20)

    return edit


VIM = ("-u", "NONE", "-i", "NONE", "-c", "%s/{old}/{new}/", "-c", "wq", "{file}")


def type_in(command: tuple[str, ...], keys: str) -> Callable[[Path, str, str], None]:
    """Start an editor in a terminal of its own, and type once it shows the text."""

    def edit(path: Path, old: str, new: str) -> None:
        programs("setsid")
        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
        environment = {**os.environ, "TERM": "xterm", "HOME": str(path.parent)}
        with subprocess.Popen(
            ["setsid", "--ctty", "--wait", *command, str(path)],  # Emacs wants a terminal that is its own
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=environment,
        ) as process:
            os.close(theirs)
            _type_when_shown(ours, old.encode(), keys.format(old=old, new=new).encode())
            assert process.wait(20) == 0
        os.close(ours)

    return edit


def _type_when_shown(terminal: int, shown: bytes, keys: bytes) -> None:
    """Type into a terminal once it shows this, and read all that it says until its program ends."""
    said, waiting = b"", True
    while True:
        ready, _, _ = select.select([terminal], [], [], 20)
        try:
            said += os.read(terminal, 65536) if ready else b""
        except OSError:  # its program has ended
            return
        assert ready, said[-500:]
        if waiting and shown in said:
            os.write(terminal, keys)
            waiting = False


LISP = """(progn (goto-char (point-min)) (search-forward "{old}") (replace-match "{new}" t) (save-buffer))"""
PROGRAMS = {
    "emacs-batch": edit_with("emacs", "--batch", "-Q", "{file}", "--eval", LISP),
    "emacs": type_in(("emacs", "-Q", "-nw"), "\x1b%{old}\r{new}\r!\x18\x13\x18\x03"),
    "nano": type_in(("nano", "--ignorercfiles"), "\x1c{old}\r{new}\rA\x0f\r\x18"),
    "vim": edit_with("vim", "-Es", *VIM),
    "vim-backup": edit_with("vim", "-Es", "-u", "NONE", "-i", "NONE", "-c", "set backup backupcopy=no", *VIM[4:]),
    "nvim": edit_with("nvim", "--headless", *VIM),
    "sed": edit_with("sed", "-i", "s/{old}/{new}/", "{file}"),
}


@pytest.mark.parametrize("name", PROGRAMS)
def test_real_programs(home: Path, name: str) -> None:
    programs(name.partition("-")[0])
    path = home / "p.plan.md"
    with watching(path) as watch:
        before = len(watch.built)
        PROGRAMS[name](path, "First", "Second")
        watch.wait_for(shows(path, text("Second")))
        PROGRAMS[name](path, "Second", "Third")
        watch.wait_for(shows(path, text("Third")))
        watch.quiet()
        assert len(watch.built) - before == 2


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=Jo", "-c", "user.email=jo@example.org")
    subprocess.run(["git", "-C", str(folder), *identity, *arguments], check=True, capture_output=True, timeout=20)


def test_a_checkout_of_many_plans(home: Path) -> None:
    programs("git")
    git(home, "init", "-q", "-b", "main")
    for number in range(10):
        (home / f"{number}.plan.md").write_text(text(f"Old {number}"))
    git(home, "add", ".")
    git(home, "commit", "-qm", "old")
    git(home, "checkout", "-qb", "new")
    for number in range(10):
        (home / f"{number}.plan.md").write_text(text(f"New {number}"))
    (home / "more").mkdir()
    (home / "more" / "m.plan.md").write_text(text("More"))
    git(home, "add", "*.plan.md", "more")
    git(home, "commit", "-qm", "new")
    git(home, "checkout", "-q", "main")
    with watching(home) as watch:
        before = len(watch.built)
        git(home, "checkout", "-q", "new")
        for number in range(10):
            watch.wait_for(shows(home / f"{number}.plan.md", text(f"New {number}")))
        watch.wait_for(shows(home / "more" / "m.plan.md", text("More")))
        git(home, "checkout", "-q", "main")
        for number in range(10):
            watch.wait_for(shows(home / f"{number}.plan.md", text(f"Old {number}")))
        watch.quiet()
        assert len(watch.built) - before <= 21


def test_random_saves_at_random_moments_end_in_the_right_page(home: Path) -> None:
    chance = random.Random(7)
    path = home / "p.plan.md"
    with watching(path) as watch:
        before = len(watch.built)
        word = "First"
        for number in range(SAVES):
            word = f"Save {number}"
            chance.choice(WAYS)(path, text(word))
            time.sleep(chance.choice([0, 0, 0.002, 0.01, 0.04, 0.1]))
        watch.wait_for(shows(path, text(word)))
        watch.quiet()
        _no_more_builds_than(watch, before, SAVES)
    assert shows(path, text(word))()


def _no_more_builds_than(watch: Watch, before: int, saves: int) -> None:
    assert 0 < len(watch.built) - before <= saves
