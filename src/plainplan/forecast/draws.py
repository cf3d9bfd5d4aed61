"""Random draws that follow from the seed, the thing's name and the run's number.

There is no shared stream, so a thing's draws do not depend on what else is in the plan. The generator is SplitMix64,
with a state of its own for each name.
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
    """The random numbers of some runs; `steps` is how many each name has used in each run."""

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
        """A uniform number in [0, 1) for each run."""
        found: Floats = (self._numbers(name) >> np.uint64(11)).astype(np.float64) * 2.0**-53
        return found

    def places(self, name: str, first: int = 0) -> Days:
        """A uniformly chosen index of a quantile, from `first` on, for each run."""
        if not first:
            return (self._numbers(name) >> np.uint64(52)).astype(np.int64)
        return first + (self.chance(name) * (PLACES - first)).astype(np.int64)


def luck_of(seed: int, first: int, last: int) -> Luck:
    """The random numbers of the runs from `first` up to, not including, `last`."""
    return Luck(seed, np.arange(first + 1, last + 1, dtype=np.uint64) * _GOLDEN)


def pert(low: float, likely: float, high: float) -> Floats:
    """The quantiles of the PERT-beta distribution of three points, as fractions of the way from low to high."""
    middle = min(max((likely - low) / (high - low), 0.0), 1.0) if high > low else 0.5
    return _beta_quantiles(round(4 * middle * _FINENESS))


@lru_cache(maxsize=4 * _FINENESS + 1)
def _beta_quantiles(shape: int) -> Floats:
    """Quantiles of the beta distribution with parameters 1 + shape and 5 - shape.

    They are taken at the middle of each of `PLACES` equal parts.
    """
    over = shape / _FINENESS
    grid = np.linspace(0.0, 1.0, 4 * PLACES + 1)
    middles = (grid[1:] + grid[:-1]) / 2
    weights: Floats = middles**over * (1 - middles) ** (4 - over)
    below = np.concatenate(([0.0], np.cumsum(weights)))
    found: Floats = np.interp((np.arange(PLACES) + 0.5) / PLACES, below / below[-1], grid)
    found.setflags(write=False)
    return found
