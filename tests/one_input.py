"""What must hold for any bytes, tried on one input: no exception, places inside the text, outputs that can be read."""

from __future__ import annotations

import json
from datetime import date

from plainplan.compile import compile_bytes
from plainplan.fixes import mended
from plainplan.fmt import formatted
from plainplan.render import Options, render

TODAY = date(2026, 11, 1)


def try_one(data: bytes) -> None:
    plan = compile_bytes("any.plan.md", data, TODAY)
    for found in plan.diagnostics:
        assert 0 <= found.span.start <= found.span.end <= len(plan.source.text), found
    made = json.loads(render(plan, "json", Options()))
    assert made["format"] == "plainplan/1"
    assert render(plan, "html", Options()).startswith(b"<!doctype html>")
    mended(plan, data, TODAY)
    formatted(plan, data, TODAY)
