"""A draft as the text of a plan."""

from __future__ import annotations

import re

from plainplan.importing.draft import Draft, Risk, Work
from plainplan.lower.vocabulary import section_name
from plainplan.model import SectionKind
from plainplan.values import Horizon

_HEADINGS = (
    ("", "Goals"),
    ("short", "Short-term goals"),
    ("long", "Long-term goals"),
    ("primary", "Primary objective"),
)
_TAG_ORDER = ("duration", "on", "start", "due", "every", "done", "cost")
_DEEPEST = 6
_OWN = {"": Horizon.SHORT, "short": Horizon.SHORT, "long": Horizon.LONG, "primary": Horizon.PRIMARY}


def written(draft: Draft, front: str, lang: str) -> str:
    """The text of the plan."""
    parts = [_front(draft, front)]
    parts += [f"# {_line(draft.title)}"] if draft.title else []
    parts += [one for one in draft.intro if one.strip()]
    for horizon, heading in _HEADINGS:
        parts += _section(draft, horizon, heading, lang)
    for kind, heading in (("occupations", "Occupations"), ("someday", "Someday")):
        texts = [text for one, found in draft.sections if one == kind for text in found]
        if texts:
            parts += [
                f"## {heading}",
                *(text for text in texts if text.strip() and text.strip().casefold() != heading.casefold()),
            ]
    if draft.checkins:
        entries = [
            f"- {day}: {text}" + "".join(f"\n{_indented(one, 2)}" for one in more) for day, text, more in draft.checkins
        ]
        parts += ["## Check-ins", "\n".join(entries)]
    notes = [one for one in draft.notes if one.strip()] + ([", ".join(draft.called)] if draft.called else [])
    if notes:
        parts += ["## Notes", *notes]
    return "\n\n".join(part.rstrip("\n") for part in parts if part) + "\n"


def _front(draft: Draft, front: str) -> str:
    new = [f"{key}: {value}" for key, value in draft.settings.items()]
    if not new:
        return front.rstrip("\n")
    if not front.strip():
        return "\n".join(["---", *new, "---"])
    body = front.rstrip("\n").rsplit("\n", 1)[0]
    return "\n".join([body, *new, "---"])


def _section(draft: Draft, horizon: str, heading: str, lang: str) -> list[str]:
    goals = draft.goals[horizon]
    texts = [text for one, found in draft.sections if one == horizon for text in found]
    if not goals and not texts:
        return []
    if not goals:
        return []
    own = next((text for text in texts if _is_own(text, horizon, lang)), None)
    parts = [f"## {own or heading}"]
    parts += [_line(text) if "\n" not in text else text for text in texts if text is not own and text != heading]
    items = [one for one in goals if not one.is_heading]
    if items:
        parts.append("\n".join(line for one in items for line in _item(one)))
    for one in goals:
        if one.is_heading:
            parts += _goal(one, 3)
    return parts


def _is_own(text: str, horizon: str, lang: str) -> bool:
    """Whether a heading of the notes is one that the format reads as this section."""
    name = section_name(text, lang)
    return name is not None and name.kind is SectionKind.GOALS and name.horizon is (_OWN[horizon] if horizon else None)


def _goal(work: Work, level: int) -> list[str]:
    """A goal as a heading, with what is in it."""
    box = f"[{work.mark}] " if work.mark != " " else ""
    parts = [f"{'#' * level} {box}{_line(work.words)}{_tags(work)}{_comment(work)}"]
    parts += [one if "\n" in one else _plain(one) for one in work.notes if one.strip()]
    lines = [line for step in work.steps for line in _item(step)]
    lines += [line for risk in work.barriers for line in _risk(risk)]
    if level == _DEEPEST:
        lines += [line for goal in work.goals for line in _item(goal)]
    parts += ["\n".join(lines)] if lines else []
    for goal in work.goals if level < _DEEPEST else ():
        parts += _goal(goal, level + 1)
    return parts


def _item(work: Work) -> list[str]:
    """A step, or a goal in a list, with what is nested in it."""
    lines, waiting = list[str](), [(work, 0)]
    while waiting:
        one, depth = waiting.pop()
        sign = "1. " if one.numbered else "- "
        lines.append(f"{' ' * depth}{sign}[{one.mark}] {_line(one.words)}{_tags(one)}{_comment(one)}")
        inner = depth + len(sign)
        for note in one.notes:
            lines += _note(note, inner)
        for risk in one.barriers:
            lines += [f"{' ' * inner}{line}" for line in _risk(risk)]
        waiting += [(step, inner) for step in reversed([*one.steps, *one.goals])]
    return lines


def _note(note: str, depth: int) -> list[str]:
    text = note if re.match(r"(?:[-*+]|\d+[.)])\s", note) else f"- {note}"
    if "```" in text or "|" in text.split("\n")[0][:2]:
        text = note
    return [f"{' ' * depth}{line}" if line else "" for line in text.split("\n")]


def _risk(risk: Risk) -> list[str]:
    lines = [f"- Barrier: {_line(risk.words)}", *(f"  - Solution: {_line(one)}" for one in risk.solutions)]
    for note in risk.notes:
        lines += _note(note, 2)
    return lines


def _plain(note: str) -> str:
    """A line that stays text under a heading, whatever it begins with."""
    match = re.match(r"(?:[-*+]\s+|(\d+)[.)]\s+)(?:\[.\]\s+)?(?P<rest>.*)$", note)
    return match["rest"] if match else note


def _tags(work: Work) -> str:
    tags = [_tag(kind, work.tags[kind]) for kind in _TAG_ORDER if kind in work.tags]
    if work.after:
        tags.append("after:" + ",".join(dict.fromkeys(one.name for one in work.after)))
    if "who" in work.tags:
        tags.append(f"@{work.tags['who'].lower()}")
    if work.name and f"^{work.name}" not in work.words:
        tags.append(f"^{work.name}")
    return "".join(f" {tag}" for tag in tags)


def _tag(kind: str, value: str) -> str:
    return f"~{value}" if kind == "duration" else f"{kind}:{value}"


def _comment(work: Work) -> str:
    text = re.sub(r"-{2,}", "-", work.comment).replace(">", "")
    return f" <!-- {text} -->" if text.strip() else ""


def _line(text: str) -> str:
    return " ".join(text.split()).rstrip("#").rstrip() if text.rstrip().endswith(" #") else " ".join(text.split())


def _indented(text: str, depth: int) -> str:
    return "\n".join(f"{' ' * depth}{line}" for line in text.split("\n"))
