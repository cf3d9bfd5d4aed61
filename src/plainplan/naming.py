"""Which thing someone means: by its name, by its number in `plan next`, or by a part of its title."""

from __future__ import annotations

from plainplan.compile import Compilation
from plainplan.errors import UsageError
from plainplan.syntax.readers import spelled_alike


def find_thing(compilation: Compilation, wanted: str) -> int:
    """The index of the one thing that `wanted` means. Raises a `UsageError` that lists near names otherwise."""
    things = compilation.plan.things
    for found in (_by_name(compilation, wanted), _by_number(compilation, wanted), _by_title(compilation, wanted)):
        if len(found) == 1:
            return found[0]
        if found:
            names = ", ".join(f"`{things[index].id}`" for index in found[:6])
            more = f" and {len(found) - 6} more" if len(found) > 6 else ""
            raise UsageError(f"`{wanted}` could be {names}{more}: say which by its name")
    from difflib import get_close_matches

    near = get_close_matches(wanted.casefold(), [thing.id for thing in things], 1)
    help = f"did you mean `{near[0]}`?" if near else "`plan next` lists what can be done now, with names"
    raise UsageError(f"nothing in this plan is called `{wanted}`: {help}")


def _folded(text: str) -> str:
    """A name or title normalised for comparison: case, accents and quotes."""
    return spelled_alike(text).casefold()


def _by_name(compilation: Compilation, wanted: str) -> list[int]:
    exact = [thing.index for thing in compilation.plan.things if thing.id == wanted]
    folded = _folded(wanted).removeprefix("^")
    return exact or [thing.index for thing in compilation.plan.things if _folded(thing.id) == folded]


def _by_number(compilation: Compilation, wanted: str) -> list[int]:
    if not (wanted.isascii() and wanted.isdigit() and len(wanted) < 6):
        return []
    number = int(wanted)
    return list(compilation.schedule.next[number - 1 : number]) if number else []


def _by_title(compilation: Compilation, wanted: str) -> list[int]:
    folded = " ".join(_folded(wanted).split())
    if not folded or folded.isdecimal():  # a number that `plan next` does not show is no part of a title
        return []
    titles = [(thing.index, _folded(thing.title)) for thing in compilation.plan.things]
    return [index for index, title in titles if title == folded] or [
        index for index, title in titles if folded in title
    ]
