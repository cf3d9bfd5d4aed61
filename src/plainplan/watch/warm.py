"""Imported by the process that PDFs come from: makes one for nobody, so that all it needs is loaded and found."""

from __future__ import annotations

import gc
from contextlib import suppress
from datetime import date

from plainplan.compile import compile_text
from plainplan.errors import PlainplanError
from plainplan.render import Options, render

_PLAN = "# Warm\n\n## Goals\n\n### Up ~1w\n\n- [ ] Now ~1d\n"

with suppress(PlainplanError):  # whoever orders a PDF is told what is missing
    render(compile_text("warm.plan.md", _PLAN, date(2026, 1, 1)), "pdf", Options())
gc.freeze()  # copies of this process share its memory as long as nobody touches it
