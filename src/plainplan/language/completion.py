"""What can be written at a place of a plan: names, tags and their values, people, sections, settings.

The text around the place tells what is asked for; the last compilation tells what there is, even where the text has
changed since.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from plainplan.compile import Compilation
from plainplan.language.moved import Moved, moved
from plainplan.language.places import node_around, thing_around
from plainplan.language.settings import setting_keys, setting_values
from plainplan.language.suggested import Suggestion, boxes, labels, markers, names, people, sections, tag_keys, values
from plainplan.messages import Message
from plainplan.model import Thing
from plainplan.pattern import pattern
from plainplan.prose import CodeBlock
from plainplan.source import Span
from plainplan.syntax.document import CommentNode, ItemNode, ProseNode
from plainplan.tuples import NamedTuple
from plainplan.words import Words, words_for

TRIGGERS = (":", "@", "#", "~", "^", ",", "[")
"""The characters after which an editor asks by itself."""

_MOST = 150

_HEADING = pattern(r" {0,3}##[ \t]+(?P<word>[^#]*)")
_ITEM = pattern(r"(?P<indent>[ \t]*)(?P<mark>[-*+]|[0-9]{1,9}[.)])[ \t]+(?P<box>\[.?\]?[ \t]*)?(?P<rest>.*)")
_WORKS = pattern(r"[ \t]*(?:#{2,6}[ \t]|(?:[-*+]|[0-9]{1,9}[.)])[ \t])")
_NAMING = pattern(r"\(?(?P<key>after|with|before):(?P<before>(?:[^,\s]*,)*)(?P<word>[^,\s]*)", 2)
_VALUED = pattern(r"\(?(?P<key>[A-Za-z]+):(?P<word>\S*)")
_SIGNED = pattern(r"\(?(?P<sign>[@#~^])(?P<word>\S*)")
_KEY = pattern(r"\(?(?P<word>[A-Za-z]*)")
_FENCE = pattern(r"(?:---|\.\.\.)[ \t]*")


class Completions(NamedTuple):
    """What can stand in place of `span`; not `whole` where there is more than is told."""

    items: tuple[Suggestion, ...]
    span: Span
    whole: bool = True


class _Asked(NamedTuple):
    """What is asked for: the text before the place, its line up to there, and the thing that it is about."""

    compilation: Compilation
    text: str
    offset: int
    line: str
    thing: Thing | None
    today: date
    words: Words

    def told(self, one: Suggestion) -> Suggestion:
        """A suggestion as people read it; of what a tag means the first sentence."""
        detail = self.words.tell(one.detail)
        if one.kind == "tag":
            detail = detail.partition(". ")[0].rstrip(".")
        found_by = self.words.tell(one.words) if isinstance(one.words, Message) else one.words
        return one._replace(detail=detail, words=found_by)


def completions(
    compilation: Compilation, text: str, offset: int, today: date, words: Words | None = None
) -> Completions | None:
    """What can be written at a place in the text as it stands now, told in English unless other words are given; None
    where that is anything at all."""
    change = moved(compilation.source.text, text)
    place = change.nearest_old(offset)
    start = 1 + max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset))
    thing = _thing_here(compilation, change, place, start)
    asked = _Asked(compilation, text, offset, text[start:offset], thing, today, words or words_for("en"))
    if _is_in_front_matter(text, offset):
        return _chosen(asked, *_of_settings(asked))
    if _is_silent(compilation, place):
        return None
    found = _of_line(asked)
    return None if found is None else _chosen(asked, *found)


def _thing_here(compilation: Compilation, change: Moved, place: int, start: int) -> Thing | None:
    """The thing on whose lines a place is, where it still begins on the line that begins at `start`, or above it on a
    line that was there before."""
    thing = thing_around(compilation, place)
    at = None if thing is None else change.to_new(thing.origin.start)
    return thing if at is not None and (at >= start or change.to_old(start) is not None) else None


Found = tuple[str, "Iterable[Suggestion]"]
"""What is written already of the word, and all that it may become."""


def _chosen(asked: _Asked, word: str, found: Iterable[Suggestion]) -> Completions | None:
    wanted = word.casefold()
    fitting = [
        one for one in map(asked.told, found) if wanted in one.label.casefold() or wanted in one.words.casefold()
    ]
    begins = [one for one in fitting if one.label.casefold().startswith(wanted)]
    items = [*begins, *(one for one in fitting if one not in begins)] if len(fitting) <= _MOST else begins or fitting
    if not items:
        return None
    span = Span(asked.offset - len(word), asked.offset)
    return Completions(tuple(items[:_MOST]), span, len(fitting) <= _MOST)


def _of_line(asked: _Asked) -> Found | None:
    """What is asked for in a line of the plan."""
    heading, item = _HEADING.fullmatch(asked.line), _ITEM.fullmatch(asked.line)
    if heading is not None and " " not in heading["word"].strip() and ":" not in asked.line:
        return heading["word"], sections(asked.compilation, asked.text)
    if item is not None and not item["rest"] and (item["box"] or "") in ("", "["):
        return item["box"] or "", [*boxes(), *([] if item["box"] else markers(asked.compilation))]
    if item is not None and item["rest"].isalpha() and item["rest"][0].isupper():
        return item["rest"], markers(asked.compilation)
    if _WORKS.match(asked.line) or _goes_on(asked):
        return _of_tag(asked, asked.line.replace("\t", " ").rpartition(" ")[2])
    return None


def _goes_on(asked: _Asked) -> bool:
    """Whether the line is a further one of a thing's own words."""
    return asked.thing is not None and asked.line.startswith((" ", "\t"))


def _of_tag(asked: _Asked, word: str) -> Found | None:
    compilation, thing = asked.compilation, asked.thing
    if named := _NAMING.fullmatch(word):
        return named["word"], names(compilation, thing, named["key"].lower(), named["before"].split(","))
    if signed := _SIGNED.fullmatch(word):
        return f"{signed['sign']}{signed['word']}", _of_sign(asked, signed["sign"])
    if valued := _VALUED.fullmatch(word):
        return valued["word"], values(compilation, thing, valued["key"].lower(), asked.today)
    if (key := _KEY.fullmatch(word)) and _has_words(asked.line, word):
        return key["word"], tag_keys(asked.line)
    return None


def _has_words(line: str, word: str) -> bool:
    """Whether anything stands in a line before its last word, so that a tag can follow."""
    return any(map(str.isalpha, line[: len(line) - len(word)]))


def _of_sign(asked: _Asked, sign: str) -> Iterator[Suggestion]:
    if sign == "@":
        return people(asked.compilation)
    if sign == "#":
        return labels(asked.compilation)
    return values(asked.compilation, asked.thing, "duration" if sign == "~" else "name", asked.today)


def _of_settings(asked: _Asked) -> Found:
    key, colon, value = asked.line.partition(":")
    if colon and not asked.line.startswith((" ", "-")):
        return value.lstrip().rpartition(" ")[2], setting_values(asked.compilation, key.strip(), asked.today)
    return asked.line.strip(), setting_keys(asked.text)


def _is_in_front_matter(text: str, offset: int) -> bool:
    """Whether a place is between the lines of dashes at the top."""
    if not text.startswith("---"):
        return False
    lines = text[:offset].replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return len(lines) > 1 and _FENCE.fullmatch(lines[0]) is not None and not any(map(_FENCE.fullmatch, lines[1:]))


def _is_silent(compilation: Compilation, place: int) -> bool:
    """Whether a place is in code or in a comment, which nothing is read in."""
    node = node_around(compilation, place)
    if node is None or isinstance(node, ItemNode) or node.span.start == place:
        return False
    return isinstance(node, CommentNode) or (isinstance(node, ProseNode) and isinstance(node.block, CodeBlock))
