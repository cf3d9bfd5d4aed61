"""Which thing of a draft the words after `after` mean, and the names that are written for it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from plainplan.importing.draft import Draft, Told, Work
from plainplan.lower.slugs import slug
from plainplan.readings import Lexicon
from plainplan.readings.first_look import is_joined
from plainplan.readings.meant import closeness, content

_NAMED = re.compile(r"(?<!\S)\^(?P<name>[\w-]+)")
_MOST_WORDS = 3


def with_orders(draft: Draft, words: Lexicon) -> None:
    """Say in names what waits for what: for the words of each order the one thing that they mean, if there is one."""
    works = draft.works()
    parents = {id(child): one for one in works for child in (*one.steps, *one.goals)}
    for work in works:
        for said, written, sure in work.waits:
            target = _meant(said, work, works, parents, words)
            if target is None:
                continue
            if target not in work.after:
                work.after.append(target)
                draft.told.append(Told(work.line, written, "after:", sure))
                draft.evidence += 0.5
    for work in works:
        work.after = [one for one in work.after if one.mark != "-"]
    _name(works, words)


def _meant(said: str, work: Work, works: Sequence[Work], parents: dict[int, Work], words: Lexicon) -> Work | None:
    """The thing that words mean: the one that has most of them, and few others."""
    around = _around(work, parents)
    own = works.index(work)
    best: list[tuple[float, int, int, Work]] = []
    for place, one in enumerate(works):
        if id(one) in around or one is work or _holds(one, work, parents):
            continue
        close = closeness(said, one.about, words)
        if close:
            best.append((*close, abs(place - own), one))
    best.sort(key=lambda found: found[:3])
    same = [found[3] for found in best if found[:2] == best[0][:2] and found[3].about == best[0][3].about]
    if len(same) > 1:
        near = [one for one in same if parents.get(id(one)) is parents.get(id(work))]
        return near[0] if len(near) == 1 else None
    return best[0][3] if best else None


def _around(work: Work, parents: dict[int, Work]) -> set[int]:
    """What holds a thing."""
    found, one = set[int](), parents.get(id(work))
    while one is not None:
        found.add(id(one))
        one = parents.get(id(one))
    return found


def _holds(one: Work, holder: Work, parents: dict[int, Work]) -> bool:
    return id(holder) in _around(one, parents)


def _name(works: Sequence[Work], words: Lexicon) -> None:
    """Give each thing that something waits for a name, its own where it has one."""
    taken = {"start"}
    for one in works:
        match = _NAMED.search(one.words)
        if match:
            one.name = match["name"]
            taken.add(one.name)
    for work in works:
        for target in work.after:
            if not target.name:
                target.name = _fresh(_short(target, words), taken)
                taken.add(target.name)


def _short(work: Work, words: Lexicon) -> str:
    """The first words of a title that carry meaning."""
    found = content(re.split(r"[(（,，:：、]", work.about.strip(" *_"))[0] or work.about, words) or ("part",)
    text = "-".join(found[:_MOST_WORDS])
    if any(is_joined(letter) for letter in text):
        text = text[:10]
    return slug(text).strip("-") or "part"


def _fresh(name: str, taken: set[str]) -> str:
    fresh, number = name, 2
    while fresh in taken:
        fresh, number = f"{name}-{number}", number + 1
    return fresh
