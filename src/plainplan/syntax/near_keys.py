"""Diagnostics for words that are tags with a mistyped key."""

from __future__ import annotations

from plainplan.diagnostics import Diagnostic, finding, replace
from plainplan.messages import msg
from plainplan.pattern import pattern
from plainplan.syntax.edit_distance import distance
from plainplan.syntax.rules import UNKNOWN_KEY
from plainplan.syntax.tags import AFTER_TAG, BY_SIGN, RESERVED, TAGS, Reading, TagKind, read_tag, tag_words
from plainplan.syntax.visible import VisibleText

_KEYED = pattern(r"(?P<key>[A-Za-z]{1,12}):(?P<value>[^\s:/][^\s/]*)")
_KINDS = tuple(kind for kind in TAGS if kind.has_key)
_ELSEWHERE = {key: kind for kind in TAGS for key in (*kind.elsewhere.keys, *kind.elsewhere.apart)}


def unknown_keys(shown: VisibleText, diagnostics: list[Diagnostic]) -> None:
    """Report words whose key is close to an existing one and whose value is valid for it."""
    if ":" not in shown.text:
        return
    for start, word in tag_words(shown.text):
        key, colon, _ = word.lower().partition(":")
        if not colon or key + ":" in BY_SIGN or key in RESERVED or not (match := _KEYED.match(word)):
            continue
        value = match["value"].rstrip(AFTER_TAG)
        meant = _meant(key, value) if value else None
        end = start + match.start("value") + len(value)
        span = shown.span(start, end) if meant else None
        if meant and span:
            message = msg("`{key}:` is no key that plainplan knows", key=match["key"])
            near = key not in _ELSEWHERE
            diagnostics.append(finding(UNKNOWN_KEY, span, message, help=msg("did you mean `{meant}`?", meant=meant),
                                 fix=replace(span, meant, safe=near)))  # fmt: skip


def _meant(key: str, value: str) -> str | None:
    if key in _ELSEWHERE:
        return _readable(_ELSEWHERE[key], value)
    for away in (1, 2):
        for kind in _KINDS:
            if _near(key, kind) == away and (away == 1 or (len(kind.key) > 2 and not kind.loose)):
                meant = _readable(kind, value)
                if meant:
                    return meant
    return None


def _readable(kind: TagKind, value: str) -> str | None:
    reading = read_tag(f"{kind.sign}{value}")
    return f"{kind.sign}{value}" if isinstance(reading, Reading) and reading.value is not None else None


def _near(key: str, kind: TagKind) -> int:
    """The edit distance of two keys, 3 for anything above two.

    For loose kinds a changed letter counts as two: `host:8080` and `water:cold` must not look like `cost:` and
    `after:`.
    """
    return distance(key, kind.key, 2, change=2 if kind.loose else 1)
