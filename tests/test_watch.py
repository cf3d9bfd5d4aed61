"""What a watch builds and what it leaves alone: plans, folders, pictures, templates, PDFs, errors, mounts."""

from __future__ import annotations

import errno
import gc
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from queue import SimpleQueue
from signal import SIGINT
from threading import Thread, active_count
from typing import Any

import pytest

import needs
from plainplan import building
from plainplan.building import OutputOptions
from plainplan.cli import run
from plainplan.compile import Compilation, compile_text
from plainplan.project import Output, PlanFile, compile_read
from plainplan.render import Options
from plainplan.report.style import Style
from plainplan.serve import session as serve_session
from plainplan.watch import build as build_module
from plainplan.watch import notices, pending, watcher
from plainplan.watch.build import BuiltAgain
from plainplan.watch.messages import text_lines
from plainplan.watch.pdf_queue import PdfOrder, PdfQueue, PdfResult
from plainplan.watch.session import LostPlan, Polling, WatchJob, WatchSession
from plainplan.watch.watcher import Watcher
from plainplan.workers import stop_all
from watching import DAY, PATIENCE, Watch, folder_at_home, handles, page_of, resident, shows, text, wait_for, watching

PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c63600000000200015d0b2b1e0000000049454e44ae426082"
)
BROKEN = text("Word after:nix")


@pytest.fixture
def home() -> Iterator[Path]:
    with folder_at_home() as folder:
        yield folder


@pytest.fixture
def path(home: Path) -> Path:
    (home / "p.plan.md").write_text(text("First"))
    return home / "p.plan.md"


def save(watch: Watch, path: Path, content: str) -> None:
    """Save a plan, and wait for its page."""
    path.write_text(content)
    watch.wait_for(shows(path, content))
    watch.wait_for(lambda: watch.built[-1].compilation.source.text == content)


# What is left alone


def test_a_touch_builds_nothing(path: Path) -> None:
    with watching(path) as watch:
        path.touch()
        path.write_text(text("First"))
        path.chmod(0o600)
        watch.quiet()
        assert len(watch.built) == 1


def test_outputs_build_nothing_and_the_same_output_is_not_written(path: Path) -> None:
    page = path.with_name("p.html")
    with watching(path.parent, formats=("html", "json")) as watch:
        written = page.stat().st_mtime_ns
        path.write_text(text("First") + "\n<!-- a comment that no page shows -->\n")
        watch.wait_for(lambda: len(watch.built) == 2)
        watch.quiet()
        assert watch.built[1].written == ()
        assert page.stat().st_mtime_ns == written
        page.write_text("somebody else's")
        watch.quiet()
        assert len(watch.built) == 2


def test_hidden_files_and_others_are_not_plans(path: Path) -> None:
    with watching(path.parent) as watch:
        for name in (".hidden.plan.md", ".git/x.plan.md", "notes.md", "p.plan.md~", "p.plan.md.swp"):
            other = path.parent / name
            other.parent.mkdir(exist_ok=True)
            other.write_text(text("No"))
        watch.quiet()
        assert len(watch.built) == 1


# What is built


def test_with_errors_the_last_page_stays_until_they_are_mended(path: Path) -> None:
    with watching(path) as watch:
        path.write_text(BROKEN)
        watch.wait_for(lambda: len(watch.built) == 2)
        assert watch.built[1].compilation.has_errors
        assert shows(path, text("First"))()
        save(watch, path, text("Second"))
        before = watch.built[2].before
        assert before is not None
        assert before.source.text == text("First")


def test_a_plan_that_goes_is_told_once_and_taken_up_when_it_returns(path: Path) -> None:
    with watching(path) as watch:
        path.unlink()
        watch.wait_for(lambda: any(isinstance(event, LostPlan) for event in watch.events))
        watch.quiet()
        assert sum(isinstance(event, LostPlan) for event in watch.events) == 1
        assert shows(path, text("First"))()
        save(watch, path, text("Back"))


def trips(real: Callable[..., Compilation]) -> Callable[..., Compilation]:
    """A compiler with a mistake in it, which some plans meet."""

    def compiles(plan: PlanFile, data: bytes, *more: Any) -> Compilation:
        if b"Trip" in data:
            raise IndexError("tuple index out of range")
        return real(plan, data, *more)

    return compiles


def test_a_mistake_of_ours_is_told_and_outlived(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build_module, "compile_read", trips(compile_read))
    other = path.with_name("other.plan.md")
    other.write_text(text("Other"))
    with watching(path.parent) as watch:
        path.write_text(text("Trip"))
        watch.wait_for(lambda: isinstance(watch.events[-1], LostPlan))
        [lost] = [event for event in watch.events if isinstance(event, LostPlan)]
        assert "IndexError: tuple index out of range, a mistake in plainplan" in str(lost.trouble)
        assert f"please report it with what `plan build {lost.plan.name}` says" in str(lost.trouble)
        [line] = text_lines(lost, datetime(2026, 11, 1).astimezone(), Style(False, "utf-8"), 80, verbose=False)
        assert "watching for it" not in line
        assert shows(path, text("First"))()
        save(watch, other, text("Another"))
        save(watch, path, text("Mended"))


def test_a_mistake_of_ours_in_a_pdf_is_told_and_outlived(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    def prints(compilation: Compilation, name: str, options: Options) -> bytes:
        made.append(name)
        if b"Trip" in compilation.source.text.encode():
            raise IndexError("tuple index out of range")
        return b"%PDF"

    monkeypatch.setattr(building, "render", prints)
    with watching(path, formats=("pdf",)) as watch:

        def papers() -> list[PdfResult]:
            return [event for event in watch.events if isinstance(event, PdfResult)]

        watch.wait_for(lambda: len(papers()) == 1)
        path.write_text(text("Trip"))
        watch.wait_for(lambda: len(papers()) == 2)
        assert "a mistake in plainplan" in str(papers()[1].trouble)
        path.write_text(text("Mended"))
        watch.wait_for(lambda: len(papers()) == 3)
        assert papers()[2].trouble is None


def test_a_plan_that_has_gone_is_not_built_from_memory(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from plainplan.watch import session

    monkeypatch.setattr(session, "A_WHILE", 0.1)
    look, page, other = path.parent / "look", path.with_name("p.html"), path.with_name("other.plan.md")
    look.mkdir()
    (look / "page.html").write_text("<!doctype html>{{ plan.title }} one")
    other.write_text(text("Other"))
    with watching(path.parent, look=OutputOptions(str(look))) as watch:
        path.unlink()
        watch.wait_for(lambda: isinstance(watch.events[-1], LostPlan))
        page.unlink()
        (look / "page.html").write_text("<!doctype html>{{ plan.title }} two")
        watch.wait_for(lambda: other.with_name("other.html").read_text().endswith("two"))
        watch.day = date(2026, 11, 5)
        watch.wait_for(lambda: watch.built[-1].compilation.schedule.today == watch.day.toordinal())
        watch.quiet()
        assert not page.exists()
        path.write_text(text("Back"))
        watch.wait_for(lambda: page.exists() and page.read_text().endswith("two"))


def test_a_new_plan_in_a_folder_and_a_folder_that_is_moved_in(path: Path) -> None:
    with folder_at_home() as away, watching(path.parent) as watch:
        new = path.with_name("new.plan.md")
        save(watch, new, text("New"))
        (away / "deep").mkdir()
        (away / "deep" / "d.plan.md").write_text(text("Deep"))
        away.rename(path.parent / "in")
        moved = path.parent / "in" / "deep" / "d.plan.md"
        watch.wait_for(shows(moved, text("Deep")))
        save(watch, moved, text("Deeper"))
        assert watch.built[-1].plan.name == str(moved)
        (path.parent / "in").rename(away)


def test_a_plan_whose_page_is_taken_is_told_of(path: Path) -> None:
    with watching(path.parent) as watch:
        other = path.with_name("p.plan.plan.md")
        other.write_text(text("Other"))
        watch.wait_for(lambda: len(watch.built) == 2)
        (path.parent / "plan.md").write_text(text("Third"))
        watch.wait_for(lambda: len(watch.built) == 3)
    with watching(path.parent, out=str(path.parent / "out")) as watch:
        clash = path.with_name("plan.plan.md")
        clash.write_text(text("Clash"))
        watch.wait_for(lambda: isinstance(watch.events[-1], LostPlan))
        assert "would both be written" in str(watch.events[-1])
        third = path.with_name("plan.md")
        assert (path.parent / "out" / "plan.html").read_bytes() == page_of(third, text("Third"))
        save_into = text("Second")
        path.write_text(save_into)
        watch.wait_for(lambda: (path.parent / "out" / "p.html").read_bytes() == page_of(path, save_into))


def test_a_plan_that_went_gives_its_outputs_back(path: Path) -> None:
    """A folder that became another: the plan in it is another one now, with the same outputs."""
    out = path.parent / "out"
    inner = path.parent / "one"
    inner.mkdir()
    path.parent.joinpath("two").mkdir()
    plan = inner / "q.plan.md"
    plan.write_text(text("One"))
    path.rename(path.parent / "two" / path.name)
    with watching(inner, path.parent / "two", out=str(out)) as watch:
        plan.rename(path.parent / "two" / "q.plan.md")
        moved = path.parent / "two" / "q.plan.md"
        watch.wait_for(lambda: any(built.plan.name == str(moved) for built in watch.built))
        save_into = text("Two")
        moved.write_text(save_into)
        watch.wait_for(lambda: (out / "q.html").read_bytes() == page_of(moved, save_into))
        assert not any("would both be written" in str(event) for event in watch.events)


def test_a_plan_that_was_refused_is_built_when_its_outputs_are_free(path: Path) -> None:
    out, clash = path.parent / "out", path.parent / "deep" / "p.plan.md"
    clash.parent.mkdir()
    clash.with_name("other.plan.md").write_text(text("Other"))
    with watching(clash.parent, path.parent, out=str(out)) as watch:
        clash.write_text(text("Clash"))
        watch.wait_for(lambda: any("would both be written" in str(lost) for lost in lost_in(watch)))
        path.unlink()
        watch.wait_for(lambda: (out / "p.html").read_bytes() == page_of(clash, text("Clash")))


def test_a_watched_folder_is_mirrored(path: Path) -> None:
    out, inner = path.parent / "out", path.parent / "deep" / "p.plan.md"
    with watching(path.parent, out=str(out)) as watch:
        inner.parent.mkdir()
        inner.write_text(text("Inner"))
        watch.wait_for(lambda: len(watch.built) == 2)
        assert (out / "p.html").read_bytes() == page_of(path, text("First"))
        assert (out / "deep" / "p.html").read_bytes() == page_of(inner, text("Inner"))
        inner.parent.rename(path.parent / "other")
        watch.wait_for(lambda: (out / "other" / "p.html").exists())
        assert not lost_in(watch) or all("would both" not in str(lost) for lost in lost_in(watch))


def test_a_picture_that_is_no_longer_named_is_no_longer_watched(path: Path) -> None:
    picture, other = path.parent / "img" / "road.png", path.with_name("other.plan.md")
    picture.parent.mkdir()
    picture.write_bytes(PICTURE)
    path.write_text(text("First") + "\n## Notes\n\n![A road](img/road.png)\n")
    other.write_text(text("Other"))
    with watching(path, other) as watch:
        picture.write_bytes(PICTURE + b"\0")
        watch.wait_for(lambda: len(watch.built) == 3)
        save(watch, path, text("Second"))
        picture.write_bytes(PICTURE)
        for turn in range(3):  # what a picture leads to would be built by then
            save(watch, other, text(f"Other {turn}"))
        assert [built.plan.name for built in watch.built[3:]] == [str(path), *[str(other)] * 3]


def test_files_that_are_no_longer_asked_for_are_let_go(path: Path) -> None:
    one, two = path.parent / "one" / "a.png", path.parent / "two" / "b.png"
    for picture in (one, two):
        picture.parent.mkdir()
    watch = Watcher([str(path)])
    try:
        watch.start()
        watch.read_too([str(one), str(two)])
        watch.read_too([str(two)])
        one.write_bytes(PICTURE)
        two.write_bytes(PICTURE)
        assert watch.wait(PATIENCE).inputs == {str(two)}
    finally:
        watch.close()


def test_a_picture_that_comes_changes_and_goes(path: Path) -> None:
    content = text("First") + "\n## Notes\n\n![A road](img/road.png)\n"
    picture = path.parent / "img" / "road.png"
    picture.parent.mkdir()
    path.write_text(content)
    with watching(path) as watch:
        assert b"data:image/png" not in path.with_name("p.html").read_bytes()
        picture.write_bytes(PICTURE)
        watch.wait_for(lambda: b"data:image/png" in path.with_name("p.html").read_bytes())
        picture.unlink()
        watch.wait_for(lambda: b"data:image/png" not in path.with_name("p.html").read_bytes())


def test_templates_are_watched_and_their_errors_told(path: Path) -> None:
    look = path.parent / "look"
    look.mkdir()
    page = path.with_name("p.html")
    (look / "page.html").write_text("<!doctype html>{{ plan.title }} one")
    with watching(path, look=OutputOptions(str(look))) as watch:
        assert page.read_text().endswith("P one")
        (look / "page.html").write_text("<!doctype html>{{ plan.title }} two")
        watch.wait_for(lambda: page.read_text().endswith("P two"))
        (look / "page.html").write_text("<!doctype html>{{ plan.title }")
        watch.wait_for(lambda: bool(watch.built[-1].troubles))
        assert page.read_text().endswith("P two")
        (look / "part.html").write_text("three")
        (look / "page.html").write_text("<!doctype html>{% include 'part.html' %}")
        watch.wait_for(lambda: page.read_text().endswith("three"))
        (look / "part.html").write_text("four")
        watch.wait_for(lambda: page.read_text().endswith("four"))


def test_a_new_day_builds_all_again(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from plainplan.watch import session

    monkeypatch.setattr(session, "A_WHILE", 0.1)
    with watching(path.parent) as watch:
        watch.day = date(2026, 11, 5)
        watch.wait_for(lambda: len(watch.built) == 2)
        assert b"5 November 2026" in path.with_name("p.html").read_bytes()


def test_a_link_to_a_plan_is_followed(path: Path) -> None:
    with folder_at_home() as away:
        link = away / "linked.plan.md"
        link.symlink_to(path)
        with watching(link) as watch:
            path.write_text(text("Behind"))
            watch.wait_for(shows(link, text("Behind")))
            other = path.with_name("other.md")
            other.write_text(text("Elsewhere"))
            link.unlink()
            link.symlink_to(other)
            watch.wait_for(shows(link, text("Elsewhere")))


def test_a_folder_that_is_replaced_by_another(path: Path) -> None:
    with folder_at_home() as base:
        inner = base / "inner"
        inner.mkdir()
        plan = inner / "p.plan.md"
        plan.write_text(text("Old"))
        with watching(plan) as watch:
            inner.rename(base / "old")
            inner.mkdir()
            plan.write_text(text("New"))
            watch.wait_for(shows(plan, text("New")))
            save(watch, plan, text("Newer"))


# Systems that tell little or nothing


def test_looking_instead_of_listening(path: Path) -> None:
    with watching(path.parent, poll=0.1) as watch:
        save(watch, path, text("Second"))
        save(watch, path.with_name("new.plan.md"), text("New"))
        path.unlink()
        watch.wait_for(lambda: isinstance(watch.events[-1], LostPlan))
        save(watch, path, text("Third"))


def test_a_mount_that_tells_nothing_is_found_out(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notices.FolderWatch, "watch", lambda *_, **__: None)
    monkeypatch.setattr(watcher, "_NOTICE_TIMEOUT", 0.2)
    monkeypatch.setattr(watcher, "SWEEP", 0.3)
    with watching(path) as watch:
        watch.wait_for(lambda: any(isinstance(event, Polling) for event in watch.events))
        save(watch, path, text("Second"))


def test_lost_notices_are_made_up_for(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watcher, "SWEEP", 0.2)
    with watching(path.parent) as watch:
        monkeypatch.setattr(pending.Pending, "note", _forgetting_once(pending.Pending.note))
        save(watch, path, text("Second"))


def _forgetting_once(note: object) -> object:
    lost: list[object] = []

    def forgetful(self: object, notice: notices.Notice, now: float) -> None:
        if notice.kind != notices.MADE and len(lost) < 2:  # what the sweep says is heard
            lost.append(notice)
        else:
            note(self, notice, now)  # type: ignore[operator]

    return forgetful


def no_instance(_: object) -> int:
    raise OSError(errno.EMFILE, "inotify instance limit reached")


def no_place(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


REFUSALS = {
    "programs": ("watchdog.observers.inotify_c.InotifyFD._create_inotify_fd", classmethod(no_instance)),
    "folders": ("watchdog.observers.api.BaseObserver.schedule", no_place),
}


@pytest.mark.skipif(sys.platform != "linux", reason="the limits of inotify")
@pytest.mark.parametrize("limit", REFUSALS)
def test_a_system_that_hears_no_more_is_looked_at(limit: str, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(*REFUSALS[limit])
    monkeypatch.setattr(watcher, "POLL_PERIOD", 0.1)
    with watching(path.parent) as watch:
        watch.wait_for(lambda: any(isinstance(event, Polling) for event in watch.events))
        [polling] = [event for event in watch.events if isinstance(event, Polling)]
        assert "limit of " in polling.why
        assert limit in polling.why
        save(watch, path, text("Second"))
        save(watch, path.with_name("new.plan.md"), text("New"))


@pytest.mark.skipif(sys.platform != "linux", reason="the limits of inotify")
def test_a_limit_that_is_met_on_the_way_ends_no_watch(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with folder_at_home() as elsewhere, watching(path.parent) as watch:
        monkeypatch.setattr(*REFUSALS["folders"])
        monkeypatch.setattr(watcher, "POLL_PERIOD", 0.1)
        save(watch, path, text("Second") + f"\n![a picture](../{elsewhere.name}/road.png)\n")
        watch.wait_for(lambda: any(isinstance(event, Polling) for event in watch.events))
        save(watch, path, text("Third"))


@pytest.mark.skipif(sys.platform != "linux", reason="the limits of inotify")
def test_a_limit_that_is_met_at_a_look_ends_no_watch(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder is not there yet: what is above it cannot be listened at."""
    monkeypatch.setattr(watcher, "SWEEP", 0.1)
    with watching(path.parent) as watch:
        monkeypatch.setattr(*REFUSALS["folders"])
        monkeypatch.setattr(watcher, "POLL_PERIOD", 0.1)
        save(watch, path, text("Second") + f"\n![a picture](../{path.parent.name}-not/road.png)\n")
        watch.wait_for(lambda: any(isinstance(event, Polling) for event in watch.events))
        save(watch, path, text("Third"))


@pytest.mark.parametrize("depth", [0, 1, 2])
def test_a_folder_made_anew_is_heard_at_once(depth: int, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a look at the stamps of files, which would find it too, later. Disks give its number to the new one."""
    monkeypatch.setattr(watcher, "SWEEP", 3600.0)
    inner = path.parent / "a" / "b" / "c"
    inner.mkdir(parents=True)
    plan = inner / "p.plan.md"
    plan.write_text(text("Old"))
    with watching(inner) as watch:
        for turn in ("Once", "Twice"):
            lost = len(lost_in(watch))
            shutil.rmtree((inner, inner.parent, inner.parent.parent)[depth])
            watch.wait_for(lambda lost=lost: len(lost_in(watch)) > lost)  # type: ignore[misc]
            inner.mkdir(parents=True)
            save(watch, plan, text(turn))
            save(watch, plan, text(f"{turn} more"))


def lost_in(watch: Watch) -> list[LostPlan]:
    return [event for event in watch.events if isinstance(event, LostPlan)]


# PDFs


def test_a_pdf_follows_its_page_and_a_newer_save_cancels_an_older_one(path: Path) -> None:
    needs.pango()
    pdf = path.with_name("p.pdf")
    with watching(path, formats=("html", "pdf")) as watch:
        watch.wait_for(pdf.exists, 60)
        saves = 6
        for number in range(saves):
            save(watch, path, text(f"Save {number}"))
        watch.wait_for(lambda: _text_of(_papers(watch)[-1]) == text(f"Save {saves - 1}"), 60)
        made = [_text_of(paper) for paper in _papers(watch)]
        assert len(set(made)) == len(made) <= saves + 1
        assert pdf.read_bytes().startswith(b"%PDF")


def _papers(watch: Watch) -> list[PdfResult]:
    return [event for event in watch.events if isinstance(event, PdfResult)]


def _text_of(paper: PdfResult) -> str:
    return paper.order.compilation.source.text


def test_a_pdf_that_cannot_be_written_is_told(path: Path) -> None:
    needs.pango()
    path.with_name("p.pdf").mkdir()
    with watching(path, formats=("pdf",)) as watch:
        watch.wait_for(lambda: bool(_papers(watch)), 60)
        assert "it is a folder" in str(_papers(watch)[0].trouble)


def test_who_saves_all_the_time_sees_every_other_pdf(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def order(word: str) -> PdfOrder:
        return PdfOrder(paper, compile_text("p", text(word), DAY), OutputOptions())

    def render_while_saving(compilation: Compilation, form: str, options: Options) -> bytes:
        if saves:
            papers.order(saves.pop(0))
        assert options.progress
        options.progress("laying out")
        return compilation.source.text.encode()

    paper = Output(PlanFile("p", path), "pdf", path.with_name("p.pdf"))
    saves = [order(f"Save {number}") for number in range(5)]
    told: SimpleQueue[None] = SimpleQueue()
    papers = PdfQueue(lambda: told.put(None))
    monkeypatch.setattr("plainplan.render.pdf_worker.start", lambda: None)
    monkeypatch.setattr("plainplan.building.render", render_while_saving)
    papers.order(order("First"))
    for _ in range(3):
        told.get(timeout=60)
    papers.close()
    assert [_text_of(paper) for paper in papers.made()] == [text(f"Save {number}") for number in (0, 2, 4)]
    assert path.with_name("p.pdf").read_text("utf-8") == text("Save 4")


def test_the_end_gives_up_what_is_under_way(path: Path) -> None:
    papers = PdfQueue(lambda: None)
    paper = Output(PlanFile("p", path), "pdf", path.with_name("p.pdf"))
    papers.order(PdfOrder(paper, compile_text("p", text("A"), DAY), OutputOptions()))
    papers.close()
    assert papers.made() == []


def test_the_end_stops_a_layout_that_does_not_answer(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: SimpleQueue[subprocess.Popen[bytes]] = SimpleQueue()
    program = subprocess.Popen

    def silent(command: list[str], **options: Any) -> subprocess.Popen[bytes]:
        process = program([sys.executable, "-c", "input()"], **options)
        started.put(process)
        return process

    stop_all()
    monkeypatch.setattr(subprocess, "Popen", silent)
    papers = PdfQueue(lambda: None)
    paper = Output(PlanFile("p", path), "pdf", path.with_name("p.pdf"))
    papers.order(PdfOrder(paper, compile_text("p", text("A"), DAY), OutputOptions()))
    process = started.get(timeout=PATIENCE)
    ending = Thread(target=papers.close, daemon=True)
    ending.start()
    ending.join(PATIENCE)
    assert not ending.is_alive()
    assert process.poll() is not None
    assert not path.with_name("p.pdf").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="signals and groups of POSIX systems")
@pytest.mark.parametrize("group", [False, True])
@pytest.mark.parametrize("words", [["watch", "--to", "html,pdf"], ["build", "--to", "pdf"]])
def test_an_interrupted_pdf_leaves_no_process_and_no_folder(words: list[str], group: bool, path: Path) -> None:
    needs.pango()
    path.write_text(text("First") + STEPS * 5)
    folders = path.parent / "tmp"
    folders.mkdir()
    program = (
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler);"
        "from plainplan.__main__ import main; main()"
    )
    command = [sys.executable, "-c", program, *words, path.name]
    with subprocess.Popen(
        command, cwd=path.parent, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True,
        env={**os.environ, "TMPDIR": str(folders)},
    ) as process:  # fmt: skip
        wait_for(lambda: any(folders.glob("plainplan-*/plainplan-*")))  # it is at the layout
        (os.killpg if group else os.kill)(process.pid, SIGINT)
        assert process.wait(20) == 130
        assert process.stdout
        assert process.stdout.read() == b""  # until all that had it open have ended
    assert list(folders.iterdir()) == []
    assert [file.name for file in path.parent.iterdir() if file.name.startswith(".plainplan")] == []


# Running for long


STEPS = "".join(f"- [ ] Step {number} ~2d @jo\n" for number in range(120))


@pytest.fixture
def started_as_a_command() -> Iterator[None]:
    """As the program `plan` does it: the collector rests until somebody switches it on."""
    gc.disable()
    yield
    gc.unfreeze()
    gc.enable()


@pytest.mark.usefixtures("started_as_a_command")
@pytest.mark.parametrize("command", ["watch", "serve"])
def test_many_saves_leave_no_memory_no_threads_and_no_open_files(command: str, path: Path) -> None:
    saves = needs.stress(100, 5_000)
    built: SimpleQueue[str] = SimpleQueue()
    session: WatchSession | serve_session.ServeSession
    if command == "watch":
        session = WatchSession(WatchJob((str(path),), ("html",), None, OutputOptions(), lambda: DAY))
    else:
        session = serve_session.ServeSession(serve_session.ServeJob((str(path),), lambda: DAY, port=0))

    def follow() -> None:
        for event in session.run():  # events hold plans: keep none
            if isinstance(event, BuiltAgain):
                built.put(event.compilation.source.text)

    thread = Thread(target=follow, daemon=True)
    thread.start()
    try:
        assert built.get(timeout=PATIENCE) == text("First")
        used = [_used_after(path, number, built) for number in _in_tenths(saves)]
    finally:
        session.end()
        thread.join(PATIENCE)
    assert {(files, threads) for files, threads, _ in used[1:]} == {used[1][:2]}
    assert max(memory for *_, memory in used) - used[1][2] < 8 * 2**20


def _in_tenths(saves: int) -> list[range]:
    return [range(start, start + saves // 10) for start in range(0, saves, saves // 10)]


def _used_after(path: Path, numbers: range, built: SimpleQueue[str]) -> tuple[int, int, int]:
    """Files, threads and memory in use after these saves, each of which is built."""
    for number in numbers:
        saved = text(f"Save {number}") + STEPS
        path.write_text(saved)
        while built.get(timeout=PATIENCE) != saved:
            pass
    return handles(), active_count(), resident()


# The command


def test_what_cannot_be_watched(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["watch", "-o", "-"]) == 2
    assert "writes files" in capsys.readouterr().err
    assert run(["watch", "-"]) == 2
    assert run(["watch", "nowhere.plan.md"]) == 2
    for seconds in ("0", "-1", "nan", "inf", "1e300"):
        assert run(["watch", "--poll", seconds]) == run(["serve", "--poll", seconds]) == 2


def test_the_command_tells_each_build_and_ends_when_interrupted(path: Path) -> None:
    program = (
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler);"
        "from plainplan.__main__ import main; import sys; sys.exit(main())"
    )
    command = [sys.executable, "-c", program, "watch", path.name, "--as-of", "2026-11-01"]
    with subprocess.Popen(
        command, cwd=path.parent, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr is not None
        lines = iter(process.stderr.readline, "")
        next(line for line in lines if line.startswith("watching 1 plan"))
        path.write_text(text("First").replace("~2w", "~3w"))
        told = next(lines)
        assert "  p.plan.md  " in told
        assert told.endswith("0/2 steps (0 %)  finish 28 Nov 2026, as planned\n")
        assert next(lines) == "  finish +7 days: *First* 2w → 3w\n"
        process.send_signal(SIGINT)
        assert process.wait(20) == 130
        assert process.stdout is not None
        assert process.stdout.read() == ""


def test_the_odds_are_shown_where_they_are_asked_for(path: Path) -> None:
    risky = text("First").replace("~2w", "~1/2/9w")
    path.write_text(risky)
    with watching(path, look=OutputOptions(forecast=True)) as watch:
        asked = path.with_name("p.html").read_bytes()
        assert watch.built[0].troubles == ()
    assert asked != page_of(path, risky)
    assert b"likely" in asked


def test_a_writer_that_never_closes_is_read_all_the_same() -> None:
    """Its file is looked at after a while, and again, however often it is written to."""
    signs = pending.Pending(tells_closing=True)
    looked = []
    for hundredth in range(200):
        now = hundredth / 100
        signs.note(notices.Notice(notices.WRITING, "log"), now)
        looked += [now for _ in signs.take(now)]
    assert len(looked) == 3
    assert looked[0] == pending.LONGEST
