"""Imports WeasyPrint without the waste: no search for libraries, no parts or style rules that our pages never use."""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from types import ModuleType
from typing import Any

from plainplan.render.weasyprint_70.versions import FONTTOOLS, is_read
from plainplan.tuples import NamedTuple


def quick_import(load: Callable[[], ModuleType]) -> ModuleType | None:
    """WeasyPrint without the waste, None where that does not work: then the plain way tells whether anything does."""
    if not is_read():
        return None
    lean = _seldom_used_later() if is_read(FONTTOOLS) else nullcontext()
    before = set(sys.modules)
    try:
        with _no_search(), lean, _few_style_rules():
            return load()
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
    """During the import, replace rarely used modules by lazy ones; later imports of them get the real modules."""
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
    r"|button,|input|select|textarea|:is\((?:input|colgroup|dir, menu, ol, ul\)\[)|\[dir\] |dd\[dir|table:is).*$",
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
