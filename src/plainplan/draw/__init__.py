"""The timeline as marks: pure functions from rows of days to places in percent, with no words of their own."""

from __future__ import annotations
