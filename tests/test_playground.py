"""The compiler in WebAssembly: what it makes is what `plan` makes, to the byte."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import tarfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import needs
import playground
from plainplan.compile import Compilation, compile_text
from plainplan.facts import anchor_of
from plainplan.finding_data import findings
from plainplan.render import FORMATS, Options, render
from plainplan.render.assets import templates_dir
from plainplan.starters import STARTERS
from plainplan.ticking import tickable, ticked
from plainplan.values import State
from plainplan.words import LANGUAGES as CATALOGUES
from plainplan.words import sentences_for
from playground import DAY, ROOT

pytestmark = pytest.mark.slow

EXAMPLES = {path.name: path.read_text("utf-8") for path in sorted((ROOT / "example-plans").glob("*.plan.md"))}
LOOKS = sorted(path.parent.name for path in templates_dir().glob("*/look.toml"))
LANGUAGES = (
    *("de", "en-US", "fr", "es", "pt-BR", "it", "nl", "pl", "ru", "uk", "zh", "ja", "ar", "he", "sv", "tr"),
    *(code for code in CATALOGUES if code not in ("en", "de", "fr", "es", "it", "pt")),
)
"""One of each catalogue, and of what Babel alone knows."""
SCRIPTS = ROOT / "playground" / "src"
FORMS = tuple(name for name, row in FORMATS.items() if not row.worker and name not in ("html", "xlsx"))
WIDE = (
    "# 🌱 Growing 🌳\n\n## Goals\n\n### Learn 👩🏽‍💻 to code ~3x\n\n- [ ] Read 📚 by 15 January 2027\n- [ ] Exam ~1w\n"
)


@pytest.fixture(scope="module")
def dist() -> Path:
    return playground.made()


def _native(name: str, text: str) -> Compilation:
    return compile_text(name, text, date.fromisoformat(DAY))


def _told(compiled: Compilation) -> list[dict[str, Any]]:
    """The findings as `plan check` says them, in the plan's language."""
    tell = sentences_for(compiled.lang).tell
    found = zip(findings(compiled), compiled.diagnostics, strict=True)
    return [data | {"message": tell(one.message), "help": tell(one.help) or None} for data, one in found]


def _in_language(lang: str) -> str:
    return EXAMPLES["nurse.plan.md"].replace("---\n", f"---\nlang: {lang}\n", 1)


def test_all_that_it_makes_is_what_the_command_makes(dist: Path) -> None:
    texts = EXAMPLES | {f"{lang}.plan.md": _in_language(lang) for lang in LANGUAGES} | {"wide.plan.md": WIDE}
    calls: list[tuple[str, list[Any]]] = []
    expected: list[Any] = []
    for name, text in texts.items():
        calls.append(("check", [name, text, DAY]))
        native = _native(name, text)
        expected.append(_told(native))
        for look in LOOKS if name in EXAMPLES else LOOKS[:1]:
            calls.append(("export", ["html", look]))
            expected.append(render(native, "html", Options(template=look)))
        for form in FORMS if name in EXAMPLES else ():
            calls.append(("export", [form, "default"]))
            expected.append(render(native, form))
    for call, answer, wanted in zip(calls, playground.asked(dist, calls), expected, strict=True):
        if call[0] == "check":
            told = [{key: one[key] for key in wanted[0]} for one in answer["ok"]["findings"]]
            assert told == wanted, call[1][0]
        else:
            assert bytes.fromhex(answer["ok"]["hex"]) == wanted, call


def test_its_page_is_that_of_the_command(dist: Path, tmp_path: Path) -> None:
    plan = ROOT / "example-plans" / "nurse.plan.md"
    target = tmp_path / "nurse.html"
    command = [sys.executable, "-m", "plainplan", "build", "-q", str(plan), "-o", str(target), "--as-of", DAY]
    assert subprocess.run(command).returncode == 0
    [_, page] = playground.asked(dist, [("check", [str(plan), plan.read_text("utf-8"), DAY]), ("page", ["default"])])
    assert page["ok"].encode() == target.read_bytes()


def test_places_are_counted_as_javascript_counts_them(dist: Path) -> None:
    [answer, hover] = playground.asked(dist, [("check", ["wide.plan.md", WIDE, DAY]), ("hover", [WIDE, 4])])
    units = WIDE.encode("utf-16-le")
    found = answer["ok"]["findings"]
    compiled = _native("wide.plan.md", WIDE)
    assert len(found) == len(compiled.diagnostics) > 2
    for one, native in zip(found, compiled.diagnostics, strict=True):
        told = units[2 * one["from"] : 2 * one["to"]].decode("utf-16-le")
        assert told == WIDE[native.span.start : native.span.end]
    assert "trouble" not in hover


def test_a_tick_is_taken_back_to_the_letter(dist: Path) -> None:
    text = EXAMPLES["nurse.plan.md"]
    things = tickable(_native("n.plan.md", text))
    anchor = next(one for one, thing in things.items() if thing["tick"] and thing["state"] == "to do")
    done = _native("n.plan.md", text)
    index = next(thing.index for thing in done.plan.things if anchor_of(thing) == anchor)
    day = date.fromisoformat(DAY)
    after = ticked(done, index, State.DONE, day, day)
    assert after is not None
    calls: list[tuple[str, list[Any]]] = [("check", ["n.plan.md", text, DAY]), ("tick", [anchor, "done"])]
    calls += [("check", ["n.plan.md", after.source.text, DAY]), ("tick", [anchor, "to do"]), ("tick", ["x", "done"])]
    _, made, _, undone, nowhere = playground.asked(dist, calls)
    assert (made["ok"]["text"], undone["ok"]["text"]) == (after.source.text, text)
    assert "no such step" in nowhere["trouble"]


def test_fixes_and_notes_and_what_is_not_here(dist: Path) -> None:
    notes = "# Learn Spanish\n\n## Plan\n\n- Take the course (6 weeks)\n- Read a novel\n- Exam by 15 January 2027\n"
    calls: list[tuple[str, list[Any]]] = [
        ("check", ["w.plan.md", WIDE, DAY]),
        ("fix_all", [True]),
        ("layout", []),
        ("notes", ["notes.md", notes, DAY]),
        ("notes", ["notes.md", "Flour, two eggs.\n", DAY]),
        ("complete", ["## Go", 5, True]),
        ("first_plan", ["study", DAY, "de"]),
        ("export", ["pdf", "default"]),
        ("export", ["forecast", "default"]),
    ]
    _, fixed, laid, read, refused, completed, first, pdf, odds = playground.asked(dist, calls)
    assert "due:2027-01-15" in fixed["ok"]["text"]
    assert laid["ok"]["text"] == WIDE
    assert "due:2027-01-15" in read["ok"]["text"]
    assert "no plan" in refused["trouble"]
    assert completed["ok"]["items"]
    assert "lang: de" in first["ok"]["text"]
    assert "print" in pdf["trouble"]
    assert "numpy" in odds["trouble"]


def test_catalogues_and_first_plans_of_all_languages_are_there(dist: Path) -> None:
    with tarfile.open(dist / "plainplan.tar.xz") as file:
        names = file.getnames()
    assert {name for name in names if "/locale/" in name} == {
        f"plainplan/words/locale/{code}.mo" for code in CATALOGUES if code != "en"
    }
    starters = {path.name for path in (ROOT / "src/plainplan/starters").glob("*.md")}
    assert {f"plainplan/starters/{name}" for name in starters} <= set(names)


def test_it_is_small_and_whole(dist: Path) -> None:
    files = [path for path in dist.rglob("*") if path.is_file() and path.name != ".stamp"]
    assert sum(len(gzip.compress(path.read_bytes(), mtime=0)) for path in files) <= 9_000_000
    worker = (dist / "service-worker.js").read_text("utf-8")
    listed = json.loads("[" + worker.partition("=[")[2].partition("]")[0] + "]")
    names = {path.relative_to(dist).as_posix() for path in files} - {"service-worker.js"}
    assert set(listed) == names | {"./"}
    for path in files:
        if path.suffix in (".html", ".css", ".js") and "pyodide" not in path.parts:
            assert "http://" not in path.read_text("utf-8").replace("http://www.w3.org/", "")


def _strings(code: str) -> dict[str, Any]:
    """What the playground says in a language, functions as null."""
    script = f"import(`./strings/{code}.js`).then(({{ default: all }}) => console.log(JSON.stringify(all, "
    script += "(key, one) => (typeof one === 'function' ? null : one))))"
    done = subprocess.run(["node", "-e", script], cwd=SCRIPTS, capture_output=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_it_speaks_all_languages_that_have_a_catalogue() -> None:
    """Its own words are there in each, and nothing is said in one language only."""
    needs.programs("node")
    said = {code: _strings(code) for code in CATALOGUES}
    for code, own in said.items():
        assert own.keys() - {"phrases"} == said["en"].keys(), code
        assert set(own["starters"]) == {one.kind for one in STARTERS}
        assert set(own["formats"]) == {"html", *FORMS}
    script = (SCRIPTS / "strings.js").read_text("utf-8")
    assert all(f'import {code} from "./strings/{code}.js"' in script for code in CATALOGUES)
