"""Regular expressions compiled at their first use: most runs need a few of a hundred."""

from __future__ import annotations

import re
from typing import Any, cast

from plainplan.plain import is_used


class _LazyPattern:
    """A lazy proxy for a compiled pattern; its attributes are those of the pattern."""

    def __init__(self, text: str, flags: int) -> None:
        self.pattern = text
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(self.pattern, self._flags), name)
        setattr(self, name, found)  # later lookups bypass this method
        return found


def pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """A lazy equivalent of `re.compile`."""
    return cast("re.Pattern[str]", _LazyPattern(text, flags)) if is_used("patterns") else re.compile(text, flags)
