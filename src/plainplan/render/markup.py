"""The writer's prose as safe HTML: every word escaped, every address checked, images shown or turned into links."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from html import escape, unescape

from plainplan.pattern import pattern
from plainplan.prose import (
    Block,
    Break,
    Code,
    CodeBlock,
    Divider,
    Emphasis,
    Footnotes,
    Heading,
    Image,
    Inline,
    Link,
    List,
    ListItem,
    NoteMark,
    Paragraph,
    Quote,
    Strike,
    Strong,
    Table,
    Text,
)
from plainplan.values import State

LoadImage = Callable[[str], bytes | None]
"""Gives the bytes of a local image by its path relative to the plan, None where there is none or it may not be read."""

ShowPicture = Callable[[str], str | None]
"""Gives the address at which a document shows a local image, by its path like above; None where it shows a link."""

CutTable = Callable[[Table], Iterable[Table]]
"""Gives the tables, each narrow enough, that say together what one does."""

LARGEST_IMAGE = 2 * 1024 * 1024

_SPECIAL = pattern("[&<>\"']")
_NEGATIVE = pattern(r"^-(?=\d)")
_FIRST_TAG = pattern(r"<\w+")
_SCHEME = pattern(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_ALLOWED = ("http:", "https:", "mailto:")
_HIDDEN = pattern(r"[\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_KINDS = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
)
_TAGS = {Emphasis: "em", Strong: "strong", Strike: "s"}
_STATES = {State.TO_DO: "☐", State.UNDER_WAY: "◪", State.DONE: "☑", State.DROPPED: "☒"}


def safe_url(address: str) -> str | None:
    """The address if it may be followed: http, https, mailto, a relative one or a fragment; else None."""
    address = address.strip(" ")
    if not address or " " in address or "\\" in address or address.startswith("//"):
        return None
    if not address.isprintable() and _HIDDEN.search(address):
        return None
    scheme = _SCHEME.match(address)
    if scheme:
        return address if scheme[0].lower() in _ALLOWED else None
    # A colon before any slash would be read as a scheme by somebody.
    head = re.split(r"[/?#]", address, maxsplit=1)[0]
    return None if ":" in head or "&" in head else address


def inline_html(words: tuple[Inline, ...], show: ShowPicture | None = None, *, links: bool = True) -> str:
    """Inline pieces as HTML; without `links` their words only, for where a link stands around them."""
    if len(words) == 1 and type(words[0]) is Text:  # as most titles are
        return _escaped(words[0].text)
    out: list[str] = []
    stack: list[Inline | str] = list(reversed(words))
    while stack:
        piece = stack.pop()
        if isinstance(piece, str):
            out.append(piece)
        elif isinstance(piece, Text):
            out.append(_escaped(piece.text))
        elif isinstance(piece, Code):
            out.append(f"<code>{escape(piece.text)}</code>")
        elif isinstance(piece, Break):
            out.append("<br>\n" if piece.hard else "\n")
        elif isinstance(piece, NoteMark):
            out.append(f'<sup><a href="#note-{piece.number}">{piece.number}</a></sup>' if links else "")
        elif isinstance(piece, Image):
            out.append(_image(piece, show) if links else escape(piece.alt))
        else:
            before, after = _around(piece, links)
            out.append(before)
            stack.append(after)
            stack.extend(reversed(piece.children))
    return "".join(out)


def led(html: str, anchors: Mapping[str, str]) -> str:
    """Prose in which links to places in the plan lead to those on the page, and places that no link asks for are not
    marked."""
    if ' id="text-' in html:
        wanted = set(anchors.values())
        html = _PLACE.sub(lambda place: place[0] if unescape(place[1]) in wanted else "", html)
    if '<a href="#' not in html:
        return html
    return _IN_PAGE.sub(lambda link: f'<a href="#{escape(anchors.get(unescape(link[1]), link[1][1:]))}"', html)


_PLACE = pattern(r' id="(text-[^"]*)"(?=[^<>]*>)')
_IN_PAGE = pattern(r'<a href="(#[^"]*)"')


def _escaped(text: str) -> str:
    return escape(text) if _SPECIAL.search(text) else text


def _around(piece: Emphasis | Strong | Strike | Link, links: bool) -> tuple[str, str]:
    if not isinstance(piece, Link):
        tag = _TAGS[type(piece)]
        return f"<{tag}>", f"</{tag}>"
    address = safe_url(piece.href)
    if not links:
        return "", ""
    title = f' title="{escape(piece.title)}"' if piece.title else ""
    if address is None:
        return "", f' <span class="addr">({escape(piece.href)})</span>' if piece.href else ""
    rel = ' rel="noopener noreferrer"' if _SCHEME.match(address) else ""
    return f'<a href="{escape(address)}"{title}{rel}>', "</a>"


def _image(piece: Image, show: ShowPicture | None) -> str:
    """A local image is shown; any other becomes a link with the image's words."""
    title = f' title="{escape(piece.title)}"' if piece.title else ""
    address = safe_url(piece.src)
    alt = escape(piece.alt or piece.src)
    if address is None:
        return alt
    if is_on_the_web(address):
        return f'<a class="img" href="{escape(address)}"{title} rel="noopener noreferrer">{alt}</a>'
    shown = show(address) if show and not address.startswith("#") else None
    if shown is None:
        return f'<a class="img" href="{escape(address)}"{title}>{alt}</a>'
    return f'<img src="{escape(shown)}" alt="{escape(piece.alt)}"{title}>'


def is_on_the_web(address: str) -> bool:
    """Whether an address leads away from the plan's folder, to where nothing is fetched from."""
    return _SCHEME.match(address) is not None


def kind_of_picture(data: bytes) -> str | None:
    """The type of an image by its first bytes; pictures that can hold scripts are none."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    return next((kind for start, kind in _KINDS if data.startswith(start)), None)


def prose_html(
    blocks: tuple[Block, ...],
    show: ShowPicture | None = None,
    *,
    level: int = 3,
    lang: str = "",
    cut: CutTable | None = None,
) -> str:
    """Blocks as HTML. Headings in them start at `level` and never skip one; each block bears `lang`, if given. A table
    is cut into those that `cut` gives for it."""
    out: list[str] = []
    current = level - 1
    stack: list[Block | str] = list(reversed(blocks))
    outer = len(stack)
    while stack:
        is_outer = bool(lang) and len(stack) == outer
        piece = stack.pop()
        if isinstance(piece, str):
            out.append(piece)
        elif isinstance(piece, Heading):
            current = min(max(piece.level, level), current + 1, 6)
            place = f' id="text-{escape(piece.anchor)}"' if piece.anchor else ""
            out.append(f"<h{current}{place}>{inline_html(piece.children, show)}</h{current}>\n")
        elif isinstance(piece, Quote):
            out.append("<blockquote>")
            stack.append("</blockquote>\n")
            stack.extend(reversed(piece.blocks))
        elif isinstance(piece, List):
            opening, closing = _list_tags(piece)
            out.append(opening)
            stack.append(closing)
            for item in reversed(piece.items):
                stack.extend(_item(item, piece.tight, show))
        elif isinstance(piece, Footnotes):
            out.append('<div class="footnotes" role="doc-endnotes">')
            stack.append("</div>\n")
            for note in reversed(piece.notes):
                stack.append("</div></div>\n")
                stack.extend(reversed(note.blocks))
                stack.append(f'<div class="note" id="note-{note.number}"><sup>{note.number}</sup><div>')
        elif isinstance(piece, (Paragraph, CodeBlock, Table, Divider)):
            out.append(_leaf(piece, show, cut))
        if is_outer:
            outer -= 1
            out[-1] = _FIRST_TAG.sub(rf'\g<0> lang="{lang}"', out[-1], count=1)
    return "".join(out)


def _leaf(piece: Paragraph | CodeBlock | Table | Divider, show: ShowPicture | None, cut: CutTable | None) -> str:
    if isinstance(piece, Paragraph):
        return f"<p>{inline_html(piece.children, show)}</p>\n"
    if isinstance(piece, CodeBlock):
        info = f'<span class="info">{escape(piece.info)}</span>' if piece.info else ""
        return f'{info}<pre tabindex="0"><code>{escape(piece.text)}</code></pre>\n'
    if isinstance(piece, Table):
        return "".join(_table(part, show) for part in (cut(piece) if cut else (piece,)))
    return "<hr>\n"


def _list_tags(piece: List) -> tuple[str, str]:
    if piece.start is None:
        return "<ul>", "</ul>\n"
    return (f'<ol start="{piece.start}">' if piece.start != 1 else "<ol>"), "</ol>\n"


def _item(item: ListItem, tight: bool, show: ShowPicture | None) -> list[Block | str]:
    """An item's pieces in the order in which a stack gives them back."""
    box = f'<span class="mark">{_STATES[item.state]}</span> ' if item.state else ""
    pieces: list[Block | str] = [f"<li>{box}"]
    for block in item.blocks:
        if tight and isinstance(block, Paragraph):
            pieces.append(inline_html(block.children, show) + "\n")
        else:
            pieces.append(block)
    pieces.append("</li>")
    return pieces[::-1]


def _table(table: Table, show: ShowPicture | None) -> str:
    def cells(row: tuple[tuple[Inline, ...], ...], tag: str) -> str:
        made = []
        for index, cell in enumerate(row):
            align = table.align[index] if index < len(table.align) else ""
            style = f' class="{align}"' if align in ("left", "center", "right") else ""
            scope = ' scope="col"' if tag == "th" else ""
            shown = _NEGATIVE.sub("\N{MINUS SIGN}", inline_html(cell, show))
            made.append(f"<{tag}{scope}{style}>{shown}</{tag}>")
        return f"<tr>{''.join(made)}</tr>"

    body = "".join(cells(row, "td") for row in table.rows)
    head = f"<thead>{cells(table.header, 'th')}</thead>"
    return f'<div class="scroll" tabindex="0"><table>{head}<tbody>{body}</tbody></table></div>\n'
