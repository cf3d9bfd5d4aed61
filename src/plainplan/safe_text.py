"""Text that is safe to show: characters that control a terminal or hide text are escaped."""

from __future__ import annotations

import re
from typing import Any

from plainplan.pattern import pattern

# C0, DEL and C1 controls; line and paragraph separators; marks that turn the direction of text around;
# invisible tags and annotations; halves of surrogate pairs (bytes of a file's name that are not text).
_UNSAFE = pattern(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
_UNSAFE_IN_JSON = pattern(_UNSAFE.pattern.replace("\x00-\x1f", ""))


def safe_text(text: str) -> str:
    """One line of text for people: nothing in it can move a cursor, change a colour or reorder letters."""
    return text if text.isprintable() else _UNSAFE.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    return repr(match[0])[1:-1]


def json_text(value: Any) -> str:
    """A value as JSON, indented, with a line end; the same value, but safe to show and always encodable."""
    import json

    text = json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)
    return _UNSAFE_IN_JSON.sub(_escape_in_json, text) + "\n"


def _escape_in_json(match: re.Match[str]) -> str:
    import json

    return json.dumps(match[0])[1:-1]
