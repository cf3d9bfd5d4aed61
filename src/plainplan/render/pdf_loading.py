"""Loads WeasyPrint without the waste: no search for libraries, no parts or style rules that our pages never use."""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

from plainplan.errors import MissingLibrary
from plainplan.render.pdf_shortcuts import take_shortcuts
from plainplan.tuples import NamedTuple

_INSTALL = {
    "linux": "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    "darwin": "brew install pango",
    "win32": "install GTK's runtime from MSYS2: pacman -S mingw-w64-x86_64-pango",
}


def load_weasyprint() -> ModuleType:
    """WeasyPrint, with its search for libraries cut short where their names are known to be right."""
    if "weasyprint" in sys.modules:
        return sys.modules["weasyprint"]
    try:
        module = _quick_import() if sys.platform == "linux" else _plain_import()
    except OSError as missing:
        raise MissingLibrary(_missing(missing)) from missing
    _name_types_quickly()
    take_shortcuts()
    return module


def _quick_import() -> ModuleType:
    """On Linux each library that is looked for in vain starts processes; the real names load without a search."""
    import ctypes.util

    real = ctypes.util.find_library
    ctypes.util.find_library = lambda name: None
    try:
        return _plain_import()
    except OSError:
        for name in [name for name in sys.modules if name.partition(".")[0] == "weasyprint"]:
            del sys.modules[name]
    finally:
        ctypes.util.find_library = real
    return _plain_import()


def _plain_import() -> ModuleType:
    import contextlib
    import io

    with contextlib.redirect_stdout(io.StringIO()), _seldom_used_later(), _few_style_rules():
        import weasyprint  # what it prints about missing libraries we say in one line

    module: ModuleType = weasyprint
    return module


_SELDOM = {
    "fontTools.subset": ("Options", "Subsetter"),
    "fontTools.varLib.instancer": ("instantiateVariableFont",),
    "fontTools.ttLib": ("TTFont",),
    "fontTools.ttLib.ttFont": ("getTableClass", "getTableModule"),
    "fontTools.ttLib.woff2": ("decompress",),
}
"""Parts that only packed, variable and coloured fonts ask for, and machines without HarfBuzz's own subsetting: a third
of the import."""


class _Later(ModuleType):
    """A module in the place of another, which is imported when something of it is called."""

    TTLibError = Exception  # what goes wrong in `fontTools.ttLib`, among others

    def __init__(self, name: str, functions: tuple[str, ...]) -> None:
        super().__init__(name)
        for function in functions:
            setattr(self, function, self._calls(function))

    def _calls(self, function: str) -> Any:
        def call(*arguments: Any, **named: Any) -> Any:
            return getattr(importlib.import_module(self.__name__), function)(*arguments, **named)

        return call


@contextmanager
def _seldom_used_later() -> Iterator[None]:
    """During the import, what is seldom used is there by name only; whoever imports it afterwards gets it whole."""
    import fontTools

    put = {name: _Later(name, functions) for name, functions in _SELDOM.items() if name not in sys.modules}
    known = {"fontTools": fontTools} | put
    for name, module in put.items():
        folder, _, own = name.rpartition(".")
        setattr(known.get(folder, module), own, module)
    sys.modules.update(put)
    try:
        yield
    finally:
        for name, module in put.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]
            if vars(fontTools).get(name.rpartition(".")[2]) is module:
                delattr(fontTools, name.rpartition(".")[2])


_UNUSED = re.compile(
    r"^(?:@counter-style (?!(?:disc|circle|square|decimal) )"
    r"|button,|input|select|textarea|:is\((?:input|dir, menu|colgroup)|\[dir\] |dd\[dir|table:is).*$",
    re.MULTILINE,
)


class _Sheet(NamedTuple):
    """One of WeasyPrint's own style sheets, without what our documents never have: numerals of forty scripts, forms,
    lists that change their direction, looks given by attributes, for which there is a whole sheet."""

    file: Any

    def read_text(self, encoding: str) -> str:
        text: str = "" if self.file.name == "html5_ph.css" else self.file.read_text(encoding)
        return _UNUSED.sub("", text)


class _Sheets(NamedTuple):
    folder: Any

    def __truediv__(self, name: str) -> _Sheet:
        return _Sheet(self.folder / name)


@contextmanager
def _few_style_rules() -> Iterator[None]:
    """During the import, WeasyPrint finds its style sheets shortened: it parses them each time it starts."""
    import importlib.resources as resources

    real: Any = resources.files

    def files(package: Any) -> Any:
        found = real(package)
        return _Sheets(found) if getattr(package, "__name__", "") == "weasyprint.css" else found

    resources.files = files
    try:
        yield
    finally:
        resources.files = real


def _missing(error: OSError) -> str:
    """One line that says what to install on this system."""
    what = str(error).partition("\n")[0].partition(":")[0]
    command = _INSTALL.get(sys.platform, _INSTALL["linux"])
    return f"a PDF needs the library Pango, which is not here ({what}); to install it: {command}"


_TYPE = re.compile(r"(\w[\w ]*\w)(?: (\*+)|\[(\d*)\])")


def _name_types_quickly() -> None:
    """`PangoRectangle *` and `hb_codepoint_t[57]` are known from the declarations. cffi runs a C parser over all of
    them for each new one, which costs as much as laying out a page; whatever else it is asked still goes there."""
    try:
        from cffi import model
        from weasyprint.text.ffi import ffi

        parser = ffi._parser
        declared, parse, own = parser._declarations, parser.parse_type, model.PrimitiveType.ALL_PRIMITIVE_TYPES
    except (ImportError, AttributeError):  # another cffi: the slow way works as well
        return

    def parse_type(text: str) -> Any:
        found = _TYPE.fullmatch(text)
        known = declared.get(f"typedef {found[1]}") if found else None
        if known is None and found and found[1] in own:
            known = model.PrimitiveType(found[1]), 0
        if found is None or known is None:
            return parse(text)
        base, quals = known
        for _ in found[2] or "":
            base = parser._get_type_pointer(base, quals)
        if found[2]:
            return base
        return model.ArrayType(base, int(found[3]) if found[3] else None)

    parser.parse_type = parse_type
