"""Where a barrier ends and what is done about it begins, in one line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from plainplan.readings.labels import read_label, split_arrow
from plainplan.readings.lexicon import Lexicon
from plainplan.readings.straight import straight
from plainplan.source import Span

_BETWEEN = re.compile(r"(?<=[^\s:])\s*:\s+(?=\S)|\s-+\s+(?=[^\s\d])")
_JOINED = re.compile(r"(?<=[^\s:])\s*:\s*(?=[^\s/:])|\s?--+\s?(?=\S)|\s-+\s+(?=\S)")
_LONGEST = 80


def split_answer(text: str, words: Lexicon, *, in_pairs: bool = False) -> tuple[str, str, str]:
    """A barrier, what is done about it, and the word that says so: after an arrow or `Solution:`; `in_pairs`, also
    after a colon or a dash. Without an answer the other two are empty."""
    arrow = split_arrow(text)
    if arrow:
        after = text[slice(*arrow[1])].strip()
        label = read_label(after, words)
        if label and label.kind == "solution":
            return text[slice(*arrow[0])].strip(), after[slice(*label.value)].strip(), label.name
        return text[slice(*arrow[0])].strip(), after, ""
    names = words.pattern("labels", "solution")
    match = re.search(rf"[\s.;,!?。；，—-]\s*[*_]*{names}[*_]*\s*:[*_]*\s*", straight(text))
    if match and text[match.end() :].strip():
        name = text[match.start() : match.end()].strip(" .;,!?:*_-。；，：—")
        return text[: match.start() + 1].rstrip(" ;,-—"), text[match.end() :].strip(), name
    parts = _by_sign(text, words) if in_pairs else None
    if parts:
        return text[slice(*parts[0])].strip(" *_"), text[slice(*parts[1])].strip(), ""
    return text, "", ""


def _by_sign(text: str, words: Lexicon) -> tuple[Span, Span] | None:
    """What stands before the first colon or dash, and after it."""
    match = (_JOINED if words.is_joined else _BETWEEN).search(straight(text))
    if match is None or match.start() > _LONGEST or not text[: match.start()].strip(" *_"):
        return None
    return Span(0, match.start()), Span(match.end(), len(text))


def are_pairs(texts: Sequence[str], words: Lexicon) -> bool:
    """Whether each of a list of obstacles has its answer on its line, be it after a colon or a dash."""
    return len(texts) > 1 and all(split_answer(text, words, in_pairs=True)[1] for text in texts)
