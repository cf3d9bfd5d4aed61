"""Our own tags in a text field of another program, as our writers put them there."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation

from plainplan.exchange.msproject_tasks import BEGUN, GOAL, HELD, HORIZON, LINKS, NUMBERED, SHARED, SOLUTION, WHOLE
from plainplan.exchange.rows import RowLink
from plainplan.model import Kind
from plainplan.pattern import pattern
from plainplan.syntax.durations import read_estimate
from plainplan.tuples import NamedTuple
from plainplan.values import Estimate, Horizon

_CAME_TO = pattern(r"(?P<word>~\S+|whole|shared)(?: = (?P<days>\d{1,7})d)?")
_LINK = pattern(r"(?P<id>start|\d{1,9})(?P<lag>[+-].*)?")
_KINDS = {GOAL: Kind.GOAL, SOLUTION: Kind.SOLUTION}
_HORIZONS = {f"{HORIZON}{one.value}": one for one in Horizon}


class OwnTags(NamedTuple):
    """What such a field says. `days` are what the duration came to; `links` name tasks by their numbers and hold as
    long as the file's links still come to `sum`; `rest` are words that are no tags of ours."""

    duration: str = ""
    days: int | None = None
    is_whole: bool = False
    is_shared: bool = False
    links: tuple[RowLink, ...] = ()
    sum: str = ""
    on: str = ""
    not_before: date | None = None
    since: date | None = None
    held: date | None = None
    every: str = ""
    cost: Decimal | None = None
    who: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    is_begun: bool = False
    is_numbered: bool = False
    kind: Kind | None = None
    holder: str = ""
    horizon: Horizon | None = None
    name: str = ""
    rest: str = ""


def read_own_tags(text: str) -> OwnTags:
    """The tags of a field; a word that is none of them is left over."""
    found, rest = OwnTags(), list[str]()
    if match := _CAME_TO.match(text):
        days = int(match["days"]) if match["days"] else None
        if match["word"] in (WHOLE, SHARED):
            found = found._replace(is_whole=match["word"] == WHOLE, is_shared=match["word"] == SHARED, days=days)
        elif isinstance(read_estimate(match["word"][1:]), Estimate):
            found = found._replace(duration=match["word"], days=days)
        else:
            rest.append(match[0])
        text = text[match.end() :]
    for word in text.split():
        more = _with(found, word)
        if more is None:
            rest.append(word)
        else:
            found = more
    return found._replace(rest=" ".join(rest))


def _with(found: OwnTags, word: str) -> OwnTags | None:
    """The tags with one more; None where the word is none."""
    key, _, value = word.partition(":")
    if word in _KINDS:
        return found._replace(kind=_KINDS[word])
    if word in _HORIZONS:
        return found._replace(horizon=_HORIZONS[word])
    if word in (BEGUN, NUMBERED):
        return found._replace(is_begun=True) if word == BEGUN else found._replace(is_numbered=True)
    if word[0] in "@#^" and len(word) > 1:
        return _handled(found, word)
    if key in ("after", "with", "before") and value:
        return _linked(found, key, value)
    return _valued(found, key, value) if value else None


def _linked(found: OwnTags, kind: str, value: str) -> OwnTags | None:
    matches = [_LINK.fullmatch(part) for part in value.split(",")]
    links = tuple(RowLink(kind, match["id"], match["lag"] or "") for match in matches if match)
    return found._replace(links=(*found.links, *links)) if len(links) == len(matches) else None


def _valued(found: OwnTags, key: str, value: str) -> OwnTags | None:
    if key == "on":
        return found._replace(on=value)
    if key == "every":
        return found._replace(every=value)
    if key == "in":
        return found._replace(holder=value)
    if f"{key}:" == LINKS:
        return found._replace(sum=value)
    if key == "cost":
        return None if _amount(value) is None else found._replace(cost=_amount(value))
    day = _day(value)
    if key == "start" and day:
        return found._replace(not_before=day)
    if key == "since" and day:
        return found._replace(since=day)
    return found._replace(held=day) if f"{key}:" == HELD and day else None


def _handled(found: OwnTags, word: str) -> OwnTags:
    name = word[1:]
    if word[0] == "^":
        return found._replace(name=name)
    return found._replace(who=(*found.who, name)) if word[0] == "@" else found._replace(labels=(*found.labels, name))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _amount(text: str) -> Decimal | None:
    try:
        amount = Decimal(text)
    except InvalidOperation:
        return None
    return amount if amount.is_finite() and amount >= 0 else None
