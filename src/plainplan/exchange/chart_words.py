"""Words in a Mermaid chart: without what means something there, and back."""

from __future__ import annotations

from html import unescape

from plainplan.pattern import pattern

MADE = "%% made by plainplan"
"""The comment by which one of our charts is known."""

_SPECIAL = pattern(r"[#;:%\x00-\x1f\x7f]")
_JOINER = "\u2060"
_KEYS = (
    "gantt", "title", "section", "click", "call", "href", "dateformat", "axisformat", "tickinterval", "excludes",
    "includes", "todaymarker", "weekday", "weekend", "inclusiveenddates", "topaxis", "acctitle", "accdescr",
)  # fmt: skip
_ALIKE = {":": "∶", ";": "⁏", "#": "＃", "%": "％"}  # look alike, and mean nothing
_BACK = str.maketrans({alike: sign for sign, alike in _ALIKE.items()} | {_JOINER: None})
_CODE = pattern(r"#(\w{1,12});")


def as_chart_words(words: str) -> str:
    """Words without what means something in a chart's line; a first word that would be a key of the chart's has a
    letter without width before it."""
    told = " ".join(_SPECIAL.sub(lambda match: _ALIKE.get(match[0], " "), words).split())
    return f"{_JOINER}{told}" if told.casefold().startswith(_KEYS) else told or "-"


def from_chart_words(words: str, *, is_own: bool) -> str:
    """What words in a chart say: `#quot;` and `#35;` are letters, and in one of ours the letters that look alike."""
    told = _CODE.sub(lambda match: unescape(f"&#{match[1]};" if match[1].isdigit() else f"&{match[1]};"), words)
    return (told.translate(_BACK) if is_own else told).strip()
