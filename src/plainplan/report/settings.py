"""Where each setting of a plan comes from, as `plan status --settings` tells it: the plan, its folder, or neither."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from plainplan.compile import Compilation
from plainplan.defaults import Defaults
from plainplan.lower.folder import FRONT_MATTER, OWN, place_of
from plainplan.lower.settings import READERS
from plainplan.messages import msg
from plainplan.report.excerpt import columns_of
from plainplan.report.style import Style
from plainplan.safe_text import safe_text
from plainplan.source import Source
from plainplan.tuples import NamedTuple
from plainplan.words import Words, words_for

FORMAT = "plainplan-settings/1"

_OURS = {"pace": "7h/week", "workdays": "every day", "lang": "en", "paper": "a4", "strict": "false"}
"""What holds where nobody says anything; for all other settings that is nothing."""


class SettingRow(NamedTuple):
    """A setting: its value as it is written, where that stands (`plan`, `folder` or `default`), the file and line."""

    key: str
    value: str
    origin: str
    file: str | None = None
    line: int | None = None

    @property
    def place(self) -> str:
        return f"{self.file}:{self.line}"


def setting_rows(compilation: Compilation, folder: Source | None) -> tuple[SettingRow, ...]:
    """Every setting that a plan has, in a fixed order; `folder` is the text of the `plan.toml` that holds for it."""
    written = {entry.key: entry for entry in compilation.document.front_matter if entry.key in READERS}
    return tuple(
        _of_plan(compilation, key, ", ".join(value.text.strip() for value in entry.values), entry.key_span.start)
        if (entry := written.get(key)) and any(value.text.strip() for value in entry.values)
        else _of_folder(compilation.defaults, key, folder)
        for key in dict.fromkeys((*READERS, *OWN))
    ) + tuple(
        _of_folder(compilation.defaults, key, folder)
        for key in ("ignore",)
        if key in written and compilation.defaults.ignore
    )


def _of_plan(compilation: Compilation, key: str, value: str, at: int) -> SettingRow:
    source = compilation.source
    return SettingRow(key, value, "plan", source.name, source.position(at).line)


def _of_folder(defaults: Defaults, key: str, folder: Source | None) -> SettingRow:
    value = ", ".join(defaults.texts(key)) if key in FRONT_MATTER else _own(defaults, key)
    if not value or folder is None:
        return SettingRow(key, _OURS.get(key, ""), "default")
    line = folder.position(place_of(folder, key).start).line
    return SettingRow(key, value, "folder", folder.name, line)


def _own(defaults: Defaults, key: str) -> str:
    value = getattr(defaults, key) if key in OWN else ""
    if isinstance(value, bool):
        return "true" if value else ""
    return value if isinstance(value, str) else ", ".join(value or ())


Rows = Sequence[tuple[Compilation, tuple[SettingRow, ...]]]


def settings_lines(plans: Rows, style: Style, words: Words | None = None) -> Iterator[str]:
    """A line a setting, under the plan's name where there are several plans. In English unless other words are
    given."""
    words = words or words_for("en")
    none, ours = words.tell(msg("none")), words.tell(msg("default"))
    for number, (compilation, rows) in enumerate(plans):
        if len(plans) > 1:
            yield from ([""] if number else [])
            yield style.paint(safe_text(compilation.source.name), "bold")
        width = max(len(row.key) for row in rows)
        widest = min(max(columns_of(safe_text(row.value or none)) for row in rows), 40)
        for row in rows:
            value = safe_text(row.value) or none
            place = ours if row.file is None else safe_text(row.place)
            line = f"{row.key:<{width}}  {value}{' ' * (widest - columns_of(value))}  {place}"
            yield style.paint(line, "dim") if row.origin == "default" else line


def settings_data(plans: Rows) -> dict[str, Any]:
    """The same for other programs."""
    return {
        "format": FORMAT,
        "plans": [
            {
                "file": compilation.source.name,
                "settings": [
                    {"key": row.key, "value": row.value or None, "from": row.origin, "file": row.file, "line": row.line}
                    for row in rows
                ],
            }
            for compilation, rows in plans
        ],
    }
