"""Random edits of a plan's text, from a tick to half a file: as writers make them, and as nobody should."""

from __future__ import annotations

import random
import re

_LINES = (
    "## Notes", "### Another goal ~3w", "#### Deeper", "# Top", "- [ ] Another step ~2w",
    "- [x] Done ~1w done:2026-02-01", "  - Barrier: something ~1w risk:20%", "    - [ ] Solution: a way ~3d",
    "Words and `code` and **strong** and *soft*.", "> Quoted", "```", "~~~", "<!-- open", "-->",
    "<!-- closed -->", "<div>", "<pre>", "", "", "    # indented", "1. One", "Setext\n===", "Setext\n---",
    "---", "[a]: https://example.org", "[a]", "![picture](a.png)", "| a | b |\n|---|---|\n| 1 | 2 |", "\t- tab",
    "  # inside", "   ## three in", "#", "#none", "- ## in an item", "> ## in a quote", "\\# no heading",
    "* [ ] Star", "## Check-ins", "- 2026-03-01 @sam: met", "## Someday", "- Sail", "## Goals <!-- aside",
    "~2w", "\xdcn\xefc\xf6d\xe9 \u2028 line",
)  # fmt: skip
_PIECES = (
    "`", "``", "*", "**", "_", "~", "~3w", "[x]", "[ ]", "[", "](b)", "<", ">", "<!--", "-->", "#", "# ", "\n",
    "\n\n", "\r\n", "\r", " ", "    ", "\t", "x", "word ", "after:s1", "^s1", " done:2026-03-01", "&amp;", "|",
    "---\n", "```\n", "é", "- ", "1. ",
)  # fmt: skip
_BOX = re.compile(r"\[[ x/-]\]")
_CODE = re.compile(r"`([^`\n]+)`|\*\*([^*\n]+)\*\*")


def edited(text: str, chance: random.Random) -> str:
    """The text after one edit, or a few in one save."""
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        text = chance.choice(_EDITS)(text, chance)
    return text


def _put_line(text: str, chance: random.Random) -> str:
    lines = text.split("\n")
    lines.insert(chance.randint(0, len(lines)), chance.choice(_LINES))
    return "\n".join(lines)


def _drop_lines(text: str, chance: random.Random) -> str:
    lines = text.split("\n")
    at = chance.randrange(len(lines))
    del lines[at : at + chance.choice((1, 1, 2, 5))]
    return "\n".join(lines)


def _repeat_lines(text: str, chance: random.Random) -> str:
    lines = text.split("\n")
    at, to = chance.randrange(len(lines)), chance.randint(0, len(lines))
    lines[to:to] = lines[at : at + chance.choice((1, 3, 8))]
    return "\n".join(lines)


def _put_piece(text: str, chance: random.Random) -> str:
    at = chance.randint(0, len(text))
    return text[:at] + chance.choice(_PIECES) + text[at + chance.choice((0, 0, 1, 4)) :]


def _tick(text: str, chance: random.Random) -> str:
    boxes = list(_BOX.finditer(text))
    if not boxes:
        return text
    box = chance.choice(boxes)
    return text[: box.start()] + chance.choice(("[ ]", "[x]", "[/]", "[-]")) + text[box.end() :]


def _other_marks(text: str, chance: random.Random) -> str:
    """The same words with other marks around them."""
    marked = list(_CODE.finditer(text))
    if not marked:
        return text
    one = chance.choice(marked)
    words = one[1] or one[2]
    return text[: one.start()] + chance.choice((words, f"*{words}*", f"`{words}`", f"**{words}**")) + text[one.end() :]


def _turn_endings(text: str, chance: random.Random) -> str:
    return text.replace("\r\n", "\n") if "\r\n" in text else text.replace("\n", "\r\n")


_EDITS = (
    _put_line,
    _put_line,
    _drop_lines,
    _repeat_lines,
    _put_piece,
    _put_piece,
    _tick,
    _tick,
    _other_marks,
    _turn_endings,
)
