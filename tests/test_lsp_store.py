"""The text of an open document is what the editor has, however it counts and whatever it changes."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

pytest.importorskip("pygls")

from plainplan.lsp.store import UNITS, Place, Text, compilable, whole
from plainplan.lsp.wire import Frames, Garbled, parsed
from plainplan.source import Source

LETTERS = "ab\r\n\u2028\u2029\x85\x0b\x0cé€😀𝄞\ud83d\ude00"
some_text = st.text(st.sampled_from(LETTERS), max_size=12)
some_place = st.builds(Place, st.integers(0, 6), st.integers(0, 9))
some_edit = st.tuples(some_place, some_place, some_text)


def slow_offset(text: str, place: Place, encoding: str) -> int:
    """The offset of a place, counted character by character from the protocol's own words."""
    line, at = 0, 0
    while line < place.line and at < len(text):
        if text[at] == "\n" or (text[at] == "\r" and text[at + 1 : at + 2] != "\n"):
            line += 1
        at += 1
    column = 0
    while line == place.line and at < len(text) and text[at] not in "\r\n":
        wide = len(text[at].encode(encoding, "surrogatepass")) // {"utf-8": 1, "utf-16-le": 2, "utf-32-le": 4}[encoding]
        if column + wide > place.column:
            break
        column += wide
        at += 1
    return at


@pytest.mark.parametrize("encoding", sorted(UNITS))
@given(some_text, st.lists(some_edit, max_size=6))
def test_random_edits(encoding: str, text: str, edits: list[tuple[Place, Place, str]]) -> None:
    codec = encoding if encoding == "utf-8" else f"{encoding}-le"
    store, expected = Text(text, encoding), whole(text)
    for start, end, new in edits:
        first, last = sorted((slow_offset(expected, start, codec), slow_offset(expected, end, codec)))
        expected = whole(expected[:first] + new + expected[last:])
        store.replace(start, end, new)
        assert store.text == expected
        assert [store.offset(Place(line, 0)) for line in range(store.lines)] == list(Source("", expected).line_starts)


@pytest.mark.parametrize("encoding", sorted(UNITS))
@given(some_text)
def test_there_and_back(encoding: str, text: str) -> None:
    store = Text(text, encoding)
    for offset in range(len(store.text) + 1):
        back = store.offset(store.place(offset))
        assert back == offset or store.text[back:offset] == "\r"


def test_what_lies_outside_is_the_nearest_that_does_not() -> None:
    store = Text("ab\r\nc")
    assert store.offset(Place(0, 99)) == 2
    assert store.offset(Place(99, 0)) == 5
    assert store.place(99) == Place(1, 1)


@example("\ud83d")
@given(some_text)
def test_a_text_that_is_compiled_can_be_written(text: str) -> None:
    assert len(compilable(text)) == len(text)
    compilable(text).encode()


# Messages in pieces


@given(st.lists(st.binary(max_size=30), max_size=5), st.integers(1, 7))
def test_messages_come_in_any_pieces(bodies: list[bytes], size: int) -> None:
    data = b"".join(b"Content-Length: %d\r\n\r\n%s" % (len(body), body) for body in bodies)
    frames = Frames()
    found: list[bytes | Garbled] = []
    for at in range(0, len(data), size):
        found += frames.feed(data[at : at + size])
    assert found == bodies


@given(st.binary(max_size=200))
def test_what_is_no_message_is_passed_over(noise: bytes) -> None:
    frames = Frames()
    found = list(frames.feed(noise + b"\r\n\r\nContent-Length: 2\r\n\r\n{}"))
    assert all(isinstance(one, (bytes, Garbled)) for one in found)


def test_headers_as_editors_write_them() -> None:
    header = b"Content-Type: application/vscode-jsonrpc; charset=utf-8\r\ncontent-length:2\r\n\r\n"
    assert list(Frames().feed(header + b"{}")) == [b"{}"]
    [wrong, right] = Frames().feed(b"hello\r\nContent-Length: x\r\n\r\nContent-Length: 2\r\n\r\n{}")
    assert isinstance(wrong, Garbled)
    assert right == b"{}"


def test_what_is_no_json_is_told() -> None:
    for body in (b"", b"{", b"[1]", b"null", b"\xff", b"[" * 100_000, b"1" * 10_000):
        assert isinstance(parsed(body), Garbled)
