"""One way to build: a row of the table of outputs says what it needs, and whoever builds gives it that."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import plainplan.cli.build  # noqa: F401 - its help lists the formats as they are before this adds to them
from plainplan import building
from plainplan.building import OutputOptions, products, save
from plainplan.cli import run
from plainplan.compile import Compilation, compile_text
from plainplan.errors import FileTrouble, LayoutTrouble
from plainplan.project import Output, PlanFile
from plainplan.render import FORMATS, Format, Options
from watching import DAY, text, watching

NEEDS: dict[str, Callable[[Any], bool]] = {
    "earlier": lambda value: value == b"before",
    "forecast": lambda value: value is not None,
    "history": lambda value: value == "a curve",
    "excel": lambda value: value is True,
    "pieces": lambda value: value == "pieces",
    "progress": callable,
    "remind": lambda value: value == (),
    "todos": lambda value: value is True,
    "unprinted": callable,
}
"""The fields of `Options` that a row may name, and whether a value is the one that is offered below."""


def told(compilation: Compilation, options: Options) -> str:
    """An output that tells what it was given."""
    if options.progress:
        options.progress("at it")
    if options.unprinted:
        options.unprinted("\U0010fffd")
    if options.load_image:
        options.load_image("pictures/road.png")
    return "".join(f"{need}\n" for need in NEEDS if getattr(options, need) not in (None, False))


def untold(compilation: Compilation, options: Options) -> str:
    raise LayoutTrouble("there is no paper")


@pytest.fixture(autouse=True)
def outputs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(FORMATS, "all", Format(".all", f"{__name__}:told", tuple(NEEDS)))
    monkeypatch.setitem(FORMATS, "none", Format(".none", f"{__name__}:told"))
    monkeypatch.setitem(FORMATS, "trouble", Format(".trouble", f"{__name__}:untold", ("progress",)))


def output(folder: Path, format: str) -> Output:
    plan = PlanFile("a.plan.md", folder / "a.plan.md")
    return Output(plan, format, folder / f"a{FORMATS[format].ending}")


def compiled() -> Compilation:
    return compile_text("a.plan.md", text("Word"), date(2026, 11, 1))


def test_every_need_of_every_row_is_known() -> None:
    assert {need for format in FORMATS.values() for need in format.needs} == NEEDS.keys()
    assert NEEDS.keys() <= set(Options._fields)


def test_a_row_gets_what_it_needs_and_another_does_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[Options] = []

    def noted(compilation: Compilation, name: str, options: Options) -> bytes:
        given.append(options)
        return b""

    monkeypatch.setattr(building, "render", noted)
    monkeypatch.setattr(building, "_past", lambda *_: "a curve")
    (tmp_path / "a.all").write_bytes(b"before")
    look = OutputOptions(history=True, forecast=True, todos=True, remind=(), excel=True)
    pieces: Any = "pieces"
    list(products(compiled(), [output(tmp_path, "all"), output(tmp_path, "none")], look, lambda _: None, pieces))
    assert [need for need, is_right in NEEDS.items() if not is_right(getattr(given[0], need))] == []
    assert given[1]._replace(load_image=None) == Options()


def test_what_was_not_asked_for_is_not_given(tmp_path: Path) -> None:
    [made] = products(compiled(), [output(tmp_path, "all")], OutputOptions())
    assert made.taken() == b"unprinted\n"


def test_odds_are_worked_out_once_for_a_plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    monkeypatch.setattr(building, "_odds", lambda _: asked.append(1))
    list(products(compiled(), [output(tmp_path, "all"), output(tmp_path, "html")], OutputOptions(forecast=True)))
    assert asked == [1]


def test_a_product_knows_what_making_it_has_found(tmp_path: Path) -> None:
    said: list[str] = []
    made, other = products(
        compiled(), [output(tmp_path, "all"), output(tmp_path, "none")], OutputOptions(), said.append
    )
    assert said == ["at it", ""]
    assert [one.code for one in made.found] == ["P236"]
    assert made.reads == other.reads == {str(tmp_path / "pictures" / "road.png")}
    assert other.found == ()


def test_what_stands_in_the_way_of_one_output_leaves_the_others(tmp_path: Path) -> None:
    wrong, right = products(compiled(), [output(tmp_path, "trouble"), output(tmp_path, "none")], OutputOptions())
    assert (wrong.data, str(wrong.trouble), right.data) == (None, "there is no paper", b"")
    with pytest.raises(LayoutTrouble):
        wrong.taken()


def test_a_folder_is_made_only_where_outputs_go_to_another(tmp_path: Path) -> None:
    plan = PlanFile("a.plan.md", tmp_path / "gone" / "a.plan.md", tmp_path / "gone")
    apart = tmp_path / "out"
    assert save(Output(plan, "none", apart / "a.none", apart), b"x", if_changed=True)
    assert not save(Output(plan, "none", apart / "a.none", apart), b"x", if_changed=True)
    assert save(Output(plan, "none", apart / "a.none", apart), b"x", if_changed=False)
    with pytest.raises(FileTrouble, match="its folder does not exist"):
        save(Output(plan, "none", tmp_path / "gone" / "a.none", tmp_path / "gone"), b"x", if_changed=True)
    assert not (tmp_path / "gone").exists()


def test_the_command_and_the_watch_make_an_output_by_its_row(tmp_path: Path) -> None:
    path = tmp_path / "a.plan.md"
    path.write_text(text("Word"))
    (tmp_path / "a.all").write_bytes(b"before")
    words = ["build", str(path), "--to", "all,none", "--todos", "--as-of", str(DAY)]
    assert run(words) == 0
    assert (tmp_path / "a.all").read_text().split() == ["earlier", "progress", "todos", "unprinted"]
    assert (tmp_path / "a.none").read_text() == ""
    with watching(path, formats=("all",), look=OutputOptions(todos=True)) as watch:
        watch.wait_for(lambda: bool(watch.built))
        assert (tmp_path / "a.all").read_text().split() == ["earlier", "pieces", "todos", "unprinted"]
