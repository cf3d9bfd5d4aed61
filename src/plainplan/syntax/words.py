"""Parsing a heading's text or an item's first paragraph into tags and a title."""

from __future__ import annotations

from plainplan.diagnostics import Diagnostic, Edit, Fix, finding, replace
from plainplan.messages import msg, msg_capital
from plainplan.pattern import pattern
from plainplan.prose import Text
from plainplan.source import Span
from plainplan.syntax.document import Name, Tag, TaggedText, TagValue
from plainplan.syntax.inline import OPAQUE
from plainplan.syntax.outcome import Unread
from plainplan.syntax.rules import NO_LENGTH, REPEATED_TAG
from plainplan.syntax.tags import AFTER_TAG, BY_KEY, TAGS, Reading, read_tag, tag_words
from plainplan.syntax.visible import LineStarts, VisibleText

_NEXT_WORD = pattern(r"[ \t]+(?P<word>%|[A-Za-z]+)(?![^\s.,;:!?)])")
_SEPARATOR = pattern("[,;](?=[~^@#]|[A-Za-z]+:)")

# What looks almost like a tag has one of these signs, or stands beside a tag; a hyphen and a colon may be others'.
_SURE_SIGNS = frozenset("([{~>=+")
_SIGNS = _SURE_SIGNS | frozenset("-:\t\n")
_DIGITS = frozenset("0123456789")
_KEYS = frozenset(
    key for kind in TAGS for key in (kind.sign.rstrip(":"), *kind.elsewhere.apart, kind.elsewhere.org.lower())
) - {""}
# Every branch begins with a plain character: that makes it several times quicker.
_SIGNS_OF_ONE = pattern(
    r"\(|\[|\{|~(?:\s|[0-9.,/-]+\s|[A-Za-z]|[0-9]+[A-Za-z]+\s[0-9])|:(?:[:\s<]|[0-9]{1,2}[.a-z]* [A-Z]|[A-Za-z]+ [0-9])"
    r"| (?::|[+-]\s?[0-9]|[0-9]{4}-)|\t:|->|=>|=[0-9]|ost:[0-9]{1,3} [0-9]{3}"
)


_Taken = tuple[int, int, Tag]
"""The stretch of the visible text that a tag takes, and the tag."""


def read_words(shown: VisibleText, place: LineStarts, length: int, diagnostics: list[Diagnostic]) -> TaggedText:
    """A text's tags and titles; `length` is that of the whole text."""
    span = place.span(length)
    text = shown.text
    if not text:
        return TaggedText(span, (), (), ())
    taken = _find_tags(shown, diagnostics)
    words = _before(text, taken)
    if _may_have_near_misses(text, [words] if words is not None else _around(text, taken)) or _may_tell_a_rate(text):
        from plainplan.syntax.near_tags import near_misses

        near_misses(shown, [(start, end, tag.key) for start, end, tag in taken], diagnostics)
    edges = _edges(text)
    written = shown.inlines(edges)
    if not taken:
        return TaggedText(span, written, written, ())
    tags = tuple([tag for _, _, tag in taken])
    if words is not None and not shown.pieces and not edges:
        return TaggedText(span, (Text(words),) if words else (), written, tags)
    return TaggedText(span, shown.inlines(_cuts(text, taken, edges)), written, tags)


def _may_have_near_misses(text: str, parts: list[str] | None) -> bool:
    """Whether a text is worth a closer look; `parts` are its words around its tags, where these alone tell."""
    if parts is not None and all(map(_is_clear, parts)):
        return False  # as nearly all are; the pattern takes as long to compile as a short plan to read
    start = 10 if text.startswith(("Barrier: ", "Solution: ")) else 0  # that colon is none of a tag's
    return not text.isascii() or _SIGNS_OF_ONE.search(text, start) is not None


def _may_tell_a_rate(text: str) -> bool:
    """Whether a text may say how often something is done: `~17h per week`."""
    return "~" in text and not _EACH.isdisjoint(text[text.index("~") :].lower().split())


_EACH = frozenset({"per", "a", "an", "each", "every", "pro", "je", "die", "jede", "jeden", "jedes", "/"})


def _around(text: str, taken: list[_Taken]) -> list[str] | None:
    """The words around the tags; None where a tag cannot be read, or may go on in the words: `~1y 6m`, `cost:1 200`."""
    parts, at, key = [], 0, ""
    for start, end, tag in [*taken, (len(text), 0, None)]:
        part = text[at:start]
        if (tag and tag.value is None) or (key in ("duration", "cost") and not _DIGITS.isdisjoint(part)):
            return None
        parts.append(part)
        at, key = end, tag.key if tag else ""
    return parts


def _is_clear(words: str) -> bool:
    """Whether words surely hold no sign of a near miss."""
    if words.isascii() and _SIGNS.isdisjoint(words):
        return True
    words = words.replace("\n", " ")
    if not _SURE_SIGNS.isdisjoint(words) or " -" in words or not _is_common(words):
        return False
    if any(one[4:5] == "-" and one[:4].isdecimal() for one in words.split(" ")[1:]):
        return False
    return all(map(_is_common_colon, words.split(":"), words.split(":")[1:]))


def _is_common(words: str) -> bool:
    """Whether no character that is not ASCII's looks like a sign, a letter of a tag or a blank."""
    others = "" if words.isascii() else {word for word in words if word > "~"}
    return words.isprintable() and all((one.isalpha() and one < "\uff00") or one in "“”„‘’…€" for one in others)


def _is_common_colon(before: str, behind: str) -> bool:
    """Whether a colon ends a word that is no key of a tag, nor meant as one."""
    return behind[:1] in ("", " ") and before.rstrip().rpartition(" ")[2].lower() not in _KEYS


def _before(text: str, taken: list[_Taken]) -> str | None:
    """The words before the tags, where these stand together at the end, as they mostly do."""
    at = len(text)
    for start, end, tag in reversed(taken):
        if tag.value is None or text[end:at].strip():
            return None
        at = start
    words = text[:at].rstrip()
    return None if text[at - 1 : at] == "(" else words


def _find_tags(shown: VisibleText, diagnostics: list[Diagnostic]) -> list[_Taken]:
    taken: list[_Taken] = []
    first: dict[str, Tag] = {}
    for start, written in tag_words(shown.text):
        word = written.rstrip(AFTER_TAG)
        reading = read_tag(word) if word else None
        if reading is None:
            continue
        span = shown.span(start, start + len(word))
        if span is None:
            continue
        if isinstance(reading, Unread):
            diagnostics.append(finding(reading.rule, span, reading.message, help=reading.help))
            continue
        if reading.trouble and _report(reading, word, span, _mended(shown, start, word), diagnostics):
            continue
        key = reading.kind.key
        place = span.start + reading.body
        tag = Tag(key, span, word, _at(reading.value, place), _at(reading.comma, place))
        taken.append((start, start + len(word), tag))
        earlier = first.setdefault(key, tag)
        if earlier is not tag and not reading.kind.many:
            diagnostics.append(_repeated(earlier, tag, after_blank=shown.text[start - 1 : start] == " "))
    return taken


def _at(value: TagValue, start: int) -> TagValue:
    """A value, the names that it may be placed in the source."""
    if type(value) is not tuple:
        return value
    names = (one for one in value if isinstance(one, Name))
    return tuple(Name(text, Span(start + begin, start + end), readings) for text, (begin, end), readings in names)


def _mended(shown: VisibleText, start: int, word: str) -> tuple[Span, str] | None:
    """A word that cannot be read as a tag, and what it would be with the next word, or as several: `~6w,^teas`."""
    from plainplan.syntax.near_tags import wordy_date

    if wordy := wordy_date(shown.text, start):
        span = shown.span(start, wordy[0])
        return (span, wordy[1]) if span else None
    following = _NEXT_WORD.match(shown.text, start + len(word))
    if following and _is_tag(word + following["word"]):
        span = shown.span(start, following.end("word"))
        return (span, word + following["word"]) if span else None
    parts = [part for part in _SEPARATOR.split(word) if part]
    span = shown.span(start, start + len(word))
    return (span, " ".join(parts)) if span and len(parts) > 1 and all(map(_is_tag, parts)) else None


def _is_tag(word: str) -> bool:
    reading = read_tag(word)
    return isinstance(reading, Reading) and reading.value is not None


def _report(
    reading: Reading, word: str, span: Span, mended: tuple[Span, str] | None, diagnostics: list[Diagnostic]
) -> bool:
    """Say what is wrong with a value. True where it is only a near miss or text, and so no tag at all."""
    from plainplan.syntax.near_tags import near_miss, straightened

    straight = straightened(word)
    if straight:
        diagnostics.append(near_miss(span, word, straight))
        return True
    trouble = reading.trouble
    assert trouble is not None
    help, fix = trouble.help, None
    if mended:
        help, fix = msg("did you mean `{tag}`? {help}", tag=mended[1], help=msg_capital(help)), replace(*mended)
    elif trouble.instead:
        whole = word[: reading.body] + trouble.instead
        help, fix = (
            msg("did you mean `{tag}`? {help}", tag=whole, help=msg_capital(help)),
            replace(span, whole, safe=trouble.safe),
        )
    diagnostics.append(finding(trouble.rule, span, trouble.message, help=help, fix=fix))
    return trouble.rule is NO_LENGTH


def _repeated(first: Tag, again: Tag, *, after_blank: bool) -> Diagnostic:
    message = msg("`{text}` is a second `{sign}`: there can be one", text=again.text, sign=BY_KEY[again.key].sign)
    if again.key == "duration":
        message = msg("`{text}` is a second duration: there can be one", text=again.text)
    elif again.key == "name":
        message = msg("`{text}` is a second name: there can be one", text=again.text)
    without = Edit(Span(again.span.start - after_blank, again.span.end), "")
    if BY_KEY[again.key].aspect == "waits":
        both = f"{first.text},{again.text.partition(':')[2]}"
        help = msg("put all names into one tag: `{both}`", both=both)
        fix = Fix((Edit(first.span, both), without), safe=after_blank)
    else:
        help = msg("keep this one or `{text}`", text=first.text)
        fix = Fix((without,), safe=False)
    return finding(REPEATED_TAG, again.span, message, help=help, fix=fix)


def _edges(text: str) -> list[tuple[int, int]]:
    """The blanks at both ends."""
    if not text[0].isspace() and not text[-1].isspace():
        return []
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    if start >= end:
        return [(0, len(text))]
    return [(a, b) for a, b in ((0, start), (end, len(text))) if a < b]


def _cuts(text: str, taken: list[_Taken], edges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """What is left out of a title: tags with the blanks around them; of a `@who` inside a sentence only its sign."""
    last = _last_word(text, taken) if any(BY_KEY[tag.key].many for _, _, tag in taken) else -1
    signs, whole = [], list(edges)
    for start, end, tag in taken:
        if BY_KEY[tag.key].many and end <= last:
            signs.append((start, start + 1))
        else:
            whole.append((start, end))
    return sorted([*signs, *(_widened(text, *cut) for cut in _merged(text, sorted(whole)))])


def _last_word(text: str, taken: list[_Taken]) -> int:
    """Where the last character of a word that is no tag stands, or -1."""
    ends = [0, *(end for _, end, _ in taken)]
    starts = [*(start for start, _, _ in taken), len(text)]
    for begin, end in zip(reversed(ends), reversed(starts), strict=True):
        for at in range(end - 1, begin - 1, -1):
            if text[at].isalnum() or text[at] == OPAQUE:
                return at
    return -1


def _merged(text: str, cuts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The cuts, those with nothing but blanks between them made one."""
    merged: list[tuple[int, int]] = []
    for start, end in cuts:
        if merged and not text[merged[-1][1] : start].strip():
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return merged


def _widened(text: str, start: int, end: int) -> tuple[int, int]:
    """A cut with the brackets that it empties and the blanks before it, or after it at the start."""
    while text[start - 1 : start] == "(" and text[end : end + 1] == ")":
        start, end = start - 1, end + 1
    while start > 0 and text[start - 1].isspace():
        start -= 1
    if start == 0 or text[start - 1] == "(":
        while end < len(text) and text[end].isspace():
            end += 1
    return start, end
