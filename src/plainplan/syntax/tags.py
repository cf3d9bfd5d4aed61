"""The table of tags, a row for each kind: used by the parser, the documentation and the editor."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from plainplan.messages import msg
from plainplan.pattern import pattern
from plainplan.syntax.dates import read_days, read_period
from plainplan.syntax.document import TagValue
from plainplan.syntax.durations import looks_like_duration, read_estimate
from plainplan.syntax.inline import NOTE
from plainplan.syntax.numbers import is_unsure
from plainplan.syntax.outcome import Unread
from plainplan.syntax.readers import (
    is_name,
    read_cost,
    read_handle,
    read_name,
    read_names,
    read_percent,
    read_rhythm,
    read_risk,
)
from plainplan.syntax.rules import RESERVED_KEY
from plainplan.tuples import NamedTuple

_BLANK = pattern(r"\s")


class Elsewhere(NamedTuple):
    """How a tag is written in other places: keys right before its value (`deadline:2027-01-15`), keys that may stand
    apart from it too (`@defer(2027-01-15)`), Org's word, and the emoji that Obsidian puts before a date."""

    keys: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    org: str = ""
    emoji: str = ""


class TagKind(NamedTuple):
    """A kind of tag: all that is known of it, but for what it does to dates.

    `sign` is what stands before the value: `~`, or a key and a colon. `read` gives None for what only looks like a
    tag and is prose; where `numbers` is set it takes the mark before decimals as well. `place` orders the tags at the
    end of the words. `dated` kinds hold a day or a period. Almost any word fits a `loose` one, so that fewer things
    count as nearly one; `spaced` ones may be meant where a blank follows the key (`due: 2027-01-15`).

    The model is known by names alone. `field` of a thing keeps the value, none for what a thing does not have;
    `on_barriers` tells that a barrier may have it. Versions of a plan are compared by `aspect`, which is the field
    unless several tags say one thing; where it `moves`, dates hang on it. `json` is the key of the JSON, which is the
    field unless another word is clearer there.
    """

    key: str
    sign: str
    pattern: str
    meaning: str
    example: str
    read: Callable[..., TagValue | Unread]
    place: int
    field: str = ""
    many: bool = False
    numbers: bool = False
    dated: bool = False
    loose: bool = False
    spaced: bool = True
    on_barriers: bool = False
    aspect: str = ""
    moves: bool = False
    json: str = ""
    elsewhere: Elsewhere = Elsewhere()

    @property
    def has_key(self) -> bool:
        return self.sign.endswith(":")


def _read_duration(text: str, mark: str = ".") -> TagValue | Unread:
    return read_estimate(text, mark) if looks_like_duration(text) else None


def _read_own_name(text: str) -> TagValue | Unread:
    return read_name(text) if is_name(text[0]) else None


def _read_done(text: str, mark: str = ".") -> TagValue | Unread:
    return read_percent(text, mark) if text.endswith("%") else read_period(text)


TAGS = (
    TagKind(
        "duration", "~", "`~6w` `~1y6m` `~1.5w` `~20h` `~4-8w` `~4/6/9m`",
        "How long it takes. Units are h, d, w, m or mo (month) and y, and their usual spellings. `~4-8w` is a range, "
        "`~4/6/9m` three points: optimistic, likely, pessimistic.",
        "Prepare for the exam ~8w", _read_duration, 10, "estimate", numbers=True, on_barriers=True, moves=True,
        elsewhere=Elsewhere(("duration", "dur", "estimate", "est", "length", "effort")),
    ),
    TagKind(
        "name", "^", "`^teas`", "Its name, by which others wait for it. Without one, its name is made from its title.",
        "Prepare for the exam ^teas", _read_own_name, 150, loose=True, on_barriers=True, aspect="title",
    ),
    TagKind(
        "after", "after:", "`after:teas` `after:teas,visit` `after:teas+2w` `after:teas-3d`",
        "Waits for all of these, each with its own lag or lead.", "Sit the exam after:teas+2w", read_names, 30, "after",
        numbers=True, loose=True, aspect="waits", moves=True,
    ),
    TagKind(
        "with", "with:", "`with:teas`", "Starts when that starts; with the same lags.", "Find a tutor with:teas",
        read_names, 40, "with_", numbers=True, loose=True, aspect="waits", moves=True, json="with",
    ),
    TagKind(
        "before", "before:", "`before:apply`",
        "The other way round: what it names waits for this, besides its own order or `after:`.",
        "Collect three references before:apply", read_names, 50, "before", spaced=False, aspect="waits", moves=True,
    ),
    TagKind(
        "start", "start:", "`start:DATE`", "Does not start before.", "Earn the degree start:2027-09", read_period, 60,
        "start", dated=True, moves=True, json="not_before",
        elsewhere=Elsewhere(("t", "from", "begin"), ("scheduled", "defer"), "SCHEDULED", "⏳🛫"),
    ),
    TagKind(
        "since", "since:", "`since:DATE`", "When it really started. Without `[x]` it implies `[/]`.",
        "Prepare for the exam since:2026-09-14", read_period, 90, "since", dated=True, aspect="state", moves=True,
    ),
    TagKind(
        "done", "done:", "`done:DATE` `done:40%`",
        "Finished on that day (implies `[x]`), or how much of it is done (implies `[/]`).",
        "Visit two campuses done:2026-09-12", _read_done, 100, "done", numbers=True, dated=True, aspect="state",
        moves=True, elsewhere=Elsewhere(("finished", "completed"), ("completion",), "CLOSED", "✅"),
    ),
    TagKind(
        "on", "on:", "`on:DAY` `on:DAY..DAY`",
        "An appointment: it happens on that day or those days, day off or not. `start:` and, on its last day, `due:` "
        "in one.",
        "Sit the exam on:2026-12-05", read_days, 70, "on", dated=True, moves=True,
    ),
    TagKind(
        "due", "due:", "`due:DATE`", "To be finished by the end of that day.", "Apply due:2027-01-15", read_period,
        80, "due", dated=True,
        elsewhere=Elsewhere(("deadline", "until", "by", "finish", "end"), (), "DEADLINE", "📅📆🗓"),
    ),
    TagKind(
        "every", "every:", "`every:week` `every:2w`", "A habit kept for as long as the step lasts.",
        "Set aside 600 ~9m every:month", read_rhythm, 20, "every",
    ),
    TagKind(
        "risk", "risk:", "`risk:30%` `risk:low` `risk:40%->10%`",
        "On a barrier: how likely it is; low, medium and high are 10, 30 and 60 %. Two values are before and after its "
        "solution.",
        "Barrier: the car may need repairs ~6w risk:medium", read_risk, 110, numbers=True, on_barriers=True,
        elsewhere=Elsewhere(("chance", "probability", "likelihood")),
    ),
    TagKind(
        "cost", "cost:", "`cost:1200`", "Money, in the plan's `currency`.", "Save the fees cost:4200", read_cost, 120,
        "cost", loose=True, on_barriers=True, elsewhere=Elsewhere(("price", "budget")),
    ),
    TagKind(
        "who", "@", "`@sam`", "Who does it or helps.", "Practise the interview @sam", read_handle, 130, "who",
        many=True, loose=True, on_barriers=True,
    ),
    TagKind(
        "label", "#", "`#health`", "A label. `#primary` makes a goal primary.", "Run a race #health", read_handle, 140,
        "labels", many=True, loose=True, on_barriers=True,
    ),
)  # fmt: skip
"""Every kind of tag, in the order in which the reference shows them.

By `place` the duration comes first: on a forge, a `~` right behind other text could strike out what follows. The name
comes last: editors know a block by it only there.
"""

BY_SIGN = {kind.sign: kind for kind in TAGS}
BY_KEY = {kind.key: kind for kind in TAGS}

RESERVED = {"wait": "after:NAME+2w"}
"""Keys that mean nothing yet, and what to write instead."""

AFTER_TAG = ".,;:!?)" + NOTE
"""What may stand right behind a tag without being part of it."""


class Reading(NamedTuple):
    """The result of reading a word.

    `value` is None where it is invalid; `trouble` then says why. `comma` is the value with a decimal comma, where that
    differs.
    """

    kind: TagKind
    value: TagValue
    trouble: Unread | None
    body: int  # where the value starts in the word
    comma: TagValue = None


def tag_words(text: str) -> list[tuple[int, str]]:
    """The words that may be tags, brackets before them aside, and where each begins."""
    found: list[tuple[int, str]] = []
    at = 0
    for word in (text if text.isprintable() else _BLANK.sub(" ", text)).split(" "):
        if word and (word[0] in "~^@#(" or ":" in word[:-1]):
            bare = word.lstrip("(")
            found.append((at + len(word) - len(bare), bare))
        at += len(word) + 1
    return found


def has_duration(text: str) -> bool:
    """Whether a tag in a text says how long something takes."""
    readings = (read_tag(word.rstrip(AFTER_TAG) or word) for _, word in tag_words(text))
    return any(isinstance(one, Reading) and one.kind.key == "duration" for one in readings)


@lru_cache(maxsize=4096)
def read_tag(word: str) -> Reading | Unread | None:
    """A word as a tag; a finding for a reserved key; None for prose."""
    kind = BY_SIGN.get(word[0])
    body = 1
    if kind is None:
        key, colon, _ = word.partition(":")
        body = len(key) + 1
        kind = BY_SIGN.get(key.lower() + colon) if key.isascii() else None
        if kind is None:
            return _reserved(word, key.lower(), body)
    if body >= len(word):
        return None
    value = kind.read(word[body:])
    comma = kind.read(word[body:], ",") if kind.numbers and is_unsure(word) else None
    if isinstance(value, Unread) and comma is not None:
        value = comma  # the only way in which it can be read
    if isinstance(value, Unread):
        return Reading(kind, None, value, body)
    if isinstance(comma, Unread) or comma == value:
        comma = None
    return None if value is None else Reading(kind, value, None, body, comma)


def _reserved(word: str, key: str, body: int) -> Unread | None:
    if key not in RESERVED or not is_name(word[body:].partition(",")[0]):
        return None
    return Unread(
        RESERVED_KEY,
        msg("`{key}:` is reserved and means nothing yet", key=key),
        msg("write `{instead}` where it fits", instead=RESERVED[key]),
    )
