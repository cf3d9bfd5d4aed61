"""Settings in the wrong place: not at the top of the file, or not between `---` lines."""

from __future__ import annotations

from collections.abc import Iterator

from plainplan.diagnostics import Diagnostic, Edit, Fix, Severity
from plainplan.lower.reading import Problem
from plainplan.lower.settings import READERS, read_settings, setting_meant
from plainplan.pattern import pattern
from plainplan.source import Source, Span
from plainplan.syntax.document import Document, HeadingNode, Scalar
from plainplan.syntax.frontmatter import read_front_matter
from plainplan.tuples import NamedTuple

_NO_WIDTH = "\u200b\u2060\ufeff"
_BLANK = rf"[\s{_NO_WIDTH}]"
_NOTHING = pattern(rf"{_BLANK}*")
_TITLE = pattern(r" {0,3}#[ \t].*|#\Z")
_RULE = pattern(
    rf"{_BLANK}*(?:[-‐‑‒–—―−－]+|(?:[-–—] )+[-–—]|[*_=~+]{{3,}}|(?P<fence>`{{3,}}) ?(?:ya?ml|toml)?|\.\.\.){_BLANK}*",
)
_RULE_SIGNS = "-‐‑‒–—―−－*_=~+`." + _NO_WIDTH
_COLONS = frozenset(":：=")
_KEY = pattern(
    r"[ \t]*[\"']?(?P<key>[^\W\d_][\w \t-]{0,30}?)[\"']?[ \t\u00a0]*[:：=](?!//)[ \t\u00a0\u3000]*(?P<value>.*?)[ \t]*"
)
_MORE = pattern(r"[ \t]*-[ \t]+\S.*|[ \t]+\S.*|#.*")
_MOST_LINES = 100

_TELLING = frozenset(READERS) - {"title", "author", "partner", "currency", "format", "paper", "ignore"}
"""The settings that sentences seldom begin with: one of them, with a value that fits, is no accident."""


class Astray(NamedTuple):
    """Settings in the wrong place.

    `span` includes empty lines above them where nothing else stands there; `keys` are their names, `lines` what to
    write at the top of the file, without the `---`.
    """

    place: Span
    span: Span
    keys: frozenset[str]
    lines: tuple[str, ...]


class _Stretch(NamedTuple):
    """Lines that may hold settings; `first` and `last` include the delimiters around them, if any."""

    first: int
    last: int
    inner: tuple[str, ...]
    fenced: bool
    closed: bool


def settings_astray(document: Document) -> Astray | None:
    """Misplaced settings near the front matter, or near the place for it."""
    source = document.source
    above = _rows_above(document)
    if above is None:
        return None
    stretch = _stretch(source, above)
    read = _read(stretch) if stretch else None
    if read is None:
        stretch = next((one for one in _further_down(document) if one.closed and _is_telling(one)), None)
        read = _read(stretch) if stretch else None
    if stretch is None or read is None:
        return None
    start = source.line_starts[stretch.first - 1]
    if not source.text[:start].strip("\u200b\u2060\ufeff \t\r\n\u00a0\u3000"):
        start = 0
    end = source.line_starts[stretch.last] if stretch.last < len(source.line_starts) else len(source.text)
    place = Span(source.line_starts[stretch.first - 1], source.line_span(stretch.last).end)
    return Astray(place, Span(start, end), *read)


def _rows_above(document: Document) -> int | None:
    """The number of lines of the front matter; None where it is not closed."""
    source, span = document.source, document.front_matter_span
    if span is None:
        return 0
    last = source.position(span.end).line
    return last if source.line(last).strip() in ("---", "...") else None


def moved(document: Document, astray: Astray) -> Fix | None:
    """The fix that moves the settings into the front matter; None if one is invalid or set there already."""
    source, span = document.source, document.front_matter_span
    written = [] if span is None else source.text[: span.end].splitlines()[1:-1]
    top = "\n".join(("---", *written, *astray.lines, "---", ""))
    after = Source(source.name, top + "\n", source.bom)
    diagnostics: list[Diagnostic] = []
    front = read_front_matter(after, diagnostics)
    _, of_settings = read_settings(Document(after, front.entries, front.span, ()))
    if any(one.severity is Severity.ERROR for one in (*diagnostics, *of_settings)):
        return None
    if span is not None:
        below = Span(span.end - 3, span.end - 3)
        return Fix((Edit(below, "".join(f"{line}\n" for line in astray.lines)), Edit(astray.span, "")))
    gap = "" if source.text[astray.span.end :][:1] in ("\n", "\r", "") else "\n"
    if not astray.span.start:
        return Fix((Edit(astray.span, top + gap),))
    return Fix((Edit(Span(0, 0), top + "\n"), Edit(astray.span, "")))


def _stretch(source: Source, above: int) -> _Stretch | None:
    """The lines near the top that may be meant as front matter, after empty lines, comments or a title; below a front
    matter only such between delimiters."""
    rows = range(1, min(len(source.line_starts), _MOST_LINES) + 1)
    texts = [source.line(row).rstrip("\r\n") for row in rows]
    at = _below(texts, above)
    if at < len(texts) and _TITLE.fullmatch(texts[at]):
        at = _below(texts, at + 1)
    if above and not (at < len(texts) and _is_rule(texts[at])):
        return None
    stretch = _settings_from(texts, at)
    return stretch if stretch and (stretch.closed or not above) else None


def _further_down(document: Document) -> Iterator[_Stretch]:
    """Lines between two lines of hyphens anywhere, which Markdown reads as an underlined heading.

    A line of other dashes above them counts as the opening delimiter.
    """
    source = document.source
    texts: list[str] = []
    for node in document.nodes:
        if not isinstance(node, HeadingNode):
            continue
        row = source.position(node.span.start).line
        at = next((one for one in (row - 1, row) if one and _is_rule(source.line(one))), None)
        if at is not None:
            texts = texts or [source.line(one) for one in range(1, len(source.line_starts) + 1)]
            if stretch := _settings_from(texts, at - 1):
                yield stretch


def _settings_from(texts: list[str], at: int) -> _Stretch | None:
    """The lines from `at` on that may be meant as front matter."""
    if at >= len(texts):
        return None
    fenced = _is_rule(texts[at])
    first = at + fenced
    last = first
    while last < len(texts) and not _is_rule(texts[last]) and _is_setting(texts[last], last > first):
        last += 1
    if last == first:
        return None
    closed = last < len(texts) and _is_rule(texts[last])
    return _Stretch(at + 1, last + closed, tuple(texts[first:last]), fenced or closed, fenced and closed)


def _is_blank(line: str) -> bool:
    first = line.strip()[:1]
    return not first or (first in _NO_WIDTH and _NOTHING.fullmatch(line) is not None)


def _is_rule(line: str) -> bool:
    """Whether a line is one that front matter may begin or end with; of most the first sign tells that it is not."""
    first = line.strip()[:1]
    return bool(first) and first in _RULE_SIGNS and _RULE.fullmatch(line) is not None


def _is_setting(line: str, follows: bool) -> bool:
    return bool((not _COLONS.isdisjoint(line) and _KEY.fullmatch(line)) or (follows and _MORE.fullmatch(line)))


def _below(texts: list[str], at: int) -> int:
    """The first line from `at` on that is neither empty nor a comment."""
    while at < len(texts):
        if texts[at].lstrip().startswith("<!--"):
            while at < len(texts) and "-->" not in texts[at]:
                at += 1
        elif not _is_blank(texts[at]):
            break
        at += 1
    return at


def _read(stretch: _Stretch) -> tuple[frozenset[str], tuple[str, ...]] | None:
    """The settings in some lines, with the lines to write; None where they are ordinary text."""
    keys: set[str] = set()
    lines: list[str] = []
    telling = False
    for line in stretch.inner:
        match = _KEY.fullmatch(line)
        if match is None or (lines and _MORE.fullmatch(line) and not setting_meant(match["key"])):
            lines.append(line)
            continue
        key = setting_meant(match["key"])
        if key is None and not stretch.fenced:
            return None
        lines.append(f"{key or match['key']}: {match['value']}".rstrip())
        if key:
            keys.add(key)
            telling = telling or (key in _TELLING and _fits(key, match["value"]))
    return (frozenset(keys), tuple(lines)) if telling or (stretch.fenced and keys) else None


def _is_telling(stretch: _Stretch) -> bool:
    """Whether one of the lines can only be a setting, since a heading may stand between such lines too."""
    matches = [match for line in stretch.inner if (match := _KEY.fullmatch(line))]
    meant = [(setting_meant(match["key"]), match["value"]) for match in matches]
    return any(key is not None and key in _TELLING and _fits(key, value) for key, value in meant)


def _fits(key: str, value: str) -> bool:
    """Whether a value is valid for that setting; an empty one may be followed by a list."""
    bare = value.strip("\"'[]")
    if not bare:
        return False
    outcome = READERS[key]((Scalar(bare, Span(0, len(bare))),), "en")
    return not (isinstance(outcome, Problem) or (isinstance(outcome, tuple) and any(map(_is_trouble, outcome))))


def _is_trouble(part: object) -> bool:
    return isinstance(part, Problem) or (isinstance(part, (tuple, list)) and any(map(_is_trouble, part)))
