"""Loads WeasyPrint without the waste: no search for libraries, no parts or style rules that our pages never use."""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, redirect_stdout
from types import ModuleType
from typing import Any

from plainplan.errors import MissingLibrary
from plainplan.render.pdf_shortcuts import is_read, take_shortcuts
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
        module = (_quick_import() if is_read() else None) or _plain_import()
    except OSError as missing:
        raise MissingLibrary(_missing(missing)) from missing
    except Exception as wrong:  # whatever it is, it is told as it is
        raise MissingLibrary(_unloadable(wrong)) from wrong
    if is_read(_CFFI):
        _name_types_quickly()
    take_shortcuts()
    return module


def _quick_import() -> ModuleType | None:
    """WeasyPrint without the waste, None where that does not work: then the plain way tells whether anything does."""
    lean = _seldom_used_later() if is_read(_FONTTOOLS) else nullcontext()
    before = set(sys.modules)
    try:
        with _no_search(), lean, _few_style_rules():
            return _plain_import()
    except Exception:
        for name in set(sys.modules) - before:
            if name.partition(".")[0] in ("weasyprint", "fontTools"):
                del sys.modules[name]
        return None


@contextmanager
def _no_search() -> Iterator[None]:
    """On Linux each library that is looked for in vain starts processes; the real names load without a search."""
    import ctypes.util

    real = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None
    try:
        yield
    finally:
        ctypes.util.find_library = real


def _plain_import() -> ModuleType:
    import io

    with redirect_stdout(io.StringIO()):
        import weasyprint  # what it prints about missing libraries we say in one line

    module: ModuleType = weasyprint
    return module


_FONTTOOLS, _CFFI = {"fonttools": "4.68.0"}, {"cffi": "2.1.1"}
"""The versions of others that were read, beside those of `pdf_shortcuts`."""


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


def _unloadable(error: Exception) -> str:
    """One line about anything else that keeps WeasyPrint from being loaded."""
    what = str(error).partition("\n")[0]
    return f"a PDF needs WeasyPrint, which cannot be loaded here: {type(error).__name__}: {what}"


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
