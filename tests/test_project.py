"""Finding plans, reading them, saying where outputs go, and writing files whole or not at all."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from plainplan.errors import FileTrouble, UsageError
from plainplan.project import (
    PlanFile,
    create_file,
    find_plans,
    only_plan_here,
    output_stem,
    outputs_of,
    read_plan,
    write_file,
)

posix = pytest.mark.skipif(sys.platform == "win32", reason="file modes and links of POSIX systems")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(*names: str, text: str = "# A plan\n") -> None:
    for name in names:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text, "utf-8")


def named(*paths: str) -> list[str]:
    found = find_plans(paths)
    assert found.troubles == ()
    return [plan.name for plan in found.plans]


def plan(name: str) -> PlanFile:
    return PlanFile(name, Path(name))


# Finding


def test_without_a_path_it_is_plan_md(here: Path) -> None:
    put("plan.md", "nurse.plan.md", "sam.plan.md")
    assert named() == ["plan.md"]


def test_else_the_only_plan_here(here: Path) -> None:
    put("nurse.plan.md", "README.md", ".#nurse.plan.md")
    assert named() == ["nurse.plan.md"]


def test_several_plans_are_listed(here: Path) -> None:
    put("sam.plan.md", "nurse.plan.md")
    with pytest.raises(UsageError, match=r"`nurse\.plan\.md`, `sam\.plan\.md`"):
        only_plan_here()


def test_no_plan_tells_what_was_seen(here: Path) -> None:
    put("notes.md", "photo.txt")
    with pytest.raises(UsageError, match=r"here is `notes\.md`"):
        only_plan_here()


def test_a_folder_called_plan_md_is_no_plan(here: Path) -> None:
    Path("plan.md").mkdir()
    Path("x.plan.md").mkdir()
    with pytest.raises(UsageError, match=r"no `plan\.md`"):
        only_plan_here()


def test_a_folder_is_every_plan_below_it(here: Path) -> None:
    put(
        "all/b.plan.md",
        "all/a.plan.md",
        "all/deep/er/plan.md",
        "all/README.md",
        "all/.git/c.plan.md",
        "all/.#d.plan.md",
    )
    assert named("all") == [str(Path(name)) for name in ("all/a.plan.md", "all/b.plan.md", "all/deep/er/plan.md")]


def test_any_file_may_be_named_and_each_counts_once(here: Path) -> None:
    put("todo.txt", "a.plan.md")
    assert named("todo.txt", "a.plan.md", ".", "./todo.txt") == ["todo.txt", "a.plan.md"]


def test_a_folder_without_plans_is_trouble_and_the_others_are_found(here: Path) -> None:
    put("a.plan.md")
    Path("empty").mkdir()
    found = find_plans(["empty", "a.plan.md"])
    assert [one.name for one in found.plans] == ["a.plan.md"]
    assert [str(trouble) for trouble in found.troubles] == [
        "`empty` is a folder without plans: no `plan.md` and no `*.plan.md` in it or below"
    ]


# Reading


def test_a_missing_file(here: Path) -> None:
    with pytest.raises(FileTrouble, match=r"^`gone\.plan\.md` cannot be read: there is no such file$"):
        read_plan(plan("gone.plan.md"))


def test_a_folder_named_like_a_plan(here: Path) -> None:
    Path("x.plan.md").mkdir()
    with pytest.raises(FileTrouble, match="is a folder, not a plan"):
        read_plan(plan("x.plan.md"))


@posix
def test_an_unreadable_file(here: Path) -> None:
    put("secret.plan.md")
    Path("secret.plan.md").chmod(0)
    with pytest.raises(FileTrouble, match="may not be read"):
        read_plan(plan("secret.plan.md"))


@posix
def test_a_pipe_with_a_name(here: Path) -> None:
    os.mkfifo("pipe.plan.md")
    with pytest.raises(FileTrouble, match="not an ordinary file"):
        read_plan(plan("pipe.plan.md"))


@posix
def test_links_in_a_circle(here: Path) -> None:
    Path("a.plan.md").symlink_to("b.plan.md")
    Path("b.plan.md").symlink_to("a.plan.md")
    with pytest.raises(FileTrouble, match="circle"):
        read_plan(plan("a.plan.md"))


def test_a_file_larger_than_the_cap(here: Path) -> None:
    with Path("huge.plan.md").open("wb") as file:
        file.truncate(32 * 1024 * 1024 + 1)
    with pytest.raises(FileTrouble, match="larger than 32 MiB"):
        read_plan(plan("huge.plan.md"))


# Where outputs go


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("nurse.plan.md", "nurse"),
        ("nurse.md", "nurse"),
        ("plan.md", "plan"),
        ("NURSE.PLAN.MD", "NURSE"),
        ("v1.2.plan.md", "v1.2"),
        ("notes", "notes"),
        (".plan.md", "plan"),
    ],
)
def test_the_name_of_an_output(name: str, stem: str) -> None:
    assert output_stem(plan(name)) == stem


def paths(names: list[str], formats: tuple[str, ...], out: str | None) -> list[str]:
    return [str(output.path) for output in outputs_of([plan(name) for name in names], formats, out)]


def test_outputs_go_beside_their_plan(here: Path) -> None:
    expected = [str(Path(name)) for name in ("in/a.html", "in/a.pdf", "b.html", "b.pdf")]
    assert paths(["in/a.plan.md", "b.md"], ("html", "pdf"), None) == expected


def test_html_is_the_default(here: Path) -> None:
    assert paths(["a.plan.md"], (), None) == ["a.html"]


def test_the_ending_chooses_the_output(here: Path) -> None:
    (output,) = outputs_of([plan("a.plan.md")], (), "road.pdf")
    assert (output.format, str(output.path)) == ("pdf", "road.pdf")


def test_a_name_without_ending_is_a_folder(here: Path) -> None:
    assert paths(["a.plan.md", "b.plan.md"], ("json",), "out") == [str(Path("out/a.json")), str(Path("out/b.json"))]


def test_a_folder_may_look_like_a_file(here: Path) -> None:
    assert paths(["a.plan.md"], (), "site.html/") == [str(Path("site.html/a.html"))]


def test_standard_output() -> None:
    (output,) = outputs_of([plan("a.plan.md")], ("json",), "-")
    assert output.path is None


def test_a_plan_from_standard_input_goes_to_standard_output() -> None:
    (output,) = outputs_of([PlanFile("<stdin>", None)], (), None)
    assert (output.format, output.path) == ("html", None)


@pytest.mark.parametrize(
    ("names", "formats", "out", "said"),
    [
        (["a.plan.md", "a.md"], (), None, "`a.plan.md` and `a.md` would both be written to `a.html`"),
        (["a.plan.md", "in/a.plan.md"], (), "out/", "`a.plan.md` and `in/a.plan.md` would both"),
        (["a.plan.md"], ("pdf",), "a.html", "do not agree"),
        (["a.plan.md"], ("html", "pdf"), "a.html", "these are 2 outputs"),
        (["a.plan.md", "b.plan.md"], (), "a.html", "these are 2 plans"),
        (["a.plan.md", "b.plan.md"], (), "-", "one output of one plan"),
        (["a.plan.md"], ("html", "pdf"), "-", "one output of one plan"),
        (["a.plan.md"], (), "a.docx", "none of the endings"),
        (["a.html"], (), None, "an output would replace it"),
        (["a.plan.md"], ("html",), "b.plan.md", "`b.plan.md` is a plan: name another file with `-o`"),
        (["a.plan.md"], ("html",), "in/plan.md", "`in/plan.md` is a plan"),
        (["a.plan.md"], ("html",), "B.PLAN.MD", "`B.PLAN.MD` is a plan"),
    ],
)
def test_what_cannot_be_asked_for(here: Path, names: list[str], formats: tuple[str, ...], out: str, said: str) -> None:
    with pytest.raises(UsageError) as raised:
        outputs_of([plan(name) for name in names], formats, out)
    assert said.replace("in/", str(Path("in/x"))[:-1]) in str(raised.value)


GOALS = "# A plan\n\n## Goals\n\n### Work\n"


@posix
def test_no_output_replaces_a_plan_of_any_name(here: Path) -> None:
    put("todo.txt", "real/a.plan.md", "other.md", text=GOALS)
    put("notes.md", text="# Notes\n\nOnly prose.\n")
    Path("linked.txt").symlink_to("todo.txt")
    Path("away.html").symlink_to("real/a.plan.md")
    Path("own.html").symlink_to("todo.txt")
    for out in ("todo.txt", "linked.txt", "away.html", "own.html", "other.md"):
        with pytest.raises(UsageError, match=f"^`{out}` is a plan: name another file with `-o`$"):
            outputs_of([plan("todo.txt")], ("html",), out)
    assert paths(["todo.txt"], ("md",), "notes.md") == ["notes.md"]
    assert paths(["todo.txt"], ("html",), "new.text") == ["new.text"]


# Writing


def left_over(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.endswith(".tmp")]


def test_a_new_file(here: Path) -> None:
    write_file(here / "new.html", b"<p>\r\n")
    assert (here / "new.html").read_bytes() == b"<p>\r\n"
    assert left_over(here) == []


@posix
def test_a_new_file_has_the_usual_mode(here: Path) -> None:
    put("usual")
    write_file(here / "new.html", b"x")
    assert (here / "new.html").stat().st_mode == (here / "usual").stat().st_mode


@posix
def test_the_mode_is_kept(here: Path) -> None:
    put("old.html")
    Path("old.html").chmod(0o640)
    write_file(here / "old.html", b"new")
    assert Path("old.html").read_bytes() == b"new"
    assert Path("old.html").stat().st_mode & 0o777 == 0o640


@posix
def test_what_is_private_is_so_while_it_is_written(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put("private.plan.md")
    Path("private.plan.md").chmod(0o600)
    seen: list[int] = []

    def opened(path: str, flags: int, mode: int = 0o777, open_file: Callable[..., int] = os.open) -> int:
        handle = open_file(path, flags, mode)
        seen.append(os.fstat(handle).st_mode & 0o777)
        return handle

    monkeypatch.setattr(os, "open", opened)
    write_file(Path("private.plan.md"), b"new", unless_changed_from=b"# A plan\n")
    assert seen[0] == Path("private.plan.md").stat().st_mode & 0o777 == 0o600


@posix
def test_what_one_group_may_read_is_not_given_to_another(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(path: str, owner: int, group: int) -> None:
        raise PermissionError(1, "Operation not permitted")

    put("ours.plan.md")
    Path("ours.plan.md").chmod(0o640)
    try:
        os.chown("ours.plan.md", -1, os.getgid() + 1)
    except PermissionError:
        pytest.skip("needs the right to give a file to another group")
    write_file(Path("ours.plan.md"), b"new")
    assert Path("ours.plan.md").stat().st_gid == os.getgid() + 1
    assert Path("ours.plan.md").stat().st_mode & 0o777 == 0o640
    monkeypatch.setattr(os, "chown", refused)
    write_file(Path("ours.plan.md"), b"newer")
    assert Path("ours.plan.md").stat().st_gid == os.getgid()
    assert Path("ours.plan.md").stat().st_mode & 0o777 == 0o600


@posix
def test_a_symbolic_link_stays_one(here: Path) -> None:
    put("real/file.html")
    Path("link.html").symlink_to("real/file.html")
    write_file(Path("link.html"), b"new")
    assert Path("link.html").is_symlink()
    assert Path("real/file.html").read_bytes() == b"new"


@posix
def test_a_hard_linked_file_is_refused(here: Path) -> None:
    put("one.html")
    os.link("one.html", "two.html")
    with pytest.raises(FileTrouble, match="hard links"):
        write_file(Path("one.html"), b"new")
    assert Path("one.html").read_text("utf-8") == "# A plan\n"


@posix
@pytest.mark.parametrize("which", ["file", "folder"])
def test_what_is_read_only_is_refused(here: Path, which: str) -> None:
    put("out/old.html")
    place = Path("out/old.html") if which == "file" else Path("out")
    place.chmod(0o555)
    try:
        with pytest.raises(FileTrouble, match="read-only"):
            write_file(Path("out/old.html"), b"new")
    finally:
        place.chmod(0o755)
    assert Path("out/old.html").read_text("utf-8") == "# A plan\n"
    assert left_over(here / "out") == []


def test_a_folder_in_the_way_is_refused(here: Path) -> None:
    Path("a.html").mkdir()
    with pytest.raises(FileTrouble, match="it is a folder"):
        write_file(Path("a.html"), b"new")


def test_a_missing_folder_is_told(here: Path) -> None:
    with pytest.raises(FileTrouble, match="its folder does not exist"):
        write_file(Path("gone/a.html"), b"new")


def test_a_file_that_somebody_else_saved_is_left_alone(here: Path) -> None:
    put("a.plan.md", text="theirs")
    with pytest.raises(FileTrouble, match="another program"):
        write_file(Path("a.plan.md"), b"ours", unless_changed_from=b"before")
    assert Path("a.plan.md").read_text("utf-8") == "theirs"


def test_a_file_that_somebody_else_removed_stays_removed(here: Path) -> None:
    with pytest.raises(FileTrouble, match=r"^`a\.plan\.md` was removed by another program meanwhile: nothing was"):
        write_file(Path("a.plan.md"), b"ours", unless_changed_from=b"before")
    assert list(here.iterdir()) == []


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_disk_that_fails_leaves_the_old_file(here: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    put("a.html")

    def fail(*arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(*{"fsync": (os, "fsync"), "replace": (Path, "replace")}[step], fail)
    with pytest.raises(FileTrouble, match="the disk is full"):
        write_file(Path("a.html"), b"new")
    assert Path("a.html").read_text("utf-8") == "# A plan\n"
    assert left_over(here) == []


@posix
@pytest.mark.parametrize("out", [None, "x.html", "x/"])
def test_a_folder_that_is_gone_is_told(here: Path, monkeypatch: pytest.MonkeyPatch, out: str | None) -> None:
    (here / "a.plan.md").write_bytes(b"# P\n")
    (here / "gone").mkdir()
    monkeypatch.chdir(here / "gone")
    (here / "gone").rmdir()
    (trouble,) = find_plans(("../a.plan.md",)).troubles
    assert "has been removed" in str(trouble)
    absolute = PlanFile("a.plan.md", here / "a.plan.md")
    if out is not None:
        with pytest.raises(FileTrouble, match="has been removed"):
            outputs_of((absolute,), (), out)
    with pytest.raises(FileTrouble, match="has been removed"):
        write_file(Path("x.html"), b"x")


@posix
def test_nothing_new_goes_into_a_read_only_folder(here: Path) -> None:
    (here / "closed").mkdir(mode=0o555)
    with pytest.raises(FileTrouble, match="its folder is read-only"):
        create_file(here / "closed" / "a.plan.md", b"x")
    assert list((here / "closed").iterdir()) == []
