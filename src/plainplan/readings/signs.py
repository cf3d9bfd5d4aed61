"""Signs that say how far something is: `✓`, `🚧`, `❌`, `⬜`."""

from __future__ import annotations

SIGNS = {
    "x": "✓✔✅☑🗹🏁",
    "/": "🚧🔄⏳🏃🟡🔨🔃🕐▶🤓📖🟠",
    "-": "❌🚫🗑✖✗✘",
    " ": "⬜☐🔲🔜◻▢",
}
"""By the mark of a box that they stand for."""

MARKS = "".join(SIGNS.values())
