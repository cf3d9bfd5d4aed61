"""Files that are not plain UTF-8: what is found, where, and what text is left."""

from __future__ import annotations

import pytest

from plainplan.syntax import decode
from plainplan.syntax.decoding import MAX_BYTES, MAX_LINES


@pytest.mark.parametrize(
    ("data", "text", "says", "at"),
    [
        (b"\xff\xfe#\x00 \x00A\x00", "# A", "looks like UTF-16", 0),
        ("# A\nÜ".encode("utf-16-be"), "# A\nÜ", "looks like UTF-16", 0),
        ("# A plan".encode("utf-16"), "# A plan", "looks like UTF-16", 0),
        ("Grüße".encode("latin-1"), "Gr\ufffd\ufffde", "byte 0xFC here is not UTF-8", 2),
        (b"a\xffb\xfe", "a\ufffdb\ufffd", "byte 0xFF here and in 1 more place ", 1),
        (b"a\x00b", "a\ufffdb", "U+0000", 1),
        (b"\xef\xbb\xbfa\x7f", "a\ufffd", "U+007F", 1),
        ("a\ud800".encode("utf-8", "surrogatepass"), "a\ufffd\ufffd\ufffd", "byte 0xED", 1),
    ],
)
def test_unreadable_bytes_are_found_where_they_stand(data: bytes, text: str, says: str, at: int) -> None:
    source, [found] = decode("x.plan.md", data)
    assert source.text == text
    assert (found.code, found.span.start) == ("P114", at)
    assert says in found.message


@pytest.mark.parametrize(
    ("data", "text", "bom"),
    [
        (b"", "", False),
        (b"\xef\xbb\xbf", "", True),
        (b"\xef\xbb\xbf# A\r\n", "# A\r\n", True),
        (b"a\tb\n", "a\tb\n", False),
    ],
)
def test_plain_text_stays_as_it_is(data: bytes, text: str, bom: bool) -> None:
    source, found = decode("x.plan.md", data)
    assert (source.text, source.bom, found) == (text, bom, ())


def test_a_file_beyond_the_cap_is_refused() -> None:
    source, [found] = decode("x.plan.md", b"a" * (MAX_BYTES + 1))
    assert source.text == ""
    assert "33,554,432" in found.message


@pytest.mark.parametrize("end", [b"\n", b"\r", b"\r\n"])
def test_too_many_lines(end: bytes) -> None:
    """Each nearly empty line takes hundreds of bytes in memory: some megabytes of them took several gigabytes."""
    source, [found] = decode("x.plan.md", end * (MAX_LINES + 1))
    assert (source.text, found.code) == ("", "P114")
    assert "500,001 lines" in found.message
    assert decode("x.plan.md", end * MAX_LINES)[1] == ()
