"""First plans to fill in: a text for each kind, kept beside this file."""

from __future__ import annotations

from datetime import date
from importlib.resources import files

from plainplan.tuples import NamedTuple


class Starter(NamedTuple):
    """A kind of first plan, and whom it suits."""

    kind: str
    summary: str


STARTERS = (
    Starter("career", "find an occupation, and the road to it"),
    Starter("study", "learn a subject and pass an exam"),
    Starter("job-search", "from the first application to the first day"),
    Starter("project", "make something, from trial to finished"),
)


def starter_text(kind: str, start: date) -> str:
    """The text of a first plan that begins on a day."""
    text = files(__name__).joinpath(f"{kind}.md").read_text("utf-8")
    return text.replace("START_DATE", start.isoformat())
