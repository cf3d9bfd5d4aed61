"""Luck: what a run has in store for a thing follows from the seed, the thing's name and the run's number.

No stream of numbers is shared, so what is drawn for one thing does not depend on what else is in the plan.
The numbers are those of SplitMix64, started at a place of its own for each name.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from plainplan.forecast.days import Days
from plainplan.tuples import NamedTuple

PLACES = 4096
"""How many quantiles a distribution is kept as."""

Floats = NDArray[np.float64]

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_FINENESS = 256  # shapes are kept to so many parts of a unit


class Luck(NamedTuple):
    """The luck of some runs; `steps` is how far each of them is along the sequence of a name."""

    seed: int
    steps: NDArray[np.uint64]

    def _numbers(self, name: str) -> NDArray[np.uint64]:
        digest = blake2b(f"{self.seed}\n{name}".encode("utf-8", "surrogatepass"), digest_size=8).digest()
        mixed = self.steps + np.uint64(int.from_bytes(digest, "big"))
        mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        found: NDArray[np.uint64] = mixed ^ (mixed >> np.uint64(31))
        return found

    def chance(self, name: str) -> Floats:
        """A number from 0 to 1 a run, 1 not included."""
        found: Floats = (self._numbers(name) >> np.uint64(11)).astype(np.float64) * 2.0**-53
        return found

    def places(self, name: str, first: int = 0) -> Days:
        """The number of a quantile a run, each from `first` on as likely as the other."""
        if not first:
            return (self._numbers(name) >> np.uint64(52)).astype(np.int64)
        return first + (self.chance(name) * (PLACES - first)).astype(np.int64)


def luck_of(seed: int, first: int, last: int) -> Luck:
    """The luck of the runs from `first` to `last`, not included."""
    return Luck(seed, np.arange(first + 1, last + 1, dtype=np.uint64) * _GOLDEN)


def pert(low: float, likely: float, high: float) -> Floats:
    """The quantiles, as parts of the way from low to high, of the PERT-beta distribution of three points."""
    middle = min(max((likely - low) / (high - low), 0.0), 1.0) if high > low else 0.5
    return _beta_quantiles(round(4 * middle * _FINENESS))


@lru_cache(maxsize=4 * _FINENESS + 1)
def _beta_quantiles(shape: int) -> Floats:
    """The quantiles of the beta distribution with 1 + shape and 5 - shape, in the middle of each of `PLACES` parts."""
    over = shape / _FINENESS
    grid = np.linspace(0.0, 1.0, 4 * PLACES + 1)
    middles = (grid[1:] + grid[:-1]) / 2
    weights: Floats = middles**over * (1 - middles) ** (4 - over)
    below = np.concatenate(([0.0], np.cumsum(weights)))
    found: Floats = np.interp((np.arange(PLACES) + 0.5) / PLACES, below / below[-1], grid)
    found.setflags(write=False)
    return found
