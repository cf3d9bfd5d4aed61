"""Histograms of end days over runs: what is kept of a block of runs."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from plainplan.forecast.days import Days
from plainplan.forecast.result import Odds


@dataclass(slots=True)
class EndCounts:
    """How many runs ended on each day, from `first` on."""

    first: int = 0
    counts: Days = field(default_factory=lambda: np.zeros(0, dtype=np.int64))

    def add(self, days: Days, runs: int) -> None:
        """Count the end days of a number of runs; an array of one day stands for all of them."""
        low, high = int(days.min()), int(days.max())
        self._make_room(low, high)
        weight = runs if len(days) == 1 else 1
        self.counts += np.bincount(days - self.first, minlength=len(self.counts)) * weight

    def _make_room(self, low: int, high: int) -> None:
        if not len(self.counts):
            self.first = low
        before = max(0, self.first - low)
        after = max(0, high - (self.first + len(self.counts) - 1))
        if before or after:
            self.counts = np.pad(self.counts, (before, after))
            self.first -= before

    def odds(self) -> Odds:
        return Odds(self.first, tuple(self.counts.tolist()))
