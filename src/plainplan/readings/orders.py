"""Finding what something waits for: `after the exam`, `once X is done`, `nach der Prüfung`, `X之后`, `[dependsOn:: x]`."""

from __future__ import annotations

import re
from functools import lru_cache

from plainplan.pattern import pattern
from plainplan.readings.first_look import Look
from plainplan.readings.lexicon import Lexicon
from plainplan.source import Span
from plainplan.tuples import NamedTuple

_END = r"[,.;:!()\[\]]|\s-+\s|$"
_SIGN = pattern(r"⛔\ufe0f?\s*(?P<what>[^,;()\[\]]+)")
_LONGEST = 80


class Order(NamedTuple):
    """`what` is what is waited for, in the text's own words; `span` is all that says so."""

    span: Span
    what: Span


@lru_cache(maxsize=16)
def _patterns(words: Lexicon) -> tuple[tuple[Look, re.Pattern[str]], ...]:
    before, after = words.pattern("order", "before"), words.pattern("order", "after")
    found = [(words.look("order", "before"), pattern(rf"(?<!\w){before}[\s:]+(?P<what>[^,.;:!()\[\]]+?)(?={_END})"))]
    if words.own("order", "after"):
        wanted = pattern(rf"(?:^|[\s,.;:!()])(?P<what>[^,.;:!()\s][^,.;:!()]*?)(?:{after})")
        found.insert(0, (words.look("order", "after"), wanted))
    return tuple(found)


@lru_cache(maxsize=16)
def _trimming(words: Lexicon) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    return (
        pattern(rf"\s*(?:{words.pattern('order', 'end')})\s*$"),
        pattern(rf"^(?:{words.pattern('order', 'not')})\s*$"),
        pattern(rf"(?:{words.pattern('order', 'not_before')})\s*$"),
    )


def find_orders(text: str, words: Lexicon) -> list[Order]:
    """What a text waits for by its words, of which some thing of the plan may have the name."""
    found = [Order(Span(*match.span()), Span(*match.span("what"))) for match in _SIGN.finditer(text)]
    ends, no, not_before = _trimming(words)
    for look, wanted in _patterns(words):
        for match in wanted.finditer(text) if look.may_be_in(text) else ():
            what = ends.sub("", match["what"].rstrip())
            if not what.strip() or len(what) > _LONGEST or no.match(what) or not_before.search(text[: match.start()]):
                continue
            start = match.start("what")
            found.append(Order(Span(*match.span()), Span(start, start + len(what))))
    return found
