"""What holds for the parser on any text: it reads it, its places lie inside it, and no line is lost."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from case_files import Case, read_cases
from plainplan.diagnostics import Fix
from plainplan.source import Source, Span
from plainplan.syntax import RULES, TAGS, decode, parse, unfinished_merges, words
from plainplan.syntax.document import Document, HeadingNode, ItemNode, Name, TableNode, Tag
from plainplan.syntax.nodes import nodes_of
from plainplan.syntax.tags import read_tag

PIECES = st.sampled_from((
    "-", "*", "+", "1.", "2)", "#", "###", ">", "|", "---", "===", "```", "`", "~2w", "~4-8w", "^name",
    "after:a-2d,b", "due:2027-01-15", "due:", "(6", "weeks)", "@sam", "#tag", "[x]", "[", "]", "[?]", "[a](b)",
    "![a](b)", "<b>", "<!--", "-->", "&amp;", "\\", "\\~2w", "**", "_", "~~", "word", "words", "é", "😀", "３", "–",
    "\u2028", "\ufeff", "\u00a0",
))  # fmt: skip
BREAKS = st.sampled_from([" ", " ", " ", "\n", "\n", "\n\n", "\r\n", "\r", "\t", "    ", "\n  ", "\n    "])
LINES = st.sampled_from((
    "word", "word", "- word", "- word", "* word", "1. word", "2. word", "-", "- -", "- | -", "a | b", "--- | ---",
    "# word", "#", "> word", "---", "===", "- [ ] word", "[ ] word", "[x]: word", "    word", "```", "<b>",
    "<!-- a -->", "\u00a0", "\u00a0word \u00a0", "", "",
    "-   word", "- - word", "1) word", "word  ", "+ word", "- # word",
))  # fmt: skip
TEXTS = st.one_of(st.text(), st.lists(st.one_of(PIECES, BREAKS)).map("".join))


def every_tag(document: Document) -> Iterator[Tag]:
    for node in nodes_of(document):
        if isinstance(node, (HeadingNode, ItemNode)):
            yield from node.words.tags


def every_span(document: Document) -> Iterator[Span]:
    for node in nodes_of(document):
        yield node.span
        if isinstance(node, (HeadingNode, ItemNode)):
            yield node.words.span
            if node.box:
                yield node.box.span
        elif isinstance(node, TableNode):
            yield from (cell for row in node.cells for cell in row)
    for tag in every_tag(document):
        yield tag.span
        if isinstance(tag.value, tuple):
            yield from (name.span for name in tag.value if isinstance(name, Name))
    for entry in document.front_matter:
        yield from (entry.key_span, entry.span, *(one.span for one in entry.values))


@given(TEXTS)
def test_any_text_parses_and_every_place_lies_in_it(text: str) -> None:
    source, _ = decode("x.plan.md", text.encode("utf-8", "surrogatepass"))
    document, found = parse(source)
    for span in (*every_span(document), *(one.span for one in found)):
        assert 0 <= span.start <= span.end <= len(source.text)
    for one in found:
        for edit in one.fix.edits if one.fix else ():
            assert 0 <= edit.span.start <= edit.span.end <= len(source.text)


@given(st.binary())
def test_any_bytes_decode(data: bytes) -> None:
    source, found = decode("x.plan.md", data)
    source.text.encode("utf-8")
    if not found:
        assert source.text.encode("utf-8") == data.removeprefix(b"\xef\xbb\xbf")
    parse(source)


@given(TEXTS)
def test_the_place_of_a_tag_is_the_text_of_the_tag(text: str) -> None:
    source, _ = decode("x.plan.md", text.encode("utf-8", "surrogatepass"))
    for tag in every_tag(parse(source)[0]):
        assert source.text[slice(*tag.span)] == tag.text
        if isinstance(tag.value, tuple):
            for name in tag.value:
                if isinstance(name, Name):
                    assert source.text[slice(*name.span)] == name.text


@given(TEXTS)
def test_a_box_and_a_bullet_stand_where_their_places_say(text: str) -> None:
    source, _ = decode("x.plan.md", text.encode("utf-8", "surrogatepass"))
    for node in nodes_of(parse(source)[0]):
        if isinstance(node, ItemNode):
            assert source.text[node.span.start] in "-*+0123456789"
        if isinstance(node, (HeadingNode, ItemNode)) and node.box:
            assert source.text[slice(*node.box.span)] == f"[{node.box.mark}]"


@given(TEXTS, st.sampled_from(["\r\n", "\r"]))
def test_line_endings_change_no_position(text: str, ending: str) -> None:
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    one = decode("x", plain.encode("utf-8", "surrogatepass"))[0]
    other = decode("x", plain.replace("\n", ending).encode("utf-8", "surrogatepass"))[0]
    assert list(positions(one)) == list(positions(other))


def positions(source: Source) -> Iterator[tuple[str, object, object]]:
    document, found = parse(source)
    for tag in every_tag(document):
        yield tag.text, source.position(tag.span.start), source.position(tag.span.end)
    for one in found:
        yield one.code, source.position(one.span.start), source.position(one.span.end)


@pytest.mark.parametrize("depth", [9, 10, 11, 50, 99])
def test_deep_lists_keep_every_item(depth: int) -> None:
    text = "".join(f"{'  ' * level}- word{level}\n" for level in range(depth))
    document, found = parse(Source("x", text))
    items = [node for node in nodes_of(document) if isinstance(node, ItemNode)]
    assert len(items) == depth
    assert found == ()


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"{'  ' * level}- word{level}\n" for level in range(201)),
        "- " * 600 + "word",
        "> " * 1000 + "word",
        ">" * 1000 + "word",
        "> - " * 300 + "word",
        "1. " * 201 + "word",
    ],
    ids=["201 lists", "600 lists", "1000 quotes", "1000 tight quotes", "300 of both", "201 numbers"],
)
def test_what_is_too_deep_is_said(text: str) -> None:
    _, found = parse(Source("x", text))
    [one] = [one for one in found if one.code == "P111"]
    assert "word" in text[slice(*one.span)]


def test_definitions_comments_and_blank_lines_are_no_unread_text() -> None:
    text = "[a] [c]\n\n[a]: /b\n\n<!-- x\n\ny -->\n\n-\n\n>\n\n> [c]: /d\n"
    _, found = parse(Source("x", text))
    assert found == ()


def test_every_tag_of_the_table_reads_its_own_example() -> None:
    for kind in TAGS:
        words = [read_tag(word) for word in kind.example.split()]
        assert any(word is not None and getattr(word, "kind", None) is kind for word in words), kind.key


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_samples_of_a_rule(rule: object) -> None:
    assert rule.code in codes(rule.bad)  # type: ignore[attr-defined]
    assert codes(rule.good) == set()  # type: ignore[attr-defined]


def codes(plan: str) -> set[str]:
    source, unreadable = decode("x", plan.encode())
    document, found = parse(source)
    return {one.code for one in (*unreadable, *found, *unfinished_merges(document))}


@pytest.mark.parametrize("case", read_cases("syntax"), ids=str)
def test_a_fix_mends_its_finding_and_brings_no_other(case: Case) -> None:
    source, _ = decode(case.name, case.data)
    _, found = parse(source)
    before = Counter(one.code for one in found)
    for one in found:
        if one.fix:
            text = apply(source.text, one.fix)
            after = Counter(again.code for again in parse(Source("x", text))[1])
            assert after[one.code] < before[one.code], (one.message, text)
            if one.fix.safe:
                assert after.total() < before.total(), (one.message, text)


def apply(text: str, fix: Fix) -> str:
    for span, new in sorted(fix.edits, reverse=True):
        text = text[: span.start] + new + text[span.end :]
    return text


HOSTILE = {
    "brackets": "[" * 20000,
    "open images": "- " + "![" * 20000,
    "images": "![" * 300 + "a" + "](b)" * 300,
    "emphasis": "*a " * 5000 + " b*" * 5000,
    "backticks": " ".join("`" * size for size in range(150)),
    "open comments": "- x " + "<!-- " * 5000,
    "comment blocks": "<!-- " * 5000,
    "brackets around a tag": "- " + "(" * 5000 + "~2w" + ")" * 5000,
    "tags": "- " + "~2w " * 5000,
    "people": "- " + "*@sam* " * 2000,
    "near misses": "- " + "due: 2027-01-15 (6 weeks) " * 2000,
    "colons": "- " + "a::" * 5000,
    "leads": "- after:" + "a-2d-" * 1000,
    "digits": "- ~" + "9" * 5000 + "w",
    "points": "- ~" + "1-" * 5000 + "w",
    "strange words": "- " + "３" * 5000,
    "lazy items": "- a\n" + "      - b\n" * 5000,
    "columns": "|a" * 2000 + "|\n" + "|-" * 2000 + "|\n",
    "front matter": "---\n" + "[" * 60000 + "\n---\n",
    "front matter maps": "---\na: " + "{a: " * 9000 + "\n---\n",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_parse_in_bounded_time(name: str) -> None:
    start = time.process_time()
    parse(Source("x", HOSTILE[name]))
    assert time.process_time() - start < 5


SENTENCES = st.lists(st.sampled_from((
    "word", "words,", "~2w", "~2w.", "(~2w)", "^name", "@sam", "@sam:", "#tag", "due:2027-01-15", "(", ")", "and", "!",
    "after:a,b", "(@sam", "~2w)", "a~2w",
))).map(" ".join)  # fmt: skip


@given(SENTENCES)
def test_tags_at_the_end_are_cut_as_tags_anywhere(text: str) -> None:
    source = Source("x", f"- {text}\n")
    quick = parse(source)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(words, "_before", lambda text, taken: None)
        assert parse(source) == quick
