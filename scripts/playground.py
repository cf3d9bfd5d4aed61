"""The playground as static files: the compiler in WebAssembly, an editor, examples. Usage: python scripts/playground.py

It needs Node and npm, and what `npm install` gets in `playground/`. Nothing is made anew where it is there already.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import pickle
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from importlib.metadata import distribution
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PLAYGROUND = ROOT / "playground"
DIST = PLAYGROUND / "dist"
_STAMP = ".stamp"
LARGEST = 9_000_000
"""Bytes of all files, each packed as a web server packs them."""

LANGUAGES = (
    "ar bg ca cs da de el en es et fa fi fr he hi hr hu id it ja ko lt nb nl pl pt ro ru sk sr sv th tr uk vi zh"
)
"""Whose dates and numbers come along: as many as the size allows."""

_LIBRARIES = {
    "babel": "babel",
    "icalendar": "icalendar",
    "jinja2": "jinja2",
    "markdown-it-py": "markdown_it",
    "markupsafe": "markupsafe",
    "mdit-py-plugins": "mdit_py_plugins",
    "mdurl": "mdurl",
    "python-dateutil": "dateutil",
    "PyYAML": "yaml",
    "six": "six.py",
    "tzdata": "tzdata",
}
_NOT_HERE = (
    "/cli/",
    "/serve/",
    "/watch/",
    "/lsp/",
    "/cohort/",
    "/render/weasyprint_70/",
    "/forecast/",
)  # files, processes, numpy
_NOT_IN_LIBRARIES = (
    "babel/messages/", "dateutil/zoneinfo/dateutil-zoneinfo", "icalendar/fuzzing/", "icalendar/tests/",

)  # fmt: skip
_PLUGINS = ("mdit_py_plugins/__init__.py", "mdit_py_plugins/footnote/", "mdit_py_plugins/utils.py")
_ENDINGS = (".py", ".dat", ".json", ".toml", "/UTC")
_UNUSED_WORDS = (
    "currency_names", "currency_names_plural", "languages", "meta_zones", "scripts", "territories", "time_zones",
    "unit_display_names", "variants", "zone_formats",
)  # fmt: skip
_UNUSED_TABLES = (
    "meta_zones",
    "territory_languages",
    "territory_zones",
    "windows_zone_mapping",
    "zone_aliases",
    "zone_territories",
)
_UNUSED_LIBRARY = (
    "_pyrepl/", "bdb.py", "doctest.py", "ftplib.py", "imaplib.py", "mailbox.py", "multiprocessing/", "optparse.py",
    "pdb.py", "pickletools.py", "pydoc", "smtplib.py", "sqlite3/", "tkinter/", "turtle", "unittest/", "wsgiref/",
    "xmlrpc/",
)  # fmt: skip
_ENCODINGS = (
    "__init__",
    "aliases",
    "ascii",
    "charmap",
    "cp1252",
    "cp437",
    "idna",
    "latin_1",
    "punycode",
    "raw_unicode_escape",
    "unicode_escape",
)
_DATE = (2020, 1, 1, 0, 0, 0)


def main() -> int:
    """Make `playground/dist/`; 1 where it is too large, 2 where something is missing."""
    if not shutil.which("node") or not shutil.which("npm"):
        print("the playground is made with Node and npm, which are not here: install nodejs and npm", file=sys.stderr)
        return 2
    if not _is_installed():
        asked = subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund"], cwd=PLAYGROUND)
        if asked.returncode:
            print("npm could not get what the playground is made of", file=sys.stderr)
            return 2
    files = dict(sources())
    stamp = _stamp(files)
    if not (DIST / _STAMP).is_file() or (DIST / _STAMP).read_text() != stamp:
        _make(files)
        (DIST / _STAMP).write_text(stamp)
    size = packed_size()
    print(f"playground/dist: {size / 1e6:.1f} MB packed; any web server can give it to others")
    if size > LARGEST:
        print(f"that is more than {LARGEST / 1e6:.0f} MB", file=sys.stderr)
    return int(size > LARGEST)


def _is_installed() -> bool:
    """Whether npm's packages are there, in the versions that are asked for."""
    wanted = json.loads((PLAYGROUND / "package.json").read_text())["dependencies"]
    there = {name: PLAYGROUND / "node_modules" / name / "package.json" for name in wanted}
    return all(
        path.is_file() and json.loads(path.read_text())["version"] == wanted[name] for name, path in there.items()
    )


def _stamp(files: dict[str, bytes]) -> str:
    """A digest of everything that the playground is made of."""
    digest = hashlib.sha256()
    own = [PLAYGROUND / name for name in ("build.mjs", "index.html", "style.css", "icon.svg", "manifest.webmanifest")]
    own += [PLAYGROUND / "package.json", *(PLAYGROUND / "src").rglob("*.js")]
    own += [*(ROOT / "example-plans").glob("*.plan.md"), ROOT / "THIRD_PARTY.md", Path(__file__)]
    everything = files | {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in own}
    for name, data in sorted(everything.items()):
        digest.update(f"{name} {len(data)}\n".encode() + data)
    return digest.hexdigest()


def _make(files: dict[str, bytes]) -> None:
    """Make all files of the playground anew."""
    shutil.rmtree(DIST, ignore_errors=True)
    (DIST / "examples").mkdir(parents=True)
    for plan in sorted((ROOT / "example-plans").glob("*.plan.md")):
        shutil.copyfile(plan, DIST / "examples" / plan.name)
    shutil.copyfile(ROOT / "THIRD_PARTY.md", DIST / "THIRD_PARTY.md")
    _copy_pyodide()
    archive = PLAYGROUND / "sources.zip"
    archive.write_bytes(archived(files))
    try:
        subprocess.run(["node", "build.mjs", str(archive), str(DIST), _version()], cwd=PLAYGROUND, check=True)
    finally:
        archive.unlink()


def _copy_pyodide() -> None:
    target = DIST / "pyodide"
    target.mkdir()
    for name in ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "pyodide-lock.json"):
        shutil.copyfile(PLAYGROUND / "node_modules" / "pyodide" / name, target / name)
    _shrink_library(PLAYGROUND / "node_modules" / "pyodide" / "python_stdlib.zip", target / "python_stdlib.zip")


def _shrink_library(path: Path, to: Path) -> None:
    """Leave out of Python's library, as it comes with Pyodide, what nothing here can use: debuggers, mail, processes,
    tests, encodings other than Unicode's and the first few of Europe."""
    with zipfile.ZipFile(path) as archive:
        kept = {name: archive.read(name) for name in archive.namelist() if _is_used(name)}
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in sorted(kept.items()):
            archive.writestr(zipfile.ZipInfo(name, _DATE), data, zipfile.ZIP_DEFLATED, 9)
    to.write_bytes(target.getvalue())


def _is_used(name: str) -> bool:
    if name.startswith("encodings/"):
        return Path(name).stem in _ENCODINGS or Path(name).stem.startswith("utf_")
    return not name.startswith(_UNUSED_LIBRARY)


def packed_size() -> int:
    """Bytes of all files of the playground, each packed by gzip."""
    return sum(
        len(gzip.compress(path.read_bytes(), mtime=0))
        for path in DIST.rglob("*")
        if path.is_file() and path.name != _STAMP
    )


def _version() -> str:
    from plainplan import __version__

    return __version__


def sources() -> Iterator[tuple[str, bytes]]:
    """Each file of the compiler and of what it needs, by its name below the folder that Python looks in."""
    yield "playground.py", (PLAYGROUND / "python" / "playground.py").read_bytes()
    for folder, inside in ((ROOT / "src" / "plainplan", "plainplan"), (ROOT / "templates", "plainplan/templates")):
        for path in sorted(folder.rglob("*")):
            name = f"{inside}/{path.relative_to(folder).as_posix()}"
            is_used = path.suffix != ".po" and not any(part in name for part in ("__pycache__", *_NOT_HERE))
            if path.is_file() and is_used:  # of a catalogue what is compiled, as in the wheel
                yield name, path.read_bytes()
    for library, package in _LIBRARIES.items():
        yield from _of_library(library, package)


def _of_library(library: str, package: str) -> Iterator[tuple[str, bytes]]:
    found = distribution(library)
    for entry in sorted(found.files or (), key=str):
        name = entry.as_posix()
        if name.split("/")[0] == package and name.endswith(_ENDINGS) and not name.startswith(_NOT_IN_LIBRARIES):
            if library == "mdit-py-plugins" and not name.startswith(_PLUGINS):
                continue
            data = Path(str(found.locate_file(entry))).read_bytes()
            if not name.startswith("babel/") or not name.endswith(".dat"):
                yield name, data
            elif name == "babel/global.dat":
                yield name, _without(data, _UNUSED_TABLES)
            elif name.rpartition("/")[2].removesuffix(".dat").split("_")[0] in ("root", *LANGUAGES.split()):
                yield name, _without(data, _UNUSED_WORDS)


def _without(data: bytes, unused: tuple[str, ...]) -> bytes:
    """A table of Babel's with nothing under some of its names, and no units but those of time."""
    table = pickle.loads(data)  # comes with the library, which loads it the same way
    for name in unused:
        if name in table:
            table[name] = {}
    if isinstance(table.get("unit_patterns"), dict):
        units = table["unit_patterns"].items()
        table["unit_patterns"] = {name: forms for name, forms in units if name.startswith("duration-")}
    return pickle.dumps(table, 4)


def archived(files: dict[str, bytes]) -> bytes:
    """Files as an archive: the same bytes for the same files."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(name, _DATE), data)
    return target.getvalue()


if __name__ == "__main__":
    sys.exit(main())
