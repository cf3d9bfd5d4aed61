"""Which thing of a draft the words after `after` mean, and the names that are written for it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from plainplan.importing.draft import Draft, Told, Work
from plainplan.lower.slugs import slug
from plainplan.readings import Lexicon
from plainplan.readings.lexicon import is_joined
from plainplan.readings.straight import straight

_NAMED = re.compile(r"(?<!\S)\^(?P<name>[\w-]+)")
_WORD = re.compile(r"[^\W_]+")
_HEAD = re.compile(r"\s*[,(（：:、]|\s-\s")
_STEM = 4
_MOST_WORDS = 3
_ENOUGH = 0.6


def with_orders(draft: Draft, words: Lexicon) -> None:
    """Say in names what waits for what: for the words of each order the one thing that they mean, if there is one."""
    works = draft.works()
    parents = {id(child): one for one in works for child in (*one.steps, *one.goals)}
    known = {id(one): _content(one.about, words) for one in works}
    for work in works:
        for said, written, sure in work.waits:
            target = _meant(said, work, works, parents, known, words)
            if target is None:
                continue
            if target not in work.after:
                work.after.append(target)
                draft.told.append(Told(work.line, written, "after:", sure))
                draft.evidence += 0.5
    for work in works:
        work.after = [one for one in work.after if one.mark != "-"]
    _name(works, words)


def _content(text: str, words: Lexicon) -> tuple[str, ...]:
    """The words of a text that carry meaning; of scripts without blanks, the text."""
    common = {one for one in words.own("common") if len(one) < _STEM}
    found = [one for one in _WORD.findall(straight(text)) if one not in common]
    return tuple(found)


def _meant(
    said: str,
    work: Work,
    works: Sequence[Work],
    parents: dict[int, Work],
    known: dict[int, tuple[str, ...]],
    words: Lexicon,
) -> Work | None:
    """The thing that words mean: the one that has most of them, and few others."""
    wanted = _content(said, words)
    if not wanted:
        return None
    around = _around(work, parents)
    best: list[tuple[float, int, int, Work]] = []
    own = works.index(work)
    for place, one in enumerate(works):
        if id(one) in around or one is work or _holds(one, work, parents):
            continue
        share = _share(wanted, known[id(one)], said, one.about)
        if share >= _ENOUGH:
            head = _content(_HEAD.split(one.about)[0], words)
            starts = bool(head) and _alike(head[0], wanted[0])
            best.append((-share, len(head or known[id(one)]) - starts, abs(place - own), one))
    if not best:
        return None
    best.sort(key=lambda found: found[:3])
    if len(best) > 1 and best[0][:2] == best[1][:2] and best[0][3].about == best[1][3].about:
        same = [found for found in best if found[:2] == best[0][:2]]
        near = [found for found in same if parents.get(id(found[3])) is parents.get(id(work))]
        return near[0][3] if len(near) == 1 else None
    return best[0][3]


def _around(work: Work, parents: dict[int, Work]) -> set[int]:
    """What holds a thing."""
    found, one = set[int](), parents.get(id(work))
    while one is not None:
        found.add(id(one))
        one = parents.get(id(one))
    return found


def _holds(one: Work, holder: Work, parents: dict[int, Work]) -> bool:
    return id(holder) in _around(one, parents)


def _share(wanted: Sequence[str], have: Sequence[str], said: str, about: str) -> float:
    """How much of what is waited for a title has, by words that begin alike."""
    if any(is_joined(letter) for letter in said):
        return _joined_share(said, about)
    hits = sum(any(_alike(word, other) for other in have) for word in wanted)
    if hits < len(wanted) and hits < 2 and len(wanted) > 1:
        return hits / len(wanted) if len(wanted) == 2 and len(max(wanted, key=len)) > 5 and hits else 0.0
    return hits / len(wanted)


def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    if one.isdecimal() or other.isdecimal():
        return False
    size = max(_STEM, min(len(one), len(other)) - 2)
    return len(one) >= _STEM and len(other) >= _STEM and one[:size] == other[:size]


def _joined_share(said: str, about: str) -> float:
    """Of scripts without blanks: how much of the words stands together in a title."""
    said, about = "".join(_WORD.findall(straight(said))), "".join(_WORD.findall(straight(about)))
    if not said:
        return 0.0
    longest = 0
    for start in range(len(said)):
        while start + longest < len(said) and said[start : start + longest + 1] in about:
            longest += 1
    return longest / len(said) if longest > 1 or len(said) == 1 else 0.0


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
    content = _content(re.split(r"[(（,，:：、]", work.about.strip(" *_"))[0] or work.about, words) or ("part",)
    text = "-".join(content[:_MOST_WORDS])
    if any(is_joined(letter) for letter in text):
        text = text[:10]
    return slug(text).strip("-") or "part"


def _fresh(name: str, taken: set[str]) -> str:
    fresh, number = name, 2
    while fresh in taken:
        fresh, number = f"{name}-{number}", number + 1
    return fresh
