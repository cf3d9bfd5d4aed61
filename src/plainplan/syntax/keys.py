"""Finding words that are a tag but for a letter or two of their key."""

from __future__ import annotations

from plainplan.diagnostics import Diagnostic, finding, replace
from plainplan.pattern import pattern
from plainplan.syntax.durations import looks_like_duration, read_estimate
from plainplan.syntax.outcome import Unread
from plainplan.syntax.rules import UNKNOWN_KEY
from plainplan.syntax.shown import Shown
from plainplan.syntax.spelling import distance
from plainplan.syntax.tags import AFTER_TAG, BY_SIGN, RESERVED, TAGS, Reading, read_tag, tag_words

_KEYED = pattern(r"(?P<key>[A-Za-z]{1,12}):(?P<value>[^\s:/][^\s/]*)")
_KEYS = tuple(kind.key for kind in TAGS if kind.sign.endswith(":"))

# Keys that other programs use for what we write otherwise.
_OTHER_WORDS = {
    "deadline": "due", "until": "due", "by": "due", "finish": "due", "end": "due",
    "t": "start", "from": "start", "begin": "start", "scheduled": "start",
    "finished": "done", "completed": "done", "completion": "done",
    "chance": "risk", "probability": "risk", "likelihood": "risk",
    "price": "cost", "budget": "cost",
}  # fmt: skip
_DURATION_WORDS = frozenset({"duration", "dur", "estimate", "est", "length", "effort"})


def unknown_keys(shown: Shown, found: list[Diagnostic]) -> None:
    """Report words whose key is nearly one that exists and whose value fits it."""
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
            message = f"`{match['key']}:` is no key that plainplan knows"
            near = key not in _OTHER_WORDS and key not in _DURATION_WORDS
            found.append(finding(UNKNOWN_KEY, span, message, help=f"did you mean `{meant}`?",
                                 fix=replace(span, meant, safe=near)))  # fmt: skip


def _meant(key: str, value: str) -> str | None:
    if key in _DURATION_WORDS:
        estimate = read_estimate(value) if looks_like_duration(value) else None
        return None if estimate is None or isinstance(estimate, Unread) else f"~{value}"
    if key in _OTHER_WORDS:
        return _readable(_OTHER_WORDS[key], value)
    for away in (1, 2):
        for known in _KEYS:
            if _near(key, known) == away and (away == 1 or (len(known) > 2 and known not in _LOOSE)):
                meant = _readable(known, value)
                if meant:
                    return meant
    return None


# Almost any value fits these, so `host:8080` and `water:cold` must not look like them.
_LOOSE = frozenset({"after", "with", "cost"})


def _readable(key: str, value: str) -> str | None:
    reading = read_tag(f"{key}:{value}")
    return f"{key}:{value}" if isinstance(reading, Reading) and reading.value is not None else None


def _near(key: str, known: str) -> int:
    """How many letters apart, 3 for anything more than two; for loose keys a letter changed counts as two."""
    return distance(key, known, 2, change=2 if known in _LOOSE else 1)
