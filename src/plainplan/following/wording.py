"""A change in words: how a list of changes, the reason of a moved finish and a watch tell each kind."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from plainplan.following.changes import PlanChange
from plainplan.messages import Message, msg, msg_join

_NOUNS: dict[str, Callable[[str], Message]] = {
    "goal": lambda title: msg("goal {title}", title=title),
    "step": lambda title: msg("step {title}", title=title),
    "solution": lambda title: msg("solution {title}", title=title),
    "barrier": lambda title: msg("barrier {title}", title=title),
    "setting": lambda title: msg("setting {title}", title=title),
}
_NEW: dict[str, Callable[[str], Message]] = {
    "goal": lambda title: msg("new goal {title}", title=title),
    "step": lambda title: msg("new step {title}", title=title),
    "solution": lambda title: msg("new solution {title}", title=title),
    "barrier": lambda title: msg("new barrier {title}", title=title),
}
_ASPECTS = {
    "horizon": msg("horizon"),
    "waits": msg("waits"),
    "scheduled": msg("scheduled"),
    "numbered": msg("numbered"),
    "state": msg("state"),
    "risk": msg("risk"),
    "cost": msg("cost"),
    "who": msg("who"),
    "labels": msg("labels"),
    "every": msg("every"),
    "start": msg("start"),
    "on": msg("on"),
    "due": msg("due"),
}
"""What is no name of a tag or setting, which are told as they are written."""

CHECK_IN, CHANGED, NEW, GONE, RENAMED = msg("check-in"), msg("changed"), msg("new"), msg("gone"), msg("renamed")
_STATES = {"done": msg("done"), "under way": msg("started"), "dropped": msg("dropped")}
_OPEN_AGAIN = msg("open again")


class _Marks:
    """How a title is marked in a sentence."""

    def __init__(self, open_: str, close: str) -> None:
        self._open, self._close = open_, close

    def title(self, title: str | None) -> str:
        return msg_join("", (self._open, title or "", self._close))

    def of(self, change: PlanChange, title: str | None) -> str:
        """What was changed, with its kind where that is no step."""
        marked = f"`{title}:`" if change.of == "setting" else self.title(title)
        return marked if change.of == "step" else _NOUNS[change.of](marked)


def change_text(change: PlanChange, open_: str = "*", close: str = "*") -> str:
    """A change as a line, titles between marks: `*Prepare* ~8w → ~14w`."""
    marks = _Marks(open_, close)
    if change.of == "time":
        return change.title
    if change.of == "check-in":
        return msg("new check-in of {day}: {text}", day=change.after, text=change.title)
    if change.kind == "added":
        added = _NEW[change.of](marks.title(change.title))
        return _with(marks, msg_join(" ", (added, change.after)) if change.after else added, change.within)
    if change.kind == "removed":
        noun = _NOUNS[change.of](marks.title(change.title))
        return _with(marks, msg("{name} is gone", name=noun), change.within)
    if change.kind == "renamed":
        old = marks.of(change, change.before)
        return msg("{old} is now called {title}", old=old, title=marks.title(change.title))
    if change.kind == "moved":
        return _moved(marks, change)
    return _turned(marks.of(change, change.title), change)


def _with(marks: _Marks, change: str, titles: Sequence[str]) -> str:
    """A change with what came or went with it."""
    if not titles:
        return change
    return msg("{change} with {titles}", change=change, titles=msg_join(", ", map(marks.title, titles)))


def _moved(marks: _Marks, change: PlanChange) -> Message:
    name = marks.of(change, change.title)
    if not change.before:
        return msg("{name} moved to another place in the order", name=name)
    before, after = marks.title(change.before), marks.title(change.after)
    return msg("{name} moved from {before} to {after}", name=name, before=before, after=after)


def _turned(name: str, change: PlanChange) -> str:
    before, after = change.before or msg("nothing"), change.after or msg("nothing")
    if change.aspect == "waits":
        return msg("{name} waits for {before} → {after}", name=name, before=before, after=after)
    if change.aspect in ("scheduled", "numbered"):
        return msg("{name} is {before} → {after}", name=name, before=before, after=after)
    is_plain = change.of == "setting" or change.aspect in ("estimate", "state")
    aspect = () if is_plain else (_aspect(change),)
    return msg_join(" ", (name, *aspect, before, "→", after))


def cause_text(change: PlanChange, open_: str = "*", close: str = "*") -> str:
    """A change as the reason for something: `*Prepare for the exam* 8w → 9w`."""
    marks = _Marks(open_, close)
    title = marks.title(change.title)
    if change.of == "time":
        return change.title
    if change.of == "check-in":
        return msg("new check-in of {day}", day=change.after)
    if change.kind == "added":
        added = _NEW[change.of](title)
        return msg_join(" ", (added, change.after.removeprefix("~"))) if change.after else added
    if change.kind == "removed":
        return msg("{name} taken out", name=_NOUNS[change.of](title))
    if change.kind == "renamed":
        return f"{marks.title(change.before)} → {title}"
    if change.kind == "moved":
        return msg("{name} moved", name=title)
    if change.aspect == "state":
        return msg_join(" ", (title, change.after or msg("nothing")))
    return _turn(change, change.title if change.of == "setting" else title)


def news_of(change: PlanChange) -> tuple[Message, str] | None:
    """A change for its own sake, with a word for its kind; None where the finish tells it already."""
    if change.of == "check-in":
        return CHECK_IN, f"{change.after} {change.title}"
    if change.aspect == "state" and change.of != "barrier":
        return _state_word(change.before or "", change.after or ""), change.title
    if change.days:
        return None
    if change.kind == "added":
        noun = _NOUNS[change.of](f"*{change.title}*")
        return NEW, msg("{name} (line {line})", name=noun, line=change.line)
    if change.kind == "removed":
        return GONE, _NOUNS[change.of](f"*{change.title}*")
    return RENAMED if change.kind == "renamed" else CHANGED, cause_text(change)


def _turn(change: PlanChange, name: str) -> str:
    """What a value was and is, without the signs of its tag."""
    aspect = () if change.aspect in ("estimate", change.title) else (_aspect(change),)
    before, after = (_unsigned(text or msg("none")) for text in (change.before, change.after))
    return msg_join(" ", (name, *aspect, *(() if change.before is None else (before, "→")), after))


def _unsigned(text: str) -> str:
    return text.removeprefix("~") if text.startswith("~") else text


def _aspect(change: PlanChange) -> str:
    return _ASPECTS.get(change.aspect or "", change.aspect or "")


def _state_word(before: str, after: str) -> Message:
    if after.startswith("under way") and before.startswith("done"):
        return _OPEN_AGAIN
    return next((word for state, word in _STATES.items() if after.startswith(state)), _OPEN_AGAIN)
