"""What an output stream can show: colours, its encoding, box-drawing characters."""

from __future__ import annotations

from plainplan.diagnostics import Severity
from plainplan.tuples import NamedTuple

_CODES = {"red": "31", "yellow": "33", "cyan": "36", "blue": "34", "green": "32", "bold": "1", "dim": "2"}

_SEVERITY = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.HINT: "cyan"}


class Style(NamedTuple):
    """What the stream can show."""

    color: bool = False
    encoding: str = "utf-8"

    @property
    def unicode(self) -> bool:
        """Whether box drawing can be written."""
        return self.can_show("┌─│…")

    def can_show(self, text: str) -> bool:
        try:
            text.encode(self.encoding)
        except (UnicodeEncodeError, LookupError):
            return False
        return True

    def paint(self, text: str, *names: str) -> str:
        """The text in colours, where the stream has them."""
        if not self.color or not text:
            return text
        return f"\x1b[{';'.join(_CODES[name] for name in names)}m{text}\x1b[0m"

    def severity(self, text: str, severity: Severity) -> str:
        return self.paint(text, "bold", _SEVERITY[severity])


PLAIN = Style()
