"""Resolving the names in `after:`, `with:` and `before:`; unknown ones are reported."""

from __future__ import annotations

from functools import cached_property
from typing import cast

from plainplan.diagnostics import Fix, finding, replace
from plainplan.lower.draft import Draft, ThingDraft
from plainplan.lower.names import RESERVED, Names, goals_around
from plainplan.lower.rules import AMBIGUOUS_NAME, START_MEANT, UNKNOWN_NAME, WAITS_FOR_DROPPED, WAITS_FOR_UNSCHEDULED
from plainplan.lower.slugs import slug
from plainplan.messages import msg, msg_or
from plainplan.model import START, Reference
from plainplan.syntax.document import Name, Tag
from plainplan.tuples import NamedTuple
from plainplan.values import Lag, State

_HOW_TO_NAME = msg(
    "a thing is called by its title in small letters with hyphens, or by the name written on it with `^`"
)

# Suggestions compare an unknown name with all names; this bounds the time.
MOST_GUESSES = 20


class NameMatch(NamedTuple):
    """What a name resolves to: a thing or `START`, with its lag; or several candidates."""

    target: int
    lag: Lag | None
    choices: tuple[int, ...] = ()


class Resolver:
    """Resolves names to things; built once for a plan."""

    def __init__(self, draft: Draft, names: Names, states: tuple[State | None, ...]) -> None:
        self._draft = draft
        self._names = names
        self._dropped = _dropped(draft, states)
        self._someday = frozenset(draft.someday_names)
        self._guesses = 0

    def references(self, thing: ThingDraft, key: str) -> tuple[Reference, ...] | None:
        """The references in a thing's `after:`, `with:` or `before:`; None without such a tag."""
        tag = next((one for one in thing.tags if one.key == key and isinstance(one.value, tuple)), None)
        if tag is None:
            return None
        resolved = (self._reference(thing, tag, name) for name in cast("tuple[Name, ...]", tag.value))
        return tuple(reference for reference in resolved if reference is not None)

    def _reference(self, thing: ThingDraft, tag: Tag, name: Name) -> Reference | None:
        found = self._find(thing, name)
        if found is None:
            self._tell_unknown(tag, name)
        elif found.choices:
            self._tell_ambiguous(tag, name, found.choices)
        elif found.target == START and tag.key == "before":
            self._tell_nothing_before(tag, name)
        elif found.target != START and not self._draft.things[found.target].scheduled:
            self._tell_unscheduled(tag, name, msg("a solution without a box, which is never scheduled"))
        else:
            if found.target == START:
                self._tell_if_called_start(thing, tag, name, found.lag)
            is_waiting = tag.key != "before" and thing.index not in self._dropped
            if found.target != START and found.target in self._dropped and is_waiting:
                self._tell_dropped(tag, name, found.target)
            return Reference(found.target, found.lag, name.span)
        return None

    def _find(self, thing: ThingDraft, name: Name) -> NameMatch | None:
        names = self._names
        for text, lag in name.readings:
            if text == RESERVED:
                return NameMatch(START, lag)
            if text in names.repeated and text not in names.written:
                near = self._in_same_goal(thing, text)
                return NameMatch(near[0], lag) if len(near) == 1 else NameMatch(START, lag, tuple(near))
            if text in names.by_id:
                return NameMatch(names.by_id[text], lag)
        return None

    def _in_same_goal(self, thing: ThingDraft, text: str) -> list[int]:
        """The things with that slug in the nearest goal that has any, other than the asking one; else all of them."""
        shared = self._names.repeated[text]
        for goal in goals_around(self._draft, thing):
            near = [index for index in shared.by_goal.get(goal, ())[:3] if index != thing.index]
            if near:
                return near
        return shared.things

    @cached_property
    def _called_start(self) -> tuple[int, ...]:
        """The things whose titles are the reserved name."""
        return tuple(index for index, title in enumerate(self._names.titles) if slug(title) == RESERVED)

    def _tell_if_called_start(self, thing: ThingDraft, tag: Tag, name: Name, lag: Lag | None) -> None:
        """Report that `start` means the plan's start where something else is titled so."""
        other = next((index for index in self._called_start if index not in (thing.index, thing.parent)), None)
        if other is None:
            return
        instead = self._names.ids[other]
        message = msg(
            "`{key}:{text}` means the start of what holds this, and not “{title}” (line {line})",
            key=tag.key,
            text=name.text,
            title=self._names.titles[other],
            line=self._line(instead),
        )
        fix = replace(name.span, instead + (lag.text if lag else ""), safe=False)
        help = msg(
            "that one is called `{instead}`: write `{key}:{instead}` to wait for it", instead=instead, key=tag.key
        )
        self._draft.found.append(finding(START_MEANT, name.span, message, help=help, fix=fix))

    def _tell_unknown(self, tag: Tag, name: Name) -> None:
        text = name.readings[-1][0]
        if any(reading in self._someday for reading, _ in name.readings):
            self._tell_unscheduled(tag, name, msg("an idea in Someday, which is never scheduled"))
        elif any(reading in self._names.barriers for reading, _ in name.readings):
            self._tell_unscheduled(tag, name, msg("a barrier, which is never scheduled"))
        else:
            guess = self._guess(name)
            help = (
                msg("did you mean `{name}` (line {line})?", name=guess[0], line=self._line(guess[0]))
                if guess
                else _HOW_TO_NAME
            )
            self._draft.found.append(
                finding(
                    UNKNOWN_NAME,
                    name.span,
                    msg("`{key}:{text}` names nothing in this plan", key=tag.key, text=name.text),
                    label=msg("no goal or step is called `{text}`", text=text),
                    help=help,
                    fix=guess[1] if guess else None,
                )
            )

    def _guess(self, name: Name) -> tuple[str, Fix] | None:
        """The name that was probably meant, with a fix; safe where only case differs."""
        from plainplan.lower.closest import closest, folded  # few names mean nothing

        self._guesses += 1
        if self._guesses > MOST_GUESSES:
            return None
        for text, lag in name.readings:
            near = closest(text, self._names.by_id) or self._by_title(text)
            if near and (len(near) == 1 or folded(near[0]) == folded(text)):
                written = near[0] + (lag.text if lag else "")
                return near[0], replace(name.span, written, safe=folded(near[0]) == folded(text))
        return None

    def _by_title(self, text: str) -> list[str]:
        """Ids of things whose title starts with `text`, or equals it while another id is written on them."""
        from plainplan.lower.closest import folded

        wanted = folded(slug(text))
        if len(wanted) < 3:
            return []
        pairs = zip(self._names.titles, self._names.ids, strict=True)
        return [name for title, name in pairs if slug(title).startswith(wanted)][:2]

    def _tell_ambiguous(self, tag: Tag, name: Name, choices: tuple[int, ...]) -> None:
        names = [self._names.ids[index] for index in choices[:3]]
        ids = [msg("`{name}` (line {line})", name=name, line=self._line(name)) for name in names]
        self._draft.found.append(
            finding(
                AMBIGUOUS_NAME,
                name.span,
                msg(
                    "`{key}:{text}` may mean any of {count} things of that name",
                    key=tag.key,
                    text=name.text,
                    count=len(choices),
                ),
                label=msg("which one?"),
                help=msg("write {ids}, or give the one that is meant a name of its own with `^`", ids=msg_or(ids)),
            )
        )

    def _tell_nothing_before(self, tag: Tag, name: Name) -> None:
        self._draft.found.append(
            finding(
                UNKNOWN_NAME,
                name.span,
                msg("`{key}:{text}` names nothing that could wait", key=tag.key, text=name.text),
                label=msg("nothing comes before the start of what holds a thing"),
                help=msg("name a goal or step, or write `after:start` to begin at once"),
            )
        )

    def _tell_unscheduled(self, tag: Tag, name: Name, what: str) -> None:
        self._draft.found.append(
            finding(
                WAITS_FOR_UNSCHEDULED,
                name.span,
                msg("`{key}:{text}` waits for {what}", key=tag.key, text=name.text, what=what),
                label=msg("this never takes place on a date"),
                help=msg("wait for a goal, a step, or a solution that has a box"),
            )
        )

    def _tell_dropped(self, tag: Tag, name: Name, target: int) -> None:
        self._draft.found.append(
            finding(
                WAITS_FOR_DROPPED,
                name.span,
                msg("`{key}:{text}` waits for something that is dropped", key=tag.key, text=name.text),
                label=msg("dropped on line {line}", line=self._line(self._names.ids[target])),
                help=msg("it now waits for what the dropped one waited for; name something else, or take the tag out"),
            )
        )

    def _line(self, name: str) -> int:
        thing = self._draft.things[self._names.by_id[name]]
        return self._draft.source.position(thing.origin.start).line


def _dropped(draft: Draft, states: tuple[State | None, ...]) -> frozenset[int]:
    """Things that are dropped, by themselves or with their parents; parents precede their contents."""
    found: set[int] = set()
    for thing, state in zip(draft.things, states, strict=True):
        if state is State.DROPPED or thing.parent in found:
            found.add(thing.index)
    return frozenset(found)
