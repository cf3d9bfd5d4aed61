"""Where a barrier ends and what is done about it begins, in one line."""

from __future__ import annotations

import re

from plainplan.readings import Lexicon
from plainplan.readings.labels import read_label, split_arrow
from plainplan.readings.straight import straight


def split_solution(text: str, words: Lexicon, *, by_colon: bool = False) -> tuple[str, str, str]:
    """A barrier and what is done about it: after an arrow or `Solution:`; `by_colon`, after any colon."""
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
    before, colon, after = text.partition(": ")
    if by_colon and colon and before.strip() and after.strip():
        return before.rstrip(), after.strip(), ""
    return text, "", ""
