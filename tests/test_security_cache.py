"""Compiled templates are kept only where nobody but this user can put them, and never stand in the way."""

from __future__ import annotations

import os
import stat
import sys
from datetime import date
from pathlib import Path

import pytest

from plainplan.compile import compile_text
from plainplan.plain import is_used
from plainplan.render import Options, render
from plainplan.render.environment import environment_of
from plainplan.render.template_cache import cache_folder

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="owners and modes of POSIX systems"),
    pytest.mark.skipif(not is_used("templates"), reason="no templates are kept"),
]

PLAN = compile_text("a.plan.md", "# A plan\n\n## Goals\n\n### Work ~1w\n", date(2026, 11, 1))


@pytest.fixture
def caches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    environment_of.cache_clear()
    return tmp_path / "caches" / "plainplan"


def page() -> bytes:
    environment_of.cache_clear()
    return render(PLAN, "html", Options())


def test_templates_are_kept_for_this_user_alone(caches: Path) -> None:
    first = page()
    kept = sorted(caches.iterdir())
    assert len(kept) > 5
    assert stat.S_IMODE(caches.stat().st_mode) == 0o700
    times = [path.stat().st_mtime_ns for path in kept]
    assert page() == first
    assert [path.stat().st_mtime_ns for path in sorted(caches.iterdir())] == times


def test_what_is_kept_is_used(caches: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = page()
    monkeypatch.setattr("jinja2.Environment.compile", lambda *arguments: pytest.fail("compiled again"))
    assert page() == first


@pytest.mark.parametrize("mode", [0o777, 0o770, 0o702])
def test_a_folder_that_others_can_write_is_not_used(caches: Path, mode: int) -> None:
    caches.mkdir(parents=True)
    caches.chmod(mode)
    assert cache_folder() is None
    page()
    assert list(caches.iterdir()) == []


def test_a_link_is_not_followed(caches: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    caches.parent.mkdir()
    caches.symlink_to(tmp_path / "elsewhere")
    assert cache_folder() is None


def test_somebody_elses_folder_is_not_used(caches: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert cache_folder() == caches
    monkeypatch.setattr(os, "getuid", lambda: os.geteuid() + 1)
    assert cache_folder() is None


@pytest.mark.parametrize("place", ["relative/path", "/dev/null"])
def test_without_a_place_there_is_no_cache(caches: Path, monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", place)
    assert cache_folder() is None
    assert page().startswith(b"<!doctype html>")


def test_what_is_spoilt_is_compiled_again(caches: Path) -> None:
    first = page()
    for path in caches.iterdir():
        path.write_bytes(b"spoilt")
    assert page() == first
    for path in caches.iterdir():
        path.write_bytes(path.read_bytes()[:-9])
    assert page() == first


def test_a_full_disk_is_no_reason_to_fail(caches: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*arguments: object, **options: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tempfile.TemporaryDirectory", fail)
    assert page().startswith(b"<!doctype html>")
    assert list(caches.iterdir()) == []


def test_a_changed_template_is_seen(caches: Path, tmp_path: Path) -> None:
    (tmp_path / "look").mkdir()
    for words in ("one", "two"):
        (tmp_path / "look" / "page.html").write_text(words, "utf-8")
        environment_of.cache_clear()
        assert render(PLAN, "html", Options(template=str(tmp_path / "look"))) == words.encode()
