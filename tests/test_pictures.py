"""Pictures beside a plan: as large as their place allows, on page and paper; each that cannot be shown is told."""

from __future__ import annotations

import re
import struct
import subprocess
import tracemalloc
import zlib
from base64 import b64encode
from datetime import date
from pathlib import Path

import pytest

import needs
from page_frames import found_in
from plainplan.cli import run
from plainplan.project import PlanFile, compile_plan, output_options
from plainplan.render import Options, render
from watching import watching

DAY = date(2026, 11, 1)
EVERYWHERE = """\
---
start: 2026-11-01
---

# Title PICTURE

Intro PICTURE

## Origin

- I am PICTURE

## Self-assessment

- Skills: many PICTURE

## Occupations

| Occupation | Status | Education |
|---|---|---|
| Nurse PICTURE | chosen | BSN PICTURE |
| Medic | shortlist | PICTURE |

## Notes PICTURE

| A | B | C |
|---|---|---|
| PICTURE | PICTURE | some longer words that want their room |

> quote PICTURE

- item PICTURE
  1. nested PICTURE

## Goals

### Get in PICTURE ~6m

Why PICTURE

- [ ] Step PICTURE ~1w
  - [ ] sub PICTURE ~1d
- [ ] Second ~1w due:2026-12-03
  PICTURE
- Barrier: no time PICTURE ~1w
  - Solution: get up PICTURE ~1d

## Primary objective

### Work PICTURE ~3m

- [ ] Apply ~1w

## Check-ins

- 2026-10-25 @sam: seen PICTURE
"""


def png(width: int, height: int) -> bytes:
    """A picture that is red all over."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = zlib.compress((b"\0" + b"\xe0\x10\x10" * width) * height, 9)
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


SIZES = {"wide": (1200, 800), "tall": (1080, 2400), "huge": (4000, 3000), "small": (16, 16)}


def everywhere(folder: Path, size: str) -> PlanFile:
    """A plan with a picture of that size wherever there can be one."""
    (folder / "a.png").write_bytes(png(*SIZES[size]))
    (folder / "p.plan.md").write_text(EVERYWHERE.replace("PICTURE", "![a](a.png)"), "utf-8")
    return PlanFile("p.plan.md", folder / "p.plan.md")


def made(plan: PlanFile, format: str, look: str = "default") -> bytes:
    compilation, _ = compile_plan(plan, DAY)
    assert not compilation.has_errors
    return render(compilation, format, output_options(plan, look, None))


# How often their bytes are there


def repeated(folder: Path, *names: str, data: bytes | None = None) -> PlanFile:
    """A plan that shows these pictures one after the other, in prose, in a table and at a goal."""
    for name in set(names):
        (folder / name).write_bytes(data or png(30, 20))
    shown = " ".join(f"![the {name}, {number}]({name})" for number, name in enumerate(names))
    goals = f"## Goals\n\n### A ~1m\n\n{shown}\n"
    (folder / "p.plan.md").write_text(f"# T\n\n{shown}\n\n| A |\n|---|\n| {shown} |\n\n{goals}", "utf-8")
    return PlanFile("p.plan.md", folder / "p.plan.md")


def encoded(data: bytes) -> str:
    return b64encode(data).decode()


@pytest.mark.parametrize("look", ["default", "sheet"])
@pytest.mark.parametrize("names", [("a.png", "a.png"), ("a.png", "./a.png"), ("a.png", "copy.png")])
def test_a_page_has_the_bytes_of_a_picture_once(names: tuple[str, ...], look: str, tmp_path: Path) -> None:
    page = made(repeated(tmp_path, *names), "html", look).decode()
    assert page.count(encoded(png(30, 20))) <= 1
    if look == "default":
        assert page.partition("</head>")[0].count(encoded(png(30, 20))) == 1
        assert page.count('<img class="picture-1" ') == 6
        assert {f'alt="the {name}, {number}"' in page for number, name in enumerate(names)} == {True}


def test_of_two_pictures_each_is_shown_in_its_places(tmp_path: Path) -> None:
    plan = repeated(tmp_path, "a.png")
    (tmp_path / "b.png").write_bytes(png(5, 5))
    (tmp_path / "c.png").write_bytes(png(6, 6))
    assert plan.path
    with plan.path.open("a") as file:
        file.write("\n![b](b.png) ![b](b.png) ![c](c.png)\n")
    page = made(plan, "html").decode()
    rules = re.findall(r"[.](picture-\d)[{]content:url[(]data:image/png;base64,([^)]*)[)][}]", page)
    shown = re.findall(r'<img class="(picture-\d)" src="[^"]*" alt="([^"]*)"', page)
    alt = {name: {words[-1] if words in "bc" else "a" for one, words in shown if one == name} for name, _ in rules}
    assert sorted((alt[name], data) for name, data in rules) == [
        ({"a"}, encoded(png(30, 20))),
        ({"b"}, encoded(png(5, 5))),
    ]
    assert f'<img src="data:image/png;base64,{encoded(png(6, 6))}" alt="c">' in page


def test_what_is_shown_once_stands_in_its_place(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(png(30, 20))
    (tmp_path / "p.plan.md").write_text('# T\n\n![a](a.png "words")\n', "utf-8")
    page = made(PlanFile("p.plan.md", tmp_path / "p.plan.md"), "html").decode()
    assert f'<img src="data:image/png;base64,{encoded(png(30, 20))}" alt="a" title="words">' in page
    assert page.count("<style>") == 1


def test_a_look_without_a_head_has_each_in_its_place(tmp_path: Path) -> None:
    (tmp_path / "look").mkdir()
    (tmp_path / "look" / "page.html").write_text(
        "<!doctype html>{% for section in plan.before %}{% include 'text.html' %}{% endfor %}"
    )
    (tmp_path / "a.png").write_bytes(png(30, 20))
    (tmp_path / "p.plan.md").write_text("# T\n\n## Notes\n\n![a](a.png) ![b](a.png)\n", "utf-8")
    page = made(PlanFile("p.plan.md", tmp_path / "p.plan.md"), "html", str(tmp_path / "look")).decode()
    assert page.count(encoded(png(30, 20))) == page.count('<img src="data:') == 2


def test_each_is_read_once_and_held_once(tmp_path: Path) -> None:
    plan, asked = repeated(tmp_path, *["a.png"] * 100), []

    def load(address: str) -> bytes:
        asked.append(address)
        return png(30, 20) + bytes(500_000)

    compilation, _ = compile_plan(plan, DAY)
    tracemalloc.start()
    page = render(compilation, "html", Options(load_image=load))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert asked == ["a.png"]
    assert len(page) < 1_500_000
    assert most < 12_000_000


def test_words_that_look_like_the_place_of_a_picture_stay_words(tmp_path: Path) -> None:
    plan = repeated(tmp_path, "a.png", "a.png")
    assert plan.path
    with plan.path.open("a") as file:
        file.write('\n<img src="plainplan:pictures/1" alt="x"> `<img src="plainplan:pictures/1"` </head>\n')
        file.write("\n![x](plainplan:pictures/1) ![y](plainplan:pictures/9)\n")
    page = made(plan, "html").decode()
    assert page.count('<img class="picture-1" ') == 6
    assert (
        len(re.findall(r"&lt;img src=(?:&quot;|”)plainplan:pictures/1(?:&quot;|”)", page)) == 2
    )  # in prose, and in code


def test_a_pdf_has_a_picture_once(tmp_path: Path) -> None:
    data = png(30, 20)
    once, often = tmp_path / "once", tmp_path / "often"
    for folder, names in ((once, ["a.png"]), (often, ["a.png"] * 10)):
        folder.mkdir()
        pdf = made(repeated(folder, *names, data=data), "pdf")
        (folder / "a.pdf").write_bytes(pdf)
        needs.programs("pdfimages")
        listed = subprocess.run(["pdfimages", "-list", folder / "a.pdf"], capture_output=True, text=True, check=True)
        rows = [row.split() for row in listed.stdout.splitlines()[2:]]
        assert len(rows) == 3 * len(names)
        assert len({row[10] for row in rows}) == 1


# How large they are

LOOK = """
const out = [], wide = document.documentElement.clientWidth;
if (document.documentElement.scrollWidth > wide) out.push('the page is wider than its window');
for (const picture of document.querySelectorAll('img')) {
  const box = picture.getBoundingClientRect();
  if (!box.width) continue;
  let around = picture.parentElement;
  while (getComputedStyle(around).display === 'inline') around = around.parentElement;
  const place = around.getBoundingClientRect(), name = around.tagName + '.' + around.className;
  if (box.right > place.right + 1 || box.left < place.left - 1) out.push(name + ': wider than its place');
  if (box.height > innerHeight) out.push(name + ': taller than the window');
  if (box.width > WIDTH + 1) out.push(name + ': larger than it is');
  if (box.width < 12) out.push(name + ': not there');
}
const found = document.createElement('pre');
found.id = 'found'; found.textContent = JSON.stringify(out); document.body.append(found);
"""


@pytest.mark.parametrize("look", ["default", "sheet"])
@pytest.mark.parametrize("size", ["wide", "tall", "small"])
def test_on_a_page(size: str, look: str, tmp_path: Path) -> None:
    page = made(everywhere(tmp_path, size), "html", look).decode()
    assert page.count("<img ") > (3 if look == "sheet" else 20)
    assert found_in(page, tmp_path, LOOK.replace("WIDTH", str(SIZES[size][0]))) == [[], [], [], []]


TURNED = """
const boxes = [...document.querySelectorAll('img')].map(picture => picture.getBoundingClientRect());
const found = document.createElement('pre');
found.id = 'found'; found.textContent = JSON.stringify(boxes.map(box => `${box.width} ${box.height}`));
document.body.append(found);
"""


@pytest.mark.parametrize("names", [["turned.jpg"], ["turned.jpg"] * 2])
def test_a_photo_that_was_taken_on_its_side_stands_upright(names: list[str], tmp_path: Path) -> None:
    image = pytest.importorskip("PIL.Image")
    exif = image.Exif()
    exif[0x0112] = 6
    image.new("RGB", (90, 50)).save(tmp_path / "photo.jpg", exif=exif.tobytes())
    shown = " ".join(f"![a]({name})" for name in names)
    (tmp_path / "turned.jpg").write_bytes((tmp_path / "photo.jpg").read_bytes())
    (tmp_path / "p.plan.md").write_text(f"# T\n\n## Notes\n\n{shown}\n", "utf-8")
    page = made(PlanFile("p.plan.md", tmp_path / "p.plan.md"), "html").decode()
    assert found_in(page, tmp_path, TURNED) == [["50 90"] * len(names)] * 4


def red(folder: Path) -> list[tuple[int, int, int, int]]:
    """Of each page of a PDF where its red begins and ends, in millimetres: left, top, right, bottom."""
    needs.programs("pdftoppm")
    subprocess.run(["pdftoppm", "-r", "25.4", folder / "a.pdf", folder / "page"], check=True)  # a dot is a millimetre
    found = []
    for file in sorted(folder.glob("page-*.ppm")):
        _, width, _, data = file.read_bytes().split(b"\n", 3)
        across = int(width.split()[0])
        dots = [at // 3 for at in range(0, len(data), 3) if data[at] > 180 and data[at + 1] < 90]
        places = [(dot % across, dot // across) for dot in dots]
        if places:
            columns, rows = zip(*places, strict=True)
            found.append((min(columns), min(rows), max(columns), max(rows)))
    return found


@pytest.mark.parametrize("size", ["wide", "tall", "small"])
def test_on_paper(size: str, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(made(everywhere(tmp_path, size), "pdf"))
    places = red(tmp_path)
    assert places
    for left, top, right, bottom in places:
        assert left >= 16
        assert top >= 12
        assert right <= 210 - 16
        assert bottom <= 297 - 16


def test_a_tall_one_on_paper_is_there_whole(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(png(*SIZES["tall"]))
    (tmp_path / "p.plan.md").write_text("# T\n\n![a](a.png)\n\n## Goals\n\n### A ~1m\n", "utf-8")
    (tmp_path / "a.pdf").write_bytes(made(PlanFile("p.plan.md", tmp_path / "p.plan.md"), "pdf"))
    [(left, top, right, bottom)] = red(tmp_path)
    assert bottom - top == pytest.approx(200, abs=3)
    assert right - left == pytest.approx(200 * 1080 / 2400, abs=3)


def test_many_in_one_step_are_laid_out(tmp_path: Path) -> None:
    plan = everywhere(tmp_path, "tall")
    text = "# T\n\n## Goals\n\n### A\n\n" + 6 * f"- [ ] Some {'![a](a.png) ' * 6}words ~1w\n"
    (tmp_path / "p.plan.md").write_text(text, "utf-8")
    assert made(plan, "pdf").startswith(b"%PDF")


# What cannot be shown


def told(folder: Path, text: str) -> list[str]:
    """The findings about pictures in a plan."""
    (folder / "p.plan.md").write_text(
        f"---\nstart: 2026-11-01\n---\n\n# T\n\n{text}\n\n## Goals\n\n### A ~1m\n", "utf-8"
    )
    compilation, _ = compile_plan(PlanFile("p.plan.md", folder / "p.plan.md"), DAY)
    return [found.message for found in compilation.diagnostics if found.code == "P121"]


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("timetabel.png", "there is no such file"),
        ("no/such/folder.png", "there is no such file"),
        ("logo.svg", "it is none of PNG, JPEG, GIF and WebP"),
        ("text.png", "it is none of PNG, JPEG, GIF and WebP"),
        ("empty.png", "it is none of PNG, JPEG, GIF and WebP"),
        ("large.png", "it has 2.1 MiB, and a picture may have 2"),
        ("folder", "it is a folder"),
        ("../outside.png", "it lies outside of the plan's folder"),
        ("link.png", "it lies outside of the plan's folder"),
        ("#part", "that is no address of a file"),
        ("x" * 300 + ".png", "the name is too long"),
    ],
)
def test_is_told_with_the_reason(address: str, why: str, tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    folder.mkdir()
    (tmp_path / "outside.png").write_bytes(png(1, 1))
    (folder / "link.png").symlink_to(tmp_path / "outside.png")
    (folder / "logo.svg").write_text("<svg/>")
    (folder / "text.png").write_text("words")
    (folder / "empty.png").write_bytes(b"")
    (folder / "large.png").write_bytes(png(1, 1) + bytes(2_200_000))
    (folder / "folder").mkdir()
    found = told(folder, f"![a]({address})")
    assert found == [f"the picture `{address}` cannot be shown: {why}"]


def test_each_is_told_once_where_it_is_named_first(tmp_path: Path) -> None:
    text = (
        "![a](a.png) ![b][b]\n\n| T | ![c](c%20d.png) |\n|---|---|\n| ![a](a.png) | x |\n\n- ![d](d.png)\n\n[b]: b.png"
    )
    (tmp_path / "p.plan.md").write_text(
        f"# T\n\n{text}\n\n## Goals\n\n### A ![e](e.png) ~1m\n\n- ![f](f.png)\n", "utf-8"
    )
    compilation, _ = compile_plan(PlanFile("p.plan.md", tmp_path / "p.plan.md"), DAY)
    found = [one for one in compilation.diagnostics if one.code == "P121"]
    assert [one.message[13:].partition("`")[0] for one in found] == [
        "a.png",
        "b.png",
        "c%20d.png",
        "d.png",
        "e.png",
        "f.png",
    ]
    assert [compilation.source.text[slice(*one.span)] for one in found][:3] == [
        "![a](a.png)",
        "![b][b]",
        "![c](c%20d.png)",
    ]


def test_what_is_shown_is_not_told(tmp_path: Path) -> None:
    for name in ("a.png", "b c.png", "ü.png"):
        (tmp_path / name).write_bytes(png(1, 1))
    (tmp_path / "a.jpg").write_bytes(b"\xff\xd8\xff\xe0" + bytes(20))
    (tmp_path / "a.webp").write_bytes(b"RIFF\0\0\0\0WEBPVP8 ")
    (tmp_path / "a.gif").write_bytes(b"GIF89a" + bytes(20))
    text = "![a](a.png) ![a](b%20c.png) ![a](<b c.png>) ![a](ü.png) ![a](a.jpg) ![a](a.webp) ![a](a.gif)"
    assert told(tmp_path, text) == []
    assert (
        told(tmp_path, "![a](https://example.org/a.png) `![a](none.png)` \\![a](none.png)\n\n    ![a](none.png)") == []
    )


def test_may_be_ignored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    Path("plan.md").write_text("---\nstart: 2026-11-01\nignore: P121\n---\n\n# T\n\n![a](a.png)\n", "utf-8")
    run(["check", "-v"])
    said = "".join(capsys.readouterr())
    assert "P121" not in said


def test_is_told_by_check_and_build_and_after_a_fix(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("plan.md").write_text("# T\n\n![a](a.png)\n\n## Goals\n\n### A\n\n- [ ] x ~ 1w\n", "utf-8")
    for command in (["check"], ["build"], ["check", "--fix"]):
        run(command)
        assert "".join(capsys.readouterr()).count("P121") == 1
    assert "~1w" in Path("plan.md").read_text("utf-8")


def test_a_watch_tells_until_it_is_there(tmp_path: Path) -> None:
    path = tmp_path / "p.plan.md"
    path.write_text("# T\n\n![a](a.png)\n\n## Goals\n\n### A ~1m\n", "utf-8")
    with watching(path) as watch:
        assert "P121" in [one.code for one in watch.built[-1].compilation.diagnostics]
        (tmp_path / "a.png").write_bytes(png(1, 1))
        watch.wait_for(lambda: "P121" not in [one.code for one in watch.built[-1].compilation.diagnostics])
