"""What a heading's words say that stands below it: goals of a horizon, obstacles, resources, a numbered period."""

from __future__ import annotations

import re
from functools import lru_cache

from plainplan.pattern import pattern
from plainplan.readings.first_look import Look, letter_runs
from plainplan.readings.lengths import days_of, find_lengths
from plainplan.readings.lexicon import Lexicon, either
from plainplan.readings.straight import straight
from plainplan.tuples import NamedTuple

# In the order in which they are asked, with how many words more a heading may have.
_ROLES = (
    ("barriers", 4),
    ("solutions", 2),
    ("log", 1),
    ("short", 4),
    ("long", 4),
    ("primary", 2),
    ("someday", 1),
    ("occupations", 1),
    ("assessment", 0),
    ("smart", 1),
    ("goals", 3),
    ("habits", 1),
    ("done", 0),
    ("notes", 1),
    ("work", 1),
)
_BRACKETS = pattern(r"\([^()]*\)|\[[^\[\]]*\]")
_NOISE = pattern(r"[^\w\s'/-]|_")
_TWO = pattern(r"\s*(?:-+>|→|=+>|⇒|\s/\s)\s*")
_SIGNS = pattern(r"^\s*(?:(?:[0-9]{1,2}|[ivx]{1,4}|[a-d])[.)]\s+|\(?[一二三四五六七八九十]{1,3}[;.)]\s*)")


_YEAR = 370


class Period(NamedTuple):
    """`Weeks 5-6: Speed`: its unit (`w`, empty for a phase), its first and last number, and what else is said."""

    unit: str
    first: int
    last: int
    rest: str
    words: str

    @property
    def length(self) -> str:
        """How long it is, as a tag's value; empty for a phase."""
        if not self.unit:
            return ""
        factor = int(self.unit.rstrip("hdwmy") or 1)
        return f"{factor * (self.last - self.first + 1)}{self.unit.lstrip('0123456789')}"


def plain_title(text: str) -> str:
    """A heading's words alone: small letters, no signs, no brackets, no number before them."""
    lowered = _BRACKETS.sub(" ", straight(text))
    lowered = _SIGNS.sub("", lowered.replace("*", ""))
    return " ".join(_NOISE.sub(" ", lowered).split()).strip("- ")


@lru_cache(maxsize=16)
def _named(words: Lexicon) -> tuple[tuple[str, frozenset[str], Look, re.Pattern[str], int], ...]:
    found = []
    for role, more in _ROLES:
        phrases = words.words("sections", role)
        found.append((role, frozenset(phrases), Look(phrases), pattern(either(phrases)), more))
    return tuple(found)


def section_role(title: str, words: Lexicon) -> str:
    """What stands below a heading, by its words, those of a clause left out if need be (`Goals that I have`); empty
    where they tell nothing of the kind."""
    role = _role_of(title, words) or (_far(title, words) if any(map(str.isnumeric, title)) else "")
    if role:
        return role
    first = _TWO.split(title, maxsplit=1)[0]
    if first != title and (role := _role_of(first, words)):
        return role
    clause = re.search(rf".\s*{words.pattern('sections', 'clause')}\s", straight(title))
    return _role_of(title[: clause.start() + 1], words) if clause else ""


def _role_of(title: str, words: Lexicon) -> str:
    plain = plain_title(title)
    if not plain:
        return ""
    common = {word for word in words.own("common") if len(word) < 4} | {"my", "the", "of", "for", "i"}
    bare = " ".join(word for word in plain.split() if word not in common) or plain
    for role, known, *_ in _named(words):
        if plain in known or bare in known or plain.replace("-", " ") in known:
            return role
    for role, _, look, wanted, more in _named(words):
        match = wanted.search(plain) if look.may_be_in(plain) else None
        if match and _is_about(plain, match, bare, more, role, words):
            return role
    return ""


def _far(title: str, words: Lexicon) -> str:
    """The horizon of a heading that says how far off it is, and nothing else: `In 2-3 years`, `Через 5 лет`."""
    plain = straight(title).strip(" *_:")
    found = next(iter(find_lengths(plain, words)), None)
    if found is None:
        return ""
    around = plain[: found.span.start] + " " + plain[found.span.end :]
    if re.sub(words.pattern("sections", "far"), "", around).strip(" -~"):
        return ""
    return "short" if days_of(found.value) <= _YEAR else "long"


def is_conditional(text: str, words: Lexicon) -> bool:
    """Whether a text begins as a case that may happen: `If it rains`, `¿Y si no hay dinero?`"""
    return re.match(rf"{words.pattern('labels', 'condition')}(?!\w)", plain_title(text)) is not None


def names_answers(title: str, words: Lexicon) -> bool:
    """Whether a heading is one of obstacles and what is done about them: `Risks and solutions`, `What if …`."""
    if is_conditional(title, words):
        return True
    plain = plain_title(title)
    return all(re.search(words.pattern("sections", row), plain) for row in ("barriers", "solutions"))


def _is_about(plain: str, match: re.Match[str], bare: str, more: int, role: str, words: Lexicon) -> bool:
    """Whether a heading has few words beside the name in it."""
    if words.is_joined and not plain.isascii():
        extra = len(plain) - len(match[0])
        return extra <= (2 * more if role in ("barriers", "solutions", "short", "long", "goals", "primary") else more)
    extra = len(bare.split()) - len(match[0].split())
    if role in ("notes", "work", "habits", "done", "log"):
        return (
            extra <= more
            and len(match[0]) > 4
            and (match.start() == 0 or (role == "notes" and match.end() == len(plain) and len(match[0]) > 6))
        )
    return extra <= more


@lru_cache(maxsize=16)
def _period_words(words: Lexicon) -> frozenset[str]:
    """The words of which one stands in every numbered period."""
    return frozenset(part for word in words.of_rows("periods") for part in letter_runs(word))


@lru_cache(maxsize=16)
def _period(words: Lexicon) -> tuple[re.Pattern[str], ...]:
    units = {word: row for row in words.rows("periods") for word in words.words("periods", row)}
    number = words.number
    name = rf"(?P<unit>{either(units)})"
    again = rf"{either(units)}?" if words.is_joined else ""  # `第1周至第3周`
    upto = rf"(?P<first>{number})(?:\s*{again}\s*(?:-+|&|\+|/|,|{either(words.words('lengths', 'to'))}|{either(('and', 'und', 'y', 'et', 'e', 'и', 'と', '和'))})\s*第?(?P<last>{number}))?"
    ordinal = r"(?:st|nd|rd|th|\.|ª|º|°|re|er|ère|e|ème|a|-я|-й|-го)?"
    rest = r"(?P<rest>.*)$"
    return (
        pattern(rf"{name}\s*(?:#|nr\.?|no\.?|nº|№)?\s*{upto}(?![\w%])(?P<rest>.*)$"),
        pattern(rf"第?\s*{upto}\s*(?:个|個)?{name}(?:目)?{rest}"),
        pattern(rf"{upto}{ordinal}\s+{name}(?!\w){rest}"),
    )


def read_period(title: str, words: Lexicon) -> Period | None:
    """The numbered period that a heading is, if it is one: `Week 3`, `第1-2周：…`, `2. Monat`, `Phase 1 (Weeks 1-6)`."""
    plain = straight(re.sub(r"^[^\w(]+", "", title.replace("*", "")))
    if not (words.is_joined or plain[:1] == "第") and _period_words(words).isdisjoint(letter_runs(plain)):
        return None
    offset = len(title) - len(plain)
    for place, wanted in enumerate(_period(words)):
        match = wanted.match(plain)
        if match is None or (place == 1 and not (words.is_joined or plain[0] == "第")):
            continue
        if place == 1 and plain[0] != "第" and not re.match(r"[目:\s(-]|$", plain[match.end("unit") :]):
            continue
        if place == 2 and not re.match(r"\s*[:.(-]|\s*$", match["rest"]):
            continue
        first, last = words.value(match["first"]), words.value(match["last"]) if match["last"] else None
        if first is None or first != int(first) or (last is not None and (last != int(last) or last < first)):
            continue
        rows = {word: row for row in words.rows("periods") for word in words.words("periods", row)}
        rest = title[offset + match.start("rest") :]
        return Period(
            rows[match["unit"]],
            int(first),
            int(last or first),
            rest.strip(" :.-–—：、"),
            match[0][: match.start("rest")],
        )
    return None
