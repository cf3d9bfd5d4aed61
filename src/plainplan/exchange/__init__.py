"""A plan for other programs: one neutral table of rows, and a module for each format that is made of it."""

from __future__ import annotations

REPORT_MARK = "<!-- Made by plainplan from "
"""How the last line of a report in Markdown begins, by which it is told from a plan."""
