"""The checks of times that titles say in plain words, loaded where one does."""

from __future__ import annotations

from plainplan.checks import (
    said_in_words,
    said_otherwise,
)
from plainplan.checks.context import CheckModule

CHECKS: tuple[CheckModule, ...] = (
    said_in_words,
    said_otherwise,
)
