"""What a user can set in an editor, under `plainplan`; what makes no sense is as if it were not set."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from plainplan.language.hints import KINDS
from plainplan.tuples import NamedTuple

SECTION = "plainplan"
WHEN = ("type", "save")


class Settings(NamedTuple):
    """`hints` is one of `off`, `late`, `dates`, `slack`; findings appear while one types or when one saves
    (`diagnostics`: `type`, `save`); `code_lens` tells whether goals have a line above them. `lang` is the language to
    answer in, "" for that of each plan."""

    hints: str = "dates"
    diagnostics: str = "type"
    code_lens: bool = False
    lang: str = ""


DEFAULTS = Settings()


def read_settings(told: Any, before: Settings = DEFAULTS) -> Settings:
    """Settings as an editor sends them, with or without their section around them; what is not told is as before."""
    if not isinstance(told, Mapping):
        return before
    values = told.get(SECTION)
    values = values if isinstance(values, Mapping) else told
    lens, lang = values.get("codeLens", before.code_lens), values.get("lang", before.lang)
    return Settings(
        _one_of(values.get("hints"), KINDS, before.hints),
        _one_of(values.get("diagnostics"), WHEN, before.diagnostics),
        lens if isinstance(lens, bool) else before.code_lens,
        lang if isinstance(lang, str) else before.lang,
    )


def _one_of(value: Any, known: tuple[str, ...], otherwise: str) -> str:
    return value if isinstance(value, str) and value in known else otherwise
