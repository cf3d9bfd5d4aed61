"""What happened to a plan since its last check-in, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from plainplan.following.moves import GoalMove, Since
from plainplan.report.days import plainly
from plainplan.words import Words

_MOST = 5


def since_sentences(since: Since, finish: int | None, words: Words) -> Iterator[str]:
    """What was done, by how much the finish moved, and which goals did, with the reasons."""
    if since.done:
        titles = words.listed(tuple(since.done[:_MOST]))
        yield _capital(words.count("since.done", len(since.done), titles=titles))
    else:
        yield words.say("since.nothing done")
    if since.days is not None and finish is not None:
        key = "same" if not since.days else "later" if since.days > 0 else "earlier"
        yield words.say(f"since.finish {key}", length=words.roughly(abs(since.days)), date=words.date(finish, "long"))
    for move in sorted(since.moves, key=lambda one: -abs(one.days))[:_MOST]:
        yield _moved(move, words)


def _moved(move: GoalMove, words: Words) -> str:
    """A goal with what moved it."""
    key = "since.goal later" if move.days > 0 else "since.goal earlier"
    causes = words.apart(plainly(words.tell(cause), words) for cause in move.causes)
    cause = f"{words.catalogue.colon} {causes}" if causes else ""
    return f"{words.say(key, title=move.title, length=words.roughly(abs(move.days)))}{cause}."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
