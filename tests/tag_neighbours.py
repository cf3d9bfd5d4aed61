"""What stands near each tag's grammar: each of its parts missing, doubled, huge, in other digits, with other signs."""

from __future__ import annotations

import random
from collections.abc import Iterator

GRAMMARS: tuple[tuple[str, ...], ...] = (
    ("~", "6", "w"),
    ("~", "1", ".", "5", "w"),
    ("~", "1", "y", "6", "m"),
    ("~", "4", "-", "8", "w"),
    ("~", "2", "w", "-", "3", "m"),
    ("~", "4", "/", "6", "/", "9", "m"),
    ("~", "4", "d", "/", "6", "w", "/", "9", "m"),
    ("^", "teas"),
    ("after", ":", "teas"),
    ("after", ":", "teas", ",", "visit", "+", "2", "w"),
    ("with", ":", "teas", "-", "3", "d"),
    ("before", ":", "teas", ",", "visit"),
    ("start", ":", "2027", "-", "01", "-", "15"),
    ("since", ":", "2026", "-", "09"),
    ("done", ":", "2026", "-", "09", "-", "12"),
    ("done", ":", "40", "%"),
    ("on", ":", "2026", "-", "12", "-", "05"),
    ("due", ":", "2027"),
    ("every", ":", "2", "w"),
    ("risk", ":", "medium"),
    ("risk", ":", "40", "%", "->", "10", "%"),
    ("cost", ":", "1200", ".", "50"),
    ("@", "sam"),
    ("#", "health"),
)
"""A tag of each kind and form, in its parts."""

SETTINGS: tuple[tuple[str, ...], ...] = (
    ("start", ": ", "2026", "-", "11", "-", "01"),
    ("finish", ": ", "2031", "-", "06"),
    ("pace", ": ", "20", "h", "/", "week"),
    ("workdays", ": ", "mon", "-", "fri"),
    ("away", ": ", "2027", "-", "07", "-", "01", "..", "2027", "-", "07", "-", "14"),
    ("remind", ": ", "[", "1", "w", ", ", "1", "d", "]"),
    ("review", ": ", "weekly", " on ", "sunday"),
    ("focus", ": ", "2"),
    ("currency", ": ", "EUR"),
    ("paper", ": ", "a4"),
    ("lang", ": ", "en"),
    ("ignore", ": ", "P", "204"),
    ("visibility", ": ", "overview"),
)

PLACES: dict[str, str] = {
    "heading": "---\nstart: 2026-11-01\n---\n\n# T\n\n## Goals\n\n### A {}\n\n- [ ] x ~1w\n",
    "title": "---\nstart: 2026-11-01\n---\n\n# T {}\n\n## Goals\n\n### A\n\n- [ ] x ~1w\n",
    "step": "---\nstart: 2026-11-01\n---\n\n# T\n\n## Goals\n\n### A\n\n- [ ] x {}\n- [ ] {} teas ^teas\n- visit\n",
    "nested step": "# T\n\n## Goals\n\n### A\n\n- [ ] x\n  - [/] y {}\n    - [x] z {}\n",
    "barrier": "# T\n\n## Goals\n\n### A ~3m\n\n- Barrier: no time {}\n  - Solution: before work\n",
    "solution": "# T\n\n## Goals\n\n### A ~3m\n\n- Barrier: no time ~1w\n  - Solution: before work {}\n",
    "occupation": "# T\n\n## Occupations\n"
    "\n| Occupation | Status | Pay {} |\n| --- | --- | --- |\n| Nurse {} | chosen | "
    "{} |\n\n## Goals\n\n### A ~3m\n",
    "check-in": "# T\n\n## Goals\n\n### A ~3m\n\n## Check-ins\n\n- 2026-11-01 {}: well\n- {} @sam: well {}\n",
    "prose": "# T\n\n{} is what\nI say, {}\n\n## Origin\n\n- {}\n",
}
"""Where a tag may be written; `{}` is where it goes."""

_DIGITS = ("٠١٢٣٤٥٦٧٨٩", "０１２３４５６７８９", "⁰¹²³⁴⁵⁶⁷⁸⁹", "₀₁₂₃₄₅₆₇₈₉", "०१२३४५६७८९", "⓪①②③④⑤⑥⑦⑧⑨")
_SIGNS = ("-", "–", "—", "−", "+", "/", "//", "%", ":", "::", "~", ".", ",", "..", "->", "→", "^", "@", "(", "|", "\\")
_LETTERS = ("", "W", "wk", "ｗ", "µ", "ß", "İ", "q", "w" * 300, "e\u0301", "\u200b", "x" + "\u0300" * 40)


def variants(part: str) -> Iterator[str]:
    """What could stand in the place of a part: nothing, it twice, more of it, other digits, other signs."""
    yield ""
    yield part * 2
    if part.isdecimal():
        yield from ("0", "00", "-1", "9" * 10, "9" * 31, "9" * 5000, "1e9", "0x1", "1_0", "1.5.5", "Ⅷ", "½")
        yield from (part.translate(dict(zip(map(ord, "0123456789"), other, strict=True))) for other in _DIGITS)
    elif part.isalpha():
        yield from _LETTERS
    else:
        yield from _SIGNS


def neighbours(parts: tuple[str, ...]) -> Iterator[str]:
    """A grammar with one part changed, each part in each way."""
    for at, part in enumerate(parts):
        for other in dict.fromkeys(variants(part)):
            yield "".join((*parts[:at], other, *parts[at + 1 :]))
    for end in range(1, len(parts)):
        yield "".join(parts[:end])
        yield "".join(parts[end:])


def all_neighbours(grammars: tuple[tuple[str, ...], ...] = GRAMMARS) -> list[str]:
    return list(dict.fromkeys(word for parts in grammars for word in neighbours(parts) if word.strip()))


def far_neighbour(grammars: tuple[tuple[str, ...], ...], pick: random.Random) -> str:
    """A grammar with up to three parts changed."""
    parts = list(pick.choice(grammars))
    for at in pick.sample(range(len(parts)), min(len(parts), pick.randint(1, 3))):
        parts[at] = pick.choice(list(variants(parts[at])))
    return "".join(parts)


def in_place(place: str, word: str) -> str:
    return PLACES[place].replace("{}", word)


def with_settings(*lines: str) -> str:
    """A plan with these lines as its front matter."""
    return "---\n" + "\n".join(lines) + "\n---\n\n# T\n\n## Goals\n\n### A\n\n- [ ] x ~1w\n"


def random_neighbour(seed: int) -> str:
    """A plan with far neighbours in its places and its front matter; the same seed gives the same one."""
    pick = random.Random(seed)
    if pick.random() < 0.2:
        return with_settings(*(far_neighbour(SETTINGS, pick) for _ in range(pick.randint(1, 4))))
    text = PLACES[pick.choice(list(PLACES))]
    while "{}" in text:
        text = text.replace("{}", " ".join(far_neighbour(GRAMMARS, pick) for _ in range(pick.randint(1, 3))), 1)
    return text
