"""A look is a folder: its templates, what it lies over and its fonts, as its `look.toml` says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from importlib import import_module
from pathlib import Path

import jinja2
import pytest
from click.testing import CliRunner

from plainplan.cli import group
from plainplan.compile import compile_text
from plainplan.errors import TemplateTrouble
from plainplan.render import Options
from plainplan.render.environment import FILTERS
from plainplan.render.fragment_cache import Pieces
from plainplan.render.html import _filters, render_html
from plainplan.render.looks import built_in_looks, font_face, font_files, look_folders

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize("look", built_in_looks())
@pytest.mark.parametrize("medium", ["page", "print"])
def test_every_look_has_its_fonts(look: str, medium: str) -> None:
    files = font_files(look, medium, "Ωж Ł")
    assert len({file.family for file in files}) >= 4
    for file in files:
        assert file.path.is_file()
        assert file.is_ours


def test_a_text_brings_only_what_it_needs() -> None:
    plain = {file.path.name for file in font_files("default", "page", "abc")}
    greek = {file.path.name for file in font_files("default", "page", "Ω")}
    assert all("latin" in name for name in plain)
    assert {name for name in greek - plain if "greek" not in name} == set()
    assert greek > plain


def test_a_folder_lies_over_the_look_it_names(tmp_path: Path) -> None:
    assert [Path(folder).name for folder in look_folders(str(tmp_path))] == [tmp_path.name, "default"]
    (tmp_path / "look.toml").write_text('base = "default"\n', "utf-8")
    assert [Path(folder).name for folder in look_folders(str(tmp_path))] == [tmp_path.name, "default"]


def test_the_document_shows_how_to_change_the_sheet(tmp_path: Path) -> None:
    document = (ROOT / "docs" / "templates.md").read_text("utf-8")
    for name, file in (("look.toml", "look.toml"), ("sheet/extra.css", "extra.css")):
        [text] = re.findall(rf"^```\w+ {name}\n(.*?)^```$", document, re.MULTILINE | re.DOTALL)
        (tmp_path / file).write_text(text, "utf-8")
    made = render_html(compile_text("a.plan.md", "# A\n", date(2026, 11, 1)), Options(template=str(tmp_path)))
    assert "--signal: #0a4fd0" in made
    assert 'font-family:"Plainplan Grotesk"' in made
    assert 'class="hero' in made
    for name in re.findall(r"`(--[a-z-]+)`", document.partition("The sheet's colours are")[2].partition("\n\n")[0]):
        assert f"{name}:" in made


def test_the_reference_lists_all_that_a_template_may_use(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    reference = import_module("view_reference")
    named = {re.split(r"\W", name)[0] for name in reference.CALLABLES}
    assert named == {*_filters(None, ("", ""), {}), "t"}
    assert tuple(name.partition("(")[0] for name in reference.CALLABLES)[:6] == FILTERS
    parts = reference.parts()
    assert {part.__name__ for part in parts} >= {"PlanView", "GoalView", "Wall", "WallRow", "Lane", "Sheet"}
    assert [part.__name__ for part in parts if part.__doc__.startswith(f"{part.__name__}(")] == []


def test_a_folder_brings_its_own_fonts(tmp_path: Path) -> None:
    (tmp_path / "look.toml").write_text('[[fonts]]\nfile = "mine"\nfamily = "Mine"\nweight = "300 700"\n', "utf-8")
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts" / "mine.woff2").write_bytes(b"a font")
    (tmp_path / "fonts" / "mine-latin.ttf").write_bytes(b"a font")
    [page] = font_files(str(tmp_path), "page", "")
    [paper] = font_files(str(tmp_path), "print", "")
    assert (page.path.name, paper.path.name) == ("mine.woff2", "mine-latin.ttf")
    assert 'font-weight:300 700;src:url(data:font/woff2;base64,YSBmb250) format("woff2")' in font_face(page)
    assert not paper.is_ours


def test_a_font_whose_name_is_too_long_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "look.toml").write_text(f'[[fonts]]\nfile = "{"a" * 300}"\nfamily = "Mine"\n', "utf-8")
    (tmp_path / "fonts").mkdir()
    assert font_files(str(tmp_path), "page", "") == ()


def test_a_look_that_may_not_be_listed_is_taken_for_one_with_templates(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def listed(folder: Path, list_folder: Callable[[Path], Iterator[Path]] = Path.iterdir) -> Iterator[Path]:
        if folder == tmp_path:
            raise PermissionError(13, "Permission denied", str(folder))
        return list_folder(folder)

    monkeypatch.setattr(Path, "iterdir", listed)
    page = render_html(
        compile_text("a.plan.md", "# A road\n", date(2026, 11, 1)), Options(str(tmp_path), pieces=Pieces())
    )
    assert "A road" in page


def test_a_look_that_may_not_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(*arguments: object, **options: object) -> None:
        raise PermissionError(13, "Permission denied", "page.html")

    (tmp_path / "look.toml").write_text('[[fonts]]\nfile = "mine"\nfamily = "Mine"\n', "utf-8")
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts" / "mine.woff2").write_bytes(b"a font")
    compilation = compile_text("a.plan.md", "# A road\n", date(2026, 11, 1))
    for owner, name, says in (
        (Path, "read_bytes", r"mine\.woff2: cannot be read: Permission denied"),
        (jinja2.FileSystemLoader, "get_source", r"page\.html: cannot be read: Permission denied"),
    ):
        with monkeypatch.context() as patched:
            patched.setattr(owner, name, closed)
            with pytest.raises(TemplateTrouble, match=says):
                render_html(compilation, Options(str(tmp_path)))


def test_a_font_that_is_a_link_to_elsewhere_is_not_read(tmp_path: Path) -> None:
    look = tmp_path / "look"
    (look / "fonts").mkdir(parents=True)
    (look / "look.toml").write_text('[[fonts]]\nfile = "mine"\nfamily = "Mine"\n', "utf-8")
    (tmp_path / "secret.woff2").write_bytes(b"a secret")
    (look / "fonts" / "mine.woff2").symlink_to(tmp_path / "secret.woff2")
    assert font_files(str(look), "page", "") == ()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('base = "no-such-look"', "`base` is `no-such-look`"),
        ("base = ", "look.toml"),
        ('[[fonts]]\nfamily = "Mine"', "names a `file` and a `family`"),
        ("fonts = [1]", "names a `file` and a `family`"),
        ('[[fonts]]\nfile = "../../secret"\nfamily = "Mine"', "a `file` is letters"),
        ("[[fonts]]\nfile = 'mine'\nfamily = 'a\"}</style>'", "a `file` is letters"),
    ],
)
def test_a_manifest_that_is_wrong_is_told(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "look.toml").write_text(text, "utf-8")
    with pytest.raises(TemplateTrouble, match=says):
        look_folders(str(tmp_path))


def test_the_help_names_every_look() -> None:
    told = CliRunner().invoke(group, ["build", "-h"], terminal_width=200).output
    assert f"--template {'|'.join(built_in_looks())}|DIR" in told
