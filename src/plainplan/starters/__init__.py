"""First plans to fill in: a text for each kind and language, kept beside this file."""

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

LANGUAGES = ("en", "de", "fr", "it", "es", "pt")


def starter_text(kind: str, start: date, lang: str = "en") -> str:
    """The text of a first plan that begins on a day."""
    name = f"{kind}.md" if lang == "en" else f"{kind}.{lang}.md"
    return files(__name__).joinpath(name).read_text("utf-8").replace("START_DATE", start.isoformat())
