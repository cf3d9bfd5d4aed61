"""What a look is made of: the folders its templates are looked for in, and its fonts, as its `look.toml` names them."""

from __future__ import annotations

import os
from binascii import b2a_base64
from functools import lru_cache
from pathlib import Path
from typing import Any

from plainplan.errors import TemplateTrouble
from plainplan.pattern import pattern
from plainplan.render.assets import templates_dir
from plainplan.tuples import NamedTuple

MANIFEST = "look.toml"
ENDINGS = {"page": "woff2", "print": "ttf"}
"""How fonts end: pages take what is small, PDFs what needs no unpacking, which takes longer than laying out a page."""

_NAME = pattern(r"[A-Za-z0-9_-]+")
_PLAIN = pattern(r"[\w -]+")
_PLAIN_KEY = pattern(r'(?P<key>[a-z]+) *= *(?:"(?P<text>[^"\\\x00-\x1f\x7f]*)"|(?P<number>[1-9][0-9]{0,8}))')
_SCRIPTS = (("ext", 0x100, 0x24F), ("greek", 0x370, 0x3FF), ("cyrillic", 0x400, 0x4FF))


class Face(NamedTuple):
    """A family's file, for a `page`, for `print` or for both (empty); it may stand in parts, by script."""

    file: str
    family: str
    style: str
    weight: str
    medium: str


class FontFile(NamedTuple):
    """A face's part that is needed and there."""

    path: Path
    family: str
    style: str
    weight: str

    @property
    def is_ours(self) -> bool:
        return self.path.is_relative_to(templates_dir())


class Manifest(NamedTuple):
    """What a look says of itself: the look it lies over, and its fonts (none: those of that look)."""

    base: str
    faces: tuple[Face, ...]


def built_in_looks() -> tuple[str, ...]:
    """The names of the looks that come with plainplan."""
    return tuple(sorted(path.name for path in templates_dir().iterdir() if path.is_dir()))


def look_folders(look: str) -> tuple[str, ...]:
    """Where templates are looked for: the named look or the user's folder, then what it lies over."""
    if look.isidentifier() and _is_folder(templates_dir() / look):
        return _built_in(look)
    folder = Path(look)
    if not _is_folder(folder):
        known = ", ".join(f"`{name}`" for name in built_in_looks())
        raise TemplateTrouble(f"`{look}` is neither a look ({known}) nor a folder")
    base = _manifest(folder).base
    if base not in built_in_looks():
        known = ", ".join(f"`{name}`" for name in built_in_looks())
        raise TemplateTrouble(f"{folder / MANIFEST}: `base` is `{base}`, which is no look that is known, only {known}")
    return str(folder.resolve()), *_built_in(base)


def _is_folder(path: Path) -> bool:
    return os.path.isdir(path)  # noqa: PTH112 - Path.is_dir raises where a name is too long


def _built_in(name: str) -> tuple[str, ...]:
    folders = [str(templates_dir() / name)]
    return tuple(folders if name == "default" else [*folders, str(templates_dir() / "default")])


def font_files(look: str, medium: str, text: str) -> tuple[FontFile, ...]:
    """The fonts of a look that a text needs, on a `page` or in `print`."""
    for folder in map(Path, look_folders(look)):
        if faces := _manifest(folder).faces:
            if not (folder / "fonts").resolve().is_relative_to(folder.resolve()):
                return ()
            scripts, ending = scripts_in(text), ENDINGS[medium]
            wanted = [face for face in faces if face.medium in ("", medium)]
            return tuple(file for face in wanted for file in _parts(folder, face, scripts, ending))
    return ()


def _parts(folder: Path, face: Face, scripts: tuple[str, ...], ending: str) -> list[FontFile]:
    """The face's only file, or its parts: each of another script is a family of its own."""
    whole = _font(folder, f"{face.file}.{ending}")
    if whole:
        return [FontFile(whole, face.family, face.style, face.weight)]
    found = []
    for part in ("latin", *scripts):
        path = _font(folder, f"{face.file}-{part}.{ending}")
        if path:
            family = face.family if part == "latin" else f"{face.family} {part.title()}"
            found.append(FontFile(path, family, face.style, face.weight))
    return found


def _font(folder: Path, name: str) -> Path | None:
    """A look's font, where there is such a file, and no link that leads out of the look."""
    path = f"{folder}{os.sep}fonts{os.sep}{name}"
    if not os.path.isfile(path):  # noqa: PTH113 - Path.is_file raises where a name is too long
        return None
    if os.path.islink(path) and not Path(path).resolve().is_relative_to(folder.resolve()):  # noqa: PTH114 - as text
        return None
    return Path(path)


def scripts_in(text: str) -> tuple[str, ...]:
    """Which further parts of the fonts a text needs: `ext`, `greek`, `cyrillic`."""
    if text.isascii():
        return ()
    points = {ord(letter) for letter in set(text)}
    return tuple(name for name, first, last in _SCRIPTS if any(first <= point <= last for point in points))


def font_face(file: FontFile, address: str = "") -> str:
    """The rule that brings a font along: in itself, or by an address."""
    ending = file.path.suffix[1:]
    source = address or f"data:font/{ending};base64,{_encoded(file.path)}"
    return (
        f'@font-face{{font-family:"{file.family}";font-style:{file.style};font-weight:{file.weight};'
        f'src:url({source}) format("{"truetype" if ending == "ttf" else ending}")}}\n'
    )


@lru_cache(maxsize=64)
def _encoded(path: Path) -> str:
    try:
        return b2a_base64(path.read_bytes(), newline=False).decode("ascii")
    except OSError as error:
        raise TemplateTrouble(f"{path}: cannot be read: {error.strerror}") from error


def _manifest(folder: Path) -> Manifest:
    path = folder / MANIFEST
    try:
        changed = path.stat().st_mtime_ns
    except OSError:
        return Manifest("default", ())
    return _read(path, changed)


def _said(text: str) -> dict[str, Any]:
    """What a manifest says. Where it has fonts and keys with plain texts or numbers alone, as ours have, no library
    for all of TOML is loaded."""
    said: dict[str, Any] = {}
    into = said
    for line in filter(None, map(str.strip, text.splitlines())):
        match = _PLAIN_KEY.fullmatch(line)
        if line == "[[fonts]]" and isinstance(said.get("fonts", []), list):
            into = {}
            said.setdefault("fonts", []).append(into)
        elif match and match["key"] not in into:
            into[match["key"]] = match["text"] if match["number"] is None else int(match["number"])
        elif not line.startswith("#"):
            import tomllib

            return tomllib.loads(text)
    return said


@lru_cache(maxsize=16)
def _read(path: Path, changed: int) -> Manifest:
    """The manifest as it was when it changed last."""
    try:
        said = _said(path.read_text("utf-8"))
        faces = tuple(
            Face(
                str(face["file"]),
                str(face["family"]),
                str(face.get("style", "normal")),
                str(face.get("weight", 400)),
                str(face.get("for", "")),
            )
            for face in said.get("fonts", ())
        )
        for face in faces:
            if not (_NAME.fullmatch(face.file) and all(map(_PLAIN.fullmatch, (face.family, face.style, face.weight)))):
                raise ValueError("a `file` is letters, digits and hyphens, a `family` letters, digits and spaces")
    except (OSError, ValueError) as wrong:
        raise TemplateTrouble(f"{path}: {wrong}") from wrong
    except (KeyError, TypeError, AttributeError) as wrong:
        raise TemplateTrouble(f"{path}: each of `fonts` names a `file` and a `family`") from wrong
    return Manifest(str(said.get("base", "default")), faces)
