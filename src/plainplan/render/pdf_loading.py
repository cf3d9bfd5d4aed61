"""Loads WeasyPrint without the waste: no search for libraries with their usual names, no C parser for each type."""

from __future__ import annotations

import re
import sys
from types import ModuleType
from typing import Any

from plainplan.errors import MissingLibrary

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

    with contextlib.redirect_stdout(io.StringIO()):  # what it prints about missing libraries we say in one line
        import weasyprint

    module: ModuleType = weasyprint
    return module


def _missing(error: OSError) -> str:
    """One line that says what to install on this system."""
    what = str(error).partition("\n")[0].partition(":")[0]
    command = _INSTALL.get(sys.platform, _INSTALL["linux"])
    return f"a PDF needs the library Pango, which is not here ({what}); to install it: {command}"


_TYPE = re.compile(r"(\w+)(?: (\*)|\[(\d*)\])")


def _name_types_quickly() -> None:
    """`PangoRectangle *` and `hb_codepoint_t[57]` are known from the declarations. cffi runs a C parser over all of
    them for each new one, which costs as much as laying out a page; whatever else it is asked still goes there."""
    try:
        from cffi import model
        from weasyprint.text.ffi import ffi

        parser = ffi._parser
        declared, parse = parser._declarations, parser.parse_type
    except (ImportError, AttributeError):  # another cffi: the slow way works as well
        return

    def parse_type(text: str) -> Any:
        found = _TYPE.fullmatch(text)
        known = declared.get(f"typedef {found[1]}") if found else None
        if found is None or known is None:
            return parse(text)
        base, quals = known
        if found[2]:
            return parser._get_type_pointer(base, quals)
        return model.ArrayType(base, int(found[3]) if found[3] else None)

    parser.parse_type = parse_type
