"""Small tables of occupations from which the samples of the checks about them are made."""

from __future__ import annotations

_HEAD = (
    "# Find work that suits me\n\n## Occupations\n\n"
    "| Occupation | Stage | Education | Earnings |\n| --- | --- | --- | --- |\n"
)
_REST = (
    "\n## Primary objective\n\n### Find a first post ~6m\n\n- [ ] Apply ~5m\n"
    "- Barrier: no experience\n  - Solution: volunteer ~1m\n"
)


def table(*rows: str) -> str:
    """A plan with these rows in its table: `name | stage | education | earnings`."""
    return _HEAD + "".join(f"| {row} |\n" for row in rows) + _REST


def candidates(number: int) -> tuple[str, ...]:
    """So many rows that nothing is known about yet."""
    return tuple(f"Occupation {letter} | candidate | |" for letter in "ABCDEFGHIJKLMNOPQRST"[:number])


SHORTLIST = ("Nurse | shortlist | BSN | 86000", "Paramedic | shortlist | certificate | 53000")
CHOSEN = "Technician | chosen | diploma | 48000"
