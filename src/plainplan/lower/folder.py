"""A folder's `plan.toml`, read into `Defaults`, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from plainplan.defaults import Defaults, Programme
from plainplan.diagnostics import Diagnostic, finding, replace
from plainplan.lower.closest import closest
from plainplan.lower.folder_rules import UNKNOWN_FOLDER_SETTING, UNREADABLE_FOLDER_SETTING
from plainplan.lower.reading import Problem
from plainplan.lower.settings import LISTS, READERS
from plainplan.messages import msg
from plainplan.pattern import pattern
from plainplan.source import Source, Span
from plainplan.syntax.document import Scalar
from plainplan.tuples import NamedTuple

FRONT_MATTER = ("paper", "partner", "review", "workdays", "pace", "holidays", "currency", "lang")
"""The keys of a plan's front matter that a folder may set for all of its plans."""

_CODE = pattern(r"[A-Z](?:\d{0,3})")
_TABLE = pattern(r"\s*\[\s*(?P<name>[\w-]+)\s*\]")
_KEY = pattern(r"\s*(?P<quote>[\"']?)(?P<key>[\w-]+)(?P=quote)\s*(?:=|\.)")
_WHERE = pattern(r"line (?P<line>\d+), column (?P<column>\d+)")


class Wrong(Exception):
    """A value that can't be read: what is wrong with it, and what would work."""

    def __init__(self, message: str, help: str) -> None:
        super().__init__(message)
        self.message, self.help = message, help


def _codes(value: Any) -> tuple[str, ...]:
    codes = tuple(text.upper() for text in _strings(value))
    for code in codes:
        if not _CODE.fullmatch(code):
            raise Wrong(
                msg("`{code}` is no code of a finding", code=code[:40]),
                msg('write codes such as `"P204"`, or a family: `"P5"`'),
            )
    return codes


def _strings(value: Any) -> tuple[str, ...]:
    texts = value if isinstance(value, list) else [value]
    if not all(isinstance(text, str) and text.strip() for text in texts):
        raise Wrong(msg("this is no text, and no list of texts"), msg('put each in quotes: `["one", "two"]`'))
    return tuple(text.strip() for text in texts)


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise Wrong(msg("this is no text"), msg("put it in quotes"))
    return value.strip()


def _yes(value: Any) -> bool:
    if not isinstance(value, bool):
        raise Wrong(msg("this is neither yes nor no"), msg("write `true` or `false`, without quotes"))
    return value


def _days(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= 3660:
        raise Wrong(msg("this is no number of days"), msg("write a whole number, without quotes: `14`"))
    return value


PROGRAMME: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "sections": ("sections", _strings),
    "partner": ("partner", _yes),
    "check-in-days": ("check_in_days", _days),
    "due": ("due", _yes),
}
"""The keys of the table `[programme]`, with what keeps their values and what reads them."""


OWN: dict[str, Callable[[Any], Any]] = {
    "ignore": _codes,
    "select": _codes,
    "template": _text,
    "strict": _yes,
    "exclude": _strings,
}
"""The other keys of `plan.toml`, with what reads them."""


class _Found(NamedTuple):
    """What is read so far, and what is wrong."""

    source: Source
    values: dict[str, tuple[str, ...]]
    own: dict[str, Any]
    told: list[Diagnostic]


def read_defaults(source: Source) -> tuple[Defaults, tuple[Diagnostic, ...]]:
    """The settings of a folder from the text of its `plan.toml`. Never raises: what can't be read is told."""
    found = _Found(source, {}, {}, [])
    for key, value in _table(found).items():
        if key == "programme" and isinstance(value, dict):
            found.own[key] = _programme(found, value)
        else:
            _take(found, key, value)
    has_errors = any(one.rule is UNREADABLE_FOLDER_SETTING for one in found.told)
    values = tuple(sorted(found.values.items()))
    return Defaults(source.name, values, **found.own, has_errors=has_errors), tuple(found.told)


def _table(found: _Found) -> dict[str, Any]:
    """The TOML of a text; nothing where it is none, which is told."""
    import tomllib

    try:
        return tomllib.loads(found.source.text.replace("\r\n", "\n"))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        where = _WHERE.search(str(error))
        row = min(int(where["line"]) if where else 1, len(found.source.line_starts))
        message = msg("this is no TOML: {error}", error=str(error).partition(" (at ")[0][:80])
        help = msg('a line is a key, `=` and a value, with text in quotes: `paper = "letter"`')
        found.told.append(finding(UNREADABLE_FOLDER_SETTING, found.source.line_span(row), message, help=help))
        return {}


def _take(found: _Found, key: str, value: Any) -> None:
    try:
        if key in FRONT_MATTER:
            found.values[key] = _front_matter(key, value)
        elif key in OWN:
            found.own[key] = OWN[key](value)
        else:
            known = (*FRONT_MATTER, *OWN, "programme")
            found.told.append(_unknown(found.source, key, known, place_of(found.source, key)))
    except Wrong as wrong:
        place = place_of(found.source, key)
        message = msg("`{key}`: {message}", key=key, message=wrong.message)
        found.told.append(finding(UNREADABLE_FOLDER_SETTING, place, message, help=wrong.help))


def _programme(found: _Found, table: dict[str, Any]) -> Programme:
    """What a programme asks for."""
    said: dict[str, Any] = {}
    for key, value in table.items():
        place = place_of(found.source, key, "programme")
        if key not in PROGRAMME:
            found.told.append(_unknown(found.source, key, tuple(PROGRAMME), place))
            continue
        name, read = PROGRAMME[key]
        try:
            said[name] = read(value)
        except Wrong as wrong:
            message = msg("`{key}`: {message}", key=key, message=wrong.message)
            found.told.append(finding(UNREADABLE_FOLDER_SETTING, place, message, help=wrong.help))
    return Programme(**said)


def _front_matter(key: str, value: Any) -> tuple[str, ...]:
    """The texts of a key of the front matter, if what reads it in a plan can read them."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        value = str(value)
    texts = _strings(value)
    if len(texts) > 1 and key not in LISTS:
        raise Wrong(msg("this takes one value"), msg('write one text: `{key} = "…"`', key=key))
    outcome = READERS[key](tuple(Scalar(text, Span(0, 0)) for text in texts), "en")
    if isinstance(outcome, Problem):
        raise Wrong(outcome.message, outcome.help)
    return texts


def _unknown(source: Source, key: str, known: tuple[str, ...], place: Span) -> Diagnostic:
    if key in READERS and "paper" in known:
        help = msg("write it into the front matter of the plans: it is for each of them to say")
        return finding(UNKNOWN_FOLDER_SETTING, place, msg("`{key}` is no setting of a folder", key=key), help=help)
    near = closest(key, known)
    help = (
        msg("did you mean `{near}`?", near=near[0])
        if near
        else msg("there are {names}", names=", ".join(f"`{name}`" for name in known))
    )
    fix = replace(place, near[0], safe=False) if len(near) == 1 and place.end > place.start else None
    return finding(
        UNKNOWN_FOLDER_SETTING, place, msg("`{key}` is no setting of a folder", key=key[:40]), help=help, fix=fix
    )


def place_of(source: Source, key: str, table: str = "") -> Span:
    """Where a key stands, else the first line."""
    for inside, name, span in _keys(source):
        if name == key and inside == table:
            return span
        if inside == key == name:
            return span
    return source.line_span(1)


def _keys(source: Source) -> Iterator[tuple[str, str, Span]]:
    """The tables and keys of a text by the look of its lines: TOML's reader tells no places."""
    inside = ""
    for row, start in enumerate(source.line_starts, 1):
        line = source.line(row)
        if header := _TABLE.match(line):
            inside = header["name"]
            yield inside, inside, Span(start + header.start("name"), start + header.end("name"))
        elif match := _KEY.match(line):
            yield inside, match["key"], Span(start + match.start("key"), start + match.end("key"))
