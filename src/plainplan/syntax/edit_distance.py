"""Edit distance between words."""

from __future__ import annotations


def distance(one: str, other: str, most: int, change: int = 1) -> int:
    """The optimal string alignment distance: letters left out, added, changed or swapped.

    A changed letter costs `change`. The result is `most + 1` for anything above `most`.
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before_last: list[int] = []
    last = list(range(len(other) + 1))
    for row, char in enumerate(one, 1):
        current = [row]
        for column, match in enumerate(other, 1):
            cost = min(last[column] + 1, current[-1] + 1, last[column - 1] + (change if char != match else 0))
            if row > 1 and column > 1 and char == other[column - 2] and one[row - 2] == match:
                cost = min(cost, before_last[column - 2] + 1)
            current.append(cost)
        if min(current) > most:
            return most + 1
        before_last, last = last, current
    return min(last[-1], most + 1)
