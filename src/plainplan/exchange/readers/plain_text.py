"""The text of a file, whatever its encoding, and words without the marks of Markdown."""

from __future__ import annotations

from plainplan.pattern import pattern

_ESCAPED = pattern(r"\\([!-/:-@\[-`{-~])")
_EMPHASIS = pattern(r"(?<![\\\w*_=~])(\*\*\*|\*\*|\*|__|_|==|~~)(?=\S)(.+?)(?<=\S)(?<!\\)\1(?![\w*_=~])")
_JOINER = "\u2060"


def plain_text(data: bytes) -> str:
    """Text in UTF-8 or UTF-16, with or without a byte order mark; else in Windows-1252."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError as error:
        if len(data) - error.start < 4:  # a letter cut in two where a sample ends
            return data.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")
        return data.decode("cp1252", "replace")


def without_marks(words: str) -> str:
    """Words without emphasis, backslashes before signs, and the letter without width that our own writers put in."""
    for _ in range(4):
        plain = _EMPHASIS.sub(r"\2", words)
        if plain == words:
            break
        words = plain
    return _ESCAPED.sub(r"\1", words).replace(_JOINER, "")
