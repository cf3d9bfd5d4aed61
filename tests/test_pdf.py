"""The PDF: tagged, with its fonts, the same bytes every time, and nothing fetched from anywhere."""

from __future__ import annotations

import base64
import ctypes.util
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.request import Request

import pytest

import needs
from plainplan.checks.no_glyph import without_glyph
from plainplan.cli import run
from plainplan.compile import Compilation, compile_text
from plainplan.errors import LayoutTrouble, MissingLibrary
from plainplan.render import Options, pdf_loading, pdf_worker
from plainplan.render.assets import templates_dir
from plainplan.render.looks import built_in_looks
from plainplan.render.pdf import render_pdf
from plainplan.render.pdf_layout import write_frame, write_pdf
from plainplan.render.pdf_loading import load_weasyprint
from plainplan.render.weasyprint_70.versions import is_read
from plainplan.workers import stop_all
from watching import wait_for

NURSE = Path(__file__).parent.parent / "example-plans" / "nurse.plan.md"


@pytest.fixture(autouse=True, scope="module")
def _pango() -> None:
    try:
        load_weasyprint()
    except MissingLibrary as missing:
        pytest.skip(str(missing))


def compiled(text: str) -> Compilation:
    return compile_text("nurse.plan.md", text, date(2026, 11, 1))


def told(program: str, *options: str) -> str:
    needs.programs(program)
    made = subprocess.run([program, *options], capture_output=True, check=True)
    return made.stdout.decode("utf-8", "replace")


@pytest.fixture(scope="module")
def nurse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pdf") / "nurse.pdf"
    path.write_bytes(render_pdf(compiled(NURSE.read_text())))
    return path


def test_it_says_what_it_is(nurse: Path) -> None:
    facts = dict(line.split(":", 1) for line in told("pdfinfo", str(nurse)).splitlines() if ":" in line)
    assert facts["Title"].strip() == "From barista to registered nurse"
    assert facts["Author"].strip() == "Jo Rivera"
    assert facts["Tagged"].strip() == "yes"
    assert facts["Page size"].strip().endswith("(A4)")
    assert int(facts["Pages"]) <= 4
    assert "CreationDate" not in facts


def test_it_is_sound_and_carries_its_fonts(nurse: Path) -> None:
    assert "No syntax or stream encoding errors" in told("qpdf", "--check", str(nurse))
    rows = told("pdffonts", str(nurse)).splitlines()[2:]
    assert {row.split()[0].partition("+")[2].partition("-")[0] for row in rows} == {"Plainplan"}
    assert all(row.split()[-5] == "yes" for row in rows)  # embedded


@pytest.mark.parametrize("look", built_in_looks())
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_every_look_makes_one(look: str, paper: str, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(render_pdf(compiled(NURSE.read_text()), Options(template=look, paper=paper)))
    facts = dict(line.split(":", 1) for line in told("pdfinfo", str(path)).splitlines() if ":" in line)
    assert facts["Page size"].strip().endswith(f"({paper})".replace("a4", "A4"))
    assert facts["Tagged"].strip() == "yes"
    assert "No syntax or stream encoding errors" in told("qpdf", "--check", str(path))


def test_its_first_page_is_the_whole_plan(nurse: Path) -> None:
    first = told("pdftotext", "-layout", "-l", "1", str(nurse), "-")
    for words in (
        "29 February 2032",
        "Now",
        "34 days overdue",
        "The whole road",
        "The next months",
        "14 May 2027",
        "Page 1 of 4",
    ):
        assert words in first, words


def test_its_last_page_is_a_sheet_to_fill_in(nurse: Path) -> None:
    last = told("pdftotext", "-layout", "-f", "4", str(nurse), "-")
    for words in ("Check-in sheet", "In the way", "20 Dec", "To tick by 27 December", "Signed"):
        assert words in last, words


def test_headings_are_tagged_in_order(nurse: Path) -> None:
    tags = [line.split()[0] for line in told("pdfinfo", "-struct", str(nurse)).splitlines() if line.strip()]
    levels = [int(tag[1]) for tag in tags if tag in {"H1", "H2", "H3", "H4"}]
    assert levels[0] == 1
    assert levels.count(2) >= 8


def told_aloud(pdf: Path) -> list[str]:
    """What a document's tags say, in the order in which it is read."""
    return re.findall(r'"(.*)"', told("pdfinfo", "-struct-text", str(pdf)))


def test_dates_are_read_after_what_they_are_the_dates_of(nurse: Path) -> None:
    said = told_aloud(nurse)
    goals = said[said.index("The choice") :]
    for name, dates in (
        ("Get into a nursing programme", "1 Sep 2026 – 28 Feb 2027"),
        ("Visit two campuses", "1 Sep – 12 Sep 2026"),
    ):
        assert [text.endswith(name) for text in goals].index(True) < goals.index(dates)
    assert said.index("Ask for extended time") < said.index("1 – 14 Nov")


def test_no_heading_is_in_another(nurse: Path) -> None:
    tags = told("pdfinfo", "-struct", str(nurse))
    assert not re.search(r"^( *)H(\d).*\n\1 +H\2", tags, re.MULTILINE)


def test_boxes_are_words_to_who_listens(nurse: Path) -> None:
    said = "".join(told_aloud(nurse))
    assert "to do: Move to the early shift" in said
    assert "done: Visit two campuses" in said
    assert not set("☐◪☑☒") & set(said)


def test_lines_of_a_long_plan_are_items_of_a_list(tmp_path: Path) -> None:
    steps = "".join(f"- [ ] Step {one}! ~1w\n" for one in range(60))
    made = tmp_path / "a.pdf"
    made.write_bytes(render_pdf(compiled(f"---\nstart: 2026-09-01\n---\n# A\n\n## Goals\n\n### B\n\n{steps}")))
    items = re.findall(r'LI \(block\)\n +"to do: Step (\d+)!', told("pdfinfo", "-struct-text", str(made)))
    assert items == [str(one) for one in range(60)]


def test_the_outline_has_goals_below_their_section(nurse: Path) -> None:
    needs.programs("qpdf")
    outlines = json.loads(told("qpdf", "--json", "--json-key=outlines", str(nurse)))["outlines"]
    sections = {one["title"]: [goal["title"] for goal in one["kids"]] for one in outlines[0]["kids"]}
    assert sections["Short-term goals"] == ["Get into a nursing programme", "Save the first year’s fees"]
    assert sections["Primary objective"] == ["Work as a paediatric nurse"]
    assert sections["The choice"] == []


def test_pictures_say_what_they_show(nurse: Path) -> None:
    inside = told("qpdf", "--qdf", "--object-streams=disable", str(nurse), "-")
    said = re.findall(r"/Alt \(([^)]*)\)", inside)
    said += [bytes.fromhex(one).decode("utf-16") for one in re.findall(r"/Alt <([0-9a-fA-F]*)>", inside)]
    rows = [one for one in said if one.startswith("Timeline of ")]
    assert any("Sit the exam: 5 Dec 2026, to do, as planned" in one for one in rows)
    assert sum(one.startswith("Timeline of ") for one in said) == 2
    assert not any("table" in one for one in said)  # which stands on the page for the screen only


@pytest.mark.parametrize("look", built_in_looks())
@pytest.mark.parametrize("name", ["c-level", "graduate", "nurse"])
def test_every_picture_says_something(name: str, look: str, tmp_path: Path) -> None:
    plan = compiled((NURSE.parent / f"{name}.plan.md").read_text("utf-8"))
    (tmp_path / "a.pdf").write_bytes(render_pdf(plan, Options(template=look)))
    inside = told("qpdf", "--qdf", "--object-streams=disable", str(tmp_path / "a.pdf"), "-")
    pictures = [one for one in inside.split("endobj") if "/S /Figure" in one]
    assert len(pictures) > 5
    assert not [one for one in pictures if not re.search(r"/Alt [(<][^)>]", one)]


def test_the_same_plan_gives_the_same_bytes(nurse: Path) -> None:
    code = (
        "import sys; from datetime import date; from pathlib import Path\n"
        "from plainplan.compile import compile_text; from plainplan.render.pdf import render_pdf\n"
        "plan = compile_text('nurse.plan.md', Path(sys.argv[1]).read_text(), date(2026, 11, 1))\n"
        "sys.stdout.buffer.write(render_pdf(plan))"
    )
    other = subprocess.run([sys.executable, "-c", code, str(NURSE)], capture_output=True, check=True).stdout
    assert other == nurse.read_bytes()


def test_letter_paper(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(render_pdf(compiled("# A\n"), Options(paper="letter")))
    assert "(letter)" in told("pdfinfo", str(path))


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    opened: list[str] = []

    def record(self: object, request: Request, *_: object, **__: object) -> object:
        opened.append(request.full_url)
        raise OSError("opened")

    monkeypatch.setattr("urllib.request.OpenerDirector.open", record)
    file, web = (tmp_path / "secret.txt").as_uri(), "http://127.0.0.1:9"
    made = write_pdf(
        f"<link rel=attachment href='{file}'><link rel=stylesheet href='{web}/x.css'>"
        f"<style>@import url('{file}'); p {{ background: url(//127.0.0.1:9/x.png) }}"
        f"@font-face {{ font-family: x; src: url('{file}') }}</style>"
        f"<img src='{file}'><object data='{web}/a'></object><embed src='ftp://127.0.0.1/a'>"
        f"<svg><image href='{file}'/><use href='{web}/a#b'/></svg><img src='plainplan:fonts/../../x'>"
        "<img src='data:image/png;base64,AAAA'><p>x"
    )
    assert made.startswith(b"%PDF")
    assert {address.partition(":")[0] for address in opened} == {"data"}


@pytest.fixture
def not_yet_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if WeasyPrint had not been imported; its parts are put back as they were."""
    for name in [name for name in sys.modules if name.partition(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)


@pytest.mark.usefixtures("not_yet_imported")
def test_a_missing_library_is_one_line_with_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise OSError("cannot load library 'libpango-1.0-0': no such file\nmore")

    monkeypatch.setattr(pdf_loading, "_plain_import", fail)
    monkeypatch.setattr(sys, "platform", "linux")
    with pytest.raises(MissingLibrary, match="apt-get install libpango") as told_of:
        load_weasyprint()
    assert "\n" not in str(told_of.value)
    assert ctypes.util.find_library.__module__ == "ctypes.util"  # put back


@pytest.mark.usefixtures("not_yet_imported")
def test_the_import_is_tried_again_with_the_search(monkeypatch: pytest.MonkeyPatch) -> None:
    tries = []

    def sometimes() -> object:
        tries.append(ctypes.util.find_library("c"))
        if len(tries) == 1:
            raise OSError("cannot load library")
        return sys

    monkeypatch.setattr(pdf_loading, "_plain_import", sometimes)
    if not is_read():
        pytest.skip("the import is the plain one")
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr("ctypes.util.find_library", lambda name: "found")
    assert load_weasyprint() is sys
    assert tries == [None, "found"]


RELEASES = """
import importlib.metadata as metadata, pathlib, sys
real = metadata.version
other = dict(part.split("=") for part in sys.argv[1].split(",") if part)
metadata.version = lambda name: other.get(name) or real(name)
if sys.argv[2]:  # WeasyPrint asks for one more name
    import fontTools.ttLib
    class Finder:
        def find_spec(self, name, path=None, target=None):
            if name == "weasyprint.pdf.fonts":
                from importlib.machinery import PathFinder
                spec = PathFinder.find_spec(name, path)
                own = spec.loader.get_source
                code = compile(sys.argv[2] + "\\n" + own(name).replace("from __future__", "#"), spec.origin, "exec")
                spec.loader.get_code = lambda name: code
                return spec
    for name in [name for name in sys.modules if name.startswith("fontTools")]:
        del sys.modules[name]
    sys.meta_path.insert(0, Finder())
from plainplan.errors import MissingLibrary
from plainplan.render import pdf_layout
try:
    made = pdf_layout.write_pdf("<html lang=en><title>A</title><p>words")
except MissingLibrary as trouble:
    print(trouble)
else:
    print(made[:5].decode())
"""


@pytest.mark.parametrize(
    ("releases", "wants", "said"),
    [
        ("", "", "%PDF-"),
        ("weasyprint=99.0", "", "%PDF-"),
        ("fonttools=99.0", "", "%PDF-"),
        ("cffi=99.0", "", "%PDF-"),
        ("", "from fontTools.ttLib import TTCollection", "%PDF-"),
        ("weasyprint=99.0", "from fontTools.ttLib import TTCollection", "%PDF-"),
        (
            "weasyprint=99.0",
            "from fontTools.ttLib import NoSuchName",
            "cannot be loaded here: ImportError: cannot import name 'NoSuchName'",
        ),
        ("", "raise RuntimeError('words of its own')", "cannot be loaded here: RuntimeError: words of its own"),
    ],
)
def test_another_release_makes_pdfs_or_says_what_is_wrong(releases: str, wants: str, said: str) -> None:
    """What we do to the import is held to the releases that were read, and given up where it does not work."""
    done = subprocess.run([sys.executable, "-c", RELEASES, releases, wants], capture_output=True, text=True, check=True)
    assert said in done.stdout, (done.stdout, done.stderr)


@pytest.fixture
def fresh_worker() -> Iterator[None]:
    stop_all()
    yield
    stop_all()


ENDLESS = "<style>@page{size:9mm;margin:0}p{height:9mm;margin:0;break-after:page}</style>" + "<p>x" * 3000


@pytest.mark.usefixtures("fresh_worker")
def test_a_process_that_has_warmed_up_makes_the_same_pdf() -> None:
    document = (
        "<html lang=en><style>@page{@bottom-left{content:counter(pages)}}</style><h1>A<p>b<svg><title>c</title></svg>"
    )
    cold = pdf_worker.press(document)
    stop_all()
    pdf_worker.warm_up()
    assert pdf_worker.press(document) == cold
    pdf_worker.warm_up()  # when it is warm, that costs nothing
    assert pdf_worker.press(document) == cold


@pytest.mark.usefixtures("fresh_worker")
def test_what_takes_too_long_is_stopped() -> None:
    with pytest.raises(LayoutTrouble, match="longer than 1 second"):
        pdf_worker.press(ENDLESS, seconds=1.0)
    assert pdf_worker.press("<p>x").pdf.startswith(b"%PDF")  # and the next one is made


@pytest.mark.usefixtures("fresh_worker")
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds a process to its memory")
def test_what_swallows_memory_is_stopped() -> None:
    table = "<table><tr><td colspan=99999999>x</table>"
    with pytest.raises(LayoutTrouble, match="for want of memory"):
        pdf_worker.press(table, memory=500 * 1024**2, seconds=60)


@pytest.mark.usefixtures("fresh_worker")
@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX systems")
@pytest.mark.parametrize(
    ("number", "why"), [(signal.SIGKILL, "SIGKILL, most likely for want of memory"), (signal.SIGSEGV, "SIGSEGV")]
)
def test_why_a_worker_ended_is_told(number: signal.Signals, why: str) -> None:
    worker = pdf_worker.start()
    with pytest.raises(LayoutTrouble, match=f"could not be laid out: the process that was at it has ended by {why}$"):
        pdf_worker.press(ENDLESS, lambda _: worker.process.send_signal(number), seconds=60.0)
    assert pdf_worker.press("<p>x").pdf.startswith(b"%PDF")


@pytest.mark.usefixtures("fresh_worker")
def test_progress_is_told_after_a_second() -> None:
    class Enough(Exception):
        pass

    def tell(text: str) -> None:
        if text.startswith("laying out the PDF: page "):
            raise Enough

    with pytest.raises(Enough):
        pdf_worker.press(ENDLESS, tell, seconds=60.0)


@pytest.mark.usefixtures("fresh_worker")
def test_a_page_is_written_where_the_pdf_cannot_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.plan.md").write_text("# A\n\n## Goals\n\n### B ~2w\n\n- [ ] C\n")
    monkeypatch.setattr(pdf_worker, "_SECONDS", 0.0)
    monkeypatch.setattr(pdf_worker, "_LETTERS_A_SECOND", 10**9)
    assert run(["build", str(tmp_path / "a.plan.md"), "--to", "pdf,html", "--as-of", "2026-11-01"]) == 2
    assert {path.name for path in tmp_path.iterdir()} == {"a.plan.md", "a.html"}


PRIVATE = "\U0010fffd"  # no font has it, and none ever will
GREEK = "# Ένα\n\n## Goals\n\n### Мир и два ~2w\n\n- [ ] Ćwiczyć język ~1w\n"


def built(text: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """What `plan build` says of a plan's PDF."""
    (folder / "a.plan.md").write_text(text, "utf-8")
    assert run(["build", str(folder / "a.plan.md"), "--to", "pdf", "--as-of", "2026-11-01"]) == 0
    assert (folder / "a.pdf").read_bytes().startswith(b"%PDF")
    return capsys.readouterr().err


def test_a_letter_without_a_font_is_a_finding(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = built(f"# A\n\n## Goals\n\n### Learn {PRIVATE} ~2w\n\n- [ ] B {PRIVATE} ~1w\n", tmp_path, capsys)
    assert f"warning[P236]: no font on this machine has “{PRIVATE}” (private)" in said
    assert "a.plan.md:5:11" in said
    assert said.count("P236") == 1


def test_a_finding_about_a_letter_can_be_ignored(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "P236" not in built(f"---\nignore: P236\n---\n# A {PRIVATE}\n", tmp_path, capsys)


def test_what_our_fonts_have_is_no_finding(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "P236" not in built(GREEK, tmp_path, capsys)


def test_the_next_pdf_is_not_blamed_for_the_letters_of_the_last() -> None:
    assert pdf_worker.press(f"<p>{PRIVATE}").unprinted == PRIVATE
    assert pdf_worker.press("<p>x").unprinted == ""


def test_a_package_is_named_for_each_script() -> None:
    compilation = compiled(f"# A 薬か {PRIVATE}\n")
    found = without_glyph(compilation.source.text, compilation.document, compilation.plan, f"か薬क\t😀{PRIVATE}")
    helps = {one.message.partition("(")[2].partition(")")[0]: one.help for one in found}
    assert set(helps) == {"Chinese, Japanese or Korean", "Devanagari", "emoji", "private"}
    assert "fonts-noto-cjk" in helps["Chinese, Japanese or Korean"]
    assert "fonts-noto-core" in helps["Devanagari"]
    assert "fonts-noto-color-emoji" in helps["emoji"]
    assert [one.span.start for one in found] == [0, 4, 0, 7]


def test_spaces_between_words_of_other_scripts_are_spaces() -> None:
    """A space stands in the font of the word before it, which must have one."""
    from fontTools.ttLib import TTFont

    for file in templates_dir().glob("*/fonts/*.ttf"):
        if file.stem != "marks":
            assert {0x20, 0xA0} <= set(TTFont(file).getBestCmap()), file


def test_the_process_that_makes_many_pdfs_keeps_none_of_them() -> None:
    code = (
        "import gc, io; from plainplan.render.pdf_layout import serve, write_frame\n"
        "gc.disable()\n"
        "documents = io.BytesIO()\n"
        "for _ in range(2): write_frame(documents, b't', b'<p>x')\n"
        "serve(io.BytesIO(documents.getvalue()), io.BytesIO())\n"
        "print(sum(type(one).__name__ == 'PageBox' for one in gc.get_objects()))"
    )
    assert told(sys.executable, "-c", code).strip() == "0"


def test_a_process_is_replaced_before_it_has_grown(monkeypatch: pytest.MonkeyPatch) -> None:
    stop_all()
    monkeypatch.setattr(pdf_worker, "_MOST_PDFS", 2)
    used = []
    for _ in range(4):
        used.append(pdf_worker.start().process.pid)
        assert pdf_worker.press("<html lang=en><p>x").pdf.startswith(b"%PDF")
    assert used[0] == used[1] != used[2] == used[3]


def test_a_packed_font_is_unpacked(tmp_path: Path) -> None:
    packed = base64.b64encode((templates_dir() / "default" / "fonts" / "text-latin.woff2").read_bytes()).decode()
    style = (
        f"<style>@font-face{{font-family:Mine;src:url(data:font/woff2;base64,{packed})}}p{{font-family:Mine}}</style>"
    )
    (tmp_path / "a.pdf").write_bytes(write_pdf(f"<html lang=en>{style}<p>x"))
    assert "+Mine" in told("pdffonts", str(tmp_path / "a.pdf"))


def test_nothing_is_left_in_the_folder_for_temporary_files(tmp_path: Path) -> None:
    """The process that lays out is ended as soon as its PDF is there."""
    (tmp_path / "a.plan.md").write_text("# A\n")
    left = tmp_path / "tmp"
    left.mkdir()
    command = [sys.executable, "-m", "plainplan", "build", str(tmp_path / "a.plan.md"), "--to", "pdf"]
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, "TMPDIR": str(left)})
    assert (tmp_path / "a.pdf").is_file()
    assert not list(left.iterdir())


LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
MANY = "word " * 1500


@pytest.mark.parametrize(
    "text",
    [
        f"| A | B |\n|---|---|\n| x | {MANY} |\n\n{LONG}\n",
        f"| A | B |\n|---|---|\n| {LONG} {MANY} | {MANY} |\n",
        f"| A | B |\n|---|---|\n| x | {'z' * 20_000} |\n\n{LONG}\n",
        f"## Occupations\n\n| Occupation | Status | Pay |\n|---|---|---|\n| {LONG} | chosen | {MANY} |\n| M | | x |\n",
    ],
    ids=["elsewhere", "beside it", "without end", "occupations"],
)
def test_a_long_word_beside_long_cells_takes_no_longer(text: str, tmp_path: Path) -> None:
    """As a rule for the whole document, that words break anywhere took a minute, after which a PDF is given up."""
    path = tmp_path / "a.pdf"
    path.write_bytes(render_pdf(compiled(f"# A\n\n## Notes\n\n{text}\n## Goals\n\n### B ~1m\n")))
    words = "".join(told("pdftotext", str(path), "-").replace("\u200b", "").replace("\xad", "").split())
    assert LONG in words


def test_long_words_stay_in_their_column(tmp_path: Path) -> None:
    address = "https://www.example.org/programs/nursing/application"
    row = "|" + f" {address} |" * 8
    path = tmp_path / "a.pdf"
    path.write_bytes(render_pdf(compiled(f"# A\n\n## Notes\n\n|{'A|' * 8}\n|{'-|' * 8}\n{row}\n\n{'x' * 300}\n")))
    places = re.findall(r'xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)"', told("pdftotext", "-bbox", str(path), "-"))
    assert max(float(right) for _, right in places) < (210 - 16) / 25.4 * 72


@pytest.mark.parametrize("how", ["the parent", "the system"])
def test_a_process_that_is_ended_leaves_no_folder(how: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    stop_all()
    running = pdf_worker.start()
    stream = running.process.stdin
    assert stream is not None
    rows = "<tr><td>some words" * 3000
    write_frame(stream, b"t", f"<html lang=en><title>A</title><table>{rows}</table>".encode())
    said = running.said.get(timeout=60)  # it has begun
    assert said is not None
    assert said[0] == b"p"
    if how == "the system":
        running.process.kill()
        running.process.wait()
    stop_all()
    assert not list(tmp_path.iterdir())


def test_a_process_whose_parent_is_gone_leaves_no_folder(tmp_path: Path) -> None:
    code = "from plainplan.render.pdf_worker import start; import os; start(); os._exit(0)"
    subprocess.run([sys.executable, "-c", code], check=True, env={**os.environ, "TMPDIR": str(tmp_path)})
    wait_for(lambda: not list(tmp_path.iterdir()))
