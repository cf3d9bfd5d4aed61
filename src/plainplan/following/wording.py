"""A change in words: one table says how a list of changes, the reason of a moved finish and a watch tell each kind."""

from __future__ import annotations

from plainplan.following.changes import PlanChange
from plainplan.tuples import NamedTuple


class Wording(NamedTuple):
    """The words for a change in a list, as a cause, and as news."""

    line: str
    cause: str
    word: str
    news: str


WORDINGS = {
    "time": Wording("{name}", "{name}", "changed", "{name}"),
    "check-in": Wording("new check-in of {after}: {name}", "new check-in of {after}", "check-in", "{after} {name}"),
    "added": Wording("new {of} {title}{value}{inside}", "new {of} {title}{bare}", "new", "{of} {title} (line {line})"),
    "removed": Wording("{of} {title} is gone{inside}", "{of} {title} taken out", "gone", "{of} {title}"),
    "renamed": Wording("{kind}{old} is now called {title}", "{old} → {title}", "renamed", "{old} → {title}"),
    "moved": Wording("{kind}{title} moved{place}", "{title} moved", "changed", "{title} moved"),
    "state": Wording("{kind}{title} {before} → {after}", "{title} {after}", "{state}", "{name}"),
    "state of a barrier": Wording("{kind}{title} {before} → {after}", "{title} {after}", "changed", "{title} {after}"),
    "changed": Wording("{kind}{title} {aspect}{before} → {after}", "{turn}", "changed", "{turn}"),
}  # fmt: skip
"""By what is told, or by the kind of change."""

_ASPECTS = {"waits": "waits for ", "scheduled": "is ", "numbered": "is ", "estimate": ""}
_STATES = {"done": "done", "under way": "started", "dropped": "dropped"}


def change_text(change: PlanChange, open_: str = "*", close: str = "*") -> str:
    """A change as a line, titles between marks: `*Prepare* ~8w → ~14w`."""
    return _filled(_wording(change).line, change, open_, close)


def cause_text(change: PlanChange, open_: str = "*", close: str = "*") -> str:
    """A change as the reason for something: `*Prepare for the exam* 8w → 9w`."""
    return _filled(_wording(change).cause, change, open_, close)


def news_of(change: PlanChange) -> tuple[str, str] | None:
    """A change for its own sake, with a word for its kind; None where the finish tells it already."""
    wording = _wording(change)
    if change.days and wording.word not in ("check-in", "{state}"):
        return None
    return _filled(wording.word, change), _filled(wording.news, change)


def _wording(change: PlanChange) -> Wording:
    if change.aspect == "state":
        return WORDINGS["state of a barrier" if change.of == "barrier" else "state"]
    return WORDINGS[change.of if change.of in WORDINGS else change.kind]


def _filled(text: str, change: PlanChange, open_: str = "*", close: str = "*") -> str:
    """A wording with what it asks for."""

    def marked(title: str | None) -> str:
        return f"{open_}{title}{close}"

    is_setting = change.of == "setting"
    aspect = "" if is_setting else _ASPECTS.get(change.aspect or "", f"{change.aspect} ")
    place = (
        f" from {marked(change.before)} to {marked(change.after)}"
        if change.before
        else " to another place in the order"
    )
    fills = {
        "name": change.title,
        "title": f"`{change.title}:`" if is_setting else marked(change.title),
        "of": change.of,
        "kind": "" if change.of == "step" else f"{change.of} ",
        "line": str(change.line),
        "old": marked(change.before),
        "before": change.before or "nothing",
        "after": change.after or "nothing",
        "value": f" {change.after}" if change.after else "",
        "bare": f" {change.after.removeprefix('~')}" if change.after else "",
        "inside": f" with {', '.join(map(marked, change.within))}" if change.within else "",
        "place": place if change.before else " to another place in the order",
        "aspect": aspect,
        "state": _state_word(change.before or "", change.after or ""),
        "turn": _turn(change, change.title if is_setting else marked(change.title)),
    }
    return text.format_map(fills)


def _turn(change: PlanChange, name: str) -> str:
    """What a value was and is, without the signs of its tag."""
    aspect = "" if change.aspect in ("estimate", change.title) else f"{change.aspect} "
    before, after = ((text or "none").removeprefix("~") for text in (change.before, change.after))
    return f"{name} {aspect}{after}" if change.before is None else f"{name} {aspect}{before} → {after}"


def _state_word(before: str, after: str) -> str:
    if after.startswith("under way") and before.startswith("done"):
        return "open again"
    return next((word for state, word in _STATES.items() if after.startswith(state)), "open again")
