"""The `^names` of what comes from other programs: their own ids where these are names, else made from titles."""

from __future__ import annotations

from collections.abc import Sequence

from plainplan.exchange.rows import ExchangeRow
from plainplan.lower.slugs import slug
from plainplan.pattern import pattern
from plainplan.syntax.readers import is_name, read_name, spelled_alike

_MACHINE_MADE = pattern(r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}|[0-9a-f]{16,}|\d[\d.-]*", 2)
_LONGEST = 40
_MOST_WORDS = 3
_NO_PART = pattern(r"[^\w-]+")


def names_of(rows: Sequence[ExchangeRow]) -> list[str]:
    """A name for each row, unique; empty where none is to be written: what its title comes to does, or nobody asks."""
    linked = {link.id for row in rows for link in row.links}
    taken = {"start"}
    names = ["" for _ in rows]
    for place, row in enumerate(rows):
        own = _own_name(row.id)
        if own and spelled_alike(own) not in taken:
            taken.add(spelled_alike(own))
            names[place] = own
    seen: dict[str, int] = {}
    for place, row in enumerate(rows):
        plain = slug(row.title)
        seen[plain] = seen.get(plain, 0) + 1
        if names[place]:
            if names[place] == plain and seen[plain] == 1 and row.id not in linked:
                names[place] = ""
        elif row.id in linked and row.id:
            names[place] = _fresh(_short(row.title), taken)
    return names


def _own_name(id: str) -> str:
    """An id that can be a name, as it is then written; empty where it can't."""
    if not id or len(id) > _LONGEST or _MACHINE_MADE.fullmatch(id):
        return ""
    name = read_name(id)
    return name if isinstance(name, str) else ""


def _short(title: str) -> str:
    """The first words of a title."""
    words = [word for word in _NO_PART.split(title) if word.strip("-_")]
    return slug("-".join(words[:_MOST_WORDS]))[:_LONGEST].strip("-_") or "part"


def _fresh(name: str, taken: set[str]) -> str:
    fresh, number = name, 2
    while spelled_alike(fresh) in taken or not is_name(fresh):
        fresh, number = f"{name}-{number}", number + 1
        if number > 3 and not is_name(name):
            name = "part"
    taken.add(spelled_alike(fresh))
    return fresh
