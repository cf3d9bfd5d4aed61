"""What a page consists of, told by a reader of HTML that is not the one that wrote it."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_OURS = """
html head meta title style body a div span p br hr h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table thead tbody tfoot tr th td
caption colgroup col blockquote pre code em strong s b i small sup sub abbr time main header footer nav section article
aside figure figcaption details summary img svg g path rect line circle ellipse polyline polygon text tspan defs use
symbol desc clippath pattern lineargradient stop marker mark bdi data label button dialog
"""
TAGS = frozenset(re.findall(r"\w+", _OURS))
ADDRESSES = (
    "href",
    "src",
    "srcset",
    "action",
    "formaction",
    "poster",
    "background",
    "cite",
    "data",
    "ping",
    "xlink:href",
)
SAFE_PICTURE = re.compile(r"data:image/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/=]+")
SAFE_ADDRESS = re.compile(r"(https?://|mailto:)[^\s\\]*|#[^\s]*|(?!//)[^\s:\\]*([/?#][^\s\\]*)?", re.IGNORECASE)


class _Lint(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.wrong: list[str] = []
        self.styles: list[str] = []
        self._in_style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_style = tag == "style"
        if tag not in TAGS:
            self.wrong.append(f"<{tag}>")
        for name, value in attrs:
            if name.startswith("on") or name in ("srcdoc", "autofocus"):
                self.wrong.append(f"<{tag} {name}>")
            if name == "http-equiv" and value != "Content-Security-Policy":
                self.wrong.append(f"<meta {value}>")
            if name in ADDRESSES and not _harmless(tag, value or ""):
                self.wrong.append(f"<{tag} {name}={value!r}>")
            if name == "style" and re.search(r"url|import|expression|behavior|[<>{}\\@]", value or "", re.IGNORECASE):
                self.wrong.append(f"<{tag} style={value!r}>")

    def handle_endtag(self, tag: str) -> None:
        self._in_style = False

    def handle_data(self, data: str) -> None:
        if self._in_style:
            self.styles.append(data)

    def handle_comment(self, data: str) -> None:
        self.wrong.append(f"<!--{data}-->")

    def handle_pi(self, data: str) -> None:
        self.wrong.append(f"<?{data}>")

    def unknown_decl(self, data: str) -> None:
        self.wrong.append(f"<![{data}]>")


def _harmless(tag: str, address: str) -> bool:
    if tag == "img":
        return SAFE_PICTURE.fullmatch(address) is not None
    if tag in ("use", "pattern", "lineargradient"):
        return address.startswith("#")
    return tag == "a" and SAFE_ADDRESS.fullmatch(address) is not None


def lint(page: str) -> tuple[list[str], str]:
    """What does not belong on a page of ours, and the style sheets in it."""
    reader = _Lint()
    reader.feed(page)
    reader.close()
    return reader.wrong, "".join(reader.styles)
