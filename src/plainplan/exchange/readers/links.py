"""What rows wait for: `3`, `3FS+2 days; 5SS`, `teas+2w`, or the titles of other rows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plainplan.exchange.readers.values import read_length
from plainplan.exchange.rows import RowLink
from plainplan.pattern import pattern
from plainplan.syntax.durations import read_lag
from plainplan.tuples import NamedTuple
from plainplan.values import Lag

_TYPED = pattern(
    r"(?P<id>.+?)\s*(?P<type>FS|SS|FF|SF|EA|AA|EE|AE|FD|DD|DF|FC|CC|CF|FI|II|TI|ОН|НН|ОО|НО)?\s*"
    r"(?:(?P<sign>[-+−–])\s*(?P<lag>\d.*))?", 2
)  # fmt: skip
_AFTER = ("", "FS", "EA", "FD", "FC", "FI", "TI", "ОН")
_WITH = ("SS", "AA", "DD", "CC", "II", "НН")
_SPLIT = pattern(r"\s*[,;\n]\s*")
_OF_GANTTPROJECT = pattern(r"(?P<id>\w+)-(?P<type>FS|SS|FF|SF)(?:=P(?P<days>-?\d+)D)?(?=[;,]|$)")  # `1-FS=P2D`
_ADDRESS = pattern(r"\s*\(https?://[^)]*\)")


class UnreadLink(NamedTuple):
    """A link that is none in a plan: its words, and why."""

    text: str
    why: str


class Rows:
    """The ids and titles by which a file's rows name each other, small letters."""

    def __init__(self) -> None:
        self.ids: dict[str, str] = {}
        self.titles: dict[str, str] = {}

    def add(self, id: str, *, own: str, title: str) -> None:
        """A row by its id here, by what the file calls it, and by its title where no other has it."""
        if own:
            self.ids.setdefault(own.casefold(), id)
        plain = title.casefold()
        self.titles[plain] = "" if plain in self.titles else id

    def find(self, text: str) -> str:
        """The id of the row that is meant; empty where there is none."""
        plain = text.strip().casefold()
        return self.ids.get(plain) or self.titles.get(plain) or ""


def read_links(text: str, kind: str, rows: Rows) -> Iterator[RowLink | UnreadLink]:
    """The links in a cell, and those that mean no row or cannot be told in a plan."""
    plain = _OF_GANTTPROJECT.sub(_as_project, _ADDRESS.sub("", text.strip()))
    if whole := rows.find(plain):
        yield RowLink(kind, whole)
        return
    parts = [part for part in _SPLIT.split(plain) if part]
    at = 0
    while at < len(parts):
        for end in range(len(parts), at, -1):  # a title may have commas in it
            found = _link(", ".join(parts[at:end]), kind, rows)
            if found or end == at + 1:
                yield found or UnreadLink(parts[at], _why(parts[at], rows))
                at = end
                break


def _as_project(match: re.Match[str]) -> str:
    days = int(match["days"] or 0)
    return f"{match['id']}{match['type']}{f'{days:+d}d' if days else ''}"


def _link(text: str, kind: str, rows: Rows) -> RowLink | None:
    if found := rows.find(text):
        return RowLink(kind, found)
    if text == "start":
        return RowLink(kind, "start")
    if link := _with_lag(text, kind, rows):
        return link
    match = _TYPED.fullmatch(text)
    target = rows.find(match["id"]) if match else ""
    if match is None or not target:
        return None
    type = (match["type"] or "").upper()
    if type not in _AFTER and type not in _WITH:
        return None
    lag = _lag(match["sign"] or "", match["lag"] or "")
    return None if lag is None else RowLink("with" if type in _WITH else kind, target, lag)


def _why(text: str, rows: Rows) -> str:
    match = _TYPED.fullmatch(text)
    if match is None or not rows.find(match["id"]):
        return "no row is called that"
    if match["type"] and match["type"].upper() not in (*_AFTER, *_WITH):
        return "a plan has no links to a finish"
    return "the time between is not written like that in a plan"


def _with_lag(text: str, kind: str, rows: Rows) -> RowLink | None:
    """`teas+2w` as a plan has it: the longest name that there is."""
    for cut in range(len(text) - 1, 0, -1):
        if text[cut] in "+-" and isinstance(read_lag(text[cut:]), Lag):
            name = text[:cut]
            found = "start" if name == "start" else rows.ids.get(name.casefold(), "")
            if found:
                return RowLink(kind, found, text[cut:])
    return None


def _lag(sign: str, length: str) -> str | None:
    if not sign:
        return ""
    found = read_length(length.rstrip("?"))
    if found is None:
        return None
    lag = ("+" if sign == "+" else "-") + found.removeprefix("~")
    if set(lag) <= set("+-0hdwmy"):
        return ""
    return lag if isinstance(read_lag(lag), Lag) else None
