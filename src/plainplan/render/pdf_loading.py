"""Loads WeasyPrint, quickly where its version is one that was read, and says what is missing where it cannot."""

from __future__ import annotations

import sys
from contextlib import redirect_stdout
from types import ModuleType

from plainplan.errors import MissingLibrary
from plainplan.render.weasyprint_70 import loading, patches

_INSTALL = {
    "linux": "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    "darwin": "brew install pango",
    "win32": "install GTK's runtime from MSYS2: pacman -S mingw-w64-x86_64-pango",
}


def load_weasyprint() -> ModuleType:
    """WeasyPrint, imported without the waste and patched where its version was read; as it is elsewhere."""
    if "weasyprint" in sys.modules:
        return sys.modules["weasyprint"]
    try:
        module = loading.quick_import(_plain_import) or _plain_import()
    except OSError as missing:
        raise MissingLibrary(_missing(missing)) from missing
    except Exception as wrong:  # whatever it is, it is told as it is
        raise MissingLibrary(_unloadable(wrong)) from wrong
    patches.apply()
    return module


def _plain_import() -> ModuleType:
    import io

    with redirect_stdout(io.StringIO()):
        import weasyprint  # what it prints about missing libraries we say in one line

    module: ModuleType = weasyprint
    return module


def _unloadable(error: Exception) -> str:
    """One line about anything else that keeps WeasyPrint from being loaded."""
    what = str(error).partition("\n")[0]
    return f"a PDF needs WeasyPrint, which cannot be loaded here: {type(error).__name__}: {what}"


def _missing(error: OSError) -> str:
    """One line that says what to install on this system."""
    what = str(error).partition("\n")[0].partition(":")[0]
    command = _INSTALL.get(sys.platform, _INSTALL["linux"])
    return f"a PDF needs the library Pango, which is not here ({what}); to install it: {command}"
