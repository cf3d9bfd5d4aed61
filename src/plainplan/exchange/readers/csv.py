"""Tables in CSV, of our own or any other making: every separator and encoding that spreadsheets write."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator

from plainplan.exchange.incoming import MOST_ROWS, Incoming, Request, Unreadable
from plainplan.exchange.readers.headings import heading_key
from plainplan.exchange.readers.sheet import Sheet, SheetRow
from plainplan.exchange.readers.table import read_table
from plainplan.pattern import pattern

_SEPARATORS = (",", ";", "\t", "|")
_LINE = pattern(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")
_SAMPLE = 20_000
_WIDEST = 2_000
_LARGEST_CELL = 32 << 20


def read_csv(data: bytes, request: Request) -> Incoming:
    """The rows of a table."""
    text, doubt = _text(data)
    text, separator = _separated(text)
    rows = tuple(_rows(text, separator))
    found = read_table(Sheet(rows), request)
    return found._replace(doubts=(*doubt, *found.doubts))


def looks_like_table(data: bytes) -> bool:
    """Whether a file of no known kind is a table with headings that are known."""
    text, _ = _text(data[: _SAMPLE * 2])
    text, separator = _separated(text)
    rows = list(_rows(text[:_SAMPLE], separator))
    if len(rows) < 2 or len(rows[0].cells) < 2 or len(rows[1].cells) != len(rows[0].cells):
        return False
    keys = {heading_key(str(cell))[0] for cell in rows[0].cells} - {""}
    return "title" in keys and len(keys) > 1


def _text(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The text of a file in UTF-8, UTF-16 or Windows-1252, and a word where the last was guessed."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace"), ()
    if data.startswith(b"\xef\xbb\xbf"):
        return data[3:].decode("utf-8", "replace"), ()
    if b"\0" in data[:200]:
        return data.decode("utf-16-le" if data[1:2] == b"\0" else "utf-16-be", "replace"), ()
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        told = "the file is not in UTF-8: its letters are read as Windows-1252, the code of older spreadsheets"
        return data.decode("cp1252", "replace"), (told,)


def _separated(text: str) -> tuple[str, str]:
    """The text, and its separator: the one that is named on top, else the one that parts most lines alike."""
    if text[:4].casefold() == "sep=" and len(text) > 5:
        return text.partition("\n")[2], text[4]
    sample = text[:_SAMPLE]
    best, most = ",", 0.0
    for separator in _SEPARATORS:
        widths = Counter(len(row.cells) for row in _rows(sample, separator))
        width, lines = max(widths.items(), key=lambda one: (one[1] * (one[0] > 1), one[0]), default=(1, 0))
        score = 0.0 if width < 2 else lines / sum(widths.values()) + width / 1000
        if score > most:
            best, most = separator, score
    return text, best


def _rows(text: str, separator: str) -> Iterator[SheetRow]:
    """The rows, each with the line on which it begins."""
    csv.field_size_limit(_LARGEST_CELL)
    reader = csv.reader((match[0] for match in _LINE.finditer(text)), delimiter=separator)
    line = 1
    count = 0
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise Unreadable(f"is no table in CSV: line {reader.line_num}: {error}") from error
        if len(cells) > _WIDEST:
            raise Unreadable(f"has more than {_WIDEST:,} columns in line {line}, the most that are read")
        count += any(map(str.strip, cells))
        if count > MOST_ROWS + 1:
            raise Unreadable(f"has more than {MOST_ROWS:,} rows, the most that are read")
        yield SheetRow(line, tuple(cells))
        line = reader.line_num + 1
