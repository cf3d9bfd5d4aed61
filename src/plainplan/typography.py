"""Apostrophes and quotation marks as they are printed, where a plan has those of a typewriter. What a plan says is not
changed by it: only pages are set in this way, never code and addresses on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plainplan.pattern import pattern
from plainplan.tuples import NamedTuple

if TYPE_CHECKING:
    import re


class Marks(NamedTuple):
    """A language's quotation marks, and those of a quotation within one."""

    open: str
    close: str
    inner_open: str
    inner_close: str


_ENGLISH = Marks("“", "”", "‘", "’")
_GERMAN = Marks("„", "“", "‚", "‘")
_POINTED = Marks("«", "»", "“", "”")
_MARKS = {
    "en": _ENGLISH,
    "de": _GERMAN,
    "de-CH": Marks("«", "»", "‹", "›"),
    "fr": Marks("«\u202f", "\u202f»", "“", "”"),
    "fr-CH": Marks("«", "»", "‹", "›"),
    "cs": _GERMAN,
    "sk": _GERMAN,
    "da": Marks("”", "”", "’", "’"),
    "fi": Marks("”", "”", "’", "’"),
    "sv": Marks("”", "”", "’", "’"),
    "nb": _POINTED._replace(inner_open="‘", inner_close="’"),
    "es": _POINTED,
    "ca": _POINTED,
    "it": _POINTED,
    "pt": _POINTED,
    "pt-BR": _ENGLISH,
    "nl": _ENGLISH,
    "tr": _ENGLISH,
    "id": _ENGLISH,
    "pl": Marks("„", "”", "«", "»"),
    "ro": Marks("„", "”", "«", "»"),
    "hu": Marks("„", "”", "»", "«"),
    "ru": Marks("«", "»", "„", "“"),
    "uk": Marks("«", "»", "„", "“"),
}
_APOSTROPHE = "’"
_OPENERS = "([{–—/-“„«‚‘‹"
_TYPED = pattern("""['"]""")
_BEGUN = pattern(r"""(?<![^\s([{–—/-])"[^\s"]""")
_BLANK = pattern(r"\s")
_OPENING = pattern(r"(?<!\w)'(?=[^\W\d])")
_CLOSING = pattern(r"(?<=[\w.,!?…])'(?!\w)")
_TAGS = pattern(r"(?s)(<code>.*?</code>|<[^>]*>)")
_WITHIN_A_WORD = pattern(r"</?(?:em|strong|s|a|b|i|span|sup|code)\b")
_ESCAPED = {"&#x27;": "'", "&#39;": "'", "&quot;": '"', "&#34;": '"'}
_ESCAPES = pattern("|".join(_ESCAPED))


def marks_of(lang: str) -> Marks | None:
    """The marks of a language; None where plans in it are left as they are written."""
    return _MARKS.get(lang) or _MARKS.get(lang.partition("-")[0])


def printed(text: str, marks: Marks | None, before: str = "", after: str = "") -> str:
    """A text with printed marks. It stands between `before` and `after`, of which one letter each is enough."""
    if marks is None or ("'" not in text and '"' not in text):
        return text
    around = _Around(text)
    return _TYPED.sub(lambda found: _mark(text, found.start(), before, after, marks, around), text)


class _Around:
    """What stands before and after the places of a text, asked for from its start to its end: each question looks on
    from where the last one stopped, so that a text without an end takes no longer than its length."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.length = len(text)
        self._quote = -1  # the last `"` so far
        self._opening = self._closing = -1  # not looked for yet: an apostrophe in a word needs neither
        self._address = _address_from(text, 0)

    def pass_quote(self, place: int) -> None:
        self._quote = place

    def is_quoted(self) -> bool:
        """Whether a quotation was begun by the last `"`, and has not ended."""
        return self._quote >= 0 and _BEGUN.match(self._text, self._quote) is not None

    def has_opening(self, place: int) -> bool:
        """Whether a `'` before a place may have begun a quotation."""
        if self._opening < 0:
            self._opening = _first(_OPENING, self._text, 0)
        return self._opening + 1 < place

    def closing_after(self, place: int) -> int:
        """Where the next `'` stands that may end a quotation; the text's length where there is none."""
        if self._closing <= place:
            self._closing = _first(_CLOSING, self._text, place + 1)
        return self._closing

    def is_address(self, place: int) -> bool:
        """Whether a place is in an address."""
        while self._address[1] <= place < self.length:
            self._address = _address_from(self._text, self._address[1])
        return self._address[0] <= place


def _first(looked_for: re.Pattern[str], text: str, start: int) -> int:
    found = looked_for.search(text, start)
    return found.start() if found else len(text)


def _address_from(text: str, start: int) -> tuple[int, int]:
    """Where the next word with `://` begins and ends."""
    middle = text.find("://", start)
    if middle < 0:
        return len(text), len(text)
    begin = middle
    while begin > start and not text[begin - 1].isspace():
        begin -= 1
    return begin, _first(_BLANK, text, middle)


def printed_html(html: str, marks: Marks | None) -> str:
    """The same for prose that is HTML already, with its typed marks escaped: nothing in tags and in code is changed."""
    if marks is None or not _ESCAPES.search(html):
        return html
    parts = _TAGS.split(html)
    before = ""
    for place, part in enumerate(parts):
        if part.startswith("<"):
            before = (before or " ") if _WITHIN_A_WORD.match(part) else ""
            if part.startswith("<code>"):
                before = "x"
        elif part:
            after = "x" if place + 1 < len(parts) and _WITHIN_A_WORD.match(parts[place + 1]) else ""
            if _ESCAPES.search(part):
                typed = _ESCAPES.sub(lambda found: _ESCAPED[found[0]], part)
                parts[place] = part = _TYPED.sub(_escaped, printed(typed, marks, before, after))
            before = part[-1]
    return "".join(parts)


def _escaped(found: re.Match[str]) -> str:
    return "&#x27;" if found[0] == "'" else "&quot;"


def _mark(text: str, place: int, before: str, after: str, marks: Marks, around: _Around) -> str:
    """What is printed for the typed mark at a place."""
    typed = text[place]
    last = text[place - 1] if place else before[-1:]
    following = text[place + 1] if place + 1 < len(text) else after[:1]
    quoted = around.is_quoted()
    if typed == '"':
        around.pass_quote(place)
    starts = not last or last.isspace() or last in _OPENERS
    if around.is_address(place) or (starts and (not following or following.isspace())):
        return typed
    if typed == "'":
        return _single(place, last if not starts else "", following, marks, around)
    if starts:
        return marks.open
    # After a number it stands for inches or seconds, unless a quotation was begun.
    return typed if last.isdigit() and not quoted else marks.close


def _single(place: int, last: str, following: str, marks: Marks, around: _Around) -> str:
    """An apostrophe, or one end of a quotation within another; `last` is empty where a word begins."""
    if not last:
        quotes = following.isalpha() and place + 2 < around.closing_after(place) < around.length
        return marks.inner_open if quotes else _APOSTROPHE  # `rock 'n' roll` has no quotation
    if following.isalnum():
        return _APOSTROPHE if not last.isdigit() else "'"
    if around.has_opening(place):
        return marks.inner_close
    return _APOSTROPHE if last.isalpha() else "'"
