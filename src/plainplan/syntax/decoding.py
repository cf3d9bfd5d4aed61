"""From a file's bytes to its text: bytes that cannot be decoded are reported, and the rest is kept."""

from __future__ import annotations

import codecs
import re

from plainplan.diagnostics import Diagnostic, finding
from plainplan.messages import Message, msg, msg_count
from plainplan.pattern import pattern
from plainplan.source import Source, Span
from plainplan.syntax.rules import UNREADABLE_BYTES

MAX_BYTES = 32 * 1024 * 1024
MAX_LINES = 500_000
"""Lines with next to nothing in them take hundreds of times their room in memory."""

_CONTROLS = bytes({*range(32), 127} - set(b"\t\n\r"))
_CONTROL = pattern(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_ESCAPED = pattern("[\udc80-\udcff]+")
_SURROGATE = pattern("[\ud800-\udfff]")


def decode(name: str, data: bytes) -> tuple[Source, tuple[Diagnostic, ...]]:
    """The text of a file, without its byte order mark; at most one diagnostic for each kind of problem."""
    if len(data) > MAX_BYTES:
        message = msg(
            "the file has {count} bytes; a plan may have up to {most}",
            count=f"{len(data):,}",
            most=f"{MAX_BYTES:,}",
        )
        return _too_large(name, message)
    lines = data.count(b"\n") + data.count(b"\r") - data.count(b"\r\n")
    if lines > MAX_LINES:
        message = msg(
            "the file has {lines} lines; a plan may have up to {most}",
            lines=f"{lines:,}",
            most=f"{MAX_LINES:,}",
        )
        return _too_large(name, message)
    if encoding := _utf16(data):
        text = _without_mark(data.decode(encoding, "replace"))
        text = _SURROGATE.sub("\ufffd", _CONTROL.sub("\ufffd", text))
        message = msg("this file looks like UTF-16, and a plan is UTF-8")
        return Source(name, text), (finding(UNREADABLE_BYTES, Span(0, 0), message, help=_how_to_save()),)
    bom = data.startswith(codecs.BOM_UTF8)
    body = data[3 if bom else 0 :]
    if (clean := _clean(body)) is not None:
        return Source(name, clean, bom), ()
    text = body.decode("utf-8", "surrogateescape")
    found = (*_invalid(text), *_controls(text))
    return Source(name, _CONTROL.sub("\ufffd", _ESCAPED.sub(_replacement, text)), bom), found


def _clean(data: bytes) -> str | None:
    """A fast path: the text of valid UTF-8 without control characters; None for anything else."""
    if len(data.translate(None, delete=_CONTROLS)) < len(data):
        return None
    try:
        return data.decode()
    except UnicodeDecodeError:
        return None


def _too_large(name: str, message: Message) -> tuple[Source, tuple[Diagnostic, ...]]:
    found = finding(UNREADABLE_BYTES, Span(0, 0), message, help=msg("split it into several plans"))
    return Source(name, ""), (found,)


def _how_to_save() -> str:
    return msg(
        "save the file as UTF-8: most editors offer it under Save As, or run `iconv -f UTF-16 -t UTF-8 OLD > NEW`"
    )


def _utf16(data: bytes) -> str | None:
    """The UTF-16 variant that the bytes look like: by a byte order mark, or because every other byte is NUL."""
    if data.startswith(codecs.BOM_UTF16_LE):
        return "utf-16-le"
    if data.startswith(codecs.BOM_UTF16_BE):
        return "utf-16-be"
    head = data[:2000]
    pairs = len(head) // 2
    for encoding, zeros in (("utf-16-le", head[1::2]), ("utf-16-be", head[0::2])):
        if pairs >= 2 and zeros.count(0) > 0.8 * pairs and head.count(0) < 1.2 * pairs:
            return encoding
    return None


def _without_mark(text: str) -> str:
    return text.removeprefix("\ufeff")


def _replacement(match: re.Match[str]) -> str:
    return "\ufffd" * len(match[0])


def _invalid(text: str) -> list[Diagnostic]:
    match = _ESCAPED.search(text)
    if match is None:
        return []
    count = len(_ESCAPED.findall(text))
    byte = ord(match[0][0]) - 0xDC00
    message = msg("byte 0x{byte} here is not UTF-8", byte=f"{byte:02X}")
    if count > 1:
        message = msg_count(
            "byte 0x{byte} here and in {n} more place is not UTF-8",
            "byte 0x{byte} here and in {n} more places is not UTF-8",
            count - 1,
            byte=f"{byte:02X}",
        )
    return [
        finding(
            UNREADABLE_BYTES,
            Span(*match.span()),
            message,
            help=msg("save the file as UTF-8, and look at what stands here"),
        )
    ]


def _controls(text: str) -> list[Diagnostic]:
    match = _CONTROL.search(text)
    if match is None:
        return []
    count = len(_CONTROL.findall(text))
    code = f"{ord(match[0]):04X}"
    message = msg("the control character U+{code} stands here", code=code)
    if count > 1:
        message = msg(
            "the control character U+{code} stands here, and there are {count} more like it",
            code=code,
            count=count - 1,
        )
    return [finding(UNREADABLE_BYTES, Span(*match.span()), message, help=msg("delete it: no text needs it"))]
