"""Regular expressions that are compiled when they are first used: most runs need a few of a hundred."""

from __future__ import annotations

import re
from typing import Any, cast

from plainplan.plain import is_used


class _LazyPattern:
    """Stands for a pattern that is compiled at its first use; attributes are then those of the compiled pattern."""

    def __init__(self, text: str, flags: int) -> None:
        self.pattern = text
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(self.pattern, self._flags), name)
        setattr(self, name, found)  # from now on found without this
        return found


def pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern with all that `re.compile` gives one, at no cost before its first use."""
    return cast("re.Pattern[str]", _LazyPattern(text, flags)) if is_used("patterns") else re.compile(text, flags)
