"""The pictures that a document shows: each is read once and held once, and stands in a page once."""

from __future__ import annotations

import re
from binascii import b2a_base64
from collections import Counter
from collections.abc import Mapping

from plainplan.pattern import pattern
from plainplan.render.markup import LARGEST_IMAGE, LoadImage, kind_of_picture

SCHEME = "plainplan:pictures/"

_SHOWN = pattern(rf'<img src="{SCHEME}(\d+)"')
_NOTHING = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEAAAAALAAAAAABAAEAAAICTAEAOw=="
"""A dot that is not seen, for a picture that comes from the page's styles: an `img` without `src` is no HTML."""


class Pictures:
    """The pictures of one document, by short addresses that take their place until it is whole: only then it is known
    how often each is shown."""

    def __init__(self, load_image: LoadImage | None) -> None:
        self.asked = 0
        self._load = load_image
        self._addresses: dict[str, str | None] = {}
        self._found: dict[bytes, str] = {}

    def show(self, path: str) -> str | None:
        """The address that stands for the picture at a path beside the plan; None where it cannot be shown."""
        self.asked += 1
        if path not in self._addresses:
            data = self._load(path) if self._load else None
            fits = data and len(data) <= LARGEST_IMAGE and kind_of_picture(data)
            self._addresses[path] = self._address(data) if data and fits else None
        return self._addresses[path]

    def _address(self, data: bytes) -> str:
        return self._found.setdefault(data, f"{SCHEME}{len(self._found) + 1}")

    @property
    def by_address(self) -> Mapping[str, bytes]:
        return {address: data for data, address in self._found.items()}

    def inlined(self, pieces: list[str]) -> list[str]:
        """A page, in pieces, with its pictures in it: in their place what is shown once, in the styles of its head
        what is shown more often. A page without a head has all in their places."""
        if not self._found:
            return pieces
        counts = Counter(number for piece in pieces for number in _SHOWN.findall(piece))
        head = next((at for at, piece in enumerate(pieces) if "</head>" in piece), None)
        shared = {number for number, count in counts.items() if count > 1 and head is not None}
        data = self.by_address

        def written(shown: re.Match[str]) -> str:
            number = shown[1]
            if number in shared:
                return f'<img class="picture-{number}" src="{_NOTHING}"'
            return f'<img src="{_encoded(data[SCHEME + number])}"'

        made = [_SHOWN.sub(written, piece) for piece in pieces]
        if head is not None and shared:
            rules = (f".picture-{number}{{content:url({_encoded(data[SCHEME + number])})}}\n" for number in shared)
            made[head] = made[head].replace("</head>", f"<style>\n{''.join(sorted(rules))}</style>\n</head>", 1)
        return made


def _encoded(data: bytes) -> str:
    return f"data:{kind_of_picture(data)};base64,{b2a_base64(data, newline=False).decode('ascii')}"
