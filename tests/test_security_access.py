"""Who may read and write a file stays as it was when its text is replaced, or the text is not replaced."""

from __future__ import annotations

import errno
import os
import stat
import struct
import sys
from pathlib import Path

import pytest

from plainplan.cli import run
from plainplan.errors import FileTrouble
from plainplan.project import write_file
from watching import text

pytestmark = pytest.mark.skipif(not hasattr(os, "setxattr"), reason="needs extended attributes")

ACCESS, DEFAULT = "system.posix_acl_access", "system.posix_acl_default"
NOBODY = 0xFFFFFFFF
OWNER, USER, GROUP, MASK, OTHER = 0x01, 0x02, 0x04, 0x10, 0x20
AS_OF = ("--as-of", "2026-11-01")


def access_list(*entries: tuple[int, int, int]) -> bytes:
    """An access list as Linux keeps it: who (and which of them) may do what."""
    return struct.pack("<I", 2) + b"".join(struct.pack("<HHI", who, may, which) for who, may, which in entries)


# The mode of a file with this list is 0660, and its group may do nothing.
ONE_MORE = access_list((OWNER, 6, NOBODY), (USER, 6, 1234), (GROUP, 0, NOBODY), (MASK, 6, NOBODY), (OTHER, 0, NOBODY))
READERS = access_list((OWNER, 7, NOBODY), (USER, 7, 1234), (GROUP, 5, NOBODY), (MASK, 7, NOBODY), (OTHER, 5, NOBODY))


def give(path: Path, name: str, value: bytes) -> None:
    try:
        os.setxattr(path, name, value)
    except OSError as error:
        if sys.platform == "linux" and error.errno == errno.ENOTSUP:
            pytest.skip("this disk keeps no such attributes")
        raise


def attributes(path: Path) -> dict[str, bytes]:
    return {name: os.getxattr(path, name) for name in os.listxattr(path)}


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    file = tmp_path / "p.plan.md"
    file.write_text(text("First"))
    file.chmod(0o640)
    return file


@pytest.mark.parametrize(
    "words", [["done", "first", "-f", "p.plan.md", *AS_OF], ["fmt", "p.plan.md"], ["check", "--fix", "p.plan.md"]]
)
def test_an_access_list_and_attributes_are_kept(words: list[str], plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(plan.parent)
    plan.write_text(text("First").replace("- [ ] First ~2w", "- [ ]  First ~ 2w"))
    give(plan, ACCESS, ONE_MORE)
    give(plan, "user.note", b"\0\xff of mine")
    before, mode, data = attributes(plan), plan.stat().st_mode, plan.read_bytes()
    assert stat.S_IMODE(mode) == 0o660
    assert run(words) == 0
    assert plan.read_bytes() != data
    assert attributes(plan) == before
    assert plan.stat().st_mode == mode


def test_outputs_keep_theirs_too(plan: Path) -> None:
    page = plan.with_name("p.html")
    page.write_text("old")
    give(page, ACCESS, ONE_MORE)
    assert run(["build", str(plan), *AS_OF]) == 0
    assert attributes(page) == {ACCESS: ONE_MORE}


def test_what_a_folder_gives_to_new_files_is_not_given_to_an_old_one(plan: Path) -> None:
    """The list that is the folder's default would let others read what was private before."""
    give(plan.parent, DEFAULT, READERS)
    assert attributes(plan) == {}
    write_file(plan, b"new")
    assert attributes(plan) == {}
    assert stat.S_IMODE(plan.stat().st_mode) == 0o640
    write_file(plan.with_name("new.html"), b"new")
    assert ACCESS in attributes(plan.with_name("new.html"))


@pytest.mark.parametrize("name", [ACCESS, "user.note"])
def test_what_cannot_be_kept_is_a_reason_not_to_write(name: str, plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    give(plan, name, ONE_MORE if name == ACCESS else b"mine")
    before = plan.read_bytes(), attributes(plan), plan.stat()
    monkeypatch.setattr(os, "setxattr", refused)
    with pytest.raises(FileTrouble, match=r"cannot be kept \(No space left on device\)") as raised:
        write_file(plan, b"new")
    assert ("access list" if name == ACCESS else "user.note") in str(raised.value)
    assert (plan.read_bytes(), attributes(plan), plan.stat()) == before
    assert [path.name for path in plan.parent.iterdir()] == ["p.plan.md"]


def test_a_list_for_another_group_is_a_reason_not_to_write(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    try:
        os.chown(plan, -1, os.getgid() + 1)
    except PermissionError:
        pytest.skip("needs the right to give a file to another group")

    def refused(*_: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    give(plan, ACCESS, ONE_MORE)
    monkeypatch.setattr(os, "chown", refused)
    with pytest.raises(FileTrouble, match="for a group that is not yours"):
        write_file(plan, b"new")
    assert plan.read_text() == text("First")


@pytest.mark.parametrize(
    ("before", "after"),
    [(0o640, 0o600), (0o664, 0o604), (0o604, 0o600), (0o2775, 0o705), (0o646, 0o604), (0o666, 0o606)],
)
def test_where_the_group_cannot_be_kept_nobody_may_more_than_before(
    before: int, after: int, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its members are now among all others, who may do no more than they could."""
    try:
        os.chown(plan, -1, os.getgid() + 1)
    except PermissionError:
        pytest.skip("needs the right to give a file to another group")

    def refused(*_: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    plan.chmod(before)
    monkeypatch.setattr(os, "chown", refused)
    write_file(plan, b"new")
    assert plan.stat().st_gid == os.getgid()
    assert stat.S_IMODE(plan.stat().st_mode) == after


def test_a_disk_without_attributes_is_written_all_the_same(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object) -> None:
        raise OSError(errno.ENOTSUP, "Operation not supported")

    monkeypatch.setattr(os, "listxattr", unknown)
    write_file(plan, b"new")
    assert plan.read_bytes() == b"new"
