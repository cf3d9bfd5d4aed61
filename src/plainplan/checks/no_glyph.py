"""Letters that no font has: told by what makes PDFs, which alone knows the fonts of the machine."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from unicodedata import category, name

from plainplan.checks.ignore import without_ignored
from plainplan.diagnostics import Diagnostic, Rule, Severity, finding
from plainplan.messages import msg, msg_count, msg_join
from plainplan.model import Plan
from plainplan.source import Span
from plainplan.syntax.document import Document
from plainplan.tuples import NamedTuple

RULE = Rule(
    "P236",
    "no-glyph",
    Severity.WARNING,
    "No font on this machine has a letter of the plan.",
    "A PDF brings its letters along. Latin, Greek and Cyrillic ones come with plainplan, all others from the fonts of "
    "the machine that makes the PDF; where none has a letter, a box stands in its place. Only what makes a PDF tells "
    "this finding, and only for the fonts that are there: a page shows the letters that its reader has.",
    "---\nstart: 2026-11-01\nreview: weekly\n---\n\n# Write it by hand\n\n## Primary objective\n\n### Write 薬 ~3m\n\n"
    "- [ ] Learn the strokes ~3m\n- Barrier: no time ~1w\n  - Solution: before work\n",
    "---\nstart: 2026-11-01\nreview: weekly\n---\n\n# Write it by hand\n\n## Primary objective\n\n### Write A ~3m\n\n"
    "- [ ] Learn the strokes ~3m\n- Barrier: no time ~1w\n  - Solution: before work\n",
)


class Script(NamedTuple):
    """Letters that come in a font together: what they are called, and the package of Debian that has them."""

    name: str
    package: str


_CJK = Script(msg("Chinese, Japanese or Korean"), "fonts-noto-cjk")
_EMOJI = Script(msg("emoji"), "fonts-noto-color-emoji")
_PRIVATE = Script(msg("private"), "")
_RANGES = (
    (0x1100, 0x11FF, _CJK), (0x2E80, 0xA4CF, _CJK), (0xA960, 0xA97F, _CJK), (0xAC00, 0xD7FF, _CJK),
    (0xF900, 0xFAFF, _CJK), (0xFE30, 0xFE4F, _CJK), (0xFF00, 0xFFEF, _CJK), (0x20000, 0x3FFFF, _CJK),
    (0x2300, 0x23FF, _EMOJI), (0x2600, 0x27BF, _EMOJI), (0x2B00, 0x2BFF, _EMOJI), (0x1F000, 0x1FAFF, _EMOJI),
    (0xE000, 0xF8FF, _PRIVATE), (0xF0000, 0x10FFFF, _PRIVATE),
)  # fmt: skip
_SHOWN = 8


def without_glyph(text: str, document: Document, plan: Plan, letters: str) -> tuple[Diagnostic, ...]:
    """A finding for each script of these letters, at the first of them, unless it is to be ignored."""
    groups: dict[Script, list[str]] = {}
    for letter in sorted(set(letters)):
        if category(letter) not in ("Cc", "Cf", "Cs", "Zs", "Zl", "Zp"):
            groups.setdefault(_script(letter), []).append(letter)
    found = tuple(_found(text, script, group) for script, group in groups.items())
    left = without_ignored(document, plan, found)
    return tuple(one for one in found if one in left)


def _script(letter: str) -> Script:
    point = ord(letter)
    known = next((script for first, last, script in _RANGES if first <= point <= last), None)
    return known or Script(name(letter, "unnamed").partition(" ")[0].capitalize(), "fonts-noto-core")


def _found(text: str, script: Script, letters: list[str]) -> Diagnostic:
    shown: str = msg_join(", ", (msg("“{title}”", title=letter) for letter in islice(letters, _SHOWN)))
    if len(letters) > _SHOWN:
        shown = msg_count("{some} and {n} more", "{some} and {n} more", len(letters) - _SHOWN, some=shown)
    message = msg(
        "no font on this machine has {letters} ({script}): the PDF has boxes in their place",
        letters=shown,
        script=script.name,
    )
    start = min(_places(text, letters), default=0)
    return finding(RULE, Span(start, min(start + 1, len(text))), message, help=_help(script))


def _places(text: str, letters: list[str]) -> Iterator[int]:
    return (place for letter in letters if (place := text.find(letter)) >= 0)


def _help(script: Script) -> str:
    if not script.package:
        return msg("what such a letter looks like is nobody's agreement: write another one")
    return msg(
        "install a font that has them, on Debian and Ubuntu with `sudo apt-get install {package}`",
        package=script.package,
    )
