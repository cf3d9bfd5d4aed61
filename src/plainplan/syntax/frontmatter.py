"""Parsing the front matter: YAML between `---` lines; values stay text, keys and values have places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from plainplan.diagnostics import Diagnostic, Edit, Fix, finding, replace
from plainplan.messages import msg
from plainplan.pattern import pattern
from plainplan.source import Source, Span
from plainplan.syntax.document import Entry, Scalar
from plainplan.syntax.rules import UNREADABLE_FRONT_MATTER
from plainplan.tuples import NamedTuple

if TYPE_CHECKING:
    from yaml.events import Event

MAX_BYTES = 64 * 1024
_MAX_DEPTH = 20
# Lists the forbidden characters, not the allowed ones: a large set is slow to compile.
_NOT_YAML = pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


# Keys and plain scalars of characters that have no meaning in YAML in that position.
_KEY = r"(?P<key>[A-Za-z][A-Za-z0-9_-]{0,63}):"
_PLAIN = pattern(rf"{_KEY} +(?P<value>[^\W_](?:[\w .,/()+'&@-]*[\w.,/()+'&@-])?) *")
_OPENS = pattern(rf"{_KEY} *")
_BELOW = pattern(r" *(?P<dash>-) +(?P<value>[^\W_](?:[\w .,/()+'&@-]*[\w.,/()+'&@-])?) *")
_AMONG = r"[^\W_](?:[\w ./()+'&@-]*[\w./()+'&@-])?"
_BRACKETED = pattern(rf"{_KEY} +(?P<list>\[ *{_AMONG}(?: *, *{_AMONG})* *\]) *")
_IN_BRACKETS = pattern(_AMONG)

_KEY_LINE = pattern(r"[A-Za-z][\w -]{0,63}:(?:[ \t].*)?|[ \t]+\S.*|- .*")
_DASHES = pattern(r"\s*[-‐‑‒–—―−－_*=+~]+\s*")
_OTHER_BLANKS = "\\t\\u00a0\\u200b\\u3000"
_LOOSE = pattern(
    rf"[{_OTHER_BLANKS}]*(?P<key>[A-Za-z][\w-]{{0,63}})[ {_OTHER_BLANKS}]*[:：](?!/)[ {_OTHER_BLANKS}]*(?P<value>.+)"
)
"""A key and a value, with whatever blanks and colon."""

_MOST_KEYS = 100


class FrontMatter(NamedTuple):
    """The entries, the span including the `---` lines, and the number of lines that it takes."""

    entries: tuple[Entry, ...]
    span: Span | None
    rows: int


NONE = FrontMatter((), None, 0)


def read_front_matter(source: Source, diagnostics: list[Diagnostic]) -> FrontMatter:
    """The front matter at the top of a text, if there is one."""
    if not source.text.startswith("---") or source.line(1).rstrip(" \t") != "---":
        return NONE
    rows = range(2, len(source.line_starts) + 1)
    last = next((row for row in rows if source.line(row).rstrip(" \t") in ("---", "...")), None)
    if last is None:
        message = msg("the front matter begins here and never ends")
        help = msg("put a line with `---` after its last key")
        after = _after_keys(source)
        fix = _closing(source, after)
        diagnostics.append(finding(UNREADABLE_FRONT_MATTER, source.line_span(1), message, help=help, fix=fix))
        return FrontMatter((), Span(0, source.line_span(after - 1).end), after - 1)
    span = Span(0, source.line_span(last).end)
    start = source.line_starts[1]
    text = source.text[start : source.line_starts[last - 1]]
    if len(text.encode("utf-8", "replace")) > MAX_BYTES:
        message = msg("the front matter is longer than {size} KiB", size=MAX_BYTES // 1024)
        diagnostics.append(
            finding(UNREADABLE_FRONT_MATTER, source.line_span(1), message, help=msg("put the text below it"))
        )
        return FrontMatter((), span, last)
    entries = _plain_entries(text, start)
    if entries is None:
        of_yaml: list[Diagnostic] = []
        entries = _entries(text, start, of_yaml)
        diagnostics += [one._replace(fix=_key_by_key(text, start)) for one in of_yaml[:1]]
        diagnostics += of_yaml[1:]
    return FrontMatter(entries, span, last)


def _after_keys(source: Source) -> int:
    """The first line that is no key, for a front matter that is not closed: the body is read from there on."""
    row, rows = 2, len(source.line_starts)
    while row <= rows and _KEY_LINE.fullmatch(source.line(row)):
        row += 1
    return row


def _closing(source: Source, row: int) -> Fix | None:
    """The fix that closes a front matter above that line, where only keys precede it."""
    rows = len(source.line_starts)
    if row == 2 or row > _MOST_KEYS:
        return None
    if row > rows:
        return Fix((Edit(Span(len(source.text), len(source.text)), "\n---\n"),))
    place = source.line_span(row)
    if _DASHES.fullmatch(source.line(row)):
        return replace(place, "---")
    return Fix((Edit(Span(place.start, place.start), "---\n"),))


def _key_by_key(text: str, start: int) -> Fix | None:
    """The fix that writes a blank after each key's colon, where that makes the text valid."""
    edits: list[Edit] = []
    mended: list[str] = []
    nests = False
    for line in text.splitlines(keepends=True):
        loose = _LOOSE.fullmatch(line.rstrip("\r\n"))
        if loose and (line.startswith(f"{loose['key']}: ") or (nests and not line[0].isalpha())):
            loose = None
        mended.append(f"{loose['key']}: {loose['value']}\n" if loose else line)
        if loose:
            edits.append(Edit(Span(start, start + loose.end()), mended[-1].rstrip("\n")))
        start += len(line)
        nests = line.rstrip().endswith(":")
    after: list[Diagnostic] = []
    _entries("".join(mended), 0, after)
    return Fix(tuple(edits)) if edits and not after else None


def _plain_entries(text: str, start: int) -> tuple[Entry, ...] | None:
    """A fast path without a YAML parser: the entries where each key has a plain value or a list of these, in brackets
    or an item a line, else None.

    Loading the parser takes a tenth of the time of building a short plan.
    """
    entries: list[Entry] = []
    dash: int | None = None  # where the dashes of the list stand that is being read, -1 before the first
    values: list[Scalar] = []
    for line in text.splitlines(keepends=True):
        bare = line.rstrip("\r\n").replace("’", "'")  # which is a sign like any other, and makes a pattern slow
        item = _BELOW.fullmatch(bare) if dash is not None and bare.lstrip(" ").startswith("-") else None
        if item and dash in (-1, item.start("dash")):
            dash = item.start("dash")
            values.append(_scalar(item, line, start))
        elif bare.strip(" "):
            entry = _plain_entry(bare, line, start)
            if entry is None or dash == -1:
                return None
            if dash is not None:
                entries[-1] = _of_list(entries[-1], values, start)
            dash, values = -1 if entry.is_list and not entry.values else None, []
            entries.append(entry)
        start += len(line)
    if dash == -1 or len({entry.key for entry in entries}) < len(entries):
        return None
    if dash is not None:
        entries[-1] = _of_list(entries[-1], values, start)
    return tuple(entries)


def _plain_entry(bare: str, line: str, start: int) -> Entry | None:
    """The entry that a line is, or begins: one of a list without values. `bare` is what tells it."""
    plain = _PLAIN.fullmatch(bare)
    if plain:
        scalar = _scalar(plain, line, start)
        return Entry(plain["key"], _key(plain, start), Span(start, scalar.span.end), (scalar,), False, False)
    if listed := "[" in bare and _BRACKETED.fullmatch(bare):
        within = _IN_BRACKETS.finditer(bare, listed.start("list"), listed.end("list"))
        values = tuple(Scalar(line[slice(*one.span())], Span(start + one.start(), start + one.end())) for one in within)
        return Entry(listed["key"], _key(listed, start), Span(start, start + listed.end("list")), values, True, False)
    opens = _OPENS.fullmatch(bare)
    return Entry(opens["key"], _key(opens, start), Span(start, start), (), True, False) if opens else None


def _key(match: re.Match[str], start: int) -> Span:
    return Span(start, start + match.end("key"))


def _scalar(match: re.Match[str], line: str, start: int) -> Scalar:
    return Scalar(line[slice(*match.span("value"))], Span(start + match.start("value"), start + match.end("value")))


def _of_list(entry: Entry, values: list[Scalar], end: int) -> Entry:
    """The entry of a list with its values, which ends where the next key begins, as YAML has it."""
    return entry._replace(values=tuple(values), span=Span(entry.span.start, end))


def _entries(text: str, start: int, diagnostics: list[Diagnostic]) -> tuple[Entry, ...]:
    """The entries of YAML text. Reading stops at the first error; entries before it are kept."""
    import yaml

    reader = _YamlReader(start, diagnostics)
    entries: list[Entry] = []
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        for entry in reader.entries(yaml.parse(_readable(text), Loader=loader)):
            entries.append(entry)
    except _Refused:
        pass
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        at = start + min(mark.index if mark else 0, len(text))
        reader.report(Span(at, at), *_explained(error.problem or "", text[at - start : at - start + 1]))
    return tuple(entries)


def _readable(text: str) -> str:
    """The text with characters replaced that YAML forbids; none of them is printable."""
    return text if text.replace("\n", "").isprintable() else _NOT_YAML.sub("\ufffd", text)


class _Refused(Exception):
    """Raised at YAML that we do not read; the diagnostic is already recorded."""


class _YamlReader:
    """Reads YAML's event stream without recursion, however deep it is nested."""

    def __init__(self, start: int, diagnostics: list[Diagnostic]) -> None:
        self.start = start
        self.found = diagnostics

    def entries(self, events: Iterator[Event]) -> Iterator[Entry]:
        from yaml import events as kinds

        top = next(
            (one for one in events if not isinstance(one, (kinds.StreamStartEvent, kinds.DocumentStartEvent))), None
        )
        if (
            top is None
            or isinstance(top, kinds.StreamEndEvent)
            or (isinstance(top, kinds.ScalarEvent) and not top.value)
        ):
            return
        if not isinstance(top, kinds.MappingStartEvent):
            self.refuse(
                top, msg("the front matter is not a list of keys"), msg("write a key, a colon, a blank and a value")
            )
        self.check(top)
        seen: set[str] = set()
        event: Any
        for event in events:
            if isinstance(event, kinds.MappingEndEvent):
                return
            if not isinstance(event, kinds.ScalarEvent):
                self.refuse(event, msg("this is not a key"), msg("write a word, a colon, a blank and a value"))
            self.check(event)
            if event.value in seen:
                self.refuse(
                    event, msg("`{key}` stands here for the second time", key=event.value), msg("keep one of them")
                )
            seen.add(event.value)
            yield self.entry(event, events)

    def entry(self, key: Any, events: Iterator[Event]) -> Entry:
        """A key's entry, read up to the end of its value."""
        from yaml import events as kinds

        values: list[Scalar] = []
        depth = 0
        nested = is_list = False
        end = key
        for event in events:
            self.check(event)
            end = event
            if isinstance(event, kinds.ScalarEvent):
                if depth == 0 or (is_list and depth == 1):
                    values.append(Scalar(event.value, self.span(event)))
            elif isinstance(event, (kinds.SequenceStartEvent, kinds.MappingStartEvent)):
                is_list = is_list or (depth == 0 and isinstance(event, kinds.SequenceStartEvent))
                nested = nested or depth > 0 or isinstance(event, kinds.MappingStartEvent)
                depth += 1
            else:
                depth -= 1
            if depth == 0:
                break
            if depth > _MAX_DEPTH:
                self.refuse(
                    event,
                    msg("this is nested too deeply"),
                    msg("up to {most} levels are read", most=_MAX_DEPTH),
                )
        key_span = self.span(key)
        whole = Span(key_span.start, max(key_span.end, self.span(end).end))
        return Entry(key.value, key_span, whole, () if nested else tuple(values), is_list, nested)

    def check(self, event: Any) -> None:
        """Refuse YAML that different programs read differently."""
        anchor = getattr(event, "anchor", None)
        if anchor is not None:
            self.refuse(
                event,
                msg("anchors (`&`) and aliases (`*`) are not read"),
                msg("write the value out, or put it in quotes"),
            )
        if getattr(event, "tag", None) is not None:
            self.refuse(event, msg("tags (`!`) are not read"), msg("leave the tag out, or put the value in quotes"))

    def refuse(self, event: Any, message: str, help: str) -> None:
        self.report(self.span(event), message, help)
        raise _Refused

    def report(self, span: Span, message: str, help: str) -> None:
        self.found.append(finding(UNREADABLE_FRONT_MATTER, span, message, help=help))

    def span(self, event: Any) -> Span:
        return Span(self.start + event.start_mark.index, self.start + event.end_mark.index)


def _explained(problem: str, character: str) -> tuple[str, str]:
    """YAML's error messages in plain words."""
    quotes = msg("put the whole value in quotes")
    if "mapping values are not allowed" in problem:
        return msg("a second colon stands on this line"), quotes
    if character == "\t":
        return msg("a tab stands here"), msg("use blanks instead of tabs")
    if "cannot start any token" in problem:
        return msg("a value cannot begin with `{character}`", character=character), quotes
    if "could not find expected ':'" in problem:
        return msg("a colon is missing before this place"), msg("write a key, a colon, a blank and a value")
    if "expected <block end>" in problem or "did not find expected key" in problem:
        return msg("this line does not fit the ones above it"), msg("begin each key at the start of its line")
    reason = problem or msg("it is no YAML")
    return msg("the front matter cannot be read here: {reason}", reason=reason), quotes
